"""The questionnaires one by one: the means of their statements, and the school grade by place. Of
years in which nothing was asked here, what was printed stands in."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, count

from django.utils.translation import gettext_lazy as _

from kuulluksi.figures.models import PrintedFigure
from kuulluksi.figures.queries import ALL, sources
from kuulluksi.figures.queries.measures import Asked, asked_of
from kuulluksi.outcomes.queries.sheets.answered import put, put_printed, remarks
from kuulluksi.outcomes.queries.sheets.cells import figure
from kuulluksi.outcomes.queries.sheets.known import Known
from kuulluksi.outcomes.queries.sheets.making import Making
from kuulluksi.outcomes.queries.sheets.naming import lines_of, lines_of_printed
from kuulluksi.outcomes.queries.sheets.offering import Offer
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import MultipleItem, SingleItem
from kuulluksi.pure.statement.sheets import Form, Line, Sheet
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.plan import NO_GROUP
from kuulluksi.pure.stats.protection import Place
from kuulluksi.pure.text import LANGUAGES, Text
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.models import Wave

GRADE, CHOICE = (4, 10), (0, 1)
"""The ends of the school grade, and of a choice of several."""

BY = {"sijaishuolto": "placement-form"}
"""Where the grade is told by a question and not by places."""

SOURCE = _("Surveys of this house")
STATEMENTS = _("%(survey)s: means of the statements")
GRADES = _("%(survey)s: school grade by place")
GRADES_BY = _("%(survey)s: school grade by “%(question)s”")
SCALE = _("%(statement)s (scale %(from)s–%(to)s)")
ALL_ANSWERS = _("All who answered")
NOT_TOLD = _("Not told")


@dataclass(frozen=True)
class Instrument:
    """A questionnaire, with its waves that told of the place by period, and what was printed."""

    code: str
    questionnaire: Questionnaire
    told: Mapping[str, Sequence[sources.Told]]
    printed: Sequence[PrintedFigure]

    @property
    def statements(self) -> list[Asked]:
        """What is judged or chosen, without the school grade, in the order in which it was
        asked."""
        asked = asked_of(self.questionnaire).values()
        return [each for each in asked if each.measure is not None and not _is_grade(each)]

    @property
    def grade(self) -> Asked | None:
        return next(filter(_is_grade, asked_of(self.questionnaire).values()), None)

    @property
    def question(self) -> SingleItem | None:
        """By what the grade is told, if not by places."""
        asked = self.questionnaire.questions
        found = (each for each in asked if each.id == BY.get(self.code))
        return next((each for each in found if isinstance(each, SingleItem)), None)


def family(known: Known) -> Iterator[Offer]:
    """Each with its statements and then its grades."""
    for each in _instruments(known):
        name = each.questionnaire.title
        if each.statements:
            title = said(STATEMENTS, survey=name)
            make = partial(_statements, known, each, title)
            yield Offer(f"statements-{each.code}", title, Form.MEANS, make)
        if each.grade:
            question = each.question
            title = said(GRADES, survey=name)
            if question is not None:
                title = said(GRADES_BY, survey=name, question=question.text)
            make = partial(_grades, known, each, each.grade, title)
            yield Offer(f"grades-{each.code}", title, Form.MEANS, make)


def _instruments(known: Known) -> list[Instrument]:
    """All of which anything is told of the place, in the order of their titles."""
    told: dict[str, dict[str, list[sources.Told]]] = {}
    newest: dict[str, Wave] = {}
    for span in known.spans:
        for wave in known.waves[span.key]:
            found = known.told.get(wave.pk)
            if found is not None and known.place in found.inside:
                told.setdefault(wave.document.code, {}).setdefault(span.key, []).append(found)
                newest[wave.document.code] = wave
    printed = {code: _printed(known, code) for code in known.printed.instruments}
    made = []
    for code in dict.fromkeys([*told, *(code for code, rows in printed.items() if rows)]):
        asked = _questionnaire(newest.get(code), code)
        if asked is not None:
            made.append(Instrument(code, asked, told.get(code, {}), printed.get(code, ())))
    return sorted(made, key=lambda each: (each.questionnaire.title.best("fi"), each.code))


def _printed(known: Known, code: str) -> Sequence[PrintedFigure]:
    """What was printed of a questionnaire about the place."""
    rows = known.printed.of_instrument(code)
    if known.place == ALL or any(_is_whole(row) and row.place_key == known.place for row in rows):
        return rows
    return [row for row in rows if row.place_key == known.place]


def _is_whole(row: PrintedFigure) -> bool:
    """Whether it is of all who were asked: "Social stations", and not "Social stations: Kamppi"."""
    return ":" not in row.group


def _questionnaire(wave: Wave | None, code: str) -> Questionnaire | None:
    if wave is not None:
        return surveys.questionnaire(wave.document)
    return bank.instrument(code) if code in bank.names() else None


def _is_grade(asked: Asked) -> bool:
    return asked.measure is Measure.MEAN and _ends(asked) == GRADE


def _ends(asked: Asked) -> tuple[int, int]:
    return asked.counted.points[0], asked.counted.points[-1]


def _statements(known: Known, instrument: Instrument, title: Text) -> Sheet | None:
    making, told = Making(), instrument.told
    judged = [each for each in instrument.statements if each.measure is not Measure.NPS]
    scales = [_ends(each) for each in judged if _ends(each) != CHOICE]
    scale = max(scales, key=scales.count, default=None)
    lines: list[Line] = []
    for asked in instrument.statements:
        key = _key(asked.counted.key, {line.key for line in lines})
        lines.append(Line(key, _label(asked, scale), known.place, asked.counted.key))
        put(making, known, told, key, asked, known.place)
        for row in instrument.printed:
            if _is_whole(row) or row.place_key == known.place:
                put_printed(making, known, told, key, asked, row)
    notes = remarks(known, told, making)
    key, own = f"statements-{instrument.code}", said(SOURCE)
    return making.sheet(key, title, lines, known.spans, own=own, notes=notes, scale=scale)


def _key(item: str, taken: Collection[str]) -> str:
    """The key of a line: "use-never" for a choice, which another question may be called too."""
    key = item.replace("/", "-")
    also = (f"{key}--{number}" for number in count(2))
    return next(each for each in chain([key], also) if each not in taken)


def _label(asked: Asked, scale: tuple[int, int] | None) -> Text:
    """The question; what stands on another scale than the rest says so."""
    question = asked.question
    if question is None:
        return Text.of(fi=asked.counted.item)
    if isinstance(question, MultipleItem):
        chosen = [each.text for each in question.choices if each.id == asked.counted.choice]
        words = {
            tag: ": ".join([question.text.best(tag), *(each.best(tag) for each in chosen)])
            for tag in LANGUAGES
        }
        return Text.from_json(words)
    if asked.measure is Measure.NPS or _ends(asked) == scale:
        return question.text
    first, last = _ends(asked)
    return said(SCALE, statement=question.text, **{"from": first, "to": last})


def _grades(known: Known, instrument: Instrument, asked: Asked, title: Text) -> Sheet | None:
    making, told = Making(), instrument.told
    question = instrument.question
    if question is not None:
        lines = _by_question(making, known, instrument, asked, question)
    else:
        lines = lines_of(_places(known, instrument), asked.counted.key)
        for each in lines:
            put(making, known, told, each.key, asked, each.key)
    by_key = {each.key: each for each in lines}
    put(making, known, told, "all", asked, known.place)
    printed = lines_of_printed(instrument.printed, asked.counted.key)
    for row in instrument.printed:
        line = "all"
        if not _is_whole(row) and row.place_key != known.place:
            line = printed[row.pk].key
            by_key.setdefault(line, printed[row.pk])
        put_printed(making, known, told, line, asked, row)
    whole = "" if question else known.place
    lines = [*by_key.values(), Line("all", said(ALL_ANSWERS), whole, asked.counted.key)]
    notes = remarks(known, told, making)
    key, own = f"grades-{instrument.code}", said(SOURCE)
    return making.sheet(key, title, lines, known.spans, own=own, notes=notes, scale=GRADE)


def _places(known: Known, instrument: Instrument) -> list[str]:
    """The places inside the one that was asked about, below all that hold only one other."""
    waves = [each for found in instrument.told.values() for each in found]
    place, inside = known.place, [known.place]
    while len(inside) == 1:
        place = inside[0]
        parts = [
            part.key for each in waves if place in each.inside for part in _inside(each, place)
        ]
        inside = [*dict.fromkeys(parts)]
    return inside


def _inside(told: sources.Told, place: str) -> list[Place]:
    return [part for part in told.inside[place].inside if part.key in told.inside]


def _by_question(
    making: Making, known: Known, instrument: Instrument, asked: Asked, question: SingleItem
) -> list[Line]:
    """The grade in each group of a question; of several waves of a period that of the last. Groups
    that are told as one are one line."""
    names = {choice.id: choice.text for choice in question.choices} | {NO_GROUP: said(NOT_TOLD)}
    lines: dict[tuple[str, ...], Line] = {}
    for span in known.spans:
        for told in instrument.told.get(span.key, ())[-1:]:
            then = told.asked.get(asked.counted.key)
            if then is None or then.counted.points != asked.counted.points:
                continue
            for found in told.figures.groups(known.place, then.counted, question.id):
                line = _of_groups(found.groups, names, asked.counted.key)
                lines.setdefault(found.groups, line)
                making.put(line.key, span, figure(found.published.counts, Measure.MEAN))
    order = [*names]
    return [line for groups, line in sorted(lines.items(), key=lambda each: _rank(each[0], order))]


def _of_groups(groups: Sequence[str], names: Mapping[str, Text], item: str) -> Line:
    key = "+".join(group or "not-told" for group in groups)
    if key == "all":
        # So is the line of all who answered called.
        key = "group--all"
    words = {
        tag: " / ".join(names[group].best(tag) if group in names else group for group in groups)
        for tag in LANGUAGES
    }
    return Line(key, Text.from_json(words), item=item)


def _rank(groups: Sequence[str], order: Sequence[str]) -> list[int]:
    return [order.index(group) if group in order else len(order) for group in groups]
