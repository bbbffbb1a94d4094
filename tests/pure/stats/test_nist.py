"""Figures equal the certified values of NIST, as far as these are printed: fifteen digits.

Counts are kept in whole numbers, so that observations are brought to whole numbers of their unit;
after that nothing is lost, not even where only the last of fourteen digits varies.
"""

from collections import Counter

import pytest

from kuulluksi.pure.stats import many, pairs
from kuulluksi.pure.stats.counts import Counts
from tests.pure.stats import nist

CERTIFIED = 1e-14


def counts(observed: tuple[int, ...], *others: tuple[int, ...]) -> Counts:
    """On the narrowest scale that holds all."""
    ends = [end for each in (observed, *others) for end in (min(each), max(each))]
    return Counts.of(range(min(ends), max(ends) + 1), Counter(observed))


@pytest.mark.parametrize("name", nist.UNIVARIATE)
def test_mean_and_spread_are_certified(name: str) -> None:
    data = nist.UNIVARIATE[name]
    found = counts(data.observed)
    assert found.mean is not None
    assert found.sd is not None
    assert found.mean / data.unit == pytest.approx(data.mean, rel=CERTIFIED)
    assert found.sd / data.unit == pytest.approx(data.sd, rel=CERTIFIED)


def test_difference_of_two_groups_is_certified() -> None:
    """In two groups of one size Welch's t squared is the F of the analysis of variance."""
    one, other = (tuple(nist.ATMWTAG_BEFORE + last for last in group) for group in nist.ATMWTAG)
    found = pairs.means(counts(one, other), counts(other, one))
    assert found
    assert found.test.statistic**2 == pytest.approx(nist.ATMWTAG_F, rel=CERTIFIED)


@pytest.mark.parametrize("number", range(1, 10))
def test_several_groups_are_certified(number: int) -> None:
    """The certified F assumes equal variances, as these are; Welch's divides it by what follows
    from the sizes alone. Of SmLs07 to SmLs09 double precision keeps four digits, ours all."""
    observed, certified = nist.smls(number)
    groups = [counts(each, *observed) for each in observed]
    found = many.welch_anova(groups)
    assert found
    test, between = found
    k, n = len(groups), groups[0].n
    lean = k * (1 - 1 / k) ** 2 / (n - 1)
    divisor = 1 + 2 * (k - 2) / (k * k - 1) * lean
    assert between == k - 1
    assert test.statistic * divisor == pytest.approx(certified, rel=1e-13)
