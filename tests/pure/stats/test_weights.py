"""Weighted figures: each answer counts for the people it stands for (those of R: test_r)."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.stats import intervals, weights
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.weights import Stratum, Weighed
from tests.pure.stats.test_stats import five, groups

LITTLE, LARGE = five((0, 0, 0, 20, 20)), five((20, 20, 0, 0, 0))


def test_weighted_mean_counts_clients_not_answers() -> None:
    """Both gave 40 answers, of means 4.5 and 1.5; (100 · 4.5 + 900 · 1.5) / 1000 = 1.8. Kish:
    (40 · 2.5 + 40 · 22.5)² / (40 · 2.5² + 40 · 22.5²) = 10⁶ / 20500."""
    found = weights.mean(weights.by_clients({"a": LITTLE, "b": LARGE}, {"a": 100, "b": 900}))
    assert found
    assert found.value == pytest.approx(1.8)
    assert (found.n, found.people, found.df) == (80, 1000, 78)
    assert found.effective == pytest.approx(1_000_000 / 20_500)


@given(groups(), groups(), st.floats(0.01, 100))
def test_weighted_figures_of_equal_weights_are_plain(
    one: Counts, other: Counts, weight: float
) -> None:
    both = one + other
    strata = [Stratum((Weighed(one, weight), Weighed(other, weight)))]
    found, share = weights.mean(strata), weights.share(strata, 4)
    plain = intervals.of_mean(both)
    assert found
    assert found.interval
    assert plain
    assert share
    assert found.value == pytest.approx(both.mean)
    assert astuple(found.interval) == pytest.approx(astuple(plain))
    assert found.effective == pytest.approx(both.n)
    assert share.value == pytest.approx(both.share(4))


@given(groups(), groups(), st.floats(0.1, 9), st.floats(0.1, 9))
def test_weighted_figures_do_not_depend_on_the_unit_of_weight(
    one: Counts, other: Counts, first: float, second: float
) -> None:
    def found(times: float) -> list[float]:
        parts = Weighed(one, first * times), Weighed(other, second * times)
        estimate = weights.mean([Stratum((part,)) for part in parts])
        assert estimate
        assert estimate.effective <= estimate.n * (1 + 1e-9)
        return [estimate.value, estimate.error, estimate.effective]

    assert found(1) == pytest.approx(found(1000))


def test_weighted_share_stays_a_share() -> None:
    strata = weights.by_clients({"a": LITTLE, "b": LITTLE}, {"a": 100, "b": 900})
    found = weights.share(strata, 4)
    assert found
    assert found.interval
    assert (found.value, found.error) == (1, 0)
    fewer = intervals.wilson(1.0, 1_000_000 / 20_500, intervals.t_for(0.95, 78))
    assert astuple(found.interval) == pytest.approx(astuple(fewer))
    assert found.interval.high == 1


def test_weighted_nps_needs_its_scale_and_stays_in_it() -> None:
    loved = Counts.of(range(11), {10: 60, 3: 1})
    found = weights.nps(weights.by_clients({"a": loved}, {"a": 700}))
    assert found
    assert found.interval
    assert found.value == pytest.approx(59 / 61)
    assert found.interval.high == 1
    with pytest.raises(ValueError, match="0 to 10"):
        weights.nps(weights.by_clients({"a": LITTLE}, {"a": 700}))


def test_whole_list_has_no_error() -> None:
    strata = weights.by_clients({"a": LITTLE, "b": LARGE}, {"a": 40, "b": 40}, listed=True)
    found = weights.mean(strata)
    assert found
    assert found.error == 0
    with pytest.raises(ValueError, match="More answers"):
        weights.by_clients({"a": LITTLE}, {"a": 39}, listed=True)


def test_unit_without_answers_is_left_out_and_missed() -> None:
    silent = five((0, 0, 0, 0, 0))
    strata = weights.by_clients({"a": LITTLE, "b": silent}, {"a": 100, "b": 900})
    found = weights.mean(strata)
    assert found
    assert found.people == 100
    assert weights.mean([]) is None
    assert weights.mean([Stratum((Weighed(silent, 3),))]) is None


def test_unit_whose_clients_nobody_counted_is_named() -> None:
    with pytest.raises(ValueError, match=r"No number of clients: b\.$"):
        weights.by_clients({"a": LITTLE, "b": LARGE}, {"a": 100})


def test_few_answers_have_no_interval() -> None:
    found = weights.mean(weights.by_clients({"a": five((0, 0, 3, 3, 3))}, {"a": 100}))
    assert found
    assert found.interval is None
    assert found.error > 0


def test_different_scales_are_not_weighed_together() -> None:
    other = Counts((1, 2, 3, 4), (9, 9, 9, 9))
    with pytest.raises(ValueError, match="Different scales"):
        weights.mean([Stratum((Weighed(LITTLE, 1), Weighed(other, 1)))])
    with pytest.raises(ValueError, match="stands for somebody"):
        Weighed(LITTLE, 0)
