"""Figures of a whole whose parts answered in unlike proportions: where one unit gave half of all
answers but serves a tenth of the clients, each of its answers counts for fewer people.

An answer counts for as many people as it stands for, its weight. Counts suffice for it: answers of
one weight at one point of the scale all say the same."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.intervals import LEAST, LEVEL, Interval, t_for, wilson


@dataclass(frozen=True)
class Weighed:
    """Answers each of which stands for `weight` people, more than none."""

    counts: Counts
    weight: float

    def __post_init__(self) -> None:
        if not 0 < self.weight < math.inf:
            raise ValueError("An answer stands for somebody.")


@dataclass(frozen=True)
class Stratum:
    """What was asked apart from the rest, a unit for example: its answers vary only among
    themselves. `population` when they were drawn at random from a list of so many: what is known
    of a part of a list is surer than what is known of no list at all.

    Weights without strata (after age, say) are one stratum of several parts. Raises ValueError when
    more answered than stand on the list.
    """

    parts: tuple[Weighed, ...]
    population: int | None = None

    def __post_init__(self) -> None:
        if self.population is not None and self.population < self.n:
            raise ValueError("More answers than people on the list.")

    @property
    def n(self) -> int:
        return sum(part.counts.n for part in self.parts)


@dataclass(frozen=True)
class Weighted:
    """A weighted figure: `error` is its standard error on `df` degrees of freedom, `n` the answers,
    `people` how many they stand for: fewer than all clients where a unit gave no answer.

    `effective` is how many answers of equal weight would say as much (Kish 1965, 11.7), at most
    `n`. The interval is None where too little is known for one.
    """

    value: float
    error: float
    df: int
    interval: Interval | None
    n: int
    effective: float
    people: float


def by_clients(
    answers: Mapping[str, Counts], clients: Mapping[str, int], *, listed: bool = False
) -> tuple[Stratum, ...]:
    """Each unit weighs as much as it has clients, whatever share of them answered. `listed`: those
    asked were drawn at random from a list of the clients, by unit. A unit without answers is left
    out (see `Weighted.people`).

    Raises ValueError for a unit that answered and whose number of clients is not known.
    """
    given = {unit: counts for unit, counts in answers.items() if counts.n}
    if unknown := sorted(unit for unit in given if not clients.get(unit)):
        raise ValueError(f"No number of clients: {', '.join(unknown)}.")
    return tuple(
        Stratum(
            (Weighed(counts, clients[unit] / counts.n),),
            population=clients[unit] if listed else None,
        )
        for unit, counts in given.items()
    )


def mean(strata: Sequence[Stratum], *, level: float = LEVEL) -> Weighted | None:
    """In points of the scale; the interval by t, as everywhere None below `LEAST` answers or
    without any spread. None when nobody answered. This and the others raise ValueError for parts
    on different scales."""
    found = _estimate(strata, float)
    return found and _around(found, level)


def share(
    strata: Sequence[Stratum], at_least: int, at_most: int | None = None, *, level: float = LEVEL
) -> Weighted | None:
    """Of those who chose a point between these, 0 to 1. The interval is Wilson's for as many
    answers as have this error when they weigh alike, with the bound of t (Dean and Pagano 2015,
    Journal of Survey Statistics and Methodology 3:484–503); for `effective` ones where nobody or
    everybody did, and None without degrees of freedom."""
    found = _estimate(
        strata, lambda point: float(at_least <= point and (at_most is None or point <= at_most))
    )
    if found is None or found.df < 1:
        return found
    p = found.value
    size = p * (1 - p) / found.error**2 if found.error else found.effective
    return replace(found, interval=wilson(p, size, t_for(level, found.df)))


def nps(strata: Sequence[Stratum], *, level: float = LEVEL) -> Weighted | None:
    """The share of 9–10 minus the share of 0–6, −1 to 1, with the interval of a mean, cut off at
    both ends. Raises ValueError on any scale but 0–10."""
    if any(part.counts.points != tuple(range(11)) for each in strata for part in each.parts):
        raise ValueError("A recommendation is asked from 0 to 10.")
    found = _estimate(strata, lambda point: float((point >= 9) - (point <= 6)))
    found = found and _around(found, level)
    if found is None or found.interval is None:
        return found
    low, high = found.interval.low, found.interval.high
    return replace(found, interval=Interval(max(low, -1.0), min(high, 1.0)))


def _around(found: Weighted, level: float) -> Weighted:
    """The same with an interval by t, if enough is known."""
    if found.n < LEAST or not found.error or found.df < 1:
        return found
    half = t_for(level, found.df) * found.error
    return replace(found, interval=Interval(found.value - half, found.value + half))


def _estimate(strata: Sequence[Stratum], score: Callable[[int], float]) -> Weighted | None:
    """The weighted mean of what each point of the scale scores: a ratio of two estimated totals
    (Hájek 1971), with the error of the linearised ratio (Taylor; Särndal, Swensson and Wretman
    1992, 5.5–5.7), as in the package `survey` of R (Lumley 2010)."""
    asked = [each for each in strata if each.n]
    parts = [part for each in asked for part in each.parts]
    if not parts:
        return None
    if len({part.counts.points for part in parts}) > 1:
        raise ValueError("Different scales are not added up.")
    scores = [score(point) for point in parts[0].counts.points]
    people = sum(part.weight * part.counts.n for part in parts)
    value = sum(part.weight * _total(scores, part.counts) for part in parts) / people
    square = sum(_square(each, [s - value for s in scores]) for each in asked) / people**2
    n = sum(each.n for each in asked)
    effective = people**2 / sum(part.weight**2 * part.counts.n for part in parts)
    return Weighted(value, math.sqrt(square), n - len(asked), None, n, effective, people)


def _square(stratum: Stratum, residuals: Sequence[float]) -> float:
    """The variance of the stratum's weighted sum of residuals. A single answer is compared with the
    whole instead of its own stratum (R: survey.lonely.psu = "adjust")."""
    n = stratum.n
    left = 1.0 if stratum.population is None else 1 - n / stratum.population
    middle = sum(part.weight * _total(residuals, part.counts) for part in stratum.parts) / n
    if n == 1:
        middle = 0.0
    squares = sum(
        _total([(part.weight * r - middle) ** 2 for r in residuals], part.counts)
        for part in stratum.parts
    )
    return left * squares * n / max(n - 1, 1)


def _total(scores: Sequence[float], counts: Counts) -> float:
    return sum(s * k for s, k in zip(scores, counts.numbers, strict=True))
