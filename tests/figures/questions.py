"""A questionnaire with every kind of question that is counted."""

from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.parsing import parse
from tests.pure.questionnaire.documents import matrix, multiple, number, of, scale, single, text

ALL_KINDS: Questionnaire = parse(
    of(
        scale("score"),
        matrix("grid", "row-1", "row-2"),
        # "skip" is a choice here, and no sign that it does not concern somebody.
        single("one", "x", "y", "skip"),
        multiple("some", "x", "y", "skip", "none", max=2),
        number("age", 0, 10),
        number("income", 0, 5000),
        text("why"),
        single("group", "left", "right"),
    )
)
