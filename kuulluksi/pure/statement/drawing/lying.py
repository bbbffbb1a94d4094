"""Pictures whose bars lie: one below another, so that long words have room. Each bar has its own
name and number beside it, so nothing hangs on a colour.
"""

from collections.abc import Callable, Iterator, Sequence

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.drawing.canvas import (
    GREY,
    INK,
    PAPER,
    RULE,
    SHADES,
    SIZE,
    SMALL,
    Canvas,
    width_of,
    wrapped,
)
from kuulluksi.pure.statement.drawing.reading import Axis, Reading
from kuulluksi.pure.statement.sheets import Cell, Sheet, State, Unit

TALL, GAP = 15, 3
"""Of a bar, and between two."""
NAMES, ROOM = 220.0, 10
"""The most that names at the left may take, and the room around words."""
HATCHED = 60
"""How long the hatching is where nothing may be told of the length."""

Drawer = Callable[[Canvas, Cell, Callable[[float], float], float], float]
"""Draws one figure in the middle of its row, and tells where it ends."""


def bars(canvas: Canvas, reading: Reading) -> None:
    _rows(canvas, reading, reading.axis(), _bar)


def means(canvas: Canvas, reading: Reading) -> None:
    """Points on the whole scale, with their intervals."""
    _rows(canvas, reading, reading.axis(whole=True), _point)


def _bar(canvas: Canvas, cell: Cell, at: Callable[[float], float], middle: float) -> float:
    nought, end = at(0), at(cell.value or 0)
    left, right = min(nought, end), max(nought, end)
    canvas.bar(left, middle - TALL / 2, right - left, TALL, SHADES[2])
    return max(right, _interval(canvas, cell, at, middle))


def _point(canvas: Canvas, cell: Cell, at: Callable[[float], float], middle: float) -> float:
    right = _interval(canvas, cell, at, middle)
    x = at(cell.value or 0)
    canvas.mark(x, middle, 0)
    return max(right, x + 6)


def _interval(canvas: Canvas, cell: Cell, at: Callable[[float], float], middle: float) -> float:
    if cell.low is None or cell.high is None:
        return 0
    canvas.interval(at(cell.low), middle, at(cell.high), middle)
    return at(cell.high)


def _rows(canvas: Canvas, reading: Reading, axis: Axis, draw: Drawer) -> None:
    """A row for each figure; the figures of a line stand together under its name, where there are
    several."""
    several = len(reading.columns) > 1
    grouped = several and len(reading.all_rows) > 1
    names = reading.columns if several else [row.label for row in reading.all_rows]
    left = min(NAMES, max(map(width_of, names), default=0)) + ROOM
    told = [_said(reading, cell) for row in reading.rows for cell in row.cells]
    right = canvas.WIDTH - max((width_of(said, SMALL) for said in told), default=0) - ROOM
    right = max(right, left + 150)
    at = _scale(axis, left, right)
    y = 4.0
    spans: list[tuple[float, float]] = []
    later = canvas.later
    later.append(lambda: _grid(canvas, axis, at, spans))
    for row in reading.rows:
        if grouped:
            for part in wrapped(row.label, canvas.WIDTH - 10):
                y += 18
                later.append(_wording(canvas, 0, y, part, bold=True))
            y += 6
        top = y
        for column, cell in zip(reading.columns, row.cells, strict=True):
            name = column if several else row.label
            parts = wrapped(name, left - ROOM)
            tall = max(TALL, 16 * len(parts))
            middle = y + tall / 2
            for number, part in enumerate(parts):
                base = middle + 5 - 8 * (len(parts) - 1) + 16 * number
                later.append(_wording(canvas, left - ROOM, base, part, anchor="end"))
            later.append(_figure(canvas, reading, cell, at, middle, draw))
            y += tall + GAP
        spans.append((top, y))
        y += 3 if grouped else 0
    later.append(lambda: _feet(canvas, reading, y + 20))
    canvas.height = round(y + 20 + (28 if reading.has_intervals() else 4))


def _figure(
    canvas: Canvas,
    reading: Reading,
    cell: Cell,
    at: Callable[[float], float],
    middle: float,
    draw: Drawer,
) -> Callable[[], None]:
    def act() -> None:
        said = _said(reading, cell)
        if cell.state is State.SHOWN:
            end = draw(canvas, cell, at, middle)
            canvas.words(end + ROOM - 2, middle + 4.5, said, size=SMALL, halo=True)
            return
        start = at(0)
        if saying.is_hidden(cell):
            canvas.hatch(start, middle - TALL / 2, HATCHED, TALL)
            start += HATCHED
        canvas.words(start + ROOM - 2, middle + 4.5, said, size=SMALL, fill=GREY, halo=True)

    return act


def _wording(
    canvas: Canvas, x: float, y: float, said: str, *, anchor: str = "start", bold: bool = False
) -> Callable[[], None]:
    return lambda: canvas.words(x, y, said, anchor=anchor, bold=bold, halo=bold)


def _said(reading: Reading, cell: Cell) -> str:
    """The figure, and how many it is of."""
    parts = [reading.value(cell) or reading.why(cell), saying.base(cell, reading.language)]
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def _scale(axis: Axis, left: float, right: float) -> Callable[[float], float]:
    return lambda value: left + axis.part(value) * (right - left)


def _grid(
    canvas: Canvas,
    axis: Axis,
    at: Callable[[float], float],
    spans: Sequence[tuple[float, float]],
) -> None:
    """Behind the bars of each span, and the values of the axis below the last."""
    for value, said in axis.ticks:
        ink = INK if value == 0 and axis.low <= 0 else RULE
        x = at(value)
        if spans:
            canvas.lines([(x, top, x, bottom) for top, bottom in spans], ink=ink)
        for _, bottom in spans[-1:]:
            canvas.words(x, bottom + 15, said, size=SMALL, fill=GREY, anchor="middle")


def _feet(canvas: Canvas, reading: Reading, y: float) -> None:
    """What the thin lines are."""
    if reading.has_intervals():
        canvas.interval(2, y + 13, 34, y + 13)
        canvas.words(42, y + 17.5, reading.wording.interval, size=SMALL, fill=GREY)


def stacked(canvas: Canvas, reading: Reading) -> None:
    """Parts of a whole, one bar for each whole. Where the columns are years, each year is a whole
    and the lines are its parts; else each line is a whole and the columns are its parts."""
    lines = [row for row in reading.rows if not row.total]
    by_year = of_years(reading.sheet)
    if by_year:
        parts = [row.label for row in lines]
        wholes = [
            (name, [row.cells[number] for row in lines])
            for number, name in enumerate(reading.columns)
        ]
    else:
        parts = reading.columns
        wholes = [(row.label, list(row.cells)) for row in lines]
    fills = _fills(canvas, len(parts))
    y = _key(canvas, parts, fills)
    left = min(NAMES, max((width_of(name) for name, _ in wholes), default=0)) + ROOM
    sums = [cells for _, cells in wholes] if by_year else [row.cells for row in reading.all_rows]
    most = max((sum(cell.value or 0 for cell in cells) for cells in sums), default=0)
    axis = reading.up_to(max(1, most) if reading.unit is Unit.SHARE else most)
    absent = [cell for _, cells in wholes for cell in cells if cell.state is not State.SHOWN]
    room = max((HATCHED / 2 + ROOM + width_of(reading.why(c), SMALL) for c in absent), default=26)
    at = _scale(axis, left, canvas.WIDTH - room)
    rows = list(_laid(wholes, left, y + 8))
    bottom = rows[-1][3] + 6 if rows else y
    canvas.height = round(bottom + 24)

    def act() -> None:
        _grid(canvas, axis, at, [(y + 4, bottom)])
        for names, cells, top, low in rows:
            middle = (top + low) / 2
            for number, part in enumerate(names):
                base = middle + 5 - 8 * (len(names) - 1) + 16 * number
                canvas.words(left - ROOM, base, part, anchor="end")
            _whole(canvas, reading, cells, fills, at, middle)

    canvas.later.append(act)


def of_years(sheet: Sheet) -> bool:
    return all(column.first for column in sheet.columns)


def _laid(
    wholes: Sequence[tuple[str, list[Cell]]], left: float, y: float
) -> Iterator[tuple[list[str], list[Cell], float, float]]:
    for name, cells in wholes:
        names = wrapped(name, left - ROOM)
        tall = max(24, 16 * len(names))
        yield names, cells, y, y + tall
        y += tall + 8


def _whole(
    canvas: Canvas,
    reading: Reading,
    cells: Sequence[Cell],
    fills: Sequence[str],
    at: Callable[[float], float],
    middle: float,
) -> None:
    """The parts that are told, in their order, each as long as it is. Those that are hidden follow
    as one hatched end, which tells nothing of how long they are."""
    total, top = 0.0, middle - 12
    for cell, fill in zip(cells, fills, strict=True):
        if cell.value is None or cell.value <= 0:
            continue
        start, end = at(total), at(total + cell.value)
        canvas.bar(start, top, end - start, 24, fill)
        said = reading.value(cell).removesuffix("%").rstrip()
        if width_of(said, SMALL) + 4 < end - start:
            ink = PAPER if fill in SHADES[:1] else INK
            halo = fill not in SHADES
            x, y = (start + end) / 2, middle + 4.5
            canvas.words(x, y, said, size=SMALL, fill=ink, anchor="middle", halo=halo)
        total += cell.value
    if all(cell.state is State.SHOWN for cell in cells):
        return
    hidden = any(saying.is_hidden(cell) for cell in cells)
    why = reading.wording.hidden if hidden else reading.wording.none
    told = at(total)
    if hidden:
        canvas.hatch(told, top, HATCHED / 2, 24)
        told += HATCHED / 2
    canvas.words(told + ROOM - 2, middle + 4.5, why, size=SMALL, fill=GREY, halo=True)


def _fills(canvas: Canvas, count: int) -> list[str]:
    """So many fills, as far apart as can be: after the five shades they begin anew, with dots."""
    apart = {1: (0,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4)}.get(count, (0, 1, 2, 3, 4))
    shades = [SHADES[apart[number % len(apart)]] for number in range(count)]
    return [
        shade if number < len(apart) else canvas.dotted(shade)
        for number, shade in enumerate(shades)
    ]


def _key(canvas: Canvas, parts: Sequence[str], fills: Sequence[str]) -> float:
    """What the parts are, in the order in which they lie; where the key ends."""
    x, y = 0.0, 4.0
    for part, fill in zip(parts, fills, strict=True):
        lines = wrapped(part, canvas.WIDTH - 40)
        room = 20 + max(map(width_of, lines)) + 18
        if x and x + room > canvas.WIDTH:
            x, y = 0.0, y + 21
        canvas.bar(x, y, 14, 14, fill)
        for number, line in enumerate(lines):
            canvas.words(x + 20, y + 12 + 17 * number, line, size=SIZE)
        y += 17 * (len(lines) - 1)
        x += room
    return y + 21
