"""Whether speaking up did harm. What a giver tells goes past the unit to the independent reader: no
step, no version, no word that is found tells anybody else that something was said."""

import hashlib
import hmac
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines, retention
from kuulluksi.pure.routing import independent
from kuulluksi.pure.text import clean_text
from kuulluksi.voices import queries, rules
from kuulluksi.voices.actions.notices import send_news, tell
from kuulluksi.voices.actions.writing import locked
from kuulluksi.voices.enums import Event, Reason
from kuulluksi.voices.models import Contact, HarmReport, Voice

# Harm shows itself within weeks, and a contact is kept for thirty days after closing.
ASK_AFTER = timedelta(days=21)
# A reply that is late is reminded of on the first late working day and every fifth after it.
REMIND_EVERY = 5


def tell_harm(voice: Voice, *, harmed: bool, words: str, nonce: str, at: datetime) -> bool:
    """The giver tells whether speaking up did harm; harm may come later, so it may be told again.

    Returns False when this very form had already been received. Act 812/2000 23 § forbids that
    feedback makes anybody's services worse; who tells of it must be able to do so safely.
    """
    words = clean_text(words).strip()
    if words:
        rules.check_words(words, "harm", "")
        rules.check_harm_words(harmed=harmed)
    key = settings.RECEIPT_KEYS[voice.receipt_key]
    token = hmac.digest(key, f"harm:{nonce}:{harmed}:{words}".encode(), hashlib.sha256).hex()
    on = deadlines.day(at)
    with transaction.atomic():
        voice = locked(voice)
        if HarmReport.objects.filter(token=token).exists():
            return False
        rules.check_harm_told(queries.harm_told_on(voice, on))
        report = HarmReport(
            voice=voice,
            told_on=on,
            harmed=harmed,
            words=words,
            erase_on=retention.words_until(on),
            token=token,
        )
        if harmed:
            report.due_on = deadlines.add_working_days(on, org.authority().answer_days)
        report.save()
        if harmed:
            _find_reader(report, at=at)
    return True


def _find_reader(report: HarmReport, *, at: datetime) -> None:
    """The independent reader, past everybody whom it may concern. Nobody is better than one of
    those: the daily proof then says that a reader is missing."""
    on = deadlines.day(at)
    concerned = queries.concerned_by_harm(report.voice, on)
    found = independent(org.directory(on), on, concerned)
    HarmReport.objects.filter(pk=report.pk).update(reader=found.owner)
    tell(found.owner, Reason.HARM, at=at)


def read_harm(report: HarmReport, *, by: Person, at: datetime) -> None:
    """Opening a report is written down, once a day for each reader."""
    org_actions.audit(Audited.HARM_READ, f"harm {report.pk}", by=by, at=at, once_a_day=True)


def reply_to_harm(report: HarmReport, *, by: Person, at: datetime, words: str) -> None:
    """The reader replies once. The giver reads the reply with the code, and whoever left an e-mail
    address is told that there is news. Where a worker has seen the code, nobody reads it with the
    code: the reader reaches the giver in another way, and writes down how."""
    words = rules.check_words(words, "reply", _("Write the reply."))
    on = deadlines.day(at)
    with transaction.atomic():
        waiting = queries.harm_told_to(by).filter(replied_on=None)
        mine = waiting.filter(pk=report.pk).order_by()
        # The day on which the giver's words are erased stays; the reply goes with them.
        if not mine.update(reply=words, replied_on=on):
            raise Refused(_("You have already replied to this. Your text is safe below."), "reply")
        if queries.written_by(report.voice) is None:
            send_news(report.voice, at=at)


def ask_later(voice: Voice, on: date) -> None:
    """Some weeks after the first answer, whoever left an e-mail address is asked by letter whether
    speaking up did harm."""
    if voice.steps.filter(event=Event.ANSWERED).count() == 1:
        Contact.objects.filter(voice=voice).update(ask_on=on + ASK_AFTER)


def ask_about_harm(*, at: datetime) -> int:
    """Asks by letter those whose time has come, each once: the letter is queued and the day taken
    away in one transaction. Returns how many."""
    asked = 0
    for pk in queries.contacts_to_ask(deadlines.day(at)):
        with transaction.atomic():
            due = Contact.objects.select_for_update().select_related("voice")
            contact = due.filter(pk=pk).exclude(ask_on=None).first()
            if contact is None:
                continue
            language = contact.voice.language
            org_actions.queue_mail(contact.address, "afterwards", language, {}, at=at)
            Contact.objects.filter(pk=pk).update(ask_on=None)
            asked += 1
    return asked


def look_after_harm(*, at: datetime) -> None:
    """Reports whose reader has left or is missing find another; who replies late is reminded."""
    on = deadlines.day(at)
    with transaction.atomic():
        for report in queries.harm_without_reader().select_related("voice"):
            _find_reader(report, at=at)
    if not deadlines.is_working_day(on):
        return
    with transaction.atomic():
        for report in queries.waiting_harm().filter(due_on__lt=on).select_for_update():
            last = report.reminded_on
            if last is None or deadlines.working_days_between(last, on) >= REMIND_EVERY:
                tell(report.reader_id, Reason.HARM, at=at)
                HarmReport.objects.filter(pk=report.pk).update(reminded_on=on)


def erase_harm_words(on: date) -> int:
    """Erases the words whose time has come; that harm was told of is kept for the years."""
    due = HarmReport.objects.filter(erase_on__lte=on).exclude(words="", reply="")
    return due.update(words="", reply="")
