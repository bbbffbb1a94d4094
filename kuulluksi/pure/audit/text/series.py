"""The rows of a file of figures as they go on from year to year, and the words of their names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell, Statistic
from kuulluksi.pure.audit.text.reading import GRAMMARS
from kuulluksi.pure.text import tokens

# The sides on which a series has a name.
ITEM, GROUP, AREA, TABLE = 1, 2, 4, 8


@dataclass(frozen=True, eq=False)
class Series:
    """What one printed row tells from year to year."""

    number: int
    table: str
    area: str
    group: str
    item: str
    statistic: Statistic
    scale: tuple[Decimal, Decimal] | None
    cells: tuple[Cell, ...]

    @cached_property
    def _at(self) -> Mapping[tuple[int, int], list[Cell]]:
        found: dict[tuple[int, int], list[Cell]] = defaultdict(list)
        for cell in self.cells:
            found[cell.first, cell.last].append(cell)
        return dict(found)

    def at(self, first: int, last: int) -> Sequence[Cell]:
        return self._at.get((first, last), ())

    @cached_property
    def by_year(self) -> Mapping[int, Cell]:
        """The figures of single years, in their order."""
        found = {cell.first: cell for cell in self.cells if cell.one_year}
        return dict(sorted(found.items()))

    def total_on(self, side: int) -> bool:
        """Whether it is the total of those that differ from it on that side."""
        return bool(self.totals & side)

    @cached_property
    def totals(self) -> int:
        """On which sides it is a total."""
        unit = naming.ends(self.group)[1]
        item = ITEM if naming.total(self.item) else 0
        group = GROUP if self.group and naming.total(unit) == "bare" else 0
        whole = self.area and (naming.total(self.area) or naming.whole(self.area))
        return item | group | (AREA if whole else 0)

    @property
    def total(self) -> bool:
        return self.totals > 0

    @property
    def names(self) -> Mapping[int, str]:
        """Its names by side."""
        return {ITEM: self.item, GROUP: self.group, AREA: self.area, TABLE: self.table}

    @cached_property
    def content(self) -> Sequence[str]:
        return content(self.item)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kinds of figures a claim can be about; with `moving` those of two years at
    least, with `respondents` numbers of those who answered."""

    statistics: frozenset[str] | None = None
    moving: bool = False
    respondents: bool = False

    def fits(self, series: Series) -> bool:
        if self.moving and len(series.by_year) < 2:
            return False
        if self.respondents and not naming.respondents(series.item):
            return False
        return self.statistics is None or series.statistic in self.statistics


def series_of(cells: Iterable[Cell]) -> list[Series]:
    """The rows of a file, numbered as they stand."""
    rows: dict[tuple[object, ...], list[Cell]] = defaultdict(list)
    for cell in _as_exact(list(cells)):
        name = (cell.table, cell.area, cell.group, cell.item, cell.statistic, cell.scale)
        rows[name].append(cell)
    return [
        Series(
            number,
            of[0].table,
            of[0].area,
            of[0].group,
            of[0].item,
            of[0].statistic,
            of[0].scale,
            tuple(of),
        )
        for number, of in enumerate(rows.values())
    ]


def _as_exact(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Each figure with the decimals of its column: 3 among 2.9 and 3.1 is 3.0."""
    most: dict[tuple[object, ...], int] = defaultdict(int)
    for cell in cells:
        column = (cell.table, cell.statistic, cell.scale)
        most[column] = max(most[column], cell.decimals)
    for cell in cells:
        decimals = most[cell.table, cell.statistic, cell.scale]
        exact = cell.statistic in {"mean", "percent"} and decimals > cell.decimals
        yield replace(cell, decimals=decimals) if exact else cell


def shared(series: Series, side: int) -> tuple[object, ...]:
    """What stays the same while one side varies."""
    names = {ITEM: series.item, GROUP: series.group, AREA: series.area}
    kept = tuple(name for other, name in names.items() if other != side)
    return (side, series.table, series.statistic, series.scale, *kept)


@lru_cache(maxsize=20_000)
def words_of(name: str) -> list[str]:
    return [word.lower() for word in tokens(name) if len(word) > 1 or word.isdigit()]


@lru_cache(maxsize=20_000)
def plain_name(word: str) -> bool:
    """Whether a word of a name says little about which figure it is."""
    return len(word) < 3 or any(
        grammar.says_nothing.match(word) or grammar.says_little.match(word)
        for grammar in GRAMMARS.values()
    )


def content(name: str) -> Sequence[str]:
    """The words of a name that tell what it is; all of them when none does."""
    said = words_of(name)
    return [word for word in said if not plain_name(word)] or said
