"""The search of the ways agrees with trying every answer there is."""

import time
from itertools import product

from hypothesis import given

from kuulluksi.pure.questionnaire.conditions import Value
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.flow import path
from kuulluksi.pure.questionnaire.items import Question, ScaleItem, SingleItem
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.questionnaire.reaching import Reach
from tests.pure.questionnaire import documents as small
from tests.pure.questionnaire.strategies import documents, fewer

LEFT_ALONE = "left alone"


def everything(question: Question) -> list[Value]:
    if isinstance(question, ScaleItem):
        return [LEFT_ALONE, *question.scale.points, *([None] if question.may_skip else [])]
    if isinstance(question, SingleItem):
        return [LEFT_ALONE, *(choice.id for choice in question.choices)]
    return [LEFT_ALONE, "words"]


def seen_by_anybody(questionnaire: Questionnaire) -> set[str]:
    ids = [question.id for question in questionnaire.questions]
    seen: set[str] = set()
    for values in product(*map(everything, questionnaire.questions)):
        given_ = {id_: value for id_, value in zip(ids, values, strict=True) if value != LEFT_ALONE}
        seen |= {item.id for item in path(questionnaire, given_).items}
    return seen


@fewer
@given(documents(kinds=("scale", "single", "text", "note"), most_items=5).map(parse))
def test_reach_finds_what_anybody_sees(questionnaire: Questionnaire) -> None:
    reach = Reach(questionnaire)
    seen = seen_by_anybody(questionnaire)
    for page in questionnaire.pages:
        for item in page.items:
            conditions = [when for when in (page.when, item.when) if when is not None]
            assert (reach.verdict(*conditions) == "reached") is (item.id in seen)


def test_reach_gives_up_in_time() -> None:
    """Forty pages that nobody reaches, each with a condition on all that came before: a moment."""

    def asked(place: int) -> small.Json:
        before = [{"item": f"q{earlier}", "is": "yes"} for earlier in range(place)]
        when = {"when": {"all": [*before, {"item": "q0", "is": "other"}]}} if place else {}
        return small.single(f"q{place}", "yes", "other", **when)

    questionnaire = parse(small.document(small.page("p", *map(asked, range(40)))))
    reach = Reach(questionnaire)
    begun = time.process_time()
    verdicts = [reach.verdict(item.when) for item in questionnaire.items if item.when]
    assert time.process_time() - begun < 5
    assert verdicts[0] == "never"
    assert verdicts[-1] == "undecided"
