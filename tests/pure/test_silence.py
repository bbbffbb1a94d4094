"""Voices against clients: rates with their intervals, and what to try."""

import pytest
from scipy import stats

from kuulluksi.pure.silence import Way, for_group, for_place, is_silent, rate


@pytest.mark.parametrize(("voices", "clients"), [(0, 100), (1, 40), (31, 1600), (500, 400)])
def test_silence_rate_is_the_exact_interval_of_a_count(voices: int, clients: int) -> None:
    """Garwood's interval is that of chi-square quantiles."""
    found = rate(voices, clients)
    low = stats.chi2.ppf(0.025, 2 * voices) / 2 if voices else 0
    high = stats.chi2.ppf(0.975, 2 * voices + 2) / 2
    assert found.value == pytest.approx(100 * voices / clients)
    assert found.low == pytest.approx(100 * low / clients)
    assert found.high == pytest.approx(100 * high / clients)


def test_silence_needs_clients() -> None:
    with pytest.raises(ValueError, match="at least one client"):
        rate(1, 0)


def test_silence_is_more_than_chance() -> None:
    assert is_silent(2, 400, of_all=4)
    assert not is_silent(14, 400, of_all=4)
    # Nothing is said of a group from which not even five voices could be expected.
    assert not is_silent(0, 100, of_all=4)
    assert is_silent(None, 400, of_all=4)


def test_silence_ways_follow_the_group_and_the_place() -> None:
    assert for_group("language", "sv")[0] == Way.LANGUAGE
    assert Way.PHONE in for_group("age-band", "75-or-over")
    assert for_group("age-band", "45-64") == (Way.PAPER, Way.KIOSK)
    assert for_group("placement-form", "family") == (Way.INTERVIEW, Way.TOGETHER)
    assert for_place(asked=False, heard=False) == (Way.ASK, Way.KIOSK)
    assert for_place(asked=False, heard=True) == (Way.ASK,)
    assert Way.KIOSK in for_place(asked=True, heard=False)
    assert for_place(asked=True, heard=True) == (Way.INTERVIEW, Way.TOGETHER)
