"""What the checker tells, each on the smallest questionnaire that has it, and its neighbour."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.questionnaire import checker, reaching
from kuulluksi.pure.questionnaire.answers import clean
from kuulluksi.pure.questionnaire.checker import Finding, check
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.flow import path
from kuulluksi.pure.questionnaire.parsing import parse
from tests.pure.questionnaire.documents import (
    Json,
    document,
    full,
    matrix,
    multiple,
    number,
    of,
    page,
    said,
    scale,
    single,
    text,
)
from tests.pure.questionnaire.strategies import documents, fewer, sent


def found(whole: Json) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in check(parse(whole))]


def with_labels(labels: dict[str, Any], highest: int, *, may_skip: bool = True) -> Json:
    whole = of(scale("a", may_skip=may_skip))
    whole["scales"]["three"] = {"min": 1, "max": highest, "labels": labels}
    return whole


def test_a_sound_questionnaire_gives_no_reason_to_look() -> None:
    assert check(parse(full())) == []


def test_purpose_is_missed() -> None:
    whole = of(text("a"))
    del whole["purpose"]
    assert found(whole) == [("no-purpose", "purpose")]


def test_each_language_that_does_not_say_everything_is_told_once() -> None:
    whole = of(text("a"), text("b"))
    del whole["pages"][0]["items"][0]["text"]["sv"]
    whole["languages"].append("se")
    assert check(parse(whole)) == [
        Finding("missing-language", "pages[0].items[0].text", "sv"),
        Finding("missing-language", "title", "se"),
    ]


@pytest.mark.parametrize(
    ("points", "highest", "codes"),
    [
        (["1", "5"], 5, []),
        (["1", "3", "5"], 5, []),
        (["1", "2", "4", "5"], 5, []),
        (["1", "2", "3", "4", "5"], 5, []),
        (["1", "2", "5"], 5, ["unbalanced-scale"]),
        (["1", "4", "5"], 5, ["unbalanced-scale"]),
        (["1", "4"], 4, ["no-middle"]),
        (["1", "2", "4"], 4, ["unbalanced-scale", "no-middle"]),
    ],
)
def test_scale_has_words_on_both_sides_alike_and_a_middle(
    points: list[str], highest: int, codes: list[str]
) -> None:
    labels = {point: said(f"point {point}") for point in points}
    assert found(with_labels(labels, highest)) == [(code, "scales.three") for code in codes]


def test_scale_that_says_the_same_on_two_points_is_not_balanced() -> None:
    labels = {"1": said("bad"), "2": said("good"), "3": {**said("very good"), "sv": "good sv"}}
    assert found(with_labels(labels, 3)) == [("unbalanced-scale", "scales.three")]


def test_statement_that_may_not_concern_one_needs_a_way_past_it() -> None:
    worded = {str(point): said(f"point {point}") for point in (1, 2, 3)}
    assert found(with_labels(worded, 3)) == []
    assert found(with_labels(worded, 3, may_skip=False)) == [("no-skip", "pages[0].items[0]")]
    # A grade judges the whole: words stand only on its ends.
    assert found(of(scale("a", may_skip=False))) == []


def test_page_with_too_many_questions_is_told() -> None:
    items = [text(f"t{number_}") for number_ in range(checker.MOST_ON_PAGE - 1)]
    assert found(of(*items, text("last"))) == []
    assert found(of(*items, matrix("grid", "row-1", "row-2"))) == [("too-many-items", "pages[0]")]


def test_matrix_too_wide_for_a_phone_is_told() -> None:
    whole = of(matrix("grid", "row-1"))
    whole["scales"]["three"] = {"min": 1, "max": 7, "labels": {"1": said("low"), "7": said("high")}}
    assert found(whole) == [("wide-matrix", "pages[0].items[0]")]
    whole["pages"][0]["items"][0]["may_skip"] = False
    assert found(whole) == []


def test_item_that_depends_on_its_own_page_comes_late() -> None:
    when = {"any": [{"item": "a", "answered": True}, {"item": "b", "answered": True}]}
    whole = document(page("one", text("a")), page("two", text("b"), text("c", when=when)))
    assert check(parse(whole)) == [Finding("late-condition", "pages[1].items[1]", "b")]


SCORED = page("score", scale("a"), multiple("m", "x", "y", "z", "none", max=2), number("n", 0, 9))
LOW = {"item": "a", "is": 1}


@pytest.mark.parametrize(
    ("when", "reached"),
    [
        ({"all": [LOW, {"not": LOW}]}, False),
        ({"all": [LOW, {"item": "a", "at_least": 2}]}, False),
        ({"all": [{"item": "a", "answered": True}, {"not": {"item": "a", "at_least": 1}}]}, True),
        ({"not": {"any": [LOW, {"item": "a", "at_least": 2}]}}, True),
        ({"all": [{"item": "m", "is": "x"}, {"item": "m", "is": "y"}]}, True),
        ({"all": [{"item": "m", "is": "x"}, {"item": "m", "is": "none"}]}, False),
        ({"all": [{"item": "m", "is": id_} for id_ in ("x", "y", "z")]}, False),
        ({"all": [{"item": "m", "answered": True}, {"not": {"item": "m", "is": "x"}}]}, True),
        (
            {
                "all": [
                    {"item": "m", "answered": True},
                    {"not": {"item": "m", "in": ["x", "y", "z", "none"]}},
                ]
            },
            False,
        ),
        (
            {"all": [{"item": "n", "at_least": 4}, {"not": {"item": "n", "at_least": 6}}]},
            True,
        ),
        (
            {
                "all": [
                    {"item": "n", "at_least": 4},
                    {"not": {"item": "n", "at_least": 6}},
                    {"not": {"item": "n", "in": [4, 5]}},
                ]
            },
            False,
        ),
    ],
)
def test_page_that_no_answers_lead_to_is_found(when: Json, *, reached: bool) -> None:
    whole = document(SCORED, page("more", text("b"), text("c", when=LOW), when=when))
    codes = [code for code, path_ in found(whole) if path_ == "pages[1]"]
    assert codes == ([] if reached else ["unreachable-page"])


def test_item_that_no_answers_lead_to_is_found() -> None:
    high = {"item": "a", "at_least": 2}
    whole = document(SCORED, page("more", text("b"), text("c", when=LOW), when=high))
    assert found(whole) == [("unreachable-item", "pages[1].items[1]")]


def test_what_depends_on_something_that_is_never_asked_is_not_reached_either() -> None:
    never = {"all": [LOW, {"not": LOW}]}
    whole = document(
        SCORED,
        page("never", text("b"), when=never),
        page("after", text("c"), when={"item": "b", "answered": True}),
    )
    assert found(whole) == [("unreachable-page", "pages[1]"), ("unreachable-page", "pages[2]")]


def test_when_too_many_ways_lead_nowhere_nothing_is_claimed() -> None:
    questions = [single(f"s{number_}", "x", "y") for number_ in range(13)]
    pages = [page(f"p{number_}", question) for number_, question in enumerate(questions)]
    every = [{"item": f"s{number_}", "is": "x"} for number_ in range(13)]
    assert reaching.LIMIT < 2**13
    whole = document(*pages, page("last", text("a"), when={"all": every}))
    assert found(whole) == []
    never = {"all": [*every, {"not": every[0]}]}
    whole = document(*pages, page("last", text("a"), text("b", when=every[0]), when=never))
    assert found(whole) == [("undecided", "pages[13]")]
    whole = document(*pages, page("last", text("b", when=never)))
    assert found(whole) == [("undecided", "pages[13].items[0]")]


def test_of_many_choices_only_pairs_are_tried() -> None:
    ids = [f"c{number_}" for number_ in range(12)]
    chosen = [{"item": "m", "is": id_} for id_ in ids]
    for when, codes in (
        ({"any": chosen}, []),
        ({"all": chosen[:2]}, []),
        ({"all": chosen}, [("undecided", "pages[1]")]),
    ):
        assert (
            found(document(page("one", multiple("m", *ids)), page("two", text("a"), when=when)))
            == codes
        )


@fewer
@given(documents().map(parse), st.data())
def test_what_somebody_sees_is_never_called_unreachable(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    seen = path(questionnaire, clean(questionnaire, data.draw(sent(questionnaire))).values())
    shown = {shown.page.id for shown in seen.pages}
    told = {finding.path for finding in check(questionnaire) if "unreach" in finding.code}
    for number_, page_ in enumerate(questionnaire.pages):
        if page_.id in shown:
            assert f"pages[{number_}]" not in told
        for place, item in enumerate(page_.items):
            if item in seen.items:
                assert f"pages[{number_}].items[{place}]" not in told
