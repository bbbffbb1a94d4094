"""What the keys mean with which answers on paper are typed in, and how two keyings of the same
sheet are compared.

A point is typed in digits, a choice by its letter or number, "does not concern me" as x (or 0 where
the scale has no 0), and what the paper leaves unclear as ?.
"""

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kuulluksi.pure.questionnaire.answers import (
    QUOTE,
    SKIP,
    YES,
    BadAnswers,
    Dropped,
    Reason,
    clean,
)
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    Choice,
    DateItem,
    MultipleItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
    TextItem,
)
from kuulluksi.pure.text import words

UNCLEAR = "?"
NOT_MINE = "x"
TICKED = ("1", "x", "k", "j", "y")
"""Keys for a ticked box that stands alone: 1, x, and the first letter of kyllä, ja, yes."""

_SHORT_DAY = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")

Sent = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A sheet as it was understood: `answers` as `answers.clean` takes them, the items that the
    paper leaves unclear, what is not counted because it was not asked, and what is no answer."""

    answers: Mapping[str, Sent]
    unclear: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    faults: Mapping[str, Reason] | None = None


def letters(choices: Sequence[Choice]) -> tuple[str, ...]:
    """What stands before each choice on paper: letters, or numbers where these do not suffice."""
    if len(choices) <= len(string.ascii_lowercase):
        return tuple(string.ascii_lowercase[: len(choices)])
    return tuple(str(number) for number in range(1, len(choices) + 1))


def read(questionnaire: Questionnaire, typed: Mapping[str, str]) -> Keyed:
    """What was typed for each question; beside a quotable text, under `id.quote`, whether its box
    is ticked. Never raises: what is no answer is told in `faults`, with all that is one kept."""
    sent: dict[str, Sent] = {}
    unclear = []
    for question in questionnaire.questions:
        keys = typed.get(question.id, "").strip()
        if keys == UNCLEAR:
            unclear.append(question.id)
        elif keys:
            sent[question.id] = meant(question, keys)
        quoted = typed.get(question.id + QUOTE, "").strip().lower()
        if quoted not in ("", "0"):
            sent[question.id + QUOTE] = YES if quoted in TICKED else quoted
    try:
        answers = clean(questionnaire, sent)
    except BadAnswers as bad:
        return Keyed(sent, tuple(unclear), faults=bad.faults)
    return Keyed(answers.raw(), tuple(unclear), answers.dropped)


def meant(question: Question, keys: str) -> Sent:
    """The answer that keys stand for, as a form would send it. What stands for nothing comes back
    as what `clean` refuses."""
    match question:
        case ScaleItem():
            low = keys.lower()
            skips = low == NOT_MINE or (low == "0" and 0 not in question.scale.points)
            return SKIP if skips else keys
        case SingleItem():
            return _chosen(question.choices, keys)
        case MultipleItem():
            return tuple(_chosen(question.choices, key) for key in _apart(question.choices, keys))
        case DateItem():
            short = _SHORT_DAY.fullmatch(keys)
            return ".".join(short.groups()) if short else keys
    return keys


def typed(question: Question, sent: Sent) -> str:
    """The keys for an answer that `clean` has taken in: read again they give the same answer."""
    if isinstance(question, SingleItem | MultipleItem):
        known = zip(question.choices, letters(question.choices), strict=True)
        named = {choice.id: letter for choice, letter in known}
        chosen = (sent,) if isinstance(sent, str) else sent
        apart = " " if len(named) > len(string.ascii_lowercase) else ""
        return apart.join(named.get(id_, id_) for id_ in chosen)
    if isinstance(question, ScaleItem) and sent == SKIP:
        return NOT_MINE
    if isinstance(question, DateItem) and isinstance(sent, str):
        day = date.fromisoformat(sent)
        return f"{day.day}.{day.month}.{day.year}"
    return sent if isinstance(sent, str) else " ".join(sent)


def ends(question: Question) -> tuple[str, ...]:
    """The keys after which nothing more can follow, so that the screen goes on by itself: a 1 is
    none where 10 is a point, nor is anything where several may be chosen."""
    match question:
        case ScaleItem():
            points = [str(point) for point in question.scale.points]
            skips = [NOT_MINE, "0"] if question.may_skip else []
            keys = list(dict.fromkeys([*points, *skips, UNCLEAR]))
        case SingleItem():
            numbers = [str(number) for number in range(1, len(question.choices) + 1)]
            keys = list(dict.fromkeys([*letters(question.choices), *numbers, UNCLEAR]))
        case _:
            keys = []
    return tuple(key for key in keys if not any(k != key and k.startswith(key) for k in keys))


def hint(question: Question) -> str:
    """The keys that a question takes, in short: "1–5 x", "a–d", "" for words."""
    match question:
        case ScaleItem():
            span = f"{question.scale.min}–{question.scale.max}"
            return f"{span} {NOT_MINE}" if question.may_skip else span
        case SingleItem() | MultipleItem():
            known = letters(question.choices)
            return f"{known[0]}–{known[-1]}" if len(known) > 1 else known[0]
        case NumberItem():
            return f"{question.min}–{question.max}"
    return ""


def _chosen(choices: Sequence[Choice], key: str) -> str:
    """The id of the choice with that letter or number; else what is no id, for none has a "?"."""
    known = {letter: choice.id for letter, choice in zip(letters(choices), choices, strict=True)}
    known |= {str(number): choice.id for number, choice in enumerate(choices, start=1)}
    return known.get(key.lower(), key + UNCLEAR)


def _apart(choices: Sequence[Choice], keys: str) -> Iterator[str]:
    """Keys of several choices: apart by spaces or commas, or together where each is one sign."""
    most = 9 if len(choices) <= 9 else 0
    for part in re.split(r"[\s,.;+]+", keys):
        single = part.isalpha() if len(choices) <= len(string.ascii_lowercase) else False
        if single or (part.isdecimal() and most):
            yield from part
        elif part:
            yield part


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that two keyings of one sheet tell differently."""

    item: str
    first: Sent
    second: Sent


@dataclass(frozen=True, slots=True)
class Compared:
    """How many answers were compared: those that at least one of the keyings has."""

    answers: int
    differences: tuple[Difference, ...]


def compare(
    questionnaire: Questionnaire,
    first: Mapping[str, Sent],
    second: Mapping[str, Sent],
) -> Compared:
    """Two keyings of one sheet, unclear items among them as "?". Words count as the same when they
    are the same but for case, punctuation and spaces."""
    answers = 0
    differences = []
    for question in questionnaire.questions:
        for key in (question.id, question.id + QUOTE):
            one, other = first.get(key, ""), second.get(key, "")
            if not (one or other):
                continue
            answers += 1
            if not _same(question, one, other):
                differences.append(Difference(key, one, other))
    return Compared(answers, tuple(differences))


def _same(question: Question, one: Sent, other: Sent) -> bool:
    if isinstance(question, TextItem) and isinstance(one, str) and isinstance(other, str):
        return words(one) == words(other) and bool(one) == bool(other)
    return (tuple(one) if not isinstance(one, str) else one) == (
        tuple(other) if not isinstance(other, str) else other
    )


def due_again(numbers: Sequence[int], every: int) -> tuple[int, ...]:
    """Which sheets of a batch are keyed twice: every so manyeth of them in order, at least one."""
    ordered = sorted(numbers)
    return tuple(ordered[every - 1 :: every] or ordered[-1:])


def as_one(answers: Mapping[str, Sent | Sequence[str]], unclear: Sequence[str]) -> dict[str, Sent]:
    """Answers and unclear items of a sheet in one, as `compare` takes them."""
    kept = {key: v if isinstance(v, str) else tuple(v) for key, v in answers.items()}
    return {**kept, **dict.fromkeys(unclear, UNCLEAR)}
