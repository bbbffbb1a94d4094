"""How sure one figure is: intervals that hold what is true in 95 of 100 samples."""

import math
from dataclasses import dataclass

from scipy import special

from kuulluksi.pure.stats.counts import Counts

LEVEL = 0.95
LEAST = 10
"""Below so many answers the mean has no interval: t leans on what so few cannot show."""


@dataclass(frozen=True)
class Interval:
    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def z_for(level: float) -> float:
    """The two-sided bound of the normal distribution; 1.96 for 0.95."""
    return float(special.ndtri((1 + level) / 2))


def t_for(level: float, df: float) -> float:
    """The two-sided bound of Student's t."""
    return float(special.stdtrit(df, (1 + level) / 2))


def correction(n: int, population: int | None) -> float:
    """What the standard error is multiplied by when n were drawn at random from a known list of so
    many: √((N − n)/(N − 1)) (Cochran 1977, 2.1). None: no such list, so 1.

    Raises ValueError when more answered than stand on the list.
    """
    if population is None:
        return 1.0
    if population < n or population < 1:
        raise ValueError("More answers than people on the list.")
    return math.sqrt((population - n) / (population - 1)) if population > 1 else 0.0


def of_mean(
    counts: Counts, *, level: float = LEVEL, population: int | None = None
) -> Interval | None:
    """By Student's t. None below `LEAST` answers, or when all answers agree: then nothing is known
    of their spread. Not cut off at the ends of the scale."""
    mean, sd = counts.mean, counts.sd
    if mean is None or not sd or counts.n < LEAST:
        return None
    error = sd / math.sqrt(counts.n) * correction(counts.n, population)
    half = t_for(level, counts.n - 1) * error
    return Interval(mean - half, mean + half)


def of_share(
    number: int, n: int, *, level: float = LEVEL, population: int | None = None
) -> Interval | None:
    """Wilson's score interval (Wilson 1927), which stays between 0 and 1. None when nobody was
    asked. From a known list the sample counts as the larger n/c², c being `correction`.

    Raises ValueError unless 0 ≤ number ≤ n.
    """
    if not 0 <= number <= n:
        raise ValueError("A share is of the whole.")
    if n == 0:
        return None
    shrunk = correction(n, population) ** 2
    p = number / n
    if shrunk == 0:
        return Interval(p, p)
    return wilson(p, n / shrunk, z_for(level))


def wilson(p: float, size: float, bound: float) -> Interval:
    """Wilson's interval of a share p among `size` answers, whole or not, with that bound of the
    standardised error."""
    middle = (p + bound**2 / (2 * size)) / (1 + bound**2 / size)
    spread = math.sqrt(p * (1 - p) / size + bound**2 / (4 * size**2))
    half = bound / (1 + bound**2 / size) * spread
    # Rounding must not carry an end past the share where nobody or everybody did.
    return Interval(min(max(middle - half, 0.0), p), max(min(middle + half, 1.0), p))


def of_nps(counts: Counts, *, level: float = LEVEL) -> Interval | None:
    """Adjusted Wald with three added answers, ¾ of them promoters and ¾ detractors (Rocks 2016,
    The American Statistician 70:365–372). Cut off at −1 and 1; None when nobody answered."""
    if not counts.n:
        return None
    size = counts.n + 3
    up, down = (counts.number(9) + 0.75) / size, (counts.number(0, 6) + 0.75) / size
    middle = up - down
    half = z_for(level) * math.sqrt((up + down - middle**2) / size)
    return Interval(max(middle - half, -1.0), min(middle + half, 1.0))
