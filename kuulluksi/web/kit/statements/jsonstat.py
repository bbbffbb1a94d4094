"""The figures of a statement as JSON-stat 2.0: a collection that holds each sheet as a dataset of
lines, columns and measures (the figure, its n, the ends of its interval). What is hidden is null
and has a status that says so.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext, pgettext_lazy

from kuulluksi.pure.statement import plain
from kuulluksi.pure.statement.meta import Meta
from kuulluksi.pure.statement.sheets import Cell, Column, Line, Sheet, State, Unit
from kuulluksi.web.kit.statements import telling

VERSION = "2.0"
UNITS: Mapping[Unit, str | Promise] = {
    Unit.COUNT: pgettext_lazy("unit", "number"),
    Unit.SHARE: pgettext_lazy("unit", "per cent"),
    Unit.POINTS: pgettext_lazy("unit", "percentage points"),
    Unit.MEAN: pgettext_lazy("unit", "mean"),
    Unit.NPS: _("The recommendation (NPS)"),
    Unit.DAYS: pgettext_lazy("unit", "days"),
    Unit.EUROS: pgettext_lazy("unit", "euros"),
}
SYMBOLS: Mapping[Unit, str] = {Unit.SHARE: "%", Unit.EUROS: "€"}
MEASURES: Mapping[str, str | Promise] = {
    "value": pgettext_lazy("measure", "Figure"),
    "n": pgettext_lazy("column", "Answers (n)"),
    "low": pgettext_lazy("measure", "Lower end of the 95 % interval"),
    "high": pgettext_lazy("measure", "Upper end of the 95 % interval"),
}
HIDDEN = "hidden"

Told = dict[str, Any]


def made(sheets: Mapping[str, Sheet], meta: Meta) -> bytes:
    """All sheets in their order, in the language of `meta`. A sheet without a line or a column is
    no dataset."""
    with override(meta.language):
        told = {
            "version": VERSION,
            "class": "collection",
            "label": meta.title,
            "updated": meta.made_on.isoformat(),
            "link": {
                "item": [_dataset(each, meta) for each in sheets.values() if any(each.cells)],
                "alternate": [{"type": "text/html", "href": meta.address}],
            },
            "extension": {
                "authority": meta.authority,
                "year": meta.year,
                "edition": meta.edition,
                "signed": telling.signed(meta),
                "language": meta.language,
                **({"checksum": meta.checksum} if meta.checksum else {}),
            },
        }
    plainly = json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return plainly.encode()


def _dataset(sheet: Sheet, meta: Meta) -> Told:
    language, measures = meta.language, _measures(sheet)
    cells = list(chain.from_iterable(sheet.cells))
    statuses = {
        str(number): status
        for number, status in enumerate(_statuses(cells, measures))
        if status is not None
    }
    told: Told = {
        "class": "dataset",
        "label": sheet.title.best(language),
        "source": sheet.source.best(language),
        "updated": meta.made_on.isoformat(),
        "note": [*(note.best(language) for note in sheet.notes), *telling.keys(sheet)],
        "id": ["line", "column", "measure"],
        "size": [len(sheet.lines), len(sheet.columns), len(measures)],
        "role": _roles(sheet),
        "dimension": {
            "line": _dimension(pgettext("sheet", "Line"), sheet.lines, language),
            "column": _dimension(pgettext("sheet", "Column"), sheet.columns, language),
            "measure": {
                "label": pgettext("sheet", "Measure"),
                "category": {
                    "index": list(measures),
                    "label": {name: str(MEASURES[name]) for name in measures},
                },
            },
        },
        "value": list(_values(cells, measures)),
        "status": statuses,
        "extension": _extension(sheet, statuses),
    }
    for name, units in _units(sheet, measures).items():
        if units:
            told["dimension"][name]["category"]["unit"] = units
            if name not in chain.from_iterable(told["role"].values()):
                told["role"]["metric"].append(name)
    return {name: value for name, value in told.items() if value not in ("", [], {})}


def _measures(sheet: Sheet) -> Sequence[str]:
    """The figure, and what else any cell of the sheet tells."""
    cells = list(chain.from_iterable(sheet.cells))
    also = (each for each in MEASURES if any(getattr(cell, each) is not None for cell in cells))
    return tuple(dict.fromkeys(("value", *also)))


def _values(cells: Sequence[Cell], measures: Sequence[str]) -> Iterator[float | int | None]:
    for cell in cells:
        for measure in measures:
            told = getattr(cell, measure)
            if told is None or measure == "n":
                yield told
            else:
                number = plain.number(told, cell)
                yield float(number) if cell.decimals > 0 else int(number)


def _statuses(cells: Sequence[Cell], measures: Sequence[str]) -> Iterator[str | None]:
    """What is hidden says so in all its measures; what must be known, where the figure stands."""
    for cell in cells:
        for measure in measures:
            hidden = HIDDEN if cell.state is State.HIDDEN else None
            yield hidden or (",".join(cell.cautions) or None if measure == "value" else None)


def _roles(sheet: Sheet) -> dict[str, list[str]]:
    roles = {"metric": ["measure"]}
    if plain.of_years(sheet):
        roles["time"] = ["column"]
    if plain.of_places(sheet):
        roles["geo"] = ["line"]
    return roles


def _dimension(label: str, parts: Sequence[Line] | Sequence[Column], language: str) -> Told:
    labels = {part.key: plain.one_line(part.label.best(language)) for part in parts}
    return {"label": label, "category": {"index": list(labels), "label": labels}}


def _units(sheet: Sheet, measures: Sequence[str]) -> Mapping[str, Told]:
    """In what the figures are told, by dimension: all of them alike, each column in its own way, or
    each line. Where a cell has its own way, nothing is said."""
    units: Told = {"n": _unit(Unit.COUNT, 0)} if "n" in measures else {}
    everywhere = _alike({"value": list(chain.from_iterable(sheet.cells))})
    if everywhere is not None:
        units |= {name: unit for name in measures if name != "n" for unit in everywhere.values()}
        return {"measure": {name: units[name] for name in measures if name in units}}
    columns = zip(*sheet.cells, strict=True)
    for name, keys, parts in (
        ("column", [each.key for each in sheet.columns], columns),
        ("line", [each.key for each in sheet.lines], sheet.cells),
    ):
        if found := _alike(dict(zip(keys, parts, strict=True))):
            return {name: found, "measure": units}
    return {"measure": units}


def _alike(parts: Mapping[str, Sequence[Cell]]) -> Told | None:
    """The unit of each part; None when the cells of one of them are told in different ways."""
    found: Told = {}
    for key, cells in parts.items():
        ways = {(cell.unit, cell.decimals) for cell in cells if cell.value is not None}
        if len(ways) > 1:
            return None
        for unit, decimals in ways:
            found[key] = _unit(unit, decimals)
    return found


def _unit(unit: Unit, decimals: int) -> Told:
    told: Told = {"label": str(UNITS[unit]), "decimals": decimals}
    if symbol := SYMBOLS.get(unit):
        told |= {"symbol": symbol, "position": "end"}
    return told


def _extension(sheet: Sheet, statuses: Mapping[str, str]) -> Told:
    """What JSON-stat has no word for: the key of the sheet, the ends of the scale, which lines are
    totals, and what each status means."""
    told: Told = {"sheet": sheet.key}
    if sheet.scale:
        told["scale"] = list(sheet.scale)
    if totals := [line.key for line in sheet.lines if line.total]:
        told["totals"] = totals
    codes = dict.fromkeys(code for status in statuses.values() for code in status.split(","))
    if codes:
        told["status"] = {"label": {code: _said(code) for code in codes}}
    return told


def _said(code: str) -> str:
    hidden = Cell(State.HIDDEN)
    return " ".join(telling.absences([hidden])) if code == HIDDEN else telling.caution(code)
