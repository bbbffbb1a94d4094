"""One figure: how it was asked and counted, of whom and when, and every number of what it was
compared with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.figures import queries as figures
from kuulluksi.figures.queries import grouping, printed, weighing
from kuulluksi.figures.queries.comparing import Against, Kind, Row, Table
from kuulluksi.figures.queries.printed import Printed
from kuulluksi.figures.queries.sources import Told
from kuulluksi.org import queries as org
from kuulluksi.outcomes.queries import stems
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.plan import Variable
from kuulluksi.surveys import rules as surveys
from kuulluksi.surveys.enums import Mode, Target
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import naming, sentences
from kuulluksi.web.kit.figures.naming import Naming
from kuulluksi.web.kit.figures.presenters import Value, places_of, read, whole
from kuulluksi.web.kit.outcomes.measures import standing
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.figures.frame import may_research, page, table_of, titled
from kuulluksi.web.staff.figures.items import Sight
from kuulluksi.web.staff.figures.tests import Numbers, of_groups, of_trend, of_two

COUNTED: Mapping[Measure, str | Promise] = {
    Measure.MEAN: gettext_lazy(
        "The mean of all answers in points of the scale. Its interval is Student's t."
    ),
    Measure.SHARE: gettext_lazy(
        "The share of those who chose one of the highest points, or this choice, among all who"
        " answered. Its interval is Wilson's."
    ),
    Measure.NPS: gettext_lazy(
        "The share of 9 and 10 minus the share of 0 to 6, among all who answered. Its interval is"
        " an adjusted Wald."
    ),
}


@dataclass(frozen=True)
class Tested:
    """A comparison with all its numbers, for those who read tests."""

    name: str
    numbers: Sequence[Numbers]


@dataclass(frozen=True)
class Asked:
    """The question as it stood before people's eyes."""

    text: str
    hint: str
    points: Sequence[tuple[int, str]]
    wording: int


@dataclass(frozen=True)
class Beside:
    """A printed figure as it is read."""

    place: str
    item: str
    years: str
    text: str
    n: str
    source: str
    note: str


@dataclass(frozen=True)
class Weighted:
    """The figure as if each place inside had answered in proportion to its clients. `worth`: as
    many answers of equal weight would say as much."""

    value: Value
    year: int
    n: str
    worth: str


@staff
def figure(request: StaffRequest, place: str, wave: str) -> HttpResponse:
    table = table_of(wave, place)
    told = table.told
    row = table.rows.get((place, request.GET.get("item", "") or next(iter(told.asked), "")))
    if row is None:
        raise Http404
    words, names = naming.of_wave(told.wave), naming.places(told.inside)
    asked, counted = row.asked, row.asked.counted
    parent = names.get(told.above.get(place, ""), "")
    beside = printed.beside(counted.key, place, counted.points, instant=told.wave is None)
    variables = {each.name: words.variable(each.name) for each in _variables(row)}
    by = request.GET.get("by", "")
    sight = Sight(table, words, names, place, by if by in variables else "")
    points = beside.of(asked.measure).points if asked.measure else ()
    context: dict[str, Any] = {
        "place": place,
        "name": names[place],
        "source": titled(told.wave, told.year),
        "table": table,
        "key": counted.key,
        "title": words.title(counted),
        "item": sight.item([row]),
        "reading": read(row.published, row.figure.release.least, row.population),
        "sentences": sentences.of(row, table.least, parent),
        "trend": sight.trend(row, "over-time", points),
        "asked": _asked(words, row),
        "top": words.top(counted),
        "counted": COUNTED[asked.measure] if asked.measure else "",
        "ways": _ways(told.wave),
        "target": Target(told.wave.target).label if told.wave else "",
        "figure": row.figure,
        "population": row.population,
        "weighted": _weighted(row),
        "tests": [*_tests(row, names, table), *_group_test(table, row, sight)],
        "beside": beside,
        "printed": [
            *map(_printed, (*beside.points, *beside.benchmarks)),
            *(replace(_printed(each), note=_("Another scale.")) for each in beside.refused),
        ],
        "variables": variables,
        "variable": sight.variable,
        "researches": told.wave is not None and may_research(request, told.wave, place),
        **_measures(request, told, place, counted.key),
    }
    return page(request, "staff/figures/figure.html", **context)


def _measures(request: StaffRequest, told: Told, place: str, item: str) -> dict[str, Any]:
    """What followed from the figure, and the way to a measure of it for those who decide."""
    on, wave = today(), told.wave
    year = told.year or (wave.closes_on.year if wave is not None else on.year)
    asked = {"kierros": told.name} if wave is not None else {"vuosi": str(year)}
    return {
        "measures": [
            (each.pk, said(each.title), standing(each, on))
            for each in stems.stemming(wave, year, place, item)
        ],
        "may_measure": surveys.makes_any(org.leading(request.user, on)),
        "stem": urlencode({**asked, "paikka": place, "kohta": item}),
    }


def _variables(row: Row) -> Sequence[Variable]:
    found = figures.variables_of(row.told.wave) if row.told.figures.release.final else ()
    return [each for each in found if each.name != row.asked.counted.item]


def _asked(words: Naming, row: Row) -> Asked:
    counted, question = row.asked.counted, row.asked.question
    hint = said(question.hint) if question else ""
    labels = zip(counted.points, words.points(counted), strict=True)
    points = [(point, label) for point, label in labels if label != str(point)]
    return Asked(words.title(counted), hint, points, counted.wording)


def _printed(each: Printed) -> Beside:
    ends = each.scale or (1, 5)
    value = Value(each.measure, each.value, None, places_of(tuple(range(ends[0], ends[1] + 1))))
    where = ", ".join(part for part in (each.place, each.group) if part)
    number = _("not known") if each.n is None else whole(each.n)
    note = _(each.note) if each.note else ""
    return Beside(where, each.item, each.years, value.text, number, said(each.source.title), note)


def _weighted(row: Row) -> Weighted | None:
    found = weighing.by_clients(row)
    if found is None or row.asked.measure is None:
        return None
    weighted = found.weighted
    places = places_of(row.asked.counted.points)
    value = Value(row.asked.measure, weighted.value, weighted.interval, places)
    return Weighted(value, found.year, whole(weighted.n), whole(round(weighted.effective)))


def _ways(wave: Wave | None) -> Sequence[str]:
    """In which ways the wave could be answered."""
    modes = wave.modes if wave is not None else []
    return [str(Mode(mode).label) for mode in modes if mode in Mode.values]


def _tests(row: Row, names: Mapping[str, str], table: Table) -> Iterator[Tested]:
    """Every comparison that was made of the figure."""
    now = row.published.counts
    for kind, against in row.against.items():
        change = against.change
        if now is None or change is None or change.measured.difference is None:
            continue
        name = _against(against, names, table)
        if kind is Kind.TREND:
            yield Tested(name, of_trend(change, now))
        elif against.other.counts is not None:
            yield Tested(name, of_two(against.other.counts, now, change))


def _against(against: Against, names: Mapping[str, str], table: Table) -> str:
    if against.kind is Kind.REST:
        return _("The others: %(place)s") % {"place": names.get(against.name, "")}
    if against.kind is Kind.TREND:
        return _("A line through %(waves)d times") % {"waves": against.waves}
    earlier = next((each for each in table.before if each.name == against.name), None)
    when = titled(earlier.wave, earlier.year) if earlier else against.name
    return _("Before: %(when)s") % {"when": when}


def _group_test(table: Table, row: Row, sight: Sight) -> Iterator[Tested]:
    if not sight.variable:
        return
    broken = grouping.by(table, sight.variable).get((sight.place, row.asked.counted.key))
    if broken is not None and broken.welch is not None:
        name = _("Groups: %(variable)s") % {"variable": sight.naming.variable(sight.variable)}
        yield Tested(name, of_groups(broken))
