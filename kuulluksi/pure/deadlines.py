"""The calendar by which an answer is owed: Finnish days, Finnish holidays, working days.

A giver is told "you will have an answer by Monday 30 November"; the inbox, the reminders and the
figures must count to the same Monday.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")

# Letters that can wait reach people between these hours of a working day.
OPENS, CLOSES = 8, 16
# What somebody did not ask for reaches people between these hours, on any day.
MESSAGES_FROM, MESSAGES_UNTIL = 8, 20

_ONE_DAY = timedelta(days=1)
_MONDAY_TO_FRIDAY = 5
_SATURDAY = 5


def day(at: datetime) -> date:
    """The date on the wall calendar in Finland at the moment `at`.

    Half past midnight in Helsinki is still yesterday in UTC, so a date is never taken from a stored
    moment directly. Raises ValueError when `at` has no time zone: such a moment could be either
    day.
    """
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError("A moment without a time zone has no certain date.")
    return at.astimezone(HELSINKI).date()


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
    """
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, before = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, before + 1)


@lru_cache(maxsize=256)
def public_holidays(year: int) -> frozenset[date]:
    """The days of `year` on which Finnish public offices are closed, Sundays and Saturdays aside.

    Church holidays: New Year's Day, Epiphany (6 January), Good Friday, Easter Sunday and Monday,
    Ascension Day (39 days after Easter), Whit Sunday (49 days after), Midsummer Day (the Saturday
    of 20–26 June), All Saints' Day (the Saturday of 31 October – 6 November), Christmas Day and
    Boxing Day. Days off by their own statutes: May Day (act 272/1944) and Independence Day (act
    388/1937).

    Midsummer Eve and Christmas Eve are no statutory holidays, but offices are closed and a time
    limit that ends on one of them moves on just as from a holiday (act 150/1930 on the calculation
    of time limits, section 5, which names holidays, Independence Day, May Day, both eves and
    Saturdays). They are therefore non-working days here. The rules are those of today; Epiphany and
    Ascension stood on Saturdays from 1973 to 1991.
    """
    sunday = easter(year)
    midsummer = _saturday_from(date(year, 6, 20))
    return frozenset(
        {
            date(year, 1, 1),
            date(year, 1, 6),
            sunday - timedelta(days=2),
            sunday,
            sunday + timedelta(days=1),
            date(year, 5, 1),
            sunday + timedelta(days=39),
            sunday + timedelta(days=49),
            midsummer - _ONE_DAY,
            midsummer,
            _saturday_from(date(year, 10, 31)),
            date(year, 12, 6),
            date(year, 12, 24),
            date(year, 12, 25),
            date(year, 12, 26),
        }
    )


def is_working_day(d: date) -> bool:
    """Whether offices are open: Monday to Friday and no public holiday or eve."""
    return d.weekday() < _MONDAY_TO_FRIDAY and d not in public_holidays(d.year)


def office_hours(at: datetime) -> bool:
    """Whether `at` is on a working day in Finland, from eight until four."""
    return is_working_day(day(at)) and OPENS <= at.astimezone(HELSINKI).hour < CLOSES


def message_hours(at: datetime) -> bool:
    """Whether invitations may leave at `at`: any day in Finland, from eight in the morning until
    eight in the evening."""
    return MESSAGES_FROM <= at.astimezone(HELSINKI).hour < MESSAGES_UNTIL


def next_working_day(d: date) -> date:
    """The first working day strictly after `d`."""
    d += _ONE_DAY
    while not is_working_day(d):
        d += _ONE_DAY
    return d


def add_working_days(d: date, n: int) -> date:
    """The day by which something given on `d` is due when `n` working days are promised.

    The clock starts on the next working day (act 150/1930, section 2: the day of the event is not
    counted), so what is given on a Thursday with one working day is due on Friday, and on a
    Saturday as if it were given on Friday. Raises ValueError when `n` is less than one.
    """
    if n < 1:
        raise ValueError("A time limit is at least one working day.")
    for _ in range(n):
        d = next_working_day(d)
    return d


def working_days_between(a: date, b: date) -> int:
    """How many working days lie after `a` up to and including `b`; negative when `b` < `a`.

    With today and a due date it is the number of working days left, with a due date and today the
    number overdue.
    """
    if b < a:
        return -working_days_between(b, a)
    closed = sum(
        1
        for year in range(a.year, b.year + 1)
        for holiday in public_holidays(year)
        if a < holiday <= b and holiday.weekday() < _MONDAY_TO_FRIDAY
    )
    return _weekdays_until(b) - _weekdays_until(a) - closed


def _saturday_from(d: date) -> date:
    """The first Saturday on or after `d`."""
    return d + timedelta(days=(_SATURDAY - d.weekday()) % 7)


def _weekdays_until(d: date) -> int:
    """Mondays to Fridays from the first day of the calendar (a Monday) up to and including `d`."""
    weeks, rest = divmod(d.toordinal(), 7)
    return weeks * _MONDAY_TO_FRIDAY + min(rest, _MONDAY_TO_FRIDAY)
