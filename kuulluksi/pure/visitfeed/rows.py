"""The rows of a visit feed, or of a plain list of addresses. Reading never stops at the first
fault: every bad row is named by its number, column and reason.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from kuulluksi.pure.text import fold
from kuulluksi.pure.visitfeed import cells
from kuulluksi.pure.visitfeed.cells import Fault, Hindrance, Reason

T = TypeVar("T")

COLUMNS = (
    "event id",
    "phone",
    "visit date and time",
    "visit type",
    "mother tongue",
    "age",
    "municipality",
    "unit OID",
)
"""The header of the feed, in any order, also in Finnish or Swedish."""

ALSO = {
    "event id": "tapahtumatunnus, käyntitunnus, händelsens id",
    "phone": "puhelin, puhelinnumero, telefon, telefonnummer",
    "visit date and time": "visit time, käyntiaika, käynnin aika, besökstid",
    "visit type": "käyntityyppi, käynnin laji, besökstyp",
    "mother tongue": "äidinkieli, modersmål",
    "age": "ikä, ålder",
    "municipality": "kunta, kotikunta, kommun, hemkommun",
    "unit OID": "unit, yksikön oid, yksikkö, enhetens oid, enhet",
}
LISTED = ("address", "language", "unit")
"""What stands in a row of a plain list, in this order; only the address must."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """Rows are numbered as in a spreadsheet: the header of a feed is row 1."""

    number: int
    column: str
    reason: Reason
    found: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One row of the feed. `at` is None when the hour is not told."""

    event: str
    address: str
    hindrance: Hindrance
    on: date
    at: datetime | None
    kind: str
    tongue: str
    age: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a plain list; `unit` empty: the only place that is asked about."""

    address: str
    hindrance: Hindrance
    tongue: str
    unit: str


# What stands in for a cell that could not be read: its row goes no further.
NOBODY: tuple[str, Hindrance] = ("", "")
NEVER: tuple[date, datetime | None] = (date.min, None)


class Row:
    """The cells of one row by column, with the faults found so far."""

    def __init__(self, number: int, names: Sequence[str], row: Sequence[str]) -> None:
        self.number = number
        self.cells = dict.fromkeys(names, "")
        self.cells |= {name: cell.strip() for name, cell in zip(names, row, strict=False)}
        self.bad: list[BadRow] = []
        if any(cell.strip() for cell in row[len(names) :]):
            self.bad.append(BadRow(number, "", "too-many-cells"))

    def read(self, column: str, reader: Callable[[str], T], otherwise: T) -> T:
        try:
            return reader(self.cells[column])
        except Fault as fault:
            self.bad.append(BadRow(self.number, column, fault.reason, self.cells[column]))
            return otherwise


def _plain(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())


_NAMES: Mapping[str, str] = {
    _plain(name): column for column in COLUMNS for name in (column, *ALSO[column].split(", "))
}


def read_visits(rows: Sequence[Sequence[str]]) -> tuple[list[Visit], list[BadRow]]:
    """The visits of a feed, and its bad rows. A column that we do not know is a fault: the file may
    hold more about people than the house should ever see."""
    header = [_NAMES.get(_plain(cell), cell.strip()) for cell in rows[0]] if rows else []
    while header and not header[-1]:
        header.pop()
    bad = [BadRow(1, name, "unknown-column", name) for name in header if name not in COLUMNS]
    bad += [BadRow(1, name, "missing-column") for name in COLUMNS if header.count(name) != 1]
    if bad:
        return [], bad
    visits = []
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            reading = Row(number, header, row)
            visits.append(_visit(reading))
            bad += reading.bad
    return visits, bad


def _visit(row: Row) -> Visit:
    address, hindrance = row.read("phone", cells.phone, NOBODY)
    on, at = row.read("visit date and time", cells.moment, NEVER)
    return Visit(
        event=row.read("event id", cells.told, ""),
        address=address,
        hindrance=hindrance,
        on=on,
        at=at,
        kind=row.cells["visit type"],
        tongue=cells.tongue(row.cells["mother tongue"]),
        age=row.read("age", cells.years, None),
        unit=row.read("unit OID", cells.told, ""),
    )


_BETWEEN = re.compile(r"[,;\t]")


def read_list(text: str, *, one_place: bool) -> tuple[list[Listed], list[BadRow]]:
    """The people of a plain list: a line each, `LISTED` with commas, semicolons or tabs between. A
    first line without an address is a header. With several places each row names its own."""
    listed = []
    bad: list[BadRow] = []
    for number, line in enumerate(text.splitlines(), start=1):
        parts = _BETWEEN.split(line)
        if not any(part.strip() for part in parts) or (number == 1 and _is_header(parts[0])):
            continue
        row = Row(number, LISTED, parts)
        address, hindrance = row.read("address", cells.address, NOBODY)
        unit = row.read("unit", str if one_place else cells.told, "")
        listed.append(Listed(address, hindrance, cells.tongue(row.cells["language"]), unit))
        bad += row.bad
    return listed, bad


def _is_header(cell: str) -> bool:
    return _plain(cell) in {*map(_plain, ALSO["phone"].split(", ")), *_HEADERS}


_HEADERS = {"address", "osoite", "adress", "phone", "email", "sähköposti", "epost"}


def read_address(typed: str) -> str | None:
    """A single address as somebody types it; None when it is none that a message reaches."""
    try:
        return cells.address(typed)[0] or None
    except Fault:
        return None
