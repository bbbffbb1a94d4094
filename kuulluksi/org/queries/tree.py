"""The whole organisation as a tree: who answers for what today."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from kuulluksi.org.models import (
    Absence,
    Area,
    Duty,
    Person,
    Service,
    Unit,
)
from kuulluksi.org.queries.people import duties_on
from kuulluksi.pure.orgfile import Kind
from kuulluksi.pure.routing import Place

KIND_OF: dict[type[object], Kind] = {Area: "area", Service: "service", Unit: "unit"}


@dataclass(frozen=True)
class Branch:
    """A place with what is below it, as the overview shows it on a day."""

    place: Area | Service | Unit
    kind: Kind
    depth: int
    duty: Duty | None
    acting: Person | None
    ended: bool


def overview(on: date) -> list[list[Branch]]:
    """For each area its places, each below the one it belongs to, with duty and who sits there."""
    away = set(
        Absence.objects.filter(starts_on__lte=on, ends_on__gte=on).values_list(
            "person_id", flat=True
        )
    )
    duties: dict[Place, Duty] = {}
    for duty in duties_on(on).exclude(unit=None, service=None, area=None):
        duties.setdefault(place_key(duty), duty)
    below: dict[Place, list[Service | Unit]] = defaultdict(list)
    for service in Service.objects.order_by("sort_fi", "id"):
        below["area", service.area_id].append(service)
    for unit in Unit.objects.order_by("sort_fi", "id"):
        above: Place = ("unit", unit.parent_id) if unit.parent_id else ("service", unit.service_id)
        below[above].append(unit)

    def branches(place: Area | Service | Unit, depth: int) -> Iterator[Branch]:
        kind: Kind = KIND_OF[type(place)]
        duty = duties.get((kind, place.pk))
        ended = place.valid_until is not None and place.valid_until < on
        yield Branch(place, kind, depth, duty, acting(duty, away), ended)
        for each in below[kind, place.pk]:
            yield from branches(each, depth + 1)

    return [list(branches(area, 0)) for area in Area.objects.order_by("sort_fi", "id")]


def acting(duty: Duty | None, away: AbstractSet[int]) -> Person | None:
    """The holder, or the deputy while the holder is away."""
    if duty is None:
        return None
    for person in (duty.person, duty.deputy):
        if person is not None and person.is_active and person.pk not in away:
            return person
    return None


def place_key(duty: Duty) -> Place:
    if duty.unit_id:
        return ("unit", duty.unit_id)
    return ("service", duty.service_id or 0) if duty.service_id else ("area", duty.area_id or 0)
