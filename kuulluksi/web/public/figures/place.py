"""The latest figures of one place: what surveys asked of its clients, and what feedback told. The
two never mix.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kuulluksi.figures.queries import ALL, comparing, instant_years, key_of, place_of, telling
from kuulluksi.figures.queries.comparing import Table
from kuulluksi.figures.queries.sources import Told, told_of
from kuulluksi.org import queries as org
from kuulluksi.org.models import Unit
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.figures import naming, results
from kuulluksi.web.kit.figures import report as reports
from kuulluksi.web.kit.figures.charts import Chart
from kuulluksi.web.kit.figures.history import history
from kuulluksi.web.kit.figures.trends import Multiples

MOST = 3
"""So many surveys stand on the page, the newest; the reports of all stay."""


@dataclass(frozen=True)
class Asked:
    """What a survey tells of the place: the pictures, what changed since the time before, and each
    time that it was asked."""

    wave: Wave
    told: Told
    charts: tuple[Chart, ...]
    standing_out: str
    history: tuple[Multiples, ...]
    # The place inside this one whose clients alone were asked.
    only: str = ""


def figures_place(request: HttpRequest, place: str) -> HttpResponse:
    """404 for what is no place."""
    try:
        found = place_of(place)
    except LookupError:
        raise Http404 from None
    name = naming.places([place])[place]
    given, line = _given(place), _("All answers") if place == ALL else name
    page = {
        "name": name,
        "unit": found if isinstance(found, Unit) else None,
        "surveys": list(_surveys(place, line)),
        "given": given,
        "partial": given is not None and _partial(given, place),
        "pictures": _pictures(given, place, line) if given else [],
        "least": org.authority().least_answers,
    }
    return render(request, "public/figures/place.html", page)


def _surveys(place: str, name: str) -> Iterator[Asked]:
    printed = telling.printed_of(place)
    for number, wave in enumerate(telling.public_waves(place)[:MOST], start=1):
        table = comparing.of(wave)
        if table is not None:
            yield _asked(wave, table, place, name, printed, f"survey-{number}")


def _asked(
    wave: Wave, table: Table, place: str, name: str, printed: set[str], prefix: str
) -> Asked:
    words = naming.of_wave(wave)
    return Asked(
        wave,
        table.told,
        tuple(results.results(table.told, words, place, name, prefix)),
        reports.standing_out(table.at(place), words),
        tuple(history(table, words, place, printed, f"{prefix}-then")),
        _only(wave, table.told, place),
    )


def _only(wave: Wave, told: Told, place: str) -> str:
    key = key_of(wave.survey.place)
    inside = place != key and any(each.key == key for each in told.inside[place])
    return naming.places([key])[key] if inside else ""


def _given(place: str) -> Told | None:
    """The newest year of feedback about the place."""
    years = instant_years()
    found = told_of(years[0]) if years else ()
    return found[-1] if found and place in found[-1].inside else None


def _partial(given: Told, place: str) -> bool:
    """Whether some months are left out of a figure, because too little was told in them."""
    periods = len(given.figures.releases)
    return any(
        figure.published and len(figure.releases) < periods for figure in given.figures.at(place)
    )


def _pictures(given: Told, place: str, name: str) -> list[Chart]:
    words = naming.of_wave(None)
    kinds = results.background(given, words, place, "given-kind")
    return [*kinds, *results.results(given, words, place, name, "given")]
