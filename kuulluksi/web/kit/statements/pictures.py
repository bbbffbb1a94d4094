"""Sheets as pictures of web pages: lengths in per cent of the width, so that words keep their size
on a phone and when they are enlarged; every number is written beside its mark. What is hidden is
said in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.drawing.lying import of_years
from kuulluksi.pure.statement.drawing.reading import Axis, Reading
from kuulluksi.pure.statement.sheets import Cell, Form, Sheet, State, Unit
from kuulluksi.web.kit.figures.charts import Segment, Tick
from kuulluksi.web.kit.statements.panels import Panel, panels
from kuulluksi.web.kit.statements.pdf import wording

SHORT = 9
"""Names of so few letters stand beside their bars on a phone too."""
TOGETHER = 18
"""So many bars and headings stay on one page of paper."""
AXIS, SHORT_AXIS = 24, 12
"""So many letters have room below an axis on a phone, and where names stand beside the bars."""
DIGIT = 3.2
"""So many per cent of the width a letter in a bar needs."""
COLOURS = {1: "4", 2: "53", 3: "531", 4: "5421", 5: "54321"}


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
class Picture:
    """`id` is unique on the page; `form` says which of the others it has."""

    id: str
    form: str
    groups: tuple[Group, ...] = ()
    panels: tuple[Panel, ...] = ()
    ticks: tuple[Tick, ...] = ()
    nought: str = ""
    key: tuple[Key, ...] = ()
    # Whether names are short; what the thin lines are, where there are some; whether some figures
    # were printed by others.
    short: bool = False
    intervals: str = ""
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
        intervals=_thin(reading),
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
    made = panels(reading, id_)
    return Picture(
        id_,
        Form.TREND.value,
        panels=made,
        intervals=_thin(reading),
        printed=any(dot.printed for panel in made for dot in panel.dots),
    )


def _ticks(axis: Axis, room: int) -> tuple[Tick, ...]:
    """The values of the axis, as many as have room on a phone."""
    long = sum(len(said) + 1 for _value, said in axis.ticks)
    step = -(-long // room)
    chosen = [tick for number, tick in enumerate(axis.ticks) if number % step == 0]
    return tuple(Tick(_at(axis, value), said, _anchor(axis, value)) for value, said in chosen)


def _anchor(axis: Axis, value: float) -> str:
    return {0.0: "", 1.0: "end"}.get(axis.part(value), "mid")


def _thin(reading: Reading) -> str:
    return reading.wording.interval if reading.has_intervals() else ""


def _at(axis: Axis, value: float) -> str:
    return _percent(axis.part(value))


def _percent(part: float) -> str:
    return f"{100 * part:.1f}%"
