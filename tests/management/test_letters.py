"""Letters leave at least once, also when the worker is killed; what is recorded is never resent."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core import mail
from django.db import connection
from django.test import override_settings

from kuulluksi.management.commands.worker import Rounds
from kuulluksi.org import actions
from kuulluksi.org.models import Mail
from kuulluksi.voices.enums import Reason
from kuulluksi.voices.models import VoiceWords
from kuulluksi.web.kit import letters
from kuulluksi.web.kit.clock import now
from tests.factories.org import County, county
from tests.factories.voices import given
from tests.management.postbox import Postbox, postbox

ROOT = Path(__file__).resolve().parents[2]
MANY = 60
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def house(db: None) -> County:
    return county()


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as opened:
        yield opened


@pytest.fixture
def by_smtp(box: Postbox) -> Iterator[None]:
    with override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=box.port):
        yield


def address(number: int) -> str:
    return f"n{number:02}@posti.example"


def queue(many: int, at: datetime) -> None:
    for number in range(many):
        actions.queue_mail(address(number), "answered", "fi", {}, at=at)


@pytest.mark.parametrize(
    ("letter", "hour", "leaves"),
    [
        ("digest", 2, False),
        ("digest", 8, True),
        ("digest", 17, False),
        ("afterwards", 2, False),
        ("afterwards", 17, True),
        ("answered", 2, True),
    ],
)
def test_letter_that_waited_wakes_nobody(
    house: County, at: datetime, letter: str, hour: int, *, leaves: bool
) -> None:
    """However late it was written, or the mail server came back. The hour is UTC in winter."""
    facts = {"new": "1"} if letter == "digest" else {}
    actions.queue_mail("n@posti.example", letter, "fi", facts, at=at)
    assert letters.send_waiting(at=at.replace(hour=hour)) == int(leaves)
    assert letters.send_waiting(at=at.replace(hour=9)) == int(not leaves)


def database_url() -> str:
    """The database of this test, for another process."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    host = quote(str(told["HOST"]), safe="")
    return f"postgres://{told['USER']}@{host}/{told['NAME']}"


def start_worker(box: Postbox, var: Path) -> subprocess.Popen[bytes]:
    environment = {
        "SECRET_KEY": "x" * 50,
        "RECEIPT_KEYS": "test:" + "01" * 32,
        "KUULLUKSI_VAR": str(var),
        "DATABASE_URL": database_url(),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(box.port),
        "PATH": os.environ["PATH"],
    }
    program = "from kuulluksi.config.cli import main; main()"
    return subprocess.Popen([sys.executable, "-c", program, "worker"], cwd=ROOT, env=environment)


def until(true: object, seconds: float = 30) -> None:
    """Waits until `true()`."""
    assert callable(true)
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.01)


def recorded() -> set[str]:
    waiting = set(Mail.objects.filter(sent_on=None).values_list("to", flat=True))
    return {address(number) for number in range(MANY)} - waiting


def test_letters_of_a_worker_that_is_killed_again_and_again(
    transactional_db: None, box: Postbox, tmp_path: Path
) -> None:
    county()
    queue(MANY, now())
    box.slowness = 0.01
    looks: list[tuple[int, set[str]]] = []
    while len(recorded()) < MANY:
        started = start_worker(box, tmp_path)
        came = len(box.received)
        try:
            # Killed at another place of its work each time, at last left to finish.
            wanted = MANY if len(looks) == 6 else came + 5 + len(looks)
            until(lambda wanted=wanted: len(set(box.received)) >= min(wanted, MANY))
            if len(looks) == 6:
                until(lambda: len(recorded()) == MANY)
        finally:
            os.kill(started.pid, signal.SIGKILL)
            started.wait()
        until(lambda: not box.busy)
        looks.append((len(box.received), recorded()))
    assert len(looks) > 3
    assert set(box.received) == {address(number) for number in range(MANY)}
    for came, known in looks:
        assert known <= set(box.received[:came])
        assert not known & set(box.received[came:]), "sent again although it was recorded as sent"
    # What was sent twice is only what was on its way when the worker was killed.
    assert len(box.received) - MANY <= len(looks)


def test_letters_wait_while_the_server_is_dead_and_other_work_goes_on(
    transactional_db: None, at: datetime, box: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    queue(3, at)
    given(at, unit=county().kamppi)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: nobody answers
        rounds = Rounds()
        dead = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": taken.getsockname()[1]}
        with override_settings(EMAIL_BACKEND=SMTP, **dead):
            assert not rounds.next(at=at, clock=0)
            assert rounds.next(at=at, clock=9.9)  # not asked again yet
            assert not rounds.next(at=at, clock=10)
            assert rounds.next(at=at, clock=29)
    assert VoiceWords.objects.count() == 1
    assert "ServerAway" in caplog.text
    assert "posti.example" not in caplog.text
    assert set(Mail.objects.filter(letter="answered").values_list("sent_on", "tries")) == {
        (None, 0)
    }
    with override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=box.port):
        assert rounds.next(at=at, clock=31)
    assert {address(number) for number in range(3)} <= set(box.received)


def test_letters_of_a_server_that_refuses_everything_end_the_turn(
    house: County, at: datetime, box: Postbox, by_smtp: None
) -> None:
    queue(5, at)
    box.refuses = {address(number) for number in range(5)}
    with pytest.raises(letters.ServerAway):
        letters.send_waiting(at=at)
    assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 0, 1, 1, 1]
    box.refuses = set()
    assert letters.send_waiting(at=at) == 5


def test_letters_go_on_after_one_at_which_the_server_hangs_up(
    house: County, at: datetime, box: Postbox, by_smtp: None
) -> None:
    queue(4, at)
    box.hangs_up = {address(1)}
    assert letters.send_waiting(at=at) == 3
    assert set(box.received) == {address(0), address(2), address(3)}
    assert Mail.objects.get(sent_on=None).tries == 1


def test_letters_are_tried_until_they_are_erased(house: County, at: datetime) -> None:
    """A mail server may be away over a long holiday."""
    queue(1, at)
    Mail.objects.update(tries=400)
    assert letters.send_waiting(at=at, turn=2**9) == 1


def test_letters_that_another_worker_sent_meanwhile_are_left(house: County, at: datetime) -> None:
    queue(2, at)
    first, second = Mail.objects.order_by("queued_on", "id")
    send = letters.render

    def and_another_worker(row: Mail, more: dict[str, object]) -> object:
        if row == first:
            actions.mark_sent(second, at=at)
        return send(row, more)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(letters, "render", and_another_worker)
        assert letters.send_waiting(at=at) == 1
    assert [message.to for message in mail.outbox] == [[first.to]]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_digest_says_every_reason_in_words_of_its_language(
    language: str, house: County, at: datetime
) -> None:
    facts = {reason.value: str(number) for number, reason in enumerate(Reason, start=11)}
    row = actions.queue_mail("a@b.example", "digest", language, facts, at=at)
    body = letters.render(row).body
    for number in facts.values():
        assert f": {number}\n" in body
    assert f"/{language}/tyo/" in body
    assert "  " not in body
    assert "\n\n\n" not in body


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("why", ["giver", "words", "reader"])
def test_urgent_letter_says_why_and_where(
    why: str, language: str, house: County, at: datetime
) -> None:
    row = actions.queue_mail("a@b.example", "urgent", language, {"reason": why}, at=at)
    message = letters.render(row)
    assert f"/{language}/tyo/" in message.body
    assert "{" not in message.body


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_urgent_letter_says_that_it_is_the_last_and_that_the_feedback_is_held(
    language: str, house: County, at: datetime
) -> None:
    def body(letter: str, **facts: str) -> str:
        facts["reason"] = "giver"
        message = letters.render(actions.queue_mail("a@b.example", letter, language, facts, at=at))
        assert message.subject
        return str(message.body)

    bodies = {
        body("urgent"),
        body("urgent", last="yes"),
        body("urgent-held"),
        body("urgent-held", last="yes"),
    }
    assert len(bodies) == 4
    for each in bodies:
        assert f"/{language}/tyo/" in each
        assert "\n\n\n" not in each
        assert "  " not in each


def test_letters_that_the_demo_keeps_are_read_back_newest_first(
    house: County, at: datetime, tmp_path: Path
) -> None:
    backend = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_FILE_PATH=tmp_path):
        assert letters.kept(9) == []
        queue(2, at)
        assert letters.send_waiting(at=at) == 2
        time.sleep(1.1)  # the files are named by the second
        facts = {"name": "Änni", "link": "https://esimerkki.example/x"}
        actions.queue_mail("anni@posti.example", "welcome", "fi", facts, at=at)
        letters.send_waiting(at=at)
        found = letters.kept(9)
        assert found[0].to == "anni@posti.example"
        assert {letter.to for letter in found[1:]} == {address(0), address(1)}
        assert "Hei Änni" in found[0].body
        assert len(letters.kept(1)) == 1
