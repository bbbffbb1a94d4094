"""The fields on which a questionnaire is edited. What is typed becomes raw JSON as it is, so that
nothing typed is lost even while it has faults.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.pure.questionnaire import wordings
from kuulluksi.pure.questionnaire.editing import Json
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
from kuulluksi.pure.text import LANGUAGES, clean_text
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.surveys.editor_faults import TONGUES

COMPLEX = "kept"
"""A condition of several parts, which the form keeps as it is."""


@dataclass(frozen=True)
class Part:
    """One text in one language."""

    id: str
    tag: str
    tongue: Promise
    words: str
    fault: bool = False


@dataclass(frozen=True)
class Texts:
    """One text in all languages, side by side."""

    name: str
    label: str
    parts: Sequence[Part]
    long: bool = False
    hint: str = ""
    fault: str = ""
    optional: bool = False

    @property
    def described(self) -> str:
        ids = [f"{self.name}-hint"] if self.hint else []
        return " ".join([*ids, *([f"{self.name}-fault"] if self.fault else [])])


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class When:
    """A condition as its form shows it."""

    item: str
    options: Sequence[Option]
    ways: Sequence[Option] = ()
    values: Sequence[Option] = ()
    least: str = ""
    has_least: bool = False
    faults: Mapping[str, str] | None = None

    @property
    def fault(self) -> str:
        return next(iter((self.faults or {}).values()), "")


WAYS: dict[str, Promise] = {
    "in": gettext_lazy("was answered with one of these"),
    "not-in": gettext_lazy("was not answered with any of these"),
    "at_least": gettext_lazy("was answered with at least"),
    "answered": gettext_lazy("was answered at all"),
    "not-answered": gettext_lazy("was left unanswered"),
}


def tongues(body: Json, *raw: object) -> list[str]:
    """The languages to show: ours, those that are offered, and those in which something is said."""
    offered = body.get("languages")
    used = {tag for text in raw if isinstance(text, Mapping) for tag in text}
    used |= {tag for tag in offered if isinstance(tag, str)} if isinstance(offered, list) else set()
    return [tag for tag in TONGUES if tag in LANGUAGES or tag in used]


def texts(
    name: str,
    label: str,
    raw: object,
    shown: Iterable[str],
    faults: Mapping[str, str],
    **more: Any,
) -> Texts:
    said_ = raw if isinstance(raw, Mapping) else {}
    fault = next((words for key, words in faults.items() if key.startswith(f"{name}_")), "")
    parts = [
        Part(f"{name}_{tag}", tag, TONGUES[tag], str(said_.get(tag, "")), fault=bool(fault))
        for tag in shown
    ]
    return Texts(name, label, parts, fault=fault, **more)


def typed_text(typed: QueryDict, name: str, before: object) -> dict[str, str]:
    """What was typed in each language; a language that the form did not show stays as it was."""
    kept = before if isinstance(before, Mapping) else {}
    found = {tag: words for tag, words in kept.items() if f"{name}_{tag}" not in typed}
    for tag in TONGUES:
        if words := clean_text(typed.get(f"{name}_{tag}", "")).strip():
            found[tag] = words
    return {tag: found[tag] for tag in TONGUES if tag in found}


def typed_number(typed: QueryDict, name: str) -> int | str | None:
    """A whole number; what is none stays as it was typed; None when nothing was."""
    words = clean_text(typed.get(name, "")).strip()
    if words.isascii() and words.isdigit() and len(words) <= 10:
        return int(words)
    return words or None


def numbers(typed: QueryDict, name: str) -> list[int]:
    """The numbers of the rows that a form has under a name: "choice-3_id" is the row 3."""
    heads = {
        key.partition("_")[0].removeprefix(f"{name}-") for key in typed if key.startswith(name)
    }
    return sorted(
        int(head) for head in heads if head.isascii() and head.isdigit() and len(head) < 7
    )


def earlier(body: Json, page: str, item: str = "") -> list[Question]:
    """The questions that are asked before an item, or before a page; those with faults left out."""
    readable = wordings.readable(body)
    found: list[Question] = []
    for each in body["pages"]:
        if each["id"] == page and not item:
            break
        for raw in each["items"]:
            if raw["id"] == item:
                return found
            read = readable.get(raw["id"])
            found += questions(read) if read is not None else []
        if each["id"] == page:
            break
    return found


def when_of(raw: object, before: Sequence[Question], faults: Mapping[str, str]) -> When:
    """The form of a condition; one of several parts can only be kept or taken away."""
    about = {key: words for key, words in faults.items() if key.startswith("when")}
    leaf, turned = _leaf(raw)
    if raw and leaf is None:
        options = [
            Option("", _("Always asked")),
            Option(COMPLEX, _("A condition of several parts, kept as it is"), chosen=True),
        ]
        return When(COMPLEX, options, faults=about)
    named = str(leaf["item"]) if leaf else ""
    known = {question.id: question for question in before}
    options = [Option("", _("Always asked"), chosen=not named)]
    if named and named not in known:
        options.append(
            Option(named, _("%(id)s (not asked before this)") % {"id": named}, chosen=True)
        )
    options += [Option(q.id, said(q.text) or q.id, q.id == named) for q in before]
    question = known.get(named)
    if leaf is None or question is None:
        return When(named, options, faults=about)
    return _with_question(When(named, options, faults=about), question, leaf, turned=turned)


def _with_question(form: When, question: Question, leaf: Json, *, turned: bool) -> When:
    offered = answers_of(question)
    way = next((key for key in ("answered", "at_least") if key in leaf), "in")
    way = f"not-{way}" if turned else way
    possible = ["answered", "not-answered"]
    if isinstance(question, ScaleItem | NumberItem):
        possible = ["at_least", *possible]
    if offered:
        possible = ["in", "not-in", *possible]
    if way not in possible:
        way = possible[0]
    chosen = leaf.get("in", [leaf.get("is")])
    picked = {str(value) for value in chosen} if isinstance(chosen, list) else set()
    return When(
        form.item,
        form.options,
        [Option(each, str(WAYS[each]), each == way) for each in possible],
        [Option(value, words, value in picked) for value, words in offered],
        str(leaf.get("at_least", "")),
        has_least="at_least" in possible,
        faults=form.faults,
    )


def _leaf(raw: Any) -> tuple[Json | None, bool]:
    """The one question that a simple condition looks at, and whether it is turned round."""
    match raw:
        case {"not": {"item": str(), **rest} as leaf, **more} if (
            not more and "at_least" not in rest
        ):
            return dict(leaf), True
        case {"item": str()}:
            return dict(raw), False
    return None, False


def typed_when(typed: QueryDict, before: object, asked: Sequence[Question]) -> Json | None:
    """The condition that was chosen; None for none."""
    named = typed.get("when_item", "")
    if named == COMPLEX:
        return dict(before) if isinstance(before, Mapping) else None
    if not named:
        return None
    question = next((each for each in asked if each.id == named), None)
    offered = answers_of(question) if question else []
    way = typed.get("when_way", "in" if offered else "answered")
    if way in ("answered", "not-answered"):
        leaf: Json = {"item": named, "answered": True}
    elif way == "at_least":
        least = typed_number(typed, "when_least")
        leaf = {"item": named, "at_least": "" if least is None else least}
    else:
        number = isinstance(question, ScaleItem | NumberItem)
        values = [_value(v, number=number) for v in typed.getlist("when_value")]
        leaf = (
            {"item": named, "is": values[0]} if len(values) == 1 else {"item": named, "in": values}
        )
    return {"not": leaf} if way.startswith("not-") else leaf


def _value(value: str, *, number: bool) -> int | str:
    digits = value.isascii() and value.isdigit() and len(value) < 10
    return int(value) if number and digits else value


def answers_of(question: Question) -> list[tuple[str, str]]:
    """What a condition can expect of a question, with its words."""
    match question:
        case ScaleItem(scale=scale):
            return [
                (str(point), f"{point} {said(scale.label(point))}".strip())
                for point in scale.points
            ]
        case SingleItem() | MultipleItem():
            return [(choice.id, said(choice.text) or choice.id) for choice in question.choices]
        case NumberItem() | DateItem() | TextItem():
            return []


def kind_of(raw: Json) -> str:
    """The kind as people speak of it: a school grade is a scale of its own."""
    return "grade" if raw.get("kind") == "scale" and raw.get("scale") == GRADE else str(raw["kind"])


GRADE = "grade-4-10"
KINDS: dict[str, Promise] = {
    "scale": gettext_lazy("Statement on a scale"),
    "grade": gettext_lazy("School grade"),
    "single": gettext_lazy("One of several choices"),
    "multiple": gettext_lazy("Several choices"),
    "matrix": gettext_lazy("Table of statements"),
    "number": gettext_lazy("Number"),
    "date": gettext_lazy("Day"),
    "text": gettext_lazy("Own words"),
    "note": gettext_lazy("Note that is only read"),
}
