"""Own selections of a closed wave's answers, and the answers behind one figure: what named people
see beyond what is shown to everybody. Nothing of it is ever published.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from django.db import connection

from kuulluksi.figures.enums import Taken
from kuulluksi.figures.models import Extract
from kuulluksi.figures.queries.counting import ends_of
from kuulluksi.figures.queries.places import Path
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
    variables."""

    place: str
    picks: Mapping[str, str] = field(default_factory=dict)

    def fits(self, path: Path, groups: Mapping[str, str]) -> bool:
        return self.place in path and all(
            groups[name] == group for name, group in self.picks.items()
        )


@dataclass(frozen=True)
class Crowd:
    """How many gave which answer, by place and by groups of some variables."""

    points: tuple[int, ...]
    cells: Sequence[tuple[Path, Mapping[str, str], int, int]]

    def counts(self, chosen: Selection, without: Selection | None = None) -> Counts:
        """Of a selection; perhaps without those of another."""
        numbers: dict[int, int] = defaultdict(int)
        for path, groups, point, many in self.cells:
            if chosen.fits(path, groups) and not (without and without.fits(path, groups)):
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


def around(chosen: Selection, above: Sequence[str]) -> Iterator[Selection]:
    """Every larger base that a selection could be taken away from: fewer variables, or a place that
    holds this one."""
    for place in (chosen.place, *above):
        for many in range(len(chosen.picks) + 1):
            for names in combinations(chosen.picks, many):
                wider = Selection(place, {name: chosen.picks[name] for name in names})
                if wider != chosen:
                    yield wider


def earlier(wave: Wave, counted: Counted) -> list[Selection]:
    """The selections that were made of the same question before, by anybody, the newest first."""
    made = Extract.objects.filter(
        kind=Taken.FILTER, what__wave=wave.code, what__item=counted.key
    ).order_by("-pk")
    found: list[Selection] = []
    for what in made.values_list("what", flat=True):
        picks = dict(zip(what["variables"], what["groups"], strict=True))
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
    ends = ends_of(wave)
    targets = [target for target, path in ends.items() if place in path]
    question = surveys.questionnaire(wave.document).question(counted.item)
    choices = question.choices if isinstance(question, SingleItem) else ()
    places = {choice.id: number for number, choice in enumerate(choices, start=1)}
    rows = Answer.objects.filter(item=counted.item, response__target__in=targets)
    about: dict[int, tuple[str, str, str]] = {}
    points: dict[int, int] = {}
    for key, language, mode, helped, number, choice in rows.exclude(choice=UNCLEAR).values_list(
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
