"""Invitations leave as letters and as text messages, over a real gateway; each says what it must in
its language, and the outbox forgets to whom it went."""

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client, override_settings

from kuulluksi.org import actions as org
from kuulluksi.org.models import Mail
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.models import Invitation, Wave
from kuulluksi.web.kit import letters, sms
from tests.factories import surveys
from tests.factories.org import County, county
from tests.management.gateway import Gateway, gateway

PHONE, OTHER = "+358401234567", "+358501234567"
NESTED = {"messages": [{"to": ["{to}"], "body": "{text}", "sender": "Kuulluksi", "ttl": 60}]}


@pytest.fixture
def house(db: None) -> County:
    return county()


@pytest.fixture
def wave(house: County, at: datetime) -> Wave:
    return surveys.wave(house, at)


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with (
        gateway() as opened,
        override_settings(SMS_URL=opened.address, SMS_TOKEN="salainen", SMS_TIMEOUT=5),
    ):
        yield opened


def queued(wave: Wave, *addresses: str, language: str = "fi", at: datetime) -> list[Invitation]:
    target = queries.targets(wave)[0]
    links = [surveys.invited(target, at, address, language) for address in addresses]
    actions.send_invitations(at=at)
    return links


def test_text_message_goes_to_the_gateway_with_its_token(
    wave: Wave, at: datetime, line: Gateway
) -> None:
    (link,) = queued(wave, PHONE, at=at)
    with override_settings(SMS_BODY=NESTED):
        assert letters.send_waiting(at=at) == 1
    (message,) = line.received
    (inner,) = message["messages"]
    assert (inner["to"], inner["sender"], inner["ttl"]) == ([PHONE], "Kuulluksi", 60)
    assert f"/fi/kysely/linkki/{queries.code_of(link)}/ei/" in inner["body"]
    assert line.tokens == ["Bearer salainen"]
    sent = Mail.objects.get()
    assert (sent.to, sent.facts, sent.sent_on) == ("", {}, at.date())
    assert letters.send_waiting(at=at) == 0


def test_words_are_filled_in_once() -> None:
    body = {"a": "{to}{text}", "b": ["{text}", 1, None]}
    assert sms.filled(body, {"{to}": "{text}", "{text}": "{to}"}) == {
        "a": "{text}{to}",
        "b": ["{to}", 1, None],
    }


@pytest.mark.parametrize("status", [400, 401, 429, 500, 503])
def test_gateway_that_refuses_is_asked_again(
    status: int, wave: Wave, at: datetime, line: Gateway
) -> None:
    queued(wave, PHONE, at=at)
    line.status = status
    assert letters.send_waiting(at=at) == 0
    assert Mail.objects.get().tries == 1
    line.status = 200
    assert letters.send_waiting(at=at, turn=2) == 1
    assert len(line.received) == 1


def test_gateway_that_refuses_one_number_takes_the_others(
    wave: Wave, at: datetime, line: Gateway
) -> None:
    queued(wave, PHONE, OTHER, at=at)
    line.refuses = {PHONE}
    assert letters.send_waiting(at=at) == 1
    assert [message["to"] for message in line.received] == [OTHER]


def test_gateway_that_sends_elsewhere_is_not_followed(
    wave: Wave, at: datetime, line: Gateway
) -> None:
    with gateway() as stranger:
        line.status, line.elsewhere = 302, stranger.address
        queued(wave, PHONE, at=at)
        assert letters.send_waiting(at=at) == 0
        assert stranger.tokens == []


def test_gateway_away_keeps_no_letter_back(wave: Wave, at: datetime) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
    numbers = [f"+35840123456{number}" for number in range(4)]
    with override_settings(SMS_URL=address, SMS_TIMEOUT=1):
        queued(wave, *numbers, "a@b.example", at=at)
        with pytest.raises(letters.ServerAway):
            letters.send_waiting(at=at)
    assert [message.to for message in mail.outbox] == [["a@b.example"]]
    waiting = Mail.objects.filter(sent_on=None)
    assert waiting.count() == 4
    assert waiting.filter(tries=1).count() == letters.FAILURES


def test_mail_server_away_keeps_no_text_message_back(
    wave: Wave, at: datetime, line: Gateway
) -> None:
    queued(wave, PHONE, "a@b.example", at=at)
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with (
        override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=1),
        pytest.raises(letters.ServerAway),
    ):
        letters.send_waiting(at=at)
    assert len(line.received) == 1


def test_invitation_in_the_outbox_waits_for_the_morning(
    wave: Wave, at: datetime, line: Gateway
) -> None:
    """A gateway that comes back at night wakes nobody; letters of the house leave at any hour."""
    queued(wave, PHONE, at=at)
    org.queue_mail("c@d.example", "answered", "fi", {}, at=at)
    assert letters.send_waiting(at=at.replace(hour=20)) == 1
    assert line.received == []
    assert letters.send_waiting(at=at + timedelta(days=1)) == 1


def test_invitation_used_or_refused_meanwhile_is_dropped_and_leaves_the_same_trace(
    wave: Wave, at: datetime, line: Gateway
) -> None:
    used, removed, _left = queued(wave, PHONE, OTHER, "a@b.example", at=at)
    code = queries.code_of(used)
    target = queries.targets(wave).select_related("wave__document").get(pk=used.target_id)
    surveys.answered(target, at, invitation=code)
    actions.opt_out(queries.code_of(removed), at=at)
    assert letters.send_waiting(at=at) == 1
    assert line.received == []
    rows = Mail.objects.values_list("to", "facts", "sent_on", "tries")
    assert set(map(str, rows)) == {str(("", {}, at.date(), 0))}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("reminder", [False, True])
@pytest.mark.parametrize("address", [PHONE, "a@b.example"])
def test_invitation_says_whose_survey_until_when_and_how_to_say_no(
    address: str, language: str, wave: Wave, at: datetime, line: Gateway, *, reminder: bool
) -> None:
    (link,) = queued(wave, address, language=language, at=at)
    if reminder:
        letters.send_waiting(at=at)
        line.received.clear()
        mail.outbox.clear()
        at += timedelta(days=7)
        actions.send_invitations(at=at)
    assert letters.send_waiting(at=at) == 1
    text = line.received[0]["text"] if address == PHONE else str(mail.outbox[0].body)
    site = f"http://localhost:8000/{language}/kysely/linkki/{queries.code_of(link)}/"
    assert text.count(site) == 2
    assert f"{site}ei/" in text
    assert "Esimerkkilän hyvinvointialue" in text
    place = link.target.place
    assert place is not None
    assert place.name.best(language) in text
    assert "2026" in text
    assert "{" not in text
    assert "  " not in text
    assert "muistutus" not in text.lower()
    if address == PHONE:
        assert len(text) <= 3 * 153  # three parts of a text message
    else:
        assert "kysely" in mail.outbox[0].subject
        assert mail.outbox[0].extra_headers["List-Unsubscribe"] == f"<{site}ei/>"


def test_demo_keeps_text_messages_beside_its_letters_and_shows_both(
    wave: Wave, at: datetime, client: Client, tmp_path: Path
) -> None:
    files = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(
        DEMO=True,
        EMAIL_BACKEND=files,
        EMAIL_FILE_PATH=tmp_path / "mail",
        SMS_FILE_PATH=tmp_path / "sms",
    ):
        queued(wave, PHONE, "a@b.example", at=at)
        assert letters.send_waiting(at=at) == 2
        page = client.get("/fi/posti/").content.decode()
        assert PHONE in page
        assert "a@b.example" in page
        assert {letter.to for letter in letters.kept(9)} == {PHONE, "a@b.example"}
        letters.erase_kept(at=at + timedelta(days=4000))
        assert letters.kept(9) == []
