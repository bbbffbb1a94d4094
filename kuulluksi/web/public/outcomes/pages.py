"""You said, we did, what changed: of one place with all inside it, or of the whole authority."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from kuulluksi.figures.queries import key_of
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.outcomes import queries
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.outcomes.measures import shown
from kuulluksi.web.kit.tags import said
from kuulluksi.web.public.outcomes.places import Place, found_at, name_of

PAGE = 10
ALL = ""
"""The list of all, however far they have come."""

LISTS: dict[str, str | Promise] = {
    ALL: pgettext_lazy("measures", "All"),
    "done": pgettext_lazy("measures", "Done"),
    "open": pgettext_lazy("measures", "Being done"),
    "not-possible": pgettext_lazy("measures", "Not possible"),
}


@dataclass(frozen=True)
class Tab:
    stand: str
    label: str
    number: int
    chosen: bool


def outcomes(request: HttpRequest, place: str = "") -> HttpResponse:
    """404 for what is no place. What is no list leads to all, what is no measure of the list to its
    first page."""
    here, on = found_at(place), today()
    inside = queries.public_inside(here)
    numbers = queries.stands(inside)
    stand = request.GET.get("stand", ALL)
    stand = stand if stand in numbers else ALL
    chosen = inside.filter(state__in=queries.STANDS[stand]) if stand else inside
    keys = list(chosen.values_list("pk", flat=True))
    after = request.GET.get("after", "")
    first = [*map(str, keys)].index(after) + 1 if after in map(str, keys) else 0
    those = keys[first : first + PAGE]
    found = sorted(inside.filter(pk__in=those), key=lambda each: those.index(each.pk))
    holder = _holder(here)
    above = queries.public_above(here)[:PAGE] if not stand and not first else []
    page = {
        "place": here,
        "key": key_of(here),
        "name": name_of(here),
        "holder": holder,
        "holder_key": key_of(holder),
        "unit": here if isinstance(here, Unit) and here.in_force(on) else None,
        "measures": shown(found, on),
        "above": shown(above, on) if above else [],
        "tabs": [_tab(each, numbers, stand) for each in LISTS],
        "stand": stand,
        "first": first,
        "older": those[-1] if keys[first + PAGE :] else None,
        "areas": _by_area() if here is None else [],
    }
    return render(request, "public/outcomes/outcomes.html", page)


def _tab(each: str, numbers: dict[str, int], stand: str) -> Tab:
    number = numbers[each] if each else sum(numbers.values())
    return Tab(each, str(LISTS[each]), number, each == stand)


def _holder(place: Place | None) -> Place | None:
    """The level above a place, other than the whole authority."""
    match place:
        case Unit():
            return place.parent or place.service
        case Service():
            return place.area
    return None


def _by_area() -> list[tuple[str, list[tuple[str, str]]]]:
    """The key and name of each place with measures of its own, by the name of its area."""
    found: dict[str, list[tuple[str, str]]] = {}
    for place in queries.public_places():
        found.setdefault(said(_area(place).name), []).append((key_of(place), said(place.name)))
    return sorted(found.items())


def _area(place: Place) -> Area:
    match place:
        case Unit():
            return place.service.area
        case Service():
            return place.area
    return place
