"""A line of the annual statement as it is read: one survey that was held."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kuulluksi.figures.queries import Figure
from kuulluksi.figures.queries.annex import Line
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.surveys.enums import Audience, Mode
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.presenters import Value, value_of, whole, why_hidden


@dataclass(frozen=True)
class Statement:
    """A number with what it is of."""

    question: str
    top: str
    value: Value
    n: str


@dataclass(frozen=True)
class Annexed:
    """`hidden` says why neither a grade nor a statement is shown."""

    line: Line
    audience: str
    modes: tuple[str, ...]
    grade: Statement | None
    highest: tuple[Statement, ...]
    hidden: str


def line_of(line: Line) -> Annexed:
    modes = tuple(str(Mode(mode).label) for mode in line.modes if mode in Mode.values)
    grade = _told(line, line.grade, Measure.MEAN) if line.grade else None
    found = [_told(line, figure, Measure.SHARE) for figure in line.highest]
    hidden = ""
    if line.grade and grade is None:
        hidden = why_hidden(line.grade.release.least)
    elif not line.told:
        hidden = _("The figures come in the next night.")
    return Annexed(
        line,
        str(Audience(line.audience).label),
        modes,
        grade,
        tuple(each for each in found if each),
        hidden,
    )


def _told(line: Line, figure: Figure, measure: Measure) -> Statement | None:
    counts = figure.published.counts
    value = value_of(counts, measure, line.population) if counts else None
    if counts is None or value is None:
        return None
    words = naming.of_wave(line.wave)
    return Statement(
        words.question(figure.counted), words.top(figure.counted), value, whole(counts.n)
    )
