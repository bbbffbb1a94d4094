"""What may be compared with what. Every figure carries how it came about; two that came about in
different ways are told apart before anybody reads a difference into them.

Some are refused. The others are shown with their cautions beside them: what else than the service
may have made the difference.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations


class Source(StrEnum):
    """SURVEY: we asked. INSTANT: people told us of their own accord, which always scores lower."""

    SURVEY = "survey"
    INSTANT = "instant"


class Reason(StrEnum):
    """Why two figures are not compared at all, the weightiest first."""

    SOURCE = "source"
    ITEM = "item"
    SCALE = "scale"


class Caution(StrEnum):
    """What else may have made a difference."""

    WORDING = "wording"
    LABELS = "labels"
    SAMPLING = "sampling"
    MODE = "mode"
    PERIOD = "period"
    LANGUAGE = "language"
    HELPED = "helped"


@dataclass(frozen=True)
class Basis:
    """How a figure came about.

    `item` and the number of its `wording` as in the questionnaire; for one choice of several,
    "item/choice". `scale` is the name of the scale and with it of its labels, `least` and `most`
    its ends (0 and 1 for a choice). `sampling` and `modes` are whatever words their room uses.
    `starts` and `ends` both belong to the period in which answers were given. `languages` are the
    shares of the answers in each language, `helped` the share of those given with help: None where
    that is not known.
    """

    item: str
    wording: int
    scale: str
    least: int
    most: int
    source: Source
    sampling: str
    modes: frozenset[str]
    starts: date
    ends: date
    languages: Mapping[str, float] | None = None
    helped: float | None = None

    def __post_init__(self) -> None:
        if self.ends < self.starts:
            raise ValueError("A period ends after it has started.")

    @property
    def days(self) -> int:
        return (self.ends - self.starts).days + 1


@dataclass(frozen=True)
class Comparison:
    """Whether figures may be compared; refused ones need no cautions."""

    refused: Reason | None = None
    cautions: tuple[Caution, ...] = ()


UNEQUAL = 1.25
"""Periods are of unequal length when the longer is over a quarter longer. So a month is like any
month, a quarter like any quarter; two weeks and three are not alike, nor is a year that was cut
short by a season."""

APART = 0.2
"""Answers differ in language or help when more than this share of them would have to change to be
alike: a fifth of all answers, each a point away, moves a mean of 1–5 by 0.2, nearly all of what
counts as unchanged."""


def compare(one: Basis, other: Basis) -> Comparison:
    """Whether the two may be compared; the same either way round."""
    if reason := _refused(one, other):
        return Comparison(refused=reason)
    return Comparison(cautions=tuple(_cautions(one, other)))


def compare_all(bases: Sequence[Basis]) -> Comparison:
    """The same of a series: refused if any two of it are, and every caution of any two."""
    found = [compare(one, other) for one, other in combinations(bases, 2)]
    reasons, cautions = (
        {each.refused for each in found},
        {c for each in found for c in each.cautions},
    )
    if refused := next((reason for reason in Reason if reason in reasons), None):
        return Comparison(refused=refused)
    return Comparison(cautions=tuple(caution for caution in Caution if caution in cautions))


def _refused(one: Basis, other: Basis) -> Reason | None:
    if one.source != other.source:
        return Reason.SOURCE
    if one.item != other.item:
        return Reason.ITEM
    if (one.least, one.most) != (other.least, other.most):
        return Reason.SCALE
    return None


def _cautions(one: Basis, other: Basis) -> Iterator[Caution]:
    if one.wording != other.wording:
        yield Caution.WORDING
    if one.scale != other.scale:
        yield Caution.LABELS
    if one.sampling != other.sampling:
        yield Caution.SAMPLING
    if one.modes != other.modes:
        yield Caution.MODE
    if max(one.days, other.days) > UNEQUAL * min(one.days, other.days):
        yield Caution.PERIOD
    if _apart(one.languages, other.languages):
        yield Caution.LANGUAGE
    if _apart(_with_help(one), _with_help(other)):
        yield Caution.HELPED


def _with_help(basis: Basis) -> Mapping[str, float] | None:
    return None if basis.helped is None else {"with": basis.helped, "without": 1 - basis.helped}


def _apart(one: Mapping[str, float] | None, other: Mapping[str, float] | None) -> bool:
    """Whether more than `APART` of the answers would have to change for both to be alike."""
    if one is None or other is None:
        return False
    moved = [abs(one.get(key, 0.0) - other.get(key, 0.0)) for key in {*one, *other}]
    return math.fsum(moved) / 2 > APART
