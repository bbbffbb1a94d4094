"""Everybody sees what concerns them: conditions are decided from the front, by what was seen."""

from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.questionnaire.answers import clean
from kuulluksi.pure.questionnaire.conditions import Value
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.flow import path
from kuulluksi.pure.questionnaire.items import questions
from kuulluksi.pure.questionnaire.parsing import parse
from tests.pure.questionnaire.documents import asked, document, matrix, page, scale, single, text
from tests.pure.questionnaire.strategies import documents, fewer, sent

LIVING = parse(
    document(
        page("where", single("where", "home", "institution")),
        page(
            "institution",
            scale("peace"),
            text("why-no-peace", when={"item": "peace", "is": 1}),
            when={"item": "where", "is": "institution"},
        ),
        page("after", text("more", when={"item": "why-no-peace", "answered": True})),
        page("end", asked("thanks", "note")),
    )
)


def shown(questionnaire: Questionnaire, given_: dict[str, Value]) -> dict[str, list[str]]:
    pages = path(questionnaire, given_).pages
    return {shown.page.id: [item.id for item in shown.items] for shown in pages}


def test_path_shows_what_needs_no_answer() -> None:
    assert shown(LIVING, {}) == {"where": ["where"], "end": ["thanks"]}


def test_path_shows_a_page_and_an_item_when_the_answer_before_says_so() -> None:
    assert shown(LIVING, {"where": "institution"}) == {
        "where": ["where"],
        "institution": ["peace"],
        "end": ["thanks"],
    }
    assert shown(LIVING, {"where": "institution", "peace": 1})["institution"] == [
        "peace",
        "why-no-peace",
    ]


def test_path_leaves_out_a_page_without_anything_to_show() -> None:
    everything: dict[str, Value] = {"where": "institution", "peace": 1, "why-no-peace": "…"}
    assert list(shown(LIVING, everything)) == ["where", "institution", "after", "end"]


def test_path_does_not_count_an_answer_that_is_no_longer_asked() -> None:
    gone_home: dict[str, Value] = {"where": "home", "peace": 1, "why-no-peace": "…"}
    assert list(shown(LIVING, gone_home)) == ["where", "end"]


def test_path_tells_why_a_question_is_not_asked() -> None:
    assert path(LIVING, {}).hidden == {
        "peace": "page-not-shown",
        "why-no-peace": "page-not-shown",
        "more": "item-not-shown",
    }
    assert path(LIVING, {"where": "institution"}).hidden == {
        "why-no-peace": "item-not-shown",
        "more": "item-not-shown",
    }


def test_path_hides_the_rows_of_a_matrix_together() -> None:
    when = {"item": "a", "answered": True}
    questionnaire = parse(
        document(page("one", scale("a"), {**matrix("grid", "row-1", "row-2"), "when": when}))
    )
    assert [item.id for item in path(questionnaire, {}).items] == ["a"]
    assert set(path(questionnaire, {}).hidden) == {"row-1", "row-2"}
    assert [item.id for item in path(questionnaire, {"a": None}).items] == ["a", "grid"]


@fewer
@given(documents().map(parse), st.data())
def test_path_asks_each_question_or_tells_why_not(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    answers = clean(questionnaire, data.draw(sent(questionnaire)))
    found = path(questionnaire, answers.values())
    asked_ = [question.id for item in found.items for question in questions(item)]
    assert sorted([*asked_, *found.hidden]) == sorted(q.id for q in questionnaire.questions)
    assert [item for item in questionnaire.items if item in found.items] == list(found.items)


@fewer
@given(documents().map(parse), st.data())
def test_path_is_decided_by_what_is_shown(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    ids = st.sampled_from([question.id for question in questionnaire.questions] or ["nothing"])
    values = data.draw(st.dictionaries(ids, st.sampled_from([None, 1, 2, 3, "x", ("y", "z")])))
    found = path(questionnaire, values)
    kept = {id_: value for id_, value in values.items() if id_ not in found.hidden}
    assert path(questionnaire, kept) == found
