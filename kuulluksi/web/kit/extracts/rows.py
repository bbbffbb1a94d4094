"""A wave's responses as a table, one row for each: the research extract."""

from array import array
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from kuulluksi.figures.queries import research
from kuulluksi.figures.queries.research import Responses
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.pure import sav
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    DateItem,
    MultipleItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
    TextItem,
)
from kuulluksi.pure.text import Text
from kuulluksi.surveys import rules
from kuulluksi.surveys.enums import Helper, Mode
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.extracts.facts import Fact, about
from kuulluksi.web.kit.extracts.tables import (
    Kind,
    Measure,
    Several,
    Table,
    Variable,
    spoken,
    why_missing,
)
from kuulluksi.web.kit.figures.naming import VARIABLES

ABOUT = (
    "response",
    *("area", "area_name", "service", "service_name", "unit", "unit_name"),
    *("mode", "language", "helped"),
)
"""The variables before the questions."""

PLACE_LABELS = {
    "area": gettext_lazy("Area, code"),
    "area_name": gettext_lazy("Area, name"),
    "service": gettext_lazy("Service, code"),
    "service_name": gettext_lazy("Service, name"),
    "unit": gettext_lazy("Unit, code"),
    "unit_name": gettext_lazy("Unit, name"),
}


def table(wave: Wave, *, language: str, words: bool, permit: str, on: date) -> Table:
    """Everything that was answered, in an order drawn anew. Raises `research.RowsGone`."""
    found = research.responses(wave, words=words)
    about = _about(found.asked)
    columns = [*_about_columns(found, wave, language)]
    asked: list[Variable] = []
    sets: list[Several] = []
    names = iter(sav.names(_wanted(found.asked), ABOUT))
    for question in found.asked.questions:
        made = list(_variables(question, names, words=words))
        asked += made
        columns += _columns(question, made, found)
        if isinstance(question, MultipleItem):
            several = tuple(each.name for each in made)
            sets.append(Several(question.id, question.text, several))
    return Table(
        name=wave.code,
        title=wave.title,
        language=language,
        asked=found.asked,
        frame=pl.DataFrame(columns),
        variables=(*about, *asked),
        facts=tuple(_facts(wave, found, words=words, permit=permit, on=on)),
        sets=_named(sets, (*ABOUT, *(each.name for each in asked))),
    )


def _facts(wave: Wave, found: Responses, *, words: bool, permit: str, on: date) -> Iterator[Fact]:
    yield pgettext("codebook", "What this is"), _("Research extract: one row for each response")
    yield from about(wave, found.asked, rows=len(found), on=on)
    yield pgettext("codebook", "Permit or reason"), permit
    yield pgettext("codebook", "Protection"), _("None: these rows go past the protected figures.")
    yield (
        pgettext("codebook", "Order"),
        _("Drawn anew for each extract; the running numbers of two do not match."),
    )
    yield (
        pgettext("codebook", "Days of answering"),
        _("No day of answering is kept, so there is none."),
    )
    if words:
        yield (
            pgettext("codebook", "Own words"),
            _("As they were written; they may point to persons."),
        )
    elif any(isinstance(each, TextItem) for each in found.asked.questions):
        yield pgettext("codebook", "Own words"), _("Left out.")


def _named(sets: list[Several], taken: tuple[str, ...]) -> tuple[Several, ...]:
    """Sets have names like variables, and none of theirs."""
    names = sav.names((each.name for each in sets), taken)
    return tuple(
        Several(name, each.label, each.variables) for name, each in zip(names, sets, strict=True)
    )


def _wanted(asked: Questionnaire) -> Iterator[str]:
    for question in asked.questions:
        match question:
            case MultipleItem():
                yield from (f"{question.id}_{choice.id}" for choice in question.choices)
            case TextItem():
                yield from (question.id, f"{question.id}_quote")
            case _:
                yield question.id


def _about(asked: Questionnaire) -> Iterator[Variable]:
    running = gettext_lazy("Running number, drawn anew for each extract")
    yield Variable("response", spoken(running))
    for place, label in PLACE_LABELS.items():
        yield Variable(place, spoken(label), "text")
    modes = {code: spoken(mode.label) for code, mode in enumerate(Mode, start=1)}
    yield Variable("mode", spoken(VARIABLES["mode"]), values=modes)
    tongues = {
        code: spoken(rules.TONGUES.get(tag, tag))
        for code, tag in enumerate(asked.languages, start=1)
    }
    yield Variable("language", spoken(VARIABLES["language"]), values=tongues)
    helpers = {code: spoken(each.label) for code, each in enumerate(Helper, start=1)}
    nobody = {0: spoken(gettext_lazy("Nobody helped, or not told"))}
    yield Variable("helped", spoken(VARIABLES["helped"]), values=nobody | helpers)


def _about_columns(found: Responses, wave: Wave, language: str) -> Iterator[pl.Series]:
    yield pl.Series("response", range(1, len(found) + 1), dtype=pl.Int32)
    places = _places(wave, language)
    for number, name in enumerate(PLACE_LABELS):
        by_target = {target: cells[number] for target, cells in places.items()}
        yield pl.Series(name, [by_target[target] for target in found.targets], dtype=pl.String)
    tongues = {tag: code for code, tag in enumerate(found.asked.languages, start=1)}
    codes: tuple[tuple[str, list[str], Mapping[str, int]], ...] = (
        ("mode", found.modes, _codes(Mode.values)),
        ("language", found.languages, tongues),
        ("helped", found.helped, {"": 0, **_codes(Helper.values)}),
    )
    for name, said, known in codes:
        yield pl.Series(name, [known.get(each) for each in said], dtype=pl.Int8)


def _codes(values: list[str]) -> dict[str, int]:
    return {value: code for code, value in enumerate(values, start=1)}


def _places(wave: Wave, language: str) -> dict[int, tuple[str, ...]]:
    """Codes and names of area, service and unit, by target; nothing of what it does not name."""
    found = {}
    targets = wave.targets.select_related("unit__service__area", "service__area")
    for target in targets:
        unit = target.unit
        service = unit.service if unit else target.service
        above: tuple[Area | Service | Unit | None, ...]
        above = (service.area if service else None, service, unit)
        cells = ((each.code, each.name.best(language)) if each else ("", "") for each in above)
        found[target.pk] = tuple(cell for pair in cells for cell in pair)
    return found


def _variables(question: Question, names: Iterator[str], *, words: bool) -> Iterator[Variable]:
    match question:
        case ScaleItem():
            labels = zip(question.scale.points, question.scale.labels, strict=True)
            values = {point: label for point, label in labels if label}
            yield _asked(question, next(names), measure="ordinal", values=values)
        case SingleItem():
            texts = enumerate((choice.text for choice in question.choices), start=1)
            yield _asked(question, next(names), values=dict(texts))
        case MultipleItem():
            for choice in question.choices:
                yield _asked(question, next(names), values=_chosen(), label=choice.text)
        case NumberItem():
            yield _asked(question, next(names), measure="scale")
        case DateItem():
            yield _asked(question, next(names), measure="scale", kind="day")
        case TextItem():
            name, quote = next(names), next(names)
            if words:
                yield Variable(name, question.text, "text", question=question.id)
                yield _asked(question, quote, values=_may_quote())


def _asked(
    question: Question,
    name: str,
    *,
    label: Text | None = None,
    kind: Kind = "number",
    measure: Measure = "nominal",
    values: Mapping[int, Text] | None = None,
) -> Variable:
    return Variable(
        name, label or question.text, kind, measure, values or {}, why_missing(), 0, question.id
    )


@cache
def _chosen() -> dict[int, Text]:
    labels = {0: pgettext_lazy("choice", "Not chosen"), 1: pgettext_lazy("choice", "Chosen")}
    return {code: spoken(label) for code, label in labels.items()}


@cache
def _may_quote() -> dict[int, Text]:
    labels = {0: gettext_lazy("May not be quoted"), 1: gettext_lazy("May be quoted")}
    return {code: spoken(label) for code, label in labels.items()}


def _columns(
    question: Question, variables: list[Variable], found: Responses
) -> Iterator[pl.Series]:
    if isinstance(question, TextItem):
        if variables:
            words, quote = variables
            yield pl.Series(words.name, found.words[question.id], dtype=pl.String)
            yield _numbers(quote.name, found.quotes[question.id])
        return
    for variable, key in zip(variables, research.keys(question), strict=True):
        yield _numbers(variable.name, found.numbers[key])


def _numbers(name: str, numbers: "array[int]") -> pl.Series:
    return pl.Series(name, numbers, dtype=pl.Int32)
