"""One measure: slices of the product and of the bare view in turn, and what came of them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.bench.client import Page, Tally, call
from tests.bench.servers import Server, Spent


@dataclass
class Side:
    """One of those that alternate: its pages, and what its slices brought."""

    server: Server
    pages: Sequence[Page]
    tallies: list[Tally] = field(default_factory=list)
    spent: Spent = field(default_factory=lambda: Spent(0))

    def run(self, seconds: float) -> None:
        before = self.server.spent()
        self.tallies.append(call(self.server.port, self.pages, seconds))
        self.spent += self.server.spent() - before

    @property
    def rate(self) -> float:
        return median(self.rates())

    def rates(self) -> list[float]:
        return [tally.rate for tally in self.tallies]

    def latencies(self, share: float) -> list[float]:
        """In milliseconds, of each slice the one that so large a share does not exceed."""
        return [1000 * quantile(tally.latencies, share) for tally in self.tallies]

    def costs(self) -> tuple[float, float, float]:
        """Milliseconds of CPU for a reply: web server, database answering, the rest of it."""
        each = 1000 / sum(len(tally.latencies) for tally in self.tallies)
        return self.spent.web * each, self.spent.database * each, self.spent.besides * each


def alternate(
    sides: Sequence[Side], *, rounds: int, seconds: float, say: Callable[[str], None]
) -> None:
    """The sides in turn, after a warm-up that counts for nothing."""
    for side in sides:
        call(side.server.port, side.pages, seconds / 4)
    for number in range(rounds):
        for side in sides:
            side.run(seconds)
        rates = ", ".join(f"{side.tallies[-1].rate:.0f}/s" for side in sides)
        say(f"    round {number + 1} of {rounds}: {rates}")


def ratios(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """Round by round, so that a slow moment of the machine weighs on both."""
    return [a / b for a, b in zip(one, other, strict=True)]


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of the values does not exceed."""
    return sorted(values)[max(math.ceil(len(values) * share) - 1, 0)]
