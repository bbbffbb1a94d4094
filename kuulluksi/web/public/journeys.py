"""The journey as the giver sees it: what has happened, whose turn it is, what one may do now."""

from datetime import date

from django.utils.translation import gettext as _

from kuulluksi.cases import queries as cases
from kuulluksi.pure import receipt
from kuulluksi.voices import queries, rules
from kuulluksi.voices.enums import Event, State, Verdict
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit import nonce, picture
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.public import harm, measures, publishing


def page(
    voice: Voice, code: str, on: date, *, done: str = "", fault: Fault | None = None
) -> dict[str, object]:
    """Everything that the page of a journey shows to its giver. Titles of roles, never names."""
    steps = queries.journey(voice, for_giver=True)
    return {
        "voice": voice,
        "code": receipt.pretty(code),
        "nonce": nonce.fresh(),
        "heading": heading(voice),
        "stops": picture.stops(voice, steps, on, for_giver=True),
        "your_turn": voice.state == State.ANSWERED,
        "verdicts": Verdict,
        "may_add": rules.can(voice, Event.ADDED),
        "may_reopen": voice.state == State.CLOSED and rules.can(voice, Event.NOT_HELPED),
        "was_answered": any(passed.step.event == Event.ANSWERED for passed in steps),
        "is_urgent": rules.is_urgent(voice),
        "travels": cases.travelling(voice.pk) is not None,
        "hidden_from_somebody": bool(queries.hidden_from(voice)),
        **measures.section(voice, on),
        **harm.section(voice, steps, on),
        **publishing.section(voice, on),
        "done": _done(done, voice),
        "faults": [fault] if fault else [],
        "errors": {fault.field: fault.sentence} if fault else {},
        "typed": {},
    }


def heading(voice: Voice) -> str:
    """Where the voice is now, in a few words."""
    return {
        State.HELD: _("Your feedback is waiting for review"),
        State.WAITING: _("Your feedback is waiting for its reader"),
        State.READ: _("Your feedback has been read"),
        State.ANSWERED: _("You have an answer"),
        State.CLOSED: _("Your feedback has been handled"),
    }[State(voice.state)]


def code_fault(bad: receipt.BadCode) -> str:
    """What is wrong with a typed code, and how to mend it."""
    if bad.reason == "character":
        return _("Codes never contain %(found)s. Check that character.") % {
            "found": " ".join(bad.found)
        }
    if bad.reason == "length":
        return _("A code has 12 characters. Count them once more.")
    return _("One of the characters is wrong, or two have changed places. Check each one.")


def _done(done: str, voice: Voice) -> str:
    if done == "judged":
        if voice.verdict == Verdict.NO:
            return _("Thank you for telling. The matter is taken up again.")
        return _("Thank you for telling.")
    return {
        "": "",
        "added": _("Your words were added."),
        "better-told": _("Thank you for telling."),
        "harm-told": _("Thank you for telling. Nobody at the place learns of it."),
        "withdrawn": _("The permission was withdrawn. Your feedback is not published."),
        "approve": _("Your feedback is now public with its answer."),
        "refuse": _("The text is not published. It was erased."),
        "ask": _("You see the edited text here before it is published."),
    }[done]
