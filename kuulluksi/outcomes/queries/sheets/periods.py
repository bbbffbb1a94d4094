"""The columns of sheets that tell of time: the period of a statement, and up to three before
it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kuulluksi.outcomes.queries.sheets.offering import Period
from kuulluksi.pure.heard import Third
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.sheets import Cell, Column, Line, Sheet, State, filled
from kuulluksi.pure.text import LANGUAGES, Text

EARLIER = 3
"""So many periods stand before the one that a statement is of. Of four months, the earliest is the
same time a year ago."""


@dataclass(frozen=True)
class Span:
    """A period as a column: "2025", or "2026-1" for the first four months. Both days belong to
    it."""

    key: str
    label: str
    starts: date
    ends: date

    @property
    def before(self) -> date:
        """The day after it."""
        return self.ends + timedelta(days=1)

    @property
    def column(self) -> Column:
        label = Text.from_json(dict.fromkeys(LANGUAGES, self.label))
        return Column(self.key, label, self.starts.year, self.ends.year)

    def holds(self, day: date | None) -> bool:
        return day is not None and self.starts <= day <= self.ends


def spans(period: Period) -> tuple[Span, ...]:
    """The oldest first; the last is the period itself."""
    if period.kind is Kind.MONITORING:
        third = Third.of(period.starts)
        thirds = [Third(third.year - 1, third.number)]
        while len(thirds) <= EARLIER:
            thirds.append(thirds[-1].next)
        return tuple(map(_of_third, thirds))
    return tuple(_of_year(year) for year in range(period.year - EARLIER, period.year + 1))


def column(period: Period) -> str:
    """The key of the column of the period itself."""
    return spans(period)[-1].key


def by_time(
    key: str,
    title: Text,
    lines: Sequence[Line],
    told: Sequence[Span],
    cells: Mapping[tuple[str, str], Cell],
    **more: Any,
) -> Sheet | None:
    """A sheet with a column for each of the periods of which something is shown, and for the last
    one. None when nothing is shown in any."""
    shown = {column for (_line, column), cell in cells.items() if cell.state is State.SHOWN}
    if not shown:
        return None
    columns = [each.column for each in told if each.key in shown or each is told[-1]]
    return filled(key, title, lines, columns, cells, **more)


def _of_year(year: int) -> Span:
    return Span(str(year), str(year), date(year, 1, 1), date(year, 12, 31))


def _of_third(third: Third) -> Span:
    first, last = third.first, third.last
    label = f"{first.month}\N{EN DASH}{last.month}/{last.year}"
    return Span(f"{third.year}-{third.number + 1}", label, first, last)


def tells(sheet: Sheet, now: Span) -> bool:
    """Whether a sheet tells anything of a period: in its column, or anywhere where columns are
    something else than time."""
    keys = [column.key for column in sheet.columns]
    of_time = all(column.first is not None for column in sheet.columns)
    return any(
        cell.state is State.SHOWN
        for row in sheet.cells
        for key, cell in zip(keys, row, strict=True)
        if key == now.key or not of_time
    )
