"""Figures from counts equal those that PSPP prints, and so those that SPSS users expect.

PSPP gets the answers one by one and prints ten decimals, but three of a p-value: so far they must
agree. Where its convention is another one than ours, the test says so.
"""

import pytest

from kuulluksi.pure.stats import intervals, many, pairs
from kuulluksi.pure.stats.counts import Counts
from tests.oracles import Table, ask_pspp, has_pspp

pytestmark = pytest.mark.skipif(not has_pspp(), reason="PSPP is not installed")

PRINTED, P_PRINTED = 0.5001e-10, 0.0005001
FIVE = (1, 2, 3, 4, 5)
GROUPS = (
    Counts(FIVE, (3, 7, 12, 15, 8)),
    Counts(FIVE, (6, 9, 10, 6, 2)),
    Counts(FIVE, (1, 0, 4, 11, 9)),
    Counts(FIVE, (0, 6, 9, 16, 2)),
)
SYNTAX = """
SET FORMAT=F20.10 /SMALL=0.
DATA LIST LIST NOTABLE /g (F2.0) x (F20.10).
BEGIN DATA
{rows}
END DATA.
FREQUENCIES VARIABLES=x /STATISTICS=MEAN STDDEV.
DESCRIPTIVES VARIABLES=x /STATISTICS=MEAN STDDEV VARIANCE SUM SEMEAN.
T-TEST GROUPS=g(1,2) /VARIABLES=x.
NPAR TESTS /M-W=x BY g(1,2).
NPAR TESTS /K-W=x BY g(1,4).
ONEWAY x BY g /STATISTICS=DESCRIPTIVES.
"""


@pytest.fixture(scope="module")
def printed() -> dict[str, list[Table]]:
    """The tables by title; where several have one, in the order of the syntax."""
    rows = [
        f"{number} {point}"
        for number, group in enumerate(GROUPS, 1)
        for point, times in zip(group.points, group.numbers, strict=True)
        for _ in range(times)
    ]
    tables: dict[str, list[Table]] = {}
    for title, table in ask_pspp(SYNTAX.format(rows="\n".join(rows))):
        tables.setdefault(title, []).append(table)
    return tables


def numbers(cells: list[str]) -> list[float]:
    return [float(cell.rstrip("%")) for cell in cells if cell]


def whole() -> Counts:
    return GROUPS[0] + GROUPS[1] + GROUPS[2] + GROUPS[3]


def test_frequencies(printed: dict[str, list[Table]]) -> None:
    """Its percentages have one decimal."""
    table, statistics = printed["x"][0], printed["Statistics"][0]
    counts = whole()
    for place, point in enumerate(FIVE):
        value, number, percent, _, cumulative = numbers(table[1 + place][1:])
        assert (value, number) == (point, counts.numbers[place])
        assert percent == pytest.approx(100 * counts.number(point, point) / counts.n, abs=0.05001)
        assert cumulative == pytest.approx(100 * counts.number(0, point) / counts.n, abs=0.05001)
    said = {row[0]: row[2] for row in statistics}
    assert float(said["Mean"]) == pytest.approx(counts.mean, abs=PRINTED)
    assert float(said["Std Dev"]) == pytest.approx(counts.sd, abs=PRINTED)


def test_descriptives(printed: dict[str, list[Table]]) -> None:
    heads, cells = printed["Descriptive Statistics"][0][:2]
    said = dict(zip(heads[1:], map(float, cells[1:]), strict=True))
    counts = whole()
    assert (said["N"], said["Sum"]) == (counts.n, counts.total)
    found = [counts.mean, counts.sd, counts.variance]
    assert [said["Mean"], said["Std Dev"], said["Variance"]] == pytest.approx(found, abs=PRINTED)


def test_t_test_without_equal_variances(printed: dict[str, list[Table]]) -> None:
    """It takes the second from the first, we the first from the second: all signs turn."""
    row = printed["Independent Samples Test"][0][-1]
    assert row[1] == "Equal variances not assumed"
    t, df, p, value, _, low, high = numbers(row[2:])
    found = pairs.means(GROUPS[1], GROUPS[0])
    assert found
    interval = [found.interval.low, found.interval.high]
    assert [found.test.statistic, found.test.df] == pytest.approx([t, df], abs=PRINTED)
    assert [found.value, *interval] == pytest.approx([value, low, high], abs=PRINTED)
    assert found.test.p == pytest.approx(p, abs=P_PRINTED)


def test_mann_whitney(printed: dict[str, list[Table]]) -> None:
    """Corrected for ties and not for continuity, as ours. Its Z is of the smaller U and so never
    positive; ours tells which group stands higher."""
    *_, z, p = numbers(printed["Test Statistics"][0][1][1:])
    found = pairs.mann_whitney(GROUPS[0], GROUPS[1])
    assert found
    assert -abs(found.statistic) == pytest.approx(z, abs=PRINTED)
    assert found.p == pytest.approx(p, abs=P_PRINTED)


def test_kruskal_wallis(printed: dict[str, list[Table]]) -> None:
    said = {row[0]: row[1] for row in printed["Test Statistics"][1]}
    found = many.kruskal_wallis(GROUPS)
    assert found
    assert found.statistic == pytest.approx(float(said["Chi-Square"]), abs=PRINTED)
    assert found.df == float(said["df"])
    assert found.p == pytest.approx(float(said["Asymp. Sig."]), abs=P_PRINTED)


def test_interval_of_each_group_as_oneway_prints_it(printed: dict[str, list[Table]]) -> None:
    rows = printed["Descriptives"][0][2:]
    for group, row in zip(GROUPS, rows, strict=False):
        n, mean, sd, _, low, high, *_ = numbers(row[2:])
        found = intervals.of_mean(group)
        assert found
        assert n == group.n
        said = [group.mean, group.sd, found.low, found.high]
        assert said == pytest.approx([mean, sd, low, high], abs=PRINTED)


def test_spread_within_groups_is_that_of_oneway(printed: dict[str, list[Table]]) -> None:
    """ONEWAY assumes equal variances, which we never do (SPSS calls ours "Welch", PSPP has none):
    of its table only the sums of squares can be compared."""
    between, within, total = (numbers(row[2:]) for row in printed["ANOVA"][0][1:])
    squares = [(group.variance or 0) * (group.n - 1) for group in GROUPS]
    assert sum(squares) == pytest.approx(within[0], abs=1e-8)
    assert (whole().variance or 0) * (whole().n - 1) == pytest.approx(total[0], abs=1e-8)
    assert between[0] == pytest.approx(total[0] - sum(squares), abs=1e-8)
