"""How people have been heard, in figures: in the whole authority and in each place. Staff see the
same pages as everybody."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kuulluksi.figures.queries import ALL, key_of, named, place_of
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.queries import heard_promises as promises
from kuulluksi.pure.heard import SETTLED
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.public.heard import keys, parts


def heard(request: HttpRequest) -> HttpResponse:
    return _page(request, ALL, None)


def heard_place(request: HttpRequest, place: str) -> HttpResponse:
    """404 for what is no place."""
    try:
        found = place_of(place)
    except LookupError:
        raise Http404 from None
    return _page(request, place, found)


def _page(request: HttpRequest, place: str, found: Area | Service | Unit | None) -> HttpResponse:
    on = today()
    since = _years_before(on, 1)
    told = queries.heard_in(place, inside=True)
    inside = named(told.inside(place), on)
    links = {key: reverse("public:heard-place", args=[key]) for key in inside}
    # What is asked again is asked a year later at the earliest.
    done = promises.done(found, _years_before(on, 2))
    page = {
        "place": found,
        "place_key": place,
        "unit": found if isinstance(found, Unit) else None,
        "name": naming.places([place])[place],
        "above": _above(found),
        "releases": told.releases,
        "year": keys.thirds(told.year),
        "figures": keys.keys(told, place),
        "handed_on": keys.handed_on(told, place),
        "parts": parts.parts(told, place) if told.releases else [],
        "places": parts.places(told, place, links) if told.releases else None,
        "handled": parts.promised(promises.handled(found, since, on)),
        "told": parts.promised(promises.told(found, since, on)),
        "measured": parts.measured(done),
        "not_possible": done.not_possible,
        "since": since,
        "on": on,
        "weeks": SETTLED.days // 7,
    }
    return render(request, "public/heard/heard.html", page)


def _above(place: Area | Service | Unit | None) -> tuple[str, str] | None:
    """The address and the key of the place that holds this one."""
    match place:
        case Unit() if place.parent is not None:
            holder: Area | Service | Unit = place.parent
        case Unit():
            holder = place.service
        case Service():
            holder = place.area
        case _:
            return None
    key = key_of(holder)
    return reverse("public:heard-place", args=[key]), naming.places([key])[key]


def _years_before(on: date, years: int) -> date:
    """The same day so many years ago; of 29 February the day after."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return date(on.year - years, 3, 1)
