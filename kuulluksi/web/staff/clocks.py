"""Every clock of a voice in words: its days, whom it reminded, where it went, who stopped it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kuulluksi.org.models import Person
from kuulluksi.pure import clocks
from kuulluksi.voices import queries
from kuulluksi.voices.enums import Event
from kuulluksi.voices.models import Step, Voice
from kuulluksi.voices.queries.clocks import Clock, Mark
from kuulluksi.web.kit.headings import STAFF_HEADINGS, WHY_REMINDED
from kuulluksi.web.kit.tags import day, said

MARKED: dict[Event, Promise] = {
    Event.REMINDED: gettext_lazy("Reminded"),
    Event.ESCALATED: gettext_lazy("Went one step up"),
    Event.INTERIM: gettext_lazy("The giver was told how it is going"),
}


COMING: dict[clocks.Mark, Promise] = {
    clocks.Mark.SOON: gettext_lazy("Next reminder"),
    clocks.Mark.LATE: gettext_lazy("Next reminder"),
    clocks.Mark.ESCALATED: gettext_lazy("Goes one step up"),
}


@dataclass(frozen=True)
class Table:
    heading: str
    rows: Sequence[tuple[str, SafeString]]


def tables(voice: Voice, steps: Sequence[Step], on: date) -> list[Table]:
    """The clocks of a voice, the present one first."""
    found = queries.clocks(voice, steps)
    drawn = []
    for number, clock in enumerate(found, start=1):
        heading = _("Clock %(number)d") % {"number": number} if len(found) > 1 else ""
        drawn.append(Table(heading, _rows(clock, voice, on)))
    return drawn[::-1]


def _rows(clock: Clock, voice: Voice, on: date) -> list[tuple[str, SafeString]]:
    rows = [
        (_("Began"), _line(day(clock.began_on))),
        (_("First day counted"), _line(day(clock.first_day))),
    ]
    if clock.due_on is not None:
        rows.append((_("Answer due"), _line(day(clock.due_on))))
    rows += [(str(MARKED[Event(mark.step.event)]), _marked(mark)) for mark in clock.marks]
    if clock.stopped is None:
        rows.append((_("State"), _line(_("The clock is running"))))
        rows.append((_("Whose turn"), _line(_name(voice.owner) or said(voice.owner_title))))
        if voice.next_mark and voice.next_mark_on:
            coming = str(COMING[clocks.Mark(voice.next_mark)])
            rows.append((coming, _line(day(voice.next_mark_on))))
    else:
        event = str(STAFF_HEADINGS[Event(clock.stopped.event)])
        who = _name(clock.stopped.by)
        rows.append((_("Stopped"), _line(day(clock.stopped.on), who, event)))
    used = clock.used(on)
    gone = ngettext("%(days)d working day", "%(days)d working days", used) % {"days": used}
    promised = _("%(promised)d promised") % {"promised": clock.promised} if clock.promised else ""
    return [*rows, (_("Used"), _line(gone, promised))]


def _marked(mark: Mark) -> SafeString:
    """The day; of a reminder to whom and why, of a step up from whom and to whom."""
    step = mark.step
    to = _name(step.to) or said(step.title)
    if step.event == Event.ESCALATED:
        return _line(
            day(step.on),
            _("from: %(name)s") % {"name": _name(mark.taken_from)} if mark.taken_from else "",
            _("to: %(name)s") % {"name": to},
        )
    if step.event == Event.REMINDED:
        return _line(day(step.on), to, str(WHY_REMINDED[step.detail]))
    return _line(day(step.on), _name(step.by))


def _name(person: Person | None) -> str:
    if person is None:
        return ""
    return person.name or _("a former colleague")


def _line(*parts: str) -> SafeString:
    return format_html_join(" · ", "{}", [(part,) for part in parts if part])
