"""A feedback is received whole or not at all."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Model

from kuulluksi.cases.actions.wishes import erase_old_choices
from kuulluksi.cases.enums import Concerns
from kuulluksi.cases.models import Feedback, FeedbackTopic, MeterAnswer
from kuulluksi.org.models import key_beside
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
    # Written down by a worker: whether the client knows of it. None: the giver wrote it.
    client_knows: bool | None = None

    @property
    def beyond_workers(self) -> bool:
        """Concerns a worker who may not be told of it."""
        return self.concerns == Concerns.WORKER and not self.may_discuss


def give(new: NewVoice, told: NewFeedback, *, at: datetime) -> Given:
    """Receives a feedback: the voice, what was chosen and the statements, whole or not at all.

    The same form again gives the same receipt; only changed words are added.
    """

    def beside(voice: Voice) -> list[Model]:
        feedback = Feedback(
            voice_id=voice.pk,
            kind=told.kind,
            hope=told.hope,
            speaker=told.speaker,
            concerns=told.concerns,
            may_discuss=told.may_discuss,
            page=told.page,
            client_knows=told.client_knows,
        )
        topics = [
            FeedbackTopic(id=key_beside(voice.pk, number), feedback_id=voice.pk, topic=topic)
            for number, topic in enumerate(sorted(told.topics))
        ]
        statements = [
            MeterAnswer(
                id=key_beside(voice.pk, number),
                feedback_id=voice.pk,
                item=answer.item,
                value=answer.point,
            )
            for number, answer in enumerate(told.answers or ())
        ]
        return [feedback, *topics, *statements]

    return voices.begin(replace(new, beyond_workers=told.beyond_workers), beside, at=at)


def erase_expired(*, at: datetime) -> int:
    """Erases addresses of pages and counts of wishes whose time has come (`pure.retention`).
    Returns how many."""
    until = deadlines.day(at) - retention.WORDS
    old = Feedback.objects.filter(voice__given_on__lte=until).exclude(page="")
    return old.update(page="") + erase_old_choices(at=at)
