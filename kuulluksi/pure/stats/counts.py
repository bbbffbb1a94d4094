"""How many gave which answer on a scale, and what follows from that alone."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Counts:
    """How often each point of a scale was chosen: `numbers[i]` times the point `points[i]`.

    Points ascend and stand at equal distances; a point that nobody chose counts 0. Counts of
    different places or languages add up. Raises ValueError for anything else.
    """

    points: tuple[int, ...]
    numbers: tuple[int, ...]

    def __post_init__(self) -> None:
        steps = {b - a for a, b in zip(self.points, self.points[1:], strict=False)}
        if len(self.points) != len(self.numbers) or len(self.points) < 2 or len(steps) > 1:
            raise ValueError("One number for each of at least two points at equal distances.")
        if min(steps) <= 0 or min(self.numbers) < 0:
            raise ValueError("Points ascend and numbers are not negative.")

    @classmethod
    def of(cls, points: Iterable[int], chosen: Mapping[int, int]) -> "Counts":
        """Raises ValueError for a choice that is no point of the scale."""
        scale = tuple(points)
        if strange := sorted(set(chosen) - set(scale)):
            raise ValueError(f"Not on the scale: {', '.join(map(str, strange))}.")
        return cls(scale, tuple(chosen.get(point, 0) for point in scale))

    def __add__(self, other: "Counts") -> "Counts":
        """Raises ValueError for another scale: such figures are never put together."""
        if self.points != other.points:
            raise ValueError("Different scales are not added up.")
        pairs = zip(self.numbers, other.numbers, strict=True)
        return Counts(self.points, tuple(a + b for a, b in pairs))

    @cached_property
    def n(self) -> int:
        return sum(self.numbers)

    @cached_property
    def total(self) -> int:
        return sum(p * k for p, k in zip(self.points, self.numbers, strict=True))

    @property
    def parts(self) -> tuple[tuple[int, ...], ...]:
        """How the answers divide those who gave them: in one way, by points."""
        return (self.numbers,)

    @property
    def mean(self) -> float | None:
        """None when nobody answered."""
        return self.total / self.n if self.n else None

    @cached_property
    def variance(self) -> float | None:
        """Of a sample, with n − 1; None below two answers. Exact in whole numbers until the one
        division, so that no digits are lost for long scales or many answers."""
        if self.n < 2:
            return None
        squares = sum(p * p * k for p, k in zip(self.points, self.numbers, strict=True))
        return (self.n * squares - self.total**2) / (self.n * (self.n - 1))

    @property
    def sd(self) -> float | None:
        return None if self.variance is None else math.sqrt(self.variance)

    @cached_property
    def midranks(self) -> tuple[float, ...]:
        """The rank that the answers of each point share when all answers stand in their order."""
        ranks, below = [], 0
        for number in self.numbers:
            ranks.append(below + (number + 1) / 2)
            below += number
        return tuple(ranks)

    def number(self, at_least: int, at_most: int | None = None) -> int:
        """How many chose a point between these, both counted."""
        most = self.points[-1] if at_most is None else at_most
        pairs = zip(self.points, self.numbers, strict=True)
        return sum(k for p, k in pairs if at_least <= p <= most)

    def share(self, at_least: int, at_most: int | None = None) -> float | None:
        """The share that did, 0 to 1; None when nobody answered."""
        return self.number(at_least, at_most) / self.n if self.n else None

    @property
    def nps(self) -> float | None:
        """The share of 9–10 minus the share of 0–6, −1 to 1 (Reichheld 2003); None when nobody
        answered. Raises ValueError on any scale but 0–10."""
        if self.points != tuple(range(11)):
            raise ValueError("A recommendation is asked from 0 to 10.")
        return (self.number(9) - self.number(0, 6)) / self.n if self.n else None
