"""What staff do: nobody overwrites a colleague, and nobody handles what concerns them."""

from datetime import date, datetime, timedelta

import pytest

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.enums import Audited, RoleKind
from kuulluksi.org.models import Absence, AuditEntry, Duty, Mail, Person, Role
from kuulluksi.org.rules import Refused
from kuulluksi.pure.routing import Stage
from kuulluksi.voices import actions, queries, rules
from kuulluksi.voices.enums import Event, HoldReason, Publicity, State, Verdict
from kuulluksi.voices.models import Contact, Passage, Voice
from tests.factories.org import County, duty
from tests.factories.voices import given
from tests.voices.scene import Scene

WEEK = timedelta(days=7)


def fresh(voice: Voice) -> Voice:
    return Voice.objects.get(pk=voice.pk)


def answered(voice: Voice, by: Person, at: datetime) -> Voice:
    now = fresh(voice)
    actions.answer(now, by=by, at=at, seen=now.version, words="Kiitos. Soitamme huomenna.")
    return fresh(voice)


def test_answering_stops_the_clock(house: County, at: datetime) -> None:
    voice = answered(given(at, unit=house.kamppi).voice, house.supervisor, at)
    assert (voice.state, voice.answered_on) == (State.ANSWERED, date(2026, 3, 2))
    assert queries.journey(voice, for_giver=True)[-1].words == "Kiitos. Soitamme huomenna."


def test_answering_again_keeps_the_day_of_the_first_answer(house: County, at: datetime) -> None:
    voice = answered(given(at, unit=house.kamppi).voice, house.supervisor, at)
    voice = answered(voice, house.supervisor, at + WEEK)
    assert voice.answered_on == date(2026, 3, 2)


def test_answering_queues_a_letter_without_words_or_code(house: County, at: datetime) -> None:
    made = given(at, unit=house.kamppi, contact="pekka@posti.example", language="sv")
    answered(made.voice, house.supervisor, at)
    mail = Mail.objects.get()
    assert (mail.to, mail.letter, mail.language) == ("pekka@posti.example", "answered", "sv")
    assert mail.facts == {}
    phoned = given(at, unit=house.kamppi, contact="040 123 4567")
    answered(phoned.voice, house.supervisor, at)
    assert Mail.objects.count() == 1


def test_answering_second_of_two_is_told_and_overwrites_nothing(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi).voice
    seen = fresh(voice).version
    actions.answer(voice, by=house.supervisor, at=at, seen=seen, words="Ensimmäinen.")
    with pytest.raises(rules.Stale) as told:
        actions.answer(voice, by=house.manager, at=at, seen=seen, words="Toinen.")
    assert [step.event for step in told.value.since] == [Event.ANSWERED]
    assert list(Passage.objects.filter(number__gt=1).values_list("body", flat=True)) == [
        "Ensimmäinen."
    ]


@pytest.mark.parametrize("act", ["read", "note", "talk", "withdraw"])
def test_answering_is_not_disturbed_by_what_leaves_the_answer_as_it_is(
    house: County, at: datetime, act: str
) -> None:
    voice = given(at, unit=house.kamppi, publicity=Publicity.ALLOWED).voice
    getattr(Scene(house, voice.pk, at, "n"), act)()
    assert fresh(voice).version == 3
    actions.answer(voice, by=house.supervisor, at=at, seen=2, words="Vastaus.")
    assert fresh(voice).state == State.ANSWERED


@pytest.mark.parametrize("act", ["add_words", "move_to_a_colleague", "close"])
def test_answering_is_disturbed_by_what_changes_the_matter(
    house: County, at: datetime, act: str
) -> None:
    voice = given(at, unit=house.kamppi).voice
    getattr(Scene(house, voice.pk, at, "n"), act)()
    with pytest.raises(rules.Stale):
        actions.answer(voice, by=house.supervisor, at=at, seen=2, words="Vastaus.")
    assert fresh(voice).version == 3


@pytest.mark.parametrize("name", ["worker", "neighbour", "director", "administrator"])
def test_handling_is_refused_to_those_who_may_not(house: County, at: datetime, name: str) -> None:
    voice = given(at, unit=house.kamppi).voice
    with pytest.raises(Refused):
        answered(voice, house.everyone[name], at)
    assert fresh(voice).version == 2


def test_reading_by_the_owner_is_a_step_once_and_by_others_only_in_the_trail(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi).voice
    actions.read(voice, by=house.manager, at=at)
    assert fresh(voice).state == State.WAITING
    for _ in range(2):
        actions.read(fresh(voice), by=house.supervisor, at=at)
    assert (fresh(voice).state, fresh(voice).version) == (State.READ, 3)
    trail = AuditEntry.objects.filter(what=Audited.VOICE_READ, subject=f"voice {voice.pk}")
    assert {entry.person for entry in trail} == {house.manager, house.supervisor}
    assert trail.all().count() == 2
    actions.read(fresh(voice), by=house.supervisor, at=at + timedelta(days=1))
    assert trail.all().count() == 3


def test_judging_no_goes_one_step_up_with_a_new_clock(house: County, at: datetime) -> None:
    voice = answered(given(at, unit=house.kamppi).voice, house.supervisor, at)
    later = at + WEEK
    assert actions.judge(
        voice, verdict=Verdict.NO, words="Kukaan ei soittanut.", nonce="j", at=later
    )
    voice = fresh(voice)
    assert (voice.state, voice.owner, voice.verdict) == (State.WAITING, house.manager, "no")
    assert (voice.due_on, voice.answered_on) == (date(2026, 3, 18), None)
    last = queries.journey(voice, for_giver=True)[-1].step
    assert (last.event, last.detail) == (Event.ROUTED, Stage.SUPERIOR)
    same = "Kukaan ei soittanut."
    assert not actions.judge(voice, verdict=Verdict.NO, words=same, nonce="j", at=later)
    with pytest.raises(Refused):
        actions.judge(voice, verdict=Verdict.NO, words="Muuta.", nonce="j", at=later)
    assert fresh(voice).version == voice.version


def test_judging_no_needs_a_reason(house: County, at: datetime) -> None:
    voice = answered(given(at, unit=house.kamppi).voice, house.supervisor, at)
    with pytest.raises(Refused) as refused:
        actions.judge(voice, verdict=Verdict.NO, words="  ", nonce="j", at=at)
    assert refused.value.field == "words"
    assert fresh(voice).state == State.ANSWERED


def test_judging_no_on_a_closing_reason_goes_up_from_whoever_closed(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi).voice
    actions.close(voice, by=house.supervisor, at=at, seen=2, reason="Ei kuulu meille.")
    actions.judge(fresh(voice), verdict=Verdict.NO, words="Kuuluu.", nonce="j", at=at)
    assert fresh(voice).owner == house.manager


def test_judging_no_on_the_dispatchers_answer_goes_to_the_independent_reader(
    house: County, at: datetime
) -> None:
    voice = answered(given(at).voice, house.dispatcher, at)
    actions.judge(voice, verdict=Verdict.NO, words="Ei auttanut.", nonce="j", at=at)
    assert fresh(voice).owner == house.independent


@pytest.mark.parametrize("verdict", [Verdict.YES, Verdict.PARTLY])
def test_judging_yes_or_partly_closes(house: County, at: datetime, verdict: Verdict) -> None:
    voice = answered(given(at, unit=house.kamppi).voice, house.supervisor, at)
    actions.judge(voice, verdict=verdict, words="", nonce="j", at=at + WEEK)
    voice = fresh(voice)
    assert (voice.state, voice.verdict) == (State.CLOSED, verdict)
    assert voice.closed_on == date(2026, 3, 9)


def test_adding_words_wakes_a_closed_voice_with_a_new_clock_and_its_contact(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, contact="pekka@posti.example").voice
    actions.close(voice, by=house.supervisor, at=at, seen=2, reason="Ei kuulu meille.")
    assert Contact.objects.get().erase_on == date(2026, 4, 1)
    actions.add_words(fresh(voice), words="Kuuluu kyllä.", nonce="a", at=at + WEEK)
    voice = fresh(voice)
    assert (voice.state, voice.owner) == (State.WAITING, house.supervisor)
    assert (voice.due_on, voice.closed_on) == (date(2026, 3, 18), None)
    assert Contact.objects.get().erase_on == date(2027, 3, 2)


def test_adding_words_to_an_open_voice_keeps_its_clock(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    actions.add_words(voice, words="Vielä.", nonce="a", at=at + WEEK)
    assert fresh(voice).due_on == date(2026, 3, 11)


def test_adding_words_finds_an_owner_when_the_old_one_has_left(house: County, at: datetime) -> None:
    voice = answered(given(at, unit=house.kamppi).voice, house.supervisor, at)
    Person.objects.filter(pk=house.supervisor.pk).update(is_active=False)
    actions.add_words(voice, words="Vielä.", nonce="a", at=at)
    assert (fresh(voice).state, fresh(voice).owner) == (State.WAITING, house.deputy)


def test_withdrawing_is_at_once_and_once(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, publicity=Publicity.ALLOWED).voice
    assert actions.withdraw(voice, nonce="w", at=at)
    assert fresh(voice).publicity == Publicity.WITHDRAWN
    assert not actions.withdraw(fresh(voice), nonce="w2", at=at)
    never = given(at, unit=house.kamppi).voice
    assert not actions.withdraw(never, nonce="w", at=at)


def test_moving_to_a_place_goes_to_whoever_answers_there(house: County, at: datetime) -> None:
    voice = given(at).voice
    assert voice.owner == house.dispatcher
    actions.move(voice, by=house.dispatcher, at=at, seen=2, reason="Kallio.", unit=house.kallio)
    voice = fresh(voice)
    assert (voice.owner, voice.unit, voice.service) == (
        house.neighbour,
        house.kallio,
        house.social_work,
    )
    assert (voice.about, voice.area, voice.due_on) == ("unit", house.adults, date(2026, 3, 11))
    actions.move(
        voice,
        by=house.dispatcher,
        at=at,
        seen=voice.version,
        reason="Palvelu.",
        service=house.social_work,
    )
    voice = fresh(voice)
    assert (voice.about, voice.unit, voice.owner) == ("service", None, house.manager)


def test_moving_what_concerns_the_handler_never_reaches_a_handler(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    assert voice.owner == house.manager
    for to in (house.supervisor,):
        with pytest.raises(Refused):
            actions.move(voice, by=house.manager, at=at, seen=2, reason="Sinulle.", to=to)
    actions.move(voice, by=house.manager, at=at, seen=2, reason="Kallio.", unit=house.kallio)
    voice = fresh(voice)
    concerned = {house.supervisor.pk, house.deputy.pk, house.neighbour.pk}
    assert queries.hidden_from(voice) == concerned
    assert voice.owner == house.manager
    Person.objects.filter(pk=house.neighbour.pk).update(superior=house.supervisor)
    given_to = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    actions.move(given_to, by=house.manager, at=at, seen=2, reason="Kallio.", unit=house.kallio)
    assert fresh(given_to).owner == house.dispatcher


def test_moving_hides_who_answered_when_it_was_given(house: County, at: datetime) -> None:
    """The duty changes hands between the giving and the routing; the former holder is concerned."""
    voice = given(at, concerns=Concerns.HANDLER).voice
    later = at + timedelta(days=3)
    Duty.objects.filter(person=house.supervisor).update(valid_until=at.date())
    Role.objects.filter(person=house.supervisor).update(kind=RoleKind.MANAGER)
    duty(house.worker, "uusi esihenkilö", unit=house.kamppi)
    Duty.objects.filter(person=house.worker).update(valid_from=later.date())
    actions.move(voice, by=house.independent, at=later, seen=2, reason="Kamppi.", unit=house.kamppi)
    assert {house.supervisor.pk, house.worker.pk} <= queries.hidden_from(fresh(voice))
    seen = queries.visible_to(house.supervisor, later.date())
    assert not seen.filter(pk=voice.pk).exists()


def test_moving_needs_a_reason_a_reader_and_somebody_who_works_here(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi).voice
    Person.objects.filter(pk=house.neighbour.pk).update(is_active=False)
    house.neighbour.refresh_from_db()
    for reason, to, field in (
        (" ", house.deputy, "reason"),
        ("Syy.", None, "to"),
        ("Syy.", house.neighbour, "to"),
    ):
        with pytest.raises(Refused) as refused:
            actions.move(voice, by=house.supervisor, at=at, seen=2, reason=reason, to=to)
        assert refused.value.field == field
    assert fresh(voice).version == 2


def test_hidden_person_can_neither_act_nor_see(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    with pytest.raises(Refused):
        actions.note(voice, by=house.supervisor, at=at, words="Hm.")
    Voice.objects.filter(pk=voice.pk).update(owner=house.supervisor)
    with pytest.raises(Refused):
        actions.note(voice, by=house.supervisor, at=at, words="Hm.")


def test_held_voice_is_handled_by_whoever_owns_it_in_the_dispatchers_place(
    house: County, at: datetime
) -> None:
    Absence.objects.create(person=house.dispatcher, starts_on=at.date(), ends_on=at.date())
    voice = given(at, unit=house.kamppi, hold_reason=HoldReason.HONEYPOT).voice
    assert voice.owner == house.independent
    actions.release(voice, by=house.independent, at=at, seen=2)
    assert fresh(voice).owner == house.supervisor


def test_held_voice_may_be_neither_answered_nor_moved(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, hold_reason=HoldReason.BUDGET).voice
    with pytest.raises(Refused):
        answered(voice, house.dispatcher, at)
    with pytest.raises(Refused):
        actions.move(voice, by=house.dispatcher, at=at, seen=2, reason="Syy.", to=house.supervisor)
    with pytest.raises(Refused):
        actions.release(voice, by=house.supervisor, at=at, seen=2)


def test_words_are_refused_when_empty_or_too_long(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    for words in ("", " \r\n", "a" * (rules.LONGEST + 1)):
        with pytest.raises(Refused):
            actions.answer(voice, by=house.supervisor, at=at, seen=2, words=words)
    actions.answer(voice, by=house.supervisor, at=at, seen=2, words="a" * rules.LONGEST)


def test_absent_handler_is_relieved_by_the_deputy_who_sees_the_same(
    house: County, at: datetime
) -> None:
    Absence.objects.create(person=house.supervisor, starts_on=at.date(), ends_on=at.date())
    voice = given(at, unit=house.office).voice
    assert voice.owner == house.deputy
    assert Duty.objects.filter(person=house.supervisor).exists()
    assert queries.can_view(voice.pk, house.supervisor, at.date())
