"""What changed after a measure: here, in comparable places without it, and how far apart these lie.

Measures begin where figures are low, and low figures rise by themselves (Galton 1886). So a change
is told beside that of places that began as low, and as what came after, never as what came of it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from scipy import special

from kuulluksi.pure.stats import changes, pairs
from kuulluksi.pure.stats.changes import ALPHA, Change, Measured
from kuulluksi.pure.stats.comparing import Comparison
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure, headline, recoded
from kuulluksi.pure.stats.intervals import LEAST, LEVEL, Interval, t_for
from kuulluksi.pure.stats.pairs import Difference, Test

Key = TypeVar("Key")

Four = tuple[Counts, Counts, Counts, Counts]
"""Before and after here, before and after in comparable places."""

NEAR = 2
"""Places are comparable when they began no further apart than so many times what counts as no
change: 10 percentage points, 20 points of NPS, an eighth of the width of a scale."""


class Verdict(StrEnum):
    """What may be said of a change, or of how far apart two changes lie. BETTER and WORSE: in the
    direction that was named beforehand, or in the other; of two changes, more than elsewhere or
    less. ABSENT: shown to be smaller than what is worth telling; UNSEEN: not to be told from
    chance, and not shown to be small either. NONE: there is nowhere to compare with."""

    BETTER = "better"
    WORSE = "worse"
    ABSENT = "absent"
    UNSEEN = "unseen"
    TOO_FEW = "too-few"
    NOT_COMPARABLE = "not-comparable"
    HIDDEN = "hidden"
    NONE = "none"


FOUND: Mapping[changes.Verdict, Verdict] = {
    changes.Verdict.ROSE: Verdict.BETTER,
    changes.Verdict.FELL: Verdict.WORSE,
    changes.Verdict.UNCHANGED: Verdict.ABSENT,
    changes.Verdict.UNCERTAIN: Verdict.UNSEEN,
    changes.Verdict.TOO_FEW: Verdict.TOO_FEW,
    changes.Verdict.NOT_COMPARABLE: Verdict.NOT_COMPARABLE,
}
"""Where a rise was hoped for."""

TURNED: Mapping[Verdict, Verdict] = {
    Verdict.BETTER: Verdict.WORSE,
    Verdict.WORSE: Verdict.BETTER,
}
"""Where a fall was hoped for."""


@dataclass(frozen=True)
class Sides:
    """One figure before and after a measure, and comparable places put together in the same two
    waves. None: hidden; of the others also that there are none. `upwards`: a rise is hoped for."""

    before: Counts | None
    after: Counts | None
    others_before: Counts | None = None
    others_after: Counts | None = None
    comparison: Comparison = field(default_factory=Comparison)
    upwards: bool = True
    measure: Measure | None = None


@dataclass(frozen=True)
class Seen:
    """What may be said of one figure. `own`: its change, `gap`: its change minus the others', both
    judged in one family; None where they were not measured. `others`: the others' change, which is
    told and not judged."""

    measure: Measure
    bound: float
    verdict: Verdict
    apart: Verdict
    own: Change | None = None
    gap: Change | None = None
    others: Difference | None = None


def judged(family: Mapping[Key, Sides], *, least: int, waiting: int = 0) -> dict[Key, Seen]:
    """The verdicts on all figures that a measure should move, by key.

    One family (Holm): the change of each figure, and how far it lies from that of the others.
    `waiting`: how many figures were named and are not measured yet. They are counted as if they had
    shown nothing, so that a change that was told is not taken back when they are measured.
    """
    tests: dict[tuple[Key, str], Measured] = {}
    for key, sides in family.items():
        if (own := _own(sides, least)) is not None:
            tests[key, "own"] = own
            if (gap := _gap(sides, own, least)) is not None:
                tests[key, "gap"] = gap
    dull: Sequence[Measured] = 2 * waiting * (NOTHING,)
    found = changes.judged({**tests, **dict(enumerate(dull))})
    return {
        key: _seen(sides, found.get((key, "own")), found.get((key, "gap")))
        for key, sides in family.items()
    }


NOTHING = Measured(
    Measure.MEAN,
    Comparison(),
    enough=True,
    bound=0.0,
    difference=Difference(0.0, Interval(-1.0, 1.0), Test(0.0, None, 1.0)),
)
"""A test that has found nothing."""


def near(one: Counts, other: Counts, measure: Measure) -> bool:
    """Whether two places began at the same level, give or take `NEAR` bounds."""
    if one.points != other.points:
        return False
    here, there = recoded(one, measure).mean, recoded(other, measure).mean
    if here is None or there is None:
        return False
    return abs(here - there) <= NEAR * changes.bound(one, measure) + 1e-12


def apart(four: Four, measure: Measure, *, level: float = LEVEL) -> Difference | None:
    """How much more a figure changed than the others: the difference of the two differences.

    Of means and NPS: t with the degrees of freedom of Welch and Satterthwaite (Satterthwaite 1946)
    over all four groups; None when one has fewer than `intervals.LEAST` answers, or none any
    spread. Of shares: the interval is put together of Newcombe's two (MOVER; Zou and Donner 2008,
    Statistics in Medicine 27:1693–1702), so that it is Newcombe's where the others stand still; the
    test is that of Price and Bonett for a linear function of shares (2004, Computational Statistics
    and Data Analysis 45:449–456). None when a side is empty.
    """
    groups = [recoded(each, measure) for each in four]
    if measure is Measure.SHARE:
        return _of_shares(groups, level)
    return _of_means(groups, level)


SIGNS = (-1, 1, 1, -1)
"""Of the `Four`: after minus before, minus the same of the others."""


def _of_means(groups: Sequence[Counts], level: float) -> Difference | None:
    if min(each.n for each in groups) < LEAST:
        return None
    errors = [(each.variance or 0.0) / each.n for each in groups]
    if not sum(errors):
        return None
    value = sum(sign * each.total / each.n for sign, each in zip(SIGNS, groups, strict=True))
    error = math.sqrt(sum(errors))
    df = sum(errors) ** 2 / sum(
        part**2 / (each.n - 1) for part, each in zip(errors, groups, strict=True)
    )
    half = t_for(level, df) * error
    t = value / error
    p = float(2 * special.stdtr(df, -abs(t)))
    return Difference(value, Interval(value - half, value + half), Test(t, df, p))


def _of_shares(groups: Sequence[Counts], level: float) -> Difference | None:
    before, after, others_before, others_after = groups
    here = pairs.shares(before.total, before.n, after.total, after.n, level=level)
    there = pairs.shares(
        others_before.total, others_before.n, others_after.total, others_after.n, level=level
    )
    if here is None or there is None:
        return None
    value = here.value - there.value
    low = math.hypot(here.value - here.interval.low, there.interval.high - there.value)
    high = math.hypot(here.interval.high - here.value, there.value - there.interval.low)
    return Difference(value, Interval(value - low, value + high), _price_bonett(groups))


def _price_bonett(groups: Sequence[Counts]) -> Test:
    """Each side with 4/k added answers, half of them yes, k being the number of sides."""
    more = 4 / len(groups)
    shares = [(each.total + more / 2) / (each.n + more) for each in groups]
    error = math.sqrt(
        sum(p * (1 - p) / (each.n + more) for p, each in zip(shares, groups, strict=True))
    )
    z = sum(sign * p for sign, p in zip(SIGNS, shares, strict=True)) / error
    return Test(z, None, float(2 * special.ndtr(-abs(z))))


def _own(sides: Sides, least: int) -> Measured | None:
    """None where a side is hidden, and nothing is known of whether it may be compared."""
    if sides.before is None or sides.after is None:
        return None
    return changes.between(
        sides.before, sides.after, sides.comparison, measure=sides.measure, least=least
    )


def _gap(sides: Sides, own: Measured, least: int) -> Measured | None:
    """None where there are no others, or this figure itself is not compared."""
    before, after = sides.before, sides.after
    others_before, others_after = sides.others_before, sides.others_after
    if before is None or after is None or others_before is None or others_after is None:
        return None
    if own.comparison.refused or not own.enough:
        return None
    enough = min(others_before.n, others_after.n) >= least
    found = Measured(own.measure, own.comparison, enough, own.bound)
    if not enough:
        return found
    four = before, after, others_before, others_after
    narrow = apart(four, own.measure, level=1 - 2 * ALPHA)
    same = narrow is not None and (
        -own.bound < narrow.interval.low <= narrow.interval.high < own.bound
    )
    return replace(found, difference=apart(four, own.measure), same=same)


def _seen(sides: Sides, own: Change | None, gap: Change | None) -> Seen:
    known = sides.before or sides.after
    measure = sides.measure or (headline(known).main if known else Measure.MEAN)
    bound = changes.bound(known, measure) if known else 0.0
    refused = sides.comparison.refused is not None
    return Seen(
        measure,
        bound,
        Verdict.NOT_COMPARABLE if refused else _verdict(own, sides, Verdict.HIDDEN),
        _verdict(gap, sides, Verdict.NONE),
        own,
        gap,
        None if refused else _elsewhere(sides, measure),
    )


def _elsewhere(sides: Sides, measure: Measure) -> Difference | None:
    """How the others changed."""
    if sides.others_before is None or sides.others_after is None:
        return None
    one, other = recoded(sides.others_before, measure), recoded(sides.others_after, measure)
    if measure is Measure.SHARE:
        return pairs.shares(one.total, one.n, other.total, other.n)
    return pairs.means(one, other)


def _verdict(change: Change | None, sides: Sides, absent: Verdict) -> Verdict:
    if change is None:
        return absent
    found = FOUND[change.verdict]
    return found if sides.upwards else TURNED.get(found, found)
