"""Surges as the supervisor and the area see them: in the inbox a line, on their page each with a
picture of its weeks and the way to the voices."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kuulluksi.cases import queries
from kuulluksi.cases.enums import Topic
from kuulluksi.cases.queries import Filter, Tab
from kuulluksi.org import queries as org
from kuulluksi.org.queries import Reach
from kuulluksi.surveys.rules import makes_any
from kuulluksi.voices import queries as voices
from kuulluksi.voices.models import Surge
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.presenters import desk

# For so long the inbox tells of a surge, and of so many at a time.
FRESH = timedelta(days=7)
IN_PANEL = 3
# A page draws so many pictures; what is older or smaller has its line.
DRAWN = 20
# The picture: thirteen bars, the longest of them so high.
WIDE, HIGH = 10, 40


@dataclass(frozen=True)
class Bar:
    """One week of the picture: how many voices, and the rectangle that shows it."""

    starts: date
    number: int
    x: int
    y: str
    height: str
    surges: bool


@dataclass(frozen=True)
class Rise:
    """A surge as it is shown."""

    id: str
    subject: str
    where: str
    sentence: str
    found_on: date
    address: str
    bars: tuple[Bar, ...] = ()
    key: int = 0


@staff
def surges(request: StaffRequest) -> HttpResponse:
    on, reader = today(), request.user
    revision = org.revision()
    reach = org.reach(reader, on, known_revision=revision)
    found = list(queries.surges_seen(revision, reach, on)[:DRAWN])
    seen = voices.visible_to(reader, on)
    rises = [_rise(row, _bars(queries.weeks_of(row, seen))) for row in found]
    context = {**desk(reader, reach, "inbox"), "rises": rises, "wide": WIDE * 13, "high": HIGH}
    context["leads"] = makes_any(org.leading(reader, on))
    return render(request, "staff/surges.html", context)


def panel(revision: int, reach: Reach, chosen: Filter, on: date) -> dict[str, Any]:
    """What the inbox shows of fresh surges to those who lead a place, and of the subject chosen."""
    found = queries.fresh_surges(revision, reach, on, FRESH, IN_PANEL + 1)
    if found:
        names = org.names(revision)
        for row in found:
            row.unit = names.units.get(row.unit_id or 0)
            row.area = names.areas.get(row.area_id or 0)
    return {
        "rises": [_rise(row) for row in found[:IN_PANEL]],
        "more_rises": len(found) > IN_PANEL,
        "chosen_topic": Topic(chosen.topic).label if chosen.topic else "",
    }


def _rise(row: Surge, bars: tuple[Bar, ...] = ()) -> Rise:
    place = row.unit or row.area
    asked: dict[str, Any] = {"tab": Tab.ALL}
    if row.unit_id:
        asked["unit"] = row.unit_id
    asked |= {"topic": row.topic} if row.topic else {"q": row.word}
    return Rise(
        id=f"surge-{row.pk}",
        subject=subject_of(row),
        where=said(place.name) if place else "",
        sentence=_("%(number)d in a week, usually %(usual)s")
        % {"number": row.number, "usual": number_format(round(row.usual, 1), 1)},
        found_on=row.found_on,
        address=f"{reverse('staff:inbox')}?{urlencode(asked)}",
        bars=bars,
        key=row.pk,
    )


def subject_of(row: Surge) -> str:
    return str(Topic(row.topic).label) if row.topic else f"”{row.word}”"


def _bars(weeks: list[tuple[date, int]]) -> tuple[Bar, ...]:
    highest = max(1, *(number for _starts, number in weeks))
    last = len(weeks) - 1
    return tuple(
        Bar(
            starts,
            number,
            x=place * WIDE + 1,
            y=f"{HIGH - HIGH * number / highest:g}",
            height=f"{HIGH * number / highest:g}",
            surges=place == last,
        )
        for place, (starts, number) in enumerate(weeks)
    )
