"""Sheets as pictures of web pages: lengths in per cent of the width, so that words keep their size
on a phone and when they are enlarged; every number is written beside its mark. What is hidden is
said in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.drawing.lying import of_years
from kuulluksi.pure.statement.drawing.reading import Axis, Reading
from kuulluksi.pure.statement.drawing.reading import Row as Line
from kuulluksi.pure.statement.sheets import Cell, Form, Sheet, State, Unit
from kuulluksi.pure.stats.comparing import Caution
from kuulluksi.web.kit.figures.charts import Segment, Tick
from kuulluksi.web.kit.figures.trends import Dot, Level, Reach
from kuulluksi.web.kit.statements.pdf import wording

SHORT = 9
"""Names of so few letters stand beside their bars on a phone too."""
TOGETHER = 18
"""So many bars and headings stay on one page of paper."""
AXIS, SHORT_AXIS = 30, 12
"""So many letters have room below an axis on a phone, and where names stand beside the bars."""
DIGIT = 3.2
"""So many per cent of the width a letter in a bar needs."""
COLOURS = {1: "4", 2: "53", 3: "531", 4: "5421", 5: "54321"}
TOP, DEEP = 1.2, 8.8
"""Where the high end of a trend stands and how far below it the low one, in em."""
FIRST, WIDTH, FEW = 20.0, 66.0, 5
"""Where the first year of a trend stands and how far the last is from it, in per cent; more years
than so few keep a width on which their figures stand apart."""
BREAKING = frozenset({*Caution, "printed"})
"""What else than the service may have changed between two years."""


@dataclass(frozen=True)
class Length:
    """A bar from nought to its figure."""

    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """One figure of a picture: its name, what it says, and its `length` or its `point`. `hidden`:
    why it is not shown; `nothing`: that there is none."""

    name: str
    told: str = ""
    small: tuple[str, ...] = ()
    words: str = ""
    length: Length | None = None
    point: str = ""
    low: str = ""
    high: str = ""
    segments: tuple[Segment, ...] = ()
    hidden: str = ""
    nothing: str = ""


@dataclass(frozen=True)
class Group:
    """Figures under one heading, or under none."""

    heading: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Key:
    """What a colour is; `hatched` where the colours begin anew."""

    css: str
    text: str
    hatched: bool = False


@dataclass(frozen=True)
class Panel:
    """The years of one line of a sheet. `veiled`: which of them are hidden."""

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


@dataclass(frozen=True)
class Picture:
    """`id` is unique on the page; `form` says which of the others it has."""

    id: str
    form: str
    groups: tuple[Group, ...] = ()
    panels: tuple[Panel, ...] = ()
    ticks: tuple[Tick, ...] = ()
    nought: str = ""
    key: tuple[Key, ...] = ()
    # Whether names are short; whether some figures have intervals, or were printed by others.
    short: bool = False
    intervals: bool = False
    printed: bool = False

    @property
    def whole(self) -> bool:
        """Whether it has room on one page of paper."""
        bars = sum(len(group.bars) + 1 for group in self.groups)
        return bars <= TOGETHER and len(self.panels) <= 6


def picture(sheet: Sheet, form: Form, language: str, id_: str) -> Picture:
    """In the language that is spoken."""
    reading = Reading(sheet, language, wording())
    match form:
        case Form.STACKED:
            return _stacked(reading, id_)
        case Form.TREND:
            return _trend(reading, id_)
        case Form.BARS | Form.MEANS:
            return _lying(reading, form, id_)


def _lying(reading: Reading, form: Form, id_: str) -> Picture:
    """A row for each figure; the figures of a line stand together under its name, where there are
    several of both."""
    axis = reading.axis(whole=form is Form.MEANS)
    several = len(reading.columns) > 1
    groups: list[Group] = []
    alone: list[Bar] = []
    for row in reading.rows:
        bars = [
            _bar(reading, cell, column if several else row.label, row.label, axis, form)
            for column, cell in zip(reading.columns, row.cells, strict=True)
        ]
        if several and len(reading.rows) > 1:
            groups.append(Group(row.label, tuple(bars)))
        else:
            alone += bars
    if alone:
        groups.append(Group("", tuple(alone)))
    short = all(len(bar.name) <= SHORT for group in groups for bar in group.bars)
    return Picture(
        id_,
        form.value,
        tuple(groups),
        ticks=_ticks(axis, SHORT_AXIS if short else AXIS),
        nought=_at(axis, 0) if axis.low <= 0 <= axis.high else "",
        short=short,
        intervals=reading.has_intervals(),
    )


def _bar(reading: Reading, cell: Cell, name: str, line: str, axis: Axis, form: Form) -> Bar:
    absent = _absent(reading, cell, name)
    if absent is not None:
        return absent
    said, base = reading.value(cell), saying.base(cell, reading.language)
    interval = saying.interval(cell, reading.language)
    value = cell.value or 0.0
    parts = [said, f"({interval})" if interval else "", base]
    x, end = axis.part(min(0.0, value)), axis.part(max(0.0, value))
    whole = name if name == line else f"{line}, {name}"
    return Bar(
        name,
        said,
        tuple(part for part in parts[1:] if part),
        f"{whole}: {' '.join(part for part in parts if part)}",
        Length(_percent(x), _percent(end - x)) if form is Form.BARS else None,
        _at(axis, value) if form is Form.MEANS else "",
        "" if cell.low is None else _at(axis, cell.low),
        "" if cell.high is None else _at(axis, cell.high),
    )


def _absent(reading: Reading, cell: Cell, name: str) -> Bar | None:
    if cell.state is State.SHOWN:
        return None
    if saying.is_hidden(cell):
        return Bar(name, hidden=reading.why(cell))
    return Bar(name, nothing=reading.why(cell))


def _stacked(reading: Reading, id_: str) -> Picture:
    """One bar for each whole. Where the columns are years, each year is a whole and the lines are
    its parts; else each line is a whole and the columns are its parts."""
    lines = [row for row in reading.rows if not row.total]
    if of_years(reading.sheet):
        names = [row.label for row in lines]
        wholes = [
            (column, [row.cells[number] for row in lines])
            for number, column in enumerate(reading.columns)
        ]
    else:
        names = reading.columns
        wholes = [(row.label, list(row.cells)) for row in lines]
    most = max((sum(cell.value or 0 for cell in cells) for _name, cells in wholes), default=0)
    axis = reading.up_to(max(1, most) if reading.unit is Unit.SHARE else most)
    key = tuple(_key(number, name, len(names)) for number, name in enumerate(names))
    bars = [_whole(reading, name, cells, key, axis) for name, cells in wholes]
    return Picture(
        id_,
        Form.STACKED.value,
        (Group("", tuple(bars)),),
        ticks=_ticks(axis, AXIS),
        nought=_at(axis, 0),
        key=key,
        short=all(len(bar.name) <= SHORT for bar in bars),
    )


def _whole(
    reading: Reading, name: str, cells: Sequence[Cell], key: Sequence[Key], axis: Axis
) -> Bar:
    """The parts that are told, in their order. That some are hidden, or not there, stands beside
    the bar in words."""
    told = [cell for cell in cells if cell.state is State.SHOWN]
    absent = [cell for cell in cells if cell.state is not State.SHOWN]
    if not told:
        hidden = next((cell for cell in absent if saying.is_hidden(cell)), None)
        return (_absent(reading, hidden or absent[0], name) if absent else None) or Bar(name)
    segments: list[Segment] = []
    total = 0.0
    for cell, part in zip(cells, key, strict=True):
        if cell.value is None or cell.value <= 0:
            continue
        start, end = 100 * axis.part(total), 100 * axis.part(total + cell.value)
        said = reading.value(cell).removesuffix("%").rstrip()
        segments.append(
            Segment(
                f"v{part.css}{' again' if part.hatched else ''}",
                f"{start:.1f}%",
                f"{end - start:.1f}%",
                said if end - start >= DIGIT * len(said) and not part.hatched else "",
                f"{(start + end) / 2:.1f}%",
            )
        )
        total += cell.value
    words = "; ".join(
        f"{part.text}: {reading.value(cell) or reading.why(cell)}"
        for cell, part in zip(cells, key, strict=True)
    )
    bases = {saying.base(cell, reading.language) for cell in told}
    missing = dict.fromkeys(
        f"{part.text}: {reading.why(cell)}"
        for cell, part in zip(cells, key, strict=True)
        if saying.is_hidden(cell)
    )
    return Bar(
        name,
        _sum(reading, told, absent),
        tuple(bases) if len(bases) == 1 and any(bases) else (),
        f"{name}: {words}",
        segments=tuple(segments),
        hidden="; ".join(missing),
    )


def _sum(reading: Reading, told: Sequence[Cell], absent: Sequence[Cell]) -> str:
    """How many there are together, where all parts are counts that are told."""
    if reading.unit is not Unit.COUNT or any(map(saying.is_hidden, absent)):
        return ""
    whole = sum(cell.value or 0 for cell in told)
    return saying.number(whole, told[0], reading.language)


def _key(number: int, name: str, of: int) -> Key:
    colours = COLOURS.get(of, COLOURS[5])
    return Key(colours[number % len(colours)], name, number >= len(colours))


def _trend(reading: Reading, id_: str) -> Picture:
    """A panel for each line, all on one axis: years from left to right, as far apart as they are.
    The line breaks where a figure is missing or more than the service changed."""
    axis = reading.axis()
    panels = [
        _panel(reading, row, axis, f"{id_}-{number}")
        for number, row in enumerate(reading.rows, start=1)
    ]
    return Picture(
        id_,
        Form.TREND.value,
        panels=tuple(panels),
        intervals=reading.has_intervals(),
        printed=any(dot.printed for panel in panels for dot in panel.dots),
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


def _ticks(axis: Axis, room: int) -> tuple[Tick, ...]:
    """The values of the axis, as many as have room on a phone."""
    long = sum(len(said) + 1 for _value, said in axis.ticks)
    step = -(-long // room)
    chosen = [tick for number, tick in enumerate(axis.ticks) if number % step == 0]
    return tuple(Tick(_at(axis, value), said, _anchor(axis, value)) for value, said in chosen)


def _anchor(axis: Axis, value: float) -> str:
    return {0.0: "", 1.0: "end"}.get(axis.part(value), "mid")


def _at(axis: Axis, value: float) -> str:
    return _percent(axis.part(value))


def _percent(part: float) -> str:
    return f"{100 * part:.1f}%"


def _em(value: float) -> str:
    return f"{value:.2f}em"
