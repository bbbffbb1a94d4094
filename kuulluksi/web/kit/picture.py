"""The journey and the clock as pictures: a warm line is the voice, a cool ring is whoever listens,
a dot means heard, and what is late runs past the ring. The words beside say everything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.org.models import Person
from kuulluksi.pure.deadlines import working_days_between
from kuulluksi.voices.enums import (
    GIVERS_OWN,
    OPEN,
    TRANSITIONS,
    Event,
    HoldReason,
    State,
    Urgency,
)
from kuulluksi.voices.models import Step, Voice
from kuulluksi.voices.queries import Stop as Passed
from kuulluksi.web.kit.headings import (
    GIVERS_HEADINGS,
    STAFF_HEADINGS,
    TURNS,
    WHY_REMINDED,
    WHY_ROUTED,
    WRITTEN_DOWN,
)
from kuulluksi.web.kit.tags import day, day_text, said

DONE = (State.ANSWERED, State.CLOSED)
# Steps in which the house speaks to the giver.
HOUSE_SPEAKS = frozenset(
    {Event.ANSWERED, Event.CLOSED, Event.INTERIM, Event.HANDED_ON, Event.CONCLUDED}
    | {Event.TAKEN_DOWN, Event.TOLD}
)
# Where the line of the clock starts and ends; the ring stands after its end.
START, END, EAR = 18, 140, 140


@dataclass(frozen=True)
class Clock:
    """How much of the promised time has gone: words, and numbers ready for the SVG."""

    words: str
    note: str
    gone: str
    left: str = ""
    ear: int = EAR
    late: bool = False
    heard: bool = False


def clock(voice: Voice, on: date, since: date | None = None) -> Clock:
    """The clock of a voice on a day. `since`: when this turn began, if not with the giving."""
    began = since or voice.given_on
    if voice.answered_on is not None:
        note = _short(voice.answered_on, on)
        return Clock(_answered(began, voice.answered_on), note, "132", heard=True)
    if voice.state == State.CLOSED or voice.due_on is None:
        closed = voice.closed_on or voice.given_on
        return Clock(_("Closed"), _short(closed, on), "132")
    due = _short(voice.due_on, on)
    if is_late(voice, on):
        note = _("was due %(day)s") % {"day": due}
        return Clock(_late(voice.due_on, on), note, "104", ear=112, late=True)
    days = working_days_between(on, voice.due_on)
    promised = max(working_days_between(began, voice.due_on), days, 1)
    # A clock that has just started shows a little line, and one on its last day a little gap.
    elapsed = min(max(promised - days, 0.4), promised - 0.4) / promised
    end = START + (END - START) * elapsed
    note = _("by %(day)s") % {"day": due}
    if days == 0:
        return Clock(_("Last day"), note, f"{end:g}")
    words = ngettext("%(days)d working day left", "%(days)d working days left", days)
    return Clock(words % {"days": days}, note, f"{end:g}", left=f"{end + 7:g}")


def is_late(voice: Voice, on: date) -> bool:
    return voice.state not in DONE and voice.due_on is not None and voice.due_on < on


def _short(day: date, on: date) -> str:
    """A day as it is said this year, or with its year."""
    return day_text(day, year=day.year != on.year)


def _late(due: date, on: date) -> str:
    days = working_days_between(due, on)
    if not days:
        return _("Overdue")
    words = ngettext("%(days)d working day late", "%(days)d working days late", days)
    return words % {"days": days}


def _answered(began: date, on: date) -> str:
    if began == on:
        return _("Answered on the same day")
    number = working_days_between(began, on)
    return _("Answered on working day %(number)d") % {"number": number} if number else _("Answered")


@dataclass(frozen=True)
class Stop:
    """One stop of the journey, ready to be drawn by `kit/journey.html`."""

    classes: str
    heading: str
    when: SafeString
    words: str = ""
    # Whose words: the giver's (serif), a reply of the house, or a note among colleagues.
    kind: Literal["", "said", "reply", "note"] = ""
    language: str = ""
    footer: str = ""
    erased: bool = False
    turn: str = ""
    late: bool = False


def stops(
    voice: Voice,
    steps: Sequence[Passed],
    on: date,
    *,
    for_giver: bool,
    reader: Person | None = None,
) -> list[Stop]:
    """The whole journey: what happened, whose turn it is, and what is promised with its date.

    For the giver it speaks to the giver and names roles; for staff it names people.
    """
    moments = list(_moments(steps))
    drawn = [
        _for_giver(voice, moment, last=moment.turn == moments[-1].turn)
        if for_giver
        else _for_staff(voice, moment)
        for moment in moments
    ]
    now = _now_for_giver(voice, on) if for_giver else _now_for_staff(voice, on, reader)
    if now and now[0].late and drawn:
        drawn[-1] = replace(drawn[-1], classes=f"{drawn[-1].classes} overrun")
    return drawn + now


def turn_began(steps: Sequence[Passed]) -> date | None:
    """The day on which the present clock started: the giving, or the giver's later words."""
    return [moment.began for moment in _moments(steps)][-1] if steps else None


@dataclass(frozen=True)
class _Moment:
    """A step with what those before it tell: whose turn it was, and in which clock it fell."""

    step: Step
    words: str
    erased: bool
    before: State | None
    role: str
    began: date
    turn: int


def _moments(steps: Sequence[Passed]) -> Iterator[_Moment]:
    state: State | None = None
    role = ""
    turn = 0
    began = steps[0].step.on if steps else date.min
    for passed in steps:
        step, event, before = passed.step, Event(passed.step.event), state
        if event == Event.HELD:
            state = State.HELD
        elif before is None:
            state = State.WAITING
        else:
            state = TRANSITIONS.get((before, event), before)
        if before in DONE and state in OPEN:
            began, turn = step.on, turn + 1
        role = said(step.title) or role
        yield _Moment(step, passed.words or "", passed.erased, before, role, began, turn)


def _for_giver(voice: Voice, moment: _Moment, *, last: bool) -> Stop:
    step, event = moment.step, Event(moment.step.event)
    known = TURNS.get((event, step.detail), GIVERS_HEADINGS[event])
    heading = str(known) % {"role": capital(moment.role or _("The reader"))}
    told = ""
    if step.by_id is not None and event in WRITTEN_DOWN:
        heading = str(WRITTEN_DOWN[event])
    if event == Event.ANSWERED:
        if moment.before == State.ANSWERED:
            heading = _("You got one more answer")
        else:
            told = _promise(moment.began, step.on, voice.due_on if last else None)
    elif event == Event.DISCARDED:
        told = _("If you wrote it yourself, write again.")
    return _stop(voice, moment, heading, [day(step.on), told], capital(said(step.title)))


def _for_staff(voice: Voice, moment: _Moment) -> Stop:
    step, event = moment.step, Event(moment.step.event)
    known = TURNS.get((event, step.detail), STAFF_HEADINGS[event])
    heading = str(known) % {"role": moment.role or _("nobody")}
    told = why = ""
    if step.by is not None:
        told = step.by.name or _("a former colleague")
        if event in WRITTEN_DOWN:
            told = _("written down by %(name)s") % {"name": told}
    elif event in (Event.ROUTED, Event.ESCALATED):
        why = str(WHY_ROUTED.get(step.detail, ""))
    elif event == Event.HELD and step.detail:
        why = str(HoldReason(step.detail).label)
    if event == Event.URGENT:
        why = str(Urgency(step.detail).label)
    elif event == Event.REMINDED:
        why = str(WHY_REMINDED[step.detail])
    to = ""
    if step.to is not None:
        to = _("to: %(name)s") % {"name": step.to.name or _("a former colleague")}
    return _stop(voice, moment, heading, [day(step.on), told, to, why], "")


def _stop(voice: Voice, moment: _Moment, heading: str, when: list[str], footer: str) -> Stop:
    event = Event(moment.step.event)
    kind: Literal["said", "reply", "note"]
    kind = "said" if event in GIVERS_OWN else "reply" if event in HOUSE_SPEAKS else "note"
    speaks = event == Event.GIVEN or (event in GIVERS_OWN and moment.words != "")
    return Stop(
        classes="stop given" if speaks else "stop",
        heading=heading,
        when=line(*when),
        words=moment.words,
        kind=kind,
        language="" if kind == "note" else voice.language,
        footer=footer,
        erased=moment.erased,
    )


def _now_for_giver(voice: Voice, on: date) -> list[Stop]:
    role = capital(said(voice.owner_title) or _("The reader"))
    if voice.state == State.ANSWERED:
        heading = _("Did the answer help?")
        return [Stop("stop now", heading, line(), turn=_("Your turn"))]
    if voice.state == State.CLOSED or voice.due_on is None:
        return []
    if is_late(voice, on):
        was = _("The answer was due on %(day)s.") % {"day": day_text(voice.due_on)}
        whose = _("It is the turn of: %(role)s") % {"role": role}
        return [Stop("stop now late", _late(voice.due_on, on), line(was, whose), late=True)]
    by = line(_("at the latest on %(day)s") % {"day": day_text(voice.due_on)})
    if voice.state == State.READ:
        heading = _("%(role)s answers you") % {"role": role}
        return [Stop("stop now", heading, by, turn=_("Now"))]
    if voice.state == State.HELD:
        heading = _("We check the feedback and then send it on")
    else:
        heading = _("%(role)s reads your feedback") % {"role": role}
    return [
        Stop("stop now", heading, line(), turn=_("Now")),
        Stop("stop ahead", _("You get an answer"), by),
    ]


def _now_for_staff(voice: Voice, on: date, reader: Person | None) -> list[Stop]:
    if voice.state == State.ANSWERED:
        heading = _("tells whether the answer helped")
        return [Stop("stop now", heading, line(), turn=_("The giver"))]
    if voice.state == State.CLOSED or voice.due_on is None:
        return []
    if voice.owner is None:
        turn = _("Nobody")
    else:
        mine = reader is not None and voice.owner_id == reader.pk
        turn = _("Your turn") if mine else voice.owner.name
    if is_late(voice, on):
        was = _("The answer was due on %(day)s.") % {"day": _short(voice.due_on, on)}
        heading = _late(voice.due_on, on)
        return [Stop("stop now late", heading, line(was), turn=turn, late=True)]
    by = _("Answer at the latest on %(day)s") % {"day": _short(voice.due_on, on)}
    if voice.state == State.HELD:
        return [Stop("stop now", _("finds out whether a person wrote this"), line(by), turn=turn)]
    return [Stop("stop now", "", line(by), turn=turn)]


def _promise(began: date, on: date, due: date | None) -> str:
    """On which working day the answer came, and how many were promised."""
    number = working_days_between(began, on)
    if began == on:
        return _("on the same day")
    if not number:
        return ""
    if due is None:
        return _("on working day %(number)d") % {"number": number}
    return _("on working day %(number)d of the %(promised)d promised") % {
        "number": number,
        "promised": working_days_between(began, due),
    }


def line(*parts: str) -> SafeString:
    """What stands under a heading, part by part."""
    return format_html_join(" · ", "{}", [(part,) for part in parts if part])


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
