"""What has passed protection. Pages, charts, sentences and exports take only this, so that the type
checker refuses a number that nobody has protected."""

from dataclasses import dataclass

from kuulluksi.pure.stats.counts import Counts


@dataclass(frozen=True)
class Published:
    """The counts of one base, or None where they are hidden: because fewer than the threshold
    answered, because all agree, or because a hidden neighbour could be worked out from them.

    Made by `protection` and by nothing else.
    """

    counts: Counts | None

    def __bool__(self) -> bool:
        """Whether it is shown."""
        return self.counts is not None

    @property
    def n(self) -> int | None:
        return self.counts.n if self.counts else None

    def __sub__(self, part: "Published") -> "Published":
        """What is left over when a part is taken away: the rest of a parent without one unit. It
        can be worked out by anybody who sees both, so it is shown when both are."""
        if self.counts is None or part.counts is None:
            return Published(None)
        pairs = zip(self.counts.numbers, part.counts.numbers, strict=True)
        left = tuple(a - b for a, b in pairs)
        return Published(Counts(self.counts.points, left))
