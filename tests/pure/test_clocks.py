"""The marks of a clock: on working days, in order, never two on one day, soon only before due."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuulluksi.pure.clocks import AGAIN, BEFORE, ESCALATE, Mark, first_mark, mark_now, next_mark
from kuulluksi.pure.deadlines import add_working_days, is_working_day, working_days_between

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
PROMISED = st.integers(1, 30)


def marks(began: date, promised: int, many: int = 6) -> list[tuple[Mark, date]]:
    """The marks of a clock that nobody stops, each carried out on its day."""
    due = add_working_days(began, promised)
    found = [first_mark(began, due)]
    while len(found) < many:
        mark, on = found[-1]
        found.append(next_mark(mark, due, on))
    return found


def test_marks_of_seven_working_days_in_march() -> None:
    assert marks(date(2026, 3, 2), 7) == [
        (Mark.SOON, date(2026, 3, 9)),
        (Mark.LATE, date(2026, 3, 12)),
        (Mark.ESCALATED, date(2026, 3, 16)),
        (Mark.ESCALATED, date(2026, 3, 23)),
        (Mark.ESCALATED, date(2026, 3, 30)),
        (Mark.ESCALATED, date(2026, 4, 8)),  # Easter lies between
    ]


def test_marks_go_around_christmas() -> None:
    """Given on 21 December: the eve, Christmas, New Year and Epiphany are no working days."""
    began = date(2026, 12, 21)
    assert add_working_days(began, 7) == date(2027, 1, 4)
    assert marks(began, 7, 3) == [
        (Mark.SOON, date(2026, 12, 30)),
        (Mark.LATE, date(2027, 1, 5)),
        (Mark.ESCALATED, date(2027, 1, 8)),
    ]


def test_marks_of_a_promise_too_short_for_a_reminder_begin_when_it_is_late() -> None:
    assert first_mark(date(2026, 3, 2), add_working_days(date(2026, 3, 2), 2))[0] == Mark.LATE
    assert first_mark(date(2026, 3, 2), add_working_days(date(2026, 3, 2), 3))[0] == Mark.SOON


def test_soon_before_a_tuesday_is_the_friday() -> None:
    assert first_mark(date(2026, 3, 2), date(2026, 3, 17)) == (Mark.SOON, date(2026, 3, 13))


@given(DAYS, PROMISED)
def test_marks_fall_on_working_days_each_after_the_one_before(began: date, promised: int) -> None:
    days = [on for _mark, on in marks(began, promised)]
    assert all(map(is_working_day, days))
    assert days == sorted(set(days))
    assert days[0] > began


@given(DAYS, PROMISED)
def test_marks_keep_their_distance_from_the_due_day(began: date, promised: int) -> None:
    due = add_working_days(began, promised)
    for mark, on in marks(began, promised, 3):
        wanted = {Mark.SOON: -BEFORE, Mark.LATE: 1, Mark.ESCALATED: ESCALATE}[mark]
        if (mark, on) != marks(began, promised, 3)[-1] or mark != Mark.ESCALATED:
            assert working_days_between(due, on) == wanted


@settings(deadline=None)  # the holidays of new years are worked out in the first calls
@given(DAYS, PROMISED, st.sampled_from(Mark), st.integers(0, 60))
def test_next_mark_of_one_that_was_carried_out_late_is_another_day(
    began: date, promised: int, mark: Mark, behind: int
) -> None:
    """The worker was away: what it does today it never does twice today."""
    due = add_working_days(began, promised)
    on = due + timedelta(days=behind)
    done = mark_now(mark, due, on)
    following, day = next_mark(done, due, on)
    assert day > on
    assert following != Mark.SOON
    if done == Mark.ESCALATED:
        assert working_days_between(on, day) == AGAIN


@pytest.mark.parametrize(
    ("mark", "on", "carried_out"),
    [
        (Mark.SOON, date(2026, 3, 11), Mark.SOON),
        (Mark.SOON, date(2026, 3, 12), Mark.LATE),
        (Mark.LATE, date(2026, 4, 20), Mark.LATE),
        (Mark.ESCALATED, date(2026, 4, 20), Mark.ESCALATED),
    ],
)
def test_mark_now_reminds_of_nothing_that_has_passed(
    mark: Mark, on: date, carried_out: Mark
) -> None:
    assert mark_now(mark, date(2026, 3, 11), on) == carried_out
