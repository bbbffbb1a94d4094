"""A questionnaire's items as fields of a form, for whoever asks them: the answering pages, staff in
an interview or keying paper in, and the preview of the editor.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kuulluksi.pure.questionnaire.answers import QUOTE, SKIP, YES, Reason
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
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
from kuulluksi.pure.text import clean_text
from kuulluksi.web.kit.forms import Fault

# What is chosen and what is written have different names, so that a page can show again what
# somebody wrote without knowing the questionnaire (`web.kit.storms`).
CHOSEN, WRITTEN = "a.", "w."

Raw = Mapping[str, Sequence[str]]
"""From item id to what was sent, as `answers.clean` takes it."""

TEMPLATES: Mapping[str, str] = {
    "scale": "kit/asking/scale.html",
    "matrix": "kit/asking/matrix.html",
    "single": "kit/asking/choices.html",
    "multiple": "kit/asking/choices.html",
    "number": "kit/asking/line.html",
    "date": "kit/asking/line.html",
    "text": "kit/asking/text.html",
    "note": "kit/asking/note.html",
}
# More points than this stand in a row of their own on no phone.
ROW = 7
# So much of an answer that fits nowhere is named beside the question.
SHOWN = 30


def name_of(question: Question) -> str:
    """The name of the field in which a question is answered."""
    written = isinstance(question, NumberItem | DateItem | TextItem)
    return (WRITTEN if written else CHOSEN) + question.id


def id_of(question: str) -> str:
    """Where the question of that id stands on the page."""
    return f"q-{question}"


def _keys(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Each raw key of the answers with the name of its field."""
    for question in questionnaire.questions:
        yield question.id, name_of(question)
        if isinstance(question, TextItem) and question.quotable:
            yield question.id + QUOTE, CHOSEN + question.id + QUOTE


def read(questionnaire: Questionnaire, sent: QueryDict) -> dict[str, list[str]]:
    """What a form sent, as `answers.clean` takes it; nothing that is not asked."""
    return {
        key: [clean_text(value) for value in values]
        for key, name in _keys(questionnaire)
        if any(values := sent.getlist(name))
    }


def carried(
    questionnaire: Questionnaire, raw: Raw, but: Iterable[Question] = ()
) -> list[tuple[str, str]]:
    """Name and value of the hidden fields that carry the answers to the other questions."""
    shown = {key for question in but for key in (question.id, question.id + QUOTE)}
    return [
        (name, value)
        for key, name in _keys(questionnaire)
        if key not in shown
        for value in raw.get(key, ())
        if value
    ]


@dataclass(frozen=True)
class Look:
    """How questions are shown: in which language of the questionnaire; `stacked`: the points of a
    scale one below the other; `level`: the heading that each question is, 0 for none."""

    language: str
    stacked: bool = False
    level: int = 0


@dataclass(frozen=True)
class Point:
    """One thing that can be chosen."""

    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True)
class Field:
    """A question as its template shows it, in the language of the one who answers."""

    item: Item
    look: Look
    words: str
    hint: str
    name: str = ""
    points: Sequence[Point] = ()
    skip: Point | None = None
    ends: Sequence[Point] = ()
    value: str = ""
    unit: str = ""
    quoted: bool = False
    sentence: str = ""
    rows: Sequence[SafeString] = ()

    @property
    def id(self) -> str:
        return id_of(self.item.id)

    @property
    def wide(self) -> bool:
        return len(self.points) > ROW

    @property
    def foreign(self) -> str:
        """The language of the question, if it is another than that of the page."""
        tag = self.look.language
        return "" if tag.split("-")[0] == (get_language() or "fi") else tag


def shown(
    items: Iterable[Item], look: Look, raw: Raw | None = None, faults: Iterable[Fault] = ()
) -> list[SafeString]:
    """The items as HTML, with what has been answered and what is wrong at their places."""
    sentences = {fault.field: fault.sentence for fault in faults}
    return [_shown(item, look, raw or {}, sentences) for item in items]


def _shown(item: Item, look: Look, raw: Raw, sentences: Mapping[str, str]) -> SafeString:
    ids = [row.id for row in item.rows] if isinstance(item, MatrixItem) else [item.id]
    blank = not any(id_ in raw or id_of(id_) in sentences for id_ in ids)
    if blank:
        return _blank(item, look, get_language() or "fi")
    return _drawn(item, look, raw, sentences)


@lru_cache(maxsize=4096)
def _blank(item: Item, look: Look, _spoken: str) -> SafeString:
    """A question that nobody has answered yet looks the same to everybody."""
    return _drawn(item, look, {}, {})


def _drawn(item: Item, look: Look, raw: Raw, sentences: Mapping[str, str]) -> SafeString:
    made = _field(item, look, raw, sentences)
    return SafeString(render_to_string(TEMPLATES[item.kind], {"field": made}))


def _field(item: Item, look: Look, raw: Raw, sentences: Mapping[str, str]) -> Field:
    words, hint = item.text.best(look.language), item.hint.best(look.language)
    if isinstance(item, NoteItem):
        return Field(item, look, words, hint)
    if isinstance(item, MatrixItem):
        rows = [_shown(row, look, raw, sentences) for row in item.rows]
        return Field(item, look, words, hint, rows=rows)
    sent = raw.get(item.id, ())
    sentence = sentences.get(id_of(item.id), "")
    points = [Point(value, text, value in sent) for value, text in offered(item, look.language)]
    skip = None
    if isinstance(item, ScaleItem) and item.may_skip:
        skip = Point(SKIP, _("Does not concern me"), SKIP in sent)
    return Field(
        item,
        look,
        words,
        hint,
        name_of(item),
        points,
        skip,
        # The words of the ends stand below the row where a phone has no room beside the points.
        (points[0], points[-1]) if isinstance(item, ScaleItem) else (),
        sent[0] if sent else "",
        item.unit.best(look.language) if isinstance(item, NumberItem) else "",
        YES in raw.get(item.id + QUOTE, ()),
        sentence,
    )


def offered(question: Question, language: str) -> list[tuple[str, str]]:
    """What can be chosen: each raw value with its words, perhaps none."""
    match question:
        case ScaleItem():
            scale = question.scale
            return [(str(point), scale.label(point).best(language)) for point in scale.points]
        case SingleItem() | MultipleItem():
            return [(choice.id, choice.text.best(language)) for choice in question.choices]
    return []


def told(question: Question, sent: Sequence[str], language: str) -> str:
    """What was answered, in words: for a page that shows answers without fields."""
    words = dict(offered(question, language)) | {SKIP: _("Does not concern me")}
    if isinstance(question, ScaleItem):
        words = {value: f"{value} {text}".strip() for value, text in words.items()} | {
            SKIP: words[SKIP]
        }
    return ", ".join(words.get(value, value) for value in sent if value)


def faults(
    questionnaire: Questionnaire, reasons: Mapping[str, Reason], raw: Raw, language: str
) -> list[Fault]:
    """What is wrong with which answer, in the order of the questions."""
    return [
        Fault(id_of(question.id), _sentence(question, reason, raw.get(question.id, ()), language))
        for question in questionnaire.questions
        if (reason := reasons.get(question.id) or reasons.get(question.id + QUOTE))
    ]


def _sentence(question: Question, reason: Reason, sent: Sequence[str], language: str) -> str:
    strange = next((value for value in sent if value), "")[:SHOWN]
    match reason, question:
        case (("not-on-scale" | "may-not-skip"), ScaleItem()):
            low, high = question.scale.min, question.scale.max
            return _(
                "The answer “%(answer)s” is not on the scale from %(low)d to %(high)d."
                " Choose again."
            ) % {"answer": strange, "low": low, "high": high}
        case "too-many", MultipleItem():
            return _("Choose at most %(most)d.") % {"most": question.max}
        case "exclusive", MultipleItem():
            alone = next(choice for choice in question.choices if choice.exclusive)
            return _("“%(choice)s” goes with nothing else. Leave out that or the others.") % {
                "choice": alone.text.best(language)
            }
        case "too-many", _other:
            return _("Choose only one.")
        case "not-a-number", _other:
            return _("Write a whole number with digits, for example 3.")
        case "out-of-range", NumberItem():
            return _("Write a number from %(low)d to %(high)d.") % {
                "low": question.min,
                "high": question.max,
            }
        case (("not-a-date" | "out-of-range"), _other):
            return _("Write the day like this: 2.3.2026.")
        case "too-long", TextItem():
            return _("Shorten your text: at most %(most)d characters fit here.") % {
                "most": question.most
            }
    return _("The answer “%(answer)s” is not one of the choices. Choose again.") % {
        "answer": strange
    }


SECONDS = {"scale": 10, "single": 10, "multiple": 15, "number": 10, "date": 15, "text": 40}


def minutes(questionnaire: Questionnaire) -> int:
    """About how long it takes to answer, in full minutes."""
    return max(1, -(-sum(SECONDS[each.kind] for each in questionnaire.questions) // 60))
