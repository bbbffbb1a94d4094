"""How well two coders agree: printed examples, PSPP, and what holds for any two coders."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.stats.agreement import Agreement
from tests.oracles import ask_pspp, has_pspp

DIAGNOSES = Agreement(((75, 1, 4), (5, 4, 1), (0, 0, 10)))
"""Two raters diagnose 100 patients: psychotic, neurotic, organic (Fleiss, Levin & Paik 2003,
Statistical Methods for Rates and Proportions, table 18.1)."""

tables = st.integers(2, 4).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 60), min_size=size, max_size=size).map(tuple),
        min_size=size,
        max_size=size,
    ).map(lambda rows: Agreement(tuple(rows)))
)
pairs = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=80)


def test_the_printed_example() -> None:
    """The book prints 0.68 and 0.087, and works on with the rounded 0.68."""
    assert DIAGNOSES.observed == Fraction(89, 100)
    assert DIAGNOSES.by_chance == Fraction(66, 100)
    assert DIAGNOSES.kappa == pytest.approx(0.68, abs=0.005)
    assert DIAGNOSES.error == pytest.approx(0.087, abs=0.001)
    interval = DIAGNOSES.interval()
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.51, 0.85), abs=0.01)


@pytest.mark.parametrize(
    ("table", "observed", "by_chance", "kappa"),
    [
        (((75, 5), (5, 15)), 0.90, 0.68, 0.69),
        (((4, 6), (1, 89)), 0.93, 0.86, 0.50),
        (((10, 0), (5, 85)), 0.95, 0.78, 0.77),
    ],
)
def test_one_diagnosis_at_a_time(
    table: tuple[tuple[int, int], ...], observed: float, by_chance: float, kappa: float
) -> None:
    """The same patients, each diagnosis against the others: as a theme is there or not."""
    found = Agreement(table)
    assert float(found.observed or 0) == pytest.approx(observed)
    assert float(found.by_chance or 0) == pytest.approx(by_chance)
    assert found.kappa == pytest.approx(kappa, abs=0.005)


@pytest.mark.skipif(not has_pspp(), reason="PSPP is not installed")
@pytest.mark.parametrize(
    "agreement",
    [DIAGNOSES, Agreement(((75, 5), (5, 15))), Agreement(((4, 6), (1, 89)))],
    ids=["three", "common", "rare"],
)
def test_pspp_finds_the_same(agreement: Agreement) -> None:
    """Its error is the same where both coders chose each kind equally often. Where they did not, it
    adds the margins of the other reader to each cell, which the next test shows to be no
    derivative of kappa."""
    rows = "\n".join(
        f"{i} {j} {number}"
        for i, row in enumerate(agreement.table)
        for j, number in enumerate(row)
        if number
    )
    printed = ask_pspp(
        "SET FORMAT=F20.10.\nDATA LIST LIST NOTABLE /one other (F2.0) many (F5.0).\n"
        f"BEGIN DATA\n{rows}\nEND DATA.\nWEIGHT BY many.\n"
        "CROSSTABS /TABLES=one BY other /STATISTICS=KAPPA.\n"
    )
    table = next(found for title, found in printed if title == "Symmetric Measures")
    row = next(row for row in table if "Kappa" in row)
    value, error = (float(cell) for cell in row[row.index("Kappa") + 1 :][:2])
    assert value == pytest.approx(agreement.kappa, abs=1e-10)
    turned = tuple(zip(*agreement.table, strict=True))
    if list(map(sum, turned)) == list(map(sum, agreement.table)):
        assert error == pytest.approx(agreement.error, abs=1e-10)


@pytest.mark.parametrize(
    "agreement", [DIAGNOSES, Agreement(((4, 6), (1, 89))), Agreement(((10, 0), (5, 85)))]
)
def test_the_error_is_that_of_the_delta_method(agreement: Agreement) -> None:
    """How kappa moves with each cell, found by moving it a little."""
    shares = [[number / agreement.n for number in row] for row in agreement.table]
    slopes = [
        (share, (kappa(shares, i, j, 1e-6) - kappa(shares, i, j, -1e-6)) / 2e-6)
        for i, row in enumerate(shares)
        for j, share in enumerate(row)
    ]
    mean = sum(share * slope for share, slope in slopes)
    variance = sum(share * slope**2 for share, slope in slopes) - mean**2
    assert agreement.error == pytest.approx(math.sqrt(variance / agreement.n), abs=1e-8)


def kappa(shares: list[list[float]], i: int, j: int, step: float) -> float:
    """Kappa of these shares, after one cell has moved."""
    moved = [list(row) for row in shares]
    moved[i][j] += step
    same = sum(row[place] for place, row in enumerate(moved))
    columns = list(map(sum, zip(*moved, strict=True)))
    chance = sum(sum(row) * columns[place] for place, row in enumerate(moved))
    return (same - chance) / (1 - chance)


def test_nothing_on_which_they_could_differ() -> None:
    for table in (((0, 0), (0, 30)), ((30, 0), (0, 0)), ((0, 0), (0, 0))):
        never = Agreement(table)
        assert (never.kappa, never.error, never.interval()) == (None, None, None)
    assert Agreement(((0, 0), (0, 0))).prevalence is None


def test_full_agreement_has_no_interval() -> None:
    same = Agreement(((12, 0), (0, 25)))
    assert same.kappa == 1
    assert same.interval() is None
    assert same.prevalence == Fraction(12, 37)


def test_of_a_theme() -> None:
    seen = [(True, True)] * 4 + [(True, False)] * 6 + [(False, True)] + [(False, False)] * 89
    assert Agreement.of_theme(seen) == Agreement(((4, 6), (1, 89)))


@pytest.mark.parametrize("table", [((1,),), ((1, 2), (3,)), ((1, -1), (0, 0))])
def test_what_is_no_table(table: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"\."):
        Agreement(table)


@given(tables)
def test_bounds(agreement: Agreement) -> None:
    kappa, error, interval = agreement.kappa, agreement.error, agreement.interval()
    if kappa is None:
        assert interval is None
        return
    assert -1 <= kappa <= 1
    assert error is not None
    assert error >= 0
    if interval is not None:
        assert -1 <= interval.low <= kappa <= interval.high <= 1
    if kappa == 1:
        assert agreement.observed == 1


@given(tables)
def test_it_does_not_matter_who_is_first(agreement: Agreement) -> None:
    turned = Agreement(tuple(zip(*agreement.table, strict=True)))
    assert turned.kappa == agreement.kappa
    assert turned.prevalence == agreement.prevalence
    assert (turned.error is None) == (agreement.error is None)
    if agreement.error is not None and turned.error is not None:
        assert math.isclose(turned.error, agreement.error, abs_tol=1e-12)


@given(pairs)
def test_nor_whether_a_theme_or_its_absence_is_looked_at(found: list[tuple[bool, bool]]) -> None:
    there = Agreement.of_theme(found)
    absent = Agreement.of_theme([(not one, not other) for one, other in found])
    assert there.kappa == absent.kappa


@given(st.lists(st.booleans(), min_size=2))
def test_the_same_choices_agree_wholly(found: list[bool]) -> None:
    same = Agreement.of_theme([(each, each) for each in found])
    assert same.kappa == (1 if len(set(found)) == 2 else None)
