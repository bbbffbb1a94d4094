"""How the answers of a place stood each time they were asked, and before that as they were printed:
small pictures on one scale.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext as _

from kuulluksi.figures.queries import beside
from kuulluksi.figures.queries.comparing import Point, Table
from kuulluksi.figures.queries.measures import Asked
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.figures import trends
from kuulluksi.web.kit.figures.charts import NAMES
from kuulluksi.web.kit.figures.naming import Naming
from kuulluksi.web.kit.figures.presenters import why_hidden
from kuulluksi.web.kit.figures.trends import Moment, Multiples
from kuulluksi.web.kit.tags import said

Panel = tuple[Asked, Sequence[Moment]]


def history(
    table: Table, words: Naming, place: str, printed: Collection[str], prefix: str
) -> list[Multiples]:
    """What was asked more than once, each measure and scale in its own picture. `printed`: the keys
    of what is printed of this place; where another measure was printed, ours is shown in it, too.
    """
    panels: dict[tuple[Measure, str, tuple[int, ...]], list[Panel]] = {}
    asked = [each for each in table.told.asked.values() if each.measure and not each.counted.choice]
    for each in asked:
        points = _ours(table, each, place)
        before = _before(each, place, points) if each.counted.key in printed else []
        for measure in dict.fromkeys(_measures(each, before)):
            moments = [
                *(moment for of, moment in before if of is measure),
                *(_moment(point, points) for point in points),
            ]
            if len(moments) > 1:
                same = measure, each.scale, each.counted.points
                panels.setdefault(same, []).append((each, moments))
    return [
        _drawn(f"{prefix}-{number}", measure, points, found, words)
        for number, ((measure, _scale, points), found) in enumerate(panels.items(), start=1)
    ]


def _measures(asked: Asked, before: Sequence[tuple[Measure, Moment]]) -> Iterator[Measure]:
    """The one that stands for the question, then those that were printed."""
    if asked.measure:
        yield asked.measure
    yield from (measure for measure, _moment in before)


def _drawn(
    id_: str,
    measure: Measure,
    points: tuple[int, ...],
    panels: Sequence[Panel],
    words: Naming,
) -> Multiples:
    title = NAMES[measure]()
    top = words.top(panels[0][0].counted) if measure is Measure.SHARE else ""
    if top:
        title = _("%(share)s of those who answered: %(top)s") % {"share": title, "top": top}
    named = [(words.question(asked.counted), moments) for asked, moments in panels]
    return trends.multiples(id_, title, named, points, measure)


def _ours(table: Table, asked: Asked, place: str) -> list[Point]:
    """Each time that it was asked on this scale."""
    points = table.series(place, asked.counted.key)
    return [each for each in points if each.figure.counted.points == asked.counted.points]


def _before(asked: Asked, place: str, points: Sequence[Point]) -> list[tuple[Measure, Moment]]:
    """What was printed of the years before ours; where several tell of the same years, it is not
    known which of them is the place as a whole, and none is drawn."""
    first = min(each.told.middle.year for each in points)
    told = beside(asked.counted.key, place, asked.counted.points).points
    times = Counter((each.measure, each.years) for each in told)
    return [
        (
            each.measure,
            Moment(
                each.years,
                Published(None),
                printed=each.value,
                n=each.n,
                breaks=_("printed: %(source)s") % {"source": said(each.source.title)},
                order=each.year,
            ),
        )
        for each in told
        if each.year < first and times[each.measure, each.years] == 1
    ]


def _moment(point: Point, points: Sequence[Point]) -> Moment:
    middle, first = point.told.middle, point is points[0]
    alone = sum(each.told.middle.year == middle.year for each in points) == 1
    breaks = "" if point.same or first else _("asked in another way than before")
    return Moment(
        str(middle.year) if alone else f"{middle.month}/{middle.year}",
        point.figure.published,
        "" if point.figure.published else why_hidden(point.figure.release.least),
        breaks=breaks,
        order=middle.toordinal() / 365.25,
    )
