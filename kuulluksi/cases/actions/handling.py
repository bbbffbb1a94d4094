"""What staff do with a feedback: answered in somebody's own words, moved, talked about."""

from datetime import datetime

from django.db import transaction

from kuulluksi.cases import queries, rules
from kuulluksi.cases.actions.praise import tell_the_named
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person, Service, Unit
from kuulluksi.pure import deadlines
from kuulluksi.voices import actions as voices
from kuulluksi.voices.enums import Misdirected
from kuulluksi.voices.models import Voice


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
        rules.check_beyond_workers(voice)
    voices.move(voice, by=by, at=at, seen=seen, reason=reason, to=to, unit=unit, service=service)


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
    """Hands on what is no feedback; what concerns a worker is guarded as in a move."""
    if to is not None and org.only_works(to, deadlines.day(at)):
        rules.check_beyond_workers(voice)
    voices.hand_on(
        voice,
        by=by,
        at=at,
        seen=seen,
        reason=reason,
        words=words,
        to=to,
        unit=unit,
        service=service,
    )


def record_talk(voice: Voice, *, by: Person, at: datetime, words: str) -> None:
    """Records the talk with the worker whom the feedback concerns, which the giver has allowed."""
    rules.check_may_discuss(queries.of_voice(voice))
    voices.record_talk(voice, by=by, at=at, words=words)


def release(voice: Voice, *, by: Person, at: datetime, seen: int) -> None:
    """The dispatcher finds that a held feedback is a person's: it goes where the rules send it."""
    told = queries.of_voice(voice)
    with transaction.atomic():
        voices.release(
            voice,
            by=by,
            at=at,
            seen=seen,
            kind=told.kind if told else "",
            topics=frozenset(row.topic for row in told.topics.all()) if told else frozenset(),
        )
        tell_the_named(voice, at=at)
