"""Harm after speaking up: told past the unit, read by one, asked about once, kept from the rest."""

from datetime import date, datetime, timedelta

import pytest

from kuulluksi.cases.enums import Concerns
from kuulluksi.org import actions as org
from kuulluksi.org.enums import Audited, DutyKind, RoleKind
from kuulluksi.org.models import Absence, AuditEntry, Duty, Mail, Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines, retention
from kuulluksi.voices import actions, queries
from kuulluksi.voices.actions import Given
from kuulluksi.voices.enums import Event, Reason
from kuulluksi.voices.models import Contact, HarmReport, Notice, Step, Voice
from tests.factories.org import County, duty, person, role
from tests.factories.voices import given

DAY = timedelta(days=1)
WORDS = "Palautteen jälkeen minulle ei enää vastattu."
REPLY = "Kiitos, että kerroit. Selvitän asian ja kirjoitan sinulle torstaina."


@pytest.fixture
def heard(house: County, at: datetime) -> Given:
    """A voice that was answered, of a giver who left an address."""
    made = given(at, unit=house.kamppi, contact="pekka@posti.example", language="sv")
    answer(made.voice, house.supervisor, at)
    return made


def answer(voice: Voice, by: Person, at: datetime) -> None:
    now = Voice.objects.get(pk=voice.pk)
    actions.answer(now, by=by, at=at, seen=now.version, words="Korjaamme tämän huomenna.")


def tell(made: Given, at: datetime, *, harmed: bool = True, nonce: str = "n") -> HarmReport:
    words = WORDS if harmed else ""
    assert actions.tell_harm(made.voice, harmed=harmed, words=words, nonce=nonce, at=at)
    return queries.told_of_harm(made.voice)[-1]


def told_to(someone: Person) -> int:
    return Notice.objects.filter(person=someone, reason=Reason.HARM).count()


def test_harm_goes_to_the_independent_reader_within_the_promised_days(
    house: County, at: datetime, heard: Given
) -> None:
    report = tell(heard, at)
    assert (report.reader, report.words) == (house.independent, WORDS)
    assert report.due_on == deadlines.add_working_days(date(2026, 3, 2), 7)
    notice = Notice.objects.get(reason=Reason.HARM)
    assert (notice.person, notice.voice) == (house.independent, None)


def test_harm_leaves_voice_steps_and_words_to_be_found_as_they_were(
    house: County, at: datetime, heard: Given
) -> None:
    while actions.make_findable():
        pass
    before = Voice.objects.values().get(pk=heard.voice.pk)
    steps = list(Step.objects.order_by("number").values())
    others = Notice.objects.exclude(reason=Reason.HARM).count()
    tell(heard, at)
    assert Voice.objects.values().get(pk=heard.voice.pk) == before
    assert list(Step.objects.order_by("number").values()) == steps
    assert Notice.objects.exclude(reason=Reason.HARM).count() == others
    assert not queries.matching(Voice.objects.all(), "palautteen").exists()


def test_harm_told_after_a_no_of_the_same_form_is_no_doubled_click(
    at: datetime, heard: Given
) -> None:
    tell(heard, at, harmed=False)
    tell(heard, at)
    assert sorted(HarmReport.objects.values_list("harmed", flat=True)) == [False, True]


def test_harm_of_one_form_is_told_once_and_again_with_another(at: datetime, heard: Given) -> None:
    tell(heard, at)
    assert not actions.tell_harm(heard.voice, harmed=True, words=WORDS, nonce="n", at=at)
    tell(heard, at + 30 * DAY, nonce="later")
    assert len(queries.told_of_harm(heard.voice)) == 2


def test_harm_denied_needs_no_reader(house: County, at: datetime, heard: Given) -> None:
    report = tell(heard, at, harmed=False)
    assert (report.reader, report.due_on) == (None, None)
    assert not told_to(house.independent)
    actions.look_after_harm(at=at + 60 * DAY)
    assert not told_to(house.independent)


@pytest.mark.parametrize(("harmed", "words"), [(False, WORDS), (True, "x" * 10_001)])
def test_harm_that_cannot_be_stored_is_refused_whole(
    at: datetime, heard: Given, *, harmed: bool, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.tell_harm(heard.voice, harmed=harmed, words=words, nonce="n", at=at)
    assert refused.value.field == "harm"
    assert not HarmReport.objects.exists()


def test_harm_can_be_told_some_times_a_day_and_again_the_next(at: datetime, heard: Given) -> None:
    for n in range(5):
        tell(heard, at, nonce=str(n))
    with pytest.raises(Refused):
        tell(heard, at, nonce="one more")
    tell(heard, at + DAY, nonce="one more")


def test_harm_never_goes_to_anybody_of_the_unit_or_above_it(
    house: County, at: datetime, heard: Given
) -> None:
    """Whoever sits as independent reader but works there, leads it or had the voice is passed."""
    colleague = person("Keijo Kollega")
    role(colleague, RoleKind.WORKER, unit=house.office)
    for someone in (colleague, house.worker, house.deputy, house.supervisor, house.manager):
        duty(someone, "riippumaton lukija", kind=DutyKind.INDEPENDENT)
    Duty.objects.filter(person=house.independent).delete()
    assert tell(heard, at).reader == house.dispatcher
    concerned = queries.concerned_by_harm(heard.voice, date(2026, 3, 2))
    assert {colleague.pk, house.worker.pk, house.manager.pk} <= concerned
    assert not {house.neighbour.pk, house.dispatcher.pk, house.director.pk} & concerned


def test_harm_never_goes_to_whoever_answered_or_is_hidden_from(house: County, at: datetime) -> None:
    """The independent reader had this one, so not even they read of harm after it."""
    Duty.objects.filter(person=house.dispatcher).delete()
    made = given(at, concerns=Concerns.HANDLER)
    assert made.voice.owner == house.independent
    answer(made.voice, house.independent, at)
    report = tell(made, at)
    assert report.reader is None
    assert not Notice.objects.filter(reason=Reason.HARM).exists()
    findings = actions.daily_check(at=at).findings
    assert findings == [{"what": "harm-without-reader", "id": str(report.pk)}]

    helper = person("Uusi Lukija")
    duty(helper, "riippumaton lukija", kind=DutyKind.INDEPENDENT)
    assert actions.daily_check(at=at + DAY).findings == []
    assert HarmReport.objects.get().reader == helper
    assert told_to(helper) == 1


def test_harm_of_a_reader_who_is_away_or_leaves_finds_another(
    house: County, at: datetime, heard: Given
) -> None:
    absence = Absence(
        person=house.independent, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 3)
    )
    org.save(absence, by=None, at=at)
    assert tell(heard, at).reader == house.dispatcher
    second = tell(heard, at + 7 * DAY, nonce="m")
    assert second.reader == house.independent
    duty(house.director, "riippumaton lukija", kind=DutyKind.INDEPENDENT)
    on = date(2026, 3, 9)
    actions.let_go(house.independent, on=on, by=house.administrator, at=at + 7 * DAY)
    second.refresh_from_db()
    assert second.reader == house.director


def test_harm_reply_is_written_once_by_its_reader_alone(
    house: County, at: datetime, heard: Given
) -> None:
    report = tell(heard, at)
    for someone in house.everyone.values():
        if someone != house.independent:
            with pytest.raises(Refused):
                actions.reply_to_harm(report, by=someone, at=at, words=REPLY)
    Mail.objects.all().delete()
    actions.reply_to_harm(report, by=house.independent, at=at + DAY, words=REPLY)
    with pytest.raises(Refused):
        actions.reply_to_harm(report, by=house.independent, at=at + DAY, words="Toinen.")
    report.refresh_from_db()
    assert (report.reply, report.replied_on) == (REPLY, date(2026, 3, 3))
    mail = Mail.objects.get()
    assert (mail.letter, mail.language, mail.facts) == ("news", "sv", {})
    with pytest.raises(Refused):
        actions.reply_to_harm(tell(heard, at, nonce="2"), by=house.independent, at=at, words=" ")


def test_harm_reply_goes_past_a_code_that_a_worker_has_seen(
    house: County, at: datetime, heard: Given
) -> None:
    Step.objects.filter(voice=heard.voice, number=1).update(by=house.worker)
    report = tell(heard, at)
    Mail.objects.all().delete()
    actions.reply_to_harm(report, by=house.independent, at=at, words=REPLY)
    assert HarmReport.objects.get().reply == REPLY
    assert not Mail.objects.exists()


def test_harm_reading_is_audited_once_a_day_without_naming_the_voice(
    house: County, at: datetime, heard: Given
) -> None:
    report = tell(heard, at)
    for _ in range(2):
        actions.read_harm(report, by=house.independent, at=at)
    entry = AuditEntry.objects.get(what=Audited.HARM_READ)
    assert (entry.person, entry.subject) == (house.independent, f"harm {report.pk}")
    assert str(heard.voice.pk) not in entry.subject


def test_harm_late_reply_is_reminded_of_on_working_days_without_doubles(
    house: County, at: datetime, heard: Given
) -> None:
    report = tell(heard, at)
    Notice.objects.all().delete()
    days = [at + n * DAY for n in range(30)]
    reminded = []
    for moment in days:
        for _ in range(2):  # the night's work may run twice
            before = told_to(house.independent)
            actions.look_after_harm(at=moment)
            if told_to(house.independent) > before:
                reminded.append(deadlines.day(moment))
    assert reminded == [date(2026, 3, 12), date(2026, 3, 19), date(2026, 3, 26)]
    actions.reply_to_harm(report, by=house.independent, at=days[-1], words=REPLY)
    actions.look_after_harm(at=at + 60 * DAY)
    assert told_to(house.independent) == 3


def test_harm_is_asked_about_by_letter_three_weeks_after_the_first_answer_once(
    house: County, at: datetime, heard: Given
) -> None:
    Mail.objects.all().delete()
    assert Contact.objects.get().ask_on == date(2026, 3, 23)
    answer(heard.voice, house.supervisor, at + 5 * DAY)
    assert Contact.objects.get().ask_on == date(2026, 3, 23)
    Mail.objects.all().delete()
    assert actions.ask_about_harm(at=at + 20 * DAY) == 0
    assert actions.ask_about_harm(at=at + 21 * DAY) == 1
    assert actions.ask_about_harm(at=at + 22 * DAY) == 0
    mail = Mail.objects.get()
    assert (mail.to, mail.letter) == ("pekka@posti.example", "afterwards")
    assert (mail.language, mail.facts) == ("sv", {})
    # A later answer, to words that woke the voice, asks nobody a second time.
    actions.add_words(heard.voice, words="Vielä yksi asia.", nonce="a", at=at + 25 * DAY)
    answer(heard.voice, house.supervisor, at + 26 * DAY)
    assert Contact.objects.get().ask_on is None


def test_harm_question_waits_in_time_even_when_closed_at_once(
    house: County, at: datetime, heard: Given
) -> None:
    voice = Voice.objects.get(pk=heard.voice.pk)
    actions.close(voice, by=house.supervisor, at=at, seen=voice.version, reason="Korjattu.")
    actions.erase_expired(at=at + 21 * DAY)
    assert actions.ask_about_harm(at=at + 21 * DAY) == 1


def test_harm_nobody_is_asked_by_phone(house: County, at: datetime) -> None:
    made = given(at, unit=house.kamppi, contact="040 123 4567")
    answer(made.voice, house.supervisor, at)
    assert Contact.objects.get().ask_on is None


def test_harm_letter_that_was_killed_on_its_way_is_queued_once(
    at: datetime, heard: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day goes and the letter comes in one transaction: either both are there or none is."""
    Mail.objects.all().delete()
    then = at + 21 * DAY

    class Killed(BaseException):
        pass

    real = org.queue_mail

    def killed(to: str, letter: str, language: str, facts: dict[str, str], *, at: datetime) -> None:
        real(to, letter, language, facts, at=at)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(org, "queue_mail", killed)
        with pytest.raises(Killed):
            actions.ask_about_harm(at=then)
    assert not Mail.objects.exists()
    assert actions.ask_about_harm(at=then) == 1
    assert Mail.objects.count() == 1


def test_harm_words_are_erased_in_their_time_and_the_count_stays(
    house: County, at: datetime, heard: Given
) -> None:
    report = tell(heard, at)
    late = at + 10 * DAY
    actions.reply_to_harm(report, by=house.independent, at=late, words=REPLY)
    actions.erase_expired(at=at + retention.WORDS - DAY)
    report.refresh_from_db()
    assert report.words
    actions.erase_expired(at=at + retention.WORDS)
    report.refresh_from_db()
    assert (report.harmed, report.words, report.reply) == (True, "", "")


def test_harm_no_event_of_the_journey_is_about_it() -> None:
    assert not [event for event in Event if "harm" in event.value]
