"""Every channel's answers pass one check: what fits is kept, what does not is named by item."""

from collections.abc import Sequence
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.questionnaire.answers import (
    SKIP,
    YES,
    Answer,
    BadAnswers,
    Dropped,
    Reason,
    clean,
)
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.parsing import parse
from tests.pure.questionnaire.documents import (
    Json,
    asked,
    document,
    full,
    matrix,
    multiple,
    number,
    of,
    page,
    scale,
    single,
    small,
    text,
)
from tests.pure.questionnaire.strategies import documents, fewer, junk, sent

QUESTIONNAIRE = parse(small())


def faults(item: Json, value: str | Sequence[str]) -> str | None:
    """The reason why this is no answer to the item, None when it is one."""
    try:
        clean(parse(of(item)), {item["id"]: value})
    except BadAnswers as bad:
        return bad.faults[item["id"]]
    return None


def test_clean_keeps_answers_in_the_order_of_the_questionnaire() -> None:
    answers = clean(QUESTIONNAIRE, {"b-2": "3", "a": " 1 "})
    assert list(answers) == [Answer("a", 1), Answer("b-2", 3)]
    assert answers.get("b-2") == Answer("b-2", 3)
    assert answers.values() == {"a": 1, "b-2": 3}
    assert answers.questionnaire is QUESTIONNAIRE


def test_does_not_concern_me_is_an_answer_and_silence_is_none() -> None:
    answers = clean(QUESTIONNAIRE, {"a": SKIP, "b-2": ""})
    assert answers.get("a") == Answer("a", None)
    assert answers.get("b-2") is None
    assert len(answers) == 1
    assert not clean(QUESTIONNAIRE, {"a": "  ", "b-2": [" ", ""]})
    assert not clean(QUESTIONNAIRE, {})


def test_clean_names_every_item_that_is_wrong() -> None:
    with pytest.raises(BadAnswers) as caught:
        clean(QUESTIONNAIRE, {"b-2": SKIP, "a": "4", "c": ""})
    assert caught.value.faults == {"c": "unknown", "a": "not-on-scale", "b-2": "may-not-skip"}
    assert str(caught.value) == "c: unknown, a: not-on-scale, b-2: may-not-skip"


@pytest.mark.parametrize(
    "value", ["0", "4", "+3", "0_3", "03", "2.0", "kaksi", "\N{ARABIC-INDIC DIGIT TWO}", "²"]
)
def test_clean_takes_only_the_points_as_printed(value: str) -> None:
    assert faults(scale("a"), value) == "not-on-scale"


def test_clean_takes_the_rows_of_a_matrix_as_questions() -> None:
    grid = parse(of(matrix("grid", "row-1", "row-2")))
    assert clean(grid, {"row-2": "2", "row-1": SKIP}).values() == {"row-1": None, "row-2": 2}
    with pytest.raises(BadAnswers, match="grid: unknown"):
        clean(grid, {"grid": "2"})


@pytest.mark.parametrize(
    ("value", "kept", "fault"),
    [
        ("x", "x", None),
        (["x"], "x", None),
        (["x", "", " x "], "x", None),
        (["x", "y"], None, "too-many"),
        ("X", None, "not-a-choice"),
        (SKIP, None, "not-a-choice"),
    ],
)
def test_clean_takes_one_of_the_choices(
    value: str | list[str], kept: str | None, fault: str | None
) -> None:
    item = single("one", "x", "y")
    assert faults(item, value) == fault
    if kept:
        assert clean(parse(of(item)), {"one": value}).values() == {"one": kept}


@pytest.mark.parametrize(
    ("value", "kept", "fault"),
    [
        ("y", ("y",), None),
        (["z", "x"], ("x", "z"), None),
        (["x", "x", " "], ("x",), None),
        (["none"], ("none",), None),
        (["x", "y", "z"], None, "too-many"),
        (["x", "none"], None, "exclusive"),
        (["x", "w"], None, "not-a-choice"),
        ("x,y", None, "not-a-choice"),
    ],
)
def test_clean_takes_several_choices_in_the_order_of_the_questionnaire(
    value: str | list[str], kept: tuple[str, ...] | None, fault: str | None
) -> None:
    item = multiple("some", "x", "y", "z", "none", max=2)
    assert faults(item, value) == fault
    if kept:
        assert clean(parse(of(item)), {"some": value}).values() == {"some": kept}


@pytest.mark.parametrize(
    ("value", "kept"),
    [("0", 0), ("120", 120), ("007", 7), ("121", "out-of-range"), ("9" * 12, "out-of-range")]
    + [(bad, "not-a-number") for bad in ("-1", "3,5", "3.0", "kolme", "1 2", "²", "9" * 5000)],
)
def test_clean_takes_whole_numbers_in_their_range(value: str, kept: int | str) -> None:
    item = number("age", 0, 120)
    if isinstance(kept, str):
        assert faults(item, value) == kept
    else:
        assert clean(parse(of(item)), {"age": value}).values() == {"age": kept}


@pytest.mark.parametrize("value", ["2026-03-02", "2.3.2026", "02.03.2026"])
def test_clean_takes_a_day_as_machines_and_as_finns_write_it(value: str) -> None:
    answers = clean(parse(of(asked("day", "date"))), {"day": value})
    assert answers.values() == {"day": date(2026, 3, 2)}


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("29.2.2026", "not-a-date"),
        ("2026-13-01", "not-a-date"),
        ("20260302", "not-a-date"),
        ("2026-W10-1", "not-a-date"),
        ("3/2/2026", "not-a-date"),
        ("2.3.26", "not-a-date"),
        ("0000-01-01", "not-a-date"),
        ("eilen", "not-a-date"),
        ("0206-03-02", "out-of-range"),
        ("1.1.2100", "out-of-range"),
    ],
)
def test_clean_takes_no_day_that_is_none(value: str, fault: str) -> None:
    assert faults(asked("day", "date"), value) == fault


def test_clean_keeps_the_words_as_they_were_written() -> None:
    words = " Kiitos.\r\n\r\nSe auttoi\x00 minua. "
    answers = clean(parse(of(text("why"))), {"why": words})
    assert answers.values() == {"why": "Kiitos.\n\nSe auttoi minua."}


def test_clean_counts_the_signs_of_a_text() -> None:
    assert faults(text("why", long=False), "ä" * 200) is None
    assert faults(text("why", long=False), "ä" * 201) == "too-long"
    assert faults(text("why"), "ä" * 10_000) is None
    assert faults(text("why"), "ä" * 10_001) == "too-long"


def test_quoting_is_allowed_by_the_author_alone() -> None:
    questionnaire = parse(of(text("why"), text("name", quotable=False), scale("a")))
    assert clean(questionnaire, {"why": "…", "why.quote": YES}).get("why") == Answer(
        "why", "…", may_quote=True
    )
    assert clean(questionnaire, {"why": "…"}).get("why") == Answer("why", "…")
    assert clean(questionnaire, {"why": "…", "why.quote": [""]}).get("why") == Answer("why", "…")
    assert not clean(questionnaire, {"why": "", "why.quote": YES})
    for key in ("name.quote", "a.quote", "nothing.quote", ".quote"):
        with pytest.raises(BadAnswers) as caught:
            clean(questionnaire, {key: YES})
        assert caught.value.faults == {key: "unknown"}
    with pytest.raises(BadAnswers) as caught:
        clean(questionnaire, {"why": "…", "why.quote": "maybe"})
    assert caught.value.faults == {"why.quote": "not-a-choice"}


def test_what_is_not_asked_is_dropped_with_the_reason_and_is_no_fault() -> None:
    questionnaire = parse(
        document(
            page("one", single("where", "home", "away")),
            page("two", scale("a"), text("why"), when={"item": "where", "is": "away"}),
            page("three", number("age", 0, 9, when={"item": "a", "answered": True})),
        )
    )
    raw = {"where": "home", "a": "1", "why": "  ", "age": "a hundred"}
    answers = clean(questionnaire, raw)
    assert answers.values() == {"where": "home"}
    assert answers.dropped == (
        Dropped("a", "page-not-shown", ("1",)),
        Dropped("age", "item-not-shown", ("a hundred",)),
    )
    with pytest.raises(BadAnswers, match="age: not-a-number"):
        clean(questionnaire, {**raw, "where": "away"})


def test_point_is_for_answers_on_a_scale() -> None:
    assert Answer("a", 3).point == 3
    assert Answer("a", None).point is None
    with pytest.raises(TypeError, match="'why' is no point"):
        _ = Answer("why", "…").point


@fewer
@given(documents().map(parse), st.data())
def test_clean_takes_its_own_answers_again(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    raw = data.draw(sent(questionnaire))
    answers = clean(questionnaire, raw)
    assert not {answer.item for answer in answers} & {left.item for left in answers.dropped}
    again = clean(questionnaire, answers.raw())
    assert again.given == answers.given
    assert again.dropped == ()


@fewer
@given(documents().map(parse), st.data())
def test_clean_names_what_is_wrong_and_nothing_else(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    raw = data.draw(junk(questionnaire))
    named: dict[str, Reason] = {}
    try:
        named |= {answer.item: "unknown" for answer in clean(questionnaire, raw)}
    except BadAnswers as bad:
        named |= bad.faults
    assert named.keys() <= raw.keys()
    assert set(named.values()) <= set(get_args(Reason))


def test_every_kind_is_answered_at_once() -> None:
    answers = clean(
        parse(full()),
        {
            "score": "3",
            "row-1": "1",
            "one": "y",
            "some": ["z", "x"],
            "age": "18",
            "day": "2.3.2026",
            "why": "koska",
            "why.quote": "yes",
            "short": "rivi",
        },
    )
    assert answers.raw() == {
        "score": "3",
        "row-1": "1",
        "one": "y",
        "some": ("x", "z"),
        "age": "18",
        "day": "2026-03-02",
        "why": "koska",
        "why.quote": "yes",
        "short": "rivi",
    }
