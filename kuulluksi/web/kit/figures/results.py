"""The pictures of a place: everything that was asked, in its order, each on the picture that suits
it; and one question place by place.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby

from django.utils.translation import gettext as _

from kuulluksi.figures.queries import ALL, Figure
from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.sources import Told
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.figures import charts
from kuulluksi.web.kit.figures.charts import MOST, Chart, Line, Part
from kuulluksi.web.kit.figures.naming import Naming
from kuulluksi.web.kit.figures.presenters import value_of, why_hidden


def results(told: Told, naming: Naming, place: str, name: str, prefix: str) -> Iterator[Chart]:
    """Statements on the same scale stand in one picture, the choices of a question in another.
    Questions with one choice tell who answered (`background`). Ids begin with the prefix."""
    asked = [each for each in told.asked.values() if each.measure is not None]
    for number, (together, group) in enumerate(groupby(asked, key=_together), start=1):
        run, id_ = list(group), f"{prefix}-{number}"
        first = run[0].counted
        if together[0] == "choices":
            parts = [_part(told, place, naming.choice(one.counted), one) for one in run]
            yield charts.shares(id_, naming.question(first), parts)
            continue
        alone = len(run) == 1
        lines = [
            _line(told, place, name if alone else naming.question(one.counted), one) for one in run
        ]
        title = naming.question(first) if alone else _("Answers to the statements")
        if _long(run[0]):
            yield charts.means(id_, title, lines, first.points)
            continue
        labels, top = naming.points(first), naming.top(first)
        yield charts.distribution(id_, title, lines, first.points, labels, top)


def background(told: Told, naming: Naming, place: str, prefix: str) -> Iterator[Chart]:
    """The questions of which one choice could be taken."""
    asked = [each for each in told.asked.values() if each.measure is None]
    for number, one in enumerate(asked, start=1):
        figure = told.figures.each(place, one.counted)
        title, labels = naming.question(one.counted), naming.points(one.counted)
        if not figure.published:
            yield charts.shares(f"{prefix}-{number}", title, [Part(title, *_shown(figure))])
            continue
        pairs = zip(one.counted.points, labels, strict=True)
        parts = [Part(label, *_shown(figure), point=point) for point, label in pairs]
        yield charts.shares(f"{prefix}-{number}", title, parts)


def comparable(told: Told) -> Mapping[str, Asked]:
    """What can be shown place by place in one picture."""
    return {
        key: asked
        for key, asked in told.asked.items()
        if asked.measure is not None and not asked.counted.choice
    }


def by_places(
    told: Told, naming: Naming, asked: Asked, names: Mapping[str, str], links: Mapping[str, str]
) -> Chart:
    """One question in each place that has answers of its own, against the whole."""
    counted, measure = asked.counted, asked.measure or Measure.MEAN
    whole = told.figures.each(ALL, counted).published.counts
    reference = value_of(whole, measure) if whole else None
    lines = [_line(told, key, names[key], asked, links.get(key, "")) for key in inner(told)]
    top = naming.top(counted) if measure is Measure.SHARE else ""
    question = naming.question(counted)
    return charts.means(
        "places",
        f"{question}: {top}" if top else question,
        lines,
        counted.points,
        measure,
        reference=reference.value if reference else None,
        against=_("All answers: %(number)s") % {"number": reference.text} if reference else "",
    )


def by_groups(told: Told, naming: Naming, asked: Asked, place: str, variable: str) -> Chart | None:
    """One question in each group of a variable; None where no group may be told."""
    groups = told.figures.groups(place, asked.counted, variable)
    if not groups:
        return None
    lines = [Line(naming.groups(variable, each.groups), *_shown(each)) for each in groups]
    measure = asked.measure or Measure.MEAN
    question, top = naming.question(asked.counted), naming.top(asked.counted)
    title = f"{question}: {top}" if top and measure is Measure.SHARE else question
    return charts.means("groups", title, lines, asked.counted.points, measure)


def inner(told: Told) -> list[str]:
    """The places inside the whole, in their order, without those that only hold one other or hold
    all: their answers are the same."""
    everything = told.leaves.get(ALL)
    return [
        key
        for key, place in told.inside.items()
        if len(place.inside) != 1 and told.leaves[key] != everything
    ]


def _together(asked: Asked) -> tuple[str, ...]:
    if asked.counted.choice:
        return ("choices", asked.counted.item)
    points = map(str, asked.counted.points)
    return ("scale", asked.scale, *points, asked.counted.item if _long(asked) else "")


def _long(asked: Asked) -> bool:
    return asked.top is None or len(asked.counted.points) > MOST


def _line(told: Told, place: str, name: str, asked: Asked, link: str = "") -> Line:
    figure = told.figures.each(place, asked.counted)
    published, why = _shown(figure)
    return Line(name, published, why, link, told.population(place, published.n or 0))


def _part(told: Told, place: str, name: str, asked: Asked) -> Part:
    figure = told.figures.each(place, asked.counted)
    published, why = _shown(figure)
    return Part(name, published, why, population=told.population(place, published.n or 0))


def _shown(figure: Figure) -> tuple[Published, str]:
    """What may be shown of a figure, and why not if nothing may."""
    return figure.published, "" if figure.published else why_hidden(figure.release.least)
