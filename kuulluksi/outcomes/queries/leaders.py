"""Who decides about a place, and who stands in for somebody who no longer works here."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from kuulluksi.org.enums import MAKES_MEASURES, DutyKind
from kuulluksi.org.models import Area, Duty, Person, Role, Scope, Service, Unit

Place = Area | Service | Unit | None
_Key = tuple[str, int]
WHOLE: _Key = ("authority", 0)


class Leaders:
    """Everybody who decides about a place on a day, read once for many places."""

    def __init__(self, on: date) -> None:
        self._of: defaultdict[_Key, dict[int, Person]] = defaultdict(dict)
        duties = Duty.objects.filter(Duty.on(on), kind=DutyKind.ANSWERS)
        roles = Role.objects.filter(Role.on(on), kind__in=MAKES_MEASURES)
        # Whoever answers for a place by duty comes before those who lead it by role.
        for found in (duties, roles):
            working = found.filter(person__is_active=True).select_related("person__superior")
            for row in working.order_by("person__name", "pk"):
                self._of[_key(row)].setdefault(row.person_id, row.person)

    def of(self, place: Place) -> list[Person]:
        """The nearest: those of the place itself, else of the one above it, up to the whole
        authority."""
        for key in _upwards(place):
            if found := self._of.get(key):
                return list(found.values())
        return []

    def above(self, place: Place) -> Iterator[Person]:
        """All of them, the nearest first."""
        for key in _upwards(place):
            yield from self._of.get(key, {}).values()

    def has(self, unit: Unit) -> bool:
        """Whether somebody leads this very unit."""
        return bool(self._of.get(("unit", unit.pk)))


def leaders(place: Place, on: date) -> list[Person]:
    return Leaders(on).of(place)


def in_charge(owner: Person | None, place: Place, on: date) -> Person | None:
    """The owner as long as they work here; then whoever decides about the place."""
    if owner is not None and owner.is_active:
        return owner
    return next(iter(leaders(place, on)), None)


def _key(scope: Scope) -> _Key:
    if scope.unit_id:
        return ("unit", scope.unit_id)
    if scope.service_id:
        return ("service", scope.service_id)
    return ("area", scope.area_id) if scope.area_id else WHOLE


def _upwards(place: Place) -> Iterator[_Key]:
    """From a place to the whole authority."""
    seen: set[int] = set()
    while isinstance(place, Unit) and place.pk not in seen:
        seen.add(place.pk)
        yield ("unit", place.pk)
        place = place.parent or place.service
    if isinstance(place, Service):
        yield ("service", place.pk)
        yield ("area", place.area_id)
    elif isinstance(place, Area):
        yield ("area", place.pk)
    yield WHOLE
