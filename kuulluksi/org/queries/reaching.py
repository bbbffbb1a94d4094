"""How far a person's roles and duties let them read, and how far they may act."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kuulluksi.org.enums import ACTS_IN_SCOPE, READS_SCOPE, DutyKind, RoleKind
from kuulluksi.org.models import Person, Unit
from kuulluksi.org.queries.people import duties_of, roles_of
from kuulluksi.org.queries.places import units, with_offices


@dataclass(frozen=True)
class Reach:
    """How far a person's roles and duties open voices. `everything` is the whole authority."""

    everything: bool = False
    units: frozenset[int] = frozenset()
    services: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    dispatches: bool = False
    administers: bool = False

    def covers(self, unit: int | None, service: int | None, area: int | None) -> bool:
        return (
            self.everything or unit in self.units or service in self.services or area in self.areas
        )


def only_works(person: Person, on: date) -> bool:
    """Whether the person has a worker's role and leads or answers for nothing."""
    leads = reach(person, on, acting=True)
    if leads.everything or leads.units or leads.services or leads.areas:
        return False
    return any(role.kind == RoleKind.WORKER for role in roles_of(person, on))


def units_within(reach: Reach, on: date) -> QuerySet[Unit]:
    """The units in force whose voices the reach opens, in Finnish order."""
    found = units(on)
    if reach.everything:
        return found
    return found.filter(
        Q(pk__in=reach.units) | Q(service__in=reach.services) | Q(service__area__in=reach.areas)
    )


def reach(person: Person, on: date, *, acting: bool = False) -> Reach:
    """The places whose voices the person may read, or with `acting` also handle, on a day.

    Roles reach by `READS_SCOPE` (`ACTS_IN_SCOPE`); a duty to answer reaches its place, for the
    holder and for the deputy. A unit's reach covers the offices below it.
    """
    if not person.is_active:
        return Reach()
    roles = list(roles_of(person, on))
    duties = list(duties_of(person, on))
    kinds = ACTS_IN_SCOPE if acting else READS_SCOPE
    scopes = [role for role in roles if role.kind in kinds]
    scopes_of_duties = [duty for duty in duties if duty.kind == DutyKind.ANSWERS]
    dispatches = any(role.kind == RoleKind.DISPATCHER for role in roles) or any(
        duty.kind == DutyKind.DISPATCHES for duty in duties
    )
    both = [*scopes, *scopes_of_duties]
    return Reach(
        everything=dispatches or any(scope.place is None for scope in scopes),
        units=with_offices({scope.unit_id for scope in both if scope.unit_id}),
        services=frozenset(scope.service_id for scope in both if scope.service_id),
        areas=frozenset(scope.area_id for scope in both if scope.area_id),
        dispatches=dispatches,
        administers=any(role.kind == RoleKind.ADMINISTRATOR for role in roles),
    )
