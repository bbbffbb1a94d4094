"""The surveys of a year as the annual statement lists them: a line for each wave that was held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.places import ALL
from kuulluksi.figures.queries.releases import Figure
from kuulluksi.figures.queries.sources import Told
from kuulluksi.figures.queries.telling import told_in
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.pure.stats.headline import Measure, top
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.enums import Audience, WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.surveys.queries import Tally

GRADE = (4, 10)
"""The ends of the school grade."""

NAMED = 2
"""So many statements are named where no grade was asked."""


@dataclass(frozen=True)
class Line:
    """One wave. `came` tells how many answered and how many of them were invited by name or given a
    paper. `grade` is the school grade of all answers, where it was asked; `highest` are the
    statements with the largest shares of the highest points, otherwise."""

    year: int
    wave: Wave
    place: Area | Service | Unit | None
    starts_on: date
    ends_on: date
    audience: str
    modes: tuple[str, ...]
    came: Tally
    grade: Figure | None
    highest: tuple[Figure, ...]
    kept: str
    # How many stand on the list of which the answers are a sample.
    population: int | None
    # Whether its figures have been released.
    told: bool


def lines(year: int) -> list[Line]:
    """The closed waves of the surveys of a year, in the order of their days; not those that asked
    the staff."""
    found = _held().filter(survey__year=year)
    related = ("document", "survey__area", "survey__service", "survey__unit")
    waves = list(found.select_related(*related).order_by("opens_on", "pk"))
    numbers, told = surveys.tallies(waves), told_in(waves)
    return [_line(wave, numbers[wave.pk], told.get(wave.pk)) for wave in waves]


def years() -> list[int]:
    """The years of surveys that were held, the newest first."""
    return sorted(set(_held().values_list("survey__year", flat=True)), reverse=True)


def _held() -> QuerySet[Wave]:
    return Wave.objects.filter(state=WaveState.CLOSED).exclude(survey__audience=Audience.STAFF)


def _line(wave: Wave, came: Tally, told: Told | None) -> Line:
    grade = _grade(told) if told else None
    return Line(
        wave.survey.year,
        wave,
        wave.survey.place,
        wave.opens_on,
        min(wave.closes_on, wave.closed_on or wave.closes_on),
        wave.survey.audience,
        tuple(wave.modes),
        came,
        grade,
        () if grade or told is None else tuple(_highest(told)),
        wave.kept,
        told.population(ALL, 0) if told else None,
        told is not None,
    )


def _grade(told: Told) -> Figure | None:
    grades = [each.counted for each in told.asked.values() if _is_grade(each)]
    return told.figures.each(ALL, grades[0]) if grades else None


def _is_grade(asked: Asked) -> bool:
    points = asked.counted.points
    return asked.measure is Measure.MEAN and (points[0], points[-1]) == GRADE


def _highest(told: Told) -> Sequence[Figure]:
    figures = [
        told.figures.each(ALL, asked.counted)
        for asked in told.asked.values()
        if asked.measure is Measure.SHARE and not asked.counted.choice
    ]
    shown = [(top(each.published.counts) or 0, each) for each in figures if each.published.counts]
    return [each for _share, each in sorted(shown, key=lambda pair: -pair[0])[:NAMED]]
