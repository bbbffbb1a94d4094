"""What somebody chose or wrote, checked against the questionnaire: one way in for every channel.

Nothing must be answered. "Does not concern me" is an answer and is kept; a question left alone is
none, and leaves nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kuulluksi.pure.questionnaire import flow
from kuulluksi.pure.questionnaire.conditions import Value
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
from kuulluksi.pure.text import clean_text

SKIP = "skip"
"""The raw value of "does not concern me" in forms and files."""

QUOTE = ".quote"
"""Behind the id of a quotable text: the raw key under which its author allows quoting."""

YES = "yes"
"""The raw value that allows quoting."""

Raw = Mapping[str, str | Sequence[str]]
"""From item id to what was sent: one value, or several for several choices."""

Reason = Literal[
    "unknown",
    "not-on-scale",
    "may-not-skip",
    "not-a-choice",
    "too-many",
    "exclusive",
    "not-a-number",
    "out-of-range",
    "not-a-date",
    "too-long",
]

_NUMBER = re.compile(r"[0-9]{1,12}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_YEAR_FIRST = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: a point or number, a choice, several, a day, own words; None: "does not
    concern me". `may_quote` is the author's leave, and only own words can have it."""

    item: str
    value: Value
    may_quote: bool = False

    @property
    def point(self) -> int | None:
        """The point of the scale, None for "does not concern me".

        Raises TypeError for an answer that was not given on a scale.
        """
        if self.value is None or isinstance(self.value, int):
            return self.value
        raise TypeError(f"The answer to {self.item!r} is no point of a scale.")


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was sent for a question that is not asked of somebody who answered so."""

    item: str
    reason: flow.Hidden
    raw: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers given to one questionnaire, in its order; false when none was given."""

    questionnaire: Questionnaire
    given: tuple[Answer, ...]
    dropped: tuple[Dropped, ...] = ()

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def get(self, item: str) -> Answer | None:
        """The answer to that item, None when it was left alone."""
        return next((answer for answer in self.given if answer.item == item), None)

    def values(self) -> dict[str, Value]:
        """From item id to value, as `flow.path` takes it."""
        return {answer.item: answer.value for answer in self.given}

    def raw(self) -> dict[str, str | tuple[str, ...]]:
        """The answers as they could have been sent: `clean` of it gives the same answers."""
        sent: dict[str, str | tuple[str, ...]] = {}
        for answer in self.given:
            sent[answer.item] = _sent(answer.value)
            if answer.may_quote:
                sent[answer.item + QUOTE] = YES
        return sent


class BadAnswers(ValueError):
    """Some answers fit no question or none of its answers; `faults` has the reason for each id.

    "unknown": the questionnaire has no such item, or the text is not quotable; "not-on-scale": no
    point of the scale; "may-not-skip": "does not concern me" is not offered; "not-a-choice": none
    of the choices; "too-many": more than are taken; "exclusive": "none of these" and one of these;
    "not-a-number", "out-of-range": no whole number, or (a year, too) beyond what is asked;
    "not-a-date": no day of the calendar; "too-long": more signs than `TextItem.most`.
    """

    def __init__(self, faults: Mapping[str, Reason]) -> None:
        super().__init__(", ".join(f"{item}: {reason}" for item, reason in faults.items()))
        self.faults = dict(faults)


def clean(questionnaire: Questionnaire, raw: Raw) -> Answers:
    """The answers in `raw`: a point in digits or SKIP, a choice's id, several ids, digits, a day
    (2026-03-02 or 2.3.2026), words; blank is nothing. `id.quote` is YES where quoting is allowed.

    What was sent for a question that is not shown is no answer and no fault: it is `dropped`.
    Raises BadAnswers with every shown item that is wrong.
    """
    asked = {question.id: question for question in questionnaire.questions}
    faults: dict[str, Reason] = {key: "unknown" for key in raw if not _known(key, asked)}
    read: dict[str, Value] = {}
    bad: dict[str, Reason] = {}
    for id_, question in asked.items():
        sent = _values(question, raw.get(id_, ""))
        if sent:
            try:
                read[id_] = _read(question, sent)
            except _Unfit as unfit:
                bad[id_] = unfit.reason
    hidden = flow.path(questionnaire, read).hidden
    faults |= {id_: reason for id_, reason in bad.items() if id_ not in hidden}
    quoted = {id_: _allowed(raw, id_, faults) for id_ in read if id_ not in hidden}
    if faults:
        raise BadAnswers(faults)
    return Answers(
        questionnaire,
        tuple(Answer(id_, read[id_], may_quote) for id_, may_quote in quoted.items()),
        tuple(
            Dropped(id_, reason, _values(asked[id_], raw[id_]))
            for id_, reason in hidden.items()
            if id_ in read or id_ in bad
        ),
    )


class _Unfit(Exception):
    """This is no answer to the question."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def _known(key: str, asked: Mapping[str, Question]) -> bool:
    if not key.endswith(QUOTE):
        return key in asked
    text = asked.get(key.removesuffix(QUOTE))
    return isinstance(text, TextItem) and text.quotable


def _allowed(raw: Raw, id_: str, faults: dict[str, Reason]) -> bool:
    """Whether the author allows quoting; a value that is neither YES nor blank is a fault."""
    sent = raw.get(id_ + QUOTE, "")
    values = {sent.strip()} if isinstance(sent, str) else {value.strip() for value in sent}
    if values - {YES, ""}:
        faults.setdefault(id_ + QUOTE, "not-a-choice")
    return YES in values


def _values(question: Question, sent: str | Sequence[str]) -> tuple[str, ...]:
    """What was sent and is not blank, each value once."""
    values = [sent] if isinstance(sent, str) else sent
    if isinstance(question, TextItem):
        values = [clean_text(value) for value in values]
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))


def _read(question: Question, sent: tuple[str, ...]) -> Value:
    """The value of a question. Raises _Unfit with the reason when it is none of its answers."""
    if isinstance(question, MultipleItem):
        return _several(question, sent)
    if len(sent) > 1:
        raise _Unfit("too-many")
    (value,) = sent
    match question:
        case ScaleItem():
            return _point(question, value)
        case SingleItem():
            if value not in [choice.id for choice in question.choices]:
                raise _Unfit("not-a-choice")
            return value
        case NumberItem():
            return _number(question, value)
        case DateItem():
            return _day(value)
        case TextItem():
            if len(value) > question.most:
                raise _Unfit("too-long")
            return value


def _point(item: ScaleItem, value: str) -> int | None:
    if value == SKIP:
        if not item.may_skip:
            raise _Unfit("may-not-skip")
        return None
    # Compared as text: int() would also take "+3", "0_3" and the digits of other scripts.
    if value not in map(str, item.scale.points):
        raise _Unfit("not-on-scale")
    return int(value)


def _several(item: MultipleItem, sent: tuple[str, ...]) -> tuple[str, ...]:
    chosen = tuple(choice for choice in item.choices if choice.id in sent)
    if len(chosen) < len(sent):
        raise _Unfit("not-a-choice")
    if len(chosen) > 1 and any(choice.exclusive for choice in chosen):
        raise _Unfit("exclusive")
    if item.max is not None and len(chosen) > item.max:
        raise _Unfit("too-many")
    return tuple(choice.id for choice in chosen)


def _number(item: NumberItem, value: str) -> int:
    if not _NUMBER.fullmatch(value):
        raise _Unfit("not-a-number")
    number = int(value)
    if not item.min <= number <= item.max:
        raise _Unfit("out-of-range")
    return number


def _day(value: str) -> date:
    finnish = _DAY_FIRST.fullmatch(value)
    try:
        if finnish:
            day, month, year = map(int, finnish.groups())
            found = date(year, month, day)
        elif _YEAR_FIRST.fullmatch(value):
            found = date.fromisoformat(value)
        else:
            raise _Unfit("not-a-date")
    except ValueError:
        raise _Unfit("not-a-date") from None
    if found.year not in _YEARS:
        raise _Unfit("out-of-range")
    return found


def _sent(value: Value) -> str | tuple[str, ...]:
    if value is None:
        return SKIP
    return value if isinstance(value, tuple) else str(value)
