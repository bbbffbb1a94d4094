"""What may be done with a measure, and by whom."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.enums import (
    OPEN,
    STILL,
    TRANSITIONS,
    MeasureEvent,
    MeasureKind,
    MeasureState,
    Who,
)
from kuulluksi.outcomes.models import Measure
from kuulluksi.pure.text import Text
from kuulluksi.surveys import rules as surveys

LONGEST_TITLE = 120
LONGEST_TEXT = 1000
LONGEST_TRIAL = 366
LONGEST_COMMENT = 2000
MOST_PEOPLE = 100_000
YEARS_AHEAD = 5


class Stale(Refused):
    """Somebody else changed it first."""


def may_make(leading: Reach, place: Area | Service | Unit | None) -> bool:
    """Whether somebody of this reach (`org.queries.leading`) decides on measures of a place; None:
    the whole authority."""
    return surveys.may_make(leading, place)


def may_change(measure: Measure, person: Person, leading: Reach) -> bool:
    """Whoever answers for it, and whoever decides on measures of its place."""
    return measure.owner_id == person.pk or may_make(leading, measure.place)


def check_change(measure: Measure, person: Person, leading: Reach) -> None:
    if not may_change(measure, person, leading):
        raise Refused(_("Somebody else answers for this measure."))


def may_comment(measure: Measure, person: Person, leading: Reach, home: Collection[int]) -> bool:
    """Who reads and writes down what was said during a trial: whoever changes the measure, and
    those who work in its place (`home`). Words may point to a person."""
    return measure.owner_id == person.pk or surveys.may_key(leading, home, measure.place)


def check_fresh(measure: Measure, seen: int) -> None:
    """Two people on the same measure never overwrite each other: the second is told."""
    if measure.version != seen:
        raise Stale(_("Somebody has changed this measure meanwhile. Your text is safe below."))


def next_state(measure: Measure, event: MeasureEvent) -> MeasureState:
    """Where the event leads. Raises Refused when it cannot happen in the measure's state."""
    state = MeasureState(measure.state)
    if event in STILL:
        return state
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise Refused(_("This cannot be done now: %(state)s.") % {"state": state.label}) from None


def check_event(measure: Measure, event: MeasureEvent) -> None:
    """Nobody says that a trial is done without what was learnt."""
    if measure.kind == MeasureKind.TRIAL and event == MeasureEvent.DONE:
        raise Refused(_("A trial is done with its conclusion."))


def can(measure: Measure, event: MeasureEvent) -> bool:
    return event in STILL or (MeasureState(measure.state), event) in TRANSITIONS


def check_measure(measure: Measure, languages: Collection[str], on: date) -> None:
    """A measure has a name, somebody who answers for it and a day; a trial has its period; what is
    not possible has its reason. One language is enough until the public sees it: a giver reads the
    best of what there is."""
    check_some(measure.title, "title", languages, LONGEST_TITLE, _("Give it a name."))
    if measure.owner_id is None:
        raise Refused(_("Say who answers for it. What nobody answers for is not done."), "owner")
    if not measure.owner.is_active:
        raise Refused(_("This person no longer works here."), "owner")
    if measure.due_on is None:
        raise Refused(_("Say by when it is done."), "due_on")
    if measure.state in OPEN and measure.due_on.year > on.year + YEARS_AHEAD:
        raise Refused(_("Look at the year again."), "due_on")
    if measure.kind == MeasureKind.TRIAL:
        _check_trial(measure)
    for field in ("said", "did"):
        check_some(getattr(measure, field), field, languages, LONGEST_TEXT)
    why = ""
    if measure.state == MeasureState.NOT_POSSIBLE:
        why = _("Say why it is not possible. Those who asked for it read the reason.")
    check_some(measure.reason, "reason", languages, LONGEST_TEXT, why)


def check_day_to_come(due_on: date | None, on: date) -> None:
    """What is promised anew is promised for a day that is still to come."""
    if due_on is not None and due_on < on:
        raise Refused(_("This day has passed already."), "due_on")


def check_public(measure: Measure, languages: Collection[str]) -> None:
    """Before the public sees it, it says in every language what it is called, what was said, and
    what is done, or why nothing can be, and what was learnt."""
    name = _("Give it a name in every language.")
    check_text(measure.title, "title", languages, LONGEST_TITLE, name)
    said = _("Write in plain words what clients said.")
    check_text(measure.said, "said", languages, LONGEST_TEXT, said)
    if measure.state == MeasureState.NOT_POSSIBLE:
        why = _("Write in every language why it is not possible.")
        check_text(measure.reason, "reason", languages, LONGEST_TEXT, why)
        return
    did = _("Write in plain words what you do about it.")
    check_text(measure.did, "did", languages, LONGEST_TEXT, did)
    if measure.conclusion:
        learnt = _("Write in every language what you learnt.")
        check_text(measure.concluded, "concluded", languages, LONGEST_TEXT, learnt)


def check_foreseen(known: Collection[int], field: str = "") -> None:
    """Nobody chooses afterwards which answers measure an effect: `known` are the targets that
    would be measured, once the period is said, by what has been answered already."""
    if known:
        raise Refused(
            _(
                "The same has been asked again since the first day of the trial, and the answers"
                " are known. Choose a first day that comes after them."
            ),
            field,
        )


def check_conclusion(measure: Measure, languages: Collection[str], on: date) -> None:
    """A trial is concluded when it has begun, with what was learnt."""
    check_trial(measure)
    if measure.trial_from is not None and on < measure.trial_from:
        raise Refused(_("The trial has not begun yet."))
    if not measure.conclusion:
        raise Refused(_("Choose what happens after the trial."), "conclusion")
    why = _("Write what you learnt. Those who took part read it too.")
    check_some(measure.concluded, "concluded", languages, LONGEST_TEXT, why)


def check_trial(measure: Measure) -> None:
    if measure.kind != MeasureKind.TRIAL:
        raise Refused(_("This is not a trial."))


def check_comment(who: str, words: str) -> None:
    """What was said during a trial, and by one of whom."""
    if who not in Who.values:
        raise Refused(_("Choose who said it."), "who")
    if not words:
        raise Refused(_("Write what was said."), "comment")
    if len(words) > LONGEST_COMMENT:
        raise Refused(_("At most %(most)d signs.") % {"most": LONGEST_COMMENT}, "comment")


def _check_trial(measure: Measure) -> None:
    first, last = measure.trial_from, measure.trial_until
    if first is None:
        raise Refused(_("Say when the trial begins."), "trial_from")
    if last is None:
        raise Refused(_("Say when the trial ends."), "trial_until")
    if last < first:
        raise Refused(_("The last day is before the first day."), "trial_until")
    if (last - first).days > LONGEST_TRIAL:
        raise Refused(_("A trial lasts a year at most."), "trial_until")


def check_some(
    text: Text, field: str, languages: Collection[str], longest: int, empty: str = ""
) -> None:
    """One language at least, or with `empty` "" also none; in each it is short enough."""
    if empty and not any(text.get(language) for language in languages):
        raise Refused(empty, field)
    check_length(text, field, languages, longest)


def check_length(text: Text, field: str, languages: Collection[str], longest: int) -> None:
    for language in languages:
        if len(text.get(language)) > longest:
            raise Refused(_("At most %(most)d signs.") % {"most": longest}, f"{field}-{language}")


def check_text(
    text: Text, field: str, languages: Collection[str], longest: int, empty: str
) -> None:
    """Every language, or with `empty` "" none of them. The field of a language is "title-sv"."""
    for language in languages:
        if not text.get(language):
            raise Refused(empty or _("Write it in every language."), f"{field}-{language}")
    check_length(text, field, languages, longest)
