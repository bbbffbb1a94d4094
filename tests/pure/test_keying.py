"""Keys of the keying screen: what they mean, where the screen goes on, how two keyings compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import keying
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.answers import QUOTE, SKIP, clean
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import Choice, MultipleItem, SingleItem
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.text import Text
from tests.pure.questionnaire.documents import document, multiple, number, page, scale, single, text
from tests.pure.questionnaire.strategies import documents, fewer, junk, sent

STATIONS = bank.instrument("sosiaaliasemat")


def asked(*items: dict[str, object]) -> Questionnaire:
    return parse(document(page("p", *items)))


@fewer
@given(st.data())
def test_keys_of_any_answers_give_the_same_answers(data: st.DataObject) -> None:
    questionnaire = parse(data.draw(documents()))
    answers = clean(questionnaire, data.draw(sent(questionnaire)))
    questions = {each.id: each for each in questionnaire.questions}
    keys = {
        key: keying.TICKED[0] if key.endswith(QUOTE) else keying.typed(questions[key], value)
        for key, value in answers.raw().items()
    }
    if keying.UNCLEAR in keys.values():  # somebody's own words are a question mark
        return
    read = keying.read(questionnaire, keys)
    assert not read.faults
    assert read.answers == answers.raw()


@fewer
@given(st.data())
def test_any_keys_are_answers_or_named_faults(data: st.DataObject) -> None:
    questionnaire = parse(data.draw(documents()))
    typed = {
        key: value
        for key, value in data.draw(junk(questionnaire)).items()
        if isinstance(value, str)
    }
    read = keying.read(questionnaire, typed)
    ids = {each.id for each in questionnaire.questions}
    if read.faults:
        assert {key.removesuffix(QUOTE) for key in read.faults} <= ids
    else:
        clean(questionnaire, read.answers)


@fewer
@given(documents())
def test_no_key_on_which_the_screen_goes_on_begins_another(made: dict[str, object]) -> None:
    questionnaire = parse(made)
    for question in questionnaire.questions:
        ends = keying.ends(question)
        for end in ends:
            assert not [other for other in ends if other != end and other.startswith(end)]
            if end != keying.UNCLEAR:
                assert not keying.read(questionnaire, {question.id: end}).faults


@pytest.mark.parametrize(
    ("keys", "meant"),
    [("3", "3"), ("x", SKIP), ("X", SKIP), ("0", SKIP), (" 5 ", "5")],
)
def test_point_or_does_not_concern_me(keys: str, meant: str) -> None:
    read = keying.read(STATIONS, {"competent": keys})
    assert read.answers == {"competent": meant}


def test_zero_is_a_point_where_the_scale_has_it() -> None:
    likely = bank.instrument("kansallinen-asiakaspalaute")
    assert keying.read(likely, {"recommendation": "0"}).answers == {"recommendation": "0"}
    question = likely.question("recommendation")
    assert question is not None
    ends = keying.ends(question)
    assert "1" not in ends
    assert {"0", "2", "9", "10", "?"} <= set(ends)


def test_unclear_is_kept_apart() -> None:
    read = keying.read(STATIONS, {"competent": "?", "school-grade": "9", "gender": "b"})
    assert read.unclear == ("competent",)
    assert read.answers == {"school-grade": "9", "gender": "man"}


@pytest.mark.parametrize(
    ("item", "keys", "reason"),
    [
        ("competent", "6", "not-on-scale"),
        ("competent", "12", "not-on-scale"),
        ("school-grade", "x", "may-not-skip"),
        ("school-grade", "3", "not-on-scale"),
        ("gender", "q", "not-a-choice"),
        ("gender", "woman", "not-a-choice"),
    ],
)
def test_what_is_no_answer_is_named(item: str, keys: str, reason: str) -> None:
    assert keying.read(STATIONS, {item: keys}).faults == {item: reason}


@pytest.mark.parametrize("keys", ["ac", "a c", "a, c", "13", "1 3", "A+C", "ca"])
def test_several_choices_together_or_apart(keys: str) -> None:
    several = asked(multiple("m", "x", "y", "z"))
    assert keying.read(several, {"m": keys}).answers == {"m": ("x", "z")}


def test_more_choices_than_letters_are_numbered() -> None:
    ids = [f"c{place}" for place in range(30)]
    choices = tuple(Choice(id_, Text.of(fi=id_)) for id_ in ids)
    one = SingleItem(id="s", wording=1, text=Text.of(fi="?"), choices=choices)
    many = MultipleItem(id="m", wording=1, text=Text.of(fi="?"), choices=choices)
    assert keying.meant(one, "30") == "c29"
    assert keying.meant(many, "1 12") == ("c0", "c11")
    assert keying.typed(many, ("c0", "c11")) == "1 12"
    assert "1" not in keying.ends(one)
    assert keying.hint(one) == "1–30"


@pytest.mark.parametrize("keys", ["2.3.2026", "02032026", "2026-03-02"])
def test_day(keys: str) -> None:
    day = asked({"id": "d", "kind": "date", "wording": 1, "text": {"fi": "Päivä"}})
    assert keying.read(day, {"d": keys}).answers == {"d": "2026-03-02"}


@pytest.mark.parametrize(
    ("keys", "said"), [("1", "yes"), ("x", "yes"), ("k", "yes"), ("0", None), ("", None)]
)
def test_box_for_quoting(keys: str, said: str | None) -> None:
    words = asked(text("t", long=True, quotable=True))
    read = keying.read(words, {"t": "Kiitos", "t.quote": keys})
    assert read.answers.get("t.quote") == said


def test_what_is_not_asked_of_somebody_is_told() -> None:
    told = asked(single("s", "x", "y"), {**number("n", 0, 9), "when": {"item": "s", "is": "x"}})
    read = keying.read(told, {"s": "b", "n": "4"})
    assert read.answers == {"s": "y"}
    assert [each.item for each in read.dropped] == ["n"]


def test_keyings_are_compared_where_one_of_them_says_something() -> None:
    first = keying.as_one({"school-grade": "9", "competent": "5", "worked-well": "Kiitos!"}, [])
    second = keying.as_one(
        {"school-grade": "8", "worked-well": "kiitos", "met-needs": "1"}, ["competent"]
    )
    found = keying.compare(STATIONS, first, second)
    assert found.answers == 4
    assert [(each.item, each.first, each.second) for each in found.differences] == [
        ("competent", "5", "?"),
        ("met-needs", "", "1"),
        ("school-grade", "9", "8"),
    ]


@fewer
@given(st.data())
def test_a_keying_does_not_differ_from_itself(data: st.DataObject) -> None:
    questionnaire = parse(data.draw(documents()))
    answers = clean(questionnaire, data.draw(sent(questionnaire))).raw()
    found = keying.compare(questionnaire, answers, keying.as_one(answers, []))
    assert not found.differences
    assert found.answers == len(answers)


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=60, unique=True), st.integers(1, 50))
def test_sheets_to_be_keyed_twice(numbers: list[int], every: int) -> None:
    due = keying.due_again(numbers, every)
    assert set(due) <= set(numbers)
    assert len(due) == max(1, len(numbers) // every)


def test_no_sheet_is_keyed_twice_in_an_empty_batch() -> None:
    assert keying.due_again([], 10) == ()


def test_scale_without_skipping_has_no_such_key() -> None:
    plain = asked(scale("q", may_skip=False))
    assert keying.hint(plain.questions[0]) == "1–3"
    assert "x" not in keying.ends(plain.questions[0])
