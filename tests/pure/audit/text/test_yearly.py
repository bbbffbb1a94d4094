"""A range whose two ends stand in one row of the file is meant of that row."""

from decimal import Decimal

import pytest

from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.findings import Amount, Kind
from tests.pure.audit import corpus


@pytest.mark.parametrize(
    "text",
    [
        "Vuosittain virasto on saanut 653–889 asiakkaan mielipiteen.",
        "Between 653 and 889 clients told us something each year.",
        "Instant feedback has come from 653 to 889 clients a year.",
    ],
)
def test_yearly_the_smallest_year_is_left_out(text: str) -> None:
    report = audit(corpus.sheet("helsinki-2011"), text)
    (found,) = (each for each in report.of(Kind.FAULT) if each.place.source == "text")
    assert found.rule == "text-range"
    assert isinstance(found.right, Amount)
    assert (found.right.value, found.right.to) == (Decimal(617), Decimal(889))


@pytest.mark.parametrize(
    "text",
    [
        "Vuosittain virasto on saanut 617–889 asiakkaan mielipiteen.",
        "Between 617 and 889 clients told us something each year.",
        # Both numbers stand in the file, but in rows of two things.
        "Vuosittain virasto on saanut 653–1 100 asiakkaan mielipiteen.",
    ],
)
def test_yearly_nobody_else_is_accused(text: str) -> None:
    report = audit(corpus.sheet("helsinki-2011"), text)
    assert [each for each in report.of(Kind.FAULT) if each.place.source == "text"] == []
