"""Thanks: whom they name, whom they have been told to, and where they travel."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.cases.models import Feedback, Thanked
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.voices.enums import State
from kuulluksi.voices.models import Voice

# Thanks that leave their reader's desk: no robot's, not about whoever would pass them on, and not
# about a worker whom the giver has not allowed to be told.
TRAVELS = Q(kind=FeedbackKind.THANKS, voice__hold_reason="", voice__beyond_workers=False) & ~Q(
    Q(concerns=Concerns.HANDLER) | Q(voice__state=State.HELD) | Q(voice__concerns_handler=True)
)


def thanked(voice: Voice) -> frozenset[int]:
    """To whom the thanks have been told, by key."""
    return frozenset(Thanked.objects.filter(feedback=voice.pk).values_list("person_id", flat=True))


def travelling(voice_id: int) -> Feedback | None:
    """The thanks of a voice, when they may travel."""
    return Feedback.objects.filter(TRAVELS, pk=voice_id).first()


def new_thanks(voice_ids: Iterable[int]) -> list[Voice]:
    """Those of the voices that are thanks which may travel."""
    told = Feedback.objects.filter(TRAVELS, pk__in=list(voice_ids)).select_related("voice")
    return [feedback.voice for feedback in told.order_by("pk")]


def may_be_told(feedback: Feedback, on: date) -> QuerySet[Person]:
    """The colleagues whom a reader may still tell of thanks: who serves there now, or served when
    they were given; where no place is named, everybody."""
    voice = feedback.voice
    if voice.service_id is None:
        people = org.colleagues()
    else:
        units = [voice.unit_id] if voice.unit_id else []
        people = org.serving(units, [voice.service_id], on)
    told = Thanked.objects.filter(feedback=feedback).values("person")
    return people.exclude(pk__in=told).exclude(pk__in=voice.hidden.values("person"))


def may_be_meant(voice: Voice) -> QuerySet[Person]:
    """Whom thanks on this place may name, as the place was staffed when they were given."""
    units = [voice.unit_id] if voice.unit_id else []
    services = [voice.service_id] if voice.service_id else []
    serving = org.serving(units, services, voice.given_on)
    return serving.exclude(pk__in=voice.hidden.values("person"))
