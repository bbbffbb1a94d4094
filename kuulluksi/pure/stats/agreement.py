"""How well two readers agree who sort the same texts without seeing each other's choices."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kuulluksi.pure.stats.intervals import LEVEL, Interval, z_for

Table = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Agreement:
    """Two readers' choices: `table[i][j]` texts got the i-th from the first, the j-th from the
    second. Everything is worked out in fractions, so that no digit is lost before the root."""

    table: Table

    def __post_init__(self) -> None:
        if len(self.table) < 2 or any(len(row) != len(self.table) for row in self.table):
            raise ValueError("As many rows as columns, and at least two.")
        if min(min(row) for row in self.table) < 0:
            raise ValueError("Numbers are not negative.")

    @classmethod
    def of_theme(cls, pairs: Sequence[tuple[bool, bool]]) -> "Agreement":
        """Of one theme: whether the first and whether the second found it, text by text."""
        found = (True, False)
        return cls(tuple(tuple(pairs.count((a, b)) for b in found) for a in found))

    @property
    def n(self) -> int:
        return sum(map(sum, self.table))

    @property
    def observed(self) -> Fraction | None:
        """The share of the texts on which both agree; None without texts."""
        if not self.n:
            return None
        return Fraction(sum(row[i] for i, row in enumerate(self.table)), self.n)

    @property
    def by_chance(self) -> Fraction | None:
        """The share on which two would agree who choose blindly, each as often as they did."""
        if not self.n:
            return None
        return sum((a * b for a, b in self._margins), Fraction(0))

    @property
    def prevalence(self) -> Fraction | None:
        """Of both readers' choices, the share that fell on the first kind: of a theme, how common
        they found it. Where that is very rare or very common, kappa is low though both agree."""
        return sum(self._margins[0], Fraction(0)) / 2 if self.n else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa (Cohen 1960): by how much of what was possible they agree more than blind
        chance would. None when both put every text into one and the same kind: then there is
        nothing on which they could have differed."""
        found = self._kappa
        return None if found is None else float(found)

    @property
    def error(self) -> float | None:
        """The standard error of kappa for large samples (Fleiss, Cohen & Everitt 1969, formula 13;
        Fleiss, Levin & Paik 2003, 18.13)."""
        kappa, chance = self._kappa, self.by_chance
        if kappa is None or chance is None:
            return None
        margins = self._margins
        spread = Fraction(0)
        for i, row in enumerate(self.table):
            for j, number in enumerate(row):
                if i == j:
                    part = 1 - sum(margins[i]) * (1 - kappa)
                else:
                    part = (margins[i][1] + margins[j][0]) * (1 - kappa)
                spread += Fraction(number, self.n) * part**2
        spread -= (kappa - chance * (1 - kappa)) ** 2
        return math.sqrt(spread / self.n) / float(1 - chance)

    def interval(self, level: float = LEVEL) -> Interval | None:
        """Kappa give or take its error, cut off at −1 and 1. None without kappa, and when both
        agree on every text: the formula then knows of no error, which would say too much."""
        kappa, error = self.kappa, self.error
        if kappa is None or not error:
            return None
        half = z_for(level) * error
        return Interval(max(kappa - half, -1.0), min(kappa + half, 1.0))

    @property
    def _margins(self) -> list[tuple[Fraction, Fraction]]:
        """How often each kind was chosen, by the first and by the second."""
        rows = [Fraction(sum(row), self.n) for row in self.table]
        columns = [Fraction(sum(column), self.n) for column in zip(*self.table, strict=True)]
        return list(zip(rows, columns, strict=True))

    @property
    def _kappa(self) -> Fraction | None:
        observed, chance = self.observed, self.by_chance
        if observed is None or chance is None or chance == 1:
            return None
        return (observed - chance) / (1 - chance)
