"""The year's plan as the table of the annual statement: what was planned, held, cancelled and
moved, by area, and how many answered."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kuulluksi.org.models import Area
from kuulluksi.surveys.enums import PlanState, WaveState
from kuulluksi.surveys.models import Survey, Wave
from kuulluksi.surveys.queries.waves import Tally, tallies


@dataclass(frozen=True)
class Row:
    """One survey of the plan, with its waves and how many answered so far."""

    survey: Survey
    waves: Sequence[Wave] = ()
    tally: Tally = field(default_factory=Tally)

    @property
    def is_open(self) -> bool:
        return any(wave.state == WaveState.OPEN for wave in self.waves)

    @property
    def asked(self) -> bool:
        """Whether anybody has been asked, so that a number can be told."""
        if self.survey.elsewhere:
            return self.survey.elsewhere_answers is not None
        return any(wave.state != WaveState.DRAFT for wave in self.waves)


@dataclass(frozen=True)
class AreaRows:
    """The surveys of an area, in order of time; None: those of the whole authority."""

    area: Area | None
    rows: Sequence[Row]

    @property
    def counts(self) -> Mapping[PlanState, int]:
        counted = Counter(PlanState(row.survey.state) for row in self.rows)
        return {state: counted[state] for state in PlanState}

    @property
    def answers(self) -> int:
        """Answers to what has been held; a wave that is open counts once it is closed."""
        return sum(row.tally.answers for row in self.rows if row.survey.state == PlanState.HELD)


@dataclass(frozen=True)
class Plan:
    year: int
    areas: Sequence[AreaRows]

    @property
    def counts(self) -> Mapping[PlanState, int]:
        return {state: sum(area.counts[state] for area in self.areas) for state in PlanState}

    @property
    def waves(self) -> list[Wave]:
        return [wave for area in self.areas for row in area.rows for wave in row.waves]

    @property
    def held(self) -> int:
        return self.counts[PlanState.HELD]

    @property
    def answers(self) -> int:
        """Answers to what has been held; a wave that is open counts once it is closed."""
        return sum(area.answers for area in self.areas)


def plan(year: int, *, area: Area | None = None) -> Plan:
    """The plan of a year, area by area in Finnish order; first what asks the whole authority."""
    found = Survey.objects.filter(year=year, **({} if area is None else {"area": area}))
    found = found.select_related("area", "service", "unit__service", "moved_to", "responsible")
    surveys = sorted(
        found.prefetch_related("waves").order_by("starts_on", "pk"),
        key=lambda survey: (survey.area.sort_fi, survey.area.pk) if survey.area else ("", 0),
    )
    counted = tallies([wave for survey in surveys for wave in survey.waves.all()])
    areas = [
        AreaRows(rows[0].survey.area, rows)
        for _key, group in groupby(surveys, key=lambda survey: survey.area_id)
        if (rows := [row_of(survey, counted) for survey in group])
    ]
    return Plan(year, areas)


def row_of(survey: Survey, counted: Mapping[int, Tally]) -> Row:
    waves = sorted(survey.waves.all(), key=lambda wave: (wave.opens_on, wave.pk))
    if survey.elsewhere:
        return Row(survey, waves, Tally(survey.elsewhere_answers or 0))
    return Row(survey, waves, sum((counted[wave.pk] for wave in waves), Tally()))


def years() -> list[int]:
    """The years that have a plan, the newest first."""
    return list(Survey.objects.order_by("-year").values_list("year", flat=True).distinct())


def survey(key: int) -> Survey | None:
    found = Survey.objects.select_related(
        "area", "service__area", "unit__service__area", "moved_to", "responsible"
    )
    return found.filter(pk=key).first()
