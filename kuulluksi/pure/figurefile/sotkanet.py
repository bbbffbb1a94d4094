"""Figures of the national statistics service Sotkanet (CC BY 4.0), from its JSON or CSV.

Its rows are told apart by their shape: figures {indicator, region, year, gender, value, absValue},
indicators {id, title, range, primaryValueType, decimals}, regions {id, code, category, title}.
Which indicator stands beside which statement of ours is configuration.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from kuulluksi.pure.figurefile import records
from kuulluksi.pure.figurefile.records import Apart, Contents, Fault, Printed
from kuulluksi.pure.text import fold

COUNTRY = ("658", "Koko maa")
"""The whole country, known even without a list of regions."""

COLUMNS = ("indicator", "region", "year", "gender", "value", "absvalue")
GENDERS = {"total": "", "male": "man", "female": "woman"}
"""As our questionnaires name the groups."""

_PERCENT, _COUNT, _MEAN = (
    ("%", "prosent", "osuus", "procent", "andel", "percent", "share"),
    ("lukumäärä", "lkm", "antal", "number", "count"),
    ("keskiarvo", "medelvärde", "mean", "average"),
)


@dataclass(frozen=True)
class Indicator:
    """What an indicator tells, by its metadata."""

    title: str
    kind: str = ""
    first: int = records.FIRST_YEAR
    last: int = records.LAST_YEAR


@dataclass
class Parts:
    """What was received, in however many parts."""

    figures: list[Mapping[str, str]] = field(default_factory=list)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=lambda: dict([COUNTRY]))
    apart: list[Apart] = field(default_factory=list)

    def take_json(self, found: object) -> None:
        """A list, or one object. What is none of the three is kept apart."""
        for number, row in enumerate(found if isinstance(found, list) else [found], start=1):
            match row:
                case {"indicator": _, "region": _, "year": _}:
                    told = {str(name).lower(): _cell(cell) for name, cell in row.items()}
                    self.figures.append(told | {"#": str(number)})
                case {"id": identifier, "category": _, "title": title}:
                    self.regions[str(identifier)] = _title(title)
                case {"id": identifier, "title": title}:
                    self.indicators[str(identifier)] = _indicator(title, row)
                case _:
                    cells = {"row": str(row)[:200]}
                    self.apart.append(Apart(number, "", "not-a-row", str(row)[:60], cells))

    def take_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """A CSV file of figures."""
        header = [cell.strip().strip('"').lower() for cell in rows[0]] if rows else []
        missing = [name for name in COLUMNS[:5] if name not in header]
        self.apart += [Apart(1, name, "missing-column") for name in missing]
        if not missing:
            for number, row in enumerate(rows[1:], start=2):
                if any(cell.strip() for cell in row):
                    cells = {name: cell.strip() for name, cell in zip(header, row, strict=False)}
                    self.figures.append(cells | {"#": str(number)})


def read_sotkanet(
    parts: Parts,
    *,
    items: Mapping[str, str],
    only: Sequence[str] = (),
    kinds: Mapping[str, str] | None = None,
) -> Contents:
    """The figures of what was received. `items` gives the statement of ours that an indicator
    stands beside ("" for none): an indicator that is not there is not known here. `only`: of these
    regions and the whole country; `kinds`: the statistic of an indicator whose metadata do not tell
    it."""
    rows, apart = [], list(parts.apart)
    wanted = {*only, COUNTRY[0]} if only else set()
    for cells in parts.figures:
        if wanted and cells.get("region") in parts.regions and cells["region"] not in wanted:
            continue
        if not cells.get("value"):
            # The service sends a row for every region; without a value there is nothing to take.
            continue
        number = int(cells["#"])
        told = {name: cell for name, cell in cells.items() if cell and name != "#"}
        reading = _Reading(parts, items, kinds or {})
        try:
            rows.append(replace(reading.figure(number, cells), cells=told))
        except Fault as fault:
            found = cells.get(reading.column, "")
            apart.append(Apart(number, reading.column, fault.reason, found, told))
    return Contents(tuple(rows), tuple(apart))


class _Reading:
    """The reading of one row; `column` is the one that is looked at."""

    def __init__(self, parts: Parts, items: Mapping[str, str], kinds: Mapping[str, str]) -> None:
        self.parts = parts
        self.items = items
        self.kinds = kinds
        self.column = ""

    def figure(self, number: int, cells: Mapping[str, str]) -> Printed:
        indicator = self._of(cells, "indicator")
        if indicator not in self.items:
            raise Fault("unknown-indicator")
        about = self.parts.indicators.get(indicator, Indicator(f"Sotkanet {indicator}"))
        region = self._of(cells, "region")
        if records.words("region", region) not in self.parts.regions:
            raise Fault("unknown-region")
        first, last = records.years(self._of(cells, "year"))
        if not about.first <= first <= last <= about.last:
            raise Fault("outside-years")
        gender = self._of(cells, "gender").lower()
        if gender not in GENDERS:
            raise Fault("unknown-gender")
        raw = self._of(cells, "value")
        statistic = self.kinds.get(indicator) or about.kind
        if statistic not in records.STATISTICS:
            raise Fault("unknown-statistic")
        value = records.value(raw)
        records.check_value(value, statistic, None)
        return Printed(
            number=number,
            place=self.parts.regions[region][: records.LONGEST["area"]],
            item=about.title[: records.LONGEST["item"]],
            from_year=first,
            to_year=last,
            statistic=statistic,
            value=value,
            table=f"Sotkanet {indicator}",
            group=GENDERS[gender],
            region=region,
            note=_absolute(self._of(cells, "absvalue")),
            item_key=self.items[indicator],
        )

    def _of(self, cells: Mapping[str, str], column: str) -> str:
        self.column = column
        return cells.get(column, "")


def _absolute(raw: str) -> str:
    return f"absValue {raw}" if raw else ""


def _cell(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case float():
            # As it was written: 12.3, and 41000 for 41000.0.
            return f"{Decimal(repr(cell)).normalize():f}"
    return str(cell).strip()


def _title(title: object) -> str:
    if isinstance(title, Mapping):
        said = [title.get(language) for language in ("fi", "sv", "en")]
        return next((str(each).strip() for each in said if each), "")
    return str(title).strip()


def _indicator(title: object, row: Mapping[str, Any]) -> Indicator:
    match row.get("range"):
        case {"start": int(first), "end": int(last)}:
            years = first, last
        case _:
            years = records.FIRST_YEAR, records.LAST_YEAR
    return Indicator(_title(title), _kind(row.get("primaryValueType")), *years)


def _kind(told: object) -> str:
    said = fold(" ".join(_texts(told)))
    for kind, signs in (("percent", _PERCENT), ("mean", _MEAN), ("count", _COUNT)):
        if any(sign in said for sign in signs):
            return kind
    return ""


def _texts(told: object) -> Iterator[str]:
    match told:
        case str():
            yield told
        case Mapping():
            for each in told.values():
                yield from _texts(each)
