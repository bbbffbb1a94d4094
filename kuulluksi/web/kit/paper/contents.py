"""What stands on the paper: a questionnaire as the parts that `paper.typ` lays out, in plain words.

Questions are numbered through, rows of a matrix too; the keying screen shows the same numbers.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.pure import keying
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    Choice,
    DateItem,
    Item,
    MatrixItem,
    MultipleItem,
    NoteItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
    TextItem,
)
from kuulluksi.pure.text import Text, clean_text
from kuulluksi.surveys.enums import Helper
from kuulluksi.web.kit.paper.conditions import Instructions

Part = dict[str, Any]

MARGIN = 20
WIDTH = 210 - 2 * MARGIN
# In millimetres, but the text in points: text, side of a box, from one point to the
# next, between choices, a box for a digit, a line to write on.
NORMAL = {"text": 11, "box": 4.6, "step": 13, "gap": 2.2, "digit": 7, "line": 9}
LARGE = {"text": 18, "box": 7, "step": 21, "gap": 3, "digit": 10, "line": 14}
# So many points stand beside their statement in small print.
BESIDE = 5
HELPED = "helped"
"""The item under which the boxes of who helped stand."""

# A word longer than this may break anywhere; shorter ones break by the rules of their language.
LONGEST_WORD, BREAK = 40, 18


def plain(words: str) -> str:
    """Words as they are printed: without signs that no key writes, and with places to break where
    a word is longer than a line."""
    kept = unicodedata.normalize("NFC", clean_text(words)).replace("\t", " ")
    return " ".join(_breakable(word) for word in kept.split(" "))


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD or "\n" in word:
        return word
    return "\N{ZERO WIDTH SPACE}".join(
        word[start : start + BREAK] for start in range(0, len(word), BREAK)
    )


class Contents:
    """The parts of a questionnaire in one language, in order."""

    def __init__(self, questionnaire: Questionnaire, language: str, *, large: bool) -> None:
        self.questionnaire = questionnaire
        self.language = language
        self.sizes = LARGE if large else NORMAL
        self.large = large
        asked = questionnaire.questions
        self.numbers = {question.id: number for number, question in enumerate(asked, start=1)}
        self.told = Instructions(questionnaire, language, self.numbers)

    def said(self, text: Text) -> str:
        return plain(text.best(self.language))

    def parts(self) -> list[Part]:
        found: list[Part] = []
        for page in self.questionnaire.pages:
            if page.title:
                found.append({"kind": "title", "text": self.said(page.title)})
            if page.when is not None:
                found.append({"kind": "when", "text": plain(self.told.page(page.when))})
            for together in self._together(page.items):
                if together[0].when is not None:
                    told = self.told.item(together[0].when)
                    found.append({"kind": "when", "text": plain(told)})
                found += self._parts_of(together)
        found.append(self.helped())
        for before, part in pairwise([{"kind": ""}, *found]):
            part["close"] = before["kind"] in ("title", "when", "intro")
        return found

    def _together(self, items: Sequence[Item]) -> Iterator[list[Item]]:
        """Statements one after another on the same scale make one table."""
        waiting: list[Item] = []
        for item in items:
            if waiting and not _alike(waiting[-1], item):
                yield waiting
                waiting = []
            waiting.append(item)
        if waiting:
            yield waiting

    def _parts_of(self, items: list[Item]) -> Iterator[Part]:
        match items[0]:
            case ScaleItem():
                yield self._judged([item for item in items if isinstance(item, ScaleItem)])
            case MatrixItem() as matrix:
                intro, hint = self.said(matrix.text), self.said(matrix.hint)
                yield {"kind": "intro", "text": intro, "hint": hint}
                yield self._judged(matrix.rows)
            case NoteItem() as note:
                yield {"kind": "note", "text": self.said(note.text), "hint": self.said(note.hint)}
            case SingleItem() as single:
                yield self._chosen(single, "" if single.hint else _("Tick one box."))
            case MultipleItem() as several:
                how = "" if several.hint else _("Tick as many boxes as you like.")
                if several.max is not None:
                    most = {"n": several.max}
                    how = (
                        ngettext(
                            "Tick at most %(n)d box.", "Tick at most %(n)d boxes.", several.max
                        )
                        % most
                    )
                yield self._chosen(several, how)
            case TextItem() | NumberItem() | DateItem() as written:
                yield self._written(written)

    def _judged(self, rows: Sequence[ScaleItem]) -> Part:
        scale = rows[0].scale
        beside = not self.large and len(scale.points) <= BESIDE
        labels = zip(scale.points, scale.labels, strict=True)
        return {
            "kind": "beside" if beside else "below",
            "points": list(scale.points),
            "legend": [(point, self.said(label)) for point, label in labels if label],
            "across": int(WIDTH // self.sizes["step"]),
            "may_skip": rows[0].may_skip,
            "rows": [self._asked(row) for row in rows],
        }

    def _chosen(self, item: SingleItem | MultipleItem, how: str) -> Part:
        letters = keying.letters(item.choices)
        return {
            **self._asked(item, how),
            "kind": "choices",
            "choices": [
                {"id": choice.id, "key": letter, "text": self.said(choice.text)}
                for choice, letter in zip(item.choices, letters, strict=True)
            ],
        }

    def _written(self, item: TextItem | NumberItem | DateItem) -> Part:
        if isinstance(item, TextItem):
            lines = 2 if not item.long else 5 if self.large else 6
            own = {"kind": "words", "lines": lines, "quotable": item.quotable}
            return {**self._asked(item), **own}
        if isinstance(item, NumberItem):
            groups = [(len(str(item.max)), self.said(item.unit))]
            span = {"min": item.min, "max": item.max}
            how = _("A whole number from %(min)s to %(max)s.") % span
        else:
            groups = [(2, "."), (2, "."), (4, "")]
            how = _("Day, month, year.")
        return {**self._asked(item, how), "kind": "digits", "groups": groups}

    def helped(self) -> Part:
        """Whether somebody helped, at the end: nobody asks it of those who have not answered."""
        choices = [Choice(value, Text.of(fi=str(label))) for value, label in Helper.choices]
        return {
            "kind": "choices",
            "id": HELPED,
            "number": 0,
            "text": _("Did somebody help you to answer?"),
            "hint": "",
            "how": _("Leave this empty if you answered alone."),
            "choices": [
                {"id": choice.id, "key": letter, "text": choice.text.get("fi")}
                for choice, letter in zip(choices, keying.letters(choices), strict=True)
            ],
        }

    def _asked(self, item: Question, how: str = "") -> Part:
        return {
            "id": item.id,
            "number": self.numbers[item.id],
            "text": self.said(item.text),
            "hint": self.said(item.hint),
            "how": how,
        }


def _alike(one: Item, other: Item) -> bool:
    """Whether both are statements that stand in one table."""
    return (
        isinstance(one, ScaleItem)
        and isinstance(other, ScaleItem)
        and (one.scale, one.may_skip, one.when) == (other.scale, other.may_skip, other.when)
    )
