"""The worker: each letter leaves once, the night's work is done once a day, faults stop nothing."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import override_settings

from kuulluksi.cases import actions as cases
from kuulluksi.cases.models import Feedback
from kuulluksi.management.commands import worker
from kuulluksi.management.commands.worker import Rounds
from kuulluksi.org import actions
from kuulluksi.org.models import Mail
from kuulluksi.pure import retention
from kuulluksi.surveys import actions as surveys
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Asked, Ballot, ResponseWords, Wave
from kuulluksi.voices import actions as voices
from kuulluksi.voices.models import Contact, DailyCheck, Voice, VoiceWords
from kuulluksi.web.kit import letters
from kuulluksi.web.kit.clock import now
from tests.factories import surveys as asking
from tests.factories.org import County, county
from tests.factories.voices import given
from tests.voices.traces import stored

ROOT = Path(__file__).resolve().parents[2]


POISONED = '"\x1ew\x0c:x"@x.fi'


@pytest.fixture
def house(db: None) -> County:
    return county()


@pytest.fixture
def open_house(transactional_db: None) -> County:
    """The same county, committed: the journal of SQLite is emptied only outside a transaction."""
    return county()


class Broken(EmailBackend):
    """A mail server that refuses some people."""

    def send_messages(self, messages: object) -> int:
        assert isinstance(messages, list)
        if "rikki" in messages[0].to[0]:
            raise TimeoutError("no answer from rikki@posti.example")
        return super().send_messages(messages)


class Writing(EmailBackend):
    """A mail server that is sent every letter as it is written on the line."""

    def send_messages(self, messages: object) -> int:
        assert isinstance(messages, list)
        assert all(message.message().as_bytes() for message in messages)
        return super().send_messages(messages)


def test_worker_sends_each_letter_once(open_house: County) -> None:
    house, at = open_house, now()
    voice = given(at, unit=house.kamppi, contact="anna@posti.example", language="sv").voice
    cases.answer(voice, by=house.supervisor, at=at, seen=voice.version, words="Vi ringer i dag.")
    call_command("worker", once=True)
    call_command("worker", once=True)
    (letter,) = mail.outbox
    assert letter.to == ["anna@posti.example"]
    assert letter.subject == "Din respons har fått ett svar"
    assert "/matka" in letter.body
    assert "Vi ringer" not in letter.subject + letter.body
    row = Mail.objects.get()
    assert row.sent_on is not None
    assert row.facts == {}


@pytest.mark.parametrize("letter", ["answered", "welcome"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_letters_are_whole_in_every_language(
    letter: str, language: str, house: County, at: datetime
) -> None:
    facts = {"name": "Aino & Co", "link": "https://esimerkki.example/x"}
    message = letters.render(actions.queue_mail("a@b.example", letter, language, facts, at=at))
    assert message.subject
    assert "\n" not in message.subject
    assert "{" not in message.body
    assert "&amp;" not in message.body
    assert letter == "answered" or "https://esimerkki.example/x" in message.body


def test_worker_keeps_a_letter_that_fails_and_goes_on(
    house: County, at: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    for to in ("rikki@posti.example", "ehja@posti.example"):
        actions.queue_mail(to, "answered", "fi", {}, at=at)
    actions.queue_mail("c@posti.example", "no-such-letter", "fi", {}, at=at)
    with override_settings(EMAIL_BACKEND=f"{__name__}.Broken"):
        assert letters.send_waiting(at=at) == 1
    assert [letter.to for letter in mail.outbox] == [["ehja@posti.example"]]
    failed = Mail.objects.get(to="rikki@posti.example")
    assert (failed.sent_on, failed.tries) == (None, 1)
    assert "posti.example" not in caplog.text
    assert letters.send_waiting(at=at, turn=1) == 0
    assert letters.send_waiting(at=at, turn=2) == 1


def test_worker_outlives_an_address_that_no_letter_can_carry(
    house: County, at: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    """It passes for an address, but Django refuses to write it into a header."""
    actions.queue_mail(POISONED, "answered", "fi", {}, at=at)
    actions.queue_mail("ehja@posti.example", "answered", "fi", {}, at=at)
    with override_settings(EMAIL_BACKEND=f"{__name__}.Writing"):
        Rounds().next(at=at, clock=0)
    assert [letter.to for letter in mail.outbox] == [["ehja@posti.example"]]
    assert set(Mail.objects.values_list("tries", "sent_on")) == {(1, None), (0, at.date())}
    assert "HeaderParseError" in caplog.text
    assert "x.fi" not in caplog.text


def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("Pekka Esimerkki")


@pytest.mark.parametrize(
    "where",
    [
        (voices, "make_findable"),
        (letters, "send_waiting"),
        (voices, "erase_expired"),
        (cases, "erase_expired"),
        (actions, "erase_expired"),
        (surveys, "close_due"),
        (surveys, "erase_expired"),
        (voices, "daily_check"),
    ],
)
def test_worker_one_broken_job_stops_no_other(
    where: tuple[object, str],
    house: County,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    given(at, unit=house.kamppi)
    given(at - 2 * retention.WORDS, unit=house.kamppi, contact="vanha@posti.example")
    Feedback.objects.filter(voice__contact__isnull=False).update(page="https://esimerkki.example")
    actions.queue_mail("vanha@posti.example", "answered", "fi", {}, at=at - 2 * retention.MAIL)
    actions.queue_mail("anna@posti.example", "answered", "fi", {}, at=at)
    asking.wave(house, at - timedelta(days=60))
    Asked.objects.create(lookup="x", asked_on=at.date() - retention.ASKED)
    monkeypatch.setattr(*where, broken)
    rounds = Rounds()
    assert not rounds.next(at=at, clock=0)
    done = {
        (voices, "make_findable"): VoiceWords.objects.exists(),
        (letters, "send_waiting"): ["anna@posti.example"] in [one.to for one in mail.outbox],
        (voices, "erase_expired"): not Contact.objects.exists(),
        (cases, "erase_expired"): not Feedback.objects.exclude(page="").exists(),
        (actions, "erase_expired"): not Mail.objects.filter(queued_on__lt=at.date()).exists(),
        (surveys, "close_due"): not Wave.objects.filter(state=WaveState.OPEN).exists(),
        (surveys, "erase_expired"): not Asked.objects.exists(),
        (voices, "daily_check"): DailyCheck.objects.exists(),
    }
    assert [job for job, well in done.items() if not well] == [where]
    assert "ZeroDivisionError" in caplog.text
    assert "Pekka" not in caplog.text


def test_worker_does_again_what_failed_in_the_night_and_nothing_else(
    open_house: County, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def fail_once() -> None:
        done.append("erasing")
        if len(done) == 1:
            raise OperationalError("database is locked")

    jobs = {"erasing": fail_once, "proof": lambda: done.append("proof")}
    monkeypatch.setattr(worker, "night", lambda **_: jobs)
    rounds = Rounds()
    assert [rounds.next(at=at, clock=clock) for clock in range(3)] == [False, True, True]
    assert done == ["erasing", "proof", "erasing"]


def test_worker_run_once_tells_by_its_code_that_something_failed(
    open_house: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "daily_check", broken)
    with pytest.raises(SystemExit) as ended:
        call_command("worker", once=True)
    assert ended.value.code == 1


def test_worker_makes_words_findable_and_proves_the_day_once(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi)
    rounds = Rounds()
    rounds.next(at=at, clock=0)
    assert VoiceWords.objects.count() == 1
    check = DailyCheck.objects.get()
    assert (check.on, check.open_voices, check.findings) == (at.date(), 1, [])
    DailyCheck.objects.update(open_voices=7)
    rounds.next(at=at, clock=1)
    Rounds().next(at=at, clock=0)
    assert DailyCheck.objects.get().open_voices == 7


def test_worker_waits_for_the_night_to_end(house: County, at: datetime) -> None:
    rounds = Rounds()
    rounds.next(at=at, clock=0)
    midnight = datetime(2026, 3, 2, 22, 5, tzinfo=UTC)
    rounds.next(at=midnight, clock=100)
    assert DailyCheck.objects.count() == 1
    rounds.next(at=midnight + timedelta(hours=2), clock=200)
    assert DailyCheck.objects.count() == 2


def test_worker_sends_mail_every_five_seconds(house: County, at: datetime) -> None:
    rounds = Rounds()
    rounds.next(at=at, clock=100)
    actions.queue_mail("anna@posti.example", "answered", "fi", {}, at=at)
    rounds.next(at=at, clock=102)
    assert not mail.outbox
    rounds.next(at=at, clock=105)
    assert len(mail.outbox) == 1


def test_worker_erases_what_its_time_has_come_for(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi)
    Rounds().whole(at=at + timedelta(days=365 * 10 + 5))
    assert not Voice.objects.exists()


@pytest.mark.parametrize("table", ["passage", "contact", "mail"])
def test_worker_night_leaves_nothing_erased_behind(
    table: str, open_house: County, at: datetime
) -> None:
    """On SQLite not even in the file itself, its word index or its journal."""
    if table == "mail":
        actions.queue_mail("kvokkasiinkvokka@posti.example", "answered", "fi", {}, at=at)
        Mail.objects.update(tries=50)
    else:
        words = "Kvokkasiinkvokka sanoi niin." if table == "passage" else "Hän sanoi niin."
        contact = "kvokkasiinkvokka@posti.example" if table == "contact" else ""
        for _ in range(3):
            given(at, unit=open_house.kamppi, words=words, contact=contact)
    voices.make_findable()
    assert b"kvokkasiinkvokka" in stored()
    Rounds().next(at=at + retention.WORDS, clock=0)
    assert b"kvokkasiinkvokka" not in stored()


def test_worker_says_and_tries_again_when_the_journal_is_in_use(
    open_house: County, at: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    if connection.vendor != "sqlite":
        return  # PostgreSQL has no such journal
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=0")
    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM kuulluksi_voice").fetchone()
        given(at, unit=open_house.kamppi)
        rounds = Rounds()
        assert not rounds.next(at=at, clock=0)
        assert "emptying the journal: JournalInUse" in caplog.text
        reader.execute("COMMIT")
        assert rounds.next(at=at, clock=1)
    finally:
        reader.close()
        connection.close()


def test_worker_erases_the_letters_of_the_demo_after_thirty_days(
    at: datetime, tmp_path: Path
) -> None:
    for name, age in (("old", 30), ("young", 29)):
        moment = (at - timedelta(days=age)).timestamp()
        (tmp_path / f"{name}.log").touch()
        os.utime(tmp_path / f"{name}.log", (moment, moment))
    with override_settings(EMAIL_FILE_PATH=tmp_path):
        letters.erase_kept(at=at)
    assert [path.name for path in tmp_path.iterdir()] == ["young.log"]
    with override_settings(EMAIL_FILE_PATH=tmp_path / "not-there"):
        letters.erase_kept(at=at)


def test_worker_outlives_a_database_that_does_not_answer(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def rest(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 7:
            raise SystemExit(0)

    def locked(*_: object, **__: object) -> None:
        if len(pauses) < 6:
            raise OperationalError("database is locked")

    monkeypatch.setattr(time, "sleep", rest)
    monkeypatch.setattr(voices, "make_findable", locked)
    monkeypatch.setattr(worker, "night", lambda **_: {})
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit):
        call_command("worker")
    assert pauses == [4, 8, 16, 32, 60, 60, 2]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_worker_ends_at_once_when_asked(sign: signal.Signals, tmp_path: Path) -> None:
    environment = {
        "SECRET_KEY": "x" * 50,
        "RECEIPT_KEYS": "k:" + "01" * 32,
        "KUULLUKSI_VAR": str(tmp_path),
        "EMAIL_HOST": "localhost",
        "PATH": "",
    }
    program = "from kuulluksi.config.cli import main; main()"
    started = subprocess.Popen(
        [sys.executable, "-c", program, "worker"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert started.stderr is not None
    # Without any table in the database it says so, and asks again later.
    assert "OperationalError" in started.stderr.readline()
    asked = time.monotonic()
    started.send_signal(sign)
    assert started.wait(5) == 0
    assert time.monotonic() - asked < 2
    started.stderr.close()


def test_check_duties_tells_in_plain_words(house: County) -> None:
    out = io.StringIO()
    call_command("check_duties", stdout=out)
    assert "has an owner" in out.getvalue()
    type(house.dispatcher).objects.filter(pk=house.dispatcher.pk).update(is_active=False)
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_duties", stdout=out)
    assert ended.value.code == 1
    assert house.dispatcher.name in out.getvalue()


def test_worker_closes_surveys_at_night_and_erases_their_words_in_time(
    house: County, at: datetime
) -> None:
    wave = asking.wave(house, at)
    asking.answered(wave.targets.all()[0], at, {"worked-well": "Kiitos"})
    over = at + timedelta(days=14 + wave.keying_days)
    Rounds().whole(at=over)
    assert Wave.objects.get().state == WaveState.OPEN
    Rounds().whole(at=over + timedelta(days=1))
    assert Wave.objects.get().state == WaveState.CLOSED
    assert (Ballot.objects.count(), ResponseWords.objects.count()) == (0, 1)
    Rounds().whole(at=over + timedelta(days=1) + retention.WORDS)
    assert not ResponseWords.objects.exists()
