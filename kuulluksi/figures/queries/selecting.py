"""Own selections of a closed wave's answers, and the answers behind one figure: what named people
see beyond what is shown to everybody. Nothing of it is ever published.
"""

import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from django.db import connection
from django.db.models import QuerySet

from kuulluksi.figures.enums import Taken
from kuulluksi.figures.models import Extract
from kuulluksi.figures.queries.counting import ends_of
from kuulluksi.figures.queries.places import OWN, Path
from kuulluksi.figures.queries.releases import Figures
from kuulluksi.pure.questionnaire.items import SingleItem
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.plan import ABOUT_ANSWERING, Counted
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.models import Answer, Wave
from kuulluksi.surveys.models.responses import UNCLEAR

_CROWD = """
SELECT {by}, COUNT(*)
FROM kuulluksi_answer a JOIN kuulluksi_response r ON r.id = a.response_id {joins}
WHERE r.target_id IN ({targets}) AND a.item = %s GROUP BY {by}
"""

MOST_ROWS = 1000
"""So many answers are shown on a page; more are taken as an extract."""

EARLIER = 50
"""So many of the selections that were made of the same question are looked at again."""


@dataclass(frozen=True)
class Selection:
    """Those who answered one question about a place and belong to one group of each of up to two
    variables; a larger base that somebody may know can hold several groups as one."""

    place: str
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fits(self, path: Path, groups: Mapping[str, str]) -> bool:
        return self.place in path and all(
            groups[name] in picked for name, picked in self.picks.items()
        )


@dataclass(frozen=True)
class Crowd:
    """How many gave which answer, by place and by groups of some variables."""

    points: tuple[int, ...]
    cells: Sequence[tuple[Path, Mapping[str, str], int, int]]

    def counts(
        self,
        chosen: Selection,
        without: Selection | None = None,
        outside: Collection[str] = (),
    ) -> Counts:
        """Of a selection; perhaps without those of another, and of some places."""
        numbers: dict[int, int] = defaultdict(int)
        for path, groups, point, many in self.cells:
            left = without is None or not without.fits(path, groups)
            if chosen.fits(path, groups) and left and {*path, path[-1] + OWN}.isdisjoint(outside):
                numbers[point] += many
        return Counts.of(self.points, numbers)


def crowd(wave: Wave, counted: Counted, variables: Sequence[str]) -> Crowd:
    """The answers to one question of a closed wave, counted now."""
    ends = ends_of(wave)
    if not ends:
        return Crowd(counted.points, ())
    question = surveys.questionnaire(wave.document).question(counted.item)
    choices = question.choices if isinstance(question, SingleItem) else ()
    places = {choice.id: place for place, choice in enumerate(choices, start=1)}
    columns, joins, named = [], [], []
    for number, variable in enumerate(variables):
        if variable in ABOUT_ANSWERING:
            columns.append(f"r.{variable}")
            continue
        columns.append(f"COALESCE(v{number}.choice, '')")
        joins.append(
            f"LEFT JOIN kuulluksi_answer v{number} ON v{number}.response_id = r.id"
            f" AND v{number}.item = %s AND v{number}.choice <> 'unclear'"
        )
        named.append(variable)
    by = ", ".join(["r.target_id", *columns, "a.number", "a.choice"])
    targets = ", ".join(["%s"] * len(ends))
    marks = {"by": by, "joins": " ".join(joins), "targets": targets}
    statement = _CROWD.format(**marks)
    cells = []
    with connection.cursor() as cursor:
        cursor.execute(statement, [*named, *ends, counted.item])
        for target, *groups, number, choice, many in cursor.fetchall():
            point = places.get(choice) if places else number
            if point is not None:
                told = dict(zip(variables, groups, strict=True))
                cells.append((ends[target], told, point, many))
    return Crowd(counted.points, cells)


def around(
    figures: Figures, counted: Counted, chosen: Selection, above: Sequence[str]
) -> Iterator[tuple[Selection, Collection[str]]]:
    """Every larger base that a selection could be taken away from: with fewer variables, with the
    groups that are shown as one, of a place that holds this one; and, where it is shown by place,
    the places inside it that could be taken away too."""
    for place in (chosen.place, *above):
        for many in range(len(chosen.picks) + 1):
            for names in combinations(chosen.picks, many):
                wider = Selection(place, {name: chosen.picks[name] for name in names})
                if wider != chosen:
                    yield wider, ()
                if many > 1:
                    continue  # nothing is shown by two variables at once
                variable = names[0] if names else ""
                groups = figures.groups(place, counted, variable) if variable else []
                told: list[Mapping[str, tuple[str, ...]]] = [
                    {variable: each.groups}
                    for each in groups
                    if wider.picks[variable][0] in each.groups
                ]
                shown = _shown_inside(figures, counted, place, variable, {chosen.place, *above})
                for picks in told or [wider.picks]:
                    yield Selection(place, picks), shown


def _shown_inside(
    figures: Figures, counted: Counted, place: str, variable: str, line: Collection[str]
) -> list[str]:
    """The places inside a place, beside the line that leads to the selection, that are shown."""
    return [
        part.key
        for each in figures.tree
        if each.key == place or (each.key in line and each.key != place)
        for part in each.inside
        if part.key not in line and _is_shown(figures, counted, part.key, variable)
    ]


def _is_shown(figures: Figures, counted: Counted, place: str, variable: str) -> bool:
    if variable:
        return bool(figures.groups(place, counted, variable))
    return bool(figures.each(place, counted).published)


def earlier(wave: Wave, counted: Counted) -> list[Selection]:
    """The selections that were made of the same question before, by anybody, the newest first."""
    made = Extract.objects.filter(
        kind=Taken.FILTER, what__wave=wave.code, what__item=counted.key
    ).order_by("-pk")
    found: list[Selection] = []
    for what in made.values_list("what", flat=True):
        pairs = zip(what["variables"], what["groups"], strict=True)
        picks = {name: (group,) for name, group in pairs}
        each = Selection(what["place"], picks)
        if each not in found:
            found.append(each)
        if len(found) == EARLIER:
            break
    return found


@dataclass(frozen=True)
class Behind:
    """One answer behind a figure."""

    language: str
    mode: str
    helped: str
    point: int


def behind(wave: Wave, counted: Counted, place: str) -> list[Behind]:
    """The answers behind a figure in an order drawn anew each time; none when they were erased."""
    question = surveys.questionnaire(wave.document).question(counted.item)
    choices = question.choices if isinstance(question, SingleItem) else ()
    places = {choice.id: number for number, choice in enumerate(choices, start=1)}
    rows = _behind(wave, counted, place)
    about: dict[int, tuple[str, str, str]] = {}
    points: dict[int, int] = {}
    for key, language, mode, helped, number, choice in rows.values_list(
        "response", "response__language", "response__mode", "response__helped", "number", "choice"
    ):
        about[key] = language, mode, helped
        if counted.choice:
            points[key] = max(points.get(key, 0), int(choice == counted.choice))
        elif (point := places.get(choice) if places else number) is not None:
            points[key] = point
    found = [Behind(*about[key], point) for key, point in points.items()]
    random.SystemRandom().shuffle(found)
    return found


def number_behind(wave: Wave, counted: Counted, place: str) -> int:
    """How many answered, those included whom it does not concern."""
    return _behind(wave, counted, place).values("response").distinct().count()


def _behind(wave: Wave, counted: Counted, place: str) -> QuerySet[Answer]:
    targets = [target for target, path in ends_of(wave).items() if place in path]
    rows = Answer.objects.filter(item=counted.item, response__target__in=targets)
    return rows.exclude(choice=UNCLEAR)
