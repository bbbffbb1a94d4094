"""What two people do at the same moment, or one with a doubled click, is done once and for all."""

import time
from datetime import datetime

import pytest

from kuulluksi.outcomes import actions
from kuulluksi.outcomes.actions import circles, clusters
from kuulluksi.outcomes.enums import Better, MeasureEvent, ToldBy
from kuulluksi.outcomes.models import (
    Circle,
    Cluster,
    ClusterVoice,
    Measure,
    MeasureStep,
    MeasureVoice,
    Told,
)
from kuulluksi.pure.text import Text
from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import Step, Voice
from tests.factories.org import county
from tests.factories.outcomes import made, new, text
from tests.factories.using import gathered
from tests.factories.voices import given
from tests.figures.test_two_workers import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_is_added_while_the_others_are_told_is_told_too(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = county()
    first, late = (given(at, unit=house.kamppi).voice for _ in range(2))
    cluster, by = gathered(house, at, [first]), house.supervisor
    circle, words = Circle.objects.get(), text("Soitamme pian.")
    telling = circles.tell_one

    def slowly(voice: Voice, said: Text, **who: object) -> None:
        time.sleep(0.5)
        telling(voice, said, by=by, at=at)

    monkeypatch.setattr(circles, "tell_one", slowly)

    def add() -> None:
        time.sleep(0.2)
        clusters.add(cluster, [late], by=by, at=at)

    tell = circles.tell_them
    assert together(add, lambda: tell(circle, ToldBy.JOURNEY, None, words, by=by, at=at)) == []
    assert ClusterVoice.objects.count() == 2
    told = Step.objects.filter(event=Event.TOLD).values_list("voice", flat=True)
    assert sorted(told) == sorted([first.pk, late.pk])


def test_doubled_clicks(at: datetime) -> None:
    house = county()
    by, voice = house.supervisor, given(at, unit=house.kamppi).voice
    told = new(house, at)
    make = lambda: actions.make(told, by=by, at=at, voices_behind=[voice], key=7)  # noqa: E731
    assert together(make, make, make) == []
    assert Measure.objects.count() == MeasureVoice.objects.count() == 1
    put = lambda: gathered(house, at, [voice])  # noqa: E731
    assert together(put, put) == []
    assert Cluster.objects.count() == 1
    circle, words = Circle.objects.get(), text("Soitamme pian.")
    tell = lambda: circles.tell_them(circle, ToldBy.JOURNEY, None, words, by=by, at=at)  # noqa: E731
    assert together(tell, tell) == []
    assert Told.objects.count() == Step.objects.filter(event=Event.TOLD).count() == 1


def test_second_of_two_hands_is_told(at: datetime) -> None:
    house = county()
    measure, by = made(house, at, behind=[given(at, unit=house.kamppi).voice]), house.supervisor
    seen, done = measure.version, MeasureEvent.DONE
    end = lambda: actions.advance(measure, done, by=by, at=at, seen=seen)  # noqa: E731
    assert len(together(end, end)) == 1
    assert MeasureStep.objects.filter(event=done).count() == 1
    assert Step.objects.filter(event=Event.FOLLOWED).count() == 1


def test_voice_is_linked_once_and_one_form_judges_once(at: datetime) -> None:
    house = county()
    measure, by = made(house, at), house.supervisor
    voice = given(at, unit=house.kamppi).voice
    link = lambda: actions.link_voices(measure, [voice], by=by, at=at)  # noqa: E731
    assert together(link, link) == []
    assert Step.objects.filter(event=Event.LED_TO).count() == 1
    measure.refresh_from_db()
    actions.advance(measure, MeasureEvent.DONE, by=by, at=at, seen=measure.version)
    said = [Better.NO, Better.YES]
    judge = [
        lambda better=better: actions.judge(measure, voice, better, nonce="one", at=at)
        for better in (*said, *said)
    ]
    assert together(*judge) == []
    assert len(MeasureVoice.objects.get().forms) == 2
