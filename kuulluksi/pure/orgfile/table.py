"""A table with a documented header, from CSV or a spreadsheet: one row for each place.

The first row names the columns, in any order; `kind`, `code` and `name_fi` are needed. A column
that is left out says nothing and changes nothing; an empty cell empties the field.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

from kuulluksi.pure.orgfile.records import (
    RANGES,
    BadRow,
    Contents,
    Fault,
    Kind,
    Reason,
    Record,
    Value,
    check_days,
    check_pair,
    code,
    coordinate,
    day,
    plain,
)
from kuulluksi.pure.text import LANGUAGES

T = TypeVar("T")

KINDS: dict[str, Kind] = {"area": "area", "service": "service", "unit": "unit"}
TEXTS = {"name": KINDS.keys(), "street": {"unit"}, "city": {"unit"}}
LINKS = {"area": "service", "service": "unit", "parent": "unit"}
ABOVE = {"area": "", "service": "area", "unit": "service"}
DAYS = ("valid_from", "valid_until")
OF_UNITS = ("outside_id", "postal_code", "latitude", "longitude", "phone", "email")
NEEDED = ("kind", "code", "name_fi")
COLUMNS = (
    "kind",
    "code",
    *LINKS,
    *(f"name_{language}" for language in LANGUAGES),
    *DAYS,
    *(f"{text}_{language}" for text in ("street", "city") for language in LANGUAGES),
    *OF_UNITS,
)


def csv_rows(content: bytes, at_most: int | None = None) -> list[list[str]]:
    """The cells of a CSV file: comma, semicolon or tab; UTF-8 (marked or not) or Windows-1252. No
    more rows are read than `at_most`.

    Raises ValueError when it cannot be a table at all.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # A few bytes mean nothing in Windows-1252 either; they become a visible mark.
        text = content.decode("cp1252", errors="replace")
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    try:
        return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), at_most))
    except csv.Error as error:
        raise ValueError(str(error)) from error


def from_rows(rows: Sequence[Sequence[str]]) -> Contents:
    """The records of a table. Rows are numbered as in a spreadsheet: the header is row 1."""
    if not rows:
        return Contents((), tuple(BadRow(1, name, "missing-column") for name in NEEDED))
    header = [cell.strip().lower() for cell in rows[0]]
    bad = [BadRow(1, name, "unknown-column", name) for name in header if name not in ("", *COLUMNS)]
    bad += [BadRow(1, name, "missing-column") for name in NEEDED if name not in header]
    if any(fault.reason == "missing-column" for fault in bad):
        return Contents((), tuple(bad))
    records = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=False) if name}
        # A row that ends early leaves its last cells empty.
        cells |= {name: "" for name in header[len(row) :] if name}
        if any(cells.values()):
            reading = Reading(number, cells)
            record = reading.record()
            bad += reading.bad
            if record is not None:
                records.append(record)
    return Contents(tuple(records), tuple(bad))


class Reading:
    """The reading of one row, with the faults found so far."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number = number
        self.cells = cells
        self.said: dict[str, Value] = {}
        self.texts: dict[str, dict[str, str]] = {text: {} for text in TEXTS}
        self.bad: list[BadRow] = []

    def record(self) -> Record | None:
        kind = KINDS.get(self.cells["kind"].lower())
        if kind is None:
            self.fault("kind", "unknown-kind" if self.cells["kind"] else "missing")
            return None
        own_code = self.value("code", code)
        for text, kinds in TEXTS.items():
            for tag in LANGUAGES:
                self.word(text, tag, allowed=kind in kinds)
        for name, link_kind in LINKS.items():
            self.field(name, partial(plain, name), allowed=kind == link_kind)
        for name in DAYS:
            self.field(name, day)
        for name in OF_UNITS:
            degrees = name in RANGES
            read = partial(coordinate if degrees else plain, name)
            self.field(name, read, allowed=kind == "unit")
        self.whole(kind)
        return None if self.bad else Record(self.number, kind, own_code or "", self.said)

    def field(self, name: str, read: Callable[[str], Value], *, allowed: bool = True) -> None:
        if name in self.cells and self.fits(name, allowed=allowed):
            self.said[name] = self.value(name, read)

    def word(self, text: str, tag: str, *, allowed: bool) -> None:
        """One language of a text that the table has a column for."""
        column = f"{text}_{tag}"
        if column in self.cells and self.fits(column, allowed=allowed):
            self.texts[text][tag] = self.value(column, partial(plain, text)) or ""
            self.said[text] = self.texts[text]

    def fits(self, column: str, *, allowed: bool) -> bool:
        """A unit has a street, an area has none: words in a cell not meant for it are a fault."""
        if not allowed and self.cells[column]:
            self.fault(column, "not-for-kind")
        return allowed

    def whole(self, kind: Kind) -> None:
        """What must be there, and what must fit together."""
        if not self.cells["name_fi"]:
            self.fault("name_fi", "missing")
        above = ABOVE[kind]
        if above and above in self.said and not self.said[above]:
            self.fault(above, "missing")
        faulty = {fault.column for fault in self.bad}
        for check, columns in ((check_days, DAYS), (check_pair, tuple(RANGES))):
            if not faulty.isdisjoint(columns):
                continue
            try:
                check(self.said)
            except Fault as fault:
                self.fault(columns[-1], fault.reason)

    def value(self, column: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(self.cells[column])
        except Fault as fault:
            self.fault(column, fault.reason)
            return None

    def fault(self, column: str, reason: Reason) -> None:
        """A cell has one fault at a time; the first is the plainest."""
        if not any(known.column == column for known in self.bad):
            self.bad.append(BadRow(self.number, column, reason, self.cells.get(column, "")))
