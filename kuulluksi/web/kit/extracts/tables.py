"""A table on its way out: its rows column by column, and what each column means.

Whole numbers hold the missing codes below zero; each format tells them in its own way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from kuulluksi.figures.queries import research
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.text import LANGUAGES, Text

Kind = Literal["number", "text", "day"]
Measure = Literal["nominal", "ordinal", "scale"]

HIDDEN = -9
"""The missing code of a figure that protection hides."""

WHY_MISSING: Mapping[int, Promise] = {
    research.NOT_ANSWERED: gettext_lazy("Not answered"),
    research.NOT_ASKED: gettext_lazy("Not asked, because of earlier answers"),
    research.SKIPPED: gettext_lazy("Does not concern me"),
    research.NOT_CLEAR: gettext_lazy("Unclear on paper"),
}


@dataclass(frozen=True)
class Variable:
    """One column. A number may have labels for its codes, and codes that tell why it is missing. A
    day is the number of the day since the year 1, or such a code."""

    name: str
    label: Text
    kind: Kind = "number"
    measure: Measure = "nominal"
    values: Mapping[int, Text] = field(default_factory=dict)
    missing: Mapping[int, Text] = field(default_factory=dict)
    decimals: int = 0
    # The question that it comes from.
    question: str = ""


@dataclass(frozen=True)
class Several:
    """The variables of one question of several choices."""

    name: str
    label: Text
    variables: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`facts` tell what it is, for the codebook; `language` is that of its words."""

    name: str
    title: Text
    language: str
    asked: Questionnaire
    frame: pl.DataFrame
    variables: tuple[Variable, ...]
    facts: tuple[tuple[str, str], ...]
    sets: tuple[Several, ...] = ()

    def __len__(self) -> int:
        return self.frame.height

    def plain(self) -> pl.DataFrame:
        """The rows for formats without missing codes: there a cell is empty. Days are days."""
        return self.frame.select(_plain(each) for each in self.variables)


def _plain(variable: Variable) -> pl.Expr:
    column = pl.col(variable.name)
    for code in variable.missing:
        column = pl.when(column != code).then(column)
    if variable.kind == "day":
        # The first day of polars is the 719,163rd since the year 1.
        column = (column - 719_163).cast(pl.Date)
    return column.alias(variable.name)


def spoken(say: str | Promise | Callable[[], str]) -> Text:
    """A sentence of the house in all its languages."""
    said = {}
    for tag in LANGUAGES:
        with override(tag):
            said[tag] = say() if callable(say) else str(say)
    return Text.from_json(said)


@cache
def why_missing() -> dict[int, Text]:
    return {code: spoken(label) for code, label in WHY_MISSING.items()}
