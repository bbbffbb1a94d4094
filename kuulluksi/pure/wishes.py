"""How a client wants to be met: the ready list, the words of the card, what fits into its QR code,
and from how many cards up a unit sees counts.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from kuulluksi.pure.text import Text

K = TypeVar("K")

FEWEST = 5
"""From so many cards up a count is shown. Whoever knows that one client visited in a month must not
be able to read off what that client wished; among five cards nobody is pointed at. Nothing ties the
rows of one card together, so cards are counted from below: a card counts a wish at most once, and
so there were at least as many cards as the wish chosen most often was chosen times.
"""

MOST_BYTES = 700
"""What a QR code of a card holds. It could hold more, but then its squares become too small for an
old phone to read from a scratched screen or a folded card.
"""

_LIST = Path(__file__).resolve().parents[2] / "data" / "wishes.json"


@cache
def ready() -> tuple[Text, ...]:
    """The list that an authority may start with and then makes its own."""
    return tuple(Text.from_json(wish) for wish in json.loads(_LIST.read_text(encoding="utf-8")))


def card(heading: str, wishes: Iterable[str], own: str) -> str:
    """The plain words of a card: for its QR code, and for the client's own record."""
    lines = [heading, *(f"- {wish}" for wish in wishes)]
    return "\n".join([*lines, own.strip()]) if own.strip() else "\n".join(lines)


def too_long(card: str, own: str) -> int:
    """How many characters must be taken from the end of the client's own words until the card fits
    into a QR code; 0 when it fits. All of them and one more when that is not enough."""
    over = len(card.encode()) - MOST_BYTES
    if over <= 0:
        return 0
    taken = 0
    for number, sign in enumerate(reversed(own.strip()), start=1):
        taken += len(sign.encode())
        if taken >= over:
            return number
    return len(own.strip()) + 1


def cards(chosen: Iterable[int]) -> int:
    """At least so many cards stand behind these numbers of choices, one for each wish."""
    return max(chosen, default=0)


def shown(counts: Mapping[K, int]) -> dict[K, int | None]:
    """The counts that may be shown; None stands for one that is too small."""
    return {key: count if count >= FEWEST else None for key, count in counts.items()}
