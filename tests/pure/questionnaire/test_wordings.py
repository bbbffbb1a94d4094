"""The numbers of wordings are the house's: the same words have one number wherever they stand."""

import copy
from typing import Any

import pytest
from hypothesis import given

from kuulluksi.pure.questionnaire import bank, editing, wordings
from kuulluksi.pure.questionnaire.document import Questionnaire, to_json
from kuulluksi.pure.questionnaire.items import Item
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.questionnaire.wordings import Asked, Wordings
from tests.pure.questionnaire import documents as small
from tests.pure.questionnaire.documents import Json
from tests.pure.questionnaire.strategies import documents, fewer


def known(*asked: Questionnaire, draft: bool = False) -> Wordings:
    return Wordings(
        Asked(item, each.id, each.title, draft) for each in asked for item in each.items
    )


def every() -> list[Questionnaire]:
    return [bank.instrument(name) for name in bank.names()]


def body_of(asked: Questionnaire) -> Json:
    written: Any = to_json(asked)
    return copy.deepcopy(written)


def test_wordings_of_the_bank_are_those_that_stand_there() -> None:
    for asked in every():
        body = body_of(asked)
        assert wordings.numbered(body, known(*every())) == body


def test_wordings_changed_words_get_the_next_free_number() -> None:
    body = body_of(bank.instrument("sosiaaliasemat"))
    body["pages"][0]["items"][1]["text"]["fi"] = "Sain hyvää kohtelua"
    after = wordings.numbered(body, known(*every()))
    assert after["pages"][0]["items"][1]["wording"] == 4
    assert after["pages"][0]["items"][0] == body["pages"][0]["items"][0]


def test_wordings_known_words_get_their_number_back() -> None:
    body = body_of(bank.instrument("sosiaaliasemat"))
    other = bank.instrument("leikkipuistot").question("treated-properly")
    assert other is not None
    raw, _scales = wordings.raw_item(other)
    body["pages"][0]["items"][1] = {**raw, "wording": 77}
    after = wordings.numbered(body, known(*every()))
    assert after["pages"][0]["items"][1]["wording"] == 2


def test_wordings_nobody_sees_the_name_of_a_scale_or_the_condition() -> None:
    body = body_of(bank.instrument("palvelumittari"))
    body["scales"] = {"other-name": body["scales"]["agree-5"]}
    for item in editing.items(body):
        item["scale"] = "other-name"
    body["pages"][-1]["items"][-1]["when"] = {"item": "treated-properly", "is": 1}
    after = wordings.numbered(body, known(*every()))
    assert [item["wording"] for item in editing.items(after)] == [1] * 7


def test_wordings_another_scale_is_another_wording() -> None:
    body = body_of(bank.instrument("palvelumittari"))
    body["scales"]["agree-5"]["labels"]["3"]["fi"] = "En osaa sanoa"
    after = wordings.numbered(body, known(*every()))
    assert all(item["wording"] > 1 for item in editing.items(after))


def test_wordings_what_has_faults_waits_with_the_first_number() -> None:
    body = editing.blank("oma", 1, {"fi": "Oma"})
    faulty = {**small.single("one", "x", "y"), "choices": [], "wording": 9}
    body = editing.with_item(body, "page", faulty)
    after = wordings.numbered(body, known())
    assert editing.item(after, "one")["wording"] == 1
    assert wordings.readable(after) == {}


def test_wordings_rows_of_a_table_are_questions_of_their_own() -> None:
    asked = parse(small.of(small.matrix("grid", "row-1", "row-2")))
    body = body_of(asked)
    body["pages"][0]["items"][0]["rows"][1]["text"]["fi"] = "muuta"
    after = wordings.numbered(body, known(asked))
    item = after["pages"][0]["items"][0]
    assert (item["wording"], [row["wording"] for row in item["rows"]]) == (2, [1, 2])


@fewer
@given(documents())
def test_wordings_numbering_twice_is_numbering_once(body: Json) -> None:
    around = known(parse(small.full()))
    once = wordings.numbered(body, around)
    assert wordings.numbered(once, around) == once
    assert editing.framed(once)
    asked = parse(once)
    assert wordings.numbered(once, known(asked)) == once


@fewer
@given(documents())
def test_wordings_an_item_alone_reads_as_it_does_among_others(body: Json) -> None:
    asked = parse(body)
    alone = wordings.readable(body)
    assert list(alone) == [item.id for item in asked.items]
    for item in asked.items:
        raw, scales = wordings.raw_item(item)
        assert wordings.read_item(raw, scales) == alone[item.id]


def found(query: str, around: Wordings) -> list[str]:
    return [item.id for item, _titles in around.found(query)]


def test_wordings_are_found_by_words_of_any_language() -> None:
    around = known(*every())
    for query in ("kuulluksi", "blivit hörd", "been HEARD", "felt-heard", "  tullee "):
        assert "felt-heard" in found(query, around)
    assert found("xyzzy", around) == []
    hits = {item.id: titles for item, titles in around.found("asiallista kohtelua")}
    assert bank.instrument("palvelumittari").title in hits["treated-properly"]


def test_wordings_of_drafts_are_known_but_not_found() -> None:
    asked = parse(small.small())
    around = known(asked, draft=True)
    assert found("a", around) == []
    assert around.standing(asked.items[0]).state == "known"


def test_wordings_tell_where_a_question_stands() -> None:
    asked = parse(small.small())
    around = known(asked)
    item: Item = asked.items[0]
    assert around.standing(item).titles == (asked.title,)
    assert around.item("a", 1) == item
    with pytest.raises(LookupError):
        around.item("a", 2)
