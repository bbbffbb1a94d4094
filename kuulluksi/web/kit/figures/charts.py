"""Charts of figures that may be shown: lengths in per cent of the width, so that text keeps its
size, and beside each the same numbers as a table. What is hidden is told in words.

`distribution` is of scales, `shares` of choices, `means` of one measure on its whole scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure, headline
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.figures.presenters import (
    MINUS,
    Value,
    hundredths,
    named,
    share_of,
    value_of,
    whole,
)

MOST = 11
"""A scale with more points is no bar: its mean stands alone."""

COLOURS: Mapping[int, str] = {2: "53", 3: "531", 4: "5421", 5: "54321"}
"""The colours of so many bands, from the highest."""


@dataclass(frozen=True)
class Line:
    """One line of a chart: what it is called, what may be shown of it, and else why not."""

    name: str
    published: Published
    why: str = ""
    # Where more is told of it.
    link: str = ""
    # How many stand on the list that the answers are a sample of.
    population: int | None = None


@dataclass(frozen=True)
class Segment:
    """A part of a bar; the number stands inside where there is room."""

    css: str
    x: str
    width: str
    text: str
    middle: str


@dataclass(frozen=True)
class Mark:
    """A point, and its interval where one is known."""

    x: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Row:
    name: str
    link: str
    # Why nothing is shown; then nothing else is said.
    hidden: str
    told: str = ""
    n: str = ""
    words: str = ""
    segments: tuple[Segment, ...] = ()
    mark: Mark | None = None
    # The other numbers of the same answers.
    besides: str = ""


@dataclass(frozen=True)
class Tick:
    x: str
    text: str
    # Where the text is anchored: "", "mid" or "end".
    anchor: str


@dataclass(frozen=True)
class Cell:
    text: str
    # Hidden: why, over so many columns.
    veiled: int = 0


@dataclass(frozen=True)
class Table:
    """The numbers of a chart. The first column of a row is its name."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Key:
    """What a colour of a bar means."""

    css: str
    text: str


@dataclass(frozen=True)
class Chart:
    """`id` is unique on its page; `kind` is "distribution", "shares" or "means"."""

    id: str
    kind: str
    title: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    table: Table
    key: tuple[Key, ...] = ()
    # What the point and its interval are of.
    point: str = ""
    # A line that all are seen against, and what it is.
    reference: str = ""
    against: str = ""
    # Why nothing of it is shown; then there is no picture.
    hidden: str = ""


@dataclass(frozen=True)
class Band:
    """Points of a scale that share a colour."""

    low: int
    high: int
    css: str
    text: str


def bands(points: tuple[int, ...], labels: Sequence[str]) -> tuple[Band, ...]:
    """The parts of a bar from the highest: each point by itself, or where there are more than five,
    in five. A recommendation has its own three: 9–10, 7–8 and 0–6."""
    if points == tuple(range(11)):
        cuts = [(9, 10), (7, 8), (0, 6)]
    elif points == tuple(range(4, 11)):
        cuts = [(9, 10), (8, 8), (7, 7), (6, 6), (4, 5)]
    elif len(points) <= max(COLOURS):
        cuts = [(point, point) for point in reversed(points)]
    else:
        edges = [round(part * len(points) / 5) for part in range(6)]
        cuts = [(points[a], points[b - 1]) for a, b in pairwise(edges)]
        cuts.reverse()
    said = dict(zip(points, labels, strict=True))
    return tuple(
        Band(low, high, colour, said[low] if low == high else f"{low}\N{EN DASH}{high}")
        for (low, high), colour in zip(cuts, COLOURS[len(cuts)], strict=True)
    )


def distribution(
    id_: str,
    title: str,
    lines: Sequence[Line],
    points: tuple[int, ...],
    labels: Sequence[str],
    top: str = "",
) -> Chart:
    """`labels`: `Naming.points`, `top`: `Naming.top`. For scales of at most `MOST` points.

    Raises ValueError when a line has another scale.
    """
    parts = bands(points, labels)
    rows: list[Row] = []
    cells: list[tuple[Cell, ...]] = []
    kinds = [kind for kind in Measure if value_of(_any(points), kind)]
    heads = (*(band.text for band in parts), *(_head(kind, top) for kind in kinds), _("n"))
    for line in lines:
        counts = _checked(line, points)
        if counts is None:
            rows.append(Row(line.name, line.link, line.why))
            cells.append((Cell(line.name), Cell(line.why, len(heads))))
            continue
        found = {kind: value_of(counts, kind, line.population) for kind in kinds}
        values = [value for value in found.values() if value]
        main = found.get(headline(counts).main) or values[0]
        shares = [counts.number(band.low, band.high) / counts.n for band in parts]
        told = [f"{hundredths(share)}\N{NO-BREAK SPACE}%" for share in shares]
        share = found.get(Measure.SHARE)
        rows.append(
            Row(
                line.name,
                line.link,
                "",
                named(main, top),
                whole(counts.n),
                "; ".join(f"{b.text}: {said}" for b, said in zip(parts, told, strict=True)),
                tuple(_segments(parts, shares)),
                _mark(share) if share else None,
                ", ".join(named(each, top) for each in values if each is not main),
            )
        )
        texts = (*told, *(value.told for value in values), whole(counts.n))
        cells.append((Cell(line.name), *map(Cell, texts)))
    return Chart(
        id_,
        "distribution",
        title,
        tuple(rows),
        PERCENT,
        Table(title, heads, tuple(cells)),
        tuple(Key(band.css, band.text) for band in parts),
        f"{NAMES[Measure.SHARE]()} ({top})" if top else "",
        hidden=hidden_alike(lines),
    )


def shares(id_: str, title: str, lines: Sequence["Part"]) -> Chart:
    """Of each line the share that it has of all who answered."""
    if hidden := hidden_alike(lines):
        lines = [Part(title, Published(None), hidden)]
    rows: list[Row] = []
    cells: list[tuple[Cell, ...]] = []
    for part in lines:
        counts = part.published.counts
        if counts is None or not counts.n:
            rows.append(Row(part.name, part.link, part.why))
            cells.append((Cell(part.name), Cell(part.why, 2)))
            continue
        value = share_of(counts.number(part.point, part.point), counts.n, part.population)
        width = f"{100 * value.value:.1f}%"
        bar = (Segment("v5", "0%", width, "", ""), Segment("v3", width, _rest(value), "", ""))
        words = f"{part.name}: {value.told}"
        rows.append(
            Row(part.name, part.link, "", value.text, whole(counts.n), words, bar, _mark(value))
        )
        cells.append((Cell(part.name), Cell(value.told), Cell(whole(counts.n))))
    table = Table(title, (_("Share of those who answered"), _("n")), tuple(cells))
    point = "" if hidden else _("Share")
    return Chart(id_, "shares", title, tuple(rows), PERCENT, table, point=point, hidden=hidden)


def hidden_alike(lines: Sequence[Line]) -> str:
    """Why nothing of a picture is shown, said once; empty where something is."""
    return lines[0].why if lines and not any(line.published for line in lines) else ""


@dataclass(frozen=True)
class Part(Line):
    """A line of `shares`: those who chose this point of the scale."""

    point: int = 1


def means(
    id_: str,
    title: str,
    lines: Sequence[Line],
    points: tuple[int, ...],
    measure: Measure = Measure.MEAN,
    *,
    reference: float | None = None,
    against: str = "",
) -> Chart:
    """Points with intervals on the whole scale: means, or another measure that the scale has.
    `reference`: what all are seen against, in units of the measure, and what that is.

    Raises ValueError when a line has another scale.
    """
    low, high = ends(points, measure)
    rows: list[Row] = []
    cells: list[tuple[Cell, ...]] = []
    heads = (str(NAMES[measure]()), _("95 % interval"), _("n"))
    for line in lines:
        counts = _checked(line, points)
        value = None if counts is None else value_of(counts, measure, line.population)
        if counts is None or value is None:
            rows.append(Row(line.name, line.link, line.why))
            cells.append((Cell(line.name), Cell(line.why, len(heads))))
            continue
        words = f"{line.name}: {value.told}"
        mark = _mark(value, low, high)
        rows.append(Row(line.name, line.link, "", value.text, whole(counts.n), words, (), mark))
        unknown = _("not known")
        cells.append(
            (
                Cell(line.name),
                Cell(value.text),
                Cell(value.range or unknown),
                Cell(whole(counts.n)),
            )
        )
    return Chart(
        id_,
        "means",
        title,
        tuple(rows),
        scale_ticks(points, measure),
        Table(title, heads, tuple(cells)),
        point=heads[0],
        reference="" if reference is None else at(reference, low, high),
        against="" if reference is None else against,
        hidden=hidden_alike(lines),
    )


NAMES = {
    Measure.MEAN: lambda: _("Mean"),
    Measure.SHARE: lambda: _("Share"),
    Measure.NPS: lambda: _("Recommendation (NPS)"),
}


def ends(points: tuple[int, ...], measure: Measure) -> tuple[float, float]:
    """The ends of the scale of a measure."""
    match measure:
        case Measure.MEAN:
            return points[0], points[-1]
        case Measure.SHARE:
            return 0, 1
        case Measure.NPS:
            return -1, 1


def at(value: float, low: float, high: float) -> str:
    """Where a value stands between the ends, never outside them."""
    return f"{100 * min(max((value - low) / (high - low), 0), 1):.1f}%"


def scale_ticks(points: tuple[int, ...], measure: Measure) -> tuple[Tick, ...]:
    if measure is Measure.SHARE:
        return PERCENT
    low, high = ends(points, measure)
    if measure is Measure.NPS:
        found = {-1.0: f"{MINUS}100", 0.0: "0", 1.0: "100"}
    else:
        step = max(1, round((high - low) / 10))
        found = {float(point): str(point) for point in points[::step]}
    return tuple(_tick(at(value, low, high), text) for value, text in found.items())


def _tick(x: str, text: str) -> Tick:
    return Tick(x, text, {"0.0%": "", "100.0%": "end"}.get(x, "mid"))


PERCENT = tuple(
    _tick(f"{per:.1f}%", f"{per}\N{NO-BREAK SPACE}%" if per == 100 else str(per))
    for per in (0, 25, 50, 75, 100)
)


def _checked(line: Line, points: tuple[int, ...]) -> Counts | None:
    counts = line.published.counts
    if counts is not None and counts.points != points:
        raise ValueError("Different scales do not stand in one chart.")
    return counts if counts is not None and counts.n else None


def _any(points: tuple[int, ...]) -> Counts:
    """Counts of this scale, to ask what it has numbers for."""
    return Counts(points, (1,) * len(points))


def _head(measure: Measure, top: str) -> str:
    return top or NAMES[measure]() if measure is Measure.SHARE else NAMES[measure]()


def _segments(parts: Sequence[Band], shares: Sequence[float]) -> list[Segment]:
    found, x = [], 0.0
    for band, share in zip(parts, shares, strict=True):
        width, text = 100 * share, str(hundredths(share))
        if width:
            room = width >= 4.5 * len(text)
            middle = f"{x + width / 2:.1f}%"
            segment = Segment(
                f"v{band.css}", f"{x:.1f}%", f"{width:.1f}%", text if room else "", middle
            )
            found.append(segment)
        x += width
    return found


def _rest(value: Value) -> str:
    return f"{100 - 100 * value.value:.1f}%"


def _mark(value: Value, low: float = 0, high: float = 1) -> Mark:
    x = at(value.value, low, high)
    if value.interval is None:
        return Mark(x)
    return Mark(x, at(value.interval.low, low, high), at(value.interval.high, low, high))
