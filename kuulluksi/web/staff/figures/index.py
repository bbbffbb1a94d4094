"""Where figures begin: the whole authority and every place of which something is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from kuulluksi.figures import queries as figures
from kuulluksi.figures.queries import listing, telling
from kuulluksi.figures.queries.listing import Shelf
from kuulluksi.figures.queries.sources import Told
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.text import fold
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.presenters import Value, value_of, whole, why_hidden
from kuulluksi.web.staff.figures.frame import page, titled
from kuulluksi.web.staff.figures.place import leading

DEEPEST = 3


@dataclass(frozen=True)
class Line:
    """A place with its newest figure; `depth` tells how far inside the whole it stands."""

    key: str
    name: str
    depth: int
    wave: str = ""
    title: str = ""
    asked: str = ""
    value: Value | None = None
    n: str = ""
    hidden: str = ""


@staff
def index(request: StaffRequest) -> HttpResponse:
    shelf = listing.shelf()
    keys = list(_ordered(shelf, figures.ALL))
    newest = {key: about[0] for key, _depth in keys if (about := shelf.about(key))}
    told = telling.told_in(list(dict.fromkeys(newest.values())))
    names = naming.places(key for key, _depth in keys)
    sought = request.GET.get("q", "").strip()
    lines = [
        _line(key, names[key], depth, newest.get(key), told)
        for key, depth in keys
        if fold(sought) in fold(names[key])
    ]
    waves = [(wave.code, titled(wave, None)) for wave in shelf.about(figures.ALL)]
    pulses = [(wave.code, titled(wave, None)) for wave in shelf.about(figures.ALL, staff=True)]
    context: dict[str, Any] = {"lines": lines, "sought": sought, "years": list(shelf.years)}
    context |= {"waves": waves, "pulses": pulses}
    return page(request, "staff/figures/index.html", **context)


def _ordered(shelf: Shelf, place: str, depth: int = 0) -> Iterator[tuple[str, int]]:
    """Every place after the one that holds it."""
    yield place, depth
    for each in shelf.inside.get(place, ()):
        yield from _ordered(shelf, each, min(depth + 1, DEEPEST))


def _line(key: str, name: str, depth: int, wave: Wave | None, told: Mapping[int, Told]) -> Line:
    found = told.get(wave.pk) if wave is not None else None
    if wave is None or found is None:
        return Line(key, name, depth)
    title, first = titled(wave, None), leading(found)
    if not first:
        return Line(key, name, depth, wave.code, title)
    asked = found.asked[first]
    figure = found.figures.each(key, asked.counted)
    question = naming.of_wave(wave).title(asked.counted)
    counts = figure.published.counts
    if counts is None:
        hidden = why_hidden(figure.release.least)
        return Line(key, name, depth, wave.code, title, question, hidden=hidden)
    value = value_of(counts, asked.measure or Measure.MEAN)
    return Line(key, name, depth, wave.code, title, question, value, whole(counts.n))
