"""What may be done with a measure, by whom. A `check_` raises `Refused` with the sentence the user
sees."""

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
)
from kuulluksi.outcomes.models import Measure
from kuulluksi.pure.text import Text
from kuulluksi.surveys import rules as surveys

LONGEST_TITLE = 120
LONGEST_TEXT = 1000
LONGEST_TRIAL = 366
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


def can(measure: Measure, event: MeasureEvent) -> bool:
    return event in STILL or (MeasureState(measure.state), event) in TRANSITIONS


def check_measure(measure: Measure, languages: Collection[str], on: date) -> None:
    """A measure has a name, somebody who answers for it and a day; a trial has its period; what is
    not possible has its reason, in every language of the public pages."""
    _check_text(measure.title, "title", languages, LONGEST_TITLE, _("Give it a name."))
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
    for field in ("said", "did", "reason"):
        text: Text = getattr(measure, field)
        if text:
            _check_text(text, field, languages, LONGEST_TEXT, "")
    if measure.state == MeasureState.NOT_POSSIBLE:
        why = _("Say why it is not possible. Those who asked for it read the reason.")
        _check_text(measure.reason, "reason", languages, LONGEST_TEXT, why)


def check_public(measure: Measure, languages: Collection[str]) -> None:
    """Before the public sees it, it says in every language what was said and what is done."""
    said = _("Write in plain words what clients said.")
    _check_text(measure.said, "said", languages, LONGEST_TEXT, said)
    if measure.state == MeasureState.NOT_POSSIBLE:
        return
    did = _("Write in plain words what you do about it.")
    _check_text(measure.did, "did", languages, LONGEST_TEXT, did)


def check_conclusion(measure: Measure, languages: Collection[str], on: date) -> None:
    """A trial is concluded when it has begun, with what was learnt."""
    if measure.kind != MeasureKind.TRIAL:
        raise Refused(_("Only a trial has a conclusion."))
    if measure.trial_from is not None and on < measure.trial_from:
        raise Refused(_("The trial has not begun yet."))
    if not measure.conclusion:
        raise Refused(_("Choose what happens after the trial."), "conclusion")
    why = _("Write what you learnt. Those who took part read it too.")
    _check_text(measure.concluded, "concluded", languages, LONGEST_TEXT, why)


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


def _check_text(
    text: Text, field: str, languages: Collection[str], longest: int, empty: str
) -> None:
    """Every language, or with `empty` "" none of them. The field of a language is "title-sv"."""
    written = text.to_json()
    for language in languages:
        words = written.get(language, "")
        if not words:
            raise Refused(empty or _("Write it in every language."), f"{field}-{language}")
        if len(words) > longest:
            raise Refused(_("At most %(most)d signs.") % {"most": longest}, f"{field}-{language}")
