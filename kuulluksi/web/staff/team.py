"""The team's page: the thanks it got, what it is to talk about and what it concluded, how much it
was criticised and answered. What it holds back, and why, stands in `cases.queries.meetings`.

Whoever reads it from above the team sees no worker's name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import formats

from kuulluksi.cases import queries
from kuulluksi.cases.enums import FeedbackKind, Topic
from kuulluksi.cases.models import Feedback
from kuulluksi.figures.queries import key_of
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person, Unit
from kuulluksi.pure import masking, thanking
from kuulluksi.surveys import rules as surveys
from kuulluksi.voices import queries as voices
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.presenters import desk, place_name

Pieces = Sequence[dict[str, str]]


@dataclass(frozen=True)
class Thanks:
    """Thanks as one reader sees them."""

    pieces: Pieces
    language: str
    month: str
    where: str
    to_me: bool
    link: int | None


@dataclass(frozen=True)
class Matter:
    """A matter of the meeting. `pieces`: the giver's words, once they are published."""

    kind: str
    where: str
    subject: str
    pieces: Pieces
    language: str
    conclusion: str
    link: int | None


@staff
def team(request: StaffRequest) -> HttpResponse:
    on, reader = today(), request.user
    places = list(queries.meeting_units(reader, on))
    own = queries.own_units(reader, on)
    unit = _unit(request.GET.get("unit", ""), places)
    if unit is not None:
        chosen = org.with_offices([unit.pk])
    else:
        chosen = own or frozenset(place.pk for place in places[:1])
    mine = request.GET.get("to") == "me"
    skip = _number(request.GET.get("skip", ""))
    page = queries.praise_to(reader, skip) if mine else queries.praise(reader, chosen, skip)
    desk_of = Desk(reader, on, chosen, inside=chosen <= own)
    first, end = queries.period(on)
    counts = queries.counts(reader, chosen, on)
    context = {
        **desk(reader, org.reach(reader, on), "team"),
        "places": places if len(places) > 1 else [],
        "unit": unit,
        "has_team": bool(chosen),
        "names": [said(place.name) for place in places if place.pk in chosen],
        "figures": [(key_of(place), said(place.name)) for place in places if place.pk in chosen],
        "inside": desk_of.inside,
        "mine": mine,
        "thanks": desk_of.thanks(page.rows, mine=mine),
        "older": page.older,
        "skip": skip,
        "agenda": desk_of.matters(queries.agenda(reader, chosen)),
        "concluded": desk_of.matters(queries.concluded(reader, chosen)),
        "counts": counts,
        "topics": [(Topic(topic).label, number) for topic, number in counts.topics.items()],
        "fewest": queries.FEWEST,
        "period": f"{_month(first)} – {_month(end - timedelta(days=1))}",
        "published": queries.published(reader, chosen),
        "leads": surveys.makes_any(org.leading(reader, on)),
    }
    return render(request, "staff/team.html", context)


@dataclass(frozen=True)
class Desk:
    """Through whose eyes the page of which units is seen; `inside`: by one of the team."""

    reader: Person
    on: date
    units: frozenset[int]
    inside: bool

    def thanks(self, rows: Sequence[queries.Praise], *, mine: bool) -> list[Thanks]:
        names = self._names(row.feedback for row in rows)
        links = self._links(row.feedback for row in rows)
        return [
            Thanks(
                pieces=self._pieces(row, names, mine=mine),
                language=row.feedback.voice.language,
                month=_month(row.feedback.voice.given_on),
                where=place_name(row.feedback.voice),
                to_me=self.reader.pk in row.told,
                link=links.get(row.feedback.pk),
            )
            for row in rows
        ]

    def matters(self, rows: Sequence[queries.Meeting]) -> list[Matter]:
        links = self._links(row.feedback for row in rows)
        return [
            Matter(
                kind=str(FeedbackKind(row.feedback.kind).label),
                where=place_name(row.feedback.voice),
                subject=row.subject,
                pieces=row.words,
                language=row.feedback.voice.language,
                conclusion=row.conclusion,
                link=links.get(row.feedback.pk),
            )
            for row in rows
        ]

    def _pieces(self, row: queries.Praise, names: dict[int, str], *, mine: bool) -> Pieces:
        """Thanks with the names that stay: the team's for the team; where somebody may be blamed,
        only theirs whom a reader has thanked; from above nobody's."""
        found = thanking.mentions(row.words, names)
        shown: frozenset[int] = frozenset()
        if self.inside or mine:
            shown = row.told if thanking.doubtful(found) else frozenset(names)
        return masking.pieces(row.words, thanking.hidden(row.words, found, shown))

    def _names(self, told: Iterable[Feedback]) -> dict[int, str]:
        """Everybody who may be named in these: who serves where they were given."""
        given = [feedback.voice for feedback in told]
        if not given:
            return {}
        units = {voice.unit_id for voice in given if voice.unit_id}
        services = {voice.service_id for voice in given if voice.service_id}
        people = org.serving(units, services, self.on)
        return dict(people.values_list("pk", "name"))

    def _links(self, told: Iterable[Feedback]) -> dict[int, int]:
        """Those that this reader may open as a reader of feedback."""
        seen = voices.visible_to(self.reader, self.on)
        found = seen.filter(pk__in=[feedback.pk for feedback in told])
        return {key: key for key in found.values_list("pk", flat=True)}


def _unit(code: str, places: Sequence[Unit]) -> Unit | None:
    """The unit of an address, among those that the reader may open."""
    if not code:
        return None
    for place in places:
        if place.code == code:
            return place
    raise Http404


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0


def _month(day: date) -> str:
    return formats.date_format(day, "F Y")
