"""What came through the wrong door: no feedback but a matter of a client. It is handed on with one
act, told to the giver, and stays open with its receiver until it is answered or closed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org.models import Person, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.voices import rules
from kuulluksi.voices.actions.handling import for_staff, next_reader
from kuulluksi.voices.actions.notices import send_news, tell
from kuulluksi.voices.actions.publishing import take_off
from kuulluksi.voices.actions.writing import write_step
from kuulluksi.voices.enums import Event, Misdirected, Reason
from kuulluksi.voices.models import Voice


def hand_on(
    voice: Voice,
    *,
    by: Person,
    at: datetime,
    seen: int,
    reason: Misdirected,
    words: str,
    to: Person | None = None,
    unit: Unit | None = None,
    service: Service | None = None,
) -> None:
    """Hands a matter on that is no feedback, to a colleague or to whoever answers for a place, and
    tells the giver so. The clock goes on: it is still somebody's turn. Nothing of it stays public.

    Administrative Procedure Act (434/2003) 8 and 21 §: advice, and transfer to the right place.
    """
    words = rules.check_words(words, "message", _("Write what the giver is told."))
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=seen, at=at)
        take_off(voice, by=by, at=at)
        found, changes = next_reader(voice, on=deadlines.day(at), to=to, unit=unit, service=service)
        write_step(
            voice,
            Event.HANDED_ON,
            by=by,
            at=at,
            words=words,
            title=found.title,
            to=found.owner,
            detail=reason,
            owner_id=found.owner,
            owner_title=found.title,
            misdirected=reason,
            **changes,
        )
        tell(found.owner, Reason.HANDED_ON, at=at, voice=voice)
        send_news(voice, at=at)


def take_as_feedback(voice: Voice, *, by: Person, at: datetime, seen: int) -> None:
    """The next handler finds that it is feedback after all: it is answered and counted as such."""
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=seen, at=at)
        if not voice.misdirected:
            raise Refused(_("This is already handled as feedback."))
        write_step(voice, Event.AS_FEEDBACK, by=by, at=at, title=voice.owner_title, misdirected="")
