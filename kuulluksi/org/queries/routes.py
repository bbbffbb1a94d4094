"""The organisation as routing sees it on a day."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.db import connection

from kuulluksi.org.enums import DutyKind, RoleKind
from kuulluksi.org.models import Absence, Authority, Duty, Person, Role, Service, Unit
from kuulluksi.pure.routing import Colleague, Directory, Place, Rule, Seat

# Who leads a place by role, whether or not a duty says so.
LEADS = (RoleKind.SUPERVISOR, RoleKind.DISPATCHER, RoleKind.DIRECTOR)


def revision() -> int:
    """Which state of the organisation the present transaction sees. The database itself writes a
    new random one with every change (migration 0004): none stands for two states, even where a
    transaction was rolled back."""
    return terms()[0]


def terms() -> tuple[int, int]:
    """That revision, and within how many working days an answer is promised."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT revision, answer_days FROM kuulluksi_authority")
        found = cursor.fetchone()
    if found is None:
        raise Authority.DoesNotExist
    return found[0], found[1]


def directory(
    on: date, rules: tuple[Rule, ...] = (), known_revision: int | None = None
) -> Directory:
    """The whole organisation as routing sees it on a day, read anew when it has changed.

    `known_revision`: when the caller's own transaction has read it already.
    """
    whole = _directory(revision() if known_revision is None else known_revision, on)
    return replace(whole, rules=rules) if rules else whole


@lru_cache(maxsize=8)
def _directory(_revision: int, on: date) -> Directory:
    away: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for person, starts, ends in Absence.objects.filter(ends_on__gte=on).values_list(
        "person_id", "starts_on", "ends_on"
    ):
        away[person].append((starts, ends))
    people = {
        person: Colleague(superior, tuple(away[person]), left=not active)
        for person, superior, active in Person.objects.values_list("id", "superior_id", "is_active")
    }
    seats: dict[Place, list[Seat]] = defaultdict(list)
    at_large: dict[str, list[Seat]] = defaultdict(list)
    for duty in Duty.objects.filter(Duty.on(on)).order_by("valid_from", "id"):
        seat = seat_of(duty)
        if duty.unit_id:
            seats["unit", duty.unit_id].append(seat)
        elif duty.service_id:
            seats["service", duty.service_id].append(seat)
        elif duty.area_id:
            seats["area", duty.area_id].append(seat)
        else:
            at_large[duty.kind].append(seat)
    leaders: dict[Place | None, set[int]] = defaultdict(set)
    for role in Role.objects.filter(Role.on(on), kind__in=LEADS):
        leaders[_place_of(role)].add(role.person_id)
    above: dict[Place, Place] = {}
    for unit, parent, service in Unit.objects.values_list("id", "parent_id", "service_id"):
        above["unit", unit] = ("unit", parent) if parent else ("service", service)
    for service, area in Service.objects.values_list("id", "area_id"):
        above["service", service] = ("area", area)
    return Directory(
        people=people,
        seats={place: tuple(found) for place, found in seats.items()},
        leaders={place: frozenset(people) for place, people in leaders.items()},
        above=above,
        dispatchers=tuple(at_large[DutyKind.DISPATCHES]),
        independent=tuple(at_large[DutyKind.INDEPENDENT]),
        on_duty=tuple(at_large[DutyKind.ON_DUTY]),
    )


def _place_of(role: Role) -> Place | None:
    if role.unit_id:
        return ("unit", role.unit_id)
    if role.service_id:
        return ("service", role.service_id)
    return ("area", role.area_id) if role.area_id else None


def seat_of(duty: Duty) -> Seat:
    return Seat(duty.person_id, duty.deputy_id, duty.valid_from, duty.valid_until, duty.title)
