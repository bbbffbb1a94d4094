"""The nightly work: nothing open is lost, and nothing is kept longer than promised."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import OperationalError, connection

from kuulluksi.cases import actions as cases
from kuulluksi.cases.models import Feedback
from kuulluksi.org import actions as org
from kuulluksi.org.models import Duty, Mail, Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import retention, words
from kuulluksi.voices import actions, queries
from kuulluksi.voices.enums import HoldReason, State
from kuulluksi.voices.models import Contact, DailyCheck, Passage, RoutingRule, Voice, VoiceWords
from tests.factories.org import County, text
from tests.factories.voices import given

DAY = timedelta(days=1)


def sql(statement: str, *params: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_daily_check_finds_nothing_when_all_is_well(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi)
    given(at, hold_reason=HoldReason.HONEYPOT)
    check = actions.daily_check(at=at)
    assert (check.open_voices, check.rerouted, check.findings) == (1, 0, [])


def test_daily_check_mends_an_owner_who_left(house: County, at: datetime) -> None:
    voices = [given(at, unit=house.kamppi).voice for _ in range(2)]
    held = given(at, hold_reason=HoldReason.HONEYPOT).voice
    sql("UPDATE kuulluksi_voice SET owner_id = NULL WHERE id = %s", voices[1].pk)
    Person.objects.filter(pk__in=[house.supervisor.pk, house.dispatcher.pk]).update(is_active=False)
    Duty.objects.filter(person__is_active=False).update(valid_until=date(2026, 3, 1))
    check = actions.daily_check(at=at)
    assert (check.rerouted, check.findings) == (3, [])
    for voice in voices:
        voice.refresh_from_db()
        assert voice.owner == house.manager
    held.refresh_from_db()
    assert (held.owner, held.state) == (house.independent, State.HELD)


def test_daily_check_keeps_the_clock_of_what_it_mends(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    org.leave(house.supervisor, on=date(2026, 3, 3), by=None, at=at + DAY)
    actions.daily_check(at=at + 2 * DAY)
    voice.refresh_from_db()
    assert (voice.owner, voice.due_on) == (house.manager, date(2026, 3, 11))


def test_daily_check_names_a_duty_of_somebody_who_has_left(house: County, at: datetime) -> None:
    """Nothing in the product writes this, so it is planted below the product."""
    sql("UPDATE kuulluksi_person SET is_active = (1 = 0) WHERE id = %s", house.neighbour.pk)
    duty = Duty.objects.get(person=house.neighbour)
    found = {"what": "duty-of-the-left", "id": duty.pk, "person": house.neighbour.pk}
    assert actions.daily_check(at=at).findings == [found]


def test_daily_check_names_a_rule_that_sends_to_somebody_who_has_left(
    house: County, at: datetime
) -> None:
    rule = RoutingRule.objects.create(position=1, to=house.worker, title=text("sääntö"))
    org.leave(house.worker, on=date(2026, 3, 1), by=None, at=at)
    found = {"what": "rule-of-the-left", "id": rule.pk, "person": house.worker.pk}
    assert actions.daily_check(at=at).findings == [found]


def test_daily_check_names_a_voice_that_nobody_can_own(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    Person.objects.update(is_active=False)
    findings = actions.daily_check(at=at).findings
    assert {"what": "voice-without-owner", "id": str(voice.pk)} in findings


def test_daily_check_lets_people_leave_on_the_day_after_their_last(
    house: County, at: datetime
) -> None:
    Person.objects.filter(pk=house.supervisor.pk).update(left_on=date(2026, 3, 2))
    voice = given(at, unit=house.kamppi).voice
    assert actions.daily_check(at=at).findings == []
    voice.refresh_from_db()
    assert voice.owner == house.supervisor
    check = actions.daily_check(at=at + DAY)
    assert check.findings == []
    voice.refresh_from_db()
    house.supervisor.refresh_from_db()
    assert voice.owner == house.manager
    assert (house.supervisor.is_active, house.supervisor.left_on) == (False, date(2026, 3, 2))
    assert Duty.objects.get(person=house.supervisor).valid_until == date(2026, 3, 2)


def test_daily_check_survives_a_last_dispatcher_who_leaves(house: County, at: datetime) -> None:
    """Nobody else is named: the dispatcher stays in place, the rest of the check is done."""
    given(at, unit=house.kamppi)
    Person.objects.filter(pk=house.dispatcher.pk).update(left_on=date(2026, 3, 1))
    check = actions.daily_check(at=at)
    assert check.open_voices == 1
    left = house.dispatcher.pk
    assert check.findings == [{"what": "last-of-a-duty-left", "id": left, "person": left}]


def test_daily_check_of_the_same_day_replaces_the_earlier(house: County, at: datetime) -> None:
    actions.daily_check(at=at)
    given(at, unit=house.kamppi)
    actions.daily_check(at=at)
    assert list(DailyCheck.objects.values_list("open_voices", flat=True)) == [1]


def test_last_dispatcher_can_neither_be_turned_into_something_else_nor_leave(
    house: County, at: datetime
) -> None:
    duty = Duty.objects.get(kind="dispatches")
    duty.kind = "independent"
    with pytest.raises(Refused):
        org.save(duty, by=None, at=at)
    with pytest.raises(Refused):
        org.leave(house.dispatcher, on=date(2026, 3, 2), by=None, at=at)
    duty.refresh_from_db()
    assert (duty.kind, duty.person.is_active) == ("dispatches", True)


def test_erasing_takes_words_on_their_day_and_not_before(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi, words="Asiakkaille sanottiin.").voice
    actions.make_findable()
    last = at + retention.WORDS
    assert actions.erase_expired(at=last - DAY)["passages"] == 0
    assert Passage.objects.exists()
    assert actions.erase_expired(at=last)["passages"] == 1
    assert not Passage.objects.exists()
    assert not VoiceWords.objects.exists()
    actions.make_findable()
    assert VoiceWords.objects.get().lemmas == ""
    voice.refresh_from_db()
    assert not voice.words_due


def test_erasing_takes_a_contact_thirty_days_after_closing(house: County, at: datetime) -> None:
    closed = given(at, unit=house.kamppi, contact="pekka@posti.example").voice
    given(at, unit=house.kamppi, contact="pirjo@posti.example")
    actions.close(closed, by=house.supervisor, at=at, seen=2, reason="Syy.")
    actions.erase_expired(at=at + 29 * DAY)
    assert Contact.objects.count() == 2
    actions.erase_expired(at=at + 30 * DAY)
    assert Contact.objects.get().address == "pirjo@posti.example"
    actions.erase_expired(at=at + 365 * DAY)
    assert not Contact.objects.exists()


def test_erasing_leaves_no_address_of_a_giver_thirty_days_after_closing(
    house: County, at: datetime
) -> None:
    """Not in the outbox either: neither of what was sent, nor of a letter that never left."""
    voice = given(at, unit=house.kamppi, contact="pekka@posti.example").voice
    other = given(at, unit=house.kamppi, contact="anna@posti.example").voice
    open_still = given(at, unit=house.kallio, contact="anna@posti.example").voice
    for one, by in (
        (voice, house.supervisor),
        (other, house.supervisor),
        (open_still, house.neighbour),
    ):
        actions.answer(one, by=by, at=at, seen=2, words="Soitamme huomenna.")
    for mail in Mail.objects.filter(to="pekka@posti.example"):
        org.mark_sent(mail, at=at)
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["", *["anna@posti.example"] * 2]
    for one in (voice, other):
        now = Voice.objects.get(pk=one.pk)
        actions.close(now, by=house.supervisor, at=at, seen=now.version, reason="Hoidettu.")
    later = at + 21 * DAY
    assert actions.ask_about_harm(at=later) == 3
    actions.erase_expired(at=at + 29 * DAY)
    assert "pekka@posti.example" in Mail.objects.values_list("to", flat=True)
    actions.erase_expired(at=at + 30 * DAY)
    assert set(Mail.objects.values_list("to", flat=True)) == {"", "anna@posti.example"}
    assert [row.address for row in Contact.objects.all()] == ["anna@posti.example"]


def test_erasing_keeps_the_letters_of_staff_at_the_same_address(
    house: County, at: datetime
) -> None:
    voice = given(at, unit=house.kamppi, contact=house.worker.email).voice
    org.queue_mail(house.worker.email, "digest", "fi", {}, at=at)
    actions.close(voice, by=house.supervisor, at=at, seen=2, reason="Hoidettu.")
    actions.erase_expired(at=at + 30 * DAY)
    assert Mail.objects.get().letter == "digest"


def test_erasing_takes_the_voice_with_all_that_hangs_on_it(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi, topics=frozenset({"speed"}), meter={"competent": "1"})
    actions.erase_expired(at=at + retention.VOICE - DAY)
    assert (Voice.objects.count(), Feedback.objects.count()) == (1, 1)
    assert actions.erase_expired(at=at + retention.VOICE)["voices"] == 1
    assert (Voice.objects.count(), Feedback.objects.count()) == (0, 0)


def test_erasing_takes_the_address_of_the_page_with_the_words(house: County, at: datetime) -> None:
    voice = given(at, unit=house.kamppi).voice
    Feedback.objects.update(page="https://esimerkki.example/sivu")
    assert cases.erase_expired(at=at + retention.WORDS - DAY) == 0
    assert cases.erase_expired(at=at + retention.WORDS) == 1
    assert Feedback.objects.get(pk=voice.pk).page == ""


def test_making_findable_takes_no_more_than_asked(house: County, at: datetime) -> None:
    for _ in range(3):
        given(at, unit=house.kamppi)
    assert actions.make_findable(at_most=2) == 2
    assert actions.make_findable(at_most=2) == 1
    assert actions.make_findable() == 0
    assert VoiceWords.objects.count() == 3


Analysed = Callable[[Callable[[str], None]], None]


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> Analysed:
    """Puts something before each analysis of words."""
    lemmas = words.lemmas

    def first(act: Callable[[str], None]) -> None:
        def both(said: str) -> str:
            act(said)
            return lemmas(said)

        monkeypatch.setattr(words, "lemmas", both)

    return first


def test_making_findable_locks_nothing_while_words_are_analysed(
    open_house: County, at: datetime, analysed: Analysed
) -> None:
    given(at, unit=open_house.kamppi)
    inside: list[bool] = []
    analysed(lambda _: inside.append(connection.in_atomic_block))
    actions.make_findable()
    assert inside == [False]


def test_making_findable_leaves_a_voice_whose_words_change_meanwhile_to_the_next_round(
    house: County, at: datetime, analysed: Analysed
) -> None:
    voice = given(at, unit=house.kamppi).voice
    more = ["Vielä kvokka.", ""]

    def add(_: str) -> None:
        if said := more.pop(0):
            actions.add_words(voice, words=said, nonce="toinen", at=at)

    analysed(add)
    actions.make_findable()
    voice.refresh_from_db()
    assert (voice.words_due, VoiceWords.objects.exists()) == (True, False)
    actions.make_findable()
    assert "kvokka" in VoiceWords.objects.get().lemmas


def test_making_findable_does_not_bring_back_what_is_erased_meanwhile(
    house: County, at: datetime, analysed: Analysed
) -> None:
    given(at, unit=house.kamppi, words="Kvokka sanoi niin.")

    def erase(_: str) -> None:
        actions.erase_expired(at=at + retention.WORDS)

    analysed(erase)
    actions.make_findable()
    actions.make_findable()
    assert VoiceWords.objects.get().lemmas == ""


def test_making_findable_goes_on_after_a_voice_that_fails(
    house: County, at: datetime, analysed: Analysed, caplog: pytest.LogCaptureFixture
) -> None:
    for said in ("Rikki on tämä.", "Ehjä on tämä.", "Rikki on tuokin."):
        given(at, unit=house.kamppi, words=said)

    def refuse(said: str) -> None:
        if "Rikki" in said:
            raise ZeroDivisionError(said)

    analysed(refuse)
    assert actions.make_findable() == 3
    assert actions.make_findable() == 0
    assert "ehjä" in VoiceWords.objects.get().lemmas
    assert "ZeroDivisionError" in caplog.text
    assert "Rikki" not in caplog.text


def test_making_findable_gives_no_voice_up_when_the_database_does_not_answer(
    house: County, at: datetime, analysed: Analysed
) -> None:
    given(at, unit=house.kamppi)

    def away(_: str) -> None:
        raise OperationalError("database is locked")

    analysed(away)
    with pytest.raises(OperationalError):
        actions.make_findable()
    assert Voice.objects.get().words_due


def test_making_findable_takes_the_longest_voice_that_both_databases_can_index(
    house: County, at: datetime
) -> None:
    """PostgreSQL refuses to index more than a megabyte; short words take most of it."""
    said = " ".join(f"{number:x}" for number in range(60_000))
    given(at, unit=house.kamppi, words=f"{said} viimeinen")
    actions.make_findable()
    row = VoiceWords.objects.get()
    assert words.MOST - 10 < len(row.lemmas) <= words.MOST
    assert list(queries.matching(Voice.objects.all(), "abc")) == [row.voice]
