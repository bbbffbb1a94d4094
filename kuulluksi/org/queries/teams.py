"""Who works together: the people of a unit, and those who lead it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from kuulluksi.org.enums import DutyKind, RoleKind
from kuulluksi.org.models import Duty, Person, Role, Unit
from kuulluksi.org.queries.places import with_offices

# Who serves clients or leads those who do.
SERVES = (RoleKind.WORKER, RoleKind.SUPERVISOR, RoleKind.MANAGER)
LEADS = (RoleKind.SUPERVISOR, RoleKind.MANAGER)


def with_parents(ids: Iterable[int]) -> frozenset[int]:
    """The units and every unit above them."""
    found = set(ids)
    above = dict(Unit.objects.exclude(parent=None).values_list("id", "parent_id")) if found else {}
    waiting = list(found)
    while waiting:
        parent = above.get(waiting.pop())
        if parent is not None and parent not in found:
            found.add(parent)
            waiting.append(parent)
    return frozenset(found)


def members(units: Iterable[int], on: date) -> QuerySet[Person]:
    """The team of units: who works or answers in one of them, or in a unit above it."""
    wide = with_parents(units)
    return _of(Q(unit__in=wide), on)


def on_teams(on: date) -> QuerySet[Person]:
    """Everybody who belongs to the team of some unit."""
    return _of(Q(unit__isnull=False), on)


def serving(units: Iterable[int], services: Iterable[int], on: date) -> QuerySet[Person]:
    """Whom a client of these places may have met: who works or answers there, in the offices
    below, in the units above or in the whole service."""
    wide = with_parents(units) | with_offices(units)
    return _of(Q(unit__in=wide) | Q(service__in=list(services)), on)


def leaders(
    on: date, *, unit: int | None = None, service: int | None = None, area: int | None = None
) -> QuerySet[Person]:
    """Who leads one place by role or answers for it: the holder of the duty, not the deputy."""
    place = Q(unit=unit) if unit else Q(service=service) if service else Q(area=area)
    roles = Role.objects.filter(place, Role.on(on), kind__in=LEADS)
    duties = Duty.objects.filter(place, Duty.on(on), kind=DutyKind.ANSWERS)
    return _working(Q(pk__in=roles.values("person")) | Q(pk__in=duties.values("person")))


def _of(place: Q, on: date) -> QuerySet[Person]:
    roles = Role.objects.filter(place, Role.on(on), kind__in=SERVES)
    duties = Duty.objects.filter(place, Duty.on(on), kind=DutyKind.ANSWERS)
    return _working(
        Q(pk__in=roles.values("person"))
        | Q(pk__in=duties.values("person"))
        | Q(pk__in=duties.values("deputy"))
    )


def _working(people: Q) -> QuerySet[Person]:
    return Person.objects.filter(people, is_active=True).order_by("name", "id")
