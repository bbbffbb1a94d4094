"""The Helsinki service map (TPR) v4: a list of departments that form a tree, and a list of units.

The topmost department of a tree with a single root is the authority itself. Below it departments
are areas, below those services, and deeper ones units that stand above their offices. A unit that
belongs straight to an area gets a service of the area's own name, so that nothing is lost.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kuulluksi.pure.orgfile.records import (
    RANGES,
    BadRow,
    Contents,
    Fault,
    Reason,
    Record,
    Value,
    check_pair,
    code,
    coordinate,
    plain,
)
from kuulluksi.pure.text import LANGUAGES

AREA, SERVICE = 1, 2
KEYS = frozenset(
    {"id", "parent_id", "dept_id", "is_public", "address_zip", "phone", "email", *RANGES}
    | {f"{name}_{tag}" for name in ("name", "street_address", "address_city") for tag in LANGUAGES}
)


def from_service_map(documents: Sequence[object]) -> Contents:
    """The records of parsed JSON: lists of departments and of units, in any order or number.

    Rows are numbered from 1 through all the lists. A unit that is not public is left out.
    """
    reading = Reading()
    for document in documents:
        reading.sort(document)
    return reading.contents()


class Reading:
    """The objects of all lists, by what they are."""

    def __init__(self) -> None:
        self.departments: dict[str, tuple[int, Mapping[str, Any]]] = {}
        self.units: list[tuple[int, Mapping[str, Any]]] = []
        self.records: dict[tuple[str, str], Record] = {}
        self.bad: list[BadRow] = []
        self.rows = 0
        self.left_out = 0

    def sort(self, document: object) -> None:
        if not isinstance(document, list):
            self.bad.append(BadRow(self.rows + 1, "", "not-a-list"))
            return
        for row in document:
            self.rows += 1
            if not isinstance(row, dict):
                self.bad.append(BadRow(self.rows, "", "not-an-object"))
            elif "dept_id" in row:
                self.units.append((self.rows, row))
            elif said(row, "id"):
                self.departments[said(row, "id")] = (self.rows, row)
            else:
                self.bad.append(BadRow(self.rows, "id", "missing"))

    def contents(self) -> Contents:
        # With one root the root is the authority; with several, they are the areas.
        roots = [key for key, (_, row) in self.departments.items() if not self.above(row)]
        self.top = 0 if len(roots) == 1 and len(self.departments) > 1 else 1
        for key, (number, row) in self.departments.items():
            self.department(key, number, row)
        for number, row in self.units:
            if row.get("is_public") is False:
                self.left_out += 1
            else:
                self.unit(number, row)
        return Contents(tuple(self.records.values()), tuple(self.bad), self.left_out)

    def above(self, row: Mapping[str, Any]) -> str:
        """The department above, if the lists hold it."""
        parent = said(row, "parent_id")
        return parent if parent in self.departments else ""

    def path(self, key: str) -> list[str]:
        """The departments from the root down to this one, or nothing when they go in a circle."""
        found: list[str] = []
        while key:
            if key in found:
                return []
            found.append(key)
            key = self.above(self.departments[key][1])
        return found[::-1]

    def department(self, key: str, number: int, row: Mapping[str, Any]) -> None:
        path = self.path(key)
        if not path:
            self.bad.append(BadRow(number, "parent_id", "circle", said(row, "parent_id")))
            return
        level = len(path) - 1 + self.top
        if level == AREA:
            self.add(number, "area", row, {})
        elif level == SERVICE:
            self.add(number, "service", row, {"area": path[AREA - self.top]})
        elif level > SERVICE:
            parent = path[-2] if level > SERVICE + 1 else ""
            self.add(number, "unit", row, {"service": path[SERVICE - self.top], "parent": parent})

    def unit(self, number: int, row: Mapping[str, Any]) -> None:
        key = said(row, "dept_id")
        if not self.departments:
            # Units alone: their departments came in an earlier file.
            self.add(number, "unit", row, {"service": key, **self.place(number, row)})
            return
        path = self.path(key) if key in self.departments else []
        if not path:
            self.bad.append(BadRow(number, "dept_id", "unknown-department", key))
            return
        levels = dict(enumerate(path, start=self.top))
        area = levels.get(AREA, path[-1])
        service = levels.get(SERVICE, area)
        self.stand_in("area", area, {})
        self.stand_in("service", service, {"area": area})
        parent = path[-1] if len(path) - 1 + self.top > SERVICE else ""
        self.add(
            number, "unit", row, {"service": service, "parent": parent, **self.place(number, row)}
        )

    def stand_in(self, kind: str, key: str, links: dict[str, Value]) -> None:
        number, row = self.departments[key]
        if (kind, key) not in self.records:
            self.add(number, kind, row, links)

    def add(self, number: int, kind: Any, row: Mapping[str, Any], links: dict[str, Value]) -> None:
        names = texts(row, "name")
        if not names.get("fi"):
            self.bad.append(BadRow(number, "name_fi", "missing"))
            return
        try:
            own_code = code(said(row, "id"))
        except Fault as fault:
            self.bad.append(BadRow(number, "id", fault.reason, said(row, "id")))
            return
        if (kind, own_code) in self.records:
            self.bad.append(BadRow(number, "id", "duplicate", own_code))
            return
        self.records[kind, own_code] = Record(number, kind, own_code, {"name": names, **links})

    def place(self, number: int, row: Mapping[str, Any]) -> dict[str, Value]:
        """Where a unit is and how it is reached, as far as its row speaks of it."""
        found: dict[str, Value] = {"outside_id": said(row, "id")}
        for name, key in (("street", "street_address"), ("city", "address_city")):
            if words := texts(row, key):
                found[name] = words
        for name, key in (("postal_code", "address_zip"), ("phone", "phone"), ("email", "email")):
            if key in row:
                found[name] = self.plain(number, name, key, said(row, key))
        for name in RANGES:
            if name in row:
                found[name] = self.degrees(number, name, said(row, name))
        if not any(fault.number == number and fault.column in RANGES for fault in self.bad):
            try:
                check_pair(found)
            except Fault as fault:
                self.fault(number, "longitude", fault.reason, "")
        return found

    def plain(self, number: int, name: str, column: str, raw: str) -> str:
        # The service map writes several numbers or addresses into one field; the first one counts.
        first = re.split("[,;]", raw, maxsplit=1)[0].strip() if name in ("phone", "email") else raw
        try:
            return plain(name, first)
        except Fault as fault:
            self.fault(number, column, fault.reason, raw)
            return ""

    def degrees(self, number: int, name: str, raw: str) -> float | None:
        try:
            return coordinate(name, raw)
        except Fault as fault:
            self.fault(number, name, fault.reason, raw)
            return None

    def fault(self, number: int, column: str, reason: Reason, found: str) -> None:
        if not any((known.number, known.column) == (number, column) for known in self.bad):
            self.bad.append(BadRow(number, column, reason, found))


def said(row: Mapping[str, Any], key: str) -> str:
    """The value as words; some identifiers are numbers, and gaps are null."""
    value = row.get(key)
    return "" if value is None else str(value).strip()


def texts(row: Mapping[str, Any], key: str) -> dict[str, str]:
    return dict(_texts(row, key))


def _texts(row: Mapping[str, Any], key: str) -> Iterator[tuple[str, str]]:
    for tag in LANGUAGES:
        if f"{key}_{tag}" in row:
            yield tag, said(row, f"{key}_{tag}")
