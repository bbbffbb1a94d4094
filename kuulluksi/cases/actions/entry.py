"""What a worker heard and writes down: in a meeting, at home, on the phone, from paper."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.cases.actions.giving import NewFeedback, give
from kuulluksi.cases.actions.praise import pass_on
from kuulluksi.cases.models import Feedback
from kuulluksi.org.models import Person
from kuulluksi.voices import queries
from kuulluksi.voices.actions import Given, NewVoice
from kuulluksi.voices.actions.writing import locked, write_step
from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import Voice


def write_down(
    new: NewVoice, told: NewFeedback, *, helped: Iterable[Person] = (), at: datetime
) -> Given:
    """Receives what a client said through a worker, and tells the thanks to those who helped,
    whole or not at all. The same form again gives the same receipt and thanks nobody twice."""
    with transaction.atomic():
        given = give(new, told, at=at)
        if given.fresh and (people := list(helped)):
            pass_on(given.voice, people, by=new.written_by, at=at)
    return given


def client_told(voice: Voice, *, by: Person, at: datetime) -> bool:
    """The writer has told the client afterwards; from now on the client may follow the journey.

    Only the writer may say so. Returns False when somebody else asks.
    """
    with transaction.atomic():
        voice = locked(voice)
        if queries.written_by(voice) != by.pk:
            return False
        if Feedback.objects.filter(pk=voice.pk, client_knows=False).update(client_knows=True):
            words = _("The client has been told that this was written down.")
            write_step(voice, Event.NOTED, by=by, at=at, words=words)
    return True
