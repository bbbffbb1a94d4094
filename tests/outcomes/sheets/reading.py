"""Sheets as tests read them."""

from datetime import date

from kuulluksi.outcomes.queries.sheets import Period, worked_out
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.sheets import Cell, Sheet, State


def year(number: int, kind: Kind = Kind.ANNUAL) -> Period:
    return Period(kind, date(number, 1, 1), date(number, 12, 31))


def sheet(key: str, period: Period, place: str = "all") -> Sheet:
    return worked_out([key], period, place)[key]


def columns(made: Sheet) -> list[str]:
    return [column.key for column in made.columns]


def lines(made: Sheet) -> list[str]:
    return [line.key for line in made.lines]


def values(made: Sheet, *columns: str) -> dict[str, tuple[float | str, ...]]:
    """By line the values in these columns, or why there is none."""
    return {
        line.key: tuple(_told(made.cell(line.key, column)) for column in columns)
        for line in made.lines
    }


def cautions(made: Sheet, line: str) -> dict[str, tuple[str, ...]]:
    """By column, of those that have any."""
    found = {column.key: made.cell(line, column.key).cautions for column in made.columns}
    return {column: told for column, told in found.items() if told}


def _told(cell: Cell) -> float | str:
    return cell.state.value if cell.value is None else round(cell.value, 4)


NOTHING = State.NONE.value
HIDDEN = State.HIDDEN.value
