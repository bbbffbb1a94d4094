"""Somebody sits down to answer: the way from page to page, carried in the form and nowhere else.

Each step brings all answers along; what is not on the page stands in hidden fields. What is sent
is checked anew at every step, so a step can be gone back, repeated, or taken without JavaScript.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kuulluksi.pure.questionnaire import flow
from kuulluksi.pure.questionnaire.answers import Answers, BadAnswers, clean
from kuulluksi.pure.questionnaire.document import Page, Questionnaire
from kuulluksi.pure.questionnaire.items import Item, MatrixItem, NoteItem, Question, questions
from kuulluksi.pure.text import LANGUAGES as OURS
from kuulluksi.surveys.enums import Helper
from kuulluksi.web.kit import asking
from kuulluksi.web.kit.asking import Look
from kuulluksi.web.kit.begun import Begun
from kuulluksi.web.kit.forms import Fault

EASY = "fi-x-selko"
REVIEW = "review"
LANGUAGES: Mapping[str, str] = {
    "fi": "Suomi",
    "sv": "Svenska",
    "en": "English",
    EASY: "Selkosuomi",
    "se": "Davvisámegiella",
    "smn": "Anarâškielâ",
    "sms": "Nuõrttsääʹmǩiõll",
}
Then = Literal["show", "give", "pause"]


@dataclass(frozen=True)
class Manner:
    """How somebody wants to answer; `spoken` is the language of the page around the questions."""

    language: str
    spoken: str
    layout: Literal["one", "all"] = "one"
    large: bool = False
    helped: str = ""

    @property
    def easy(self) -> bool:
        return self.language == EASY

    @property
    def look(self) -> Look:
        one = self.layout == "one"
        return Look(self.language, stacked=one or self.large, level=1 if one else 0)


def manner(questionnaire: Questionnaire, sent: QueryDict | Mapping[str, Any]) -> Manner:
    """What was chosen; whatever is not offered becomes the usual."""
    offered, here = questionnaire.languages, get_language() or "fi"
    language, helped = sent.get("language", ""), sent.get("helped", "")
    if language not in offered:
        language = here if here in offered else offered[0]
    base = language.split("-")[0]
    return Manner(
        language,
        # Where there is nothing to choose, the page stays in the language it was opened in.
        base if base in OURS and len(offered) > 1 else here,
        "all" if sent.get("layout") == "all" else "one",
        sent.get("size") == "large",
        helped if helped in Helper.values else "",
    )


@dataclass(frozen=True)
class Step:
    """One question on a page of its own, with what is told before it."""

    id: str
    page: Page
    notes: tuple[NoteItem, ...] = ()
    question: Question | None = None
    matrix: MatrixItem | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        return (*self.notes, *([self.question] if self.question else []))


def steps(path: flow.Path) -> Iterator[Step]:
    """The shown questions one by one, the rows of a matrix too; a note goes with what follows."""
    notes: list[NoteItem] = []
    for shown in path.pages:
        for item in shown.items:
            if isinstance(item, NoteItem):
                notes.append(item)
            for question in questions(item):
                matrix = item if isinstance(item, MatrixItem) else None
                yield Step(question.id, shown.page, tuple(notes), question, matrix)
                notes = []
    if notes:
        yield Step(notes[0].id, path.pages[-1].page, tuple(notes))


@dataclass(frozen=True)
class Sitting:
    """Where somebody is: what has been answered, how it is shown, and at which step."""

    questionnaire: Questionnaire
    begun: Begun
    manner: Manner
    raw: Mapping[str, Sequence[str]] = field(default_factory=dict)
    step: str = ""
    link: str = ""
    # What stood on the page with all questions, to tell what the answers have brought besides.
    asked: frozenset[str] | None = None

    def kept(self) -> dict[str, Any]:
        """What has to be known to go on some other day."""
        return {
            "raw": {key: list(values) for key, values in self.raw.items()},
            "language": self.manner.language,
            "layout": self.manner.layout,
            "size": "large" if self.manner.large else "",
            "helped": self.manner.helped,
            "step": self.step,
            "link": self.link,
            "nonce": self.begun.nonce,
            "key": self.begun.key_name,
        }

    @property
    def written(self) -> list[tuple[str, str]]:
        """Each question that was answered in own words, and the words."""
        texts = [each for each in self.questionnaire.questions if each.kind == "text"]
        return [
            (each.text.best(self.manner.language), words)
            for each in texts
            for words in self.raw.get(each.id, ())
            if words.strip()
        ]

    @property
    def told(self) -> list[tuple[str, str]]:
        """Every question that was answered, and the answer in words."""
        tag = self.manner.language
        return [
            (each.text.best(tag), asking.told(each, self.raw[each.id], tag))
            for each in self.questionnaire.questions
            if any(self.raw.get(each.id, ()))
        ]


def goes_on(questionnaire: Questionnaire, said: Mapping[str, Any], on: date) -> Sitting:
    """What `kept` told, taken up again: the same form, so that its answers are stored once."""
    return Sitting(
        questionnaire,
        Begun(said["nonce"], said["key"], on),
        manner(questionnaire, said),
        said["raw"],
        said["step"],
        said["link"],
    )


def sent(questionnaire: Questionnaire, data: QueryDict, begun: Begun) -> Sitting:
    """What a form brings."""
    return Sitting(
        questionnaire,
        begun,
        manner(questionnaire, data),
        asking.read(questionnaire, data),
        data.get("step", ""),
        data.get("link", ""),
        frozenset(data.get("asked", "").split()) if "asked" in data else None,
    )


@dataclass(frozen=True)
class Turn:
    """What follows from what was sent: a page, the answers to be stored, or a break."""

    then: Then
    sitting: Sitting
    faults: Sequence[Fault] = ()
    answers: Answers | None = None
    more: int = 0


def turn(sitting: Sitting, go: str) -> Turn:
    """One step on, back, or out."""
    asked, language = sitting.questionnaire, sitting.manner.language
    if go == "clear" and sitting.step in sitting.raw:
        sitting = replace(sitting, raw={**sitting.raw, sitting.step: []})
    try:
        answers = clean(asked, sitting.raw)
    except BadAnswers as bad:
        faults = asking.faults(asked, bad.faults, sitting.raw, language)
        wrong = [fault.field for fault in faults]
        step = sitting.step
        if asking.id_of(step) not in wrong:
            step = next(q.id for q in asked.questions if asking.id_of(q.id) in wrong)
        return Turn("show", replace(sitting, step=step), faults)
    if go == "pause":
        return Turn("pause", sitting, answers=answers)
    path = flow.path(asked, answers.values())
    if sitting.manner.layout == "all":
        if go != "send":
            return Turn("show", sitting)
        now = {question.id for item in path.items for question in questions(item)}
        new = now - sitting.asked if sitting.asked is not None else set()
        return Turn("show" if new else "give", sitting, answers=answers, more=len(new))
    return _one_on(sitting, go, answers, [step.id for step in steps(path)])


def _one_on(sitting: Sitting, go: str, answers: Answers, ids: list[str]) -> Turn:
    """From one question to another."""
    here = ids.index(sitting.step) if sitting.step in ids else 0
    last = sitting.step == REVIEW or here == len(ids) - 1
    if go == "send" and last:
        return Turn("give", sitting, answers=answers)
    there = sitting.step if sitting.step in (*ids, REVIEW) else ids[0]
    if go == "previous":
        there = ids[-1] if sitting.step == REVIEW else ids[max(here - 1, 0)]
    elif go in ("next", "send"):
        there = REVIEW if last else ids[here + 1]
    elif go == REVIEW:
        there = REVIEW
    elif go.startswith("to:") and go[3:] in ids:
        there = go[3:]
    return Turn("show", replace(sitting, step=there))


def page(sitting: Sitting, faults: Sequence[Fault] = (), more: int = 0) -> dict[str, Any]:
    """What `kit/asking/sitting.html` shows."""
    asked, own = sitting.questionnaire, sitting.manner
    path = flow.path(asked, _values(sitting))
    shown: dict[str, Any] = {
        "sitting": sitting,
        "manner": own,
        "faults": faults,
        "more": more,
        "title": asked.title.best(own.language),
        "languages_offered": [(tag, LANGUAGES[tag]) for tag in asked.languages],
        "several_languages": len(asked.languages) > 1,
    }
    if own.layout == "all":
        return {**shown, **_all(sitting, path, faults)}
    return {**shown, **_one(sitting, list(steps(path)), faults)}


def _values(sitting: Sitting) -> Mapping[str, Any]:
    """The answers as far as they are right."""
    raw = sitting.raw
    try:
        return clean(sitting.questionnaire, raw).values()
    except BadAnswers as bad:
        wrong = {key.removesuffix(".quote") for key in bad.faults}
        fine = {key: raw[key] for key in raw if key.removesuffix(".quote") not in wrong}
        return clean(sitting.questionnaire, fine).values()


def _all(sitting: Sitting, path: flow.Path, faults: Sequence[Fault]) -> dict[str, Any]:
    own = sitting.manner
    asked = [question for item in path.items for question in questions(item)]
    conditional = any(
        part.when for page in sitting.questionnaire.pages for part in (page, *page.items)
    )
    return {
        "parts": [
            (
                shown.page.title.best(own.language),
                asking.shown(shown.items, own.look, sitting.raw, faults),
            )
            for shown in path.pages
        ],
        "asked": " ".join(question.id for question in asked) if conditional else "",
        "hidden": asking.carried(sitting.questionnaire, sitting.raw, but=asked),
    }


def _one(sitting: Sitting, way: list[Step], faults: Sequence[Fault]) -> dict[str, Any]:
    own = sitting.manner
    empty = [each for each in way if each.question and not any(sitting.raw.get(each.id, ()))]
    if sitting.step == REVIEW:
        return {
            "review": [
                {
                    "id": each.id,
                    "words": each.question.text.best(own.language),
                    "told": asking.told(each.question, sitting.raw.get(each.id, ()), own.language),
                }
                for each in way
                if each.question
            ],
            "empty": len(empty),
            "hidden": asking.carried(sitting.questionnaire, sitting.raw),
            "step": REVIEW,
            "total": len(way),
        }
    here = next((number for number, each in enumerate(way) if each.id == sitting.step), 0)
    step = way[here]
    but = [step.question] if step.question else []
    return {
        "number": here + 1,
        "total": len(way),
        "last": here == len(way) - 1,
        "step": step.id,
        "part": step.page.title.best(own.language),
        "above": step.matrix.text.best(own.language) if step.matrix else "",
        "fields": asking.shown(step.items, own.look, sitting.raw, faults),
        "hidden": asking.carried(sitting.questionnaire, sitting.raw, but=but),
        "answered": any(sitting.raw.get(step.id, ())),
        # Beside the question itself, for whoever has left another one empty.
        "empty": len([each for each in empty if each.id != step.id]),
    }


def helpers() -> list[tuple[str, str]]:
    """Who may have helped, nobody first."""
    return [("", _("No, I answer by myself")), *((each.value, str(each.label)) for each in Helper)]
