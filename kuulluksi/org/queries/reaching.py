"""How far a person's roles and duties let them read, and how far they may act."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from kuulluksi.org.enums import (
    ACTS_IN_SCOPE,
    MAKES_MEASURES,
    MAKES_SURVEYS,
    READS_SCOPE,
    DutyKind,
    RoleKind,
)
from kuulluksi.org.models import Person, Unit
from kuulluksi.org.queries.people import duties_of, duties_on, roles_of
from kuulluksi.org.queries.places import units, units_by_code, with_offices
from kuulluksi.org.queries.routes import revision


@dataclass(frozen=True)
class Reach:
    """How far a person's roles and duties open voices. `everything` is the whole authority."""

    everything: bool = False
    units: frozenset[int] = frozenset()
    services: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    # Where the person works or answers, with the offices below.
    home: frozenset[int] = frozenset()
    dispatches: bool = False
    administers: bool = False
    # Told at once of what is urgent, and therefore reads it.
    on_duty: bool = False
    # Reads what givers tell of harm.
    independent: bool = False
    # Has a worker's role, and leads or answers for nothing.
    only_works: bool = False
    # Works or leads in some place, or dispatches: hears what clients say and writes it down.
    meets_clients: bool = False

    def covers(self, unit: int | None, service: int | None, area: int | None) -> bool:
        return (
            self.everything or unit in self.units or service in self.services or area in self.areas
        )


def only_works(person: Person, on: date) -> bool:
    """Whether the person has a worker's role and leads or answers for nothing."""
    return reach(person, on).only_works


def workers_on_duty(on: date) -> frozenset[int]:
    """Who is on duty, or the deputy, and otherwise only works."""
    duties = duties_on(on).filter(kind=DutyKind.ON_DUTY)
    people = {who for duty in duties for who in (duty.person, duty.deputy) if who is not None}
    return frozenset(who.pk for who in people if only_works(who, on))


def units_within(reach: Reach, on: date) -> QuerySet[Unit]:
    """The units in force whose voices the reach opens, in Finnish order."""
    found = units(on)
    if reach.everything:
        return found
    return found.filter(
        Q(pk__in=reach.units) | Q(service__in=reach.services) | Q(service__area__in=reach.areas)
    )


@lru_cache(maxsize=64)
def units_covered(revision_seen: int, reach: Reach, on: date) -> tuple[Unit, ...]:
    """The same units, kept until the organisation changes; only for reading."""
    return tuple(
        unit
        for unit in units_by_code(revision_seen, on).values()
        if reach.covers(unit.pk, unit.service_id, unit.service.area_id)
    )


def reach(
    person: Person, on: date, *, acting: bool = False, known_revision: int | None = None
) -> Reach:
    """The places whose voices the person may read, or with `acting` also handle, on a day; worked
    out anew when the organisation has changed.

    Roles reach by `READS_SCOPE` (`ACTS_IN_SCOPE`); a duty to answer reaches its place, for the
    holder and for the deputy. A unit's reach covers the offices below it.
    """
    return _reach_of(person, on, ACTS_IN_SCOPE if acting else READS_SCOPE, known_revision)


def making(person: Person, on: date) -> Reach:
    """The places whose surveys the person may make and hold; an answering duty opens its place, and
    to dispatch opens nothing."""
    return _reach_of(person, on, MAKES_SURVEYS)


def leading(person: Person, on: date) -> Reach:
    """The places on whose measures the person decides; an answering duty opens its place, and to
    dispatch opens nothing."""
    return _reach_of(person, on, MAKES_MEASURES)


def _reach_of(
    person: Person, on: date, kinds: frozenset[RoleKind], known_revision: int | None = None
) -> Reach:
    if not person.is_active:
        return Reach()
    known = revision() if known_revision is None else known_revision
    return _reach(known, person.pk, on, kinds)


@lru_cache(maxsize=1024)
def _reach(_revision: int, key: int, on: date, kinds: frozenset[RoleKind]) -> Reach:
    person = Person(pk=key)
    roles = list(roles_of(person, on))
    duties = list(duties_of(person, on))
    scopes = [role for role in roles if role.kind in kinds]
    scopes_of_duties = [duty for duty in duties if duty.kind == DutyKind.ANSWERS]
    dispatches = any(role.kind == RoleKind.DISPATCHER for role in roles) or any(
        duty.kind == DutyKind.DISPATCHES for duty in duties
    )
    both = [*scopes, *scopes_of_duties]
    leads = dispatches or scopes_of_duties or any(role.kind in ACTS_IN_SCOPE for role in roles)
    return Reach(
        everything=(dispatches and kinds not in (MAKES_SURVEYS, MAKES_MEASURES))
        or any(scope.place is None for scope in scopes),
        units=with_offices({scope.unit_id for scope in both if scope.unit_id}),
        services=frozenset(scope.service_id for scope in both if scope.service_id),
        areas=frozenset(scope.area_id for scope in both if scope.area_id),
        home=with_offices({each.unit_id for each in [*roles, *scopes_of_duties] if each.unit_id}),
        dispatches=dispatches,
        administers=any(role.kind == RoleKind.ADMINISTRATOR for role in roles),
        on_duty=any(duty.kind == DutyKind.ON_DUTY for duty in duties),
        independent=any(duty.kind == DutyKind.INDEPENDENT for duty in duties),
        only_works=not leads and any(role.kind == RoleKind.WORKER for role in roles),
        meets_clients=dispatches
        or any(role.place is not None and role.kind != RoleKind.RESEARCHER for role in roles)
        or any(duty.place is not None for duty in duties),
    )
