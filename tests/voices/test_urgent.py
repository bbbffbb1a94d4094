"""What is urgent: who or what says so, who is told at once, and how many letters a day."""

from datetime import datetime, timedelta

import pytest

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.enums import DutyKind
from kuulluksi.org.models import Absence, Duty, Mail, Person
from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions, queries
from kuulluksi.voices.actions.alarms import LETTERS_A_DAY
from kuulluksi.voices.enums import Event, HoldReason, State, Urgency, Verdict
from kuulluksi.voices.models import Step, Voice
from tests.factories.org import County, duty
from tests.factories.voices import given

DANGER = "Mieheni löi minua eilen illalla."


@pytest.fixture
def on_duty(house: County) -> Person:
    """The worker answers for nothing, but is told of what is urgent; the neighbour is deputy."""
    duty(house.worker, "päivystäjä", kind=DutyKind.ON_DUTY, deputy=house.neighbour)
    return house.worker


def alarms(voice: Voice) -> list[tuple[str, Person | None]]:
    steps = Step.objects.filter(voice=voice, event=Event.URGENT).order_by("number")
    return [(step.detail, step.to) for step in steps]


def letters() -> list[tuple[str, object]]:
    return list(Mail.objects.filter(letter="urgent").values_list("to", "facts"))


def fresh(voice: Voice) -> Voice:
    return Voice.objects.get(pk=voice.pk)


def test_urgent_words_tell_whoever_is_on_duty_at_once(
    house: County, on_duty: Person, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, words=DANGER).voice
    assert fresh(voice).urgent == Urgency.WORDS
    assert alarms(voice) == [(Urgency.WORDS, on_duty)]
    assert letters() == [(on_duty.email, {"reason": "words"})]
    assert queries.can_view(voice.pk, on_duty, at.date())
    assert fresh(voice).owner == house.supervisor


def test_urgent_by_the_giver_wins_over_words_and_is_one_letter(
    house: County, on_duty: Person, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, words=DANGER, urgent=True).voice
    assert alarms(voice) == [(Urgency.GIVER, on_duty)]
    assert len(letters()) == 1


def test_urgent_is_nothing_without_a_reason(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    assert (fresh(voice).urgent, alarms(voice), letters()) == ("", [], [])


@pytest.mark.parametrize("how", ["added", "not-helped"])
def test_urgent_words_that_come_later(
    house: County, on_duty: Person, at: datetime, how: str
) -> None:
    voice = given(at, unit=house.kamppi).voice
    actions.answer(voice, by=house.supervisor, at=at, seen=2, words="Vastaus.")
    if how == "added":
        actions.add_words(fresh(voice), words=DANGER, nonce="a", at=at)
    else:
        actions.judge(fresh(voice), verdict=Verdict.NO, words=DANGER, nonce="a", at=at)
    assert alarms(voice) == [(Urgency.WORDS, on_duty)]
    assert fresh(voice).state == State.WAITING


@pytest.mark.parametrize("verdict", [Verdict.YES, Verdict.PARTLY])
def test_urgent_words_beside_a_good_verdict_wake_the_voice(
    house: County, on_duty: Person, at: datetime, verdict: Verdict
) -> None:
    voice = given(at, unit=house.kamppi).voice
    actions.answer(voice, by=house.supervisor, at=at, seen=2, words="Vastaus.")
    for _doubled in range(2):
        actions.judge(fresh(voice), verdict=verdict, words=DANGER, nonce="a", at=at)
    assert alarms(voice) == [(Urgency.WORDS, on_duty)]
    assert (fresh(voice).state, fresh(voice).verdict) == (State.WAITING, verdict)
    assert voice.passages.filter(body=DANGER).count() == 1


def test_urgent_once_is_told_once_until_it_is_calmed_or_answered(
    house: County, on_duty: Person, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, words=DANGER).voice
    for number in range(3):
        actions.add_words(fresh(voice), words=f"{DANGER} {number}", nonce=str(number), at=at)
    assert (len(alarms(voice)), len(letters())) == (1, 1)
    actions.calm(voice, by=on_duty, at=at)
    actions.add_words(fresh(voice), words="En jaksa enää elää.", nonce="again", at=at)
    assert (len(alarms(voice)), len(letters())) == (2, 2)
    seen = fresh(voice).version
    actions.answer(voice, by=house.supervisor, at=at, seen=seen, words="Vastaus.")
    actions.judge(fresh(voice), verdict=Verdict.NO, words=DANGER, nonce="no", at=at)
    assert (len(alarms(voice)), len(letters())) == (3, 3)


def test_urgent_goes_to_the_deputy_or_the_dispatcher(
    house: County, on_duty: Person, at: datetime
) -> None:
    on = at.date()
    Absence.objects.create(person=on_duty, starts_on=on, ends_on=on)
    assert alarms(given(at, unit=house.kamppi, words=DANGER).voice)[0][1] == house.neighbour
    Absence.objects.create(person=house.neighbour, starts_on=on, ends_on=on)
    assert alarms(given(at, unit=house.kamppi, words=DANGER).voice)[0][1] == house.dispatcher


def test_urgent_never_goes_to_whom_it_concerns(house: County, at: datetime) -> None:
    duty(house.supervisor, "päivystäjä", kind=DutyKind.ON_DUTY)
    voice = given(at, unit=house.kamppi, words=DANGER, concerns=Concerns.HANDLER).voice
    assert alarms(voice) == [(Urgency.WORDS, house.dispatcher)]
    assert not queries.can_view(voice.pk, house.supervisor, at.date())


def test_urgent_and_held_is_seen_by_whoever_is_on_duty(
    house: County, on_duty: Person, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, words=DANGER, hold_reason=HoldReason.BUDGET).voice
    assert alarms(voice) == [(Urgency.WORDS, on_duty)]
    assert queries.can_view(voice.pk, on_duty, at.date())


def test_urgent_flood_is_no_bomb_for_a_mailbox(
    house: County, on_duty: Person, at: datetime
) -> None:
    most = LETTERS_A_DAY["urgent"]
    for _ in range(most + 3):
        given(at, unit=house.kamppi, words=DANGER)
    written = letters()
    assert written.count((on_duty.email, {"reason": "words"})) == most - 1
    assert written.count((on_duty.email, {"reason": "words", "last": "yes"})) == 1
    assert len(written) == most
    assert Voice.objects.exclude(urgent="").count() == most + 3
    given(at + timedelta(days=1), unit=house.kamppi, words=DANGER)
    assert len(letters()) == most + 1


def test_urgent_robots_use_up_only_letters_of_their_own(
    house: County, on_duty: Person, at: datetime
) -> None:
    for _ in range(LETTERS_A_DAY["urgent"]):
        given(at, unit=house.kamppi, urgent=True, hold_reason=HoldReason.TOO_FAST)
    assert Mail.objects.filter(letter="urgent-held").count() == 3
    given(at, unit=house.kallio, urgent=True)
    assert letters() == [(on_duty.email, {"reason": "giver"})]


def test_urgent_and_held_is_a_letter_like_others_when_a_reader_says_so(
    house: County, on_duty: Person, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, hold_reason=HoldReason.TOO_FAST).voice
    actions.mark_urgent(voice, by=house.dispatcher, at=at)
    assert letters() == [(on_duty.email, {"reason": "reader"})]


def test_urgent_by_a_reader_and_calmed_by_whoever_is_on_duty(
    house: County, on_duty: Person, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi).voice
    with pytest.raises(Refused):
        actions.calm(voice, by=house.supervisor, at=at)
    actions.mark_urgent(voice, by=house.supervisor, at=at)
    assert alarms(voice) == [(Urgency.READER, on_duty)]
    with pytest.raises(Refused):
        actions.mark_urgent(voice, by=house.supervisor, at=at)
    actions.calm(voice, by=on_duty, at=at)
    assert fresh(voice).urgent == ""
    assert not queries.can_view(voice.pk, on_duty, at.date())
    due = fresh(voice).due_on
    assert due == voice.due_on


def test_urgent_by_whoever_is_on_duty_needs_no_letter_to_oneself(
    house: County, at: datetime
) -> None:
    duty(house.manager, "päivystäjä", kind=DutyKind.ON_DUTY)
    voice = given(at, unit=house.kamppi).voice
    actions.mark_urgent(voice, by=house.manager, at=at)
    assert (alarms(voice), letters()) == ([(Urgency.READER, house.manager)], [])


@pytest.mark.parametrize("name", ["worker", "neighbour", "director", "administrator"])
def test_urgent_may_be_marked_by_handlers_only(house: County, at: datetime, name: str) -> None:
    voice = given(at, unit=house.kamppi).voice
    with pytest.raises(Refused):
        actions.mark_urgent(voice, by=house.everyone[name], at=at)
    assert fresh(voice).version == 2


def test_urgent_once_answered_is_not_urgent_when_it_comes_back(
    house: County, on_duty: Person, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, words=DANGER).voice
    seen = fresh(voice).version
    actions.answer(voice, by=house.supervisor, at=at, seen=seen, words="Vastaus.")
    assert not queries.can_view(voice.pk, on_duty, at.date())
    actions.add_words(fresh(voice), words="Kiitos avusta.", nonce="a", at=at)
    assert fresh(voice).urgent == ""


def test_urgent_giver_sees_that_it_is_urgent_and_no_name(
    house: County, on_duty: Person, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, words=DANGER).voice
    steps = [stop.step.event for stop in queries.journey(voice, for_giver=True)]
    assert steps == [Event.GIVEN, Event.ROUTED, Event.URGENT]


@pytest.fixture
def complaint(house: County, on_duty: Person, at: datetime) -> Voice:
    """About a worker, who may not be told."""
    return given(at, unit=house.kamppi, urgent=True, concerns=Concerns.WORKER).voice


def test_urgent_complaint_passes_by_a_worker_on_duty(
    house: County, on_duty: Person, complaint: Voice, at: datetime
) -> None:
    assert alarms(complaint) == [(Urgency.GIVER, house.dispatcher)]
    assert letters() == [(house.dispatcher.email, {"reason": "giver"})]
    assert queries.can_view(complaint.pk, house.neighbour, at.date())
    assert not queries.can_view(complaint.pk, on_duty, at.date())
    seen = fresh(complaint).version
    with pytest.raises(Refused):
        actions.close(complaint, by=on_duty, at=at, seen=seen, reason="Ei aihetta.")
    assert fresh(complaint).state == State.WAITING


def test_urgent_complaint_passes_by_a_worker_who_comes_on_duty_later(
    house: County, complaint: Voice, at: datetime
) -> None:
    Duty.objects.filter(deputy=house.deputy).update(deputy=None)
    duty(house.deputy, "yöpäivystäjä", kind=DutyKind.ON_DUTY)
    assert not queries.can_view(complaint.pk, house.deputy, at.date())
    told = given(at, unit=house.kamppi, urgent=True, concerns=Concerns.WORKER, may_discuss=True)
    assert queries.can_view(told.voice.pk, house.deputy, at.date())


@pytest.mark.parametrize("how", ["added", "not-helped", "reader"])
def test_urgent_complaint_passes_by_a_worker_on_duty_whenever_it_becomes_urgent(
    house: County, on_duty: Person, at: datetime, how: str
) -> None:
    voice = given(at, unit=house.kamppi, concerns=Concerns.WORKER).voice
    if how == "added":
        actions.add_words(voice, words=DANGER, nonce="a", at=at)
    elif how == "reader":
        actions.mark_urgent(voice, by=house.supervisor, at=at)
    else:
        actions.answer(voice, by=house.supervisor, at=at, seen=2, words="Vastaus.")
        actions.judge(fresh(voice), verdict=Verdict.NO, words=DANGER, nonce="a", at=at)
    assert [to for _why, to in alarms(voice)] == [house.dispatcher]
    assert not queries.can_view(voice.pk, on_duty, at.date())


def test_urgent_complaint_passes_by_a_worker_who_stands_in_even_when_held(
    house: County, at: datetime
) -> None:
    duty(house.neighbour, "päivystäjä", kind=DutyKind.ON_DUTY, deputy=house.worker)
    Absence.objects.create(person=house.neighbour, starts_on=at.date(), ends_on=at.date())
    held = given(
        at,
        unit=house.kamppi,
        urgent=True,
        concerns=Concerns.WORKER,
        hold_reason=HoldReason.TOO_FAST,
    ).voice
    assert alarms(held) == [(Urgency.GIVER, house.dispatcher)]
    assert not queries.can_view(held.pk, house.worker, at.date())
    assert queries.can_view(held.pk, house.neighbour, at.date())
