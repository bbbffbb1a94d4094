"""What a feedback and its answer must be."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.cases.models import Feedback, StandardAnswer, Wish
from kuulluksi.org.rules import Refused
from kuulluksi.pure.text import words
from kuulluksi.voices.models import Voice

# Words that an answer must have beyond its ready opening: about one sentence of the writer's own.
OWN_WORDS = 5
# A card of a few wishes still fits into a QR code that an old phone reads.
LONGEST_WISH = 100


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


def check_wish(wish: Wish) -> None:
    """A wish is said at least in Finnish, in few words: a card has little room."""
    if not wish.wish.get("fi"):
        raise Refused(_("Write this at least in Finnish."), "wish")
    if any(len(words) > LONGEST_WISH for words in wish.wish.to_json().values()):
        raise Refused(_("At most %(most)d characters.") % {"most": LONGEST_WISH}, "wish")


def may_discuss(feedback: Feedback) -> bool:
    """Whether the giver lets it be talked about with the person whom it concerns."""
    return feedback.concerns != Concerns.NOBODY and feedback.may_discuss


def check_beyond_workers(voice: Voice) -> None:
    """May a feedback go to somebody who only works there? Not when it concerns a worker whom the
    giver has not allowed to be told."""
    if not voice.beyond_workers:
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


def check_praise(feedback: Feedback | None) -> Feedback:
    """Only thanks are told to a worker, and not those that concern the supervisor, which nobody of
    the place reads, or a worker whom the giver has not allowed to be told."""
    if feedback is None or feedback.kind != FeedbackKind.THANKS:
        raise Refused(_("Only thanks are told to a worker."), "people")
    if feedback.concerns == Concerns.HANDLER:
        raise Refused(_("These thanks concern the supervisor and stay where they are."), "people")
    if feedback.voice.beyond_workers:
        raise Refused(
            _(
                "These thanks concern a worker, and the giver has not allowed a talk with that"
                " person. They stay with their reader."
            ),
            "people",
        )
    return feedback


def may_praise(feedback: Feedback) -> bool:
    try:
        check_praise(feedback)
    except Refused:
        return False
    return True


def check_agenda(feedback: Feedback | None) -> Feedback:
    """What a team may talk about: a matter of its own unit, and nothing that concerns a person who
    must not know of it or to whom the giver does not allow it to be told."""
    if feedback is None or feedback.voice.unit_id is None:
        raise Refused(_("This names no unit, so there is no team to talk about it."), "subject")
    if feedback.voice.concerns_handler or feedback.concerns == Concerns.HANDLER:
        raise Refused(
            _("This concerns the supervisor. The team does not talk about it."), "subject"
        )
    if feedback.voice.beyond_workers:
        raise Refused(
            _(
                "This concerns a worker, and the giver has not allowed a talk about it. The team"
                " does not talk about it either."
            ),
            "subject",
        )
    return feedback
