"""Single figures as cells: shares with what they are of, and the figure that stands for answers."""

from kuulluksi.pure.statement.sheets import HIDDEN, Cell, Unit, shown
from kuulluksi.pure.stats import intervals
from kuulluksi.pure.stats.changes import Change
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure, headline, recoded
from kuulluksi.pure.stats.intervals import Interval
from kuulluksi.pure.stats.pairs import Difference

UNITS = {Measure.MEAN: Unit.MEAN, Measure.SHARE: Unit.SHARE, Measure.NPS: Unit.NPS}
APART = {Measure.MEAN: Unit.MEAN, Measure.SHARE: Unit.POINTS, Measure.NPS: Unit.NPS}
"""In what a difference of two figures is told."""

DECIMALS = {Measure.MEAN: 2, Measure.SHARE: 0, Measure.NPS: 0}
NARROW = 5
"""On a scale that is longer than this, means are told with one decimal."""

MOST_DECIMALS = 3


def share(number: int, n: int, *, sampled: bool = False, cautions: tuple[str, ...] = ()) -> Cell:
    """A share of all; "100 %" means every one and "0 %" none, never nearly. `sampled`: not
    everybody told, so it has an interval."""
    value = number / n
    found = intervals.of_share(number, n) if sampled else None
    decimals = 0
    while 0 < number < n and decimals < MOST_DECIMALS and round(100 * value, decimals) in (0, 100):
        decimals += 1
    return _cell(value, Unit.SHARE, decimals, n, found, cautions)


def figure(
    counts: Counts | None,
    measure: Measure,
    cautions: tuple[str, ...] = (),
    *,
    population: int | None = None,
) -> Cell:
    """The figure that stands for answers, with its interval; hidden where they are. `population`:
    how many stand on the list of which these are a sample."""
    if counts is None or not counts.n:
        return HIDDEN
    match measure:
        case Measure.MEAN:
            found = intervals.of_mean(counts, population=population)
        case Measure.SHARE:
            lowest = headline(counts).top or counts.points[-1]
            found = intervals.of_share(counts.number(lowest), counts.n, population=population)
        case _:
            found = intervals.of_nps(counts)
    value = recoded(counts, measure).mean or 0.0
    long = measure is Measure.MEAN and len(counts.points) > NARROW
    decimals = 1 if long else DECIMALS[measure]
    return _cell(value, UNITS[measure], decimals, counts.n, found, cautions)


def change(
    found: Change | Difference | None, measure: Measure, cautions: tuple[str, ...] = ()
) -> Cell:
    """How much a figure changed: of shares in percentage points."""
    if found is None or found.value is None:
        return Cell()
    return _cell(found.value, APART[measure], DECIMALS[measure], None, found.interval, cautions)


def _cell(
    value: float,
    unit: Unit,
    decimals: int,
    n: int | None,
    interval: Interval | None,
    cautions: tuple[str, ...],
) -> Cell:
    low, high = (interval.low, interval.high) if interval else (None, None)
    told = {"decimals": decimals, "n": n, "low": low, "high": high, "cautions": cautions}
    return shown(value, unit, **told)
