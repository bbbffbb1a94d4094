"""Finds what nobody can ever come to, by trying every way of answering that makes a difference.

Of all answers to a question those are tried that its conditions tell apart, so a verdict is exact.
Where LIMIT ways led nowhere and more remain there is none, and that is said; so it is when a
questionnaire has needed more than WORK.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, combinations, islice, product
from math import prod
from typing import Literal

from kuulluksi.pure.questionnaire.conditions import (
    AtLeast,
    Condition,
    Is,
    Leaf,
    Value,
    holds,
    leaves,
)
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    DateItem,
    MultipleItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
    TextItem,
    questions,
)

LIMIT = 4096
"""So many ways of answering are tried for one page or item."""

WORK = 1_000_000
"""So many answers and conditions are looked at for one questionnaire: about a second's work."""

_MOST_CHOICES = 8
"""Of so many choices that conditions name every combination is tried; of more only pairs."""

Verdict = Literal["reached", "never", "undecided"]
Given = Mapping[str, Value]


class Reach:
    """What the conditions of one questionnaire depend on."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._left = WORK
        self._questions = {question.id: question for question in questionnaire.questions}
        # In the order of the document, which is the order in which conditions are decided.
        self._conditions = {
            question.id: tuple(when for when in (page.when, item.when) if when is not None)
            for page in questionnaire.pages
            for item in page.items
            for question in questions(item)
        }

    def verdict(self, *conditions: Condition) -> Verdict:
        """Whether anybody's answers make all the conditions true together."""
        if self._left <= 0:
            return "undecided"
        needed = self._needed(conditions)
        ids = [id_ for id_ in self._questions if id_ in needed]
        all_leaves = list(_leaves([*conditions, *chain(*(self._conditions[id_] for id_ in ids))]))
        leaves_of: defaultdict[str, list[Leaf]] = defaultdict(list)
        for leaf in all_leaves:
            leaves_of[leaf.item].append(leaf)
        ways = [_ways(self._questions[id_], leaves_of[id_]) for id_ in ids]
        cost = 1 + len(ids) + len(all_leaves) // 4
        self._left -= cost
        limit = min(LIMIT, max(self._left // cost, 0))
        for way in islice(product(*ways), limit):
            self._left -= cost
            seen = self._seen({id_: value for part in way for id_, value in part.items()}, ids)
            if all(holds(condition, seen) for condition in conditions):
                return "reached"
        tried_all = prod(map(len, ways)) <= limit and not any(
            _too_many(self._questions[id_], all_leaves) for id_ in ids
        )
        return "never" if tried_all else "undecided"

    def _needed(self, conditions: Sequence[Condition]) -> set[str]:
        """The questions on which these conditions depend, and those on which they do in turn."""
        needed: set[str] = set()
        waiting = {leaf.item for leaf in _leaves(conditions)}
        while waiting:
            id_ = waiting.pop()
            needed.add(id_)
            waiting |= {leaf.item for leaf in _leaves(self._conditions[id_])} - needed
        return needed

    def _seen(self, given: Given, ids: Sequence[str]) -> Given:
        """The answers without those to questions that are not shown, as in `flow.path`."""
        seen: dict[str, Value] = {}
        for id_ in ids:
            if id_ in given and all(holds(when, seen) for when in self._conditions[id_]):
                seen[id_] = given[id_]
        return seen


def _leaves(conditions: Sequence[Condition]) -> Iterator[Leaf]:
    return chain.from_iterable(map(leaves, conditions))


def _ways(question: Question, told_apart: Sequence[Leaf]) -> list[Given]:
    """No answer and one of each kind of answer that the leaves tell apart. Those of which most is
    true come first, for most conditions are made of what is true."""
    different: dict[tuple[bool, ...], Given] = {}
    for way in [{}, *({question.id: value} for value in _values(question, told_apart))]:
        different.setdefault(tuple(holds(leaf, way) for leaf in told_apart), way)
    return [different[true] for true in sorted(different, key=sum, reverse=True)]


def _values(question: Question, told_apart: Sequence[Leaf]) -> Sequence[Value]:
    match question:
        case ScaleItem():
            return [*question.scale.points, *([None] if question.may_skip else [])]
        case SingleItem():
            return [choice.id for choice in question.choices]
        case MultipleItem():
            return _several(question, told_apart)
        case NumberItem():
            named = [number for leaf in told_apart for number in _numbers(leaf)]
            near = {number + step for number in named for step in (-1, 0, 1)}
            inside = {number for number in near if question.min <= number <= question.max}
            return sorted(inside | {question.min, question.max})
        case DateItem():
            return [date(2000, 1, 1)]
        case TextItem():
            return ["…"]


def _numbers(leaf: Leaf) -> list[int]:
    if isinstance(leaf, AtLeast):
        return [leaf.value]
    named = leaf.values if isinstance(leaf, Is) else ()
    return [value for value in named if isinstance(value, int)]


def _several(question: MultipleItem, told_apart: Sequence[Leaf]) -> list[tuple[str, ...]]:
    """Every combination of the choices that conditions name, and of one that none names."""
    alone = [choice.id for choice in question.choices if choice.exclusive]
    together = [choice.id for choice in question.choices if not choice.exclusive]
    named = _named(question, told_apart)
    tried = named + [id_ for id_ in together if id_ not in named][:1]
    most = 2 if _too_many(question, told_apart) else len(tried)
    sizes = range(1, min(most, question.max or most) + 1)
    some = chain.from_iterable(combinations(tried, size) for size in sizes)
    return [*((id_,) for id_ in alone), *some]


def _named(question: MultipleItem, told_apart: Sequence[Leaf]) -> list[str]:
    leaves_here = [leaf for leaf in told_apart if isinstance(leaf, Is) and leaf.item == question.id]
    values = {value for leaf in leaves_here for value in leaf.values}
    return [
        choice.id for choice in question.choices if choice.id in values and not choice.exclusive
    ]


def _too_many(question: Question, told_apart: Sequence[Leaf]) -> bool:
    return isinstance(question, MultipleItem) and len(_named(question, told_apart)) > _MOST_CHOICES
