"""A figure as it is read: its numbers as texts in the reader's language, or why it is hidden."""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from kuulluksi.figures.queries import Figure
from kuulluksi.pure.stats import intervals
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure, headline
from kuulluksi.pure.stats.intervals import Interval
from kuulluksi.pure.stats.published import Published

MINUS = "\N{MINUS SIGN}"
NARROW = 5
"""On a scale that is not longer than this, means are told with two decimals."""


def whole(number: int) -> str:
    """ "1 846" """
    return str(formats.number_format(number, force_grouping=True)).replace("-", MINUS)


def decimal(value: float, places: int) -> str:
    """ "8,1" in Finnish, halves up; a minus is a minus sign."""
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = formats.number_format(abs(rounded), decimal_pos=places, force_grouping=True)
    return f"{MINUS}{text}" if rounded < 0 else str(text)


def hundredths(value: float) -> int:
    """A share in whole per cent, halves up."""
    return math.floor(100 * value + 0.5 + 1e-9)


def places_of(points: tuple[int, ...]) -> int:
    """How many decimals a mean on this scale is told with."""
    return 2 if len(points) <= NARROW else 1


@dataclass(frozen=True)
class Value:
    """One number of a figure. A mean is in points of its scale, a share 0 to 1, NPS −1 to 1."""

    measure: Measure
    value: float
    interval: Interval | None
    places: int = 0

    @property
    def number(self) -> str:
        """Without its unit: "76", "8,1", "−12"."""
        return self._said(self.value)

    @property
    def text(self) -> str:
        """ "76 %" """
        return f"{self.number}\N{NO-BREAK SPACE}%" if self.unit else self.number

    @property
    def unit(self) -> str:
        return "%" if self.measure is Measure.SHARE else ""

    @property
    def range(self) -> str:
        """ "68–82", or nothing where no interval is known."""
        if self.interval is None:
            return ""
        low, high = self._said(self.interval.low), self._said(self.interval.high)
        dash = "\N{NO-BREAK SPACE}\N{EN DASH} " if low.startswith(MINUS) else "\N{EN DASH}"
        return f"{low}{dash}{high}"

    @property
    def told(self) -> str:
        """ "76 % (68–82)" """
        return f"{self.text} ({self.range})" if self.range else self.text

    def _said(self, value: float) -> str:
        if self.measure is Measure.MEAN:
            return decimal(value, self.places)
        return whole(hundredths(value))


def value_of(counts: Counts, measure: Measure, population: int | None = None) -> Value | None:
    """None where the scale has no such number, or nobody answered. `population`: how many stand on
    the list of which these are a sample."""
    if not counts.n:
        return None
    match measure:
        case Measure.MEAN:
            return mean_of(counts, population)
        case Measure.SHARE:
            lowest = headline(counts).top
            return None if lowest is None else share_of(counts.number(lowest), counts.n, population)
        case Measure.NPS:
            if counts.points != tuple(range(11)) or counts.nps is None:
                return None
            return Value(measure, counts.nps, intervals.of_nps(counts))


def mean_of(counts: Counts, population: int | None = None) -> Value:
    """Of counts that are not empty."""
    interval = intervals.of_mean(counts, population=population)
    return Value(Measure.MEAN, counts.total / counts.n, interval, places_of(counts.points))


def share_of(number: int, n: int, population: int | None = None) -> Value:
    """The share of `number` among `n`, which is not 0."""
    interval = intervals.of_share(number, n, population=population)
    return Value(Measure.SHARE, number / n, interval)


def why_hidden(least: int) -> str:
    """Which of its three reasons it has is not told either: that would tell of the answers."""
    return _(
        "Not shown. Fewer than %(least)d answered, all answered alike, or the number could be"
        " worked out from others."
    ) % {"least": least}


@dataclass(frozen=True)
class Reading:
    """What a template tells of one figure. `hidden` says why nothing is shown; then nothing is."""

    hidden: str
    n: str = ""
    mean: Value | None = None
    share: Value | None = None
    nps: Value | None = None
    # What stands first: one of the three.
    main: Value | None = None


def read(published: Published, least: int, population: int | None = None) -> Reading:
    counts = published.counts
    if counts is None or not counts.n:
        return Reading(why_hidden(least))
    found = {measure: value_of(counts, measure, population) for measure in Measure}
    return Reading(
        "",
        whole(counts.n),
        found[Measure.MEAN],
        found[Measure.SHARE],
        found[Measure.NPS],
        found[headline(counts).main],
    )


def reading(figure: Figure, population: int | None = None) -> Reading:
    return read(figure.published, figure.release.least, population)


def named(value: Value, top: str = "") -> str:
    """A number with what it is of: "76 % agree", "mean 3,94", "NPS 34"."""
    match value.measure:
        case Measure.MEAN:
            return _("mean %(number)s") % {"number": value.text}
        case Measure.NPS:
            return _("recommendation (NPS) %(number)s") % {"number": value.text}
    return f"{value.text} {top}".strip()
