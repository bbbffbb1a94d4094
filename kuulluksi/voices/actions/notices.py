"""What people are to be told of. Nothing is sent from here: a digest counts what has gathered."""

from datetime import datetime

from kuulluksi.org import actions as org_actions
from kuulluksi.org.models import insert, key_of_day
from kuulluksi.pure import deadlines
from kuulluksi.voices.enums import Reason
from kuulluksi.voices.models import Contact, Notice, Voice


def tell(
    person: int | None, reason: Reason, *, at: datetime, voice: Voice | None = None, number: int = 1
) -> None:
    """Adds to what a person, named by key, is told of in the next digest; nobody is no error."""
    insert(notices(person, reason, at=at, voice=voice, number=number))


def notices(
    person: int | None, reason: Reason, *, at: datetime, voice: Voice | None = None, number: int = 1
) -> list[Notice]:
    """The row to be written for that, if any."""
    if person is None:
        return []
    on = deadlines.day(at)
    key = key_of_day(on)
    return [Notice(id=key, person_id=person, reason=reason, voice=voice, on=on, number=number)]


def send_news(voice: Voice, *, at: datetime) -> None:
    """A letter to a giver who left an e-mail address: there is something to read with the code."""
    contact = Contact.objects.filter(voice=voice).first()
    if contact is not None and "@" in contact.address:
        org_actions.queue_mail(contact.address, "news", voice.language, {}, at=at)
