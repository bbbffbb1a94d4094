"""Givers say whether it is better; what is told of it gives nobody away."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions, queries
from kuulluksi.outcomes.actions.judging import MOST_FORMS
from kuulluksi.outcomes.enums import Better, MeasureEvent
from kuulluksi.outcomes.models import Measure, MeasureVoice
from kuulluksi.voices.models import Voice
from tests.factories.org import County
from tests.factories.outcomes import made
from tests.factories.voices import given

pytestmark = pytest.mark.django_db
YES, PARTLY, NO, WORSE = Better


@pytest.fixture
def voices(house: County, at: datetime) -> list[Voice]:
    return [given(at, unit=house.kamppi).voice for _each in range(11)]


@pytest.fixture
def measure(house: County, at: datetime, voices: list[Voice]) -> Measure:
    return done(made(house, at, behind=voices), house, at)


def done(measure: Measure, house: County, at: datetime) -> Measure:
    seen = measure.version
    return actions.advance(measure, MeasureEvent.DONE, by=house.supervisor, at=at, seen=seen)


def judged(measure: Measure, voices: Sequence[Voice], said: Sequence[Better], at: datetime) -> None:
    for voice, better in zip(voices, said, strict=True):
        actions.judge(measure, voice, better, nonce=f"{voice.pk}{better}", at=at)
    measure.refresh_from_db()


def told(measure: Measure) -> list[int]:
    return list(queries.verdicts(measure).values())


def test_verdict_stands_and_may_be_changed(
    measure: Measure, voices: list[Voice], at: datetime
) -> None:
    assert actions.judge(measure, voices[0], YES, nonce="n", at=at)
    later = at + timedelta(days=3)
    assert actions.judge(measure, voices[0], NO, nonce="m", at=later)
    link = MeasureVoice.objects.get(voice=voices[0])
    assert (link.better, link.judged_on) == (NO, later.date())


def test_form_that_comes_again_changes_nothing(
    measure: Measure, voices: list[Voice], at: datetime
) -> None:
    """Even after another one: pages that a browser opens again send what was sent before."""
    assert actions.judge(measure, voices[0], YES, nonce="n", at=at)
    assert not actions.judge(measure, voices[0], YES, nonce="n", at=at)
    assert actions.judge(measure, voices[0], NO, nonce="m", at=at)
    assert not actions.judge(measure, voices[0], YES, nonce="n", at=at)
    assert MeasureVoice.objects.get(voice=voices[0]).better == NO


def test_only_those_behind_it_judge_what_is_done(
    house: County, measure: Measure, voices: list[Voice], at: datetime
) -> None:
    stranger = given(at, unit=house.kamppi).voice
    with pytest.raises(Refused):
        actions.judge(measure, stranger, YES, nonce="n", at=at)
    planned = made(house, at, behind=[voices[0]])
    with pytest.raises(Refused):
        actions.judge(planned, voices[0], YES, nonce="n", at=at)
    assert not MeasureVoice.objects.exclude(better="").exists()


def test_fewer_than_five_are_not_told(measure: Measure, voices: list[Voice], at: datetime) -> None:
    judged(measure, voices[:4], [YES, YES, NO, WORSE], at)
    assert told(measure) == []
    judged(measure, voices[4:5], [PARTLY], at)
    assert told(measure) == [2, 1, 1, 1]


def test_those_who_all_say_the_same_are_not_told(
    measure: Measure, voices: list[Voice], at: datetime
) -> None:
    judged(measure, voices[:6], [YES] * 6, at)
    assert told(measure) == []
    judged(measure, voices[6:7], [NO], at)
    assert told(measure) == [6, 0, 1, 0]


def test_what_is_told_waits_for_enough_others(
    measure: Measure, voices: list[Voice], at: datetime
) -> None:
    """Nobody finds a giver's verdict by laying today's numbers beside yesterday's."""
    judged(measure, voices[:5], [YES, YES, YES, NO, NO], at)
    assert told(measure) == [3, 0, 2, 0]
    judged(measure, voices[5:9], [NO, YES, PARTLY, NO], at)
    judged(measure, voices[:1], [WORSE], at)
    assert told(measure) == [3, 0, 2, 0]
    judged(measure, voices[9:10], [YES], at)
    assert told(measure) == [4, 1, 4, 1]


def test_measure_that_is_edited_keeps_what_was_told(
    house: County, measure: Measure, voices: list[Voice], at: datetime
) -> None:
    judged(measure, voices[:5], [YES, YES, YES, NO, NO], at)
    measure = actions.publish(measure, by=house.supervisor, at=at, seen=measure.version)
    assert told(measure) == [3, 0, 2, 0]
    Voice.objects.filter(pk=voices[0].pk).delete()
    measure.refresh_from_db()
    assert told(measure) == [3, 0, 2, 0]


def test_number_tells_nobody_of_voices_hidden_from_them(house: County, at: datetime) -> None:
    """Of six voices one concerns the supervisor, who counts five."""
    seen = [given(at, unit=house.kamppi).voice for _each in range(5)]
    hidden = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    measure = made(house, at, by=house.manager, behind=[*seen, hidden])
    measure = done(measure, house, at)
    assert queries.told_behind([measure.pk]) == {measure.pk: 5}
    judged(measure, [hidden, *seen[:4]], [WORSE, YES, YES, NO, NO], at)
    assert told(measure) == [2, 0, 2, 1]


def test_more_verdicts_than_voices_that_all_may_see_are_not_told(
    house: County, at: datetime
) -> None:
    seen = [given(at, unit=house.kamppi).voice for _each in range(4)]
    hidden = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    measure = made(house, at, by=house.manager, behind=[*seen, hidden])
    measure = done(measure, house, at)
    judged(measure, [hidden, *seen], [WORSE, YES, YES, NO, NO], at)
    assert told(measure) == []


def test_so_many_forms_of_a_giver_are_remembered(
    measure: Measure, voices: list[Voice], at: datetime
) -> None:
    """Whoever holds a code sends as many as they like, and the row stays small."""
    for number in range(MOST_FORMS + 5):
        actions.judge(measure, voices[0], Better.NO, nonce=f"{number}", at=at)
    assert len(MeasureVoice.objects.get(voice=voices[0]).forms) == MOST_FORMS
