"""The surveys of a period: how many answered, by area, and one by one as an appendix lists them."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kuulluksi.figures.enums import Statistic
from kuulluksi.figures.queries import ALL, key_of
from kuulluksi.figures.queries.sources import Told
from kuulluksi.outcomes.queries.sheets import printed
from kuulluksi.outcomes.queries.sheets.cells import figure, share
from kuulluksi.outcomes.queries.sheets.known import Known
from kuulluksi.outcomes.queries.sheets.naming import lines_of, lines_of_printed
from kuulluksi.outcomes.queries.sheets.offering import Offer
from kuulluksi.outcomes.queries.sheets.periods import Span
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.statement.sheets import (
    HIDDEN,
    NONE,
    Cell,
    Column,
    Line,
    Sheet,
    State,
    filled,
    shown,
)
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.text import LANGUAGES, Text
from kuulluksi.surveys.models import Survey, Wave

NUMBER, ANSWERS = "register/surveys", "register/survey-answers"
GRADE = (4, 10)
"""The ends of the school grade."""

AT_LEAST = "at-least"
TITLE_AREAS = _("Surveys and answers by area")
TITLE_INSIDE = _("Surveys and answers by place")
TITLE_LIST = _("The surveys that were held")
SOURCE = _("Surveys of this house, and those that others ran for it")
WHOLE = _("Asked about more than one of these")
COLUMNS = {
    "asked": _("Asked"),
    "answers": _("Answers"),
    "rate": _("Response rate"),
    "grade": _("School grade (4–10)"),
}
NOTES = (
    _("Where nobody was asked by name, there is no response rate."),
    _("Surveys that others ran for us stand with their number of answers alone."),
)


def family(known: Known) -> Iterator[Offer]:
    title = said(TITLE_AREAS if known.place == ALL else TITLE_INSIDE)
    yield Offer("surveys-areas", title, None, partial(_by_area, known, title))


def appendix(known: Known) -> Iterator[Offer]:
    yield Offer("surveys", said(TITLE_LIST), None, partial(_list, known))


def answers(known: Known, span: Span) -> Cell:
    """How many answered about the place in a period, here and elsewhere."""
    cells = [_of_wave(known, wave) for wave in known.waves[span.key]]
    cells += [_of_others(survey) for survey in known.elsewhere[span.key]]
    return _together(cells)


def _together(cells: Sequence[Cell]) -> Cell:
    told = [cell.value for cell in cells if cell.value is not None]
    hidden = any(cell.state is State.HIDDEN for cell in cells)
    if not told:
        return HIDDEN if hidden else NONE
    return shown(sum(told), cautions=(AT_LEAST,) if hidden else ())


def _of_wave(known: Known, wave: Wave) -> Cell:
    """How many answered a wave about the place: of all of it the number that is public, of a part
    of it what its figures tell."""
    if known.is_about(wave.survey):
        tally = known.numbers[wave.pk]
        return HIDDEN if tally.few else shown(tally.answers)
    told = known.told.get(wave.pk)
    if told is None or known.place not in told.inside:
        return NONE
    figures = told.figures
    numbers = [figures.here(known.place, each).published.n for each in figures.asked]
    most = max((n for n in numbers if n is not None), default=None)
    return HIDDEN if most is None else shown(most)


def _of_others(survey: Survey) -> Cell:
    return shown(survey.elsewhere_answers or 0)


def _by_area(known: Known, title: Text) -> Sheet | None:
    """The statement's own period alone: a column for how many surveys, and one for answers. They
    add up to the answers in `channels`."""
    groups: dict[str, list[Cell]] = {}
    surveys: dict[str, set[int]] = {}
    for wave in known.waves[known.last.key]:
        cell = _of_wave(known, wave)
        if cell.state is not State.NONE:
            key = _part(known, wave.survey) if known.is_about(wave.survey) else "whole"
            groups.setdefault(key, []).append(cell)
            surveys.setdefault(key, set()).add(wave.survey_id)
    for survey in known.elsewhere[known.last.key]:
        key = _part(known, survey)
        groups.setdefault(key, []).append(_of_others(survey))
        surveys.setdefault(key, set()).add(survey.pk)
    if not groups:
        return _printed_by_area(known, title)
    cells: dict[tuple[str, str], Cell] = {}
    for key, found in groups.items():
        cells[key, "number"] = shown(len(surveys[key]))
        cells[key, "answers"] = _together(found)
    cells["all", "number"] = shown(sum(map(len, surveys.values())))
    sums = [cells[key, "answers"] for key in groups]
    hidden = any(cell.state is State.HIDDEN or AT_LEAST in cell.cautions for cell in sums)
    whole = sum(cell.value or 0 for cell in sums)
    cells["all", "answers"] = shown(whole, cautions=(AT_LEAST,) if hidden else ())
    if all(cell.state is State.HIDDEN for cell in sums):
        cells["all", "answers"] = HIDDEN
    lines = lines_of([key for key in groups if key != "whole"])
    if "whole" in groups:
        lines.append(Line("whole", said(WHOLE), known.place))
    return _areas(title, lines, cells, said(SOURCE))


def _part(known: Known, survey: Survey) -> str:
    """The place right inside that a survey is of; "whole" where it is of the place itself."""
    above = [key_of(each) for each in (survey.area, survey.service, survey.unit) if each]
    if known.place == ALL:
        return above[0] if above else "whole"
    below = above[above.index(known.place) + 1 :]
    return below[0] if below else "whole"


def _printed_by_area(known: Known, title: Text) -> Sheet | None:
    columns = {NUMBER: "number", ANSWERS: "answers"}
    rows = [
        row
        for row in known.printed.rows
        if row.item_key in columns
        and row.statistic == Statistic.COUNT
        and row.to_year == known.period.year
    ]
    cells: dict[tuple[str, str], Cell] = {}
    lines: dict[str, Line] = {}
    named = lines_of_printed(rows)
    for row in rows if known.place == ALL else ():
        line = named[row.pk]
        key = "all" if line.key == ALL else line.key
        if key != "all":
            lines.setdefault(key, line)
        cells.setdefault((key, columns[row.item_key]), printed.cell(row))
    if not any(column == "number" for _line, column in cells):
        return None
    return _areas(title, list(lines.values()), cells, printed.sources(Text(), rows))


def _areas(
    title: Text, lines: Sequence[Line], cells: dict[tuple[str, str], Cell], source: Text
) -> Sheet:
    total = [Line("all", said(_("Together")), total=True)]
    columns = [Column("number", said(_("Surveys"))), Column("answers", said(COLUMNS["answers"]))]
    known = [*lines, *(total if ("all", "number") in cells else [])]
    return filled("surveys-areas", title, known, columns, cells, source=source)


def _list(known: Known) -> Sheet | None:
    cells: dict[tuple[str, str], Cell] = {}
    lines: list[tuple[date, Line]] = []
    for wave in known.waves[known.last.key]:
        found = _line(known, wave)
        if found:
            ends = min(wave.closes_on, wave.closed_on or wave.closes_on)
            label = _label(wave.title or wave.survey.title, wave.opens_on, ends)
            lines.append((wave.opens_on, Line(wave.code, label)))
            cells |= {(wave.code, column): cell for column, cell in found.items()}
    for survey in known.elsewhere[known.last.key]:
        key = f"survey-{survey.pk}"
        label = _label(survey.title, survey.starts_on, survey.ends_on)
        lines.append((survey.starts_on, Line(key, label)))
        cells[key, "answers"] = _of_others(survey)
    if not lines:
        return None
    ordered = [line for _day, line in sorted(lines, key=lambda each: (each[0], each[1].key))]
    columns = [Column(key, said(words)) for key, words in COLUMNS.items()]
    notes, source = tuple(map(said, NOTES)), said(SOURCE)
    title = said(TITLE_LIST)
    return filled("surveys", title, ordered, columns, cells, source=source, notes=notes)


def _line(known: Known, wave: Wave) -> dict[str, Cell]:
    """Nothing for a wave that did not ask about the place."""
    came = _of_wave(known, wave)
    if came.state is State.NONE:
        return {}
    found = {"answers": came}
    told, tally = known.told.get(wave.pk), known.numbers[wave.pk]
    if known.is_about(wave.survey):
        found["asked"] = shown(tally.asked) if tally.asked else NONE
        if tally.share is not None:
            found["rate"] = share(tally.came, tally.asked)
    grade = _grade(told, known.place) if told else None
    return found | ({"grade": grade} if grade else {})


def _grade(told: Told, place: str) -> Cell | None:
    for asked in told.asked.values():
        points = asked.counted.points
        if asked.measure is Measure.MEAN and (points[0], points[-1]) == GRADE:
            where = place if place in told.inside else ALL
            found = told.figures.here(where, asked.counted).published.counts
            population = told.population(where, found.n) if found else None
            return figure(found, Measure.MEAN, population=population)
    return None


def _label(title: Text, starts: date, ends: date) -> Text:
    words = {}
    for language in LANGUAGES:
        form = "j F Y" if language == "en" else "j.n.Y"
        with override(language):
            days = f"{date_format(starts, form)}\N{EN DASH}{date_format(ends, form)}"
        words[language] = f"{title.best(language)}, {days}"
    return Text.from_json(words)
