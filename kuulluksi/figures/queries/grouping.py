"""Figures by the groups of one variable, and whether the groups differ at all.

All things that are counted, in all places of a wave, are one family for each variable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from kuulluksi.figures.queries.comparing import Table, value
from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.releases import Figure
from kuulluksi.figures.queries.sources import Told
from kuulluksi.pure.stats.changes import ALPHA
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import recoded
from kuulluksi.pure.stats.many import holm, kruskal_wallis, welch_anova
from kuulluksi.pure.stats.pairs import Test


class Apart(StrEnum):
    """Whether groups answered differently. TOO_FEW: not two groups with enough answers; UNORDERED:
    choices have no order, so that nothing is tested; HIDDEN: some group may not be shown."""

    DIFFER = "differ"
    UNCERTAIN = "uncertain"
    TOO_FEW = "too-few"
    UNORDERED = "unordered"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Broken:
    """One figure by groups: empty where one of them is hidden, because then none is shown.

    `compared`: those with enough answers, which the tests are of. `welch` compares means (of a
    share or NPS recoded), with the degrees of freedom of its numerator beside it; `ranks` is
    Kruskal and Wallis's. `p` is Welch's after Holm.
    """

    asked: Asked
    groups: tuple[Figure, ...]
    compared: tuple[Figure, ...]
    welch: Test | None
    df: float
    ranks: Test | None
    p: float | None
    apart: Apart

    @property
    def values(self) -> list[float | None]:
        return [value(group.published, self.asked) for group in self.groups]


def by(table: Table, variable: str) -> Mapping[tuple[str, str], Broken]:
    """Every figure of a table by the groups of one variable, by place and thing counted."""
    return _broken(table.told, variable, table.least)


@lru_cache(maxsize=64)
def _broken(told: Told, variable: str, least: int) -> Mapping[tuple[str, str], Broken]:
    bare = {
        (place, key): _tested(asked, told.figures.groups(place, asked.counted, variable), least)
        for place in told.inside
        for key, asked in told.asked.items()
        if key != variable
    }
    p = holm({key: each.welch.p for key, each in bare.items() if each.welch})
    return {key: _judged(each, p.get(key)) for key, each in bare.items()}


def _tested(asked: Asked, groups: Sequence[Figure], least: int) -> Broken:
    enough = tuple(each for each in groups if (each.published.n or 0) >= least)
    counts = [each.published.counts for each in enough if each.published.counts]
    apart = Apart.UNCERTAIN
    if not groups:
        apart = Apart.HIDDEN
    elif asked.measure is None:
        apart = Apart.UNORDERED
    elif len(enough) < 2:
        apart = Apart.TOO_FEW
    if apart is not Apart.UNCERTAIN or asked.measure is None:
        return Broken(asked, tuple(groups), enough, None, 0, None, None, apart)
    parts: list[Counts] = [recoded(each, asked.measure) for each in counts]
    welch, df = welch_anova(parts) or (None, 0)
    return Broken(asked, tuple(groups), enough, welch, df, kruskal_wallis(parts), None, apart)


def _judged(found: Broken, p: float | None) -> Broken:
    apart = found.apart
    if p is not None and p < ALPHA and found.ranks and found.ranks.p < ALPHA:
        apart = Apart.DIFFER
    return replace(found, p=p, apart=apart)
