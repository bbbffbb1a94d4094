"""Being heard, in figures: of the voices whose time to be answered ended in a third of a year, how
many got an answer and how soon, whether it helped, what came of criticism. Each is counted once, by
the day its first answer was due, as all stood when the third had settled. What has no answer by
then counts as the longest wait, so a place cannot look quick by leaving the hard ones alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum, auto

from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.protection import (
    Place,
    enough,
    safe,
    shown_in,
    summed,
    without_empty,
)

MONTHS = 4
"""What the self-monitoring of a wellbeing services county finds is published every four months (act
741/2023); these figures go with it."""

SETTLED = timedelta(days=42)
"""A third is counted so long after its last day. Whoever was answered on that day is asked three
weeks later whether speaking up did harm, and has three weeks more to tell."""

LONGEST = 25
"""A wait is counted up to so many working days: five weeks. Whoever had no answer when the third
had settled has waited longer than that."""


@dataclass(frozen=True, order=True)
class Third:
    """Four months: January to April, May to August, September to December."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Third":
        return cls(day.year, (day.month - 1) // MONTHS)

    @property
    def first(self) -> date:
        return date(self.year, MONTHS * self.number + 1, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def settled(self) -> date:
        """The day as of which it is counted."""
        return self.last + SETTLED

    @property
    def next(self) -> "Third":
        thirds = 12 // MONTHS
        return Third(self.year + (self.number + 1) // thirds, (self.number + 1) % thirds)

    def until(self, last: "Third") -> Iterator["Third"]:
        """This one and all after it, up to the last one."""
        third = self
        while third <= last:
            yield third
            third = third.next


def last_settled(on: date) -> Third:
    """The newest third that had settled before a day."""
    return Third.of(Third.of(on - SETTLED).first - timedelta(days=1))


class Item(StrEnum):
    """What is counted. All but the first two are of some of the voices only."""

    ANSWERED = "answered"
    WAITED = "waited"
    # Of those who told whether the answer helped.
    HELPED = "helped"
    # Of criticism: what it led to.
    LED = "led"
    # Of those who told whether speaking up did harm.
    HARM = "harm"
    # Of all that came: what was no feedback but a matter of a client, and was handed on.
    HANDED = "handed"


class Answered(Enum):
    """The points of `ANSWERED`."""

    NO_READER = 0
    NOT = 1
    LATE = 2
    IN_TIME = 3


class Led(Enum):
    """The points of `LED`."""

    NOTHING = 0
    NOT_POSSIBLE = 1
    MEASURE = 2


class Helped(Enum):
    """The points of `HELPED`."""

    NO = 1
    PARTLY = 2
    YES = 3


POINTS: Mapping[Item, tuple[int, ...]] = {
    Item.ANSWERED: tuple(each.value for each in Answered),
    Item.WAITED: tuple(range(LONGEST + 1)),
    Item.HELPED: tuple(each.value for each in Helped),
    Item.LED: tuple(each.value for each in Led),
    Item.HARM: (0, 1),
    Item.HANDED: (0, 1),
}


class Sort(Enum):
    """Under which rule a figure is told, because of whose doing it tells."""

    # Of the house: what it did for each of them may be told, also when it was the same for all.
    HOUSE = auto()
    # Of the givers: not when all said the same.
    GIVERS = auto()
    # Of few: not unless as many as the threshold are among them.
    RARE = auto()


SORTS: Mapping[Item, Sort] = {
    Item.ANSWERED: Sort.HOUSE,
    Item.WAITED: Sort.HOUSE,
    Item.HELPED: Sort.GIVERS,
    Item.LED: Sort.HOUSE,
    Item.HARM: Sort.RARE,
    Item.HANDED: Sort.RARE,
}

Found = Mapping[Item, Mapping[str, Counts]]
"""What was counted of the leaves of a tree, by the key of the leaf; nothing where there was nothing
to count."""

Shown = Mapping[Item, Mapping[str, Counts | None]]
"""What may be shown of each place; None, or nothing at all: hidden."""


def protected(tree: Place, found: Found, k: int) -> Shown:
    """What may be shown of one third. `k` is one more than elsewhere: `without_empty`.

    The number of voices decides: what is of some of them is hidden where their number is, so that
    the one never tells the other.
    """
    voices = found[Item.ANSWERED]
    numbers = {key: counts.n for key, counts in voices.items()}
    told = enough(without_empty(tree, voices), numbers, k)
    return {item: _shown(tree, found[item], item, told, k) for item in Item}


def _shown(
    tree: Place, found: Mapping[str, Counts], item: Item, told: frozenset[str], k: int
) -> dict[str, Counts | None]:
    nobody = Counts(POINTS[item], (0,) * len(POINTS[item]))
    leaves = {leaf.key: found.get(leaf.key, nobody) for leaf in tree.leaves}
    inside = without_empty(tree, leaves)
    if inside.key in leaves and not leaves[inside.key].n:
        return {}
    sums = summed(inside, leaves)
    keys = {place.key for place in inside} & told
    if item not in (Item.ANSWERED, Item.WAITED):
        keys = shown_in(
            inside,
            {key: (key in told, counts) for key, counts in sums.items()},
            lambda each, least: each[0] and _fits(each[1], SORTS[item], least),
            k,
            lambda one, other: (True, one[1] + other[1]),
        )
    return {place.key: sums[place.key] if place.key in keys else None for place in inside}


def _fits(counts: Counts, sort: Sort, k: int) -> bool:
    match sort:
        case Sort.HOUSE:
            return counts.n >= k
        case Sort.GIVERS:
            return safe(counts, k)
        case Sort.RARE:
            return safe(counts, k) and counts.numbers[-1] >= k


@dataclass(frozen=True)
class Wait:
    """A median wait in working days; `at_least` where it falls on what took longest, or never
    ended."""

    days: float
    at_least: bool = False


def median(waited: Counts) -> Wait:
    """Of counts that are not empty.

    >>> def of(*days):
    ...     chosen = {day: days.count(day) for day in days}
    ...     return median(Counts.of(POINTS[Item.WAITED], chosen))
    >>> of(1, 2, 2, 3, 9), of(1, 2, 3, 9)
    (Wait(days=2, at_least=False), Wait(days=2.5, at_least=False))
    >>> of(1, 2, 25, 25)
    Wait(days=25, at_least=True)
    """
    low, high = _at(waited, (waited.n - 1) // 2), _at(waited, waited.n // 2)
    if high == LONGEST:
        return Wait(LONGEST, at_least=True)
    return Wait(low if low == high else (low + high) / 2)


def _at(counts: Counts, place: int) -> int:
    """The point on which the answer with that place in the order of all falls."""
    for point, number in zip(counts.points, counts.numbers, strict=True):
        if place < number:
            return point
        place -= number
    raise ValueError("Nobody answered.")


def percent(number: int, n: int) -> int:
    """A share in whole percents, halves up. 100 means every one and 0 none, never nearly.

    >>> percent(0, 300), percent(1, 300), percent(299, 300), percent(300, 300), percent(1, 8)
    (0, 1, 99, 100, 13)
    """
    if number in (0, n):
        return 100 * number // n
    return min(99, max(1, (200 * number + n) // (2 * n)))
