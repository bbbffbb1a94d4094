"""The responses of a closed wave one by one, for those who have a permit: a row for each, in an
order drawn anew each time, without our keys and without a day.

Every answer is a whole number, the same that figures are counted on; why there is none is a number
below zero.
"""

import random
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from django.db import connection

from kuulluksi.pure.questionnaire import conditions, flow
from kuulluksi.pure.questionnaire.answers import SKIP
from kuulluksi.pure.questionnaire.conditions import Value
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    DateItem,
    MultipleItem,
    Question,
    SingleItem,
    TextItem,
)
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.models import Response, ResponseWords, Wave
from kuulluksi.surveys.models.responses import UNCLEAR

NOT_ANSWERED, NOT_ASKED, SKIPPED, NOT_CLEAR = -9, -8, -7, -6
"""Left alone; hidden by a condition; "does not concern me"; unclear on paper."""

CHUNK = 5000


_RESPONSES = """
SELECT id, target_id, mode, language, helped FROM kuulluksi_response
WHERE target_id IN (SELECT id FROM kuulluksi_wavetarget WHERE wave_id = %s)
"""
_ANSWERS = """
SELECT a.response_id, a.item, a.number, a.choice
FROM kuulluksi_answer a JOIN kuulluksi_response r ON r.id = a.response_id
WHERE r.target_id IN (SELECT id FROM kuulluksi_wavetarget WHERE wave_id = %s)
"""
_WORDS = """
SELECT w.response_id, w.item, w.body, w.may_quote
FROM kuulluksi_responsewords w JOIN kuulluksi_response r ON r.id = w.response_id
WHERE r.target_id IN (SELECT id FROM kuulluksi_wavetarget WHERE wave_id = %s)
"""


class RowsGone(Exception):
    """The rows of the wave were erased, or are being erased at this moment."""


@dataclass
class Responses:
    """All responses of a wave, column by column; the same place in each is the same person."""

    asked: Questionnaire
    targets: list[int] = field(default_factory=list)
    modes: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    helped: list[str] = field(default_factory=list)
    # By `pure.stats.plan.Counted.key`: an item, or "item/choice" where several may be chosen.
    numbers: dict[str, "array[int]"] = field(default_factory=dict)
    # By item, and whether the author allows quoting (1 or 0; NOT_ANSWERED without words).
    words: dict[str, list[str]] = field(default_factory=dict)
    quotes: dict[str, "array[int]"] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.targets)


def number_of(wave: Wave) -> int:
    """How many responses of a wave there are to be taken."""
    return Response.objects.filter(target__wave=wave).count()


def has_words(wave: Wave) -> bool:
    """Whether any own words of a wave are left; they are erased before the rest."""
    return ResponseWords.objects.filter(response__target__wave=wave).exists()


def responses(wave: Wave, *, words: bool = False) -> Responses:
    """Reads them without holding anybody up. Raises RowsGone when there are none any more, or when
    they go meanwhile."""
    found = Responses(surveys.questionnaire(wave.document))
    places = _people(found, wave)
    if not places:
        raise RowsGone
    _answers(found, wave, places)
    written = _words(found, wave, places, keep=words)
    _not_asked(found, written, sure=bool(written))
    if number_of(wave) != len(found):
        raise RowsGone
    return found


def keys(question: Question) -> list[str]:
    """Under which keys the numbers of a question stand; own words have none."""
    match question:
        case TextItem():
            return []
        case MultipleItem():
            return [f"{question.id}/{choice.id}" for choice in question.choices]
    return [question.id]


def _people(found: Responses, wave: Wave) -> dict[int, int]:
    """The place of each response in the new order."""
    rows = list(_rows(_RESPONSES, wave))
    random.SystemRandom().shuffle(rows)
    for _key, target, mode, language, helped in rows:
        found.targets.append(target)
        found.modes.append(mode)
        found.languages.append(language)
        found.helped.append(helped)
    nothing = array("i", [NOT_ANSWERED]) * len(rows)
    for question in found.asked.questions:
        found.numbers |= {key: array("i", nothing) for key in keys(question)}
    return {row[0]: place for place, row in enumerate(rows)}


def _answers(found: Responses, wave: Wave, places: Mapping[int, int]) -> None:
    numbers = found.numbers
    codes = {
        (question.id, choice.id): code
        for question in found.asked.questions
        if isinstance(question, SingleItem)
        for code, choice in enumerate(question.choices, start=1)
    }
    several = {each.id: keys(each) for each in found.asked.questions if _is_several(each)}
    reasons = {SKIP: SKIPPED, UNCLEAR: NOT_CLEAR}
    for response, item, number, choice in _rows(_ANSWERS, wave):
        place = places[response]
        if number is not None:
            numbers[item][place] = number
        elif (item, choice) in codes:
            numbers[item][place] = codes[item, choice]
        elif choice in reasons:
            for key in several.get(item, [item]):
                numbers[key][place] = reasons[choice]
        elif item in several:
            for key in several[item]:
                numbers[key][place] = max(numbers[key][place], 0)
            numbers[f"{item}/{choice}"][place] = 1
        else:
            numbers[item][place] = date.fromisoformat(choice).toordinal()


def _words(
    found: Responses, wave: Wave, places: Mapping[int, int], *, keep: bool
) -> dict[str, set[int]]:
    """Who wrote something, by item; the words themselves only where they are asked for."""
    texts = [each.id for each in found.asked.questions if isinstance(each, TextItem)]
    written: dict[str, set[int]] = {}
    depended = {leaf.item for condition in _conditions(found.asked) for leaf in _leaves(condition)}
    if not texts or not (keep or depended.intersection(texts)):
        return written
    if keep:
        nothing = array("i", [NOT_ANSWERED]) * len(found)
        found.words = {item: [""] * len(found) for item in texts}
        found.quotes = {item: array("i", nothing) for item in texts}
    for response, item, body, may_quote in _rows(_WORDS, wave):
        place = places[response]
        written.setdefault(item, set()).add(place)
        if keep:
            found.words[item][place] = body
            found.quotes[item][place] = int(may_quote)
    return written


def _not_asked(found: Responses, written: Mapping[str, set[int]], *, sure: bool) -> None:
    """Marks what a condition hid. Whom it hid a question from is known of the answers that the
    conditions name; of those who answered these alike it is worked out once."""
    if not any(True for _ in _conditions(found.asked)):
        return
    named = {leaf.item for condition in _conditions(found.asked) for leaf in _leaves(condition)}
    leaves = [question for question in found.asked.questions if question.id in named]
    texts = [each.id for each in leaves if isinstance(each, TextItem)]
    columns = [found.numbers[key] for each in leaves for key in keys(each)]
    known: dict[tuple[int | bool, ...], list[array[int]]] = {}
    for place in range(len(found)):
        told = (
            *(column[place] for column in columns),
            *(place in written.get(item, ()) for item in texts),
        )
        if told not in known:
            known[told] = [
                found.numbers[key]
                for item in _hidden(found, leaves, place, written, sure=sure)
                for key in keys(item)
            ]
        for column in known[told]:
            if column[place] == NOT_ANSWERED:
                column[place] = NOT_ASKED


def _hidden(
    found: Responses,
    leaves: Sequence[Question],
    place: int,
    written: Mapping[str, set[int]],
    *,
    sure: bool,
) -> list[Question]:
    """What somebody with these answers was not asked. Where all words of the wave are gone, nobody
    knows who wrote: then only what was not asked either way."""
    given: dict[str, Value] = {}
    for each in leaves:
        if isinstance(each, TextItem):
            if place in written.get(each.id, ()):
                given[each.id] = "…"
            continue
        values = [found.numbers[key][place] for key in keys(each)]
        if max(values) >= 0 or values[0] == SKIPPED:
            given[each.id] = _value(each, values)
    hidden = set(flow.path(found.asked, given).hidden)
    texts = {each.id: "…" for each in leaves if isinstance(each, TextItem)}
    if texts and not sure:
        hidden &= set(flow.path(found.asked, {**given, **texts}).hidden)
    return [question for question in found.asked.questions if question.id in hidden]


def _value(question: Question, values: Sequence[int]) -> Value:
    """An answer as conditions know it."""
    (first, *_rest) = values
    match question:
        case _ if first == SKIPPED:
            return None
        case SingleItem():
            return question.choices[first - 1].id
        case MultipleItem():
            pairs = zip(question.choices, values, strict=True)
            return tuple(choice.id for choice, chosen in pairs if chosen == 1)
        case DateItem():
            return date.fromordinal(first)
    return first


def _is_several(question: Question) -> bool:
    return isinstance(question, MultipleItem)


def _conditions(asked: Questionnaire) -> Iterator[conditions.Condition]:
    for part in chain(asked.pages, asked.items):
        if part.when is not None:
            yield part.when


def _leaves(condition: conditions.Condition) -> Iterator[conditions.Leaf]:
    return conditions.leaves(condition)


def _rows(statement: str, wave: Wave) -> Iterator[Any]:
    """The rows of one statement, so many at a time: on PostgreSQL by a cursor of the server."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, [wave.pk])
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
