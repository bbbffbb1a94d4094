"""The worker: each letter leaves once, the night's work is done once a day, faults stop nothing."""

import io
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import OperationalError
from django.test import override_settings

from kuulluksi.cases import actions as cases
from kuulluksi.management.commands import worker
from kuulluksi.management.commands.worker import Rounds
from kuulluksi.org import actions
from kuulluksi.org.models import Mail
from kuulluksi.voices.models import DailyCheck, Voice, VoiceWords
from kuulluksi.web.kit import letters
from tests.factories.org import County, county
from tests.factories.voices import given

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def house(db: None) -> County:
    return county()


class Broken(EmailBackend):
    """A mail server that refuses some people."""

    def send_messages(self, messages: object) -> int:
        assert isinstance(messages, list)
        if "rikki" in messages[0].to[0]:
            raise TimeoutError("no answer from rikki@posti.example")
        return super().send_messages(messages)


def test_worker_sends_each_letter_once(house: County, at: datetime) -> None:
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
    monkeypatch.setattr(Rounds, "next", locked)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr("kuulluksi.management.commands.worker.connection.close", lambda: None)
    with pytest.raises(SystemExit):
        call_command("worker")
    assert pauses == [4, 8, 16, 32, 60, 60, 2]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_worker_ends_at_once_when_asked(sign: signal.Signals, tmp_path: Path) -> None:
    environment = {
        "SECRET_KEY": "x" * 50,
        "RECEIPT_KEYS": "k:" + "01" * 32,
        "KUULLUKSI_VAR": str(tmp_path),
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
    assert "does not answer" in started.stderr.readline()
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
