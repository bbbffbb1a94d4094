"""Measures in lists: whose they are, where they stand, what is late; in keyset pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.outcomes.enums import OPEN, MeasureState
from kuulluksi.outcomes.models import Measure
from kuulluksi.pure import deadlines

PAGE = 50
SOON = 5
"""So many working days before its day the owner of a measure is told."""


class Tab(StrEnum):
    MINE = "mine"
    PLACES = "places"
    ALL = "all"


class Stand(StrEnum):
    """Which measures a list shows, by where they stand."""

    OPEN = "open"
    LATE = "late"
    PLANNED = "planned"
    UNDERWAY = "underway"
    DONE = "done"
    NOT_POSSIBLE = "not-possible"


ENDED = (Stand.DONE, Stand.NOT_POSSIBLE)


@dataclass(frozen=True)
class Filter:
    """What the reader of the list chose. Empty means all."""

    tab: Tab = Tab.MINE
    stand: Stand = Stand.OPEN
    kind: str = ""


@dataclass(frozen=True)
class Key:
    """Where a page ends: the day and the key of its last row."""

    day: date
    id: int


@dataclass(frozen=True)
class Page:
    rows: Sequence[Measure]
    older: Key | None


def listed(person: Person, chosen: Filter, on: date, after: Key | None = None) -> Page:
    """One page of measures: of open ones what is due first, of those that ended the newest."""
    rows = _chosen(person, chosen, on)
    ended = chosen.stand in ENDED
    column = "ended_on" if ended else "due_on"
    if after is not None:
        further = Q(**{f"{column}__{'lt' if ended else 'gt'}": after.day})
        rows = rows.filter(further | Q(**{column: after.day}, pk__gt=after.id))
    related = ("owner", "area", "service", "unit")
    rows = rows.select_related(*related).order_by(f"{'-' if ended else ''}{column}", "pk")
    found = list(rows[: PAGE + 1])
    older = None
    if len(found) > PAGE:
        last = found[PAGE - 1]
        older = Key(getattr(last, column), last.pk)
    return Page(found[:PAGE], older)


def number(person: Person, chosen: Filter, on: date) -> int:
    """How many measures such a list has."""
    return _chosen(person, chosen, on).count()


def to_remind(on: date) -> QuerySet[Measure]:
    """Open measures whose day is near or past and of which nobody was told yet."""
    soon = deadlines.add_working_days(on, SOON)
    waiting = Measure.objects.filter(state__in=OPEN, due_on__lte=soon)
    late = Q(due_on__lt=on) & Q(reminded_on__lte=F("due_on"))
    return waiting.filter(Q(reminded_on=None) | late).order_by("pk")


def _chosen(person: Person, chosen: Filter, on: date) -> QuerySet[Measure]:
    rows = Measure.objects.filter(_stands(chosen.stand, on))
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    match chosen.tab:
        case Tab.MINE:
            return rows.filter(owner=person)
        case Tab.PLACES:
            return rows.filter(_led_by(person, on) | Q(unit__in=org.reach(person, on).home))
    return rows


def _stands(stand: Stand, on: date) -> Q:
    match stand:
        case Stand.OPEN:
            return Q(state__in=OPEN)
        case Stand.LATE:
            return Q(state__in=OPEN, due_on__lt=on)
    return Q(state=MeasureState(stand))


def _led_by(person: Person, on: date) -> Q:
    """The measures on which somebody decides."""
    led = org.leading(person, on)
    if led.everything:
        return Q(pk__isnull=False)
    services = Q(service__in=led.services) | Q(unit__service__in=led.services)
    areas = Q(area__in=led.areas) | Q(service__area__in=led.areas)
    return Q(unit__in=led.units) | services | areas | Q(unit__service__area__in=led.areas)
