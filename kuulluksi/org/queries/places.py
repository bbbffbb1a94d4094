"""Places on a day: areas, services and units, and how they are found by words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from kuulluksi.org.models import (
    Area,
    Authority,
    Person,
    Service,
    Unit,
)
from kuulluksi.org.queries.routes import revision
from kuulluksi.pure.text import fold


@dataclass(frozen=True)
class Names:
    areas: Mapping[int, Area]
    units: Mapping[int, Unit]
    services: Mapping[int, Service]
    people: Mapping[int, Person]


def authority(known_revision: int | None = None) -> Authority:
    """The one authority of this installation. Raises Authority.DoesNotExist before set-up."""
    return copy(_authority(revision() if known_revision is None else known_revision))


@lru_cache(maxsize=2)
def _authority(_revision: int) -> Authority:
    return Authority.objects.get()


def units(on: date) -> QuerySet[Unit]:
    """Units in force on a day, in Finnish order, with service and area."""
    return (
        Unit.objects.filter(Unit.on(on))
        .select_related("service__area", "parent")
        .order_by("sort_fi", "id")
    )


@lru_cache(maxsize=2)
def units_by_code(_revision: int, on: date) -> Mapping[str, Unit]:
    """The same units by their codes, kept until the organisation changes; only for reading."""
    return {unit.code: unit for unit in units(on)}


@lru_cache(maxsize=2)
def names(_revision: int) -> Names:
    """Every place and person there is or was, with nothing but the name; only for reading."""
    return Names(
        {area.pk: area for area in Area.objects.only("name")},
        {unit.pk: unit for unit in Unit.objects.only("name")},
        {service.pk: service for service in Service.objects.only("name")},
        {person.pk: person for person in Person.objects.only("name")},
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


def below(ids: Iterable[int]) -> defaultdict[int | None, list[Unit]]:
    """Some units by the key of the one above, in Finnish order; also those no longer in force."""
    found: defaultdict[int | None, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.filter(pk__in=ids).order_by("sort_fi", "id"):
        found[unit.parent_id].append(unit)
    return found


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
