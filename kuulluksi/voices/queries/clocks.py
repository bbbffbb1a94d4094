"""The clocks of a voice: when each began and was stopped, who was reminded, to whom it went up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kuulluksi.org.models import Person
from kuulluksi.pure.deadlines import next_working_day, working_days_between
from kuulluksi.voices.enums import OPEN, TRANSITIONS, Event, State
from kuulluksi.voices.models import EarlierClock, Step, Voice

# Steps that give the voice to the person whom they name.
HANDS_OVER = (Event.HELD, Event.ROUTED, Event.MOVED, Event.ESCALATED, Event.HANDED_ON)
STOPS = (Event.ANSWERED, Event.CLOSED, Event.DISCARDED)


@dataclass(frozen=True)
class Mark:
    """Something that happened while a clock ran; `taken_from` is who had the voice until then."""

    step: Step
    taken_from: Person | None = None


@dataclass
class Clock:
    """One clock of a voice. `due_on` is None where it is no longer known."""

    began_on: date
    due_on: date | None = None
    stopped: Step | None = None
    marks: list[Mark] = field(default_factory=list)

    @property
    def first_day(self) -> date:
        return next_working_day(self.began_on)

    @property
    def promised(self) -> int | None:
        return working_days_between(self.began_on, self.due_on) if self.due_on else None

    def used(self, on: date) -> int:
        """How many working days had gone when it was stopped, or have gone until `on`."""
        return working_days_between(self.began_on, self.stopped.on if self.stopped else on)


def clocks(voice: Voice, steps: Sequence[Step]) -> list[Clock]:
    """Every clock of a voice in order, the present or last one last, out of all its steps."""
    found = [Clock(steps[0].on if steps else voice.given_on)]
    state = State.WAITING
    holder: Person | None = None
    for step in steps:
        event, before = Event(step.event), state
        state = State.HELD if event == Event.HELD else TRANSITIONS.get((state, event), state)
        if before not in (*OPEN, State.HELD) and state in OPEN:
            found.append(Clock(step.on))
        running = found[-1]
        if event in STOPS and running.stopped is None:
            running.stopped = step
        elif event in (Event.REMINDED, Event.ESCALATED, Event.INTERIM):
            running.marks.append(Mark(step, holder if event == Event.ESCALATED else None))
        if event in HANDS_OVER:
            holder = step.to
    _write_due_days(voice, found)
    return found


def _write_due_days(voice: Voice, found: Sequence[Clock]) -> None:
    """The present clock stands in the voice, those before it in rows of their own."""
    found[-1].began_on, found[-1].due_on = voice.began_on, voice.due_on
    if len(found) > 1:
        rows = EarlierClock.objects.filter(voice=voice).order_by("began_on", "due_on", "stopped_on")
        earlier = list(rows)
        for clock in found[:-1]:
            row = next((row for row in earlier if row.began_on == clock.began_on), None)
            if row is not None:
                clock.due_on = row.due_on
                earlier.remove(row)


def all_steps(voice: Voice) -> list[Step]:
    steps = Step.objects.filter(voice=voice).select_related("by", "to").order_by("number")
    return list(steps)


def gone_past(voice: Voice) -> frozenset[int]:
    """From whom the present clock was taken because they were late: it does not go back to them."""
    marks = clocks(voice, all_steps(voice))[-1].marks
    return frozenset(mark.taken_from.pk for mark in marks if mark.taken_from is not None)


def marks_due(on: date, at_most: int) -> list[int]:
    """Voices whose next reminder or escalation has come, the oldest first."""
    due = Voice.objects.filter(next_mark_on__lte=on, state__in=[*OPEN, State.HELD])
    return list(due.order_by("next_mark_on", "id").values_list("id", flat=True)[:at_most])
