"""The place that a statement is of, as it stands today."""

from kuulluksi.figures.queries import place_of
from kuulluksi.org import queries as org
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.pure.text import Text


def standing(key: str) -> tuple[Area | Service | Unit | None, bool]:
    """The place of a key (None: the whole authority), and whether there is one."""
    try:
        return place_of(key), True
    except LookupError:
        return None, False


def name_of(place: Area | Service | Unit | None) -> Text:
    return org.authority().name if place is None else place.name
