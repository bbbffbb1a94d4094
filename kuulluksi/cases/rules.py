"""What a feedback and its answer must be."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kuulluksi.cases.enums import Concerns
from kuulluksi.cases.models import Feedback, StandardAnswer
from kuulluksi.org.rules import Refused
from kuulluksi.pure.text import words

# Words that an answer must have beyond its ready opening: about one sentence of the writer's own.
OWN_WORDS = 5


def check_own_words(body: str, openings: Iterable[str]) -> None:
    """A standard answer is an opening that must be edited; a copied reply is felt as a slap."""
    said = words(body)
    for opening in openings:
        ready = words(opening)
        if ready and said[: len(ready)] == ready and len(said) - len(ready) < OWN_WORDS:
            raise Refused(
                _("This is only the opening. Say what you will do, who does it and when."),
                "answer",
            )


def check_opening(opening: StandardAnswer) -> None:
    """One opening for each kind and topic, in at least one language."""
    if not opening.opening:
        raise Refused(_("Write the opening."), "opening")
    twins = StandardAnswer.objects.filter(kind=opening.kind, topic=opening.topic)
    if twins.exclude(pk=opening.pk).exists():
        raise Refused(_("There is already an opening for this kind and topic."), "topic")


def may_discuss(feedback: Feedback) -> bool:
    """Whether the giver lets it be talked about with the person whom it concerns."""
    return feedback.concerns != Concerns.NOBODY and feedback.may_discuss


def check_beyond_workers(feedback: Feedback | None) -> None:
    """May a feedback go to somebody who only works there? Not when it concerns a worker whom the
    giver has not allowed to be told."""
    if feedback is None or feedback.concerns != Concerns.WORKER or feedback.may_discuss:
        return
    raise Refused(
        _(
            "This concerns a worker, and the giver has not allowed a talk with that person."
            " Move it to somebody who answers for a place."
        ),
        "to",
    )


def check_may_discuss(feedback: Feedback | None) -> None:
    if feedback is None or not may_discuss(feedback):
        raise Refused(_("The giver has not allowed a talk with the worker about this."), "talk")
