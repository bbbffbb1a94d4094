"""The bench: what it counts, and that it says honestly whether an aim is met."""

import pytest

from tests.bench.client import Tally
from tests.bench.measures import quantile, ratios
from tests.bench.table import Aim


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 50.0), (0.99, 99.0), (1.0, 100.0), (0.001, 1.0)]
)
def test_quantile_is_a_value_that_was_measured(share: float, expected: float) -> None:
    assert quantile([float(n) for n in range(100, 0, -1)], share) == expected


def test_quantile_of_one_is_that_one() -> None:
    assert quantile([7.0], 0.99) == 7.0


def test_ratios_go_round_by_round() -> None:
    assert ratios([10.0, 30.0], [20.0, 15.0]) == [0.5, 2.0]


@pytest.mark.parametrize(
    ("at_least", "values", "verdict"),
    [
        (True, [0.4, 0.5, 0.9], "met"),
        (True, [0.4, 0.49, 0.9], "NOT MET"),
        (False, [0.1, 0.5, 9.0], "met"),
        (False, [0.1, 0.51, 0.52], "NOT MET"),
    ],
)
def test_aim_is_met_by_the_median(*, at_least: bool, values: list[float], verdict: str) -> None:
    line = Aim("rate", values, 0.5, at_least=at_least).line()
    assert line.endswith(f": {verdict}")
    assert f"({min(values):.2f}–{max(values):.2f})" in line


def test_tally_rate_counts_replies_in_a_second() -> None:
    assert Tally(2.0, [0.1] * 30).rate == 15
