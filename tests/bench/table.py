"""The table that is printed: what was measured, beside what is aimed at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.bench.measures import Side, ratios

HEAD = (
    "what",
    "voices",
    "side",
    "rate",
    "p50",
    "p99",
    "p99/p50",
    "CPU web",
    "CPU db",
    "db besides",
)
# Nobody waits noticeably longer than the others.
EVEN = 2.5


@dataclass(frozen=True)
class Aim:
    """What is aimed at: the median of some ratios, at least or at most so much."""

    words: str
    values: Sequence[float]
    bound: float
    at_least: bool = False

    def line(self) -> str:
        found = median(self.values)
        met = found >= self.bound if self.at_least else found <= self.bound
        sign = "≥" if self.at_least else "≤"
        spread = f"{found:.2f} ({min(self.values):.2f}–{max(self.values):.2f})"
        return f"{self.words}: {spread}, aim {sign} {self.bound}: {'met' if met else 'NOT MET'}"


@dataclass
class Table:
    """Grows by measure; printed as plain text."""

    rows: list[tuple[str, ...]] = field(default_factory=lambda: [HEAD])
    aims: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, line: str) -> None:
        """What was timed once, beside the table."""
        self.notes.append(line)

    def add(self, what: str, voices: int, sides: dict[str, Side], aims: Sequence[Aim]) -> None:
        for name, side in sides.items():
            even = ratios(side.latencies(0.99), side.latencies(0.5))
            costs = (f"{cost:.2f} ms" for cost in side.costs())
            p50, p99 = (median(side.latencies(share)) for share in (0.5, 0.99))
            self.rows.append(
                (
                    what,
                    f"{voices:,}".replace(",", " "),
                    name,
                    f"{side.rate:.1f}/s",
                    f"{p50:.1f} ms",
                    f"{p99:.1f} ms",
                    f"{median(even):.2f}",
                    *costs,
                )
            )
        product = next(iter(sides.values()))
        evenness = Aim("p99/p50", ratios(product.latencies(0.99), product.latencies(0.5)), EVEN)
        self.aims += [f"{what} at {voices}: {aim.line()}" for aim in (*aims, evenness)]

    def text(self) -> str:
        widths = [max(map(len, column)) for column in zip(*self.rows, strict=True)]
        lines = [
            "  ".join(
                cell.ljust(width) if place < 3 else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in self.rows
        ]
        return "\n".join([*lines, "", *self.aims, *self.notes])
