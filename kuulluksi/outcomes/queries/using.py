"""How results were used: which units were asked, which have answered, and what they told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from kuulluksi.org import queries as org
from kuulluksi.org.models import Unit
from kuulluksi.outcomes.enums import Level, Practice, Results, Where, Who
from kuulluksi.outcomes.models import Measure, Talk, UseReport, UseRound
from kuulluksi.outcomes.queries.leaders import Leaders
from kuulluksi.pure import deadlines
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave, WaveTarget

# So many working days before the last day those who have not answered are reminded.
SOON = 5
# Surveys that closed so long ago are still talked about.
TALKED_OF = timedelta(days=2 * 365)
RELATED = ("round", "answered_by", "unit__service__area", "unit__parent")


def rounds() -> list[UseRound]:
    """The newest first."""
    return list(UseRound.objects.select_related("by").order_by("-year"))


def units_to_ask(on: date) -> list[Unit]:
    """The units in force. An office that nobody leads by itself answers with the unit above it."""
    decide = Leaders(on)
    return [unit for unit in org.units(on) if unit.parent_id is None or decide.has(unit)]


def _talks() -> "Prefetch[str, QuerySet[Talk], str]":
    found = Talk.objects.select_related("wave", "measure")
    return Prefetch("talks", found.order_by("on", "pk"))


def report(year: int, unit: str) -> UseReport | None:
    """What a unit, named by its code, answers in the round of a year."""
    found = UseReport.objects.filter(round__year=year, unit__code=unit)
    return found.select_related(*RELATED).prefetch_related(_talks()).first()


@dataclass(frozen=True)
class Line:
    """One unit of a round. `ended`: the unit has closed since, and nobody answers for it."""

    report: UseReport
    days_late: int
    ended: bool
    talks: int
    measures: int

    @property
    def answered(self) -> bool:
        return self.report.answered_on is not None

    @property
    def late(self) -> bool:
        return not self.answered and self.days_late > 0


@dataclass(frozen=True)
class Round:
    """A round as far as it has come. Units that have closed without an answer are not counted."""

    round: UseRound
    lines: Sequence[Line]

    @property
    def asked(self) -> int:
        return sum(line.answered or not line.ended for line in self.lines)

    @property
    def answered(self) -> int:
        return sum(line.answered for line in self.lines)

    @property
    def waiting(self) -> int:
        return self.asked - self.answered

    @property
    def late(self) -> int:
        return sum(line.late for line in self.lines)

    @property
    def days_late(self) -> int:
        """All that are late are so since the same day."""
        return max((line.days_late for line in self.lines), default=0)

    @property
    def levels(self) -> Mapping[Practice, Mapping[Level, int]]:
        """How many of the units that answered stand where, by practice."""
        given = [line.report.practices for line in self.lines if line.answered]
        counted = {each: Counter(told.get(each) for told in given) for each in Practice}
        return {each: {level: counted[each][level] for level in Level} for each in Practice}

    def told(self, column: str) -> Counter[str]:
        """In how many units the results, the places or the people of a talk were named."""
        return Counter(
            value
            for line in self.lines
            for value in {
                each
                for talk in line.report.talks.all()
                for each in (talk.who if column == "who" else [getattr(talk, column)])
            }
        )

    @property
    def talked(self) -> int:
        """Units that have talked about results at all."""
        return sum(line.talks > 0 for line in self.lines)

    @property
    def acted(self) -> int:
        """Units in which a measure followed."""
        return sum(line.measures > 0 for line in self.lines)


WORDS = {"results": Results, "where": Where, "who": Who}


def whole(asked: UseRound, on: date) -> Round:
    """A round with all its units: by area and service, the late ones first."""
    found = UseReport.objects.filter(round=asked).select_related(*RELATED)
    found = found.prefetch_related(_talks())
    late = max(0, (on - asked.due_on).days)
    lines = []
    for row in found.order_by("unit__service__area__sort_fi", "unit__sort_fi", "pk"):
        ended = row.answered_on is None and not row.unit.still(on)
        talks = row.talks.all()
        lines.append(
            Line(
                row,
                days_late=0 if ended or row.answered_on else late,
                ended=ended,
                talks=len(talks),
                measures=len({talk.measure_id for talk in talks if talk.measure_id}),
            )
        )
    return Round(asked, lines)


def waves_for(unit: Unit, on: date) -> list[Wave]:
    """The surveys whose results a unit may have talked about: those that asked about it, about its
    service or about everything."""
    here = Q(unit=unit) | Q(service=unit.service_id) | Q(unit=None, service=None)
    if unit.parent_id:
        here |= Q(unit=unit.parent_id)
    here |= Q(unit__parent=unit)
    targets = WaveTarget.objects.filter(here).values("wave")
    closed = Wave.objects.filter(state=WaveState.CLOSED, closed_on__gt=on - TALKED_OF)
    return list(closed.filter(pk__in=targets).order_by("-closed_on", "pk"))


def measures_for(unit: Unit) -> list[Measure]:
    """The measures of a unit and of the places above it, the newest first."""
    above = Q(unit=unit) | Q(service=unit.service_id) | Q(area=unit.service.area_id)
    if unit.parent_id:
        above |= Q(unit=unit.parent_id)
    nowhere = Q(unit=None, service=None, area=None)
    return list(Measure.objects.filter(above | nowhere).order_by("-made_on", "pk"))


def reports_to_remind(on: date) -> list[UseReport]:
    """Reports that wait, whose last day is near or past and of which nobody was told yet."""
    soon = deadlines.add_working_days(on, SOON)
    waiting = UseReport.objects.filter(answered_on=None, round__due_on__lte=soon)
    found = waiting.select_related(*RELATED).order_by("pk")
    return [
        row
        for row in found
        if row.unit.still(on)
        and (
            row.reminded_on is None
            or (row.round.due_on < on and row.reminded_on <= row.round.due_on)
        )
    ]
