"""The figures of one place: what stands out, then each question with its picture and what may be
said of it; what the staff was asked stands beside, and nothing of the two is put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kuulluksi.figures import queries as figures
from kuulluksi.figures.queries import comparing, listing
from kuulluksi.figures.queries.comparing import Table
from kuulluksi.figures.queries.listing import Shelf
from kuulluksi.figures.queries.sources import Told
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import naming, results, sentences, trends
from kuulluksi.web.kit.figures.charts import Chart
from kuulluksi.web.kit.figures.naming import Naming
from kuulluksi.web.kit.figures.presenters import Value, value_of
from kuulluksi.web.kit.figures.trends import Multiples
from kuulluksi.web.staff.figures.frame import may_research, page, table_of, titled
from kuulluksi.web.staff.figures.items import Item, Sight, moments_of

ORDERS: Mapping[str, str | Promise] = {
    "": gettext_lazy("As they were asked"),
    "worst": gettext_lazy("The worst first"),
    "changed": gettext_lazy("What has changed first"),
}
SORTED: Mapping[str, Callable[[Item], float]] = {
    "worst": lambda item: item.worst,
    "changed": lambda item: -item.changed,
}


@dataclass(frozen=True)
class Source:
    """A wave or a year to choose from."""

    name: str
    title: str


@staff
def place(request: StaffRequest, place: str) -> HttpResponse:
    shelf = listing.shelf()
    if place not in shelf and not _stands(place):
        raise Http404
    surveys = [Source(wave.code, titled(wave, None)) for wave in shelf.about(place)]
    years = [Source(str(year), str(year)) for year in shelf.given_about(place)]
    pulse = shelf.about(place, staff=True)
    sources = [*surveys, *years, *(Source(wave.code, titled(wave, None)) for wave in pulse)]
    chosen = request.GET.get("from", "")
    if chosen and chosen not in {source.name for source in sources}:
        raise Http404
    name = chosen or next((source.name for source in sources), "")
    table = table_of(name, place) if name else None
    inside = shelf.inside.get(place, ())
    above = [] if place == figures.ALL else [_above(shelf, place)]
    names = naming.places({place, *inside, *above, *(table.told.inside if table else ())})
    context: dict[str, Any] = {
        "place": place,
        "name": names[place],
        "inside": sorted(((key, names[key]) for key in inside), key=lambda pair: pair[1]),
        "above": [(key, names[key]) for key in above],
        "surveys": surveys,
        "years": years,
        "pulses": [Source(wave.code, titled(wave, None)) for wave in pulse],
        "chosen": name,
    }
    if table is None:
        return page(request, "staff/figures/place.html", **context)
    beside = pulse[0] if pulse and name not in {wave.code for wave in pulse} else None
    context |= _told(request, table, place, names) | {"beside": beside, "beside_charts": []}
    if beside is not None:
        context["beside_charts"] = _pulse(comparing.of(beside), place, names[place])
        context["beside_title"] = titled(beside, None)
    return page(request, "staff/figures/place.html", **context)


def _stands(place: str) -> bool:
    """Whether there is such a place, although nothing has been released of it."""
    try:
        figures.place_of(place)
    except LookupError:
        return False
    return True


def _told(
    request: StaffRequest, table: Table, place: str, names: Mapping[str, str]
) -> dict[str, Any]:
    told = table.told
    words = naming.of_wave(told.wave)
    variables = {each.name: words.variable(each.name) for each in figures.variables_of(told.wave)}
    variable = request.GET.get("by", "")
    order = request.GET.get("order", "")
    sight = Sight(table, words, names, place, variable if variable in variables else "")
    items = list(sight.items())
    if order in SORTED:
        items.sort(key=SORTED[order])
    rows = table.at(place)
    return {
        "table": table,
        "names": names,
        "out": sentences.standing_out(rows, lambda row: words.title(row.asked.counted)),
        "nothing_before": sentences.nothing_before(rows),
        "items": items,
        "variables": variables if told.figures.release.final else {},
        "variable": sight.variable,
        "orders": ORDERS,
        "order": order,
        "multiples": _multiples(table, words, names, place, request.GET.get("item", "")),
        "comparable": {
            key: words.question(asked.counted) for key, asked in results.comparable(told).items()
        },
        "researches": told.wave is not None and may_research(request, told.wave, place),
    }


def _multiples(
    table: Table, words: Naming, names: Mapping[str, str], place: str, key: str
) -> Multiples | None:
    """One question in every place inside this one."""
    inside, possible = table.inside(place), results.comparable(table.told)
    if not inside or not possible:
        return None
    asked = possible.get(key) or possible[leading(table.told)]
    counted, measure = asked.counted, asked.measure or Measure.MEAN
    panels = [
        (names[each], moments_of(_alike(table, each, counted.key, counted.points)))
        for each in inside
    ]
    here = table.rows[place, counted.key]
    value = value_of(here.published.counts, measure) if here.published.counts else None
    return trends.multiples(
        "multiples",
        words.question(counted),
        panels,
        counted.points,
        measure,
        reference=value.value if value else None,
        against=_against(names[place], value),
    )


def _alike(
    table: Table, place: str, key: str, points: tuple[int, ...]
) -> Sequence[comparing.Point]:
    """The series on this scale: what was asked on another one is not drawn with it."""
    return [each for each in table.series(place, key) if each.figure.counted.points == points]


def _against(name: str, value: Value | None) -> str:
    return f"{name}: {value.text}" if value else ""


def leading(told: Told) -> str:
    """The question that stands for all: the recommendation, else the last one that has a mean, else
    the first."""
    possible = results.comparable(told)
    by_measure = {asked.measure: key for key, asked in possible.items()}
    first = next(iter(possible), "")
    return by_measure.get(Measure.NPS) or by_measure.get(Measure.MEAN) or first


def _pulse(table: Table | None, place: str, name: str) -> list[Chart]:
    """What the staff of a place said, apart from everything that clients said."""
    if table is None:
        return []
    words = naming.of_wave(table.told.wave)
    return list(results.results(table.told, words, place, name, "pulse"))


def _above(shelf: Shelf, place: str) -> str:
    return next((holder for holder, inside in shelf.inside.items() if place in inside), figures.ALL)
