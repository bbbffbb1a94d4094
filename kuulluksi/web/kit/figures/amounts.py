"""How differences are written: shares in per cent and their differences in percentage points, so
that what stands in one sentence adds up."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from django.utils.translation import ngettext

from kuulluksi.figures.queries.comparing import Row
from kuulluksi.pure.stats.changes import Change
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure, recoded
from kuulluksi.web.kit.figures.presenters import MINUS, decimal, places_of, whole

MORE = 2
"""So many decimals more may be told, so that a sentence adds up."""


@dataclass(frozen=True)
class Told:
    """Two figures and how far apart they are, rounded alike."""

    before: str
    after: str
    amount: str


def told(then: Counts, now: Counts, measure: Measure) -> Told:
    """Both have answers. With as few decimals as possible so that the second minus the first is
    what is told as their difference, and is not nothing where they differ."""
    before, after = value(then, measure), value(now, measure)
    first = places_for(measure, now.points)
    places = next(
        (
            each
            for each in range(first, first + MORE)
            if rounded(after, each) - rounded(before, each) == rounded(after - before, each)
            and (rounded(after - before, each) or after == before)
        ),
        first + MORE,
    )
    apart = abs(rounded(after, places) - rounded(before, places))
    return Told(
        figure(before, measure, places),
        figure(after, measure, places),
        _amount(apart, measure, places),
    )


def value(counts: Counts, measure: Measure) -> Decimal:
    """The figure in the unit in which it is written: per cent, points of NPS or of the scale."""
    parts = recoded(counts, measure)
    times = 1 if measure is Measure.MEAN else 100
    return times * Decimal(parts.total) / Decimal(parts.n)


def rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def places_for(measure: Measure, points: tuple[int, ...]) -> int:
    return places_of(points) if measure is Measure.MEAN else 0


def figure(number: Decimal, measure: Measure, places: int) -> str:
    text = decimal(float(rounded(number, places)), places)
    return f"{text}\N{NO-BREAK SPACE}%" if measure is Measure.SHARE else text


def amount(difference: float, measure: Measure, points: tuple[int, ...]) -> str:
    """A difference in units of the measure, without its sign."""
    times = 1 if measure is Measure.MEAN else 100
    number = abs(times * Decimal(repr(difference)))
    first = places_for(measure, points)
    places = next(each for each in range(first, first + 9) if rounded(number, each) or not number)
    return _amount(rounded(number, places), measure, places)


def limit(bound: float, measure: Measure) -> str:
    """Within what nothing is counted as a change, with two decimals of a mean."""
    if measure is Measure.MEAN:
        return _amount(Decimal(repr(bound)).quantize(Decimal("0.01"), ROUND_CEILING), measure, 2)
    return _amount(Decimal(round(100 * bound)), measure, 0)


def written(change: Change, row: Row) -> str:
    """A difference with its sign: "+8 percentage points"."""
    found = amount(change.value or 0, change.measured.measure, row.asked.counted.points)
    return f"{MINUS if (change.value or 0) < 0 else '+'}{found}"


def count_of(n: int) -> str:
    return f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{whole(n)}"


def _amount(number: Decimal, measure: Measure, places: int) -> str:
    text = decimal(float(number), places)
    one = 1 if text == "1" else 2
    if measure is Measure.SHARE:
        said = ngettext("%(number)s percentage point", "%(number)s percentage points", one)
    elif measure is Measure.NPS:
        said = ngettext("%(number)s point", "%(number)s points", one)
    else:
        return text
    return said % {"number": text}
