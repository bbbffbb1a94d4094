"""Numbers as people write them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.figures.presenters import (
    decimal,
    hundredths,
    read,
    value_of,
    whole,
    why_hidden,
)

GRADES = tuple(range(4, 11))


def test_numbers_have_the_comma_and_the_minus_of_the_language() -> None:
    assert decimal(8.05, 1) == "8,1"
    assert decimal(3.125, 2) == "3,13"
    assert decimal(-0.04, 1) == "0,0"
    assert decimal(-2.5, 1) == "\N{MINUS SIGN}2,5"
    assert whole(1846) == "1\N{NO-BREAK SPACE}846"
    with translation.override("en"):
        assert decimal(8.05, 1) == "8.1"


@given(st.integers(0, 3000), st.integers(1, 3000))
def test_per_cent_rounds_halves_up(part: int, whole_: int) -> None:
    exact = Decimal(100 * part) / Decimal(whole_)
    assert hundredths(part / whole_) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def test_reading_of_a_grade_has_its_mean_first() -> None:
    found = read(Published(Counts(GRADES, (0, 0, 1, 9, 40, 30, 20))), 5)
    assert found.main == found.mean
    assert found.mean is not None
    assert found.mean.told == "8,6 (8,4–8,8)"
    assert found.share is not None
    assert found.share.told == "50\N{NO-BREAK SPACE}% (40–60)"
    assert (found.nps, found.n, found.hidden) == (None, "100", "")


def test_reading_of_what_is_hidden_tells_only_why() -> None:
    found = read(Published(None), 7)
    assert found.hidden == why_hidden(7)
    assert "alle 7" in found.hidden
    assert (found.n, found.main, found.mean, found.share, found.nps) == ("", None, None, None, None)


def test_recommendation_has_signs_in_its_interval() -> None:
    counts = Counts(tuple(range(11)), (9, *[0] * 7, 10, 5, 5))
    found = value_of(counts, Measure.NPS)
    assert found is not None
    assert found.text == "3"
    assert found.range.startswith("\N{MINUS SIGN}")
    assert "\N{EN DASH}" in found.range


@pytest.mark.parametrize("measure", [Measure.SHARE, Measure.NPS])
def test_scale_without_such_a_number_has_none(measure: Measure) -> None:
    assert value_of(Counts((1, 2, 3, 4, 5, 6), (1,) * 6), measure) is None
