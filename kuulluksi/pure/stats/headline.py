"""Which figure stands for an item: the same everywhere, so that no page chooses the kinder one."""

from dataclasses import dataclass
from enum import StrEnum

from kuulluksi.pure.stats.counts import Counts


class Measure(StrEnum):
    """MEAN in points of the scale; SHARE of the highest points, 0 to 1, whose differences are told
    in percentage points; NPS, −1 to 1."""

    MEAN = "mean"
    SHARE = "share"
    NPS = "nps"


@dataclass(frozen=True)
class Headline:
    """`main` stands first in tables and sentences; `top` is the lowest point that counts into the
    share of the highest, None where no such share is told."""

    main: Measure
    top: int | None


HEADLINES: dict[tuple[int, int], Headline] = {
    # Chosen or not: one choice of a question of several. The base is respondents.
    (0, 1): Headline(Measure.SHARE, 1),
    # No, a little, yes (the scale of children): "a little" is no agreement.
    (1, 3): Headline(Measure.SHARE, 3),
    # No point in the middle: the upper half agrees.
    (1, 4): Headline(Measure.SHARE, 3),
    # As the national client feedback reports it.
    (1, 5): Headline(Measure.SHARE, 4),
    # The school grade is read as a mean by everybody who went to school; 9 and 10 are "excellent".
    (4, 10): Headline(Measure.MEAN, 9),
    # A recommendation is reported as NPS; its 9–10 is the share of promoters.
    (0, 10): Headline(Measure.NPS, 9),
}
"""By the ends of the scale."""

OTHER = Headline(Measure.MEAN, None)
"""For a scale that nobody has decided about: which of its points agree is not known."""


def headline(counts: Counts) -> Headline:
    return HEADLINES.get((counts.points[0], counts.points[-1]), OTHER)


def top(counts: Counts) -> float | None:
    """The share of the highest points, 0 to 1; None when nobody answered, or where the scale has no
    such share."""
    lowest = headline(counts).top
    return None if lowest is None else counts.share(lowest)


def recoded(counts: Counts, measure: Measure) -> Counts:
    """Counts whose mean is the measure: 1 and 0 for a share, 1, 0 and −1 for NPS.

    Raises ValueError where the scale has no such measure.
    """
    lowest = headline(counts).top
    match measure:
        case Measure.MEAN:
            return counts
        case Measure.SHARE if lowest is not None:
            high = counts.number(lowest)
            return Counts((0, 1), (counts.n - high, high))
        case Measure.NPS if counts.points == tuple(range(11)):
            numbers = (counts.number(0, 6), counts.number(7, 8), counts.number(9))
            return Counts((-1, 0, 1), numbers)
    raise ValueError(f"No {measure} on this scale.")
