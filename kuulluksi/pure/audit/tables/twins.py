"""The same quantity printed in two places, under one name or under two, in one year or a year late;
and whether it is printed alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.tables.ledger import Ledger, by_year, gathered

# Two counts below this may be alike by chance.
TELLING = 100
# So many series that print one value are compared; more share it by chance.
MOST_ALIKE = 12


@dataclass(frozen=True, slots=True)
class Twins:
    """Two figures that tell of one quantity and are printed with different values. `sure`: other
    figures of the two tables agree, or the values differ as a slip of the pen does; else the two
    may tell of different people. `others` is how many more such pairs the two tables have."""

    one: Cell
    another: Cell
    sure: bool
    others: int = 0
    renamed: bool = False


@dataclass(frozen=True, slots=True)
class Lag:
    """A series that stands one year later in one table than in another."""

    late: tuple[Cell, ...]
    timely: tuple[Cell, ...]
    years: int


def close(one: Cell, another: Cell) -> bool:
    """Whether two printed values can be one: as far as rounding and estimates allow."""
    return abs(one.value - another.value) <= one.slack + another.slack


def slip(one: Decimal, another: Decimal) -> bool:
    """Whether one number is written as the other is, but for two digits that changed places, or for
    one of at least four: of two short numbers one digit may differ by itself."""
    a, b = _digits(one), _digits(another)
    differing = sum(1 for x, y in zip(a, b, strict=False) if x != y)
    return swapped(one, another) or (len(a) == len(b) > 3 and differing == 1)


def swapped(one: Decimal, another: Decimal) -> bool:
    """Whether two neighbouring digits changed places, and nothing else: 635 and 653."""
    a, b = _digits(one), _digits(another)
    if a == b or len(a) != len(b):
        return False
    first = next(place for place in range(len(a)) if a[place] != b[place])
    return a[:first] + a[first : first + 2][::-1] + a[first + 2 :] == b


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}"


def compared(ledger: Ledger) -> tuple[list[Twins], set[int]]:
    """What is printed twice with different values, and the rows that were compared."""
    pairs = list(_of_one_name(ledger))
    seen: set[int] = set()
    tables: dict[tuple[str, ...], list[tuple[Cell, Cell]]] = defaultdict(list)
    for one, another in pairs:
        seen |= {one.number, another.number}
        tables[_between(one, another)].append((one, another))
    found: list[Twins] = []
    for both in tables.values():
        agreeing = sum(1 for one, another in both if close(one, another))
        differing = [
            (one, another)
            for one, another in both
            if not close(one, another) and (agreeing or not _generic(one))
        ]
        if len(differing) > max(agreeing, 1):
            one, another = differing[0]
            found.append(Twins(one, another, sure=False, others=len(differing) - 1))
        else:
            found += [
                Twins(one, another, sure=_sure(one, another, agreeing, len(differing)))
                for one, another in differing
            ]
    return found, seen


def _between(one: Cell, another: Cell) -> tuple[str, ...]:
    return (*sorted((one.table, another.table)), one.statistic)


def _of_one_name(ledger: Ledger) -> Iterator[tuple[Cell, Cell]]:
    """Figures of the same area, group, item, years and statistic. Of many the first beside each."""
    for same in gathered(ledger.cells, ledger.figure).values():
        if same[0].statistic == "other":
            continue
        pairs = combinations(same, 2) if len(same) < 4 else ((same[0], each) for each in same[1:])
        for one, another in pairs:
            if one.scale is None or another.scale is None or one.scale == another.scale:
                yield one, another


def _sure(one: Cell, another: Cell, agreeing: int, differing: int) -> bool:
    """Whether a difference contradicts: not when the two tell of different bases."""
    if one.n is not None and another.n is not None and one.n != another.n:
        return False
    if _apart(one) != _apart(another):
        return False
    if one.n is not None and one.n == another.n:
        return True
    if one.statistic != "count":
        # Two surveys of the same people may ask the same, and one answer may be alike by chance.
        return agreeing > 1 and agreeing >= 2 * differing
    larger = max(abs(one.value), abs(another.value))
    near = abs(one.value - another.value) * 10 <= larger
    return agreeing > 0 or near or slip(one.value, another.value)


def _apart(cell: Cell) -> tuple[bool, ...]:
    said = cell.told
    return said.partial, said.based, bool(said.counted), said.earlier, said.incomplete


def _generic(cell: Cell) -> bool:
    """Rows that every table may have for its own people."""
    return (
        naming.total(cell.item) == "bare"
        or naming.respondents(cell.item)
        or naming.sent(cell.item)
        or naming.rate(cell.item)
        or naming.change(cell.item)
    )


def renamed(ledger: Ledger) -> tuple[list[Twins], list[Lag], set[int]]:
    """The same series under two names in two tables: they speak of the same thing, and at least two
    years print the same telling numbers; one year late, when that is so of the years before."""
    series = {
        key: dict(by_year(cells))
        for key, cells in gathered(
            ledger.counts, lambda cell: (cell.table, *ledger.series(cell))
        ).items()
    }
    twins: list[Twins] = []
    lags: list[Lag] = []
    seen: set[int] = set()
    for (one, another, shift), alike in _alike(series).items():
        if alike < 2:
            continue
        first, second = series[one], series[another]
        akin = naming.akin(one[3], another[3])
        both = [(first[year], second[year - shift]) for year in first if year - shift in second]
        differing = [(a, b) for a, b in both if not close(a, b)]
        if shift and (akin or alike > 2) and not differing:
            lags.append(_lag(both, shift))
        elif akin and 1 <= len(differing) < alike and (not shift or len(differing) == 1):
            twins += [Twins(a, b, sure=True, renamed=True) for a, b in differing]
        elif shift or not akin or differing:
            continue
        seen |= {cell.number for pair in both for cell in pair}
    return twins, lags, seen


Series = tuple[str, ...]


def _alike(series: dict[Series, dict[int, Cell]]) -> Counter[tuple[Series, Series, Literal[0, 1]]]:
    """How many telling numbers two series of one subject, of different tables and names, have in
    common, in the same year and one year late."""
    places: dict[Decimal, list[tuple[Series, int]]] = defaultdict(list)
    for key, years in series.items():
        for year, cell in years.items():
            if cell.value >= TELLING and not cell.told.estimate:
                places[cell.value].append((key, year))
    found: Counter[tuple[Series, Series, Literal[0, 1]]] = Counter()
    for same in places.values():
        pairs = combinations(same, 2) if len(same) <= MOST_ALIKE else ()
        for (one, year), (another, then) in pairs:
            if one[0] == another[0] or one[1:] == another[1:] or one[1:3] != another[1:3]:
                continue
            if year == then:
                found[one, another, 0] += 1
            elif year == then + 1:
                found[one, another, 1] += 1
            elif then == year + 1:
                found[another, one, 1] += 1
    return found


def _lag(both: Iterable[tuple[Cell, Cell]], years: int) -> Lag:
    pairs = sorted(both, key=lambda pair: pair[0].first)
    return Lag(tuple(a for a, _ in pairs), tuple(b for _, b in pairs), years)
