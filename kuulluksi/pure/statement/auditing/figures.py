"""The sheets of a statement as the figures that the auditor reads, in the words of one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kuulluksi.pure.audit.cells import Cell as Printed
from kuulluksi.pure.audit.cells import Statistic
from kuulluksi.pure.audit.text.vocabulary import Vocabulary
from kuulluksi.pure.statement import plain
from kuulluksi.pure.statement.sheets import Cell, Sheet, State, Unit

STATISTICS: Mapping[Unit, Statistic] = {
    Unit.COUNT: "count",
    Unit.EUROS: "count",
    Unit.SHARE: "percent",
    Unit.MEAN: "mean",
    Unit.NPS: "nps",
    Unit.DAYS: "other",
}
"""What the figures of a unit are. Percentage points between two years are none of their own: the
auditor works them out of the shares."""

_CHANGED, _PART = "comparability: changed", "part of the year"
# What the cautions of a cell tell, in words that the auditor knows.
_NOTES = {
    "estimate": "estimate",
    "at-least": "at least",
    "year-before": "counted the year before",
    **dict.fromkeys(("part-year", "part", "incomplete"), _PART),
    **dict.fromkeys(("counted-otherwise", "places", "wording", "labels", "sampling"), _CHANGED),
}


@dataclass(frozen=True)
class Figures:
    """All figures of the sheets. The row of a figure, counted from 1, tells its reference."""

    vocabulary: Vocabulary
    references: tuple[str, ...]
    rows: Mapping[str, Printed]
    cells: Mapping[str, Cell]

    def reference(self, printed: Printed) -> str:
        """ "sheet.line.column"."""
        return self.references[printed.number - 1]


def figures(sheets: Mapping[str, Sheet], language: str, year: int) -> Figures:
    """What is shown in the sheets. `year` is that of columns without one."""
    told = [
        (reference, figure, sheet)
        for sheet in sheets.values()
        for reference, figure in _of(sheet, language, year)
    ]
    rows = tuple(
        printed
        for number, (_, figure, sheet) in enumerate(told, start=1)
        if (printed := _printed(number, figure, sheet, language))
    )
    references = tuple(reference for reference, _, _ in told)
    return Figures(
        _vocabulary(rows),
        references,
        {references[row.number - 1]: row for row in rows},
        {reference: figure.cell for reference, figure, _ in told},
    )


def unnumbered(cell: Printed) -> Printed:
    """A figure of a sheet as a finding tells it: it stands in no row of a file."""
    return replace(cell, number=0)


@lru_cache(maxsize=12)
def _vocabulary(rows: tuple[Printed, ...]) -> Vocabulary:
    """The words of the sheets of a statement in one language: they stay the same while somebody
    writes."""
    return Vocabulary(rows)


def _of(sheet: Sheet, language: str, year: int) -> Iterator[tuple[str, plain.Figure]]:
    names = [
        f"{sheet.key}.{line.key}.{column.key}" for line in sheet.lines for column in sheet.columns
    ]
    for name, figure in zip(names, plain.figures(sheet, language, year), strict=True):
        if figure.cell.state is State.SHOWN and figure.cell.unit in STATISTICS:
            yield name, figure


def _printed(number: int, figure: plain.Figure, sheet: Sheet, language: str) -> Printed | None:
    cell = figure.cell
    if cell.value is None:
        return None
    statistic = STATISTICS[cell.unit]
    scale = sheet.scale if statistic == "mean" else None
    return Printed(
        number,
        figure.item,
        figure.first,
        figure.last,
        statistic,
        plain.number(cell.value, cell),
        cell.decimals,
        table=plain.one_line(sheet.title.best(language)),
        area=figure.area,
        group=", ".join(each for each in (figure.group, figure.aside) if each),
        scale=None if scale is None else (Decimal(scale[0]), Decimal(scale[1])),
        n=cell.n,
        note="; ".join(_NOTES[each] for each in cell.cautions if each in _NOTES),
    )
