"""One figure as a file prints it, one row that is kept apart, and how single cells are read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Literal

STATISTICS = ("count", "percent", "mean", "nps")

Reason = Literal[
    "missing-column",
    "unknown-column",
    "too-many-cells",
    "missing",
    "too-long",
    "bad-year",
    "years-swapped",
    "unknown-statistic",
    "not-a-number",
    "too-exact",
    "not-whole",
    "over-hundred",
    "missing-scale",
    "bad-scale",
    "outside-scale",
    "unknown-channel",
    "unknown-indicator",
    "unknown-gender",
    "unknown-region",
    "unknown-place",
    "unknown-item",
    "unknown-group",
    "scale-changed",
    "contradicts",
    "outside-years",
    "not-a-row",
]

LONGEST: Mapping[str, int] = {
    "table": 60,
    "area": 160,
    "group": 120,
    "item": 300,
    "note": 1000,
    "place_key": 80,
    "item_key": 130,
    "instrument": 60,
    "region": 20,
    "place": 80,
    "variable": 60,
}
EXACT = 4
"""So many decimals of a value are kept; more are no fault of printing."""

LARGEST = Decimal(10) ** 10
MOST_ANSWERS = 2_000_000_000
MOST_TOLD = 5
"""So many of the rows that one contradicts are told with it; a file can hold thousands."""

FIRST_YEAR, LAST_YEAR = 1900, 2100

_YEARS = re.compile(r"(\d{4})(?:\s*[-–—]\s*(\d{4}))?\Z")


class Fault(ValueError):
    """A cell that cannot be read."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed figure. `place` and `group` tell of whom, `item` what; `instant`: people told it
    of their own accord, so that it never stands beside a survey. `instrument`: the code of the
    questionnaire that was asked."""

    number: int
    place: str
    item: str
    from_year: int
    to_year: int
    statistic: str
    value: Decimal
    table: str = ""
    group: str = ""
    region: str = ""
    scale: tuple[int, int] | None = None
    n: int | None = None
    note: str = ""
    place_key: str = ""
    item_key: str = ""
    instrument: str = ""
    instant: bool = False
    # All of the row as it was received.
    cells: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def series(self) -> tuple[object, ...]:
        """What stays the same from year to year."""
        return (self.place, self.group, self.item, self.statistic, self.region, self.instant)

    @property
    def figure(self) -> tuple[object, ...]:
        """What can have one value only, wherever it is printed."""
        return (*self.series, self.from_year, self.to_year)


@dataclass(frozen=True, slots=True)
class Apart:
    """A row that was not taken: as the file counts it, its column, a coded reason, what was found
    there, and all its cells, so that nothing received is lost."""

    number: int
    column: str
    reason: Reason
    found: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that was read. `repeated` counts the rows that say the same twice."""

    rows: tuple[Printed, ...] = ()
    apart: tuple[Apart, ...] = ()
    repeated: int = 0


def words(name: str, raw: str) -> str:
    if len(raw) > LONGEST[name]:
        raise Fault("too-long")
    return raw


def needed(name: str, raw: str) -> str:
    if not raw:
        raise Fault("missing")
    return words(name, raw)


def years(raw: str) -> tuple[int, int]:
    """ "2011" or "2009-2011"."""
    if not raw:
        raise Fault("missing")
    found = _YEARS.match(raw)
    if not found:
        raise Fault("bad-year")
    first, last = int(found[1]), int(found[2] or found[1])
    if not FIRST_YEAR <= first <= LAST_YEAR or not FIRST_YEAR <= last <= LAST_YEAR:
        raise Fault("bad-year")
    if last < first:
        raise Fault("years-swapped")
    return first, last


def statistic(raw: str) -> str:
    if not raw:
        raise Fault("missing")
    if raw.lower() not in STATISTICS:
        raise Fault("unknown-statistic")
    return raw.lower()


def value(raw: str) -> Decimal:
    """A number with a point or a comma, and spaces between thousands."""
    if not raw:
        raise Fault("missing")
    plain = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))", "", raw)
    plain = plain.replace("−", "-").replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise Fault("not-a-number") from None
    if not found.is_finite() or abs(found) >= LARGEST:
        raise Fault("not-a-number")
    kept = round(found, EXACT)
    if kept != found:
        raise Fault("too-exact")
    return kept


def whole(raw: str) -> int:
    """How many: never negative, never a fraction."""
    found = value(raw)
    if found != found.to_integral_value() or found < 0:
        raise Fault("not-whole")
    return int(found)


def answers(raw: str) -> int | None:
    """How many answered; nothing is None."""
    found = whole(raw) if raw else None
    if found is not None and found > MOST_ANSWERS:
        raise Fault("not-a-number")
    return found


def some(others: Iterable[str]) -> str:
    """A few of many, and that there are more."""
    told = list(islice(others, MOST_TOLD + 1))
    return "; ".join([*told[:MOST_TOLD], *(["…"] if len(told) > MOST_TOLD else [])])


def scale_end(raw: str) -> int | None:
    """An end of a scale; nothing is None."""
    if not raw:
        return None
    try:
        found = value(raw)
    except Fault:
        raise Fault("bad-scale") from None
    if found != found.to_integral_value() or abs(found) > 1000:
        raise Fault("bad-scale")
    return int(found)


def check_value(found: Decimal, statistic: str, scale: tuple[int, int] | None) -> None:
    """Whether such a value can be at all. Shares of several choices may add up to more than a
    hundred; each of them may not."""
    if statistic == "count" and (found != found.to_integral_value() or found < 0):
        raise Fault("not-whole")
    if statistic == "percent" and not 0 <= found <= 100:
        raise Fault("over-hundred")
    if statistic == "nps" and not -100 <= found <= 100:
        raise Fault("outside-scale")
    if statistic == "mean":
        if scale is None:
            raise Fault("missing-scale")
        if not scale[0] <= found <= scale[1]:
            raise Fault("outside-scale")
