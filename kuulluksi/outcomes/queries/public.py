"""What the public reads of measures: those of a place and all inside it, those that it shares with
others, and where there are any."""

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from kuulluksi.org import queries as org
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.outcomes.enums import OPEN, MeasureState
from kuulluksi.outcomes.models import Measure

Place = Area | Service | Unit
NOWHERE = Q(area=None, service=None, unit=None)
"""What is done in the whole authority."""

STANDS: dict[str, tuple[MeasureState, ...]] = {
    "done": (MeasureState.DONE,),
    "open": OPEN,
    "not-possible": (MeasureState.NOT_POSSIBLE,),
}
"""The lists of a public page, by how far a measure has come."""


def public_inside(place: Place | None = None) -> QuerySet[Measure]:
    """The measures that the public sees of a place and of all inside it; None: all of them."""
    return _shown().filter(_inside(place))


def public_above(place: Place | None) -> QuerySet[Measure]:
    """Those of the levels above a place: they are done there too."""
    return _shown().none() if place is None else _shown().filter(_above(place))


def public_about(place: Place) -> QuerySet[Measure]:
    """All that clients of a place may notice."""
    return _shown().filter(_inside(place) | _above(place))


def stands(found: QuerySet[Measure]) -> dict[str, int]:
    """How many there are in each list."""
    number = found.order_by().values("state").annotate(number=Count("pk"))
    by_state = {row["state"]: row["number"] for row in number}
    return {
        stand: sum(by_state.get(state, 0) for state in states) for stand, states in STANDS.items()
    }


def public_places() -> list[Place]:
    """The places with public measures of their own, as they are called now."""
    found = _shown().exclude(NOWHERE).select_related("service__area", "unit__service__area", "area")
    places = {place for measure in found if (place := measure.place) is not None}
    return sorted(places, key=lambda place: (place.sort_fi, type(place).__name__, place.pk))


def _shown() -> QuerySet[Measure]:
    """The newest first: by the day of the last turn."""
    found = Measure.objects.exclude(published_on=None)
    related = found.select_related("area", "service", "unit__service")
    return related.order_by(Coalesce("ended_on", "begun_on", "made_on").desc(), "-pk")


def _inside(place: Place | None) -> Q:
    match place:
        case Area():
            return Q(area=place) | Q(service__area=place) | Q(unit__service__area=place)
        case Service():
            return Q(service=place) | Q(unit__service=place)
        case Unit():
            return Q(unit__in=org.with_offices({place.pk}))
    return Q()


def _above(place: Place) -> Q:
    match place:
        case Service():
            return NOWHERE | Q(area=place.area_id)
        case Unit():
            service = place.service
            return NOWHERE | Q(area=service.area_id) | Q(service=service) | Q(unit__in=_held(place))
    return NOWHERE


def _held(unit: Unit) -> Iterator[int]:
    """The units above an office, from the nearest."""
    above = unit.parent
    while above is not None:
        yield above.pk
        above = above.parent
