"""Places on a day: areas, services and units, and how they are found by words."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from kuulluksi.org.models import (
    Area,
    Authority,
    Service,
    Unit,
)
from kuulluksi.pure.text import fold


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
