"""Which figure stands for each thing that is counted, as its question was asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from kuulluksi.figures.queries import instant
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    MultipleItem,
    NumberItem,
    Question,
    ScaleItem,
    SingleItem,
)
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure, headline
from kuulluksi.pure.stats.plan import Counted, counted
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.models import Wave


@dataclass(frozen=True)
class Asked:
    """Something counted with the question behind it; None: no question of a questionnaire.

    `measure` is None where choices have no order: their numbers have no mean, and no highest. `top`
    is the lowest point that counts into the share of the highest, None where there is none.
    """

    counted: Counted
    question: Question | None
    measure: Measure | None
    top: int | None

    @property
    def scale(self) -> str:
        """The name of the scale, and with it of its labels."""
        match self.question:
            case ScaleItem():
                return self.question.scale.id
            case None:
                return ""
        return self.question.kind


def asked_in(wave: Wave | None) -> Mapping[str, Asked]:
    """By key, everything that is counted of a wave, or (None) of instant feedback, in the order in
    which it was asked."""
    if wave is None:
        return {each.key: _given(each) for each in instant.plan()}
    return asked_of(surveys.questionnaire(wave.document))


def asked_of(questionnaire: Questionnaire) -> Mapping[str, Asked]:
    """By key, everything that is counted of a questionnaire."""
    by_id = {question.id: question for question in questionnaire.questions}
    return {each.key: _asked(each, by_id[each.item]) for each in counted(questionnaire)}


def _given(counted: Counted) -> Asked:
    if counted.item == instant.KIND:
        return Asked(counted, None, None, None)
    if counted.choice:
        return Asked(counted, None, Measure.SHARE, 1)
    meter = {question.id: question for question in bank.instrument("palvelumittari").questions}
    return _asked(counted, meter[counted.item])


def _asked(counted: Counted, question: Question) -> Asked:
    match question:
        case SingleItem():
            return Asked(counted, question, None, None)
        case NumberItem():
            return Asked(counted, question, Measure.MEAN, None)
        case MultipleItem():
            return Asked(counted, question, Measure.SHARE, 1)
    found = headline(Counts(counted.points, (0,) * len(counted.points)))
    return Asked(counted, question, found.main, found.top)
