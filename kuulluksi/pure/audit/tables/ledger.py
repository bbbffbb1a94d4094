"""The figures of a file under one key each, however their areas and groups are called, and what
every check needs to find among them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell, Sheet

K = TypeVar("K")


@dataclass(frozen=True)
class Ledger:
    """`cells` are the figures, each once; `repeated` the rows that say one of them again."""

    cells: tuple[Cell, ...]
    repeated: tuple[tuple[Cell, Cell], ...]
    sheet: Sheet

    @classmethod
    def of(cls, sheet: Sheet) -> "Ledger":
        first: dict[tuple[object, ...], Cell] = {}
        repeated = []
        for cell in sheet.cells:
            before = first.setdefault(_said(cell), cell)
            if before is not cell:
                repeated.append((cell, before))
        return cls(tuple(first.values()), tuple(repeated), sheet)

    @cached_property
    def _areas(self) -> Mapping[str, str]:
        return naming.areas(self.cells)

    def area(self, cell: Cell) -> str:
        return self._areas[cell.area]

    def subject(self, cell: Cell) -> tuple[str, str]:
        """Of whom a figure tells."""
        return self._areas[cell.area], naming.group_key(cell.group)

    def series(self, cell: Cell) -> tuple[str, ...]:
        """What stays the same from year to year."""
        return (*self.subject(cell), naming.plain(cell.item), cell.statistic)

    def figure(self, cell: Cell) -> tuple[object, ...]:
        """What can have one value only."""
        return (*self.series(cell), cell.first, cell.last)

    @cached_property
    def counts(self) -> tuple[Cell, ...]:
        """Numbers of something, that may add up: no changes and no averages."""
        return tuple(
            cell for cell in self.cells if cell.statistic == "count" and cell not in self.changing
        )

    @cached_property
    def changing(self) -> frozenset[Cell]:
        """The rows that tell of a change: called nothing else, told of which years, or beside a row
        of what changed. "Kasvu ja kehitys" among topics is none."""
        items: dict[str, set[str]] = defaultdict(set)
        for cell in self.cells:
            items[cell.table].add(naming.plain(cell.item))
        return frozenset(
            cell
            for cell in self.cells
            if naming.change(cell.group)
            or (naming.change(cell.note) and not cell.one_year)
            or (naming.change(cell.item) and naming.changed(cell.item, items[cell.table]))
        )

    @cached_property
    def absent(self) -> Mapping[str, int]:
        """How many figures a table does not print although it has rows for them."""
        found: dict[str, int] = defaultdict(int)
        for row in self.sheet.absent:
            found[row.cells.get("table", "")] += 1
        return found


def _said(cell: Cell) -> tuple[object, ...]:
    return (
        *(cell.table, cell.area, cell.group, cell.item, cell.first, cell.last, cell.statistic),
        *(cell.value, cell.scale, cell.n),
    )


def gathered(cells: Iterable[Cell], key: Callable[[Cell], K]) -> dict[K, list[Cell]]:
    """The cells by a key, as they stand."""
    found: dict[K, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[key(cell)].append(cell)
    return found


def once(cells: Iterable[Cell], key: Callable[[Cell], object]) -> bool:
    """Whether no two cells have the same key."""
    keys = [key(cell) for cell in cells]
    return len(keys) == len(set(keys))


def by_year(cells: Iterable[Cell]) -> Iterator[tuple[int, Cell]]:
    """The figures of single years, in their order; of a year printed twice none."""
    years = gathered((cell for cell in cells if cell.one_year), lambda cell: cell.first)
    for year, found in sorted(years.items()):
        if len(found) == 1:
            yield year, found[0]
