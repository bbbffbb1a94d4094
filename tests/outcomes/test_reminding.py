"""The day of a measure is called to mind in time, once; what is late is told one step up too."""

from datetime import datetime, timedelta

import pytest

from kuulluksi.org import actions as org
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.enums import MeasureEvent
from kuulluksi.pure import deadlines
from kuulluksi.voices.enums import Reason
from kuulluksi.voices.models import Notice
from tests.factories.org import County
from tests.factories.outcomes import made, new

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    """Who was told of what since the last look."""
    rows = list(Notice.objects.order_by("person__name").values_list("person__name", "reason"))
    Notice.objects.all().delete()
    return [(str(name), str(reason)) for name, reason in rows]


def test_owner_is_told_before_the_day_and_after_it_with_the_superior(
    house: County, at: datetime
) -> None:
    due = deadlines.add_working_days(deadlines.day(at), 20)
    made(house, at, due_on=due)
    told()
    steps = [
        (timedelta(days=14), []),
        (timedelta(days=21), [("Aino Esimerkki", Reason.MEASURE_SOON)]),
        (timedelta(days=22), []),
        (due - deadlines.day(at), []),
    ]
    for after, expected in steps:
        actions.remind_of_measures(at=at + after)
        assert told() == expected, after
    late = at + (due - deadlines.day(at)) + timedelta(days=1)
    assert actions.remind_of_measures(at=late) == 1
    both = [("Aino Esimerkki", Reason.MEASURE_LATE), ("Maija Päällikkö", Reason.MEASURE_LATE)]
    assert told() == both
    assert actions.remind_of_measures(at=late + timedelta(days=30)) == 0
    assert told() == []


def test_measure_of_somebody_who_left_is_told_to_whoever_leads(house: County, at: datetime) -> None:
    measure = made(house, at, owner=house.worker)
    told()
    org.leave(house.worker, on=deadlines.day(at), by=house.administrator, at=at)
    actions.remind_of_measures(at=at + timedelta(days=90))
    assert told() == [
        ("Aino Esimerkki", Reason.MEASURE_LATE),
        ("Maija Päällikkö", Reason.MEASURE_LATE),
    ]
    measure.refresh_from_db()
    assert measure.owner == house.worker


def test_what_is_done_or_put_off_is_not_late(house: County, at: datetime) -> None:
    done, later = made(house, at), made(house, at)
    actions.advance(done, MeasureEvent.DONE, by=house.supervisor, at=at, seen=done.version)
    put_off = new(house, at, due_on=deadlines.day(at) + timedelta(days=200))
    actions.edit(later, put_off, by=house.supervisor, at=at, seen=later.version)
    told()
    assert actions.remind_of_measures(at=at + timedelta(days=90)) == 0
    assert told() == []


def test_day_that_was_put_off_is_called_to_mind_anew(house: County, at: datetime) -> None:
    measure = made(house, at)
    late = at + timedelta(days=61)
    actions.remind_of_measures(at=late)
    measure.refresh_from_db()
    assert measure.reminded_on == deadlines.day(late)
    put_off = new(house, at, due_on=deadlines.day(late) + timedelta(days=3))
    actions.edit(measure, put_off, by=house.supervisor, at=late, seen=measure.version)
    told()
    assert actions.remind_of_measures(at=late) == 1
    assert told() == [("Aino Esimerkki", Reason.MEASURE_SOON)]
