"""Figures of answering: nobody looks better for what was left unanswered, and few are not told."""

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import answering
from kuulluksi.pure.answering import (
    MINIMUM,
    Clock,
    Figures,
    Part,
    counted_on,
    figures,
    since,
)
from kuulluksi.pure.deadlines import add_working_days, working_days_between

ON = date(2026, 3, 1)


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    began = ON - timedelta(days=draw(st.integers(15, 365)))
    due = add_working_days(began, 7)
    longest = (ON - began).days - 1
    stopped = draw(st.none() | st.integers(0, longest).map(lambda n: began + timedelta(days=n)))
    return Clock(began, due, stopped)


PAST = clocks().filter(lambda clock: clock.due < ON)
MANY = st.lists(PAST, min_size=MINIMUM, max_size=40)


def told(found: list[Clock]) -> Figures:
    answer = figures(found, on=ON)
    assert answer is not None
    return answer


def test_answering_examples_of_the_docstring_hold() -> None:
    assert doctest.testmod(answering).failed == 0


@given(MANY)
def test_answering_share_is_of_all_that_are_past_due(found: list[Clock]) -> None:
    got = told(found)
    assert got.n == len(found)
    assert got.answered == sum(clock.stopped is not None for clock in found)
    assert (got.percent == 100) == (got.answered == got.n)
    assert (got.percent == 0) == (got.answered == 0)
    assert abs(got.percent - 100 * got.answered / got.n) <= 1


@given(MANY)
def test_answering_order_does_not_matter(found: list[Clock]) -> None:
    assert told(found) == told(found[::-1])


@given(MANY, PAST)
def test_answering_one_more_without_an_answer_never_looks_better(
    found: list[Clock], more: Clock
) -> None:
    before, after = told(found), told([*found, Clock(more.began, more.due)])
    assert after.percent <= max(before.percent, 99)
    assert after.answered / after.n <= before.answered / before.n
    if after.median is not None:
        assert before.median is not None
        assert after.median >= before.median


@given(MANY, st.data())
def test_answering_whatever_comes_of_what_still_runs_the_bounds_hold(
    found: list[Clock], data: st.DataObject
) -> None:
    """`at_least` from below; a stated median from above, because what runs counts as longest."""
    ended = [
        Clock(
            clock.began, clock.due, clock.stopped or ON + timedelta(data.draw(st.integers(0, 90)))
        )
        for clock in found
    ]
    now, later = told(found), figures(ended, on=date(2026, 7, 1))
    assert later is not None
    assert later.median is not None
    assert later.median >= now.at_least
    if now.median is not None:
        assert later.median <= now.median


@given(MANY, st.data())
def test_answering_nothing_of_the_month_shows_before_it_is_over(
    found: list[Clock], data: st.DataObject
) -> None:
    """Otherwise whoever notes the figures of each day would read a single voice between two."""
    day = data.draw(st.dates(ON, date(2026, 3, 31)))
    running = [Clock(clock.began, clock.due) for clock in found]
    now = [
        clock if clock.stopped else Clock(clock.began, clock.due, data.draw(st.dates(ON, day)))
        for clock in found
    ]
    fresh = [Clock(clock.began, data.draw(st.dates(ON, day))) for clock in found]
    assert counted_on(day) == ON
    assert figures([*now, *fresh], on=counted_on(day)) == told(found)
    assert told(running).answered == 0


PARTS: st.SearchStrategy[Part] = st.recursive(
    st.builds(Part, st.integers(0, 9), has_page=st.booleans()),
    lambda parts: st.builds(
        Part, st.integers(0, 9), st.lists(parts, max_size=4), has_page=st.booleans()
    ),
    max_leaves=12,
)


def told_below(part: Part) -> list[Part]:
    """The uppermost places below whose page tells a number."""
    return [one for each in part.parts for one in ([each] if each.is_told else told_below(each))]


@given(PARTS)
def test_answering_subtracting_what_the_offices_tell_leaves_nobody_alone(place: Part) -> None:
    for part in (place, *told_below(place)):
        if part.is_told:
            left = part.whole - sum(below.whole for below in told_below(part))
            assert part.whole >= MINIMUM
            assert left == 0 or left >= MINIMUM


@given(PARTS)
def test_answering_enough_of_a_place_is_told(place: Part) -> None:
    alone = Part(place.whole)
    assert alone.is_told == (place.whole >= MINIMUM)
    if place.has_page and place.rest >= MINIMUM:
        assert place.is_told


@given(MANY)
def test_answering_median_is_said_only_when_more_than_half_are_answered(
    found: list[Clock],
) -> None:
    got = told(found)
    assert (got.median is not None) == (2 * got.answered > got.n)


@given(MANY)
def test_answering_what_still_has_time_counts_for_nothing(found: list[Clock]) -> None:
    young = [Clock(ON, add_working_days(ON, 7), stopped) for stopped in (None, ON)]
    due_today = Clock(date(2026, 2, 18), ON)
    assert told([*found, *young, due_today]) == told(found)


@given(st.lists(PAST, max_size=MINIMUM - 1))
def test_answering_too_few_give_no_figure(found: list[Clock]) -> None:
    assert figures(found, on=ON) is None


def test_answering_late_answer_is_an_answer_and_an_early_one_counts_from_its_day() -> None:
    friday, due = date(2026, 2, 6), date(2026, 2, 17)
    late = Clock(friday, due, date(2026, 2, 25))
    same_day = Clock(friday, due, friday)
    got = told([late, late, late, same_day, same_day])
    assert got == Figures(5, 5, 13.0, 13.0)
    assert working_days_between(friday, date(2026, 2, 25)) == 13


def test_answering_half_days_stand_between_two() -> None:
    began, due = date(2026, 2, 2), date(2026, 2, 11)
    four, five = date(2026, 2, 6), date(2026, 2, 9)
    found = [Clock(began, due, stopped) for stopped in (four, four, four, five, five, five)]
    assert told(found).median == 4.5


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (date(2026, 3, 2), date(2025, 3, 1)),
        (date(2028, 2, 29), date(2027, 2, 1)),
        (date(2026, 1, 1), date(2025, 1, 1)),
    ],
)
def test_answering_reaches_twelve_whole_months_back(on: date, first: date) -> None:
    assert since(counted_on(on)) == first
