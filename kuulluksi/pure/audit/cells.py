"""Printed figures as they are audited: one cell for each readable row of a file, with the decimals
it was printed with; what cannot be read is kept apart with its row, its column and the reason.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from kuulluksi.pure.audit import notes
from kuulluksi.pure.figurefile import COLUMNS, records
from kuulluksi.pure.figurefile.records import Apart, Fault

Statistic = Literal["count", "percent", "mean", "nps", "other"]

NEEDED = ("item", "year", "statistic", "value")

STATISTICS: Mapping[str, Statistic] = {
    **dict.fromkeys(("count", "number", "lukumäärä", "lkm", "kpl", "määrä", "antal"), "count"),
    **dict.fromkeys(("percent", "percentage", "%", "share", "prosentti", "osuus"), "percent"),
    **dict.fromkeys(("prosenttia", "procent", "andel", "pct"), "percent"),
    **dict.fromkeys(("mean", "average", "keskiarvo", "ka", "medelvärde", "medeltal"), "mean"),
    "nps": "nps",
    # Of our own open data: told, and compared with nothing.
    **dict.fromkeys(("days", "euros", "points"), "other"),
}

# What stands where no figure was printed, or where it was hidden.
ABSENT = frozenset({"", "-", "–", "—", ".", "..", "...", "*", "x", "na", "n/a", "null", "none"})
_ABSENT_WORDS = re.compile(
    r"ei (?:ole )?(?:tietoa|saatavi|julkais|kysyt|laskettu|mitattu)|salattu|salaista|puuttuu"
    r"|peitetty|uppgift|saknas|dold|hemlig|visas inte|ej |no data|not |missing|suppressed|hidden"
    r"|confidential|n\.\s?a\.?$",
    re.IGNORECASE,
)
FEW = re.compile(r"[<≤]\s*\d+")


@dataclass(frozen=True)
class Cell:
    """One printed figure. `number` is its row as a spreadsheet numbers it, 0 when the figure comes
    from no file. A range of years is a total, an average or a change, as its words tell."""

    number: int
    item: str
    first: int
    last: int
    statistic: Statistic
    value: Decimal
    decimals: int = 0
    table: str = ""
    area: str = ""
    group: str = ""
    scale: tuple[Decimal, Decimal] | None = None
    n: int | None = None
    note: str = ""
    raw: str = field(default="", compare=False)

    @property
    def one_year(self) -> bool:
        return self.first == self.last

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed digit: so far the true value may be from the printed one.
        A count is exact, unless it is printed with decimals (thousands, euros)."""
        if self.statistic == "count" and not self.decimals:
            return Decimal(0)
        return Decimal(5).scaleb(-self.decimals - 1)

    @cached_property
    def told(self) -> notes.Says:
        """What the note, or the value as it was written, tells of the figure."""
        return notes.read(self.note, self.raw)

    @cached_property
    def slack(self) -> Decimal:
        """How far the true value may be from the printed one: half a unit of the last digit, and of
        an estimate half a unit of its last digit that is not nought (21,000 is 20,500 to
        21,500)."""
        if not self.told.estimate:
            return self.half
        return max(self.half, roundness(self.value) / 2)

    @property
    def middle(self) -> Decimal | None:
        """The middle of the scale."""
        return None if self.scale is None else sum(self.scale, Decimal(0)) / 2


def roundness(value: Decimal) -> Decimal:
    """The unit of the last digit that is not nought: 1,000 for 21,000, 0.1 for 4.10."""
    if not value:
        return Decimal(0)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was read. `absent` are the rows in which no figure was printed; `apart` what
    could not be read: of a row whose scale or n is not understood the figure is read all the
    same."""

    cells: tuple[Cell, ...] = ()
    absent: tuple[Apart, ...] = ()
    apart: tuple[Apart, ...] = ()


def read(rows: Sequence[Sequence[str]]) -> Sheet:
    """The figures of a table whose first row names its columns, in any order. Without the columns
    that are needed nothing is read; a column that is not known is told and not read."""
    header = [cell.strip().lower().lstrip("\ufeff") for cell in rows[0]] if rows else []
    missing = [name for name in NEEDED if header.count(name) != 1]
    if missing:
        return Sheet(apart=tuple(Apart(1, name, "missing-column") for name in missing))
    apart = [
        Apart(1, name, "unknown-column", name) for name in header if name and name not in COLUMNS
    ]
    cells, absent = [], []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        reading = _Reading(number, header, row)
        try:
            cells.append(reading.cell())
        except Absent as none:
            absent.append(reading.told("missing", str(none)))
        except Fault as fault:
            apart.append(reading.told(fault.reason))
        apart += reading.aside
    return Sheet(tuple(cells), tuple(absent), tuple(apart))


def absent(printed: str) -> bool:
    """Whether a cell tells that no figure is printed, or that it is too small to be."""
    return (
        printed.lower() in ABSENT
        or FEW.fullmatch(printed) is not None
        or _ABSENT_WORDS.match(printed) is not None
    )


class Absent(Exception):
    """No figure was printed there."""


class _Reading:
    """The reading of one row; `column` is the one that is looked at, `aside` what was not
    understood beside the figure."""

    def __init__(self, number: int, header: Sequence[str], row: Sequence[str]) -> None:
        self.number = number
        self.cells = {name: cell.strip() for name, cell in zip(header, row, strict=False) if name}
        self.over = " ".join(cell.strip() for cell in row[len(header) :]).strip()
        self.column = ""
        self.aside: list[Apart] = []

    def of(self, column: str) -> str:
        self.column = column
        return self.cells.get(column, "")

    def told(self, reason: records.Reason, found: str = "") -> Apart:
        cells = {name: cell for name, cell in self.cells.items() if cell}
        if self.over:
            cells["…"] = self.over
        return Apart(self.number, self.column, reason, found or self.of(self.column), cells)

    def cell(self) -> Cell:
        """Raises Fault where the figure cannot be read, Absent where none is printed."""
        if self.over:
            self.aside.append(self.told("too-many-cells", self.over))
        item = self.of("item")
        if not item:
            raise Fault("missing")
        first, last = years(self.of("year"))
        raw = self.of("statistic")
        if not raw:
            raise Fault("missing")
        statistic = STATISTICS.get(raw.lower(), "other")
        if raw.lower() not in STATISTICS:
            self.aside.append(self.told("unknown-statistic"))
        printed = self.of("value")
        if absent(printed):
            raise Absent(printed)
        value, decimals = number(printed, of_count=statistic == "count")
        return Cell(
            number=self.number,
            item=item,
            first=first,
            last=last,
            statistic=statistic,
            value=value,
            decimals=decimals,
            table=self.of("table"),
            # Files of ours name regions of the country and how the answers came.
            area=self.of("area") or self.of("region"),
            group=self.of("group") or self.of("channel"),
            scale=self.scale(),
            n=self.answers(),
            note=self.of("note"),
            raw=printed,
        )

    def answers(self) -> int | None:
        raw = self.of("n")
        if absent(raw):
            return None
        try:
            found, _ = number(raw, of_count=True)
            return records.whole(f"{found:f}")
        except Fault as fault:
            self.aside.append(self.told(fault.reason))
            return None

    def scale(self) -> tuple[Decimal, Decimal] | None:
        ends = []
        for column in ("scale_min", "scale_max"):
            raw = self.of(column)
            if absent(raw):
                continue
            try:
                ends.append(number(raw)[0])
            except Fault:
                self.aside.append(self.told("bad-scale"))
        if len(ends) == 2 and ends[0] < ends[1]:
            return ends[0], ends[1]
        if ends and not any(each.column.startswith("scale") for each in self.aside):
            self.aside.append(self.told("bad-scale"))
        return None


_SHORT_YEARS = re.compile(r"((?:19|20)(\d\d))\s*[-–—/]\s*(\d\d)")


def years(raw: str) -> tuple[int, int]:
    """ "2011", "2009-2011", or of a school year "2010-11" and "2010/2011"."""
    if short := _SHORT_YEARS.fullmatch(raw):
        raw = f"{short[1]}-{short[1][:2]}{short[3]}"
    return records.years(raw.replace("/", "-"))


_DIGITS = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_GAPS = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'](?=\d{3}(?!\d))")
# Both signs in one number: what stands last is the decimal sign.
_BOTH = re.compile(r"([-+]?\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d+)")
_AROUND = re.compile(
    r"^(?:noin|n\.|about|approx\.?|ca\.?|c\.|circa|cirka|ungefär|omkring|yli|over|över|~|≈)\s*"
    r"|\s*(?:%|prosenttia|procent|percent|kpl|st\.?)$",
    re.IGNORECASE,
)


_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+|[-+]?[1-9]\d{0,2}(?:\.\d{3})+")


def number(printed: str, *, of_count: bool = False) -> tuple[Decimal, int]:
    """A number as people write it, and its decimals: "1 234", "4,1", "−3", "57 %", "noin 120",
    "1.234,5". Raises Fault when it is none. "1,234" is a decimal, as Finns write it, but of a count
    (`of_count`) it is more than a thousand."""
    plain = printed
    while (less := _AROUND.sub("", plain)) != plain:
        plain = less
    plain = _GAPS.sub("", plain.strip()).replace("−", "-").replace("–", "-")
    if both := _BOTH.fullmatch(plain):
        plain = f"{both[1].replace(both[2], '')}.{both[3]}"
    elif of_count and _THOUSANDS.fullmatch(plain):
        plain = re.sub(r"[.,]", "", plain)
    if not _DIGITS.fullmatch(plain):
        raise Fault("not-a-number")
    plain = plain.replace(",", ".")
    value = Decimal(plain)
    if abs(value) >= records.LARGEST:
        raise Fault("not-a-number")
    return value, len(plain.partition(".")[2])
