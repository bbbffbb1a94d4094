"""What was promised with a wave, whether it was kept, and what came of the answers."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.surveys import queries
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.surveys.queries import Promise, Tally
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.outcomes import replies
from kuulluksi.web.kit.tags import said


@dataclass(frozen=True)
class Stop:
    """One stop of the way of the answers; `kind` as in the parts of the look. `until`: the day is
    promised, not past."""

    kind: str
    heading: str
    day: date | None
    until: bool = True
    since: date | None = None
    late: str = ""


def promise(request: HttpRequest, wave: str) -> HttpResponse:
    """404 for a wave that was never opened."""
    row, on = queries.wave(wave), today()
    if row is None or row.state == WaveState.DRAFT:
        raise Http404
    told = queries.promise(row, on)
    page = {
        "wave": row,
        "told": told,
        "reply": replies.line(row, on),
        "total": queries.tallies([row]).get(row.pk, Tally()),
        "last_day": last_day(row),
        "stops": stops(row, told, on),
        "answerable": row.state == WaveState.OPEN and row.opens_on <= on <= row.closes_on,
    }
    return render(request, "public/surveys/promise_page.html", page)


def stops(wave: Wave, told: Promise, on: date) -> list[Stop]:
    """Asked, handled, told: what is past, whose turn it is, and what is promised."""
    asking = on <= wave.closes_on and wave.state == WaveState.OPEN
    asked = _("People answer") if asking else _("People answered")
    found = [Stop("given", asked, last_day(wave), until=False, since=wave.opens_on)]
    late = lateness(told)
    if wave.kept:
        return [
            *found,
            Stop("", _("We told what came of it"), wave.kept_on, until=False, late=late),
        ]
    heading = _("Results handled by: %(who)s") % {"who": said(wave.handler)}
    kind = "ahead" if asking else "now late" if told.late else "now"
    return [
        *found,
        Stop(kind, heading, wave.handled_until, late=late),
        Stop("ahead", _("We tell here what came of it"), wave.handled_until),
    ]


def last_day(wave: Wave) -> date:
    """The last day for answers; of a wave that was closed before it, the day of that."""
    return min(wave.closes_on, wave.closed_on or wave.closes_on)


def lateness(told: Promise) -> str:
    if not told.late:
        return ""
    sentence = ngettext("%(n)d day late", "%(n)d days late", told.days_late)
    return sentence % {"n": told.days_late}
