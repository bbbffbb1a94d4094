"""Whether the sums of a file balance, and which figure is the wrong one when they do not: the one
with which, put right, the most sums balance and none ceases to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.tables.sums import Sum, Ways
from kuulluksi.pure.audit.tables.twins import Twins, slip

Values = Mapping[Cell, Decimal]


def off(sum_: Sum, values: Values) -> Decimal:
    """How much more the total is than its parts, beyond what rounding and estimates allow; 0 when
    it balances."""
    total = values.get(sum_.total, sum_.total.value)
    parts = (values.get(part, part.value) for part in sum_.parts)
    difference = total - sum(parts, Decimal(0))
    return difference if abs(difference) > sum_.slack else Decimal(0)


def near(sum_: Sum) -> bool:
    """Whether total and parts differ so little, or by such a slip of the pen, that they are meant
    to balance."""
    gap = sum_.total.value - sum_.computed
    if abs(gap) * 50 <= abs(sum_.total.value) or slip(sum_.total.value, sum_.computed):
        return True
    return any(slip(part.value, part.value + gap) for part in sum_.parts)


@dataclass
class Sums:
    """The sums of a file, one way for each total: the way that balances, or that does in another
    row of the same table, or else the plainest."""

    chosen: list[Sum]
    of: dict[Cell, list[Sum]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for sum_ in self.chosen:
            for cell in (sum_.total, *sum_.parts):
                self.of[cell].append(sum_)

    @classmethod
    def choose(cls, all_ways: Iterable[Ways]) -> "Sums":
        ways = [each for each in all_ways if each]
        proven = {(sum_.family, sum_.shape) for each in ways for sum_ in each if not off(sum_, {})}
        chosen = []
        for each in ways:
            balanced = [sum_ for sum_ in each if not off(sum_, {})]
            as_others = [sum_ for sum_ in each if (sum_.family, sum_.shape) in proven]
            nearly = [sum_ for sum_ in each if near(sum_)]
            chosen.append((balanced or as_others or nearly or list(each))[0])
        return cls(chosen)

    def like(self, sum_: Sum) -> list[Sum]:
        return [other for other in self.chosen if other.family == sum_.family and other is not sum_]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure that is wrong where it is printed: what it should be, where that is printed, the
    sums that balance with it, and the totals that change with it."""

    cell: Cell
    right: Decimal
    elsewhere: Cell
    balanced: tuple[Sum, ...]
    follows: tuple["Follows", ...]


@dataclass(frozen=True, slots=True)
class Follows:
    """A total that was added up from a wrong figure."""

    cell: Cell
    right: Decimal
    because: Cell
    balanced: tuple[Sum, ...]


def deciding(twins: Twins, sums: Sums, values: Values) -> Corrected | None:
    """Which of two printed values is wrong, when the sums tell."""
    sides = [
        corrected
        for cell, other in ((twins.one, twins.another), (twins.another, twins.one))
        if (corrected := _corrected(cell, other, sums, values))
    ]
    return sides[0] if len(sides) == 1 else None


def _corrected(cell: Cell, other: Cell, sums: Sums, values: Values) -> Corrected | None:
    """What happens to the sums when a figure is put right; None when it does not help."""
    put = {**values, cell: other.value}
    balanced, broken = _moved(sums.of.get(cell, ()), values, put)
    follows = []
    for sum_ in broken:
        if sum_.total == cell:
            return None
        right = sum_.total.value - off(sum_, put)
        with_total = {**put, sum_.total: right}
        also, lost = _moved(sums.of[sum_.total], put, with_total)
        also = [each for each in also if each is not sum_]
        if lost or not also:
            return None
        follows.append(Follows(sum_.total, right, cell, tuple(also)))
    if not balanced and not follows:
        return None
    return Corrected(cell, other.value, other, tuple(balanced), tuple(follows))


def _moved(touched: Sequence[Sum], before: Values, after: Values) -> tuple[list[Sum], list[Sum]]:
    """The sums that balance only after, and those that did only before."""
    balanced = [sum_ for sum_ in touched if off(sum_, before) and not off(sum_, after)]
    broken = [sum_ for sum_ in touched if not off(sum_, before) and off(sum_, after)]
    return balanced, broken


@dataclass(frozen=True, slots=True)
class Culprit:
    """One figure with which, put right, several failing sums would balance."""

    cell: Cell
    right: Decimal
    explains: tuple[Sum, ...]


def culprits(failing: Sequence[Sum], sums: Sums, values: Values) -> Iterator[Culprit]:
    """For sums that fail together, the only figure that explains them; none when there are two such
    figures."""
    found: dict[frozenset[int], list[Culprit]] = defaultdict(list)
    of: dict[Cell, list[Sum]] = defaultdict(list)
    for sum_ in failing:
        for cell in (sum_.total, *sum_.parts):
            of[cell].append(sum_)
    for cell, touched in of.items():
        if len(touched) < 2:
            continue
        moves = {_move(cell, sum_, values) for sum_ in touched}
        right = values.get(cell, cell.value) + next(iter(moves))
        after = {**values, cell: right}
        if len(moves) == 1 and right >= 0 and not any(off(s, after) for s in sums.of[cell]):
            found[frozenset(map(id, touched))].append(Culprit(cell, right, tuple(touched)))
    for same in found.values():
        if len(same) == 1:
            yield same[0]


def _move(cell: Cell, sum_: Sum, values: Values) -> Decimal:
    return off(sum_, values) * (-1 if cell == sum_.total else 1)


def overlapping(sum_: Sum) -> bool:
    """Whether the parts may be more than the whole: people who stand in several rows, or several
    answers of one person."""
    cells = (sum_.total, *sum_.parts)
    if any(cell.told.several for cell in cells):
        return True
    counted = any(
        naming.people(words) for cell in cells for words in (cell.item, cell.group, cell.note)
    )
    # Who came in two years is one person; only a row that is called a total counts both.
    return counted and not (sum_.along == "years" and sum_.firm)
