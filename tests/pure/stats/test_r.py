"""Figures from counts equal those that R prints for the same answers, row by row.

R gets the answers one by one and knows nothing of counts. Everything is asked in two runs of R, as
its start takes longer than all its answers. Tolerance: nine digits, unless a test says otherwise.
"""

import random

import pytest

from kuulluksi.pure.stats import intervals, many, pairs, weights
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.weights import Stratum, Weighed
from tests.oracles import ask_r, has_r

pytestmark = pytest.mark.skipif(not has_r(), reason="R with survey and haven is not installed")

NEAR = 1e-9
FIVE, TEN = range(1, 6), range(11)


def drawn(seed: int, points: range, most: int) -> Counts:
    """Some counts, the same for the same seed, at least one at every point."""
    dice = random.Random(seed)
    return Counts.of(points, {point: dice.randint(1, most) for point in points})


PAIRS = [(drawn(seed, FIVE, 9), drawn(seed + 100, FIVE, 40)) for seed in range(6)]
WAVES = [(year, drawn(50 + year, FIVE, 30)) for year in (2019, 2021, 2022, 2024, 2025)]
UNITS = {f"u{place}": drawn(20 + place, TEN, 12) for place in range(5)}
CLIENTS = {unit: counts.n * 3 + 40 * place for place, (unit, counts) in enumerate(UNITS.items())}
LONELY = {"few": Counts.of(TEN, {3: 1}), **UNITS}
FAMILY = [0.01, 0.04, 0.03, 0.005, 0.04, 0.9, 0.2]


def rows(counts: Counts) -> str:
    points, numbers = ", ".join(map(str, counts.points)), ", ".join(map(str, counts.numbers))
    return f"rep(c({points}), c({numbers}))"


# The formula as Brunner and Munzel print it (2000, Biometrical Journal 42:17–25), on ranks of rows;
# Debian has no package with it.
PRELUDE = """
bm <- function(x, y) {
  n <- length(x); m <- length(y); r <- rank(c(x, y)); rx <- r[1:n]; ry <- r[n + 1:m]
  sx <- sum((rx - rank(x) - mean(rx) + (n + 1) / 2)^2) / (n - 1)
  sy <- sum((ry - rank(y) - mean(ry) + (m + 1) / 2)^2) / (m - 1)
  t <- (mean(ry) - mean(rx)) / ((n + m) * sqrt(sx / (n * m^2) + sy / (m * n^2)))
  df <- (sx / m + sy / n)^2 / ((sx / m)^2 / (n - 1) + (sy / n)^2 / (m - 1))
  c(t, df, 2 * pt(-abs(t), df))
}
"""
ABOUT_PAIR = {
    "alone": "c(mean(a{0}), sd(a{0}), t.test(a{0})$conf.int)",
    "welch": "with(t.test(b{0}, a{0}), c(statistic, parameter, p.value, conf.int))",
    "ranks": "wilcox.test(b{0}, a{0}, exact = FALSE, correct = FALSE)$p.value",
    "bm": "bm(a{0}, b{0})",
    "wilson": "prop.test(sum(a{0} >= 4), length(a{0}), correct = FALSE)$conf.int",
    "shares": "prop.test(c(sum(a{0} >= 4), sum(b{0} >= 4)), c(length(a{0}), length(b{0})),"
    " correct = FALSE)$p.value",
}


@pytest.fixture(scope="module")
def said() -> dict[str, list[float]]:
    setup = [PRELUDE]
    asked: dict[str, str] = {}
    for place, (one, other) in enumerate(PAIRS):
        setup.append(f"a{place} <- {rows(one)}; b{place} <- {rows(other)}")
        asked |= {f"{key}{place}": text.format(place) for key, text in ABOUT_PAIR.items()}
    setup.append("x <- c(a0, b0, a1, b1)")
    setup.append("g <- rep(1:4, c(length(a0), length(b0), length(a1), length(b1)))")
    asked["anova"] = "with(oneway.test(x ~ g), c(statistic, parameter, p.value))"
    asked["kruskal"] = "with(kruskal.test(x, g), c(statistic, parameter, p.value))"
    asked["holm"] = f'p.adjust(c({", ".join(map(str, FAMILY))}), "holm")'
    setup.append(f"w <- list({', '.join(rows(each) for _, each in WAVES)})")
    setup.append("m <- sapply(w, mean); k <- sapply(w, length) / sapply(w, var)")
    setup.append(f"l <- lm(m ~ y, weights = k, list(y = c({', '.join(str(y) for y, _ in WAVES)})))")
    asked["trend"] = "c(coef(l)[2], summary(l)$sigma, confint(l)[2, ], summary(l)$coef[2, 4])"
    return ask_r("\n".join(setup), asked)


@pytest.mark.parametrize("place", range(len(PAIRS)))
def test_figure_and_its_intervals_are_those_of_r(place: int, said: dict[str, list[float]]) -> None:
    counts, _ = PAIRS[place]
    of_mean, of_share = intervals.of_mean(counts), intervals.of_share(counts.number(4), counts.n)
    assert of_mean
    assert of_share
    found = [counts.mean, counts.sd, of_mean.low, of_mean.high]
    assert found == pytest.approx(said[f"alone{place}"], rel=NEAR)
    assert [of_share.low, of_share.high] == pytest.approx(said[f"wilson{place}"], rel=NEAR)


@pytest.mark.parametrize("place", range(len(PAIRS)))
def test_difference_of_means_is_t_test(place: int, said: dict[str, list[float]]) -> None:
    found = pairs.means(*PAIRS[place])
    assert found
    numbers = [found.test.statistic, found.test.df, found.test.p]
    numbers += [found.interval.low, found.interval.high]
    assert numbers == pytest.approx(said[f"welch{place}"], rel=NEAR)


@pytest.mark.parametrize("place", range(len(PAIRS)))
def test_ranks_are_those_of_r(place: int, said: dict[str, list[float]]) -> None:
    """R corrects wilcox.test for continuity unless told otherwise; we never do, like SPSS."""
    plain, unequal = pairs.mann_whitney(*PAIRS[place]), pairs.brunner_munzel(*PAIRS[place])
    assert plain
    assert unequal
    assert [plain.p] == pytest.approx(said[f"ranks{place}"], rel=NEAR)
    assert [unequal.statistic, unequal.df, unequal.p] == pytest.approx(said[f"bm{place}"], rel=NEAR)


@pytest.mark.parametrize("place", range(len(PAIRS)))
def test_difference_of_shares_is_prop_test(place: int, said: dict[str, list[float]]) -> None:
    """Its test, not its interval: that of R is Wald's, ours Newcombe's (see test_stats)."""
    one, other = PAIRS[place]
    found = pairs.shares(one.number(4), one.n, other.number(4), other.n)
    assert found
    assert [found.test.p] == pytest.approx(said[f"shares{place}"], rel=NEAR)


def test_several_groups_are_those_of_r(said: dict[str, list[float]]) -> None:
    groups = [*PAIRS[0], *PAIRS[1]]
    found, ranks = many.welch_anova(groups), many.kruskal_wallis(groups)
    assert found
    assert ranks
    test, between = found
    assert [test.statistic, between, test.df, test.p] == pytest.approx(said["anova"], rel=NEAR)
    assert [ranks.statistic, ranks.df, ranks.p] == pytest.approx(said["kruskal"], rel=NEAR)


def test_holm_is_p_adjust(said: dict[str, list[float]]) -> None:
    found = many.holm(dict(enumerate(FAMILY)))
    assert [found[place] for place in range(len(FAMILY))] == pytest.approx(said["holm"], rel=NEAR)


def test_trend_is_a_weighted_line(said: dict[str, list[float]]) -> None:
    """R lets the waves lie closer to the line than sampling allows and then claims to be surer; we
    do not. Here they lie farther off, so that both say the same."""
    found = pairs.trend(WAVES)
    slope, sigma, *rest = said["trend"]
    assert sigma > 1
    assert found
    numbers = [found.interval.low, found.interval.high, found.test.p]
    assert [found.value, *numbers] == pytest.approx([slope, *rest], rel=1e-8)


def rows_of(units: dict[str, Counts], clients: dict[str, int]) -> str:
    frames = [
        f"data.frame(x = {rows(counts)}, u = '{unit}', N = {clients[unit]},"
        f" w = {clients[unit]} / {counts.n})"
        for unit, counts in units.items()
    ]
    return f"rbind({', '.join(frames)})"


DESIGNS = {
    "listed": "svydesign(ids = ~1, strata = ~u, weights = ~w, fpc = ~N, data = d)",
    "open": "svydesign(ids = ~1, strata = ~u, weights = ~w, data = d)",
    "plain": "svydesign(ids = ~1, weights = ~w, data = d)",
    "lonely": "svydesign(ids = ~1, strata = ~u, weights = ~w, data = e)",
}
PARTS = tuple(Weighed(counts, CLIENTS[unit] / counts.n) for unit, counts in UNITS.items())
OURS = {
    "listed": weights.by_clients(UNITS, CLIENTS, listed=True),
    "open": weights.by_clients(UNITS, CLIENTS),
    "plain": (Stratum(PARTS),),
    "lonely": weights.by_clients(LONELY, {"few": 90, **CLIENTS}),
}


@pytest.fixture(scope="module")
def weighed() -> dict[str, list[float]]:
    setup = ["suppressMessages(library(survey)); options(survey.lonely.psu = 'adjust')"]
    setup.append(f"d <- {rows_of(UNITS, CLIENTS)}")
    setup.append(f"e <- {rows_of(LONELY, {'few': 90, **CLIENTS})}")
    setup.append("all <- function(f, s) { m <- svymean(f, s); c(coef(m), SE(m), degf(s),")
    setup.append("  confint(m, df = degf(s)), sum(weights(s))) }")
    # Wilson's interval for the answers of equal weight that would have this error, with t for z.
    setup.append("of <- function(v) { z <- qt(0.975, v[3]); n <- v[1] * (1 - v[1]) / v[2]^2")
    setup.append("  prop.test(v[1] * n, n, conf.level = 2 * pnorm(z) - 1, correct = FALSE) }")
    asked = {}
    for name, design in DESIGNS.items():
        setup.append(f"{name} <- {design}")
        asked[f"mean-{name}"] = f"all(~x, {name})"
        asked[f"share-{name}"] = f"all(~as.numeric(x >= 8), {name})"
        asked[f"wilson-{name}"] = f"of(all(~as.numeric(x >= 8), {name}))$conf.int"
        asked[f"nps-{name}"] = f"all(~as.numeric((x >= 9) - (x <= 6)), {name})"
    setup.append("p <- data.frame(u = names(table(d$u)), Freq = tapply(d$N, d$u, max))")
    setup.append("flat <- svydesign(ids = ~1, weights = ~1, data = d)")
    asked["post"] = "all(~x, postStratify(flat, ~u, p))"
    return ask_r("\n".join(setup), asked)


@pytest.mark.parametrize("name", DESIGNS)
def test_weighted_mean_is_svymean(name: str, weighed: dict[str, list[float]]) -> None:
    for key, found in (("mean", weights.mean(OURS[name])), ("nps", weights.nps(OURS[name]))):
        assert found
        assert found.interval
        numbers = [found.value, found.error, found.df, found.interval.low, found.interval.high]
        assert [*numbers, found.people] == pytest.approx(weighed[f"{key}-{name}"], rel=NEAR)


@pytest.mark.parametrize("name", DESIGNS)
def test_weighted_share_is_svymean(name: str, weighed: dict[str, list[float]]) -> None:
    """The interval is Wilson's: R of this age offers others, so its prop.test is asked for it."""
    found = weights.share(OURS[name], 8)
    assert found
    assert found.interval
    said = weighed[f"share-{name}"]
    assert [found.value, found.error, found.df] == pytest.approx(said[:3], rel=NEAR)
    bounds = [found.interval.low, found.interval.high]
    assert bounds == pytest.approx(weighed[f"wilson-{name}"], rel=1e-7)


def test_weighted_mean_is_near_a_poststratified_one(weighed: dict[str, list[float]]) -> None:
    """The same figure; R's error after postStratify has one n/(n − 1) for all, ours one for each
    unit, so that ours is larger, by less than 2 % with units of over thirty answers."""
    found = weights.mean(OURS["open"])
    value, error = weighed["post"][:2]
    assert found
    assert found.value == pytest.approx(value, rel=NEAR)
    assert error < found.error < 1.02 * error
