"""The figures of a statement as one CSV for programs, in the columns that `kuulluksi audit` reads:
our figures go to the same auditor as those of others. A hidden figure keeps its row, without a
value and with a note: were it left out, sums would look wrong.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from kuulluksi.pure.audit import naming
from kuulluksi.pure.statement import plain
from kuulluksi.pure.statement.meta import Meta
from kuulluksi.pure.statement.plain import Figure
from kuulluksi.pure.statement.sheets import Sheet, State, Unit
from kuulluksi.web.kit.extracts.plain import FORMULA
from kuulluksi.web.kit.statements import telling

COLUMNS = (
    *("table", "area", "group", "item", "year", "statistic", "value", "scale_min", "scale_max"),
    *("note", "n"),
)
STATISTICS: Mapping[Unit, str] = {
    Unit.COUNT: "count",
    Unit.SHARE: "percent",
    Unit.POINTS: "points",
    Unit.MEAN: "mean",
    Unit.NPS: "nps",
    # The auditor does not know these and says so: they add up to nothing.
    Unit.DAYS: "days",
    Unit.EUROS: "euros",
}


def made(sheets: Mapping[str, Sheet], meta: Meta, places: Mapping[str, str] | None = None) -> bytes:
    """All figures in the order of the sheets. `places` names the places that a sheet tells of
    without naming them; "" is the whole house. What was not asked has no row."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    with override(meta.language):
        house = _("The whole authority")
        named = {"": house, "all": house} | dict(places or {})
        told = {
            key: [_placed(each, named) for each in plain.figures(sheet, meta.language, meta.year)]
            for key, sheet in sheets.items()
        }
        twice = _called_alike(told)
        for key, table in _tables(sheets, meta.language).items():
            for figure in told[key]:
                if figure.cell.state is not State.NONE:
                    known = _apart(figure, key, table) if _name(figure) in twice else figure
                    writer.writerow(_row(known, sheets[key], table, meta.language))
    return file.getvalue().encode()


Row = tuple[str | int | None, ...]


def _placed(figure: Figure, places: Mapping[str, str]) -> Figure:
    area = figure.area or places.get(figure.place, figure.place)
    return replace(figure, area=area)


def _name(figure: Figure) -> tuple[str, ...]:
    return tuple(naming.plain(said) for said in (figure.area, figure.group, figure.item))


def _called_alike(told: Mapping[str, Iterable[Figure]]) -> frozenset[tuple[str, ...]]:
    """What more than one table tells under the same names."""
    tables = Counter(name for of in told.values() for name in {_name(each) for each in of})
    return frozenset(name for name, number in tables.items() if number > 1)


def _apart(figure: Figure, key: str, table: str) -> Figure:
    """Two surveys ask the same: what is called alike in two tables is of the group of its table.
    The auditor would take a title that tells of a change or a total for one."""
    of = key if naming.change(table) or naming.total(table) else table
    return replace(figure, group=f"{of}: {figure.group}" if figure.group else of)


def _tables(sheets: Mapping[str, Sheet], language: str) -> Mapping[str, str]:
    """By key how a table is called: by its title; two of one title are told apart by their keys."""
    titles = {key: plain.one_line(sheet.title.best(language)) for key, sheet in sheets.items()}
    alike = Counter(titles.values())
    return {
        key: title if title and alike[title] == 1 else f"{title} ({key})".strip()
        for key, title in titles.items()
    }


def _row(figure: Figure, sheet: Sheet, table: str, language: str) -> Row:
    cell, first, last = figure.cell, figure.first, figure.last
    unit = _usual(sheet) if cell.value is None else cell.unit
    low, high = sheet.scale if sheet.scale and unit is Unit.MEAN else (None, None)
    return (
        *(_harmless(each) for each in (table, figure.area, figure.group, figure.item)),
        str(first) if first == last else f"{first}-{last}",
        _statistic(figure, unit),
        None if cell.value is None else f"{plain.number(cell.value, cell):f}",
        *(low, high, _harmless(" ".join(_note(figure, sheet, language))), cell.n),
    )


def _usual(sheet: Sheet) -> Unit:
    """The measure of most cells: what a hidden one would have been told in."""
    units = Counter(cell.unit for row in sheet.cells for cell in row if cell.value is not None)
    return units.most_common(1)[0][0] if units else Unit.COUNT


def _statistic(figure: Figure, unit: Unit) -> str:
    """A difference between shares is called a percentage only where the row says that it is a
    change."""
    change = naming.change(figure.group) or naming.change(figure.aside)
    return "percent" if unit is Unit.POINTS and change else STATISTICS[unit]


def _note(figure: Figure, sheet: Sheet, language: str) -> Iterator[str]:
    """What must be known of a figure, also by the auditor: it reads notes."""
    if figure.aside:
        yield f"{figure.aside}."
    if figure.cell.state is State.HIDDEN:
        yield from telling.absences([figure.cell])
    yield from (telling.caution(code) for code in figure.cell.cautions)
    for note in sheet.notes:
        said = plain.one_line(note.best(language))
        # What a note says of changes is not said of this row: a total of years is none.
        if figure.first == figure.last or not naming.change(said):
            yield said


def _harmless(words: str) -> str:
    """Words that a spreadsheet would take for a formula are marked as words."""
    return f"'{words}" if re.match(FORMULA, words) else words
