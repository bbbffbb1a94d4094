"""The figures of a sheet one by one, as programs read them: of which area, group and item, of which
years, and the number exactly as the statement says it. Tables differ in what their lines and
columns are; here each figure tells the same things.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.sheets import Cell, Column, Sheet, Unit

_SIGNS = " \t\n-–—:;,./()"


@dataclass(frozen=True)
class Figure:
    """`area` is "" for the whole house; `place` its key. `aside` is what the column of several
    years is called besides them: a total, a change."""

    area: str
    place: str
    group: str
    item: str
    first: int
    last: int
    cell: Cell
    aside: str = ""


def number(told: float, cell: Cell) -> Decimal:
    """A number in the measure and with the decimals in which the cell is said: shares of a hundred.
    So the open data says what the statement says, and not more."""
    exact = told * 100 if cell.unit in saying.HUNDREDTHS else told
    said = saying.rounded(exact, cell.decimals, "en")
    return Decimal(said.replace(",", "").replace(saying.MINUS, "-"))


def of_places(sheet: Sheet) -> bool:
    """Whether the lines of a sheet are places, and not several things that are told of them."""
    items = {line.item for line in sheet.lines}
    return len(items) == 1 and any(line.place for line in sheet.lines)


def of_years(sheet: Sheet) -> bool:
    """Whether each column of a sheet is a year."""
    return all(
        column.first is not None and column.first == _last(column) for column in sheet.columns
    )


def figures(sheet: Sheet, language: str, year: int) -> Iterator[Figure]:
    """All figures of a sheet, line by line, hidden ones and those that are none with them. `year`
    is that of columns without one."""
    names = _apart([(line.label.best(language), line.key) for line in sheet.lines])
    columns = _columns(sheet, language, year)
    title = one_line(sheet.title.best(language))
    places, items = of_places(sheet), _columns_are_items(sheet)
    series = not all(columns)
    for line, name, row in zip(sheet.lines, names, sheet.cells, strict=True):
        area, subject = (name, "") if places else ("", name)
        for column, words, cell in zip(sheet.columns, columns, row, strict=True):
            first, last = _span(column, year)
            several = first != last
            if not words or series or several:
                what = subject or title, "" if several else words
            elif items:
                what = words, subject
            else:
                what = subject, words
            item, group = what
            aside = words if several else ""
            yield Figure(area, line.place, group, item, first, last, cell, aside)


def one_line(said: str) -> str:
    return " ".join(said.split())


def _last(column: Column) -> int | None:
    return column.first if column.last is None else column.last


def _columns(sheet: Sheet, language: str, year: int) -> Sequence[str]:
    """What each column tells besides its years; two of the same years are never called alike."""
    said = [_beside_years(column, column.label.best(language)) for column in sheet.columns]
    names = [
        (words.casefold(), *_span(column, year))
        for column, words in zip(sheet.columns, said, strict=True)
    ]
    alike = Counter(names)
    return [
        f"{words} ({column.key})".strip() if alike[name] > 1 else words
        for column, words, name in zip(sheet.columns, said, names, strict=True)
    ]


def _span(column: Column, year: int) -> tuple[int, int]:
    """The first and the last year; `year` for a column without one."""
    first = year if column.first is None else column.first
    return first, max(first, _last(column) or first)


def _beside_years(column: Column, label: str) -> str:
    if column.first is None:
        return one_line(label) or column.key
    rest = label
    for year in (column.first, _last(column)):
        rest = re.sub(rf"(?<!\d){year}(?!\d)", " ", rest)
    rest = one_line(rest.strip(_SIGNS))
    if rest and not any(sign.isalpha() for sign in rest):
        # "1–4/2026" and "5–8/2026": parts of one year.
        return one_line(label)
    return rest


def _apart(named: Sequence[tuple[str, str]]) -> Sequence[str]:
    """Names of which no two are alike: two units of one name are told apart by their keys."""
    said = [one_line(name) or key for name, key in named]
    alike = Counter(name.casefold() for name in said)
    return [
        f"{name} ({key})" if alike[name.casefold()] > 1 else name
        for name, (_, key) in zip(said, named, strict=True)
    ]


def _columns_are_items(sheet: Sheet) -> bool:
    """Whether columns without years tell of different things: of places, in different measures, or
    as the answers of which a line is made up. Else they are groups of people."""
    measures = [
        {cell.unit for cell in column if cell.value is not None}
        for column in zip(*sheet.cells, strict=True)
    ]
    several = len(set().union(*measures)) > 1 and all(len(units) < 2 for units in measures)
    return of_places(sheet) or several or _wholes(sheet)


def _wholes(sheet: Sheet) -> bool:
    """Whether the shares of each line that is told in full are a whole together."""
    full = [row for row in sheet.cells if row and all(each.unit is Unit.SHARE for each in row)]
    sums = [[each.value for each in row if each.value is not None] for row in full]
    told = [sum(row) for row, cells in zip(sums, full, strict=True) if len(row) == len(cells)]
    return bool(told) and all(abs(each - 1) < 0.005 * len(sheet.columns) for each in told)
