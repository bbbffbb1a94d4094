"""Conditions as plain instructions on paper: "If you answered 4–6 to question 12, answer this"."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from kuulluksi.pure.questionnaire.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Condition,
    Is,
    Leaf,
    Not,
)
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import MultipleItem, SingleItem


class Instructions:
    """Says conditions of one questionnaire in the language that is spoken, with the words of
    choices in the language of the paper."""

    def __init__(self, questionnaire: Questionnaire, language: str, numbers: Mapping[str, int]):
        self.questionnaire = questionnaire
        self.language = language
        self.numbers = numbers

    def item(self, when: Condition | None) -> str:
        if when is None:
            return ""
        return _("Answer this only if %(condition)s.") % {"condition": self.said(when)}

    def page(self, when: Condition | None) -> str:
        if when is None:
            return ""
        return _("Answer the questions of this part only if %(condition)s.") % {
            "condition": self.said(when)
        }

    def said(self, when: Condition, *, true: bool = True, inside: bool = False) -> str:
        """A condition, or that it is not `true`; what is `inside` another gets brackets."""
        match when:
            case Not():
                return self.said(when.part, true=not true, inside=inside)
            case AllOf() | AnyOf() if len(when.parts) == 1:
                return self.said(when.parts[0], true=true, inside=inside)
            case AllOf() | AnyOf():
                # Not all is one that is not; not any is each that is not.
                together = isinstance(when, AllOf) is true
                parts = [self.said(part, true=true, inside=True) for part in when.parts]
                joined = (_(" and ") if together else _(" or ")).join(parts)
                return f"({joined})" if inside else joined
            case _:
                return self._leaf(when, true=true)

    def _leaf(self, leaf: Leaf, *, true: bool) -> str:
        number = self.numbers[leaf.item]
        if isinstance(leaf, Is):
            return self._one_of(leaf, true=true)
        if isinstance(leaf, Answered):
            words = (
                _("you answered question %(number)s")
                if true
                else _("you did not answer question %(number)s")
            )
            return words % {"number": number}
        words = (
            _("you answered %(value)s or more to question %(number)s")
            if true
            else _("you did not answer %(value)s or more to question %(number)s")
        )
        return words % {"value": leaf.value, "number": number}

    def _one_of(self, leaf: Is, *, true: bool) -> str:
        question = self.questionnaire.question(leaf.item)
        number = self.numbers[leaf.item]
        if isinstance(question, SingleItem | MultipleItem):
            chosen = [each for each in question.choices if each.id in leaf.values]
            quoted = [f"”{each.text.best(self.language)}”" for each in chosen]
            words = (
                _("you chose %(answers)s in question %(number)s")
                if true
                else _("you did not choose %(answers)s in question %(number)s")
            )
            return words % {"answers": _(" or ").join(quoted), "number": number}
        points = [value for value in leaf.values if isinstance(value, int)]
        words = (
            _("you answered %(answers)s to question %(number)s")
            if true
            else _("you did not answer %(answers)s to question %(number)s")
        )
        return words % {"answers": spans(points), "number": number}


def spans(points: Sequence[int]) -> str:
    """Numbers in short: "4–6 or 9"."""
    runs: list[list[int]] = []
    for point in sorted(set(points)):
        if runs and point == runs[-1][-1] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    said = [
        part
        for run in runs
        for part in (map(str, run) if len(run) < 3 else [f"{run[0]}–{run[-1]}"])
    ]
    return _(" or ").join(said)
