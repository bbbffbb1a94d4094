"""What somebody chose, checked against the questionnaire: the one way in for every channel.

"Does not concern me" is an answer and is kept; an item left alone is none, and leaves nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kuulluksi.pure.questionnaire.document import Item, Questionnaire

SKIP = "skip"
"""The raw value of "does not concern me" in forms and files."""

Reason = Literal["unknown", "not-on-scale", "may-not-skip"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A point on the item's scale, or None for "does not concern me"."""

    item: str
    value: int | None


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers given to one questionnaire, in its order; false when none was given."""

    questionnaire: Questionnaire
    given: tuple[Answer, ...]

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def get(self, item: str) -> Answer | None:
        """The answer to that item, None when it was left alone."""
        return next((answer for answer in self.given if answer.item == item), None)


class BadAnswers(ValueError):
    """Some answers fit no item or no point; `faults` has the reason for each such item id.

    "unknown": the questionnaire has no such item; "not-on-scale": the value is no point of the
    item's scale; "may-not-skip": the item does not offer "does not concern me".
    """

    def __init__(self, faults: Mapping[str, Reason]) -> None:
        super().__init__(", ".join(f"{item}: {reason}" for item, reason in faults.items()))
        self.faults = dict(faults)


def clean(questionnaire: Questionnaire, raw: Mapping[str, str]) -> Answers:
    """The answers in `raw`, from item id to a point in digits, SKIP, or blank for nothing.

    Raises BadAnswers with every item that is wrong.
    """
    faults: dict[str, Reason] = {id_: "unknown" for id_ in raw if questionnaire.item(id_) is None}
    given = []
    for item in questionnaire.items:
        chosen = raw.get(item.id, "").strip()
        if not chosen:
            continue
        fault = _fault(item, chosen)
        if fault:
            faults[item.id] = fault
        else:
            given.append(Answer(item.id, None if chosen == SKIP else int(chosen)))
    if faults:
        raise BadAnswers(faults)
    return Answers(questionnaire, tuple(given))


def _fault(item: Item, chosen: str) -> Reason | None:
    if chosen == SKIP:
        return None if item.may_skip else "may-not-skip"
    # Compared as text: int() would also take "+3", "0_3" and the digits of other scripts.
    return None if chosen in map(str, item.scale.points) else "not-on-scale"
