"""How a feedback is published: what is coded of it decides what has to stay hidden."""

from collections.abc import Sequence
from datetime import datetime

from kuulluksi.cases import queries
from kuulluksi.cases.enums import Concerns
from kuulluksi.org.models import Person
from kuulluksi.pure.masking import Span
from kuulluksi.voices import actions as voices
from kuulluksi.voices.models import Publication, Voice


def publish(
    voice: Voice,
    *,
    by: Person,
    at: datetime,
    seen: int,
    words: Sequence[Span],
    answer: Sequence[Span],
) -> Publication:
    """Publishes a feedback with its answer, or lays it before the giver. What concerns a worker
    goes out without any name."""
    feedback = queries.of_voice(voice)
    concerns = feedback is not None and feedback.concerns != Concerns.NOBODY
    return voices.edit(
        voice, by=by, at=at, seen=seen, words=words, answer=answer, without_names=concerns
    )
