"""What may be done with a voice, by whom, and what is said when it may not."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.pure.text import clean_text
from kuulluksi.voices.enums import MAY_BE_PUBLISHED, OPEN, TRANSITIONS, Event, State
from kuulluksi.voices.models import RoutingRule, Step, Voice

# Steps of others that do not disturb somebody who is writing an answer.
QUIET = frozenset(
    {Event.READ, Event.NOTED, Event.TALKED, Event.WITHDRAWN, Event.REMINDED, Event.URGENT}
    | {Event.CALMED, Event.PASSED_ON, Event.AGENDA, Event.CONCLUDED, Event.ASK_FIRST}
    | {Event.EDITED, Event.APPROVED, Event.REFUSED, Event.PUBLISHED, Event.TAKEN_DOWN}
    | {Event.LED_TO, Event.FOLLOWED, Event.TOLD}
)
LONGEST = 10_000
ADDITIONS = 20
HARM_REPORTS = 5


class Stale(Refused):
    """Somebody else acted first. `since` are the steps taken meanwhile."""

    def __init__(self, sentence: str, since: Sequence[Step]) -> None:
        super().__init__(sentence)
        self.since = since


def next_state(voice: Voice, event: Event) -> State:
    """Where the event leads. Raises Refused when it cannot happen in the voice's state."""
    try:
        return TRANSITIONS[State(voice.state), event]
    except KeyError:
        raise Refused(
            _("This cannot be done now: %(state)s.") % {"state": State(voice.state).label}
        ) from None


def can(voice: Voice, event: Event) -> bool:
    return (State(voice.state), event) in TRANSITIONS


def check_fresh(seen_version: int, since: Sequence[Step], by: Person) -> None:
    """Two people on the same voice never overwrite each other: the second is told."""
    loud = [step for step in since if step.number > seen_version and step.event not in QUIET]
    if not loud:
        return
    last = loud[-1]
    if last.event == Event.ESCALATED:
        raise Stale(
            _("The answer was late, so this went one step up. Your text is safe below."), loud
        )
    if last.by_id is None:
        raise Stale(_("The giver has just written. Your text is safe below."), loud)
    if last.by_id == by.pk:
        raise Stale(_("You have handled this in another window. Your text is safe below."), loud)
    if last.event == Event.ANSWERED:
        raise Stale(_("A colleague has just answered. Your text is safe below."), loud)
    raise Stale(_("A colleague has just handled this. Your text is safe below."), loud)


def is_urgent(voice: Voice) -> bool:
    """Marked as urgent, and not yet answered."""
    return bool(voice.urgent) and voice.state in (*OPEN, State.HELD)


def can_act(voice: Voice, person: Person, acting: Reach) -> bool:
    """The owner acts, and whoever has an acting role or a duty over the place; a director reads.
    On what is urgent whoever is on duty acts too, but no worker where a worker may not be told."""
    passed_by = voice.beyond_workers and acting.only_works
    return (
        voice.owner_id == person.pk
        or acting.covers(voice.unit_id, voice.service_id, voice.area_id)
        or (acting.on_duty and is_urgent(voice) and not passed_by)
    )


def check_act(voice: Voice, person: Person, acting: Reach) -> None:
    if not can_act(voice, person, acting):
        raise Refused(_("You may read this, but somebody else handles it."))


def check_words(body: str, field: str, empty: str) -> str:
    """The words, tidied at the ends. Raises Refused when there are none or too many."""
    body = clean_text(body).strip()
    if not body:
        raise Refused(empty, field)
    if len(body) > LONGEST:
        raise Refused(
            _("The text is too long: %(length)d characters. At most %(most)d fit.")
            % {"length": len(body), "most": LONGEST},
            field,
        )
    return body


def check_additions(added_today: int) -> None:
    """Nobody has so much to add in one day; whoever does is a program."""
    if added_today >= ADDITIONS:
        raise Refused(
            _("You have added words %(n)d times today. Your text is safe below: send it tomorrow.")
            % {"n": ADDITIONS},
            "words",
        )


def check_harm_words(*, harmed: bool) -> None:
    """Words beside a "no" would be read by nobody."""
    if not harmed:
        raise Refused(
            _("Nobody reads the words when you choose “No”. Choose “Yes”, or take the words away."),
            "harm",
        )


def check_harm_told(told_today: int) -> None:
    if told_today >= HARM_REPORTS:
        raise Refused(
            _("You have told of this %(n)d times today. Your text is safe below: send it tomorrow.")
            % {"n": HARM_REPORTS},
            "harm",
        )


def check_reader(
    voice: Voice, to: Person, hidden: frozenset[int], handlers: frozenset[int]
) -> None:
    """A voice is never moved to somebody whom it concerns, nor to somebody who has left."""
    if not to.is_active:
        raise Refused(_("This person no longer works here."), "to")
    if to.pk in hidden or (voice.concerns_handler and to.pk in handlers):
        raise Refused(_("This feedback concerns that person. Choose another reader."), "to")


def check_rule(rule: RoutingRule) -> None:
    """A row of the routing table leads to somebody who works here, under a public title."""
    if not rule.to.is_active:
        raise Refused(_("This person no longer works here."), "to")
    if rule.deputy is not None and not rule.deputy.is_active:
        raise Refused(_("This person no longer works here."), "deputy")
    if rule.deputy_id is not None and rule.deputy_id == rule.to_id:
        raise Refused(_("Choose somebody else as the deputy."), "deputy")
    if sum(place is not None for place in (rule.area_id, rule.service_id, rule.unit_id)) > 1:
        raise Refused(_("Choose one: a unit, a service or an area."), "unit")
    if not rule.title:
        raise Refused(_("Write the title that givers of feedback see."), "title")


def check_publishable(voice: Voice) -> None:
    """What may be public, once the house has spoken."""
    check_may_be_public(voice)
    next_state(voice, Event.EDITED)


def check_may_be_public(voice: Voice) -> None:
    """Only what the giver allows. Never what concerns the supervisor: the unit's page names that
    person, so hiding the name would hide nobody."""
    if voice.publicity not in MAY_BE_PUBLISHED:
        raise Refused(_("The giver does not allow publishing."))
    if voice.concerns_handler:
        raise Refused(
            _(
                "What concerns the supervisor is not published. The unit's own page tells who"
                " that is."
            )
        )
    if voice.misdirected:
        raise Refused(_("This was handed on as no feedback, so it is not published."))


def can_publish(voice: Voice) -> bool:
    try:
        check_publishable(voice)
    except Refused:
        return False
    return True
