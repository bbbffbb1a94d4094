"""The keys of rows: random within a day, and beside one another where rows are written together."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.org.models import key_beside, key_of_day

DAYS = st.dates(date(2000, 1, 1), date(2089, 9, 17))
LARGEST = 2**63 - 1
# More rows than are ever written together under one key.
MANY = 1000


@given(DAYS)
def test_key_of_a_day_fits_both_databases_with_those_beside_it(on: date) -> None:
    key = key_of_day(on)
    assert 0 <= key <= LARGEST
    beside = {key_beside(key, number) for number in range(MANY)}
    assert len(beside) == MANY
    assert min(beside) > 0
    assert max(beside) <= LARGEST


@given(DAYS.filter(lambda day: day < date(2089, 9, 17)))
def test_keys_of_a_day_come_before_those_of_the_next(on: date) -> None:
    assert key_of_day(on) < key_of_day(on + timedelta(days=1))


def test_keys_of_a_day_tell_no_order() -> None:
    """Of a hundred keys made one after the other, about half are smaller than the one before."""
    keys = [key_of_day(date(2026, 11, 23)) for _ in range(100)]
    assert len(set(keys)) == len(keys)
    falling = sum(later < earlier for earlier, later in pairwise(keys))
    assert 20 <= falling <= 80
