"""Whether a number as it is written may stand for a printed one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.text.lexicon import Hedge
from kuulluksi.pure.audit.text.matching import fits
from kuulluksi.pure.audit.text.quantities import Quantity


def cell(value: str, statistic: str = "count") -> Cell:
    decimals = len(value.partition(".")[2])
    return Cell(2, "Asia", 2011, 2011, statistic, Decimal(value), decimals)  # type: ignore[arg-type]


def number(value: str, hedge: Hedge = Hedge.EXACT, *, fraction: bool = False) -> Quantity:
    decimals = len(value.partition(".")[2])
    return Quantity(0, 1, Decimal(value), decimals, hedge=hedge, fraction=fraction)


@pytest.mark.parametrize(
    ("said", "printed", "statistic", "true"),
    [
        ("653", "653", "count", True),
        ("653", "635", "count", False),
        ("12000", "11971", "count", True),
        ("12000", "11200", "count", False),
        ("57", "57.4", "percent", True),
        ("57.4", "57", "percent", True),
        ("58", "57.4", "percent", False),
        ("4.1", "4.1", "mean", True),
        ("4.1", "4.2", "mean", False),
        ("4", "4.4", "mean", True),
        ("4.13", "4.1", "mean", True),
        ("4.19", "4.1", "mean", False),
    ],
)
def test_matching_by_the_digits_that_are_written(
    said: str, printed: str, statistic: str, *, true: bool
) -> None:
    assert fits(number(said), cell(printed, statistic)) is true


@pytest.mark.parametrize(
    ("said", "hedge", "printed", "true"),
    [
        ("650", Hedge.ABOUT, "653", True),
        ("650", Hedge.ABOUT, "750", False),
        ("600", Hedge.OVER, "653", True),
        ("700", Hedge.OVER, "653", False),
        ("700", Hedge.NEARLY, "653", True),
        ("700", Hedge.NEARLY, "500", False),
        ("600", Hedge.UNDER, "653", False),
        ("653", Hedge.LEAST, "653", True),
        ("653", Hedge.MOST, "653", True),
    ],
)
def test_matching_as_near_as_it_claims(
    said: str, hedge: Hedge, printed: str, *, true: bool
) -> None:
    assert fits(number(said, hedge), cell(printed)) is true


def test_matching_fractions_leave_room() -> None:
    half, over = number("50", fraction=True), number("50", Hedge.OVER, fraction=True)
    assert fits(half, cell("48", "percent"))
    assert not fits(half, cell("57", "percent"))
    assert fits(over, cell("57", "percent"))
    assert not fits(over, cell("48", "percent"))


@given(st.decimals(min_value=0, max_value=100_000, places=2), st.integers(0, 2))
def test_matching_a_rounding_of_the_printed_value_is_never_wrong(
    value: Decimal, places: int
) -> None:
    """However far it is rounded, the rounded number stands for it."""
    assert fits(number(str(round(value, places))), cell(str(value), "mean"))


@given(st.integers(1, 100_000), st.sampled_from(list(Hedge)))
def test_matching_a_number_stands_for_itself(value: int, hedge: Hedge) -> None:
    assert fits(number(str(value), hedge), cell(str(value)))
