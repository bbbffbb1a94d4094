"""Figures from counts agree with scipy on the rows, with printed examples, and with themselves."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from kuulluksi.pure.stats import intervals, many, pairs
from kuulluksi.pure.stats.counts import Counts

FIVE = (1, 2, 3, 4, 5)
NEAR = 1e-9


def five(numbers: tuple[int, ...]) -> Counts:
    return Counts(FIVE, numbers)


def rows(counts: Counts) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.repeat(counts.points, counts.numbers)


@st.composite
def groups(draw: st.DrawFn) -> Counts:
    """At least ten answers that do not all agree."""
    numbers = draw(st.tuples(*[st.integers(0, 60)] * 5))
    assume(sum(numbers) >= intervals.LEAST)
    assume(sum(number > 0 for number in numbers) > 1)
    return five(numbers)


@given(groups())
def test_counts_say_what_rows_say(counts: Counts) -> None:
    answers = rows(counts)
    assert counts.n == len(answers)
    assert counts.mean == pytest.approx(answers.mean(), rel=NEAR)
    assert counts.sd == pytest.approx(answers.std(ddof=1), rel=NEAR)
    assert counts.share(4) == pytest.approx((answers >= 4).mean())


@given(groups(), groups())
def test_counts_of_two_places_add_up(one: Counts, other: Counts) -> None:
    assert (one + other).n == one.n + other.n
    assert (one + other).total == one.total + other.total


def test_counts_different_scales_are_refused() -> None:
    with pytest.raises(ValueError, match="Different scales"):
        five((1, 1, 1, 1, 1)) + Counts((1, 2, 3, 4), (1, 1, 1, 1))
    with pytest.raises(ValueError, match="Not on the scale: 7"):
        Counts.of(FIVE, {7: 1})


@given(groups())
def test_interval_of_a_mean_is_students(counts: Counts) -> None:
    found = intervals.of_mean(counts)
    answers = rows(counts)
    low, high = stats.t.interval(0.95, len(answers) - 1, answers.mean(), stats.sem(answers))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-8)


def test_interval_of_a_mean_needs_ten_answers_and_a_spread() -> None:
    assert intervals.of_mean(five((0, 0, 4, 5, 0))) is None
    assert intervals.of_mean(five((0, 0, 0, 40, 0))) is None


@given(st.integers(1, 400), st.data())
def test_interval_of_a_share_is_wilsons(n: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, n))
    found = intervals.of_share(number, n)
    said = stats.binomtest(number, n).proportion_ci(method="wilson")
    assert found is not None
    assert (found.low, found.high) == pytest.approx((said.low, said.high), abs=1e-9)
    assert number / n in found


def test_interval_of_a_whole_list_is_the_figure_itself() -> None:
    assert intervals.of_share(3, 10, population=10) == intervals.Interval(0.3, 0.3)
    with pytest.raises(ValueError, match="More answers"):
        intervals.of_share(3, 10, population=9)


def test_interval_of_nps_by_hand() -> None:
    """20 promoters, 10 passives, 10 detractors: (20.75 − 10.75)/43 = 0.232558…, half
    1.959964·√((31.5/43 − 0.232558²)/43) = 0.246127…"""
    counts = Counts.of(range(11), {10: 20, 8: 10, 3: 10})
    assert counts.nps == 0.25
    found = intervals.of_nps(counts)
    half = 1.9599639845 * math.sqrt((31.5 / 43 - (10 / 43) ** 2) / 43)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((10 / 43 - half, 10 / 43 + half), abs=1e-9)


@given(groups(), groups())
def test_difference_of_means_is_welchs(one: Counts, other: Counts) -> None:
    found = pairs.means(one, other)
    said = stats.ttest_ind(rows(other), rows(one), equal_var=False)
    bounds = said.confidence_interval()
    assert found is not None
    assert found.test.statistic == pytest.approx(said.statistic, rel=1e-7, abs=1e-9)
    assert found.test.p == pytest.approx(said.pvalue, rel=1e-6, abs=1e-12)
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (bounds.low, bounds.high), rel=1e-7, abs=1e-9
    )


@given(groups(), groups())
def test_mann_whitney_is_that_of_spss(one: Counts, other: Counts) -> None:
    found = pairs.mann_whitney(one, other)
    said = stats.mannwhitneyu(
        rows(other), rows(one), use_continuity=False, method="asymptotic", alternative="two-sided"
    )
    assert found is not None
    assert found.p == pytest.approx(said.pvalue, rel=1e-7, abs=1e-12)


@given(groups(), groups())
def test_brunner_munzel_agrees_with_scipy(one: Counts, other: Counts) -> None:
    found = pairs.brunner_munzel(one, other)
    assume(found is not None)
    assert found is not None
    said = stats.brunnermunzel(rows(one), rows(other))
    assert found.statistic == pytest.approx(said.statistic, rel=1e-7, abs=1e-9)
    assert found.p == pytest.approx(said.pvalue, rel=1e-6, abs=1e-12)


def test_brunner_munzel_of_groups_without_overlap_says_nothing() -> None:
    assert pairs.brunner_munzel(five((20, 0, 0, 0, 0)), five((0, 0, 0, 0, 20))) is None


def test_difference_of_shares_is_newcombes_example() -> None:
    """Newcombe 1998, table II, (a): 56/70 − 48/80 = 0.2, method 10: 0.0524 to 0.3339."""
    found = pairs.shares(48, 80, 56, 70)
    assert found is not None
    assert found.value == pytest.approx(0.2)
    assert (round(found.interval.low, 4), round(found.interval.high, 4)) == (0.0524, 0.3339)


@given(groups(), groups())
def test_superiority_is_the_share_of_won_pairs(one: Counts, other: Counts) -> None:
    first, second = rows(one)[:, None], rows(other)[None, :]
    won = (second > first).mean() + (second == first).mean() / 2
    assert pairs.superiority(one, other) == pytest.approx(won)


@given(st.lists(groups(), min_size=2, max_size=5))
def test_several_groups_agree_with_scipy(several: list[Counts]) -> None:
    answers = [rows(each) for each in several]
    ranks = many.kruskal_wallis(several)
    assert ranks is not None
    said_p = stats.kruskal(*answers).pvalue
    if not math.isnan(said_p):  # scipy's own rounding makes H negative where all are alike
        assert ranks.p == pytest.approx(said_p, rel=1e-6, abs=1e-12)
    found = many.welch_anova(several)
    assert found is not None
    said = stats.f_oneway(*answers, equal_var=False)
    assert found[0].statistic == pytest.approx(said.statistic, rel=1e-6, abs=1e-9)
    assert found[0].p == pytest.approx(said.pvalue, rel=1e-5, abs=1e-12)


def test_holm_by_hand() -> None:
    family = {"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005}
    found = many.holm(family)
    assert found == pytest.approx({"d": 0.02, "a": 0.03, "c": 0.06, "b": 0.06})


@given(st.dictionaries(st.integers(), st.floats(0, 1), max_size=12))
def test_holm_keeps_the_order_and_never_helps(family: dict[int, float]) -> None:
    found = many.holm(family)
    assert found.keys() == family.keys()
    for one, p in family.items():
        assert p <= found[one] <= 1 or math.isclose(found[one], p)
        assert all(p > q or found[one] <= found[other] for other, q in family.items())


def test_trend_needs_four_waves_and_finds_a_steady_rise() -> None:
    rising = [(year, five((2, 3, 20 - 2 * year, 20, 10 + 8 * year))) for year in range(5)]
    assert pairs.trend(rising[:3]) is None
    found = pairs.trend(rising)
    assert found is not None
    assert found.interval.low > 0
    still = [(year, five((2, 3, 20, 20, 10))) for year in range(5)]
    flat = pairs.trend(still)
    assert flat is not None
    assert 0 in flat.interval


def test_hedges_g_by_hand() -> None:
    one, other = five((0, 5, 5, 5, 0)), five((0, 0, 5, 5, 5))
    assert pairs.hedges_g(one, other) == pytest.approx(1 / math.sqrt(5 / 7) * 0.97299, rel=1e-4)


def test_cohens_h_of_equal_shares_is_none() -> None:
    assert pairs.cohens_h(0.4, 0.4) == 0
    assert pairs.cohens_h(0.25, 0.5) == pytest.approx(math.pi / 6)
