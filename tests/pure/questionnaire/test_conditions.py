"""What a condition says of the answers so far."""

from datetime import date
from typing import Any

import pytest

from kuulluksi.pure.questionnaire.conditions import Value, holds, leaves, to_json
from kuulluksi.pure.questionnaire.parsing import parse
from tests.pure.questionnaire.documents import (
    asked,
    multiple,
    number,
    of,
    scale,
    single,
    text,
)

QUESTIONS = (
    scale("score"),
    single("one", "x", "y", "z"),
    multiple("some", "x", "y", "none"),
    number("age", 0, 120),
    asked("day", "date"),
    text("why"),
)


@pytest.mark.parametrize(
    ("when", "given", "true"),
    [
        ({"item": "score", "is": 2}, {"score": 2}, True),
        ({"item": "score", "is": 2}, {"score": 3}, False),
        ({"item": "score", "is": 2}, {"score": None}, False),
        ({"item": "score", "is": 2}, {}, False),
        ({"item": "score", "in": [1, 2]}, {"score": 1}, True),
        ({"item": "score", "in": [1, 2]}, {"score": 3}, False),
        ({"item": "score", "at_least": 2}, {"score": 2}, True),
        ({"item": "score", "at_least": 2}, {"score": 1}, False),
        ({"item": "score", "at_least": 2}, {"score": None}, False),
        ({"item": "score", "at_least": 2}, {}, False),
        ({"item": "score", "answered": True}, {"score": None}, True),
        ({"item": "score", "answered": True}, {}, False),
        ({"item": "one", "is": "x"}, {"one": "x"}, True),
        ({"item": "one", "in": ["x", "y"]}, {"one": "z"}, False),
        ({"item": "some", "is": "x"}, {"some": ("x", "y")}, True),
        ({"item": "some", "is": "x"}, {"some": ("y",)}, False),
        ({"item": "some", "in": ["x", "none"]}, {"some": ("none",)}, True),
        ({"item": "age", "at_least": 18}, {"age": 18}, True),
        ({"item": "age", "is": 0}, {"age": 0}, True),
        ({"item": "day", "answered": True}, {"day": date(2026, 3, 2)}, True),
        ({"item": "why", "answered": True}, {"why": "…"}, True),
        ({"not": {"item": "score", "is": 2}}, {}, True),
        ({"all": [{"item": "score", "is": 2}, {"item": "one", "is": "x"}]}, {"score": 2}, False),
        ({"any": [{"item": "score", "is": 2}, {"item": "one", "is": "x"}]}, {"score": 2}, True),
    ],
)
def test_condition_holds(when: dict[str, Any], given: dict[str, Value], *, true: bool) -> None:
    last = parse(of(*QUESTIONS, text("last", when=when))).items[-1]
    assert last.when is not None
    assert holds(last.when, given) is true
    assert to_json(last.when) == when


def test_leaves_are_all_that_is_said_of_single_items() -> None:
    when = {
        "any": [
            {"not": {"item": "one", "is": "x"}},
            {"all": [{"item": "age", "at_least": 18}, {"item": "why", "answered": True}]},
        ]
    }
    last = parse(of(*QUESTIONS, text("last", when=when))).items[-1]
    assert last.when is not None
    assert [leaf.item for leaf in leaves(last.when)] == ["one", "age", "why"]
