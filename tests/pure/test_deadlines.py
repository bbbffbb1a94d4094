"""The calendar agrees with the almanac, and counting days on and back agrees with itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.deadlines import (
    HELSINKI,
    add_working_days,
    day,
    easter,
    is_working_day,
    next_working_day,
    public_holidays,
    working_days_between,
)

DAYS = st.dates(date(1995, 1, 1), date(2099, 12, 31))
LIMITS = st.integers(1, 300)

ALMANAC = {
    2026: [
        "2026-01-01",
        "2026-01-06",
        "2026-04-03",
        "2026-04-05",
        "2026-04-06",
        "2026-05-01",
        "2026-05-14",
        "2026-05-24",
        "2026-06-19",
        "2026-06-20",
        "2026-10-31",
        "2026-12-06",
        "2026-12-24",
        "2026-12-25",
        "2026-12-26",
    ],
    2027: [
        "2027-01-01",
        "2027-01-06",
        "2027-03-26",
        "2027-03-28",
        "2027-03-29",
        "2027-05-01",
        "2027-05-06",
        "2027-05-16",
        "2027-06-25",
        "2027-06-26",
        "2027-11-06",
        "2027-12-06",
        "2027-12-24",
        "2027-12-25",
        "2027-12-26",
    ],
}


@pytest.mark.parametrize("year", ALMANAC)
def test_public_holidays_are_those_of_the_almanac(year: int) -> None:
    assert sorted(public_holidays(year)) == [date.fromisoformat(d) for d in ALMANAC[year]]


@pytest.mark.parametrize(
    "sunday",
    [
        "1943-04-25",
        "1981-04-19",
        "2000-04-23",
        "2011-04-24",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2038-04-25",
        "2049-04-18",
        "2285-03-22",
    ],
)
def test_easter_falls_on_the_known_sundays(sunday: str) -> None:
    known = date.fromisoformat(sunday)
    assert easter(known.year) == known


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    sunday = easter(year)
    assert sunday.isoweekday() == 7
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 19, 21, 59, tzinfo=UTC), "2026-11-19"),
        (datetime(2026, 11, 19, 22, 0, tzinfo=UTC), "2026-11-20"),
        (datetime(2026, 7, 1, 20, 59, tzinfo=UTC), "2026-07-01"),
        (datetime(2026, 7, 1, 21, 0, tzinfo=UTC), "2026-07-02"),
        (datetime(2026, 11, 20, 0, 30, tzinfo=HELSINKI), "2026-11-20"),
    ],
)
def test_day_is_the_date_in_helsinki_in_winter_and_summer(at: datetime, expected: str) -> None:
    assert day(at) == date.fromisoformat(expected)


def test_day_refuses_a_moment_without_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day(datetime(2026, 11, 19, 12, 0, tzinfo=UTC).replace(tzinfo=None))


@pytest.mark.parametrize(
    ("given_on", "days", "due"),
    [
        ("2026-11-19", 7, "2026-11-30"),  # an ordinary Thursday
        ("2026-11-19", 1, "2026-11-20"),
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-11-21", 1, "2026-11-23"),  # given on a Saturday
        ("2026-11-22", 7, "2026-12-01"),  # given on a Sunday
        ("2026-04-01", 3, "2026-04-08"),  # Good Friday and Easter Monday between
        ("2026-04-30", 1, "2026-05-04"),  # May Day on a Friday
        ("2026-06-18", 1, "2026-06-22"),  # Midsummer Eve
        ("2026-12-04", 1, "2026-12-07"),  # Independence Day on a Sunday
        ("2027-12-03", 1, "2027-12-07"),  # and on a Monday
        ("2026-12-23", 1, "2026-12-28"),  # Christmas
        ("2026-12-30", 5, "2027-01-08"),  # over the new year and Epiphany
        ("2027-12-23", 1, "2027-12-27"),  # Boxing Day on a Sunday gives no Monday off
    ],
)
def test_add_working_days_gives_the_due_day(given_on: str, days: int, due: str) -> None:
    assert add_working_days(date.fromisoformat(given_on), days) == date.fromisoformat(due)


@pytest.mark.parametrize("n", [0, -3])
def test_add_working_days_refuses_a_limit_below_one(n: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        add_working_days(date(2026, 11, 19), n)


@given(DAYS, LIMITS)
def test_add_working_days_is_undone_by_counting(d: date, n: int) -> None:
    due = add_working_days(d, n)
    assert is_working_day(due)
    assert working_days_between(d, due) == n
    assert working_days_between(due, d) == -n


@given(DAYS, LIMITS, LIMITS)
def test_add_working_days_in_two_steps_is_one(d: date, n: int, m: int) -> None:
    assert add_working_days(add_working_days(d, n), m) == add_working_days(d, n + m)


@given(DAYS)
def test_next_working_day_leaves_out_none(d: date) -> None:
    following = next_working_day(d)
    assert following > d
    assert is_working_day(following)
    skipped = ((following - d).days - 1) * [None]
    assert not any(is_working_day(d + timedelta(n)) for n, _ in enumerate(skipped, start=1))


@given(DAYS, st.integers(-800, 800))
def test_working_days_between_counts_every_working_day_once(a: date, span: int) -> None:
    b = a + timedelta(span)
    first, last = min(a, b), max(a, b)
    counted = sum(is_working_day(first + timedelta(n)) for n in range(1, (last - first).days + 1))
    assert working_days_between(a, b) == (counted if a <= b else -counted)
