"""Whether speaking up did harm, as the giver tells it and reads the reply. Only the giver's own
page shows it, folded, and never on paper: somebody may stand beside. A worker who wrote the voice
down has seen its code, so there the page shows nothing of what was told (ADR 7)."""

from datetime import date

from django.utils.translation import gettext as _

from kuulluksi.org.rules import Refused
from kuulluksi.pure.text import clean_text
from kuulluksi.voices import actions, queries
from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import Voice
from kuulluksi.voices.queries import Stop
from kuulluksi.web.kit.clock import now

YES, NO = "yes", "no"


def section(voice: Voice, steps: list[Stop], on: date) -> dict[str, object]:
    """What the page of a journey shows once the house has spoken; before that nothing is asked."""
    if not any(passed.step.event in (Event.ANSWERED, Event.CLOSED) for passed in steps):
        return {}
    code_was_seen = steps[0].step.by is not None
    told = [] if code_was_seen else queries.told_of_harm(voice)
    return {
        "asks_harm": True,
        "code_was_seen": code_was_seen,
        "told_harm": told,
        "harm_replied": any(report.replied_on for report in told),
        "today": on,
    }


def tell(voice: Voice, *, harmed: str, words: str, nonce: str) -> None:
    """What the form says, told past the unit."""
    if harmed not in (YES, NO):
        raise Refused(_("Choose yes or no."), "harmed")
    actions.tell_harm(voice, harmed=harmed == YES, words=clean_text(words), nonce=nonce, at=now())
