"""What may be compared with what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.stats.comparing import (
    Basis,
    Caution,
    Comparison,
    Reason,
    Source,
    compare,
    compare_all,
)

DAY = date(2026, 5, 4)
SPRING = Basis(
    item="felt-heard",
    wording=1,
    scale="agree-5",
    least=1,
    most=5,
    source=Source.SURVEY,
    sampling="visitors",
    modes=frozenset({"web", "paper"}),
    starts=DAY,
    ends=DAY + timedelta(27),
    languages={"fi": 0.8, "sv": 0.2},
    helped=0.1,
)


@st.composite
def bases(draw: st.DrawFn) -> Basis:
    starts = draw(st.dates(date(2024, 1, 1), date(2027, 1, 1)))
    finnish = draw(st.integers(0, 10)) / 10
    return Basis(
        item=draw(st.sampled_from(["felt-heard", "felt-heard", "felt-heard", "met-needs"])),
        wording=draw(st.integers(1, 2)),
        scale=draw(st.sampled_from(["agree-5", "satisfied-5"])),
        least=1,
        most=draw(st.sampled_from([5, 5, 5, 4])),
        source=draw(st.sampled_from(Source)),
        sampling=draw(st.sampled_from(["visitors", "sample"])),
        modes=draw(st.frozensets(st.sampled_from(["web", "paper"]), min_size=1)),
        starts=starts,
        ends=starts + timedelta(draw(st.integers(0, 40))),
        languages=draw(st.sampled_from([None, {"fi": finnish, "sv": 1 - finnish}])),
        helped=draw(st.none() | st.floats(0, 1)),
    )


@given(bases(), bases())
def test_compare_is_the_same_either_way_round(one: Basis, other: Basis) -> None:
    assert compare(one, other) == compare(other, one)


@given(bases())
def test_compare_with_itself_has_no_cautions(basis: Basis) -> None:
    assert compare(basis, basis) == Comparison()


@given(bases(), bases())
def test_compare_refuses_or_warns_of_what_differs(one: Basis, other: Basis) -> None:
    found = compare(one, other)
    never = [one.item != other.item, one.most != other.most, one.source != other.source]
    assert (found.refused is not None) == any(never)
    if found.refused:
        assert not found.cautions
    else:
        assert (Caution.WORDING in found.cautions) == (one.wording != other.wording)
        assert (Caution.MODE in found.cautions) == (one.modes != other.modes)
        assert (Caution.SAMPLING in found.cautions) == (one.sampling != other.sampling)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(SPRING, source=Source.INSTANT), Reason.SOURCE),
        (replace(SPRING, source=Source.INSTANT, item="met-needs"), Reason.SOURCE),
        (replace(SPRING, item="met-needs"), Reason.ITEM),
        (replace(SPRING, least=0), Reason.SCALE),
        (replace(SPRING, most=4, wording=2), Reason.SCALE),
    ],
)
def test_compare_refuses(other: Basis, reason: Reason) -> None:
    assert compare(SPRING, other) == Comparison(refused=reason)


@pytest.mark.parametrize(
    ("other", "caution"),
    [
        (replace(SPRING, wording=2), Caution.WORDING),
        (replace(SPRING, scale="satisfied-5"), Caution.LABELS),
        (replace(SPRING, sampling="everybody"), Caution.SAMPLING),
        (replace(SPRING, modes=frozenset({"web"})), Caution.MODE),
        (replace(SPRING, ends=DAY + timedelta(35)), Caution.PERIOD),
        (replace(SPRING, languages={"fi": 0.55, "sv": 0.45}), Caution.LANGUAGE),
        (replace(SPRING, languages={"fi": 0.7, "ar": 0.3}), Caution.LANGUAGE),
        (replace(SPRING, helped=0.35), Caution.HELPED),
    ],
)
def test_compare_warns_of_one_thing(other: Basis, caution: Caution) -> None:
    assert compare(SPRING, other) == Comparison(cautions=(caution,))


@pytest.mark.parametrize(
    "other",
    [
        replace(SPRING, starts=DAY + timedelta(364), ends=DAY + timedelta(391)),
        replace(SPRING, ends=DAY + timedelta(34)),
        replace(SPRING, languages={"fi": 0.65, "sv": 0.35}),
        replace(SPRING, languages=None),
        replace(SPRING, helped=0.25),
        replace(SPRING, helped=None),
    ],
)
def test_compare_does_not_warn_of_little_or_of_what_is_not_known(other: Basis) -> None:
    assert compare(SPRING, other) == Comparison()


def test_months_and_quarters_are_alike() -> None:
    def lasting(starts: date, ends: date) -> Basis:
        return replace(SPRING, starts=starts, ends=ends)

    january = lasting(date(2026, 1, 1), date(2026, 1, 31))
    february = lasting(date(2026, 2, 1), date(2026, 2, 28))
    quarter = lasting(date(2026, 1, 1), date(2026, 3, 31))
    assert (january.days, february.days, quarter.days) == (31, 28, 90)
    assert compare(january, february) == Comparison()
    assert compare(quarter, february).cautions == (Caution.PERIOD,)


def test_compare_all_gathers_what_any_two_say() -> None:
    second, third = replace(SPRING, wording=2), replace(SPRING, helped=0.9)
    found = compare_all([SPRING, second, third])
    assert found == Comparison(cautions=(Caution.WORDING, Caution.HELPED))
    assert compare_all([SPRING, second, replace(third, most=4)]).refused is Reason.SCALE
    assert compare_all([SPRING]) == Comparison()


def test_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="after it has started"):
        replace(SPRING, ends=DAY - timedelta(1))
