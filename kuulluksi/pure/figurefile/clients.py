"""How many clients places had, as a table: place, variable, group, year, clients, note.

A row without a variable tells of all clients of the place; one with it, of one group.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kuulluksi.pure.figurefile import records
from kuulluksi.pure.figurefile.records import Apart
from kuulluksi.pure.figurefile.table import Row, header_of

NEEDED = ("place", "year", "clients")
COLUMNS = ("place", "variable", "group", "year", "clients", "note")
LONGEST_NOTE, LARGEST = 200, 2_000_000_000


@dataclass(frozen=True, slots=True)
class Number:
    """How many clients, as a file tells it; `place` is a key or a name."""

    number: int
    place: str
    variable: str
    group: str
    year: int
    clients: int
    note: str = ""

    @property
    def figure(self) -> tuple[str, str, str, int]:
        return (self.place, self.variable, self.group, self.year)


def read_clients(rows: Sequence[Sequence[str]]) -> tuple[list[Number], list[Apart]]:
    """The numbers of a table, and the rows that cannot be read."""
    header, bad = header_of(rows, COLUMNS, NEEDED)
    if any(fault.reason == "missing-column" for fault in bad):
        return [], bad
    found = []
    for number, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            row = Row(number, header, cells)
            read = _number(row)
            if row.apart is None:
                found.append(read)
            else:
                bad.append(row.apart)
    return found, bad


def one_number_each(numbers: Sequence[Number]) -> tuple[list[Number], list[Apart]]:
    """Those of which the file says one thing only: two numbers for the same are kept apart, both;
    the same number twice is one."""
    by_figure: dict[tuple[str, str, str, int], list[Number]] = {}
    for each in numbers:
        by_figure.setdefault(each.figure, []).append(each)
    apart = []
    found = []
    for same in by_figure.values():
        if len({each.clients for each in same}) == 1:
            found.append(same[0])
            continue
        for each in same:
            others = records.some(
                f"{one.clients} (#{one.number})" for one in same if one is not each
            )
            told = {"place": each.place, "variable": each.variable, "group": each.group}
            told |= {"year": str(each.year), "clients": str(each.clients), "note": each.note}
            kept = {name: cell for name, cell in told.items() if cell}
            said = f"{each.clients} ≠ {others}"
            apart.append(Apart(each.number, "clients", "contradicts", said, kept))
    return found, apart


def _number(row: Row) -> Number:
    first, last = row.read("year", records.years, (0, 0))
    if first != last:
        row.fault("year", "bad-year")
    variable, group = (
        row.read("variable", partial(records.words, "variable"), ""),
        row.read("group", partial(records.words, "variable"), ""),
    )
    if bool(variable) != bool(group):
        row.fault("group" if variable else "variable", "missing")
    clients = row.read("clients", records.whole, 0)
    if clients > LARGEST:
        row.fault("clients", "not-a-number")
    if len(row.of("note")) > LONGEST_NOTE:
        row.fault("note", "too-long")
    place = row.read("place", partial(records.needed, "place"), "")
    return Number(row.number, place, variable, group, last, clients, row.of("note"))
