"""Every read of the organisation: places on a day, people, and how far a person's eyes reach."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Q, QuerySet

from kuulluksi.org.enums import ACTS_IN_SCOPE, READS_SCOPE, DutyKind, RoleKind
from kuulluksi.org.models import (
    Absence,
    Area,
    Authority,
    Duty,
    Mail,
    Person,
    Role,
    Service,
    Unit,
)
from kuulluksi.pure.orgfile import BadRow, Contents, Kind, Record, faults, in_order
from kuulluksi.pure.routing import Colleague, Directory, Place, Rule, Seat
from kuulluksi.pure.text import Text, fold


def authority() -> Authority:
    """The one authority of this installation. Raises Authority.DoesNotExist before set-up."""
    return Authority.objects.get()


def units(on: date) -> QuerySet[Unit]:
    """Units in force on a day, in Finnish order, with service and area."""
    return (
        Unit.objects.filter(Unit.on(on))
        .select_related("service__area", "parent")
        .order_by("sort_fi", "id")
    )


def services(on: date) -> QuerySet[Service]:
    return Service.objects.filter(Service.on(on)).select_related("area").order_by("sort_fi", "id")


def areas(on: date) -> QuerySet[Area]:
    return Area.objects.filter(Area.on(on)).order_by("sort_fi", "id")


def find_units(words: str, on: date) -> QuerySet[Unit]:
    """Units whose name, service, street or town holds every word (or its beginning)."""
    found = units(on)
    for word in fold(words).split():
        found = found.filter(Q(words__startswith=word) | Q(words__contains=f" {word}"))
    return found


def find_services(words: str, on: date) -> QuerySet[Service]:
    found = services(on)
    for word in fold(words).split():
        found = found.filter(Q(words__startswith=word) | Q(words__contains=f" {word}"))
    return found


def colleagues() -> QuerySet[Person]:
    """Everyone who works here, in order of name."""
    return Person.objects.filter(is_active=True).order_by("name", "id")


def roles_of(person: Person, on: date) -> QuerySet[Role]:
    """What a person may see on a day."""
    roles = Role.objects.filter(Role.on(on), person=person)
    return roles.select_related("unit", "service", "area").order_by("id")


def places_of_people(on: date) -> dict[int, list[Text]]:
    """By person, the names of the places where their roles are on a day."""
    found: dict[int, list[Text]] = defaultdict(list)
    roles = Role.objects.filter(Role.on(on)).select_related("unit", "service", "area")
    for role in roles.order_by("id"):
        if role.place is not None:
            found[role.person_id].append(role.place.name)
    return found


def duties_of(person: Person, on: date) -> QuerySet[Duty]:
    """What a person answers for on a day, alone or as somebody's deputy."""
    duties = Duty.objects.filter(Q(person=person) | Q(deputy=person), Duty.on(on))
    return duties.select_related("person", "deputy", "unit", "service", "area").order_by("id")


def absences_of(person: Person, on: date) -> QuerySet[Absence]:
    """The absences of a person that last or are still to come."""
    return Absence.objects.filter(person=person, ends_on__gte=on).order_by("starts_on", "id")


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


def with_offices(ids: Iterable[int]) -> frozenset[int]:
    """The units and every office below them."""
    found = set(ids)
    if not found:
        return frozenset()
    below: dict[int, list[int]] = defaultdict(list)
    for unit, parent in Unit.objects.exclude(parent=None).values_list("id", "parent_id"):
        if parent is not None:
            below[parent].append(unit)
    waiting = list(found)
    while waiting:
        for office in below[waiting.pop()]:
            if office not in found:
                found.add(office)
                waiting.append(office)
    return frozenset(found)


def directory(on: date, rules: tuple[Rule, ...] = ()) -> Directory:
    """The whole organisation as routing sees it on a day."""
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
    above: dict[Place, Place] = {}
    for unit, parent, service in Unit.objects.values_list("id", "parent_id", "service_id"):
        above["unit", unit] = ("unit", parent) if parent else ("service", service)
    for service, area in Service.objects.values_list("id", "area_id"):
        above["service", service] = ("area", area)
    return Directory(
        people=people,
        seats={place: tuple(found) for place, found in seats.items()},
        above=above,
        dispatchers=tuple(at_large[DutyKind.DISPATCHES]),
        independent=tuple(at_large[DutyKind.INDEPENDENT]),
        rules=rules,
    )


def seat_of(duty: Duty) -> Seat:
    return Seat(duty.person_id, duty.deputy_id, duty.valid_from, duty.valid_until, duty.title)


def duties_of_the_left(on: date) -> QuerySet[Duty]:
    """Duties that go on after `on` although their holder no longer works here."""
    still = Q(valid_until=None) | Q(valid_until__gt=on)
    return (
        Duty.objects.filter(still, person__is_active=False)
        .select_related("person", "unit", "service", "area")
        .order_by("id")
    )


def leaving(on: date) -> QuerySet[Person]:
    """People whose last day has passed but who are still marked as working here."""
    return Person.objects.filter(is_active=True, left_on__lt=on)


def waiting_mail() -> QuerySet[Mail]:
    return Mail.objects.filter(sent_on=None, tries__lt=50).order_by("queued_on", F("id"))


@dataclass(frozen=True)
class Change:
    """What a file would do to one place, which is not yet saved. `fields`: name, old and new."""

    record: Record
    place: Area | Service | Unit
    fields: tuple[tuple[str, object, object], ...]
    is_new: bool


@dataclass(frozen=True)
class ImportPlan:
    """What reading a file into the organisation would do. With any `bad` row it does nothing."""

    created: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    missing: tuple[Area | Service | Unit, ...] = ()
    bad: tuple[BadRow, ...] = ()
    left_out: int = 0


def plan(contents: Contents, on: date) -> ImportPlan:
    """What the file would create and change, and which places of today it does not mention.

    A unit is recognised by its identifier in the source register, then by its code.
    """
    known = _Known()
    records = known.recognised(contents.records)
    bad = [*contents.bad, *faults(records, known.places.keys(), known.parents())]
    changes = [] if bad else [known.change(record, on) for record in in_order(records)]
    bad += [
        BadRow(change.record.number, "valid_until", "days-swapped")
        for change in changes
        if change.place.valid_until and change.place.valid_until < change.place.valid_from
    ]
    if bad:
        return ImportPlan(bad=tuple(sorted(bad, key=lambda row: (row.number, row.column))))
    named = {(record.kind, record.code) for record in records}
    return ImportPlan(
        created=tuple(change for change in changes if change.is_new),
        changed=tuple(change for change in changes if not change.is_new and change.fields),
        unchanged=sum(not change.fields for change in changes),
        missing=tuple(
            place
            for key, place in known.places.items()
            if key not in named and not (place.valid_until and place.valid_until < on)
        ),
        left_out=contents.left_out,
    )


class _Known:
    """The places of the organisation by kind and code, and how a record changes them."""

    def __init__(self) -> None:
        self.places: dict[tuple[Kind, str], Area | Service | Unit] = {}
        self.places |= {("area", area.code): area for area in Area.objects.order_by("sort_fi")}
        for service in Service.objects.select_related("area").order_by("sort_fi"):
            self.places["service", service.code] = service
        units = list(Unit.objects.select_related("service", "parent").order_by("sort_fi"))
        self.places |= {("unit", unit.code): unit for unit in units}
        self.outside = {unit.outside_id: unit.code for unit in units if unit.outside_id}

    def parents(self) -> dict[str, str]:
        units = (place for place in self.places.values() if isinstance(place, Unit))
        return {unit.code: unit.parent.code for unit in units if unit.parent}

    def recognised(self, records: Iterable[Record]) -> list[Record]:
        """The records under the codes that their units have here."""
        rows = list(records)
        here = {
            row.code: self.outside[row.link("outside_id")]
            for row in rows
            if row.kind == "unit" and row.link("outside_id") in self.outside
        }
        for place, row in enumerate(rows):
            if row.kind != "unit":
                continue
            said = dict(row.said)
            if row.link("parent") in here:
                said["parent"] = here[row.link("parent")]
            rows[place] = replace(row, code=here.get(row.code, row.code), said=said)
        return rows

    def change(self, record: Record, on: date) -> Change:
        known = self.places.get((record.kind, record.code))
        place = known or PLACES[record.kind](code=record.code, valid_from=on)
        fields = []
        for name, said in record.said.items():
            old = getattr(place, name) if known or name not in LINKED else None
            new = self.value(name, said, old, place)
            if new != old:
                fields.append((name, old, new))
                setattr(place, name, new)
        self.places[record.kind, record.code] = place
        return Change(record, place, tuple(fields), is_new=known is None)

    def value(self, name: str, said: object, old: object, place: Area | Service | Unit) -> object:
        if name in LINKED:
            return self.places[LINKED[name], str(said)] if said else None
        if isinstance(said, Mapping):
            return Text.from_json({**(old.to_json() if isinstance(old, Text) else {}), **said})
        if name == "valid_from" and said is None:
            return place.valid_from
        return said


PLACES: dict[Kind, type[Area | Service | Unit]] = {"area": Area, "service": Service, "unit": Unit}
LINKED: dict[str, Kind] = {"area": "area", "service": "service", "parent": "unit"}
