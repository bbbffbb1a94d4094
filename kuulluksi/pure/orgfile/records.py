"""One area, service or unit as a file describes it, and how single values are read."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["area", "service", "unit"]
Value = str | float | date | None | Mapping[str, str]
"""A mapping holds the languages that the file speaks of; the others stay as they are."""

Reason = Literal[
    "missing",
    "missing-column",
    "unknown-column",
    "unknown-kind",
    "not-for-kind",
    "bad-code",
    "bad-date",
    "days-swapped",
    "bad-coordinate",
    "half-coordinate",
    "bad-email",
    "too-long",
    "duplicate",
    "unknown-area",
    "unknown-service",
    "unknown-parent",
    "unknown-department",
    "circle",
    "not-a-list",
    "not-an-object",
]

LONGEST = {"postal_code": 10, "phone": 60, "email": 254, "outside_id": 80, "code": 60}
LONGEST_TEXT = 300
# Finland and a little beyond. Metres of a map projection, or swapped numbers, fall outside.
RANGES = {"latitude": (59.0, 70.5), "longitude": (19.0, 32.0)}

_CODE = re.compile(r"[-a-zA-Z0-9_]{1,60}\Z")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+\Z")
_FINNISH_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of one place. `said` holds only the fields that the file speaks of."""

    number: int
    kind: Kind
    code: str
    said: Mapping[str, Value] = field(default_factory=dict)

    def link(self, name: str) -> str:
        """The code that a field refers to, "" for none."""
        value = self.said.get(name)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A fault: the row as the file counts it, the column, a coded reason, and what stood there."""

    number: int
    column: str
    reason: Reason
    found: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """All that was read. `left_out` counts the places that the source itself does not publish."""

    records: tuple[Record, ...]
    bad: tuple[BadRow, ...] = ()
    left_out: int = 0


class Fault(ValueError):
    """A value that cannot be read."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def code(raw: str) -> str:
    if not raw:
        raise Fault("missing")
    if not _CODE.match(raw):
        raise Fault("bad-code")
    return raw


def day(raw: str) -> date | None:
    """ "2026-01-31" or "31.1.2026"; nothing is None."""
    if not raw:
        return None
    finnish = _FINNISH_DATE.match(raw)
    try:
        if finnish:
            return date(int(finnish[3]), int(finnish[2]), int(finnish[1]))
        return date.fromisoformat(raw)
    except ValueError:
        raise Fault("bad-date") from None


def coordinate(name: str, raw: str) -> float | None:
    """Degrees with a point or a comma; nothing is None."""
    if not raw:
        return None
    low, high = RANGES[name]
    try:
        degrees = float(raw.replace(",", "."))
    except ValueError:
        raise Fault("bad-coordinate") from None
    if not math.isfinite(degrees) or not low <= degrees <= high:
        raise Fault("bad-coordinate")
    return degrees


def plain(name: str, raw: str) -> str:
    if len(raw) > LONGEST.get(name, LONGEST_TEXT):
        raise Fault("too-long")
    if name == "email" and raw and not _EMAIL.match(raw):
        raise Fault("bad-email")
    return raw


def check_days(said: Mapping[str, Value]) -> None:
    first, last = said.get("valid_from"), said.get("valid_until")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise Fault("days-swapped")


def check_pair(said: Mapping[str, Value]) -> None:
    """A latitude without a longitude is no place."""
    if not said.keys() >= RANGES.keys():
        return
    if (said.get("latitude") is None) != (said.get("longitude") is None):
        raise Fault("half-coordinate")
