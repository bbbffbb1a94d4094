"""A questionnaire is a value: its pages, its questions, its document, its hash, its languages."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given

from kuulluksi.pure.questionnaire.document import Questionnaire, texts, to_json
from kuulluksi.pure.questionnaire.items import Item, MatrixItem, TextItem, same_wording
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.text import Text
from tests.pure.questionnaire.documents import Json, full, of, said, scale, single, small, text
from tests.pure.questionnaire.strategies import documents, fewer


@fewer
@given(documents())
def test_to_json_is_what_parse_reads(document: Json) -> None:
    questionnaire = parse(document)
    assert to_json(questionnaire) == document
    assert parse(to_json(questionnaire)) == questionnaire


def test_to_json_keeps_every_part_and_the_order_of_writing() -> None:
    written: Json = to_json(parse(full()))
    assert written == full()
    assert list(written) == list(full())
    assert list(written["pages"][1]) == list(full()["pages"][1])


def test_items_are_all_that_stands_on_the_pages_and_questions_what_is_answered() -> None:
    questionnaire = parse(full())
    assert [item.id for item in questionnaire.items] == [
        *("score", "grid", "one", "some", "age", "day", "told", "why", "short")
    ]
    assert [question.id for question in questionnaire.questions] == [
        *("score", "row-1", "row-2", "one", "some", "age", "day", "why", "short")
    ]
    assert [question.id for question in questionnaire.pages[2].questions] == ["why", "short"]
    assert [statement.id for statement in questionnaire.statements] == ["score", "row-1", "row-2"]
    assert questionnaire.question("row-2") is questionnaire.questions[2]
    assert questionnaire.question("told") is None
    assert questionnaire.question("nothing") is None


def test_matrix_has_the_scale_of_its_rows() -> None:
    grid = parse(full()).items[1]
    assert isinstance(grid, MatrixItem)
    assert grid.scale == grid.rows[1].scale
    assert grid.may_skip


def test_scale_has_a_label_per_point() -> None:
    scale = parse(small()).scales["three"]
    assert list(scale.points) == [1, 2, 3]
    assert scale.label(1).get("en") == "low en"
    assert scale.label(2) == Text()
    assert len(scale.labels) == 3
    with pytest.raises(ValueError, match="4"):
        scale.label(4)


def test_a_long_text_takes_as_much_as_a_voice_and_a_short_one_a_line() -> None:
    long, short = parse(of(text("a"), text("b", long=False))).questions
    assert isinstance(long, TextItem)
    assert isinstance(short, TextItem)
    assert (long.most, short.most) == (10_000, 200)


def test_hash_tells_words_apart_and_not_layout() -> None:
    shuffled = dict(reversed(small().items()))
    shuffled["title"] = {"en": " title en", "sv": "title sv", "fi": "title fi"}
    assert parse(shuffled).hash == parse(small()).hash
    assert len(parse(small()).hash) == 64
    other = small()
    other["pages"][0]["items"][0]["text"]["sv"] = "annat"
    assert parse(other).hash != parse(small()).hash
    turned = small()
    turned["pages"][0]["items"].reverse()
    assert parse(turned).hash != parse(small()).hash


def test_questionnaire_can_be_a_key_and_cannot_be_changed() -> None:
    questionnaire = parse(full())
    kept: dict[Questionnaire, str] = {questionnaire: "full"}
    assert kept[parse(full())] == "full"
    for field in ("version", "pages"):
        with pytest.raises(FrozenInstanceError):
            setattr(questionnaire, field, None)


def test_missing_languages_are_visible_with_their_places() -> None:
    document = full()
    del document["purpose"]["sv"]
    del document["scales"]["three"]["labels"]["3"]["sv"]
    del document["pages"][0]["items"][1]["rows"][1]["text"]["en"]
    del document["pages"][1]["items"][0]["choices"][2]["text"]["sv"]
    del document["pages"][1]["items"][1]["unit"]["sv"]
    document["languages"] = ["fi", "sv", "en", "se"]
    missing = parse(document).missing()
    assert "fi" not in missing
    assert missing["en"] == ("pages[0].items[1].rows[1].text",)
    assert missing["sv"] == (
        "purpose",
        "scales.three.labels.3",
        "pages[1].items[0].choices[2].text",
        "pages[1].items[1].unit",
    )
    assert len(missing["se"]) == len(list(texts(parse(document))))


def test_a_language_that_is_not_offered_is_not_missing() -> None:
    document = small()
    document["languages"] = ["sv"]
    document["title"] = {"sv": "rubrik", "se": "bajilčála"}
    assert parse(document).missing() == {}


def test_texts_are_all_that_is_said_in_the_order_of_the_document() -> None:
    document = of(text("why", hint=said("hint")))
    assert [(path, words.get("en")) for path, words in texts(parse(document))] == [
        ("title", "title en"),
        ("purpose", "purpose en"),
        ("pages[0].items[0].text", "why en"),
        ("pages[0].items[0].hint", "hint en"),
    ]


def first_of(**changes: object) -> Item:
    return parse(of({**scale("a"), **changes})).items[0]


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"wording": 7}, True),
        ({"text": {**said("a"), "se": "dearvvahus"}}, True),
        ({"text": {"fi": "a fi", "sv": "a sv"}}, True),
        ({"text": {**said("a"), "sv": "annat"}}, False),
        ({"hint": said("hint")}, False),
        ({"may_skip": False}, False),
        ({"id": "b"}, False),
    ],
)
def test_a_wording_is_the_same_while_nobody_reads_anything_else(
    changes: Json, *, same: bool
) -> None:
    assert same_wording(first_of(), first_of(**changes)) is same
    assert same_wording(first_of(**changes), first_of()) is same


def test_a_wording_is_another_on_another_scale_or_with_other_choices() -> None:
    longer = of(scale("a"))
    longer["scales"]["three"]["labels"]["2"] = said("middle")
    assert not same_wording(first_of(), parse(longer).items[0])
    assert not same_wording(first_of(), parse(of(text("a"))).items[0])
    one, other = (parse(of(single("a", *ids))).items[0] for ids in (("x", "y"), ("x", "z")))
    assert not same_wording(one, other)


def test_a_wording_does_not_depend_on_who_is_asked() -> None:
    guarded = text("b", when={"item": "a", "answered": True})
    one, other = (parse(of(scale("a"), item)).items[1] for item in (guarded, text("b")))
    assert same_wording(one, other)
