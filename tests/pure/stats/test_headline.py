"""Which figure stands for an item."""

import pytest

from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure, headline, recoded, top


@pytest.mark.parametrize(
    ("points", "main", "highest"),
    [
        (range(2), Measure.SHARE, [1]),
        (range(1, 4), Measure.SHARE, [3]),
        (range(1, 5), Measure.SHARE, [3, 4]),
        (range(1, 6), Measure.SHARE, [4, 5]),
        (range(4, 11), Measure.MEAN, [9, 10]),
        (range(11), Measure.NPS, [9, 10]),
    ],
)
def test_headline_of_each_scale(points: range, main: Measure, highest: list[int]) -> None:
    counts = Counts.of(points, dict.fromkeys(points, 1))
    assert headline(counts).main is main
    assert top(counts) == pytest.approx(len(highest) / len(points))
    alone = [point for point in points if top(Counts.of(points, {point: 1}))]
    assert alone == highest


def test_top_of_an_unknown_scale_is_not_told() -> None:
    counts = Counts((1, 2, 3, 4, 5, 6, 7), (1, 1, 1, 1, 1, 1, 1))
    assert headline(counts).main is Measure.MEAN
    assert top(counts) is None
    with pytest.raises(ValueError, match="No share"):
        recoded(counts, Measure.SHARE)


def test_recoded_counts_have_the_measure_as_their_mean() -> None:
    counts = Counts.of(range(11), {10: 7, 9: 1, 8: 4, 7: 2, 6: 3, 0: 2})
    assert recoded(counts, Measure.NPS).mean == pytest.approx(counts.nps)
    assert recoded(counts, Measure.SHARE).mean == pytest.approx(top(counts))
    assert recoded(counts, Measure.MEAN) == counts
    assert recoded(counts, Measure.NPS).n == counts.n
    with pytest.raises(ValueError, match="No nps"):
        recoded(Counts((4, 5, 6, 7, 8, 9, 10), (1,) * 7), Measure.NPS)
