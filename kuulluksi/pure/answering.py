"""How a place has answered: the share that got an answer, and how many working days that took.

What has no answer yet counts as the longest wait, so a place cannot look quick by leaving the hard
ones alone. No figure gives away a single voice, neither beside that of yesterday (`counted_on`)
nor beside those of the offices (`Part`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from kuulluksi.pure.deadlines import working_days_between

MINIMUM = 5
"""Fewer clocks give no figure: who answers would be judged by one or two matters, and each giver
could find their own matter, or a colleague somebody else's, in the number. Counts of other things
on the same page are held back below it too."""

MONTHS = 12


@dataclass(frozen=True)
class Clock:
    """One promise of an answer: when it began, when it was due, when an answer stopped it."""

    began: date
    due: date
    stopped: date | None = None


@dataclass(frozen=True)
class Figures:
    """`median` is None when it falls on a clock that still runs. Whatever comes of those, it will
    then be `at_least` so many working days."""

    n: int
    answered: int
    median: float | None
    at_least: float

    @property
    def percent(self) -> int:
        """The share answered, in whole percents. 100 means every one and 0 none, never nearly."""
        if self.answered in (0, self.n):
            return 100 * self.answered // self.n
        return min(99, max(1, (200 * self.answered + self.n) // (2 * self.n)))


@dataclass(frozen=True)
class Part:
    """A place with what is counted of it alone, and the places below it.

    >>> Part(7).is_told, Part(3).is_told
    (True, False)
    >>> Part(1, [Part(7)]).is_told, Part(0, [Part(7)]).is_told, Part(3, [Part(7), Part(2)]).is_told
    (False, True, True)
    """

    own: int
    parts: Sequence["Part"] = ()
    # A place that is no more has no page to tell anything on.
    has_page: bool = True

    @property
    def whole(self) -> int:
        return self.own + sum(part.whole for part in self.parts)

    @property
    def rest(self) -> int:
        """What no page below tells, and whoever subtracts what they tell is left with."""
        return self.own + sum(part.rest for part in self.parts if not part.is_told)

    @property
    def is_told(self) -> bool:
        return self.has_page and self.whole >= MINIMUM and not 0 < self.rest < MINIMUM


def counted_on(today: date) -> date:
    """The day as of which the figures shown today are counted: what has happened since does not
    show before the month is over."""
    return today.replace(day=1)


def since(on: date) -> date:
    """The first day of the twelve months before the first day of a month."""
    return on.replace(year=on.year - 1)


def figures(clocks: Iterable[Clock], *, on: date) -> Figures | None:
    """The figures of the clocks that were due before `on`, as they stood when that day began; None
    below the minimum.

    What still has time is neither answered nor unanswered. A clock was answered when something
    stopped it that the giver reads: an answer, or a closing with its reason, late or not.

    >>> from datetime import date
    >>> monday = date(2026, 3, 2)
    >>> def clock(stopped=None):
    ...     return Clock(monday, date(2026, 3, 11), stopped)
    >>> swift, slow = clock(date(2026, 3, 4)), clock(date(2026, 3, 16))
    >>> figures([swift, swift, swift, slow, clock()], on=date(2026, 3, 17))
    Figures(n=5, answered=4, median=2.0, at_least=2.0)
    >>> figures([swift, swift, slow, slow, clock(), clock()], on=date(2026, 3, 17)).median
    10.0
    >>> figures([swift, swift, clock(), clock(), clock()], on=date(2026, 3, 17))
    Figures(n=5, answered=2, median=None, at_least=11.0)
    >>> figures([swift] * 4, on=date(2026, 3, 17)) is None
    True
    """
    past = [clock for clock in clocks if clock.due < on]
    if len(past) < MINIMUM:
        return None
    days = sorted(
        working_days_between(clock.began, clock.stopped)
        for clock in past
        if clock.stopped and clock.stopped < on
    )
    running = [
        working_days_between(clock.began, on)
        for clock in past
        if clock.stopped is None or clock.stopped >= on
    ]
    return Figures(
        n=len(past),
        answered=len(days),
        median=_middle(days, len(past)),
        at_least=float(median([*days, *running])),
    )


def _middle(days: list[int], n: int) -> float | None:
    """The median of `n` waits of which only the shortest ones, sorted in `days`, have ended."""
    after = n // 2
    if after >= len(days):
        return None
    return (days[(n - 1) // 2] + days[after]) / 2
