"""The place of an address, as figures name it."""

from django.http import Http404

from kuulluksi.figures.queries import place_of
from kuulluksi.org import queries as org
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.web.kit.tags import said

Place = Area | Service | Unit


def found_at(key: str) -> Place | None:
    """The place of a key; None for the whole authority. Raises Http404 for what is none."""
    try:
        return place_of(key) if key else None
    except LookupError:
        raise Http404 from None


def name_of(place: Place | None) -> str:
    return said((place or org.authority()).name)
