"""Any questionnaire, and anything that could be sent for one, for tests by properties."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from kuulluksi.pure.questionnaire.answers import QUOTE, SKIP, YES
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    DateItem,
    MultipleItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
)
from tests.pure.questionnaire.documents import (
    Json,
    asked,
    document,
    matrix,
    multiple,
    number,
    page,
    scale,
    single,
    text,
)

# A questionnaire takes long to make up: fewer of them, and no clock on a busy machine.
fewer = settings(deadline=None, max_examples=50)

CHOICES = ("x", "y", "z", "none")
KINDS = ("scale", "matrix", "single", "multiple", "number", "date", "text", "note")
# A date and a text can be answered or not; the others take the values that a condition may name.
NAMED: dict[str, list[Any]] = {
    "scale": [1, 2, 3],
    "single": list(CHOICES[:3]),
    "multiple": list(CHOICES),
    "number": [0, 5, 9],
    "date": [],
    "text": [],
}


def item(kind: str, id_: str, draw: st.DrawFn) -> Json:
    match kind:
        case "scale":
            return scale(id_, may_skip=draw(st.booleans()))
        case "matrix":
            return matrix(id_, f"{id_}-1", f"{id_}-2")
        case "single":
            return single(id_, *CHOICES[:3])
        case "multiple":
            most: list[Json] = [{}, {"max": 1}, {"max": 2}]
            return multiple(id_, *CHOICES, **draw(st.sampled_from(most)))
        case "number":
            return number(id_, 0, 9)
        case "text":
            return text(id_, long=draw(st.booleans()), quotable=draw(st.booleans()))
    return asked(id_, kind)


def leaf(before: dict[str, str]) -> st.SearchStrategy[Json]:
    """A condition on one of the questions before, given with their kinds."""

    def on(id_: str) -> st.SearchStrategy[Json]:
        values = NAMED[before[id_]]
        kinds: list[st.SearchStrategy[Json]] = [st.just({"answered": True})]
        if values:
            kinds.append(st.sampled_from(values).map(lambda value: {"is": value}))
            several = st.lists(st.sampled_from(values), min_size=2, unique=True)
            kinds.append(several.map(lambda chosen: {"in": chosen}))
        if before[id_] in ("scale", "number"):
            kinds.append(st.sampled_from(values).map(lambda value: {"at_least": value}))
        return st.one_of(kinds).map(lambda said: {"item": id_, **said})

    return st.sampled_from(sorted(before)).flatmap(on)


def condition(before: dict[str, str]) -> st.SearchStrategy[Json]:
    return st.recursive(
        leaf(before),
        lambda inner: st.one_of(
            inner.map(lambda part: {"not": part}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        ),
        max_leaves=4,
    )


@st.composite
def documents(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS, most_items: int = 8) -> Json:
    """The document of any questionnaire: every kind, with conditions that look back."""
    before: dict[str, str] = {}
    pages: list[Json] = []
    ids = iter(range(most_items))
    for place in range(draw(st.integers(1, 3))):
        guarded = bool(before) and draw(st.booleans())
        when = {"when": draw(condition(before))} if guarded else {}
        items = []
        for number_ in [next(ids, None) for _ in range(draw(st.integers(1, 4)))]:
            if number_ is None:
                break
            kind = draw(st.sampled_from(kinds))
            made = item(kind, f"q{number_}", draw)
            if bool(before) and draw(st.booleans()):
                made["when"] = draw(condition(before))
            rows = {row["id"]: "scale" for row in made.get("rows", ())}
            before |= rows or ({} if kind == "note" else {made["id"]: kind})
            items.append(made)
        if items:
            pages.append(page(f"p{place}", *items, **when))
    return document(*pages)


def fitting(question: Question) -> st.SearchStrategy[str | list[str]]:
    """Something that the question takes."""
    match question:
        case ScaleItem():
            points = [str(point) for point in question.scale.points]
            return st.sampled_from([*points, SKIP] if question.may_skip else points)
        case SingleItem():
            return st.sampled_from([choice.id for choice in question.choices])
        case MultipleItem():
            several = [choice.id for choice in question.choices if not choice.exclusive]
            some = st.lists(
                st.sampled_from(several), min_size=1, max_size=question.max or 3, unique=True
            )
            return st.one_of(some, st.just(["none"]))
        case NumberItem():
            return st.integers(question.min, question.max).map(str)
        case DateItem():
            return st.sampled_from(["2026-03-02", "2.3.2026", "1999-12-31"])
    return st.text(min_size=1, max_size=20)


@st.composite
def sent(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, str | list[str]]:
    """What somebody could send who answers some of the questions as they may be answered."""
    raw: dict[str, str | list[str]] = {}
    for question in questionnaire.questions:
        if draw(st.booleans()):
            raw[question.id] = draw(fitting(question))
            if getattr(question, "quotable", False) and draw(st.booleans()):
                raw[question.id + QUOTE] = YES
    return raw


def junk(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, str | list[str]]]:
    """Anything at all, under the ids of the questionnaire and others."""
    ids = [*(question.id for question in questionnaire.questions), "stray"]
    keys = st.sampled_from([*ids, *(id_ + QUOTE for id_ in ids)])
    value = st.one_of(st.text(max_size=12), st.sampled_from(["1", "x", "none", SKIP, YES, " "]))
    return st.dictionaries(keys, st.one_of(value, st.lists(value, max_size=4)))
