"""A surge: improbable, never few, and the more the surer."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import surges

RATES = st.floats(min_value=surges.FLOOR, max_value=500)
COUNTS = st.integers(min_value=0, max_value=1000)


@pytest.mark.parametrize(
    ("count", "rate", "is_one"),
    [
        (4, 0.5, False),  # never fewer than five
        (5, 0.5, True),
        (5, 1.0, False),
        (6, 1.0, True),
        (8, 2.0, False),
        (9, 2.0, True),
        (13, 5.0, False),
        (14, 5.0, True),
        (73, 50.0, False),
        (74, 50.0, True),
    ],
)
def test_surge_worked_examples(count: int, rate: float, *, is_one: bool) -> None:
    assert surges.is_surge(count, rate) is is_one


def test_usual_is_the_mean_of_the_earlier_weeks_with_a_floor() -> None:
    assert surges.usual(24) == 2.0
    assert surges.usual(0) == surges.FLOOR


def test_tail_is_that_of_a_poisson() -> None:
    assert surges.at_least(0, 3.0) == 1.0
    assert surges.at_least(1, 2.0) == pytest.approx(1 - math.exp(-2))
    # Tables of the Poisson distribution: P(X >= 5) for a mean of 1.
    assert surges.at_least(5, 1.0) == pytest.approx(0.0036598, rel=1e-4)


@given(COUNTS, RATES)
def test_tail_is_a_probability_that_falls(count: int, rate: float) -> None:
    here, next_one = surges.at_least(count, rate), surges.at_least(count + 1, rate)
    assert 0.0 <= next_one <= here + 1e-9 <= 1.0 + 1e-9


@given(COUNTS, RATES)
def test_more_voices_are_no_smaller_surge_and_a_higher_rate_no_greater(
    count: int, rate: float
) -> None:
    if surges.is_surge(count, rate):
        assert count >= surges.FEWEST
        assert count > rate
        assert surges.is_surge(count + 1, rate)
    else:
        assert not surges.is_surge(count, rate * 1.5)
