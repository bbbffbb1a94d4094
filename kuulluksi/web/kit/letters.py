"""The letters that the house sends: a template per letter and language, first line the subject.

Nothing that a giver wrote, and no receipt code, is ever in a letter.
"""

import logging
from datetime import UTC, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context, Engine
from django.utils.translation import override

from kuulluksi.org import actions
from kuulluksi.org import queries as org
from kuulluksi.org.models import Mail
from kuulluksi.pure import retention

log = logging.getLogger(__name__)

# A letter that failed so many times waits 2⁹ turns of the worker, about three quarters of an hour.
SLOWEST = 9


def render(mail: Mail) -> EmailMessage:
    """The letter as it leaves. Raises TemplateDoesNotExist for an unknown letter or language."""
    facts = {
        **mail.facts,
        "authority": org.authority().name.best(mail.language),
        "url": settings.PUBLIC_URL,
    }
    template = Engine.get_default().get_template(f"mail/{mail.letter}.{mail.language}.txt")
    with override(mail.language):
        subject, _, body = template.render(Context(facts, autoescape=False)).partition("\n")
    return EmailMessage(subject.strip(), body.strip() + "\n", to=[mail.to])


def send_waiting(*, at: datetime, turn: int = 0) -> int:
    """Sends what waits in the outbox, and returns how many letters left. One that fails stays, and
    the more often it has failed, the more turns it waits.

    No transaction is held while the mail server answers: on SQLite nobody else could write.
    """
    sent = 0
    for mail in list(org.waiting_mail()):
        if turn % 2 ** min(mail.tries, SLOWEST):
            continue
        try:
            render(mail).send()
        except Exception as error:  # noqa: BLE001  whatever one letter breaks, the next one leaves
            # The kind of the fault and the kind of letter, never to whom.
            log.warning("A letter “%s” could not be sent: %s", mail.letter, type(error).__name__)
            actions.mark_failed(mail)
        else:
            actions.mark_sent(mail, at=at)
            sent += 1
    return sent


def erase_kept(*, at: datetime) -> None:
    """Erases old letters from the folder into which the demo writes them instead of sending."""
    for letter in settings.EMAIL_FILE_PATH.glob("*.log"):
        if datetime.fromtimestamp(letter.stat().st_mtime, UTC) <= at - retention.MAIL:
            letter.unlink()
