"""What the staff pages of figures share: their frame, and what an address names."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from kuulluksi.figures import queries as figures
from kuulluksi.figures import rules
from kuulluksi.figures.queries import comparing
from kuulluksi.figures.queries.comparing import Table
from kuulluksi.org import queries as org
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.tags import day_text, said
from kuulluksi.web.staff.presenters import desk


def page(
    request: StaffRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of figures inside the frame of the staff pages."""
    frame = desk(request.user, org.reach(request.user, today()), "figures")
    return render(request, template, {**frame, **context}, status=status)


def table_of(name: str, place: str) -> Table:
    """The figures of the wave, or of the year of instant feedback, that an address names. 404 when
    nothing of it has been released, or nothing about the place."""
    wave = surveys.wave(name)
    source: Wave | int | None = wave
    if wave is None and len(name) == 4 and name.isdecimal():
        source = int(name)
    table = comparing.of(source) if source is not None else None
    if table is None or place not in table.told.inside:
        raise Http404
    return table


def may_research(request: StaffRequest, wave: Wave, place: str) -> bool:
    """Whether this reader looks past the protected figures of a wave about a place."""
    return bool(may_research_of(request, wave, [place]))


def may_research_of(request: StaffRequest, wave: Wave, places: Sequence[str]) -> list[str]:
    """Those of the places past whose protected figures this reader looks."""
    making, found = org.making(request.user, today()), figures.named(places)
    return [
        key
        for key in places
        if (key in found or key == figures.ALL)
        and rules.may_read_answers(making, wave, found.get(key))
    ]


def titled(wave: Wave | None, year: int | None) -> str:
    """What a wave, or a year of instant feedback, is called, with its last day."""
    if wave is None:
        return str(year)
    day = day_text(wave.closes_on).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{said(wave.title)}, {day}"
