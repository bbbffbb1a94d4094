"""What is said of a change after a measure is supported by it, here and beside the others."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.stats import pairs
from kuulluksi.pure.stats.changes import LEAST
from kuulluksi.pure.stats.comparing import Comparison, Reason
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.effects import Four, Seen, Sides, Verdict, apart, judged, near
from kuulluksi.pure.stats.headline import Measure, recoded
from kuulluksi.pure.stats.intervals import of_share
from tests.oracles import ask_r, has_r
from tests.pure.stats.test_stats import five

LOW, HIGH = five((20, 30, 60, 30, 10)), five((5, 15, 40, 60, 30))
STILL = five((2000, 3000, 6000, 3000, 1000))
BOTH = [Measure.MEAN, Measure.SHARE]


def chose(yes: int, n: int) -> Counts:
    return Counts((0, 1), (n - yes, yes))


def shares(*told: tuple[int, int]) -> Four:
    """So many of so many chose it."""
    before, after, others_before, others_after = (chose(*each) for each in told)
    return before, after, others_before, others_after


def alone(sides: Sides, *, waiting: int = 0) -> Seen:
    return judged({"alone": sides}, least=LEAST, waiting=waiting)["alone"]


@st.composite
def answers(draw: st.DrawFn) -> Counts:
    return five(draw(st.tuples(*[st.integers(0, 120)] * 5).filter(lambda each: sum(each) > 40)))


FOUR = st.tuples(answers(), answers(), answers(), answers())


def test_apart_of_shares_is_as_bonett_prints_it() -> None:
    """The interaction of the 2 × 2 example of his program statpsych (15, 24, 28, 23 of 50 each):
    −0.2745 with the error 0.136925."""
    found = apart(shares((24, 50), (15, 50), (23, 50), (28, 50)), Measure.SHARE)
    assert found
    assert found.test.statistic == pytest.approx(-0.27450980 / 0.13692496, abs=1e-6)
    assert found.value == pytest.approx(-0.28)


def test_apart_of_shares_is_put_together_of_wilsons() -> None:
    """MOVER over four shares, each with its own interval, written out."""
    four = [(30, 60), (44, 64), (25, 70), (29, 80)]
    found = apart(shares(*four), Measure.SHARE)
    assert found
    signs = (-1, 1, 1, -1)
    low = high = 0.0
    for sign, (yes, n) in zip(signs, four, strict=True):
        own, p = of_share(yes, n), yes / n
        assert own
        ends = (own.low, own.high) if sign > 0 else (own.high, own.low)
        low += (p - ends[0]) ** 2
        high += (p - ends[1]) ** 2
    assert found.interval.low == pytest.approx(found.value - math.sqrt(low))
    assert found.interval.high == pytest.approx(found.value + math.sqrt(high))


@pytest.mark.parametrize("measure", BOTH)
def test_apart_is_the_plain_difference_where_the_others_stand_still(measure: Measure) -> None:
    many = five(tuple(1000 * number for number in STILL.numbers))
    found = apart((LOW, HIGH, many, many), measure)
    one, other = recoded(LOW, measure), recoded(HIGH, measure)
    plain = pairs.means(one, other)
    if measure is Measure.SHARE:
        plain = pairs.shares(one.total, one.n, other.total, other.n)
    assert found
    assert plain
    assert found.value == pytest.approx(plain.value)
    assert found.interval.low == pytest.approx(plain.interval.low, abs=1e-3)
    assert found.interval.high == pytest.approx(plain.interval.high, abs=1e-3)


@given(FOUR, st.sampled_from(BOTH))
def test_apart_turns_round_with_its_sides(four: Four, measure: Measure) -> None:
    before, after, others_before, others_after = four
    there = apart(four, measure)
    back = apart((others_before, others_after, before, after), measure)
    if there is None or back is None:
        assert there is back
        return
    assert there.value == pytest.approx(-back.value)
    assert there.interval.low == pytest.approx(-back.interval.high)
    assert there.test.p == pytest.approx(back.test.p)
    assert there.value in there.interval


@pytest.mark.parametrize("chosen", [(0.5, 0.6, 0.45, 0.5), (0.9, 0.95, 0.85, 0.9)])
def test_apart_of_shares_holds_the_truth_nineteen_times_in_twenty(
    chosen: tuple[float, ...],
) -> None:
    dice, held, times = random.Random(6), 0, 1500
    truth = chosen[1] - chosen[0] - (chosen[3] - chosen[2])
    for _ in range(times):
        four = [
            (sum(dice.random() < share for _person in range(n)), n)
            for share, n in zip(chosen, (40, 45, 60, 50), strict=True)
        ]
        found = apart(shares(*four), Measure.SHARE)
        held += found is not None and truth in found.interval
    assert 0.935 < held / times < 0.975


def test_near_begins_at_most_two_bounds_apart() -> None:
    fifty, sixty, more = chose(50, 100), chose(60, 100), chose(61, 100)
    assert near(fifty, sixty, Measure.SHARE)
    assert not near(fifty, more, Measure.SHARE)
    assert near(five((0, 0, 10, 0, 0)), five((0, 0, 5, 5, 0)), Measure.MEAN)
    assert not near(five((0, 0, 10, 0, 0)), five((0, 0, 4, 6, 0)), Measure.MEAN)
    assert not near(fifty, five((0, 0, 4, 6, 0)), Measure.SHARE)


@pytest.mark.parametrize("upwards", [True, False])
def test_verdict_is_in_the_direction_that_was_named(*, upwards: bool) -> None:
    found = alone(Sides(LOW, HIGH, STILL, STILL, upwards=upwards))
    verdict = Verdict.BETTER if upwards else Verdict.WORSE
    assert (found.verdict, found.apart) == (verdict, verdict)
    assert found.own
    assert found.own.value == pytest.approx(90 / 150 - 40 / 150)
    assert found.own.size


def test_what_rose_everywhere_is_told_as_such() -> None:
    """It changed, and so it did elsewhere: what was done made no difference that could be told."""
    many, more = (five(tuple(50 * k for k in each.numbers)) for each in (LOW, HIGH))
    found = alone(Sides(many, more, many, more))
    assert (found.verdict, found.apart) == (Verdict.BETTER, Verdict.ABSENT)
    few = alone(Sides(LOW, HIGH, LOW, HIGH))
    assert (few.verdict, few.apart) == (Verdict.BETTER, Verdict.UNSEEN)
    assert few.others
    assert few.others.value == pytest.approx(1 / 3)


def test_absent_is_shown_and_not_only_unseen() -> None:
    assert alone(Sides(STILL, STILL)).verdict is Verdict.ABSENT
    assert alone(Sides(LOW, LOW)).verdict is Verdict.UNSEEN


def test_what_cannot_be_said_has_its_reason() -> None:
    few = five((1, 2, 10, 2, 1))
    refused = Comparison(refused=Reason.SCALE)
    for sides, verdict in (
        (Sides(LOW, few), Verdict.TOO_FEW),
        (Sides(LOW, None), Verdict.HIDDEN),
        (Sides(None, None), Verdict.HIDDEN),
        (Sides(None, HIGH, comparison=refused), Verdict.NOT_COMPARABLE),
        (Sides(LOW, HIGH, comparison=refused), Verdict.NOT_COMPARABLE),
    ):
        found = alone(sides)
        assert (found.verdict, found.apart) == (verdict, Verdict.NONE)
        assert found.own is None or found.own.value is None
    assert alone(Sides(LOW, HIGH, few, few)).apart is Verdict.TOO_FEW
    assert alone(Sides(LOW, few, STILL, STILL)).apart is Verdict.NONE


def test_nobody_finds_a_change_by_naming_much() -> None:
    """p = 0.008 alone; among ten figures it is no finding."""
    own = Sides(chose(300, 500), chose(340, 500))
    assert alone(own).verdict is Verdict.BETTER
    dull = Sides(chose(250, 500), chose(255, 500))
    family = {"own": own, **{str(number): dull for number in range(9)}}
    found, single = judged(family, least=LEAST)["own"], alone(own)
    assert found.verdict is Verdict.UNSEEN
    assert found.own
    assert single.own
    assert found.own.p == pytest.approx(10 * (single.own.p or 0))
    assert alone(own, waiting=9).verdict is Verdict.UNSEEN


@given(FOUR, FOUR)
def test_a_change_that_was_told_is_not_taken_back(first: Four, later: Four) -> None:
    told = judged({1: Sides(*first)}, least=LEAST, waiting=1)[1]
    again = judged({1: Sides(*first), 2: Sides(*later)}, least=LEAST)[1]
    for then, now in ((told.verdict, again.verdict), (told.apart, again.apart)):
        if then in (Verdict.BETTER, Verdict.WORSE):
            assert now is then


# --- R --------------------------------------------------------------------------------------------


def rows(counts: Counts) -> str:
    points, numbers = ", ".join(map(str, counts.points)), ", ".join(map(str, counts.numbers))
    return f"rep(c({points}), c({numbers}))"


def drawn(seed: int) -> Four:
    dice = random.Random(seed)
    one, two, three, four = (
        five(tuple(dice.randint(3, 40) for _ in range(5))) for _group in range(4)
    )
    return one, two, three, four


# The model with its interaction, each of the four groups a stratum of its own, so that spreads need
# not be alike; the degrees of freedom as Satterthwaite prints them.
SETUP = """
suppressPackageStartupMessages(library(survey))
four <- function(a, b, c, d) {
  x <- list(a, b, c, d); n <- sapply(x, length)
  rows <- data.frame(y = unlist(x), after = rep(c(0, 1, 0, 1), n), own = rep(c(1, 1, 0, 0), n),
    group = rep(1:4, n))
  design <- svydesign(~1, strata = ~group, weights = ~1, data = rows)
  said <- coef(summary(svyglm(y ~ after * own, design)))["after:own", 1:2]
  e <- sapply(x, var) / n
  df <- sum(e)^2 / sum(e^2 / (n - 1))
  c(said, df, 2 * pt(-abs(said[1] / said[2]), df))
}
mover <- function(a, b, c, d) {
  x <- list(a, b, c, d)
  p <- sapply(x, function(each) mean(each >= 4))
  w <- sapply(x, function(each)
    prop.test(sum(each >= 4), length(each), correct = FALSE)$conf.int)
  v <- p[2] - p[1] - p[4] + p[3]
  low <- c(w[2, 1], w[1, 2], w[1, 3], w[2, 4]); high <- c(w[1, 1], w[2, 2], w[2, 3], w[1, 4])
  c(v, v - sqrt(sum((p - low)^2)), v + sqrt(sum((p - high)^2)))
}
"""


@pytest.mark.skipif(not has_r(), reason="R with survey and haven is not installed")
def test_apart_is_that_of_r() -> None:
    asked: dict[str, str] = {}
    for seed in range(4):
        four = ", ".join(map(rows, drawn(seed)))
        asked |= {f"means{seed}": f"four({four})", f"shares{seed}": f"mover({four})"}
    said = ask_r(SETUP, asked)
    for seed in range(4):
        means = apart(drawn(seed), Measure.MEAN)
        assert means
        error = means.value / means.test.statistic
        found = [means.value, error, means.test.df, means.test.p]
        assert found == pytest.approx(said[f"means{seed}"], rel=1e-9)
        mover = apart(drawn(seed), Measure.SHARE)
        assert mover
        found = [mover.value, mover.interval.low, mover.interval.high]
        assert found == pytest.approx(said[f"shares{seed}"], rel=1e-9)
