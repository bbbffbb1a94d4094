"""What became of a figure over time: points with intervals, their values written beside them, and a
line that breaks where something else than the service changed. Printed figures of years without
answers stand hollow and are named as printed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.figures.charts import NAMES, Cell, Table, ends
from kuulluksi.web.kit.figures.presenters import Value, places_of, value_of, whole

TOP, DEEP = 1.2, 8.8
"""Where the highest end of the scale stands, and how far below it the lowest, in em."""

FIRST, WIDTH = 20.0, 66.0
"""Where the first point stands and how far from it the last, in per cent."""

FEW = 5
"""A line of more points than this keeps a width on which their values stand apart."""


@dataclass(frozen=True)
class Moment:
    """One point in time: what may be shown of ours, or what was printed (in units of the measure,
    with its base where that was printed too). `breaks`: why no line leads here from the one before,
    in words; empty: one does."""

    when: str
    published: Published
    why: str = ""
    printed: float | None = None
    n: int | None = None
    breaks: str = ""
    # Where it stands among those of other lines, e.g. its year.
    order: float = 0


@dataclass(frozen=True)
class Dot:
    """A point of the line; `low` and `high` where its interval is known."""

    x: str
    y: str
    low: str
    high: str
    text: str
    # Where the number stands beside the point.
    beside: str
    when: str
    printed: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Reach:
    """A stretch of the line between two points."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Level:
    """A number of the scale, or the line that all are seen against."""

    y: str
    text: str
    above: str


@dataclass(frozen=True)
class Trend:
    id: str
    title: str
    words: str
    dots: tuple[Dot, ...]
    line: tuple[Reach, ...]
    levels: tuple[Level, ...]
    table: Table
    # Why the line breaks, and why something is hidden.
    breaks: tuple[str, ...]
    hidden: tuple[str, ...]
    printed: bool
    long: bool
    against: Level | None = None
    # The newest number, for small multiples.
    last: str = ""


@dataclass(frozen=True)
class Multiples:
    """The same picture of several places or questions, on one scale and with one line that all are
    seen against."""

    id: str
    title: str
    panels: tuple[Trend, ...]
    table: Table
    against: str = ""
    # Why lines break, each reason once with whom it concerns.
    notes: tuple[str, ...] = ()

    @property
    def printed(self) -> bool:
        return any(panel.printed for panel in self.panels)


def trend(
    id_: str,
    title: str,
    moments: Sequence[Moment],
    points: tuple[int, ...],
    measure: Measure,
    *,
    reference: float | None = None,
    against: str = "",
) -> Trend:
    """In the order of time. Raises ValueError when a moment has another scale: it is printed with
    its own numbers, or left out, but never on this line."""
    low, high = ends(points, measure)

    def height(value: float) -> float:
        return TOP + DEEP * (high - min(max(value, low), high)) / (high - low)

    values = [_value(moment, points, measure) for moment in moments]
    xs = [_x(number, len(moments)) for number in range(len(moments))]
    dots, told = [], []
    for moment, value, x in zip(moments, values, xs, strict=True):
        if value is None:
            dots.append(Dot(x, "", "", "", "", "", moment.when, hidden=True))
            told.append(f"{moment.when}: {moment.why}")
            continue
        y, interval = height(value.value), value.interval
        # The number stands on that side of the point where the line does not run.
        beside = y + 1.2 if y < TOP + DEEP - 1 else y - 0.5
        dots.append(
            Dot(
                x,
                _em(y),
                _em(height(interval.low)) if interval else "",
                _em(height(interval.high)) if interval else "",
                value.number,
                _em(beside),
                moment.when,
                moment.printed is not None,
            )
        )
        told.append(f"{moment.when}: {value.told}")
    line = tuple(
        Reach(one.x, one.y, other.x, other.y)
        for (one, other), moment in zip(pairwise(dots), moments[1:], strict=True)
        if not (moment.breaks or one.hidden or other.hidden or one.printed != other.printed)
    )
    shown = [value for value in values if value is not None]
    return Trend(
        id_,
        title,
        "; ".join(told),
        tuple(dots),
        line,
        tuple(_levels(points, measure, height)),
        _table(title, moments, values, measure),
        tuple(f"{moment.when}: {moment.breaks}" for moment in moments if moment.breaks),
        tuple(
            f"{moment.when}: {moment.why}"
            for moment, value in zip(moments, values, strict=True)
            if value is None
        ),
        any(dot.printed for dot in dots),
        len(moments) > FEW,
        Level(_em(height(reference)), against, "") if reference is not None else None,
        shown[-1].told if shown and values[-1] is not None else "",
    )


def multiples(
    id_: str,
    title: str,
    panels: Sequence[tuple[str, Sequence[Moment]]],
    points: tuple[int, ...],
    measure: Measure,
    *,
    reference: float | None = None,
    against: str = "",
) -> Multiples:
    """Of each place, or of each question of one place, its name and its moments."""
    drawn = tuple(
        trend(
            f"{id_}-{number}", name, moments, points, measure, reference=reference, against=against
        )
        for number, (name, moments) in enumerate(panels, start=1)
    )
    order = {moment.when: moment.order for _name, moments in panels for moment in moments}
    heads = sorted(order, key=lambda when: order[when])
    rows: list[tuple[Cell, ...]] = []
    for name, moments in panels:
        cells = {moment.when: _cell(moment, points, measure) for moment in moments}
        rows.append((Cell(name), *(cells.get(when, Cell(_("not asked"))) for when in heads)))
    known = "" if reference is None else against
    return Multiples(
        id_, title, drawn, Table(title, tuple(heads), tuple(rows)), known, _broken(drawn)
    )


def _broken(panels: Sequence[Trend]) -> tuple[str, ...]:
    """What is true of all is said of none in particular."""
    found: dict[str, list[str]] = {}
    for panel in panels:
        for note in panel.breaks:
            found.setdefault(note, []).append(panel.title)
    return tuple(
        note if len(names) == len(panels) else f"{note} ({'; '.join(names)})"
        for note, names in found.items()
    )


def _value(moment: Moment, points: tuple[int, ...], measure: Measure) -> Value | None:
    if moment.printed is not None:
        # Not with more decimals than it was printed with.
        places = len(repr(moment.printed).partition(".")[2])
        return Value(measure, moment.printed, None, min(places, places_of(points)))
    counts = moment.published.counts
    if counts is None:
        return None
    if counts.points != points:
        raise ValueError("Different scales do not stand on one line.")
    return value_of(counts, measure)


def _n(moment: Moment) -> str:
    number = moment.n if moment.printed is not None else moment.published.n
    return _("not known") if number is None else whole(number)


def _cell(moment: Moment, points: tuple[int, ...], measure: Measure) -> Cell:
    value = _value(moment, points, measure)
    if value is None:
        return Cell(moment.why, 1)
    told = f"{value.told}, n = {_n(moment)}"
    return Cell(f"{told}, {_('printed')}" if moment.printed is not None else told)


def _table(
    title: str, moments: Sequence[Moment], values: Sequence[Value | None], measure: Measure
) -> Table:
    heads = (NAMES[measure](), _("95 % interval"), _("n"), _("To note"))
    rows: list[tuple[Cell, ...]] = []
    for moment, value in zip(moments, values, strict=True):
        if value is None:
            rows.append((Cell(moment.when), Cell(moment.why, len(heads))))
            continue
        note = [_("printed figure")] if moment.printed is not None else []
        note += [moment.breaks] if moment.breaks else []
        cells = (value.text, value.range or _("not known"), _n(moment), "; ".join(note))
        rows.append((Cell(moment.when), *map(Cell, cells)))
    return Table(title, heads, tuple(rows))


def _levels(
    points: tuple[int, ...], measure: Measure, height: Callable[[float], float]
) -> Sequence[Level]:
    low, high = ends(points, measure)
    middle = (low + high) / 2
    return [
        Level(_em(height(value)), Value(measure, value, None).text, _em(height(value) - 0.25))
        for value in (low, middle, high)
        if measure is not Measure.MEAN or value == int(value)
    ]


def _x(number: int, of: int) -> str:
    return f"{FIRST + (WIDTH * number / (of - 1) if of > 1 else WIDTH / 2):.1f}%"


def _em(value: float) -> str:
    return f"{value:.2f}em"
