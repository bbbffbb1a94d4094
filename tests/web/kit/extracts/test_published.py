"""The published table holds what is shown, tells what is hidden, and not one number more."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from kuulluksi.figures import actions, queries
from kuulluksi.figures.queries import variables_of
from kuulluksi.figures.queries.places import OWN
from kuulluksi.pure.stats import intervals
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.extracts import published, sav
from kuulluksi.web.kit.extracts.tables import HIDDEN, Table
from tests.factories.figures import closed, grades, opened
from tests.factories.org import County
from tests.oracles import ask_pspp, has_pspp

ON = date(2026, 3, 2)
ITEM = "school-grade"


def table_of(wave: Wave, language: str = "fi") -> Table:
    figures = queries.of_wave(wave)
    assert figures is not None
    return published.table(figures, wave, language=language, on=ON)


@pytest.fixture
def graded(house: County, at: datetime) -> Wave:
    """Kamppi may be shown; Kallio, of which three answered, and so one more place, may not."""
    return closed(
        house,
        at,
        {
            house.kamppi: grades({8: 5, 9: 20}),
            house.kallio: grades({7: 2, 8: 1}),
            house.family_unit: grades({4: 20, 10: 10}),
        },
    )


def test_published_is_what_the_store_shows(graded: Wave) -> None:
    figures = queries.of_wave(graded)
    assert figures is not None
    table = table_of(graded)
    rows = table.frame.filter((pl.col("item") == ITEM) & (pl.col("variable") == ""))
    seen = {row["place"]: row for row in rows.iter_rows(named=True)}
    assert seen.keys() == {place.key for place in figures.tree if not place.key.endswith(OWN)}
    assert {row["shown"] for row in seen.values()} == {"näytetään", "peitetty"}
    for place, row in seen.items():
        counts = figures.of(place, ITEM).published.counts
        if counts is None:
            assert {row[name] for name in ("n", "mean", "sd", "mean_low", "count_9")} == {HIDDEN}
            assert row["shown"] == "peitetty"
        else:
            assert (row["n"], row["mean"], row["sd"]) == (counts.n, counts.mean, counts.sd)
            assert row["count_9"] == counts.number(9, 9)
            interval = intervals.of_mean(counts)
            assert interval
            assert (row["mean_low"], row["mean_high"]) == (interval.low, interval.high)


def test_published_has_one_row_for_each_group_and_one_for_what_is_hidden(wave: Wave) -> None:
    figures = queries.of_wave(wave)
    assert figures is not None
    frame = table_of(wave).frame
    expected = 0
    places = [place.key for place in figures.tree if not place.key.endswith(OWN)]
    for place in places:
        for asked in figures.asked:
            names = [each.name for each in variables_of(wave) if each.name != asked.item]
            expected += 1
            expected += sum(len(figures.groups(place, asked, name)) or 1 for name in names)
    assert frame.height == expected
    hidden = frame.filter(pl.col("shown") == "peitetty")
    numbers = hidden.select("n", "mean", "sd", "share", "nps", pl.col("^count_.*$"))
    assert {value for column in numbers for value in column} <= {None, HIDDEN}
    assert set(hidden["n"]) == {HIDDEN}


def test_published_hidden_is_a_word_and_empty_cells(graded: Wave) -> None:
    rows = table_of(graded).plain().filter(pl.col("shown") == "peitetty")
    numbers = rows.select(pl.col(pl.Int32, pl.Float64)).drop("wording")
    assert rows.height
    assert {value for column in numbers for value in column} == {None}


def test_published_of_an_open_wave_is_its_last_release_in_all(house: County, at: datetime) -> None:
    wave = opened(house, at, {house.kamppi: grades({8: 200, 9: 200})})
    actions.release_wave(wave, at=at)
    table = table_of(wave)
    assert set(table.frame["variable"]) == {""}
    assert "kierros on vielä auki" in dict(table.facts).values()


@pytest.mark.skipif(not has_pspp(), reason="PSPP is not installed")
def test_published_hidden_figures_are_missing_in_pspp(graded: Wave, tmp_path: Path) -> None:
    table = table_of(graded)
    sav.write(table, tmp_path / "a.sav")
    told = ask_pspp(f"GET FILE='{tmp_path / 'a.sav'}'.\nSET TNUMBERS=VALUES.\nFREQUENCIES n.\n")
    rows = dict(told)["Vastauksia (n)"]
    missing = [row for row in rows if row[0] == "Missing"]
    assert [int(float(row[1])) for row in missing] == [HIDDEN]
    assert int(missing[0][2]) == table.frame.filter(pl.col("n") == HIDDEN).height
