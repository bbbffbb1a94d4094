"""Every channel's answers pass one check: what fits is kept, what does not is named by item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.questionnaire.answers import SKIP, Answer, BadAnswers, clean
from kuulluksi.pure.questionnaire.document import parse
from tests.pure.questionnaire.test_document import small

QUESTIONNAIRE = parse(small())


def faults(raw: dict[str, str]) -> dict[str, str]:
    with pytest.raises(BadAnswers) as caught:
        clean(QUESTIONNAIRE, raw)
    return dict(caught.value.faults)


def test_clean_keeps_answers_in_the_order_of_the_questionnaire() -> None:
    answers = clean(QUESTIONNAIRE, {"b-2": "3", "a": " 1 "})
    assert list(answers) == [Answer("a", 1), Answer("b-2", 3)]
    assert answers.get("b-2") == Answer("b-2", 3)
    assert answers.questionnaire is QUESTIONNAIRE


def test_does_not_concern_me_is_an_answer_and_silence_is_none() -> None:
    answers = clean(QUESTIONNAIRE, {"a": SKIP, "b-2": ""})
    assert answers.get("a") == Answer("a", None)
    assert answers.get("b-2") is None
    assert len(answers) == 1
    assert not clean(QUESTIONNAIRE, {"a": "  "})
    assert not clean(QUESTIONNAIRE, {})


def test_clean_names_every_item_that_is_wrong() -> None:
    assert faults({"b-2": SKIP, "a": "4", "c": ""}) == {
        "c": "unknown",
        "a": "not-on-scale",
        "b-2": "may-not-skip",
    }


@pytest.mark.parametrize(
    "value", ["0", "4", "+3", "0_3", "03", "2.0", "kaksi", "\N{ARABIC-INDIC DIGIT TWO}", "²"]
)
def test_clean_takes_only_the_points_as_printed(value: str) -> None:
    assert faults({"a": value}) == {"a": "not-on-scale"}


@given(st.dictionaries(st.sampled_from(["a", "b-2"]), st.sampled_from(["", "1", "2", "3"])))
def test_clean_keeps_exactly_what_was_chosen(raw: dict[str, str]) -> None:
    kept = {answer.item: str(answer.value) for answer in clean(QUESTIONNAIRE, raw)}
    assert kept == {item: value for item, value in raw.items() if value}
