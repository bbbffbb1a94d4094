"""Who is not heard: voices against the number of those who could speak, and what to try then.

Nobody is named by it: it is about groups and places, and about what we have not offered them.
"""

from dataclasses import dataclass
from enum import StrEnum

from scipy import special

LEVEL = 0.95
EXPECTED = 5
"""A group is called silent only where at least so many voices could be expected of it, if it spoke
as often as the others of its place."""


@dataclass(frozen=True)
class Rate:
    """Voices for each hundred clients, with the interval that chance alone leaves open."""

    value: float
    low: float
    high: float


def rate(voices: int, clients: int) -> Rate:
    """By the exact interval of a Poisson count (Garwood 1936): one person may speak several times,
    so it is no share. Raises ValueError without clients."""
    if clients < 1 or voices < 0:
        raise ValueError("Voices are counted against at least one client.")
    tail = (1 - LEVEL) / 2
    low = float(special.gammaincinv(voices, tail)) if voices else 0.0
    high = float(special.gammaincinv(voices + 1, 1 - tail))
    return Rate(*(100 * each / clients for each in (voices, low, high)))


def is_silent(voices: int | None, clients: int, of_all: float) -> bool:
    """Whether a group speaks less often than all of its place together (`of_all` voices for each
    hundred clients), beyond what chance explains. None: too few to be shown, or hidden with those
    that are."""
    if clients * of_all / 100 < EXPECTED:
        return False
    return voices is None or rate(voices, clients).high < of_all


class Way(StrEnum):
    """What may be tried, each a thing that somebody can do next week."""

    ASK = "ask"
    LANGUAGE = "language"
    PAPER = "paper"
    INTERVIEW = "interview"
    PHONE = "phone"
    TOGETHER = "together"
    KIOSK = "kiosk"
    MESSAGE = "message"


_BY_GROUP: dict[tuple[str, str], tuple[Way, ...]] = {
    ("age-band", "under-18"): (Way.TOGETHER, Way.MESSAGE),
    ("age-band", "18-29"): (Way.MESSAGE, Way.KIOSK),
    ("age-band", "30-44"): (Way.MESSAGE, Way.KIOSK),
    ("age-band", "65-74"): (Way.PAPER, Way.PHONE),
    ("age-band", "75-or-over"): (Way.PHONE, Way.PAPER, Way.INTERVIEW),
}
_BY_VARIABLE: dict[str, tuple[Way, ...]] = {
    "language": (Way.LANGUAGE, Way.INTERVIEW),
    "gender": (Way.KIOSK, Way.INTERVIEW),
    "age-band": (Way.PAPER, Way.KIOSK),
}


def for_group(variable: str, group: str) -> tuple[Way, ...]:
    """What to try with a silent group."""
    known = _BY_GROUP.get((variable, group)) or _BY_VARIABLE.get(variable)
    return known or (Way.INTERVIEW, Way.TOGETHER)


def for_place(*, asked: bool, heard: bool) -> tuple[Way, ...]:
    """What to try in a place from which little comes: `asked` in a survey of the year, `heard` by
    instant feedback."""
    if not asked:
        return (Way.ASK, *(() if heard else (Way.KIOSK,)))
    return (Way.INTERVIEW, Way.TOGETHER) if heard else (Way.KIOSK, Way.PAPER, Way.INTERVIEW)
