"""What a file tells of its own figures by its notes, and what of it could not be read: estimates,
parts of a year, years that are counted late, things that changed between the years.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from kuulluksi.pure.audit import naming
from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Code, Finding, Kind, Place, Told, at
from kuulluksi.pure.audit.tables.checked import printed
from kuulluksi.pure.audit.tables.ledger import Ledger, gathered
from kuulluksi.pure.audit.tables.sums import Sum


def unread(ledger: Ledger) -> Iterator[Finding]:
    """What could not be read. A file without a needed column, and years that end before they begin,
    are faults; other cells are only not understood."""
    for row in ledger.sheet.apart:
        fault = row.reason in ("missing-column", "years-swapped", "not-whole")
        kind = Kind.FAULT if fault else Kind.CAUTION
        place = Place("file", row.number, name=row.column)
        yield Finding(kind, "unread", place, row.found, values={"reason": Code(row.reason)})
    tables = Counter(row.cells.get("table", "") for row in ledger.sheet.absent)
    for table, number in tables.items():
        first = next(row for row in ledger.sheet.absent if row.cells.get("table", "") == table)
        place = Place("file", first.number, name="value")
        told: dict[str, Told] = {"rows": number, "table": table}
        yield Finding(Kind.DISCLOSED, "absent", place, first.found, values=told)
    for table_, pairs in gathered((pair[0] for pair in ledger.repeated), _table).items():
        before = dict(ledger.repeated)
        yield Finding(
            Kind.CAUTION,
            "repeated",
            at(pairs[0], ""),
            printed(pairs[0]),
            values={"rows": len(pairs), "table": table_, "elsewhere": before[pairs[0]]},
            cells=(pairs[0], before[pairs[0]]),
        )


def _table(cell: Cell) -> str:
    return cell.table


def told(ledger: Ledger, sums: Iterable[Sum]) -> Iterator[Finding]:
    """One finding for each thing that the notes of a table tell, however many rows tell it."""
    noted = [cell for cell in ledger.cells if cell.note or cell.told.estimate]
    yield from _estimates(ledger, noted, sums)
    yield from _partial(noted)
    yield from _late(ledger, noted)
    yield from _units(noted)
    yield from _counted(ledger, noted)
    yield from _by_note(noted, "changed", lambda cell: cell.told.changed and not cell.told.units)
    yield from _by_note(
        noted, "incomplete", lambda cell: cell.told.incomplete and not cell.told.partial
    )


def _estimates(ledger: Ledger, noted: Iterable[Cell], sums: Iterable[Sum]) -> Iterator[Finding]:
    """An estimate that is added to other figures, or stands beside other years of its own, is a
    caution; one that stands alone is only told."""
    added = {cell for sum_ in sums for cell in (sum_.total, *sum_.parts)}
    years: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for cell in ledger.cells:
        years[ledger.series(cell)].add(cell.last)
    estimates = (cell for cell in noted if cell.told.estimate)
    rows = gathered(estimates, lambda cell: (cell.table, cell.first, cell.last))
    for cells in rows.values():
        used = [cell for cell in cells if cell in added or len(years[ledger.series(cell)]) > 1]
        yield Finding(
            Kind.CAUTION if used else Kind.DISCLOSED,
            "estimate",
            at(cells[0]),
            printed(cells[0]),
            values={"figures": tuple(cells), "year": str(cells[0].last)},
            cells=tuple(cells),
        )


def _partial(noted: Iterable[Cell]) -> Iterator[Finding]:
    """A year of which only a part is told: the year that the note names, or the row's own."""
    found: dict[tuple[str, int], list[Cell]] = defaultdict(list)
    for cell in noted:
        if cell.told.partial:
            named = cell.told.years or (cell.last,)
            found[cell.table, named[0]].append(cell)
    for (table, year), cells in found.items():
        own = [cell for cell in cells if cell.last == year] or cells
        yield Finding(
            Kind.DISCLOSED,
            "partial-year",
            at(own[0], "note"),
            own[0].note,
            values={"year": str(year), "table": table},
            cells=tuple(own),
        )


def _late(ledger: Ledger, noted: Iterable[Cell]) -> Iterator[Finding]:
    """A series that is printed under another year than it was counted in."""
    late = (
        cell
        for cell in noted
        if cell.told.earlier
        or any(not cell.first <= year <= cell.last for year in cell.told.counted)
    )
    for cells in gathered(late, lambda cell: (cell.table, *ledger.series(cell))).values():
        newest = max(cells, key=lambda cell: cell.last)
        counted = [year for year in newest.told.counted if not newest.first <= year <= newest.last]
        yield Finding(
            Kind.DISCLOSED,
            "told-late",
            at(newest, "note"),
            str(newest.last),
            str(counted[0] if counted else newest.last - 1),
            {
                "item": newest.item,
                "years": tuple(str(year) for year in sorted(cell.last for cell in cells)),
            },
            tuple(cells),
        )


def _units(noted: Iterable[Cell]) -> Iterator[Finding]:
    """Persons in one year and matters in another: a caution, for the years are added or compared
    all the same, and the note does not tell that they cannot be."""
    rows = gathered(
        (cell for cell in noted if cell.told.units),
        lambda cell: (cell.table, cell.area, cell.group, naming.plain(cell.item), cell.told.units),
    )
    for cells in rows.values():
        (one, year), (other, then) = cells[0].told.units
        yield Finding(
            Kind.CAUTION,
            "units-differ",
            at(cells[0], "note"),
            cells[0].note,
            values={"one": f"{one} ({year})", "other": f"{other} ({then})"},
            cells=tuple(cells),
        )


def _counted(ledger: Ledger, noted: Iterable[Cell]) -> Iterator[Finding]:
    """A series whose notes name another kind of thing in each year: persons, then matters."""
    named = (cell for cell in noted if cell.told.of_what and not cell.told.units)
    counts = (cell for cell in named if cell.statistic == "count")
    for cells in gathered(counts, lambda cell: (cell.table, *ledger.series(cell))).values():
        newest = max(cells, key=lambda cell: cell.last)
        for cell in cells:
            if not cell.told.of_what & newest.told.of_what:
                yield Finding(
                    Kind.CAUTION,
                    "units-differ",
                    at(cell, "note"),
                    cell.note,
                    values={
                        "one": f"{cell.note} ({cell.last})",
                        "other": f"{newest.note} ({newest.last})",
                    },
                    cells=(cell, newest),
                )
                break


def _by_note(noted: Iterable[Cell], rule: str, says: Callable[[Cell], bool]) -> Iterator[Finding]:
    for cells in gathered(filter(says, noted), lambda cell: (cell.table, cell.note)).values():
        yield Finding(
            Kind.DISCLOSED,
            rule,
            at(cells[0], "note"),
            cells[0].note,
            values={"rows": len(cells), "table": cells[0].table},
            cells=tuple(cells),
        )
