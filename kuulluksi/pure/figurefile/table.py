"""Figures as somebody typed them off paper: a table with one row for each figure.

The first row names the columns, in any order; `item`, `year`, `statistic` and `value` are needed.
What one report prints under two names is made one by its `Names`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TypeVar

from kuulluksi.pure.figurefile import records
from kuulluksi.pure.figurefile.records import Apart, Contents, Fault, Printed

T = TypeVar("T")

NEEDED = ("item", "year", "statistic", "value")
COLUMNS = (
    *("table", "area", "group", "item", "year", "statistic", "value", "scale_min", "scale_max"),
    *("note", "n", "place_key", "item_key", "instrument", "region", "channel"),
)
CHANNELS = {"": False, "survey": False, "instant": True}
NAMES = ("column", "table", "printed", "means")


@dataclass(frozen=True)
class Names:
    """What a report calls by several names. `means` gives the one name of a printed one, by column
    and table ("": any table), and under "key" what is counted here by that name; `places` the key
    of a place of ours; `instruments` the questionnaire that a group was asked; `instant` are the
    groups that hold instant feedback."""

    means: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    instruments: Mapping[str, str] = field(default_factory=dict)
    instant: Collection[str] = ()

    def of(self, column: str, table: str, printed: str) -> str:
        found = self.means.get((column, table, printed))
        return found if found is not None else self.means.get((column, "", printed), printed)

    def key(self, table: str, item: str) -> str:
        """What is counted here by that name; "" when that is not told."""
        found = self.of("key", table, item)
        return "" if found == item else found

    def instrument(self, group: str) -> str:
        """The questionnaire of a group, or of what stands before its colon; "" when not told."""
        return self.instruments.get(group.partition(":")[0].strip(), "")


def read_names(rows: Sequence[Sequence[str]]) -> Names:
    """The names of a report: columns `column` (area, group, item, key, place, instrument, instant),
    `table`, `printed`, `means`. Raises ValueError when they are others."""
    if not rows or [cell.strip() for cell in rows[0]] != list(NAMES):
        raise ValueError(f"The columns of names are {', '.join(NAMES)}.")
    means: dict[tuple[str, str, str], str] = {}
    places: dict[str, str] = {}
    instruments: dict[str, str] = {}
    instant = set()
    for column, table, printed, meant in rows[1:]:
        match column:
            case "area" | "group" | "item" | "key":
                means[column, table, printed] = meant
            case "place":
                places[printed] = meant
            case "instrument":
                instruments[printed] = meant
            case "instant":
                instant.add(printed)
            case _:
                known = "area, group, item, key, place, instrument or instant"
                raise ValueError(f"Names are of {known}, not {column}.")
    return Names(means, places, instruments, instant)


class Row:
    """The reading of one row: the first fault of it is kept, and all its cells."""

    def __init__(self, number: int, header: Sequence[str], row: Sequence[str]) -> None:
        self.number = number
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=False) if name}
        self.cells = cells | {name: "" for name in header[len(row) :] if name}
        self.apart: Apart | None = None
        if any(cell.strip() for cell in row[len(header) :]):
            self.cells["…"] = " ".join(cell.strip() for cell in row[len(header) :])
            self.fault("", "too-many-cells")

    def of(self, column: str) -> str:
        return self.cells.get(column, "")

    def read(self, column: str, reader: Callable[[str], T], otherwise: T) -> T:
        try:
            return reader(self.of(column))
        except Fault as fault:
            self.fault(column, fault.reason)
            return otherwise

    def fault(self, column: str, reason: records.Reason) -> None:
        if self.apart is None:
            self.apart = Apart(self.number, column, reason, self.of(column), self.told())

    def told(self) -> dict[str, str]:
        return {name: cell for name, cell in self.cells.items() if cell}


def header_of(
    rows: Sequence[Sequence[str]], known: Collection[str], needed: Collection[str]
) -> tuple[list[str], list[Apart]]:
    """The columns of a table, and its faults; with a missing one nothing can be read."""
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    bad = [Apart(1, name, "unknown-column", name) for name in header if name and name not in known]
    bad += [Apart(1, name, "missing-column") for name in needed if header.count(name) != 1]
    return header, bad


def read_figures(
    rows: Sequence[Sequence[str]],
    *,
    names: Names = Names(),
    regions: Mapping[str, str] | None = None,
) -> Contents:
    """The figures of a table, and the rows whose cells cannot be read. `regions` gives the titles
    of known region codes; a row that names another is kept apart."""
    header, bad = header_of(rows, COLUMNS, NEEDED)
    if any(fault.reason == "missing-column" for fault in bad):
        return Contents((), tuple(bad))
    found = []
    for number, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            reading = Row(number, header, cells)
            row = _figure(reading, names, regions or {})
            if reading.apart is None:
                found.append(row)
            else:
                bad.append(reading.apart)
    return Contents(tuple(found), tuple(bad))


def _figure(row: Row, names: Names, regions: Mapping[str, str]) -> Printed:
    read = {name: row.read(name, partial(records.words, name), "") for name in ("table", "note")}
    table = read["table"]
    area, group = (
        names.of(name, table, row.read(name, partial(records.words, name), ""))
        for name in ("area", "group")
    )
    printed = row.read("item", partial(records.needed, "item"), "")
    item = names.of("item", table, printed)
    keys = {
        name: row.read(name, partial(records.words, name), "")
        for name in ("item_key", "instrument")
    }
    item_key = keys["item_key"] or names.key(table, printed)
    instrument = keys["instrument"] or names.instrument(group)
    named = {"area": area, "group": group, "item": item}
    for name, meant in {**named, "item_key": item_key, "instrument": instrument}.items():
        if len(meant) > records.LONGEST[name]:
            row.fault(name, "too-long")
    region = row.read("region", partial(_region, regions), "")
    if not area:
        # A row of a region of the country, or of a service alone: the name of an area may be that
        # of a service too, so it stays told as a group.
        area = regions[region] if region else group
    if not area:
        row.fault("area", "missing")
    first, last = row.read("year", records.years, (0, 0))
    statistic = row.read("statistic", records.statistic, "count")
    scale = _scale(row)
    value = row.read("value", records.value, Decimal(0))
    if row.apart is None:
        row.read("value", lambda _raw: records.check_value(value, statistic, scale), None)
    return Printed(
        number=row.number,
        place=area,
        item=item,
        from_year=first,
        to_year=last,
        statistic=statistic,
        value=value,
        table=table,
        group=group,
        region=region,
        scale=scale,
        n=row.read("n", records.answers, None),
        note=read["note"],
        place_key=row.read("place_key", partial(records.words, "place_key"), ""),
        item_key=item_key,
        instrument=instrument,
        instant=row.read("channel", _channel, False) or row.of("group") in names.instant,  # noqa: FBT003
        cells=row.told(),
    )


def _scale(row: Row) -> tuple[int, int] | None:
    low, high = (row.read(name, records.scale_end, None) for name in ("scale_min", "scale_max"))
    if low is None and high is None:
        return None
    if low is None or high is None or low >= high:
        row.fault("scale_max", "bad-scale")
        return None
    return low, high


def _region(known: Mapping[str, str], raw: str) -> str:
    if raw and raw not in known:
        raise Fault("unknown-region")
    return raw


def _channel(raw: str) -> bool:
    if raw.lower() not in CHANNELS:
        raise Fault("unknown-channel")
    return CHANNELS[raw.lower()]
