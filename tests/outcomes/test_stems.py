"""What measures stem from: only published figures, only voices that somebody may read."""

from datetime import datetime, timedelta

import pytest

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions, queries
from kuulluksi.outcomes.actions import Stem
from kuulluksi.outcomes.enums import MeasureEvent, MeasureState
from kuulluksi.outcomes.models import Measure
from kuulluksi.outcomes.queries import stems
from kuulluksi.pure import deadlines
from kuulluksi.voices.enums import Event, HoldReason
from kuulluksi.voices.models import Step, Voice
from tests.factories import figures
from tests.factories.org import County
from tests.factories.outcomes import made, new, text
from tests.factories.voices import given

pytestmark = pytest.mark.django_db
PLACE, ITEM = "unit-kampin-sosiaaliasema", "school-grade"


def test_figure_stands_behind_once_and_is_found_again(house: County, at: datetime) -> None:
    wave = figures.closed(house, at, {house.kamppi: figures.grades({7: 9, 9: 20})})
    stem = Stem(wave, wave.closes_on.year, PLACE, ITEM)
    measure = actions.make(new(house, at), by=house.supervisor, at=at, figure=stem)
    assert not actions.link_figure(measure, stem, by=house.supervisor, at=at)
    (behind,) = stems.figures_of(measure)
    assert behind.figure is not None
    assert behind.figure.published.n == 29
    assert stems.stemming(wave, stem.year, PLACE, ITEM) == [measure]
    assert stems.stemming(None, stem.year, PLACE, ITEM) == []


def test_figure_that_is_hidden_or_was_not_asked_stands_behind_nothing(
    house: County, at: datetime
) -> None:
    wave = figures.closed(house, at, {house.kamppi: figures.grades({7: 9, 9: 20})})
    few = figures.closed(house, at, {house.kamppi: figures.grades({6: 2})}, code="vaisu")
    assert stems.shown(wave, 2026, PLACE, ITEM) is not None
    assert stems.shown(few, 2026, PLACE, ITEM) is None
    assert stems.shown(wave, 2026, PLACE, "not-asked") is None
    assert stems.shown(wave, 2026, "unit-nowhere", ITEM) is None
    assert stems.shown(None, 1999, PLACE, ITEM) is None


def test_candidates_are_of_the_place_readable_and_not_behind_it_yet(
    house: County, at: datetime
) -> None:
    here, there = given(at, unit=house.kamppi).voice, given(at, unit=house.kallio).voice
    given(at, unit=house.kamppi, concerns=Concerns.HANDLER)
    given(at - timedelta(days=400), unit=house.kamppi)
    linked = given(at, unit=house.kamppi).voice
    measure = made(house, at, behind=[linked])
    on = deadlines.day(at)
    assert list(stems.candidates(measure, house.supervisor, on)) == [here]
    wide = made(house, at, by=house.manager, place=house.social_work)
    found = stems.candidates(wide, house.manager, on)
    assert {here, there, linked} <= set(found)


def test_voices_hidden_from_somebody_are_not_counted_for_them(house: County, at: datetime) -> None:
    secret = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    plain = given(at, unit=house.kamppi).voice
    measure = made(house, at, by=house.manager, behind=[secret, plain])
    assert queries.behind(measure, house.supervisor) == 1
    assert queries.behind(measure, house.manager) == queries.behind(measure) == 2


def test_what_is_no_feedback_or_waits_for_review_leads_to_nothing(
    house: County, at: datetime
) -> None:
    lost = given(at, unit=house.kamppi).voice
    Voice.objects.filter(pk=lost.pk).update(misdirected="appointment")
    held = given(at, unit=house.kamppi, hold_reason=HoldReason.HONEYPOT).voice
    for voice in (lost, held):
        with pytest.raises(Refused):
            made(house, at, behind=[voice])
    assert not Measure.objects.exists()


def test_step_of_the_journey_tells_where_the_measure_stood(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    made(house, at, behind=[voice])
    made(house, at, behind=[voice], reason=text("Siihen ei ole lupaa."))
    done = made(house, at)
    actions.advance(done, MeasureEvent.DONE, by=house.supervisor, at=at, seen=done.version)
    actions.link_voices(done, [voice], by=house.supervisor, at=at)
    steps = Step.objects.filter(voice=voice, event=Event.LED_TO).order_by("number")
    assert [step.detail for step in steps] == [
        MeasureState.PLANNED,
        MeasureState.NOT_POSSIBLE,
        MeasureState.DONE,
    ]


def test_form_that_is_sent_twice_makes_one_measure(house: County, at: datetime) -> None:
    first = actions.make(new(house, at), by=house.supervisor, at=at, key=11)
    again = actions.make(new(house, at), by=house.supervisor, at=at, key=11)
    assert first == again == Measure.objects.get()
    assert first.steps.count() == 1


def test_day_that_has_passed_is_no_promise(house: County, at: datetime) -> None:
    yesterday = deadlines.day(at) - timedelta(days=1)
    with pytest.raises(Refused) as refused:
        made(house, at, due_on=yesterday)
    assert refused.value.field == "due_on"
    measure = made(house, at)
    with pytest.raises(Refused):
        actions.edit(
            measure,
            new(house, at, due_on=yesterday),
            by=house.supervisor,
            at=at,
            seen=measure.version,
        )
    late = at + timedelta(days=90)
    actions.edit(measure, new(house, at), by=house.supervisor, at=late, seen=measure.version)
