"""For the wall of a waiting room: the newest of what changed, on one sheet of A4, with the way to
all of it and to giving feedback."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kuulluksi.figures.queries import key_of
from kuulluksi.org.models import Unit
from kuulluksi.outcomes import queries
from kuulluksi.web.kit import receipts
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.outcomes.measures import Shown, shown
from kuulluksi.web.public.outcomes.places import Place, found_at, name_of

MOST = 4
LINES = 27
"""So many lines of large type stand on a sheet beside its heading and its foot."""

SIGNS = 60
"""So many signs stand in a line."""

TITLE, HEADING = 3, 2
"""What the title of a measure, and the heading of each part, take of the sheet with the room after
them, in lines."""


def wall(request: HttpRequest, place: str = "") -> HttpResponse:
    """404 for what is no place."""
    here, on = found_at(place), today()
    key = key_of(here)
    found = [*queries.public_inside(here)[:MOST], *queries.public_above(here)[:MOST]]
    measures = fitting(shown(found[:MOST], on), key)
    page = {
        "name": name_of(here),
        "key": key,
        "place": here,
        "measures": measures,
        "pages": _drawn(_pages(here)),
        "giving": _drawn(_giving(here)),
    }
    return render(request, "public/outcomes/wall.html", page)


def fitting(found: Iterable[Shown], key: str) -> list[Shown]:
    """Those that stand together on one sheet of a place, as they come; one at the least."""
    chosen: list[Shown] = []
    left = LINES
    for each in found:
        needed = lines(each, key)
        if needed <= left or not chosen:
            chosen.append(each)
            left -= needed
    return chosen


def lines(shown: Shown, key: str) -> int:
    """How much of the sheet of a place a measure takes."""
    return (
        TITLE
        + (shown.place_key != key)
        + sum(
            HEADING
            + bool(stop.when)
            + sum(-(-len(part) // SIGNS) for part in stop.words.splitlines())
            for stop in shown.stops
        )
    )


def _pages(place: Place | None) -> str:
    if place is None:
        return reverse("public:outcomes")
    return reverse("public:outcomes-place", args=[key_of(place)])


def _giving(place: Place | None) -> str:
    """The form of a unit by its short address; of any other place the one that asks for it."""
    if isinstance(place, Unit) and place.in_force(today()):
        return reverse("poster-door", args=[place.code])
    return reverse("public:give")


def _drawn(path: str) -> dict[str, str]:
    """A way to an address: as a picture, and to be typed."""
    address = settings.PUBLIC_URL + path
    return {"qr": receipts.qr(address), "address": address.partition("://")[2]}
