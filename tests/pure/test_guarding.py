"""Wrong passwords make one wait ever longer, a new address three days."""

from datetime import date, timedelta

import pytest

from kuulluksi.pure import guarding


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(5, 30), (6, 60), (9, 480), (10, 900), (11, 900), (1_000_000, 900)]
)
def test_wait_doubles_to_a_quarter_of_an_hour(wrong: int, seconds: int) -> None:
    assert guarding.wait(wrong) == timedelta(seconds=seconds)


def test_wait_begins_with_the_fifth_wrong_password() -> None:
    assert [guarding.wait(wrong) for wrong in range(5)] == [None] * 5


def test_address_is_new_for_three_days() -> None:
    since = date(2026, 3, 2)
    assert guarding.address_is_new(since, date(2026, 3, 4))
    assert not guarding.address_is_new(since, date(2026, 3, 5))
    assert not guarding.address_is_new(None, since)
