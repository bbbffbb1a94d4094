"""A sheet while it is being made: its cells, and the printed figures among them."""

from collections.abc import Sequence
from typing import Any

from kuulluksi.figures.models import PrintedFigure
from kuulluksi.outcomes.queries.sheets import printed
from kuulluksi.outcomes.queries.sheets.periods import Span, by_time
from kuulluksi.pure.statement.sheets import NONE, Cell, Line, Sheet, State
from kuulluksi.pure.text import Text


class Making:
    """Lines of which nothing is known in any period are left out."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, str], Cell] = {}
        self.rows: list[PrintedFigure] = []
        self._counted = False

    def put(self, line: str, span: Span, cell: Cell) -> None:
        """A figure that was counted here."""
        self.cells[line, span.key] = cell
        self._counted |= cell.state is not State.NONE

    def put_printed(self, line: str, span: Span, row: PrintedFigure | None, **told: Any) -> None:
        """One that was printed, if there is one; `told` as in `printed.cell`."""
        if row is not None:
            self.cells[line, span.key] = printed.cell(row, **told)
            self.rows.append(row)

    def at(self, line: str, span: Span) -> Cell:
        return self.cells.get((line, span.key), NONE)

    def sheet(
        self,
        key: str,
        title: Text,
        lines: Sequence[Line],
        spans: Sequence[Span],
        *,
        own: Text,
        **more: Any,
    ) -> Sheet | None:
        """None when nothing is shown; `own` says where the figures are from that were counted
        here."""
        known = {line for (line, _span), cell in self.cells.items() if cell.state is not State.NONE}
        source = printed.sources(own if self._counted else Text(), self.rows)
        kept = [line for line in lines if line.key in known]
        cells = {at: cell for at, cell in self.cells.items() if at[0] in known}
        return by_time(key, title, kept, spans, cells, source=source, **more)
