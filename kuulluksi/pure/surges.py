"""Whether there is more of a subject in a week than chance would bring: the count is compared with
the tail of a Poisson distribution around the usual weekly count, as outbreaks of disease are looked
for (Farrington et al. 1996, Journal of the Royal Statistical Society A 159, 547-563). Trend, season
and weights of that method are left out, because a unit's weeks are few and its voices fewer.
"""

import math

WEEKS = 12
"""Earlier weeks that tell what is usual."""
FEWEST = 5
"""Fewer voices are no surge, however rare the subject."""
FLOOR = 0.5
"""A subject that was never heard of is taken to come up every other week."""
IMPROBABLE = 0.001
"""As many subjects and places are looked at every night, one in a thousand is needed."""


def usual(earlier: int) -> float:
    """How many a week there usually are, when there were so many in the earlier `WEEKS`; at least
    `FLOOR`."""
    return max(earlier / WEEKS, FLOOR)


def is_surge(count: int, rate: float) -> bool:
    """Whether a week's count is at least `FEWEST` and so high that a Poisson of `rate` reaches it
    less often than `IMPROBABLE`."""
    return count >= FEWEST and at_least(count, rate) < IMPROBABLE


def at_least(count: int, rate: float) -> float:
    """The probability that a Poisson of `rate` is `count` or more."""
    if count <= 0:
        return 1.0
    if count <= rate:
        return 1.0 - math.fsum(_mass(number, rate) for number in range(count))
    # Above the mean the masses fall at least as fast as a geometric series, so the tail is summed
    # itself: one minus the rest would drown in rounding.
    total, number = 0.0, count
    while (mass := _mass(number, rate)) > total * 1e-17:
        total += mass
        number += 1
    return min(total, 1.0)


def _mass(number: int, rate: float) -> float:
    return math.exp(number * math.log(rate) - rate - math.lgamma(number + 1))
