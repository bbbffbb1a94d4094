"""The page of one place: what it does, who answers for feedback there, how it has answered, and
what was said and answered in public."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kuulluksi.figures.queries import key_of
from kuulluksi.org import queries as org
from kuulluksi.org.models import Unit
from kuulluksi.outcomes import queries as outcomes
from kuulluksi.pure.routing import Matter, route
from kuulluksi.pure.text import Text
from kuulluksi.voices import queries
from kuulluksi.voices.enums import About
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.outcomes.measures import shown
from kuulluksi.web.public import published
from kuulluksi.web.public.heard import keys

MEASURES = 3


def unit(request: HttpRequest, unit: str) -> HttpResponse:
    on = today()
    place = org.units(on).filter(code=unit).first()
    if place is None:
        raise Http404
    covered = org.with_offices({place.pk})
    below = org.below(covered)
    page = {
        "unit": place,
        "offices": [office for office in below[place.pk] if office.in_force(on)],
        "answers": _who_answers(place, on),
        "figures_key": key_of(place),
        "measures": shown(outcomes.public_about(place)[:MEASURES], on),
        **_counted(key_of(place)),
        **published.page(covered, request.GET.get("after", "")),
    }
    return render(request, "public/unit.html", page)


def _counted(place: str) -> dict[str, object]:
    """How the place has answered in the last year, as it was counted."""
    heard = outcomes.heard_in(place)
    return {
        "figures": keys.answering(heard, place),
        "handed_on": keys.handed_on(heard, place),
        "year": keys.thirds(heard.year),
        "least": heard.releases[0].least if heard.releases else 0,
    }


def _who_answers(place: Unit, on: date) -> Text:
    """The public title of whoever gets what is given to the place."""
    matter = Matter(About.UNIT, get_language() or "fi", ("unit", place.pk))
    return route(matter, org.directory(on, queries.rules()), on).title
