"""A trend: years from left to right, each line with marks and a dash of its own and its name at its
end. A line breaks where a figure is missing, and what is hidden is hatched below and said.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.drawing.canvas import (
    GREY,
    INK,
    RULE,
    SHADES,
    SMALL,
    Canvas,
    width_of,
    wrapped,
)
from kuulluksi.pure.statement.drawing.reading import Reading, Row
from kuulluksi.pure.statement.sheets import Cell

TALL, TOP, NAMES = 260, 16, 210
DASHES = ("", "7 4", "2 3", "10 3 2 3", "14 4")


def trend(canvas: Canvas, reading: Reading) -> None:
    axis = reading.axis()
    left = max(width_of(said, SMALL) for _, said in axis.ticks) + 12
    names = [_named(reading, row) for row in reading.rows]
    room = max((width_of(line, SMALL) for lines in names for line in lines), default=0)
    right = canvas.WIDTH - room - 44
    tall = max(TALL, sum(map(_room, names)))
    bottom = TOP + tall
    xs = _places(reading, left + 16, right)

    def at(value: float) -> float:
        return bottom - axis.part(value) * tall

    for value, said in axis.ticks:
        canvas.line(left, at(value), right + 12, at(value), ink=INK if value == 0 else RULE)
        canvas.words(left - 8, at(value) + 4, said, size=SMALL, fill=GREY, anchor="end")
    _years(canvas, reading, xs, bottom)
    for number, row in enumerate(reading.rows):
        _line(canvas, row.cells, xs, at, number)
    _names(canvas, reading, xs, at, bottom)
    canvas.height = round(_hidden(canvas, reading, xs, bottom))


def _places(reading: Reading, left: float, right: float) -> list[float]:
    """Years stand as far apart as they are; other columns evenly."""
    firsts = [column.first for column in reading.sheet.columns]
    told = [first for first in firsts if first is not None]
    steps = told if len(set(told)) == len(firsts) else list(range(len(firsts)))
    if not steps:
        return []
    least, most = min(steps), max(steps)
    return [left + (right - left) * (step - least) / ((most - least) or 1) for step in steps]


def _years(canvas: Canvas, reading: Reading, xs: Sequence[float], bottom: float) -> None:
    """Their names, as many as have room."""
    end = -1.0
    for x, said in sorted(zip(xs, reading.columns, strict=True)):
        canvas.line(x, bottom, x, bottom + 5)
        half = width_of(said, SMALL) / 2
        if x - half > end:
            canvas.words(x, bottom + 20, said, size=SMALL, anchor="middle")
            end = x + half + 6


def _line(
    canvas: Canvas,
    cells: Sequence[Cell],
    xs: Sequence[float],
    at: Callable[[float], float],
    number: int,
) -> None:
    for (x1, first), (x2, second) in pairwise(zip(xs, cells, strict=True)):
        if first.value is not None and second.value is not None:
            canvas.line(
                x1,
                at(first.value),
                x2,
                at(second.value),
                ink=SHADES[0],
                width=2.2,
                dash=DASHES[number % len(DASHES)],
            )
    for x, cell in zip(xs, cells, strict=True):
        if cell.low is not None and cell.high is not None:
            canvas.interval(x, at(cell.low), x, at(cell.high))
    for x, cell in zip(xs, cells, strict=True):
        if cell.value is not None:
            canvas.mark(x, at(cell.value), number)


def _names(
    canvas: Canvas,
    reading: Reading,
    xs: Sequence[float],
    at: Callable[[float], float],
    bottom: float,
) -> None:
    """The name of each line with its last figure, pushed apart where lines end close together."""
    ends = []
    for number, row in enumerate(reading.rows):
        last = [(x, cell) for x, cell in zip(xs, row.cells, strict=True) if cell.value is not None]
        if not last:
            continue
        x, cell = last[-1]
        ends.append((at(cell.value or 0), x, number, _named(reading, row)))
    ends.sort(key=lambda end: (end[0], end[2]))
    start = max(xs, default=0) + 34
    for (y, x, number, lines), base in zip(ends, _apart(ends, bottom), strict=True):
        canvas.line(x + 8, y, start - 12, base, ink=GREY, width=0.7)
        canvas.mark(start - 10, base, number)
        for place, line in enumerate(lines):
            canvas.words(start, base + 4.5 + 15 * place, line, size=SMALL, halo=True)


def _named(reading: Reading, row: Row) -> list[str]:
    """The name of a line and its last figure; the last column is the last."""
    told = [reading.value(cell) for cell in row.cells if cell.value is not None]
    return wrapped(" ".join([row.label, *told[-1:]]), NAMES, SMALL)


def _room(lines: Sequence[str]) -> float:
    return 15.0 * len(lines) + 4


def _apart(ends: Sequence[tuple[float, float, int, list[str]]], bottom: float) -> list[float]:
    """Where the names stand: as near to the ends of their lines as there is room."""
    bases: list[float] = []
    free = 0.0
    for y, _x, _number, lines in ends:
        bases.append(max(y, free, TOP / 2))
        free = bases[-1] + _room(lines)
    limit = bottom + 10
    for number in reversed(range(len(bases))):
        limit -= _room(ends[number][3])
        bases[number] = limit = min(bases[number], limit)
    return bases


def _hidden(canvas: Canvas, reading: Reading, xs: Sequence[float], bottom: float) -> float:
    """Hatched over the years in which a figure is hidden, and which they are; where it ends."""
    y = bottom + 34
    veiled = list(_veiled(reading))
    for number in sorted({number for _, numbers in veiled for number in numbers}):
        canvas.hatch(xs[number] - 10, bottom - 14, 20, 14)
    for label, numbers in veiled:
        years = ", ".join(reading.columns[number] for number in numbers)
        said = f"{label}, {years}: {reading.wording.hidden}"
        canvas.hatch(2, y + 5, 16, 12)
        for part in wrapped(said, canvas.WIDTH - 30, SMALL):
            y += 17
            canvas.words(26, y, part, size=SMALL, fill=GREY)
    if reading.has_intervals():
        y += 20
        canvas.interval(10, y - 11, 10, y + 3)
        canvas.words(26, y, reading.wording.interval, size=SMALL, fill=GREY)
    return y + 8


def _veiled(reading: Reading) -> Iterator[tuple[str, list[int]]]:
    """The lines of which something is hidden, and in which columns."""
    for row in reading.rows:
        numbers = [number for number, cell in enumerate(row.cells) if saying.is_hidden(cell)]
        if numbers:
            yield row.label, numbers
