"""The numbers of a comparison are those that SPSS and scipy give of the same answers."""

import pytest
from django.utils import translation

from kuulluksi.pure.stats import changes
from kuulluksi.pure.stats.comparing import Comparison
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.web.staff.figures import tests


@pytest.mark.parametrize(("measure", "z"), [(Measure.SHARE, "4.67"), (Measure.MEAN, "4.67")])
def test_ranks_are_of_the_whole_scale(measure: Measure, z: str) -> None:
    # scipy.stats.mannwhitneyu(use_continuity=False) has p = 3.0634e-06 of these, so z = 4.6665.
    points = (1, 2, 3, 4, 5)
    now, other = Counts(points, (0, 2, 2, 15, 27)), Counts(points, (3, 32, 95, 110, 90))
    measured = changes.between(other, now, Comparison(), measure=measure)
    change = changes.judged({0: measured})[0]
    with translation.override("en"):
        told = dict(tests.of_two(other, now, change))
    assert told["Mann–Whitney, with ties"] == f"z = {z}, p < 0.001"
