"""The clock of an answer: when whoever owes it is reminded, and when the next one up is told.

An answer is due in working days. Two days before it is reminded of, on the first late day again;
on the third late day it goes one step up, and every fifth late day after that once more, as long as
there is anybody above.
"""

from datetime import date
from enum import StrEnum

from kuulluksi.pure.deadlines import (
    add_working_days,
    is_working_day,
    next_working_day,
    working_days_between,
)

BEFORE = 2
ESCALATE = 3
AGAIN = 5


class Mark(StrEnum):
    """What happens on a clock before and after its due day."""

    SOON = "soon"
    LATE = "late"
    ESCALATED = "escalated"


def first_mark(began: date, due: date) -> tuple[Mark, date]:
    """The first mark of a clock that began on `began`: two working days before `due`, or the first
    late day when the promise is so short that nobody could be reminded in between."""
    soon = _working_days_before(due, BEFORE)
    return (Mark.SOON, soon) if soon > began else (Mark.LATE, next_working_day(due))


def mark_now(mark: Mark, due: date, on: date) -> Mark:
    """What is carried out on `on` of a mark that was due earlier: nobody is told any more that an
    answer is due soon when it is late already."""
    return Mark.LATE if mark == Mark.SOON and due < on else mark


def next_mark(done: Mark, due: date, on: date) -> tuple[Mark, date]:
    """What follows `done`, which was carried out on `on`; never on the same day again."""
    if done == Mark.SOON:
        return Mark.LATE, max(next_working_day(due), next_working_day(on))
    if done == Mark.LATE:
        return Mark.ESCALATED, max(add_working_days(due, ESCALATE), next_working_day(on))
    return Mark.ESCALATED, add_working_days(on, AGAIN)


def _working_days_before(due: date, days: int) -> date:
    """The working day from which `due` is `days` working days away."""
    earliest = due
    while working_days_between(earliest, due) < days or not is_working_day(earliest):
        earliest = date.fromordinal(earliest.toordinal() - 1)
    return earliest
