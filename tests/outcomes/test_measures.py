"""Measures are made, moved on, refused with a reason, and told to those behind them."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from kuulluksi.org.models import Mail
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions, queries
from kuulluksi.outcomes.enums import Conclusion, MeasureEvent, MeasureState
from kuulluksi.outcomes.models import Measure, MeasureVoice
from kuulluksi.outcomes.rules import Stale
from kuulluksi.pure.text import Text
from kuulluksi.voices.enums import Event, Reason
from kuulluksi.voices.models import Notice, Step
from tests.factories.org import County
from tests.factories.outcomes import made, new, text, trial
from tests.factories.voices import given

pytestmark = pytest.mark.django_db


def test_measure_needs_an_owner_and_a_day(house: County, at: datetime) -> None:
    for field in ("owner", "due_on"):
        missing: dict[str, Any] = {field: None}
        with pytest.raises(Refused) as refused:
            made(house, at, **missing)
        assert refused.value.field == field
    assert not Measure.objects.exists()


def test_measure_is_made_where_somebody_leads(house: County, at: datetime) -> None:
    with pytest.raises(Refused):
        made(house, at, by=house.worker)
    with pytest.raises(Refused):
        made(house, at, place=house.kallio)
    assert made(house, at, by=house.manager, place=house.kallio).unit == house.kallio
    assert made(house, at, by=house.everyone["director"], place=None).place is None


def test_measure_of_several_voices_is_in_each_journey(house: County, at: datetime) -> None:
    one = given(at, unit=house.kamppi, contact="asiakas@esimerkki.example").voice
    two = given(at, unit=house.kamppi).voice
    Mail.objects.all().delete()
    measure = made(house, at, behind=[one, two])
    other = made(house, at, behind=[one])
    assert {link.measure_id for link in queries.of_voice(one)} == {measure.pk, other.pk}
    assert [link.measure_id for link in queries.of_voice(two)] == [measure.pk]
    assert Step.objects.filter(voice=one, event=Event.LED_TO).count() == 2
    assert Mail.objects.filter(letter="news").count() == 2
    assert queries.behind(measure) == 2


def test_voices_are_linked_once(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    measure = made(house, at, behind=[voice])
    assert actions.link_voices(measure, [voice], by=house.supervisor, at=at) == 0
    assert MeasureVoice.objects.count() == 1
    assert Step.objects.filter(voice=voice, event=Event.LED_TO).count() == 1


def test_voice_that_one_may_not_read_is_not_linked(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kallio).voice
    with pytest.raises(Refused):
        made(house, at, behind=[voice])
    assert not Measure.objects.exists()


def test_measure_goes_its_way(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    measure = made(house, at, behind=[voice])
    for event, state in (
        (MeasureEvent.BEGUN, MeasureState.UNDERWAY),
        (MeasureEvent.DONE, MeasureState.DONE),
        (MeasureEvent.TAKEN_UP, MeasureState.UNDERWAY),
    ):
        measure = actions.advance(measure, event, by=house.supervisor, at=at, seen=measure.version)
        assert measure.state == state
    followed = Step.objects.filter(voice=voice, event=Event.FOLLOWED).order_by("number")
    assert [step.detail for step in followed] == ["begun", "done", "taken-up"]
    assert measure.ended_on is None


def test_not_possible_needs_its_reason(house: County, at: datetime) -> None:
    measure = made(house, at)
    with pytest.raises(Refused) as refused:
        actions.advance(
            measure,
            MeasureEvent.REFUSED,
            by=house.supervisor,
            at=at,
            seen=measure.version,
            reason=Text(),
        )
    assert refused.value.field == "reason"
    measure.refresh_from_db()
    assert measure.state == MeasureState.PLANNED
    why = text("Ovea ei saa siirtää suojellussa talossa.")
    measure = actions.advance(
        measure, MeasureEvent.REFUSED, by=house.supervisor, at=at, seen=measure.version, reason=why
    )
    assert (measure.state, measure.reason) == (MeasureState.NOT_POSSIBLE, why)
    assert made(house, at, reason=why).state == MeasureState.NOT_POSSIBLE


def test_second_hand_is_told(house: County, at: datetime) -> None:
    measure = made(house, at)
    seen = measure.version
    actions.edit(
        measure, new(house, at, title=text("Toinen")), by=house.supervisor, at=at, seen=seen
    )
    with pytest.raises(Stale):
        actions.edit(measure, new(house, at), by=house.supervisor, at=at, seen=seen)


def test_new_owner_and_new_day_are_told(house: County, at: datetime) -> None:
    measure = made(house, at)
    later = new(house, at, owner=house.manager, due_on=measure.due_on + timedelta(days=9))
    measure = actions.edit(measure, later, by=house.supervisor, at=at, seen=measure.version)
    events = list(measure.steps.order_by("number").values_list("event", flat=True))
    assert events == ["made", "put-off", "handed"]
    assert Notice.objects.get().reason == Reason.MEASURE
    assert Notice.objects.get().person == house.manager


def test_public_measure_says_all_of_it(house: County, at: datetime) -> None:
    measure = made(house, at, said=Text())
    with pytest.raises(Refused) as refused:
        actions.publish(measure, by=house.supervisor, at=at, seen=measure.version)
    assert refused.value.field == "said-fi"
    measure = made(house, at, title=Text.of(fi="Vain suomeksi"))
    with pytest.raises(Refused) as refused:
        actions.publish(measure, by=house.supervisor, at=at, seen=measure.version)
    assert refused.value.field == "title-sv"
    measure = made(house, at, reason=Text.of(sv="Huset är skyddat."))
    with pytest.raises(Refused) as refused:
        actions.publish(measure, by=house.supervisor, at=at, seen=measure.version)
    assert refused.value.field == "reason-fi"
    measure = made(house, at, public=True)
    assert measure.published_on is not None
    with pytest.raises(Refused):
        actions.edit(
            measure, new(house, at, said=Text()), by=house.supervisor, at=at, seen=measure.version
        )
    measure.refresh_from_db()
    measure = actions.withdraw(measure, by=house.supervisor, at=at, seen=measure.version)
    assert measure.published_on is None


def test_trial_has_its_period_and_is_concluded(house: County, at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        trial(house, at, trial_until=None)
    assert refused.value.field == "trial_until"
    measure = trial(house, at)
    with pytest.raises(Refused) as refused:
        actions.conclude(
            measure, Conclusion.KEPT, Text(), by=house.supervisor, at=at, seen=measure.version
        )
    assert refused.value.field == "concluded"
    measure.refresh_from_db()
    measure = actions.conclude(
        measure,
        Conclusion.KEPT,
        text("Soitto tuli joka kerta."),
        by=house.supervisor,
        at=at + timedelta(days=61),
        seen=measure.version,
    )
    assert measure.state == MeasureState.DONE
    assert measure.begun_on == measure.trial_from
