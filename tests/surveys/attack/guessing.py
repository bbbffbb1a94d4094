"""How well somebody guesses: whether what is known of people and what is known of answers go
together better than chance would have it.
"""

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

Values = Mapping[int, Any]
"""From a person's number to something that was found about them."""

# Chance passes so many standard deviations once in four hundred thousand million tries.
SURE = 7.0
# By chance about one pair is right, and so many once in 10¹⁸ tries.
PAIRS = 20.0
SHUFFLES = 100


def together(one: Values, other: Values) -> float:
    """How surely two orders go together, or against each other: Spearman's rank correlation of
    those who have both, in its own standard deviations (1/√(n−1), whatever the ties)."""
    both = sorted(one.keys() & other.keys())
    if len(both) < 3:
        return 0.0
    ranks = _ranks([one[person] for person in both]), _ranks([other[person] for person in both])
    middle = (len(both) - 1) / 2
    first, second = ([rank - middle for rank in each] for each in ranks)
    spread = math.sqrt(sum(a * a for a in first) * sum(b * b for b in second))
    if not spread:
        return 0.0
    return abs(sum(a * b for a, b in zip(first, second, strict=True))) / spread * _sqrt(both)


def right_pairs(one: Values, other: Values) -> float:
    """How many are found by what stands on both sides, on average, when each is guessed among all
    that have the same value."""
    both = one.keys() & other.keys()
    same = Counter(_plain(other[person]) for person in both)
    return sum(
        1 / same[_plain(one[person])]
        for person in both
        if _plain(one[person]) == _plain(other[person])
    )


def neighbours(order: Sequence[int], found: Values) -> float:
    """How surely those who came one after the other lie closer together, or farther apart, than
    by chance: in standard deviations of so many random orders."""
    present = [person for person in order if person in found]
    if len(present) < 3:
        return 0.0
    ranks = _ranks([found[person] for person in present])
    chance = random.Random(1)
    drawn = [_apart(chance.sample(ranks, len(ranks))) for _ in range(SHUFFLES)]
    mean = sum(drawn) / SHUFFLES
    spread = math.sqrt(sum((each - mean) ** 2 for each in drawn) / (SHUFFLES - 1))
    return abs(_apart(ranks) - mean) / spread if spread else 0.0


def _sqrt(both: Sequence[int]) -> float:
    return math.sqrt(len(both) - 1)


def _apart(ranks: Sequence[float]) -> float:
    return sum(abs(a - b) for a, b in pairwise(ranks))


def _ranks(values: Sequence[Any]) -> list[float]:
    """From 0; those that are alike share the middle of their ranks."""
    keys = [_plain(value) for value in values]
    counted = Counter(keys)
    rank, ranks = 0, {}
    for key in sorted(counted):
        ranks[key] = rank + (counted[key] - 1) / 2
        rank += counted[key]
    return [ranks[key] for key in keys]


def _plain(value: Any) -> tuple[bool, Any]:
    """Numbers, texts and nothing at all, in one order."""
    if isinstance(value, int | float | tuple):
        return (False, value if isinstance(value, tuple) else (value,))
    return (True, str(value))
