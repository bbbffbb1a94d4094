"""How two groups, or two years, differ. Which two is decided beforehand, never by what is found.

Differences are always the second minus the first: what came after, minus what was before.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import special

from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.intervals import LEAST, LEVEL, Interval, of_share, t_for

WAVES = 4
"""A line through fewer waves than this has next to nothing that could speak against it."""


@dataclass(frozen=True)
class Test:
    """`statistic` on `df` degrees of freedom (None: normal), two-sided `p`."""

    statistic: float
    df: float | None
    p: float


@dataclass(frozen=True)
class Difference:
    """A difference with its interval; `test` is of no difference at all."""

    value: float
    interval: Interval
    test: Test


def means(one: Counts, other: Counts, *, level: float = LEVEL) -> Difference | None:
    """Welch's t (Welch 1947): the spreads need not be alike. None when either side has fewer than
    `LEAST` answers, or no side any spread."""
    if min(one.n, other.n) < LEAST:
        return None
    errors = [_square(one) / one.n, _square(other) / other.n]
    if not sum(errors):
        return None
    value = _gap(one, other)
    error = math.sqrt(sum(errors))
    df = sum(errors) ** 2 / sum(
        part**2 / (each.n - 1) for part, each in zip(errors, (one, other), strict=True)
    )
    half = t_for(level, df) * error
    t = value / error
    p = float(2 * special.stdtr(df, -abs(t)))
    return Difference(value, Interval(value - half, value + half), Test(t, df, p))


def shares(a: int, n: int, b: int, m: int, *, level: float = LEVEL) -> Difference | None:
    """The share b of m minus the share a of n: Newcombe's hybrid score interval (Newcombe 1998,
    Statistics in Medicine 17:873–890, method 10), and the pooled score test. None when a side is
    empty."""
    first, second = of_share(a, n, level=level), of_share(b, m, level=level)
    if first is None or second is None:
        return None
    p, q = a / n, b / m
    low = math.hypot(q - second.low, first.high - p)
    high = math.hypot(second.high - q, p - first.low)
    pooled = (a + b) / (n + m)
    error = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    z = (q - p) / error if error else 0.0
    interval = Interval(q - p - low, q - p + high)
    return Difference(q - p, interval, Test(z, None, float(2 * special.ndtr(-abs(z)))))


def brunner_munzel(one: Counts, other: Counts) -> Test | None:
    """Whether an answer of the other group tends to be higher, without asking how far apart points
    lie (Brunner and Munzel 2000, Biometrical Journal 42:17–25), on t. None where a side has fewer
    than `LEAST` answers, or where the groups do not overlap, so that nothing varies."""
    if min(one.n, other.n) < LEAST:
        return None
    pooled = (one + other).midranks
    spreads, middles = [], []
    for each in (one, other):
        middle = sum(r * k for r, k in zip(pooled, each.numbers, strict=True)) / each.n
        placed = [
            r - o - middle + (each.n + 1) / 2 for r, o in zip(pooled, each.midranks, strict=True)
        ]
        square = sum(d * d * k for d, k in zip(placed, each.numbers, strict=True)) / (each.n - 1)
        spreads.append(each.n * square)
        middles.append(middle)
    if not sum(spreads):
        return None
    n, m = one.n, other.n
    statistic = n * m * (middles[1] - middles[0]) / ((n + m) * math.sqrt(sum(spreads)))
    df = sum(spreads) ** 2 / (spreads[0] ** 2 / (n - 1) + spreads[1] ** 2 / (m - 1))
    return Test(statistic, df, float(2 * special.stdtr(df, -abs(statistic))))


def mann_whitney(one: Counts, other: Counts) -> Test | None:
    """The rank sum test with correction for ties and none for continuity, as SPSS prints it. None
    when a side is empty or all answers agree."""
    n, m = one.n, other.n
    both = one + other
    if not n or not m:
        return None
    ties = sum(k**3 - k for k in both.numbers)
    size = n + m
    square = n * m / 12 * (size + 1 - ties / (size * (size - 1)))
    if not square:
        return None
    ranks = sum(r * k for r, k in zip(both.midranks, other.numbers, strict=True))
    z = (ranks - m * (m + 1) / 2 - n * m / 2) / math.sqrt(square)
    return Test(z, None, float(2 * special.ndtr(-abs(z))))


def hedges_g(one: Counts, other: Counts) -> float | None:
    """The difference of means in pooled standard deviations, corrected for small samples (Hedges
    1981). None without any spread."""
    df = one.n + other.n - 2
    if min(one.n, other.n) < 2:
        return None
    square = ((one.n - 1) * _square(one) + (other.n - 1) * _square(other)) / df
    if not square:
        return None
    exact = math.exp(
        special.gammaln(df / 2) - math.log(math.sqrt(df / 2)) - special.gammaln((df - 1) / 2)
    )
    return _gap(one, other) / math.sqrt(square) * exact


def superiority(one: Counts, other: Counts) -> float | None:
    """How probably an answer drawn from the other group is the higher one, ties counted half:
    0.5 says that neither is (Vargha and Delaney 2000). None when a side is empty."""
    if not one.n or not other.n:
        return None
    below, won = 0.0, 0.0
    for mine, theirs in zip(one.numbers, other.numbers, strict=True):
        won += theirs * (below + mine / 2)
        below += mine
    return won / (one.n * other.n)


def cohens_h(p: float, q: float) -> float:
    """The effect size of two shares (Cohen 1988): 2·arcsin √q − 2·arcsin √p."""
    return 2 * math.asin(math.sqrt(q)) - 2 * math.asin(math.sqrt(p))


def trend(waves: Sequence[tuple[float, Counts]], *, level: float = LEVEL) -> Difference | None:
    """The change of the mean per unit of time over `WAVES` waves or more, (time, counts): a line
    weighted by the inverse square of each wave's standard error, tested by t on the waves, so that
    what varies between waves beyond sampling counts too. None for fewer waves, or when a wave has
    fewer than `LEAST` answers or no spread."""
    if len(waves) < WAVES or any(each.n < LEAST or not each.variance for _, each in waves):
        return None
    weights = [each.n / _square(each) for _, each in waves]
    size = sum(weights)
    middle = sum(w * t for w, (t, _) in zip(weights, waves, strict=True)) / size
    level_of = sum(w * _mean(each) for w, (_, each) in zip(weights, waves, strict=True)) / size
    spread = sum(w * (t - middle) ** 2 for w, (t, _) in zip(weights, waves, strict=True))
    if not spread:
        return None
    pairs = zip(weights, waves, strict=True)
    slope = sum(w * (t - middle) * (_mean(each) - level_of) for w, (t, each) in pairs) / spread
    left = sum(
        w * (_mean(each) - level_of - slope * (t - middle)) ** 2
        for w, (t, each) in zip(weights, waves, strict=True)
    )
    df = len(waves) - 2
    # Never surer than sampling alone allows.
    error = math.sqrt(max(left / df, 1.0) / spread)
    half = t_for(level, df) * error
    t = slope / error
    test = Test(t, df, float(2 * special.stdtr(df, -abs(t))))
    return Difference(slope, Interval(slope - half, slope + half), test)


def _mean(counts: Counts) -> float:
    return counts.total / counts.n


def _gap(one: Counts, other: Counts) -> float:
    """The difference of the means, exact up to its one division: equal means differ by nothing."""
    return (other.total * one.n - one.total * other.n) / (one.n * other.n)


def _square(counts: Counts) -> float:
    """The variance; 0 where there are too few answers to vary."""
    return counts.variance or 0.0
