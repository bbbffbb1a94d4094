"""Whether several groups differ at all, and what is left of many tests made at once."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from scipy import special

from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.intervals import LEAST
from kuulluksi.pure.stats.pairs import Test

Key = TypeVar("Key")


def welch_anova(groups: Sequence[Counts]) -> tuple[Test, float] | None:
    """Welch's test of equal means (Welch 1951), with the degrees of freedom of the numerator beside
    it. None for fewer than two groups, or when one has fewer than `LEAST` answers or no spread."""
    if len(groups) < 2 or any(group.n < LEAST or not group.variance for group in groups):
        return None
    k = len(groups)
    weights = [group.n / (group.variance or 1.0) for group in groups]
    size = sum(weights)
    # From the lowest point, so that no digits are lost.
    middles = [(group.total - group.points[0] * group.n) / group.n for group in groups]
    middle = sum(w * m for w, m in zip(weights, middles, strict=True)) / size
    between = sum(w * (m - middle) ** 2 for w, m in zip(weights, middles, strict=True)) / (k - 1)
    lean = sum(
        (1 - w / size) ** 2 / (group.n - 1) for w, group in zip(weights, groups, strict=True)
    )
    f = between / (1 + 2 * (k - 2) / (k * k - 1) * lean)
    df = (k * k - 1) / (3 * lean)
    return Test(f, df, float(special.fdtrc(k - 1, df, f))), k - 1


def kruskal_wallis(groups: Sequence[Counts]) -> Test | None:
    """The rank test of several groups with correction for ties (Kruskal and Wallis 1952), on chi
    squared. None for fewer than two groups with answers, or when all answers agree."""
    groups = [group for group in groups if group.n]
    if len(groups) < 2:
        return None
    both = groups[0]
    for group in groups[1:]:
        both = both + group
    size = both.n
    ties = 1 - sum(k**3 - k for k in both.numbers) / (size**3 - size)
    if not ties:
        return None
    squares = sum(
        sum(r * k for r, k in zip(both.midranks, group.numbers, strict=True)) ** 2 / group.n
        for group in groups
    )
    h = (12 / (size * (size + 1)) * squares - 3 * (size + 1)) / ties
    df = len(groups) - 1
    return Test(h, df, float(special.chdtrc(df, max(h, 0.0))))


def holm(family: Mapping[Key, float]) -> dict[Key, float]:
    """The p-values of one family after Holm (1979), each by its key; who reads one at 0.05 is wrong
    about any of the family at most once in twenty times."""
    adjusted: dict[Key, float] = {}
    worst = 0.0
    for place, key in enumerate(sorted(family, key=lambda key: family[key])):
        worst = max(worst, min(1.0, (len(family) - place) * family[key]))
        adjusted[key] = worst
    return adjusted
