"""The letters that the house sends: a template per letter and language, first line the subject.

Nothing that a giver wrote, and no receipt code, is ever in a letter.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
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
from django.utils.translation import override

from kuulluksi.org import actions
from kuulluksi.org import queries as org
from kuulluksi.org.models import Mail
from kuulluksi.pure import retention
from kuulluksi.voices.enums import Reason, Urgency

log = logging.getLogger(__name__)

# A letter that failed so many times waits 2⁹ turns of the worker, about three quarters of an hour.
SLOWEST = 9
# After so many failures in one turn the server is at fault, and the rest waits for the next turn.
FAILURES = 3
# What the demo writes between the letters of one file.
BETWEEN = b"\n" + b"-" * 79 + b"\n"
TEAM = (Reason.TEAM_THANKS, Reason.TEAM_CRITICISM, Reason.TEAM_ANSWERED)


class ServerAway(Exception):
    """The mail server does not answer; nothing was lost."""


def render(mail: Mail) -> EmailMessage:
    """The letter as it leaves. Raises TemplateDoesNotExist for an unknown letter or language."""
    template = Engine.get_default().get_template(f"mail/{mail.letter}.{mail.language}.txt")
    with override(mail.language):
        facts = {
            **(_in_words(mail)),
            "authority": org.authority().name.best(mail.language),
            "url": settings.PUBLIC_URL,
        }
        subject, _, body = template.render(Context(facts, autoescape=False)).partition("\n")
    return EmailMessage(subject.strip(), body.strip() + "\n", to=[mail.to])


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


def send_waiting(*, at: datetime, turn: int = 0) -> int:
    """Sends what waits in the outbox, and returns how many letters left. One that fails stays, and
    the more often it has failed, the more turns it waits.

    A letter is recorded as sent after the server took it: whoever is killed in between sends it
    once more, and what is recorded is never sent again. No transaction is held while the mail
    server answers: on SQLite nobody else could write.
    """
    due = [mail for mail in org.waiting_mail() if not turn % 2 ** min(mail.tries, SLOWEST)]
    if not due:
        return 0
    line = _line()
    sent = failed = 0
    try:
        for mail in due:
            if not org.still_waits(mail):
                continue  # another worker has sent it meanwhile
            try:
                letter = render(mail)
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
                    line = _line()
            else:
                actions.mark_sent(mail, at=at)
                sent += 1
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


@dataclass(frozen=True)
class Kept:
    """A letter that the demo kept instead of sending."""

    to: str
    subject: str
    body: str


def kept(at_most: int) -> list[Kept]:
    """The letters in the demo's folder, the newest first."""
    found: list[Kept] = []
    for path in sorted(settings.EMAIL_FILE_PATH.glob("*.log"), reverse=True):
        found += list(_letters_in(path))[::-1]
        if len(found) >= at_most:
            break
    return found[:at_most]


def _letters_in(path: Path) -> Iterator[Kept]:
    for written in path.read_bytes().split(BETWEEN):
        if written.strip():
            letter = BytesParser(Written, policy=policy.default).parsebytes(written)
            yield Kept(str(letter["To"]), str(letter["Subject"]), str(letter.get_content()))


def erase_kept(*, at: datetime) -> None:
    """Erases old letters from the folder into which the demo writes them instead of sending."""
    for letter in settings.EMAIL_FILE_PATH.glob("*.log"):
        if datetime.fromtimestamp(letter.stat().st_mtime, UTC) <= at - retention.MAIL:
            letter.unlink()
