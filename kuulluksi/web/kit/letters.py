"""The letters that the house sends, and its text messages: a template per letter and language, of a
letter the first line is the subject.

Nothing that a giver wrote, and no receipt code, is ever in a letter.
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import policy
from email.message import EmailMessage as Written
from email.parser import BytesParser
from pathlib import Path
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template import Context, Engine
from django.urls import reverse
from django.utils.translation import override

from kuulluksi.org import actions
from kuulluksi.org import queries as org
from kuulluksi.org.models import Mail
from kuulluksi.pure import deadlines, retention
from kuulluksi.surveys import queries as surveys
from kuulluksi.voices.enums import Reason, Urgency
from kuulluksi.web.kit import sms
from kuulluksi.web.kit.asking import minutes
from kuulluksi.web.kit.tags import day_text, said

log = logging.getLogger(__name__)

# A letter that failed so many times waits 2⁹ turns of the worker, about three quarters of an hour.
SLOWEST = 9
# After so many failures in one turn the server is at fault, and the rest waits for the next turn.
FAILURES = 3
# What the demo writes between the letters of one file.
BETWEEN = b"\n" + b"-" * 79 + b"\n"
TEAM = (Reason.TEAM_THANKS, Reason.TEAM_CRITICISM, Reason.TEAM_ANSWERED)


class ServerAway(Exception):
    """The mail server, or the gateway for text messages, does not answer; nothing was lost."""


def render(mail: Mail, more: Mapping[str, Any] | None = None) -> EmailMessage:
    """The letter as it leaves, with `more` than what stands in the outbox. Raises
    TemplateDoesNotExist for an unknown letter or language."""
    template = Engine.get_default().get_template(f"mail/{mail.letter}.{mail.language}.txt")
    with override(mail.language):
        facts = {
            **_in_words(mail),
            **(more or {}),
            "authority": org.authority().name.best(mail.language),
            "url": settings.PUBLIC_URL,
        }
        written = template.render(Context(facts, autoescape=False))
    subject, _, body = ("", "", written) if by_text(mail) else written.partition("\n")
    # Programs that read letters offer to say no, with one press (RFC 8058).
    headers = {}
    if "no" in facts:
        headers["List-Unsubscribe"] = f"<{facts['no']}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(subject.strip(), body.strip() + "\n", to=[mail.to], headers=headers)


def _in_words(mail: Mail) -> dict[str, Any]:
    """The facts of a letter as its template says them: codes become words of the language."""
    if mail.letter == "digest":
        counts = [(reason, mail.facts[reason]) for reason in Reason if reason in mail.facts]
        lines = [(str(reason.label), number, reason in TEAM) for reason, number in counts]
        return {
            "lines": [(label, number) for label, number, team in lines if not team],
            "team": [(label, number) for label, number, team in lines if team],
        }
    if mail.letter in ("urgent", "urgent-held"):
        return {**mail.facts, "reason": Urgency(mail.facts["reason"]).label}
    return dict(mail.facts)


def invited(mail: Mail, on: date) -> dict[str, Any] | None:
    """What an invitation says, made of its row at the last moment: its code is nowhere else. None:
    it need not leave any more."""
    link = surveys.to_be_sent(mail.facts["invitation"], on)
    if link is None:
        return None
    wave, place, code = link.target.wave, link.target.place, surveys.code_of(link)
    with override(mail.language):
        return {
            "title": said(wave.title),
            "place": said(place.name) if place else "",
            "until": day_text(wave.closes_on),
            "minutes": minutes(surveys.questionnaire(wave.document)),
            "link": settings.PUBLIC_URL + reverse("public:invited", args=[code]),
            "no": settings.PUBLIC_URL + reverse("public:opt-out", args=[code]),
        }


def by_text(mail: Mail) -> bool:
    """Whether it goes to a phone."""
    return mail.letter.endswith("-sms")


def send_waiting(*, at: datetime, turn: int = 0) -> int:
    """Sends what waits in the outbox, and returns how many letters left. One that fails stays, and
    the more often it has failed, the more turns it waits; a digest waits for office hours, an
    invitation or a question to a giver for the hours in which it may come.

    A letter is recorded as sent after the server took it: whoever is killed in between sends it
    once more, and what is recorded is never sent again. No transaction is held while the mail
    server answers: on SQLite nobody else could write. When mail or text messages do not get
    through, the other still leaves.
    """
    asleep: set[str] = set()
    if not deadlines.office_hours(at):
        asleep |= Mail.IN_OFFICE_HOURS
    if not deadlines.message_hours(at):
        asleep |= Mail.IN_MESSAGE_HOURS
    due = [
        mail
        for mail in org.waiting_mail()
        if not turn % 2 ** min(mail.tries, SLOWEST) and mail.letter not in asleep
    ]
    sent, away = 0, False
    for texts in (False, True):
        some = [mail for mail in due if by_text(mail) == texts]
        if some:
            try:
                sent += _send(some, TextLine(at) if texts else _line(), at=at)
            except ServerAway:
                away = True
    if away:
        raise ServerAway
    return sent


def _send(due: Sequence[Mail], line: BaseEmailBackend, *, at: datetime) -> int:
    sent = failed = 0
    try:
        for mail in due:
            if not org.still_waits(mail):
                continue  # another worker has sent it meanwhile
            try:
                is_invitation = mail.letter in Mail.INVITATIONS
                more = invited(mail, deadlines.day(at)) if is_invitation else {}
                if more is not None:
                    letter = render(mail, more)
                    letter.connection = line
                    letter.send()
            except Exception as error:  # noqa: BLE001  whatever one letter breaks, the next leaves
                # The kind of the fault and the kind of letter, never to whom.
                kind = type(error).__name__
                log.warning("A letter “%s” could not be sent: %s", mail.letter, kind)
                actions.mark_failed(mail)
                if isinstance(error, SMTPException | OSError):
                    failed += 1
                    if failed == FAILURES:
                        raise ServerAway from None
                if isinstance(error, SMTPServerDisconnected | OSError):
                    line.close()
                    line = line if isinstance(line, TextLine) else _line()
            else:
                # What need not leave is recorded like what left: the rest would tell who answered.
                actions.mark_sent(mail, at=at)
                sent += more is not None
    finally:
        line.close()
    return sent


def _line() -> BaseEmailBackend:
    """One connection for all letters of a turn. Raises ServerAway when nobody answers."""
    line: BaseEmailBackend = get_connection()
    try:
        line.open()
    except (SMTPException, OSError) as error:
        log.warning("The mail server does not answer: %s", type(error).__name__)
        raise ServerAway from None
    return line


class TextLine(BaseEmailBackend):
    """Sends letters as text messages, one request each."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            sms.send(message.to[0], str(message.body).strip(), at=self.at)
        return len(email_messages)


@dataclass(frozen=True)
class Kept:
    """A letter that the demo kept instead of sending; a text message has no subject."""

    to: str
    subject: str
    body: str


def kept(at_most: int) -> list[Kept]:
    """The letters and text messages in the demo's folders, the newest first."""
    found: list[Kept] = []
    for path in sorted(_files(), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        found += list(_letters_in(path))[::-1]
        if len(found) >= at_most:
            break
    return found[:at_most]


def _files() -> Iterator[Path]:
    yield from settings.EMAIL_FILE_PATH.glob("*.log")
    yield from settings.SMS_FILE_PATH.glob("*.json")


def _letters_in(path: Path) -> Iterator[Kept]:
    if path.suffix == ".json":
        message = json.loads(path.read_text())
        yield Kept(message["to"], "", message["text"])
        return
    for written in path.read_bytes().split(BETWEEN):
        if written.strip():
            letter = BytesParser(Written, policy=policy.default).parsebytes(written)
            yield Kept(str(letter["To"]), str(letter["Subject"]), str(letter.get_content()))


def erase_kept(*, at: datetime) -> None:
    """Erases old letters from the folders into which the demo writes them instead of sending."""
    for letter in _files():
        if datetime.fromtimestamp(letter.stat().st_mtime, UTC) <= at - retention.MAIL:
            letter.unlink()
