"""Sheets of years of which only a printed report tells: the statement of Helsinki of 2011."""

from datetime import datetime

import pytest

from kuulluksi.figures.actions.printed import Told, store_figures
from kuulluksi.figures.enums import Origin
from kuulluksi.figures.queries import importing, key_of
from kuulluksi.outcomes.queries.sheets import offers, worked_out
from kuulluksi.pure.figurefile import read_figures
from kuulluksi.pure.statement.sheets import Sheet, State, Unit
from tests.factories.org import County, text
from tests.factories.printed import HEADER, helsinki, stored
from tests.outcomes.sheets.reading import NOTHING, cautions, columns, lines, sheet, values, year

pytestmark = pytest.mark.django_db
THEN = year(2011)


@pytest.fixture
def _helsinki(house: County, at: datetime) -> None:
    table, names = helsinki()
    plan = importing.planned("helsinki", read_figures(table, names=names), own=True, names=names)
    told = Told("helsinki", text("Asiakastilinpäätös 2011"), Origin.OWN, text("Helsinki"))
    store_figures(told, plan, by=None, at=at)


def told() -> dict[str, Sheet]:
    return worked_out(offers(THEN, "all"), THEN, "all")


@pytest.mark.usefixtures("_helsinki")
def test_all_printed_tables_stand_in_sheets() -> None:
    shown = {
        key
        for key, made in told().items()
        if any(cell.state is State.SHOWN for row in made.cells for cell in row)
    }
    assert shown == {
        *("channels", "kinds", "topics", "meter", "instant-places", "surveys-areas"),
        *("statements-paihdehuolto", "grades-paihdehuolto"),
        *("statements-sosiaaliasemat", "grades-sosiaaliasemat", "grades-sijaishuolto"),
        *("statements-paivahoito-paakaupunkiseutu", "statements-paivahoito-uudet"),
        *("grades-paivahoito-uudet", "decisions", "appeals"),
    }


@pytest.mark.usefixtures("_helsinki")
def test_channels_of_a_report_say_what_it_says_of_them() -> None:
    made = sheet("channels", THEN)
    assert values(made, "2009", "2010", "2011") == {
        "surveys": (14469, 17200, 11971),
        # The report prints 635 and 653.
        "instant": (889, 617, NOTHING),
        "complaints": (51, 63, 57),
        "appeals": (927, 1100, 880),
        "ombudsman": (1257, 1500, 1347),
        # It prints 17 594 for 2009.
        "all": (17593, 20480, NOTHING),
    }
    assert cautions(made, "complaints")["2011"] == ("year-before",)
    assert cautions(made, "ombudsman") == {"2010": ("estimate", "counted-otherwise")}
    assert cautions(made, "surveys")["2011"] == ("printed",)
    assert cautions(made, "all")["2010"] == ("year-before", "estimate", "counted-otherwise")
    assert [note.get("fi")[:11] for note in made.notes] == ["Vuoden 2011"]
    assert made.source.get("fi") == "Asiakastilinpäätös 2011"


@pytest.mark.usefixtures("_helsinki")
def test_instant_feedback_of_a_report() -> None:
    made = sheet("kinds", THEN)
    assert values(made, "2010", "2011")["criticism"] == (0.45, 0.57)
    assert (made.cell("criticism", "2010").n, made.cell("criticism", "2011").n) == (617, None)
    topics = sheet("topics", THEN)
    assert values(topics, "2009", "2010", "2011")["quality"] == (0.19, 0.34, 0.53)
    assert cautions(topics, "quality")["2009"] == ("printed", "part-year")
    assert cautions(topics, "quality")["2010"] == ("printed",)
    meter = sheet("meter", THEN)
    assert meter.scale == (1, 5)
    assert values(meter, "2009", "2010", "2011")["took-part"] == (2.7, 2.4, 2.4)
    places = sheet("instant-places", THEN)
    assert values(places, "2011")["printed-paivahoidon-vastuualue"] == (0.34,)


@pytest.mark.usefixtures("_helsinki")
def test_surveys_of_a_report_by_area() -> None:
    made = sheet("surveys-areas", THEN)
    assert values(made, "number", "answers") == {
        "printed-aikuisten-vastuualue": (29, 3216),
        "printed-lapsiperheiden-vastuualue": (1, 302),
        "printed-paivahoidon-vastuualue": (3, 8298),
        "printed-vanhusten-palvelut": (5, 155),
        "all": (38, 11971),
    }
    assert made.lines[-1].total


@pytest.mark.usefixtures("_helsinki")
def test_statements_and_grades_of_a_report() -> None:
    care = sheet("statements-paihdehuolto", THEN)
    assert (columns(care), care.scale) == (["2010", "2011"], (1, 4))
    assert values(care, "2010", "2011")["substance-use-reduced"] == (3.4, 3.3)
    stations = sheet("grades-sosiaaliasemat", THEN)
    assert columns(stations) == ["2009", "2011"]
    assert values(stations, "2009", "2011")["all"] == (8.8, 8.3)
    assert values(stations, "2009", "2011")["printed-kamppi"] == (NOTHING, 9.2)
    foster = sheet("grades-sijaishuolto", THEN)
    assert values(foster, "2011")["printed-perhesijoitus"] == (8.8,)
    assert [note.get("fi") for note in foster.notes] == ["Vuonna 2011 vastaajia oli yhteensä 302."]
    assert foster.scale == (4, 10)
    new = sheet("statements-paivahoito-uudet", THEN)
    assert values(new, "2009", "2011")["starting-talk-held"] == (4.4, 4.2)
    assert len(new.lines) == 8


@pytest.mark.usefixtures("_helsinki")
def test_decisions_stand_in_their_own_years() -> None:
    made = sheet("decisions", THEN)
    assert values(made, "2008", "2009", "2010") == {
        "decisions": (274000, 275295, 292689),
        "appeals": (927, 1100, 880),
        "changed": (NOTHING, 188, 123),
        "changed-share": (NOTHING, round(188 / 1100, 4), round(123 / 880, 4)),
    }
    share = made.cell("changed-share", "2010")
    assert (share.unit, share.n) == (Unit.SHARE, 880)
    assert lines(sheet("appeals", THEN)) == ["appeals", "changed"]


@pytest.mark.usefixtures("_helsinki")
def test_printed_figures_end_with_their_years() -> None:
    """Four years on, nothing of them is left, and nothing stands in parts of a year."""
    assert not worked_out(offers(year(2015), "all"), year(2015), "all")


def test_register_is_told_of_its_place_and_of_the_last_year_that_it_knows(
    house: County, at: datetime
) -> None:
    unit = house.kamppi.name.get("fi")
    table = f"""{HEADER}
1,koko virasto,,Kantelut,2024,count,31,,,
1,koko virasto,,Kantelut,2025,count,24,,,
1,koko virasto,,Muistutukset,2025,count,97,,,tammi–lokakuu
1,koko virasto,,Muutoksenhaut,2024,count,371,,,
1,koko virasto,,Muutoksenhaut,2025,count,356,,,noin
1,koko virasto,,Yksilöhuollon päätöksiä,2024,count,39027,,,
1,koko virasto,,Päätöstä muutettiin,2024,count,62,,,
1,{unit},,Muistutukset,2025,count,3,,,
"""
    stored(table, "rekisteri", at=at)
    made = sheet("channels", year(2025))
    assert values(made, "2024", "2025") == {
        "complaints": (31, 24),
        "objections": (NOTHING, 97),
        "appeals": (371, 356),
        "all": (402, 477),
    }
    # What is kept elsewhere is counted nowhere else: it is not marked as printed.
    assert cautions(made, "objections") == {"2025": ("part-year",)}
    assert cautions(made, "all") == {
        "2024": ("incomplete",),
        "2025": ("part-year", "estimate"),
    }
    decisions = sheet("decisions", year(2025))
    assert values(decisions, "2024", "2025")["appeals"] == (371, 356)
    assert values(decisions, "2024", "2025")["changed-share"] == (round(62 / 371, 4), NOTHING)
    mine = sheet("channels", year(2025), key_of(house.kamppi))
    assert values(mine, "2025") == {"objections": (3,), "all": (3,)}
