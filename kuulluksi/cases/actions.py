"""Every write to feedback: received whole or not at all, answered in somebody's own words."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kuulluksi.cases import queries, rules
from kuulluksi.cases.enums import Concerns
from kuulluksi.cases.models import Feedback, FeedbackTopic, MeterAnswer, StandardAnswer
from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person, Service, Unit
from kuulluksi.pure import deadlines, retention
from kuulluksi.pure.questionnaire.answers import Answers
from kuulluksi.voices import actions as voices
from kuulluksi.voices.actions import Given, NewVoice
from kuulluksi.voices.models import Voice


@dataclass(frozen=True)
class NewFeedback:
    """What the form asks beyond the shared voice. Empty strings were not answered."""

    kind: str
    topics: frozenset[str] = frozenset()
    hope: str = ""
    speaker: str = ""
    concerns: str = Concerns.NOBODY
    may_discuss: bool = False
    page: str = ""
    answers: Answers | None = None


def give(new: NewVoice, told: NewFeedback, *, at: datetime) -> Given:
    """Receives a feedback: the voice, what was chosen and the statements, whole or not at all.

    The same form again gives the same receipt; only changed words are added.
    """
    with transaction.atomic():
        given = voices.begin(new, at=at)
        if not given.fresh:
            return given
        feedback = Feedback.objects.create(
            voice=given.voice,
            kind=told.kind,
            hope=told.hope,
            speaker=told.speaker,
            concerns=told.concerns,
            may_discuss=told.may_discuss,
            page=told.page,
        )
        FeedbackTopic.objects.bulk_create(
            [FeedbackTopic(feedback=feedback, topic=topic) for topic in sorted(told.topics)]
        )
        MeterAnswer.objects.bulk_create(
            [
                MeterAnswer(feedback=feedback, item=answer.item, value=answer.value)
                for answer in told.answers or ()
            ]
        )
    return given


def answer(voice: Voice, *, by: Person, at: datetime, seen: int, words: str) -> None:
    """Answers a feedback. A ready opening alone is refused: it must be made one's own."""
    ready = [text for row in queries.all_openings() for text in row.opening.to_json().values()]
    rules.check_own_words(words, ready)
    voices.answer(voice, by=by, at=at, seen=seen, words=words)


def move(
    voice: Voice,
    *,
    by: Person,
    at: datetime,
    seen: int,
    reason: str,
    to: Person | None = None,
    unit: Unit | None = None,
    service: Service | None = None,
) -> None:
    """Moves a feedback. What concerns a worker, when the giver allows no talk, never goes to
    somebody who only works there: it might be the one whom it concerns."""
    if to is not None and org.only_works(to, deadlines.day(at)):
        rules.check_beyond_workers(queries.of_voice(voice))
    voices.move(voice, by=by, at=at, seen=seen, reason=reason, to=to, unit=unit, service=service)


def record_talk(voice: Voice, *, by: Person, at: datetime, words: str) -> None:
    """Records the talk with the worker whom the feedback concerns, which the giver has allowed."""
    rules.check_may_discuss(queries.of_voice(voice))
    voices.record_talk(voice, by=by, at=at, words=words)


def release(voice: Voice, *, by: Person, at: datetime, seen: int) -> None:
    """The dispatcher finds that a held feedback is a person's: it goes where the rules send it."""
    told = queries.of_voice(voice)
    voices.release(
        voice,
        by=by,
        at=at,
        seen=seen,
        kind=told.kind if told else "",
        topics=frozenset(row.topic for row in told.topics.all()) if told else frozenset(),
    )


def erase_expired(*, at: datetime) -> int:
    """Erases the addresses of pages whose time has come (`pure.retention`). Returns how many."""
    until = deadlines.day(at) - retention.WORDS
    old = Feedback.objects.filter(voice__given_on__lte=until).exclude(page="")
    return old.update(page="")


def save_opening(opening: StandardAnswer, *, by: Person | None, at: datetime) -> None:
    """Saves a ready opening; there is one for each kind and topic."""
    rules.check_opening(opening)
    with transaction.atomic():
        opening.save()
        org_actions.audit(Audited.OPENING_SAVED, f"opening {opening.pk}", by=by, at=at)


def remove_opening(opening: StandardAnswer, *, by: Person, at: datetime) -> None:
    with transaction.atomic():
        org_actions.audit(Audited.REMOVED, f"opening {opening.pk}", by=by, at=at)
        opening.delete()
