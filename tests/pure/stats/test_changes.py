"""What is said of a difference is supported by it."""

from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kuulluksi.pure.stats.changes import (
    ALPHA,
    LEAST,
    Change,
    Measured,
    Size,
    Verdict,
    between,
    bound,
    judged,
    over,
    size,
)
from kuulluksi.pure.stats.comparing import Caution, Comparison, Reason
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.pairs import shares
from tests.pure.stats.test_stats import FIVE, five

FINE = Comparison()
LOW, HIGH = five((10, 20, 40, 20, 10)), five((2, 8, 30, 35, 25))


def alone(measured: Measured) -> Change:
    return judged({"alone": measured})["alone"]


@st.composite
def answers(draw: st.DrawFn) -> Counts:
    return five(draw(st.tuples(*[st.integers(0, 200)] * 5).filter(sum)))


@given(answers(), answers(), st.sampled_from([Measure.MEAN, Measure.SHARE]), st.integers(1, 40))
def test_verdict_is_supported(one: Counts, other: Counts, measure: Measure, others: int) -> None:
    """Whatever else is in the family; here, tests that found nothing."""
    dull = between(LOW, LOW, FINE, measure=measure)
    it = between(one, other, FINE, measure=measure)
    change = judged(dict(enumerate([it, *[dull] * others])))[0]
    if min(one.n, other.n) < LEAST:
        assert (change.verdict, change.value, change.p) == (Verdict.TOO_FEW, None, None)
    elif change.verdict in {Verdict.ROSE, Verdict.FELL}:
        assert change.p is not None
        assert change.p < ALPHA
        assert change.interval
        low, high = change.interval.low, change.interval.high
        assert low > 0 if change.verdict is Verdict.ROSE else high < 0
    elif change.verdict is Verdict.UNCHANGED:
        assert equal(one, other, measure)
    else:
        assert change.verdict is Verdict.UNCERTAIN
        assert not equal(one, other, measure)


def equal(one: Counts, other: Counts, measure: Measure) -> bool:
    """Two one-sided tests at 5 %, of means by scipy."""
    if measure is Measure.SHARE:
        found = shares(one.number(4), one.n, other.number(4), other.n, level=0.9)
        assert found
        return found.interval.low > -0.05 and found.interval.high < 0.05
    if not (one.sd or other.sd):
        return False
    first, second = (one.mean, one.sd, one.n), (other.sd, other.n)
    assert other.mean is not None
    ask = partial(stats.ttest_ind_from_stats, equal_var=False)
    above = ask(other.mean + 0.25, *second, *first, alternative="greater").pvalue
    below = ask(other.mean - 0.25, *second, *first, alternative="less").pvalue
    return bool(max(above, below) < 0.05)


@given(answers(), answers(), st.sampled_from([Measure.MEAN, Measure.SHARE]))
def test_verdict_turns_round_with_its_sides(one: Counts, other: Counts, measure: Measure) -> None:
    there = alone(between(one, other, FINE, measure=measure))
    back = alone(between(other, one, FINE, measure=measure))
    turned = {Verdict.ROSE: Verdict.FELL, Verdict.FELL: Verdict.ROSE}
    assert back.verdict is turned.get(there.verdict, there.verdict)
    assert back.size is there.size
    if there.value is not None:
        assert back.value == pytest.approx(-there.value)


def test_between_says_how_much_rose() -> None:
    """Means 3.0 and 3.73; 30 % and 60 % chose 4–5, so h = 2·(arcsin √0.6 − arcsin √0.3)."""
    mean = alone(between(LOW, HIGH, FINE, measure=Measure.MEAN))
    assert (mean.verdict, mean.size) == (Verdict.ROSE, Size.MEDIUM)
    assert mean.value == pytest.approx(0.73)
    share = alone(between(LOW, HIGH, FINE))
    assert (share.measured.measure, share.verdict) == (Measure.SHARE, Verdict.ROSE)
    assert share.value == pytest.approx(0.3)
    assert share.measured.effect == pytest.approx(0.6129, abs=1e-4)
    assert share.size is Size.MEDIUM


def test_between_recommendations_differ_by_nps() -> None:
    before = Counts.of(range(11), {10: 20, 8: 40, 5: 40})
    after = Counts.of(range(11), {10: 50, 8: 40, 5: 10})
    change = alone(between(before, after, FINE))
    assert (change.measured.measure, change.verdict) == (Measure.NPS, Verdict.ROSE)
    assert change.value == pytest.approx(0.6)


def test_between_nothing_found_is_not_unchanged() -> None:
    few = five((3, 6, 12, 6, 3))
    assert alone(between(few, few, FINE)).verdict is Verdict.UNCERTAIN
    many = five((300, 600, 1200, 600, 300))
    change = alone(between(many, many, FINE))
    assert (change.verdict, change.value, change.size) == (Verdict.UNCHANGED, 0, Size.SLIGHT)


def test_between_small_but_certain_rise_is_told_as_slight() -> None:
    one, other = five((0, 0, 5000, 5000, 0)), five((0, 0, 4800, 5200, 0))
    change = alone(between(one, other, FINE, measure=Measure.MEAN))
    assert change.measured.same
    assert (change.verdict, change.size) == (Verdict.ROSE, Size.SLIGHT)


def test_between_mean_and_ranks_at_odds_is_uncertain() -> None:
    """From 1 and 4 to 3 and 4: the mean rises, yet most would rather draw an answer from before."""
    one, other = five((400, 0, 0, 600, 0)), five((0, 0, 900, 100, 0))
    measured = between(one, other, FINE, measure=Measure.MEAN)
    assert measured.difference
    assert measured.ordinal
    assert measured.difference.interval.low > 0
    assert measured.ordinal.statistic < 0
    assert alone(measured).verdict is Verdict.UNCERTAIN


def test_between_test_and_interval_at_odds_is_uncertain() -> None:
    """38 of 50 and 28 of 30: two methods, and the more cautious one counts."""
    measured = between(Counts((0, 1), (12, 38)), Counts((0, 1), (2, 28)), FINE)
    assert measured.difference
    assert measured.difference.test.p < ALPHA
    assert 0 in measured.difference.interval
    assert alone(measured).verdict is Verdict.UNCERTAIN


def test_between_groups_that_do_not_overlap_differ() -> None:
    one, other = five((20, 20, 0, 0, 0)), five((0, 0, 0, 20, 20))
    assert alone(between(one, other, FINE, measure=Measure.MEAN)).verdict is Verdict.ROSE


def test_between_needs_the_policys_minimum_on_both_sides() -> None:
    small = five((0, 4, 5, 10, 10))
    assert small.n == LEAST - 1
    for one, other in ((small, HIGH), (HIGH, small)):
        assert alone(between(one, other, FINE)).verdict is Verdict.TOO_FEW
        assert alone(between(one, other, FINE, least=LEAST - 1)).verdict is not Verdict.TOO_FEW
    assert alone(between(LOW, HIGH, FINE, least=101)).verdict is Verdict.TOO_FEW


def test_between_what_is_refused_measures_nothing() -> None:
    refused = Comparison(refused=Reason.SCALE)
    change = alone(between(LOW, Counts((1, 2, 3, 4), (9, 9, 9, 9)), refused))
    assert (change.verdict, change.value) == (Verdict.NOT_COMPARABLE, None)
    with pytest.raises(ValueError, match="Different scales"):
        between(LOW, Counts((1, 2, 3, 4), (9, 9, 9, 9)), FINE)


def test_between_keeps_its_cautions() -> None:
    warned = Comparison(cautions=(Caution.MODE,))
    assert alone(between(LOW, HIGH, warned)).measured.comparison.cautions == (Caution.MODE,)


def test_judged_looking_often_finds_nothing_more() -> None:
    """Alone p = 0.044; of a hundred the others of which found nothing it is 1."""
    one, other = five((10, 20, 40, 20, 10)), five((4, 18, 36, 27, 15))
    it, dull = between(one, other, FINE, measure=Measure.MEAN), between(LOW, LOW, FINE)
    assert alone(it).verdict is Verdict.ROSE
    assert alone(it).p == pytest.approx(0.0439, abs=5e-5)
    among = judged(dict(enumerate([it, *[dull] * 99])))[0]
    assert (among.verdict, among.p) == (Verdict.UNCERTAIN, 1)
    assert among.interval == alone(it).interval


def test_judged_what_was_never_tested_costs_nothing() -> None:
    it = between(LOW, HIGH, FINE, measure=Measure.MEAN)
    never = [between(LOW, five((1, 1, 1, 1, 1)), FINE), replace(it, difference=None)]
    assert judged(dict(enumerate([it, *never * 50])))[0] == alone(it)


@pytest.mark.parametrize("measure", [Measure.MEAN, Measure.SHARE])
def test_judged_families_without_a_change_are_seldom_wrong(measure: Measure) -> None:
    """300 families of 20 comparisons in which nothing changed: up to 5 % may show a rise or fall,
    and by the luck of this draw up to 5 + 3 standard errors (8.8 %)."""
    dice = np.random.default_rng(2026)
    drawn = dice.multinomial(60, [0.05, 0.1, 0.25, 0.35, 0.25], size=(300, 20, 2))
    wrong = 0
    for family in drawn.tolist():
        pairs = [(five(tuple(one)), five(tuple(other))) for one, other in family]
        found = judged({i: between(*pair, FINE, measure=measure) for i, pair in enumerate(pairs)})
        wrong += any(each.verdict in {Verdict.ROSE, Verdict.FELL} for each in found.values())
    assert wrong / 300 < 0.088


WAVES = [
    (date(2020 + year, 5, 4), five((10, 20, 40, 20 + 10 * year, 10 + 20 * year)))
    for year in range(5)
]


def test_over_waves_tells_the_change_of_the_whole_period() -> None:
    change = alone(over(WAVES, FINE, measure=Measure.MEAN))
    first, last = WAVES[0][1].mean, WAVES[-1][1].mean
    assert first
    assert last
    assert change.verdict is Verdict.ROSE
    assert change.value == pytest.approx(last - first, abs=0.1)
    assert change.size is None
    share = alone(over(WAVES, FINE))
    assert share.verdict is Verdict.ROSE
    assert share.value == pytest.approx(130 / 200 - 0.3, abs=0.1)
    days = [day for day, _ in WAVES]
    fallen = list(zip(days, [each for _, each in reversed(WAVES)], strict=True))
    assert alone(over(fallen, FINE)).verdict is Verdict.FELL


def test_over_waves_that_stay_is_unchanged_only_with_many_answers() -> None:
    for times, verdict in ((1, Verdict.UNCERTAIN), (40, Verdict.UNCHANGED)):
        counts = Counts(FIVE, tuple(times * number for number in LOW.numbers))
        still = [(day, counts) for day, _ in WAVES]
        assert alone(over(still, FINE, measure=Measure.MEAN)).verdict is verdict


def test_over_needs_four_waves_with_enough_answers() -> None:
    assert alone(over(WAVES[:3], FINE)).verdict is Verdict.TOO_FEW
    assert alone(over(WAVES[:4], FINE)).verdict is not Verdict.TOO_FEW
    short = [*WAVES[:4], (WAVES[4][0], five((1, 5, 5, 9, 9)))]
    assert alone(over(short, FINE)).verdict is Verdict.TOO_FEW
    refused = Comparison(refused=Reason.ITEM)
    change = alone(over(WAVES, refused))
    assert (change.verdict, change.value) == (Verdict.NOT_COMPARABLE, None)


def test_over_waves_out_of_order_or_on_other_scales_is_refused() -> None:
    with pytest.raises(ValueError, match="ascend"):
        over(WAVES[::-1], FINE)
    other = (date(2026, 1, 1), Counts((1, 2, 3, 4), (20, 20, 20, 20)))
    with pytest.raises(ValueError, match="Different scales"):
        over([*WAVES, other], FINE)


@pytest.mark.parametrize(
    ("points", "measure", "most"),
    [
        (range(1, 6), Measure.MEAN, 0.25),
        (range(4, 11), Measure.MEAN, 0.375),
        (range(1, 6), Measure.SHARE, 0.05),
        (range(11), Measure.NPS, 0.1),
    ],
)
def test_bound_grows_with_the_scale(points: range, measure: Measure, most: float) -> None:
    assert bound(Counts.of(points, {}), measure) == most


def test_size_has_cohens_words() -> None:
    words = [size(effect) for effect in (0.0, -0.19, 0.2, -0.49, 0.5, 0.79, -0.8, 3)]
    assert words == [
        *[Size.SLIGHT] * 2,
        *[Size.SMALL] * 2,
        *[Size.MEDIUM] * 2,
        *[Size.LARGE] * 2,
    ]
