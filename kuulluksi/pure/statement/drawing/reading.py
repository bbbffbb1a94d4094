"""A sheet as a picture reads it: the lines that are in one measure, how long its axis is, and what
is said where there is no figure.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.sheets import Cell, Form, Sheet, State, Unit, shown

STEPS = 6
"""An axis has at most about so many steps."""


@dataclass(frozen=True)
class Wording:
    """What a picture says besides the words of its sheet: `hidden` and `none` where there is no
    figure, `interval` what the thin line beside a mark is, `forms` what each form is called."""

    hidden: str
    none: str
    interval: str
    forms: Mapping[Form, str]


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]
    total: bool


@dataclass(frozen=True)
class Axis:
    """From `low` to `high`, with the values that are written beside it."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def part(self, value: float) -> float:
        """Where a value stands: 0 at the low end, 1 at the high one, never outside."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


class Reading:
    """Only lines in the measure of the first figure are drawn: others stand in the table alone.
    `part` of them are drawn, on the axis of all."""

    def __init__(
        self, sheet: Sheet, language: str, wording: Wording, part: slice = slice(None)
    ) -> None:
        self.sheet, self.language, self.wording = sheet, language, wording
        told = [cell for row in sheet.cells for cell in row if cell.state is State.SHOWN]
        self.unit = told[0].unit if told else Unit.COUNT
        self.decimals = max((cell.decimals for cell in told if cell.unit is self.unit), default=0)
        self.all_rows = [
            Row(line.label.best(language), cells, line.total)
            for line, cells in zip(sheet.lines, sheet.cells, strict=True)
            if all(cell.state is not State.SHOWN or cell.unit is self.unit for cell in cells)
        ]
        self.rows = self.all_rows[part]
        self.columns = [column.label.best(language) for column in sheet.columns]

    def value(self, cell: Cell) -> str:
        return saying.value(cell, self.language)

    def why(self, cell: Cell) -> str:
        """Why there is no figure."""
        return self.wording.hidden if saying.is_hidden(cell) else self.wording.none

    def has_intervals(self) -> bool:
        return any(cell.low is not None for row in self.rows for cell in row.cells)

    def axis(self, *, whole: bool = False) -> Axis:
        """That of all figures and their intervals, and of nought; `whole`: of the whole scale."""
        if self.unit is Unit.MEAN and self.sheet.scale:
            return self._stepped(*self.sheet.scale)
        if whole and self.unit is Unit.NPS:
            return self._stepped(-1, 1)
        ends = [0.0]
        for row in self.all_rows:
            for cell in row.cells:
                ends += [end for end in (cell.value, cell.low, cell.high) if end is not None]
        return self._stepped(min(ends), max(ends))

    def up_to(self, most: float) -> Axis:
        return self._stepped(0, most)

    def _stepped(self, low: float, high: float) -> Axis:
        factor = 100 if self.unit in saying.HUNDREDTHS else 1
        length = max(high - low, 10.0**-self.decimals / factor)
        step = _step(length, whole=self.unit is Unit.COUNT)
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        last = max(last, first + 1)
        decimals = max(0, -math.floor(math.log10(step * factor) + 1e-9))
        like = shown(0, self.unit, decimals=decimals)
        values = [round(number * step, 9) for number in range(first, last + 1)]
        ticks = tuple((value, saying.number(value, like, self.language)) for value in values)
        return Axis(values[0], values[-1], ticks)


def _step(length: float, *, whole: bool) -> float:
    """1, 2 or 5 with noughts behind or before it."""
    rough = length / STEPS
    ten = 10.0 ** math.floor(math.log10(rough))
    step = next(ten * times for times in (1, 2, 5, 10) if ten * times >= rough * 0.999)
    return max(1.0, step) if whole else step
