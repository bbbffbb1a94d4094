"""What may be said of a difference: that it rose, fell, stayed the same, or that nobody knows.

`between` and `over` measure, `judged` says: of a whole family of comparisons at once, so that
nobody finds a rise by looking often enough.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kuulluksi.pure.stats import pairs
from kuulluksi.pure.stats.comparing import Comparison
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure, headline, recoded
from kuulluksi.pure.stats.intervals import LEVEL, Interval
from kuulluksi.pure.stats.many import Key, holm
from kuulluksi.pure.stats.pairs import Difference, Test

LEAST = 30
"""Fewer answers than this on either side are not compared, unless the authority's policy says more.
The published ratings of others start there too (Press Ganey)."""

ALPHA = 0.05
"""How often chance may pass for a finding."""


class Verdict(StrEnum):
    """UNCERTAIN: the difference cannot be told from chance, and is not shown to be small either."""

    ROSE = "rose"
    FELL = "fell"
    UNCHANGED = "unchanged"
    UNCERTAIN = "uncertain"
    TOO_FEW = "too-few"
    NOT_COMPARABLE = "not-comparable"


class Size(StrEnum):
    """How large an effect is, by Cohen (1988, 2.2.3 and 6.2.2): from 0.2 small, from 0.5 medium,
    from 0.8 large, for standardised means and for shares alike. Below that, slight."""

    SLIGHT = "slight"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


def size(effect: float) -> Size:
    bounds = ((0.8, Size.LARGE), (0.5, Size.MEDIUM), (0.2, Size.SMALL))
    return next((word for bound, word in bounds if abs(effect) >= bound), Size.SLIGHT)


def bound(counts: Counts, measure: Measure) -> float:
    """What counts as no change worth telling, in units of the measure.

    For a share 5 percentage points and for NPS 10: one client in twenty thinks otherwise, in NPS
    wholly otherwise. For a mean a sixteenth of the width of the scale, 0.25 on 1–5: one client in
    four answers one point otherwise, about a small effect where answers spread by one point.
    """
    if measure is Measure.MEAN:
        return (counts.points[-1] - counts.points[0]) / 16
    return 0.05 if measure is Measure.SHARE else 0.1


@dataclass(frozen=True)
class Measured:
    """A difference that is not judged yet, the second minus the first, of a trend from its first
    wave to its last; in units of the measure.

    `difference` is None where none was measured: not comparable, too few answers, or answers that
    all agree. `same`: shown to lie inside ±`bound` by two one-sided tests at `ALPHA` (Schuirmann
    1987); merely finding no difference is not enough. `effect` is Hedges' g of means and of NPS,
    Cohen's h of shares. `ordinal` compares means once more, by ranks alone. A trend has neither.
    """

    measure: Measure
    comparison: Comparison
    enough: bool
    bound: float
    difference: Difference | None = None
    same: bool = False
    effect: float | None = None
    ordinal: Test | None = None


@dataclass(frozen=True)
class Change:
    """What may be said. `p` is after Holm, over the whole family; None where nothing was tested."""

    measured: Measured
    p: float | None
    verdict: Verdict

    @property
    def value(self) -> float | None:
        difference = self.measured.difference
        return difference.value if difference else None

    @property
    def interval(self) -> Interval | None:
        """Of this difference alone, 95 %: a family's verdict may doubt what it seems to show."""
        difference = self.measured.difference
        return difference.interval if difference else None

    @property
    def size(self) -> Size | None:
        return None if self.measured.effect is None else size(self.measured.effect)


def between(
    one: Counts,
    other: Counts,
    comparison: Comparison,
    *,
    measure: Measure | None = None,
    least: int = LEAST,
) -> Measured:
    """From one figure to the other, by the main measure of the scale unless another is named. Which
    two is decided beforehand: the wave before and this one, the rest of the parent and the unit,
    the other groups and this group. Then ROSE reads "is higher".

    Raises ValueError for different scales, unless they were refused.
    """
    measure = measure or headline(one).main
    found = Measured(measure, comparison, min(one.n, other.n) >= least, bound(one, measure))
    if comparison.refused or not found.enough:
        return found
    if one.points != other.points:
        raise ValueError("Different scales are not compared.")
    one, other = recoded(one, measure), recoded(other, measure)
    narrow = _difference(one, other, measure, 1 - 2 * ALPHA)
    return replace(
        found,
        difference=_difference(one, other, measure, LEVEL),
        same=_inside(narrow, found.bound),
        effect=_effect(one, other, measure),
        ordinal=pairs.brunner_munzel(one, other) if measure is Measure.MEAN else None,
    )


def over(
    waves: Sequence[tuple[date, Counts]],
    comparison: Comparison,
    *,
    measure: Measure | None = None,
    least: int = LEAST,
) -> Measured:
    """Along a line through all waves, each with the middle day of its period, in order of time.
    Fewer than `pairs.WAVES` are too few, as is a wave with too few answers.

    Raises ValueError unless there are waves and their days ascend, and for different scales unless
    they were refused.
    """
    days = [day for day, _ in waves]
    if not days or days != sorted(set(days)):
        raise ValueError("The days of the waves ascend.")
    (first, counts), (last, _) = waves[0], waves[-1]
    measure = measure or headline(counts).main
    enough = len(waves) >= pairs.WAVES and all(each.n >= least for _, each in waves)
    found = Measured(measure, comparison, enough, bound(counts, measure))
    if comparison.refused or not enough:
        return found
    if any(each.points != counts.points for _, each in waves):
        raise ValueError("Different scales are not compared.")
    line = [((day - first) / (last - first), recoded(each, measure)) for day, each in waves]
    narrow = pairs.trend(line, level=1 - 2 * ALPHA)
    return replace(found, difference=pairs.trend(line), same=_inside(narrow, found.bound))


def judged(family: Mapping[Key, Measured]) -> dict[Key, Change]:
    """The verdict on each of a family, by its key.

    The family is fixed before anything is looked at: every item of the instrument, for every type
    of comparison (with the wave before, the rest of the parent, another group), for every unit of
    one wave. What a page filters out or does not show belongs to it all the same. What may not be
    shown or compared does not: it was never tested, so chance could not have found it.

    ROSE and FELL need p below `ALPHA` after Holm, so that at most one family in twenty has any
    false one; an interval off zero; and, of means, ranks that point the same way, since points need
    not lie equally far apart. They come before UNCHANGED: a small difference that is no chance is
    told as what it is. UNCHANGED is not adjusted for the family: each alone is false at most once
    in twenty times.
    """
    found = {key: each.difference for key, each in family.items()}
    p = holm({key: each.test.p for key, each in found.items() if each})
    return {
        key: Change(each, p.get(key), _verdict(each, p.get(key))) for key, each in family.items()
    }


def _verdict(measured: Measured, p: float | None) -> Verdict:
    if measured.comparison.refused:
        return Verdict.NOT_COMPARABLE
    if not measured.enough:
        return Verdict.TOO_FEW
    if measured.difference is None or p is None:
        return Verdict.UNCERTAIN
    value, ordinal = measured.difference.value, measured.ordinal
    agreed = ordinal is None or ordinal.statistic * value > 0
    if p < ALPHA and 0 not in measured.difference.interval and agreed:
        return Verdict.ROSE if value > 0 else Verdict.FELL
    return Verdict.UNCHANGED if measured.same else Verdict.UNCERTAIN


def _difference(one: Counts, other: Counts, measure: Measure, level: float) -> Difference | None:
    if measure is Measure.SHARE:
        return pairs.shares(one.total, one.n, other.total, other.n, level=level)
    return pairs.means(one, other, level=level)


def _effect(one: Counts, other: Counts, measure: Measure) -> float | None:
    if measure is Measure.SHARE:
        return pairs.cohens_h(one.total / one.n, other.total / other.n)
    return pairs.hedges_g(one, other)


def _inside(narrow: Difference | None, most: float) -> bool:
    return narrow is not None and -most < narrow.interval.low <= narrow.interval.high < most
