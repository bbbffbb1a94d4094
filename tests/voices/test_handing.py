"""What is no feedback is handed on with one act, told to the giver, kept open, counted apart."""

from datetime import date, datetime

import pytest

from kuulluksi.cases import actions as cases
from kuulluksi.cases.enums import Concerns
from kuulluksi.org.models import Mail, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions, queries
from kuulluksi.voices.enums import Event, HoldReason, Misdirected, Reason, State
from kuulluksi.voices.models import Notice, Step, Voice
from kuulluksi.voices.rules import Stale
from tests.factories.org import County
from tests.factories.voices import given

ON = date(2026, 3, 2)
MESSAGE = "Haluat ajan. Ohjasimme viestisi eteenpäin. Soita: 09 000 0000."


@pytest.fixture
def voice(house: County, at: datetime) -> Voice:
    return given(at, unit=house.kamppi, contact="pekka@posti.example", language="sv").voice


def hand_on(voice: Voice, house: County, at: datetime, unit: Unit | None = None) -> Voice:
    now = Voice.objects.get(pk=voice.pk)
    actions.hand_on(
        now,
        by=house.supervisor,
        at=at,
        seen=now.version,
        reason=Misdirected.APPOINTMENT,
        words=MESSAGE,
        to=None if unit else house.worker,
        unit=unit,
    )
    return Voice.objects.get(pk=voice.pk)


def test_handing_on_is_one_step_that_tells_the_giver_and_stays_open(
    house: County, at: datetime, voice: Voice
) -> None:
    due, version = voice.due_on, Voice.objects.get(pk=voice.pk).version
    after = hand_on(voice, house, at)
    assert (after.owner, after.state, after.version) == (house.worker, State.WAITING, version + 1)
    assert (after.misdirected, after.due_on) == (Misdirected.APPOINTMENT, due)
    last = queries.journey(after, for_giver=True)[-1]
    assert (last.step.event, last.words) == (Event.HANDED_ON, MESSAGE)
    assert (last.step.to, last.step.detail) == (house.worker, Misdirected.APPOINTMENT)
    assert str(last.step.title.best("fi")) == "työntekijä"
    notice = Notice.objects.get(reason=Reason.HANDED_ON)
    assert (notice.person, notice.voice) == (house.worker, voice)
    mail = Mail.objects.get()
    assert (mail.to, mail.letter, mail.language, mail.facts) == (
        "pekka@posti.example",
        "news",
        "sv",
        {},
    )


def test_handing_on_to_a_place_goes_to_whoever_answers_there(
    house: County, at: datetime, voice: Voice
) -> None:
    after = hand_on(voice, house, at, unit=house.kallio)
    assert (after.owner, after.unit) == (house.neighbour, house.kallio)
    assert queries.can_view(after.pk, house.neighbour, ON)


def test_handing_on_a_second_time_and_taking_back(
    house: County, at: datetime, voice: Voice
) -> None:
    first = hand_on(voice, house, at)
    actions.read(first, by=house.worker, at=at)
    assert Voice.objects.get(pk=voice.pk).state == State.READ
    after = hand_on(voice, house, at, unit=house.kallio)
    actions.take_as_feedback(after, by=house.neighbour, at=at, seen=after.version)
    taken = Voice.objects.get(pk=voice.pk)
    assert (taken.misdirected, taken.state) == ("", State.WAITING)
    assert queries.journey(taken, for_giver=True)[-1].step.event == Event.AS_FEEDBACK
    with pytest.raises(Refused):
        actions.take_as_feedback(taken, by=house.neighbour, at=at, seen=taken.version)


def test_handed_on_matter_is_answered_or_closed_like_others(
    house: County, at: datetime, voice: Voice
) -> None:
    after = hand_on(voice, house, at)
    actions.answer(after, by=house.worker, at=at, seen=after.version, words="Soitan huomenna.")
    after.refresh_from_db()
    assert (after.state, after.misdirected) == (State.ANSWERED, Misdirected.APPOINTMENT)


@pytest.mark.parametrize("words", ["", "  \n "])
def test_handing_on_without_a_word_to_the_giver_is_refused(
    house: County, at: datetime, voice: Voice, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.hand_on(
            voice,
            by=house.supervisor,
            at=at,
            seen=2,
            reason=Misdirected.OTHER,
            words=words,
            to=house.worker,
        )
    assert refused.value.field == "message"
    assert not Step.objects.filter(event=Event.HANDED_ON).exists()


def test_handing_on_needs_a_receiver_who_may_have_it(house: County, at: datetime) -> None:
    secret = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    about_worker = given(at, unit=house.kamppi, concerns=Concerns.WORKER).voice
    for voice, by, to in (
        (secret, house.manager, house.supervisor),
        (about_worker, house.supervisor, house.worker),
        (about_worker, house.supervisor, None),
    ):
        with pytest.raises(Refused) as refused:
            cases.hand_on(
                voice, by=by, at=at, seen=2, reason=Misdirected.OTHER, words=MESSAGE, to=to
            )
        assert refused.value.field == "to"
    assert not Voice.objects.exclude(misdirected="").exists()


def test_handing_on_what_a_colleague_answered_meanwhile_is_told(
    house: County, at: datetime, voice: Voice
) -> None:
    actions.close(voice, by=house.manager, at=at, seen=2, reason="Hoidettu.")
    with pytest.raises(Stale):
        actions.hand_on(
            voice,
            by=house.supervisor,
            at=at,
            seen=2,
            reason=Misdirected.OTHER,
            words=MESSAGE,
            to=house.worker,
        )


def test_handing_on_what_is_held_cannot_be_done(house: County, at: datetime) -> None:
    held = given(at, unit=house.kamppi, hold_reason=HoldReason.HONEYPOT).voice
    with pytest.raises(Refused):
        actions.hand_on(
            held,
            by=house.dispatcher,
            at=at,
            seen=held.version,
            reason=Misdirected.OTHER,
            words=MESSAGE,
            to=house.worker,
        )
