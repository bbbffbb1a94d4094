"""What cannot wait, and what is said while somebody waits: the urgent flag, the interim message."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.voices import rules
from kuulluksi.voices.actions.alarms import alarm
from kuulluksi.voices.actions.handling import for_staff
from kuulluksi.voices.actions.writing import write_step
from kuulluksi.voices.enums import Event, Urgency
from kuulluksi.voices.models import Contact, Voice


def interim(voice: Voice, *, by: Person, at: datetime, seen: int, words: str) -> None:
    """Tells the giver how it is going, and those who left an e-mail address that there is news. The
    clock goes on: an acknowledgement is no reply."""
    words = rules.check_words(words, "interim", _("Write how it is going."))
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=seen, at=at)
        write_step(voice, Event.INTERIM, by=by, at=at, words=words, title=voice.owner_title)
        contact = Contact.objects.filter(voice=voice).first()
        if contact is not None and "@" in contact.address:
            org_actions.queue_mail(contact.address, "news", voice.language, {}, at=at)


def mark_urgent(voice: Voice, *, by: Person, at: datetime) -> None:
    """A reader finds that it cannot wait: whoever is on duty is told at once."""
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=None, at=at)
        if voice.urgent:
            raise Refused(_("This is marked as urgent already."))
        alarm(voice, Urgency.READER, by=by, at=at)


def calm(voice: Voice, *, by: Person, at: datetime) -> None:
    """A reader finds that it is not urgent. The clock of the answer goes on."""
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=None, at=at)
        if not voice.urgent:
            raise Refused(_("This is not marked as urgent."))
        write_step(voice, Event.CALMED, by=by, at=at, urgent="")
