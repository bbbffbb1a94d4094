"""One feedback with what is coded of it, and what an answer may begin with."""

from datetime import date

from django.db.models import Q, QuerySet

from kuulluksi.cases.models import Feedback, StandardAnswer
from kuulluksi.org.models import Person
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.voices import queries as voices
from kuulluksi.voices.models import Voice

METER = "palvelumittari"


def meter() -> Questionnaire:
    """The service meter of seven statements."""
    return bank.instrument(METER)


def feedback(voice_id: int, person: Person, on: date) -> Feedback | None:
    """One feedback with all that its page shows, if the person may read it."""
    if not voices.can_view(voice_id, person, on):
        return None
    return (
        Feedback.objects.select_related(
            "voice__unit__service",
            "voice__service__area",
            "voice__owner",
            "voice__contact",
            "voice__publication",
        )
        .prefetch_related("topics", "answers")
        .filter(pk=voice_id)
        .first()
    )


def of_voice(voice: Voice) -> Feedback | None:
    return Feedback.objects.filter(pk=voice.pk).prefetch_related("topics").first()


def openings(kind: str, topics: list[str]) -> list[StandardAnswer]:
    """The ready openings for an answer: those of the topics first, then those of the kind alone."""
    rows = StandardAnswer.objects.filter(kind=kind).filter(Q(topic__in=topics) | Q(topic=""))
    return sorted(rows, key=lambda row: (row.topic == "", row.pk))


def all_openings() -> QuerySet[StandardAnswer]:
    return StandardAnswer.objects.order_by("kind", "topic")
