"""A sheet as lines over the years: a panel for each of its lines, all on one axis. A line breaks
where a figure is missing, or where more than the service changed.
"""

from dataclasses import dataclass
from itertools import pairwise

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.drawing.reading import Axis, Reading
from kuulluksi.pure.statement.drawing.reading import Row as Line
from kuulluksi.pure.statement.sheets import Cell, State
from kuulluksi.pure.stats.comparing import Caution
from kuulluksi.web.kit.figures.trends import Dot, Level, Reach

TOP, DEEP = 1.2, 8.8
"""Where the high end of a trend stands and how far below it the low one, in em."""
FIRST, WIDTH, FEW = 20.0, 66.0, 5
"""Where the first year of a trend stands and how far the last is from it, in per cent; more years
than so few keep a width on which their figures stand apart."""
BREAKING = frozenset({*Caution, "printed", "counted-otherwise", "part-year"})
"""What else than the service may have changed between two years."""


@dataclass(frozen=True)
class Panel:
    """The years of one line of a sheet. `hidden`: which of them are."""

    id: str
    title: str
    words: str
    dots: tuple[Dot, ...]
    line: tuple[Reach, ...]
    levels: tuple[Level, ...]
    last: str
    hidden: str
    long: bool
    against: None = None


def panels(reading: Reading, id_: str) -> tuple[Panel, ...]:
    """Years from left to right, as far apart as they are. In the language that is spoken."""
    axis = reading.axis()
    return tuple(
        _panel(reading, row, axis, f"{id_}-{number}")
        for number, row in enumerate(reading.rows, start=1)
    )


def _panel(reading: Reading, row: Line, axis: Axis, id_: str) -> Panel:
    xs = _places(reading)
    dots = [
        _dot(reading, cell, x, name, axis)
        for cell, x, name in zip(row.cells, xs, reading.columns, strict=True)
    ]
    line = [
        Reach(one.x, one.y, other.x, other.y)
        for (one, first), (other, second) in pairwise(zip(dots, row.cells, strict=True))
        if one.y and other.y and _alike(first, second)
    ]
    veiled = [
        name
        for name, cell in zip(reading.columns, row.cells, strict=True)
        if saying.is_hidden(cell)
    ]
    last = next((cell for cell in reversed(row.cells) if cell.state is State.SHOWN), None)
    told = [
        f"{name}: {reading.value(cell) or reading.why(cell)}"
        for name, cell in zip(reading.columns, row.cells, strict=True)
    ]
    return Panel(
        id_,
        row.label,
        "; ".join(told),
        tuple(dots),
        tuple(line),
        tuple(_levels(axis)),
        "" if last is None else _said(reading, last),
        f"{', '.join(veiled)}: {reading.wording.hidden}" if veiled else "",
        len(reading.columns) > FEW,
    )


def _said(reading: Reading, cell: Cell) -> str:
    interval = saying.interval(cell, reading.language)
    parts = (f"({interval})" if interval else "", saying.base(cell, reading.language))
    return " ".join([reading.value(cell), ", ".join(part for part in parts if part)]).strip()


def _dot(reading: Reading, cell: Cell, x: str, name: str, axis: Axis) -> Dot:
    if cell.value is None:
        return Dot(x, "", "", "", "", "", name, hidden=saying.is_hidden(cell))
    y = _height(axis, cell.value)
    beside = y + 1.2 if y < TOP + DEEP - 1 else y - 0.5
    return Dot(
        x,
        _em(y),
        "" if cell.low is None else _em(_height(axis, cell.low)),
        "" if cell.high is None else _em(_height(axis, cell.high)),
        reading.value(cell),
        _em(beside),
        name,
        printed="printed" in cell.cautions,
    )


def _alike(first: Cell, second: Cell) -> bool:
    """Whether what else may have made a difference is the same for both."""
    return BREAKING & {*first.cautions} == BREAKING & {*second.cautions}


def _places(reading: Reading) -> list[str]:
    firsts = [column.first for column in reading.sheet.columns]
    told = [first for first in firsts if first is not None]
    steps = told if len(set(told)) == len(firsts) else list(range(len(firsts)))
    if len(steps) < 2:
        return [f"{FIRST + WIDTH / 2:.1f}%" for _step in steps]
    least, most = min(steps), max(steps)
    return [f"{FIRST + WIDTH * (step - least) / (most - least):.1f}%" for step in steps]


def _levels(axis: Axis) -> list[Level]:
    """The ends of the axis and a step near its middle."""
    ticks = axis.ticks
    chosen = dict.fromkeys((ticks[0], ticks[len(ticks) // 2], ticks[-1]))
    return [
        Level(_em(_height(axis, value)), said, _em(_height(axis, value) - 0.25))
        for value, said in chosen
    ]


def _height(axis: Axis, value: float) -> float:
    return TOP + DEEP * (1 - axis.part(value))


def _em(value: float) -> str:
    return f"{value:.2f}em"
