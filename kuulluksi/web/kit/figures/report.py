"""The report of a wave: what was asked, who answered, what they said, what changed, what follows.
The public one and that of the staff are made of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kuulluksi.figures.models import Quote
from kuulluksi.figures.queries import ALL, Quotes, comparing
from kuulluksi.figures.queries.comparing import Kind, Row
from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.sources import Told
from kuulluksi.pure.stats.changes import Verdict
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.enums import Mode, WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.surveys.queries import Tally
from kuulluksi.web.kit.figures import naming, results, sentences
from kuulluksi.web.kit.figures.charts import Chart
from kuulluksi.web.kit.figures.naming import Naming
from kuulluksi.web.kit.figures.presenters import (
    Value,
    hundredths,
    reading,
    value_of,
    whole,
)
from kuulluksi.web.kit.figures.sentences import Sentence
from kuulluksi.web.kit.tags import said

SAID = (Verdict.ROSE, Verdict.FELL, Verdict.UNCHANGED, Verdict.UNCERTAIN)
"""What is told of a change; that too few answered is told once, not at every question."""


@dataclass(frozen=True)
class Group:
    name: str
    n: str
    percent: int


@dataclass(frozen=True)
class Way:
    """How people answered: one variable with its groups; where a group is hidden all are, and then
    `hidden` is said."""

    name: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Extreme:
    """The statement with the largest or the smallest share of agreement."""

    question: str
    top: str
    value: Value
    n: str


@dataclass(frozen=True)
class Change:
    """What is said of one question since the time before."""

    question: str
    sentence: Sentence


@dataclass(frozen=True)
class Report:
    """`charts` of everything that was asked, `background` of who answered; `places` is one question
    place by place, `choices` those that can be chosen for it."""

    wave: Wave
    told: Told
    total: Tally
    last_day: date
    n: str
    grade: Value | None
    grade_n: str
    high: Extreme | None
    low: Extreme | None
    ways: tuple[Way, ...]
    background: tuple[Chart, ...]
    charts: tuple[Chart, ...]
    standing_out: str
    changes: tuple[Change, ...]
    places: Chart | None
    choices: tuple[tuple[str, str], ...]
    chosen: str
    least: int


def report(wave: Wave, item: str, links: Mapping[str, str]) -> Report | None:
    """None before the first release. `item`: what is told place by place, as it was typed; `links`:
    addresses of places by their keys."""
    table = comparing.of(wave)
    if table is None:
        return None
    told, words = table.told, naming.of_wave(wave)
    name = _("All answers")
    rows = table.at(ALL)
    comparable = results.comparable(told)
    chosen = _chosen(comparable, item)
    inside = results.inner(told)
    names = naming.places(inside)
    grade = next((row for row in rows if is_grade(row.asked)), None)
    ordered = _ordered(rows, words)
    return Report(
        wave,
        told,
        surveys.tallies([wave]).get(wave.pk, Tally()),
        last_day(wave),
        _most(rows),
        value_of(grade.published.counts, Measure.MEAN)
        if grade and grade.published.counts
        else None,
        reading(grade.figure).n if grade else "",
        ordered[0] if len(ordered) > 1 else None,
        ordered[-1] if len(ordered) > 1 else None,
        tuple(ways(told, rows, words)),
        tuple(results.background(told, words, ALL, "who")),
        tuple(results.results(told, words, ALL, name, "all")),
        standing_out(rows, words),
        tuple(changes(rows, words, table.least)),
        results.by_places(told, words, comparable[chosen], names, links)
        if chosen and inside
        else None,
        tuple((key, words.question(each.counted)) for key, each in comparable.items()),
        chosen,
        told.figures.release.least,
    )


@dataclass(frozen=True)
class Quoted:
    """What people said in their own words about one question, as far as it may be shown."""

    question: str
    quotes: tuple[Quote, ...]


def quoted(found: Sequence[Quotes], words: Naming) -> list[Quoted]:
    return [
        Quoted(said(asked.text) if asked else "", tuple(each.quotes))
        for each in found
        if (asked := words.questionnaire.question(each.item)) or each.quotes
    ]


def coming(wave: Wave) -> date | None:
    """The day by which the figures of an open wave come; None when they come in the next night."""
    if wave.state != WaveState.OPEN:
        return None
    return wave.closes_on + timedelta(days=wave.keying_days + 1)


def last_day(wave: Wave) -> date:
    """The last day for answers; of a wave that was closed before it, the day of that."""
    return min(wave.closes_on, wave.closed_on or wave.closes_on)


def is_grade(asked: Asked) -> bool:
    """Whether it is a school grade."""
    points = asked.counted.points
    return asked.measure is Measure.MEAN and asked.top is not None and points[0] == 4


def standing_out(rows: Sequence[Row], words: Naming) -> str:
    return sentences.standing_out(rows, lambda row: words.title(row.asked.counted))


def changes(rows: Sequence[Row], words: Naming, least: int) -> list[Change]:
    """What is said of each question since the time before."""
    return [
        Change(words.title(row.asked.counted), sentence)
        for row in rows
        for sentence in sentences.of(row, least)
        if sentence.kind is Kind.LAST and sentence.verdict in SAID
    ]


def ways(told: Told, rows: Sequence[Row], words: Naming) -> list[Way]:
    """In which ways, in which languages and with whose help people answered: of those who answered
    the question that most did."""
    shown = [row for row in rows if row.published]
    found: list[Way] = []
    if not shown:
        return found
    most = max(shown, key=lambda row: row.published.n or 0)
    for variable in ("mode", "language", "helped"):
        groups = told.figures.groups(ALL, most.asked.counted, variable)
        total = sum(each.published.n or 0 for each in groups)
        if total:
            told_groups = (
                Group(
                    words.groups(variable, each.groups),
                    whole(each.published.n or 0),
                    hundredths((each.published.n or 0) / total),
                )
                for each in groups
            )
            found.append(Way(words.variable(variable), tuple(told_groups)))
    return found


def modes(wave: Wave) -> list[str]:
    return [str(Mode(mode).label) for mode in wave.modes if mode in Mode.values]


def _most(rows: Sequence[Row]) -> str:
    """How many answered the question that most did."""
    numbers = [row.published.n for row in rows if row.published.n]
    return whole(max(numbers)) if numbers else ""


def _chosen(comparable: Mapping[str, Asked], item: str) -> str:
    """What was typed, or else the grade, or else the first."""
    if item in comparable:
        return item
    grades = [key for key, asked in comparable.items() if is_grade(asked)]
    return next(iter((*grades, *comparable)), "")


def _ordered(rows: Sequence[Row], words: Naming) -> list[Extreme]:
    """The statements from the largest share to the smallest, where all are on one scale."""
    found = [
        (row.asked, value, whole(row.published.counts.n))
        for row in rows
        if row.asked.measure is Measure.SHARE and not row.asked.counted.choice
        if row.published.counts and (value := value_of(row.published.counts, Measure.SHARE))
    ]
    if len({asked.scale for asked, _value, _n in found}) != 1:
        return []
    found.sort(key=lambda pair: -pair[1].value)
    return [
        Extreme(words.question(asked.counted), words.top(asked.counted), value, n)
        for asked, value, n in found
    ]
