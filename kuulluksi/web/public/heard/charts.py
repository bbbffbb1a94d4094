"""Bars of what became of voices, by thirds of a year or by places, each with its table. They tell
of all voices and not of a sample: an interval stands only where givers chose to tell something."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kuulluksi.pure.stats import intervals
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.web.kit.figures.charts import (
    PERCENT,
    Cell,
    Chart,
    Key,
    Line,
    Mark,
    Row,
    Segment,
    Table,
    at,
    hidden_alike,
)
from kuulluksi.web.kit.figures.presenters import hundredths, whole

ROOM = 4.5
"""So many per cent of the width a digit needs."""


@dataclass(frozen=True)
class Band:
    """A part of a bar: the points that it is made of, and what they mean."""

    low: int
    high: int
    css: str
    text: str

    def of(self, counts: Counts) -> int:
        return counts.number(self.low, self.high)


def bars(
    id_: str,
    title: str,
    lines: Sequence[Line],
    bands: Sequence[Band],
    told: Callable[[Counts], str],
    point: str = "",
    n: str = "",
) -> Chart:
    """One bar of 100 % for each line. `told`: what stands above it. `point`: what the share of the
    first band is, where it has an interval."""
    rows: list[Row] = []
    cells: list[tuple[Cell, ...]] = []
    heads = (*(band.text for band in bands), n)
    for line in lines:
        counts = line.published.counts
        if counts is None:
            rows.append(Row(line.name, line.link, line.why))
            cells.append((Cell(line.name), Cell(line.why, len(heads))))
            continue
        numbers = [band.of(counts) for band in bands]
        shares = [_percent(number, counts.n) for number in numbers]
        rows.append(
            Row(
                line.name,
                line.link,
                "",
                told(counts),
                whole(counts.n),
                "; ".join(f"{b.text}: {said}" for b, said in zip(bands, shares, strict=True)),
                tuple(_segments(bands, numbers, counts.n)),
                _mark(numbers[0], counts.n) if point else None,
            )
        )
        pairs = zip(numbers, shares, strict=True)
        texts = (*(f"{whole(number)} ({said})" for number, said in pairs), whole(counts.n))
        cells.append((Cell(line.name), *map(Cell, texts)))
    return Chart(
        id_,
        "distribution",
        title,
        tuple(rows),
        PERCENT,
        Table(title, heads, tuple(cells)),
        tuple(Key(band.css, band.text) for band in bands),
        point,
        hidden=hidden_alike(lines),
    )


def _percent(number: int, n: int) -> str:
    return f"{hundredths(number / n)}\N{NO-BREAK SPACE}%"


def _segments(bands: Sequence[Band], numbers: Sequence[int], n: int) -> list[Segment]:
    found, x = [], 0.0
    for band, number in zip(bands, numbers, strict=True):
        width, text = 100 * number / n, str(hundredths(number / n))
        if number:
            room = width >= ROOM * len(text)
            middle = f"{x + width / 2:.1f}%"
            found.append(
                Segment(f"v{band.css}", f"{x:.1f}%", f"{width:.1f}%", text if room else "", middle)
            )
        x += width
    return found


def _mark(number: int, n: int) -> Mark:
    interval = intervals.of_share(number, n)
    x = at(number / n, 0, 1)
    return Mark(x) if interval is None else Mark(x, at(interval.low, 0, 1), at(interval.high, 0, 1))
