"""Sheets of surveys: how many answered, means of statements, and grades, of waves that closed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kuulluksi.figures import actions
from kuulluksi.figures.queries import key_of
from kuulluksi.outcomes.queries.sheets import Period, offers, worked_out
from kuulluksi.outcomes.queries.sheets.counted import family
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.document import Page
from kuulluksi.pure.questionnaire.items import ScaleItem
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.sheets import Unit as In
from kuulluksi.surveys.enums import Audience, PlanState
from kuulluksi.surveys.models import Survey, Wave, WaveTarget
from tests.factories.figures import Said, closed, grades, opened, spread
from tests.factories.org import County, text
from tests.factories.printed import HEADER, stored
from tests.outcomes.sheets.reading import (
    HIDDEN,
    NOTHING,
    cautions,
    columns,
    lines,
    sheet,
    values,
    year,
)

pytestmark = pytest.mark.django_db
THEN = datetime(2025, 3, 3, 8, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 5, 8, tzinfo=UTC)
KEY = "sosiaaliasemat"
GRADES, STATEMENTS = f"grades-{KEY}", f"statements-{KEY}"


def both(house: County, at: datetime, code: str, better: int = 0) -> Wave:
    """A wave of two stations."""
    numbers = {7: 10, 8: 20 - better, 9: 10 + better}
    return closed(
        house, at, {house.kamppi: grades(numbers), house.kallio: grades({8: 12, 9: 18})}, code=code
    )


def heard(house: County, at: datetime, numbers: dict[int, int], code: str) -> Wave:
    said = spread("felt-heard", numbers)
    return closed(house, at, {house.kamppi: said, house.kallio: said}, code=code)


def test_grades_of_places_stand_by_year(house: County) -> None:
    both(house, THEN, "then")
    both(house, NOW, "now", better=5)
    made = sheet(GRADES, year(2026))
    assert columns(made) == ["2025", "2026"]
    assert lines(made) == [key_of(house.kallio), key_of(house.kamppi), "all"]
    assert values(made, "2025", "2026") == {
        key_of(house.kallio): (8.6, 8.6),
        key_of(house.kamppi): (8.0, 8.125),
        "all": (round((320 + 258) / 70, 4), round((325 + 258) / 70, 4)),
    }
    cell = made.cell("all", "2026")
    assert (cell.n, cell.decimals, cell.unit, made.scale) == (70, 1, In.MEAN, (4, 10))
    assert (cell.low or 10) < (cell.value or 0) < (cell.high or 0)
    assert cautions(made, "all") == {}
    assert made.lines[0].label == house.kallio.name


def test_statements_are_means_with_two_decimals(house: County) -> None:
    heard(house, NOW, {1: 4, 3: 6, 5: 10}, "now")
    made = sheet(STATEMENTS, year(2026))
    assert made.scale == (1, 5)
    cell = made.cell("felt-heard", "2026")
    assert (cell.value, cell.n, cell.decimals) == (3.6, 40, 2)
    # Nothing else was answered, and that too is not told: it is hidden, as in every figure.
    assert values(made, "2026")["treated-properly"] == (HIDDEN,)
    assert made.title.get("fi").endswith(": väittämien keskiarvot")
    assert all(line.label.missing() == () for line in made.lines)


def test_place_has_its_own_sheets(house: County) -> None:
    both(house, NOW, "now")
    made = sheet(GRADES, year(2026, Kind.UNIT), key_of(house.kamppi))
    assert values(made, "2026") == {"all": (8.0,)}
    service = sheet(GRADES, year(2026), key_of(house.social_work))
    assert lines(service) == [key_of(house.kallio), key_of(house.kamppi), "all"]
    assert not worked_out([GRADES], year(2026), key_of(house.family_unit))


def test_what_is_hidden_stays_hidden(house: County) -> None:
    said = {house.kamppi: grades({7: 10, 9: 20}), house.kallio: grades({8: 3})}
    closed(house, NOW, said, code="now")
    made = sheet(GRADES, year(2026))
    # Kallio alone is too few, and so Kamppi beside all would tell of it.
    assert values(made, "2026")[key_of(house.kallio)] == (HIDDEN,)
    shown = [cell for row in made.cells for cell in row if cell.value is not None]
    assert len(shown) == 1


def test_open_and_staff_waves_stand_in_no_sheet(house: County) -> None:
    wave = opened(house, NOW, {house.kamppi: grades({7: 40, 9: 40})}, code="open")
    actions.release_wave(wave, at=NOW)
    staff = both(house, NOW, "staff")
    Survey.objects.filter(pk=staff.survey_id).update(audience=Audience.STAFF)
    assert GRADES not in offers(year(2026), "all")
    assert not worked_out(["channels", "surveys", "surveys-areas"], year(2026), "all")


def test_wave_that_is_not_counted_yet_stands_in_no_sheet(house: County) -> None:
    """It is told as left out, like one that is open."""
    closed(house, NOW, {house.kamppi: grades({7: 10, 9: 20})}, code="now", release=False)
    keys = ["channels", "surveys", "surveys-areas", GRADES, STATEMENTS]
    assert not worked_out(keys, year(2026), "all")


def test_several_waves_of_a_year_are_told_together(house: County) -> None:
    both(house, NOW, "spring")
    both(house, AUTUMN, "autumn", better=5)
    made = sheet(GRADES, year(2026))
    assert values(made, "2026")["all"] == (round((320 + 325 + 2 * 258) / 140, 4),)
    assert made.cell("all", "2026").n == 140
    assert ["2026" in note.get("en") for note in made.notes] == [True]
    third = Period(Kind.MONITORING, date(2026, 9, 1), date(2026, 12, 31))
    parts = sheet(GRADES, third)
    assert columns(parts) == ["2026-1", "2026-3"]
    assert (parts.cell("all", "2026-1").n, parts.cell("all", "2026-3").n) == (70, 70)


def test_part_that_is_hidden_in_one_wave_is_said(house: County) -> None:
    both(house, NOW, "spring")
    said = {house.kamppi: grades({7: 2, 9: 1}), house.kallio: grades({8: 12, 9: 18})}
    closed(house, AUTUMN, said, code="autumn")
    made = sheet(GRADES, year(2026))
    cell = made.cell(key_of(house.kamppi), "2026")
    assert (cell.n, cell.cautions) == (40, ("part",))


def worded(page: Page) -> Page:
    """The same page with the grade asked in other words."""
    items = (
        replace(item, wording=item.wording + 1) if isinstance(item, ScaleItem) else item
        for item in page.items
    )
    return replace(page, items=tuple(items))


def test_changed_wording_places_and_ways_are_cautions_of_the_earlier_year(house: County) -> None:
    both(house, THEN, "then")
    asked = bank.instrument(KEY)
    changed = replace(asked, version=asked.version + 1, pages=tuple(map(worded, asked.pages)))
    closed(house, NOW, {house.kamppi: grades({7: 10, 9: 30})}, asked=changed, code="now")
    made = sheet(GRADES, year(2026))
    assert cautions(made, "all") == {"2025": ("wording", "places")}
    assert cautions(made, key_of(house.kamppi)) == {"2025": ("wording",)}
    assert values(made, "2025", "2026")[key_of(house.kallio)] == (8.6, NOTHING)


def test_surveys_by_area_and_in_all(house: County) -> None:
    both(house, NOW, "now")
    few = closed(house, NOW, {house.family_unit: grades({8: 2})}, code="few")
    Survey.objects.filter(pk=few.survey_id).update(area=house.families, service=None)
    for many, area in ((412, house.families), (1204, None)):
        Survey.objects.create(
            title=text("Muiden kysely"),
            year=2026,
            area=area,
            starts_on=date(2026, 5, 1),
            ends_on=date(2026, 5, 20),
            state=PlanState.HELD,
            elsewhere="Tutkimuslaitos",
            elsewhere_answers=many,
        )
    made = sheet("surveys-areas", year(2026))
    assert values(made, "number", "answers") == {
        key_of(house.adults): (1, 70),
        key_of(house.families): (2, 412),
        "whole": (1, 1204),
        "all": (4, 1686),
    }
    assert made.cell("all", "answers").cautions == ("at-least",)
    channels = sheet("channels", year(2026))
    assert values(channels, "2026") == {"surveys": (1686,), "all": (1686,)}
    mine = sheet("surveys-areas", year(2026), key_of(house.adults))
    assert values(mine, "number", "answers")[key_of(house.social_work)] == (1, 70)
    third = Period(Kind.MONITORING, date(2026, 5, 1), date(2026, 8, 31))
    assert values(sheet("surveys-areas", third), "number", "answers")["all"] == (2, 1616)


def test_answers_by_area_add_up_to_those_by_channel(house: County) -> None:
    """Also where a survey asked about more than the place."""
    both(house, NOW, "now")
    wide = both(house, NOW, "wide")
    Survey.objects.filter(pk=wide.survey_id).update(area=None, service=None)
    place = key_of(house.social_work)
    by_area = sheet("surveys-areas", year(2026), place)
    assert values(by_area, "number", "answers") == {"whole": (2, 140), "all": (2, 140)}
    assert values(sheet("channels", year(2026), place), "2026")["surveys"] == (140,)
    of_kamppi = sheet("surveys-areas", year(2026), key_of(house.kamppi))
    assert values(of_kamppi, "number", "answers")["all"] == (2, 80)


def test_list_of_surveys_tells_rates_and_grades(house: County) -> None:
    wave = both(house, NOW, "now")
    WaveTarget.objects.filter(wave=wave).update(invited=100)
    other = both(house, NOW, "nobody-invited")
    made = sheet("surveys", year(2026))
    assert values(made, "asked", "answers", "rate", "grade") == {
        "nobody-invited": (NOTHING, 70, NOTHING, round(578 / 70, 4)),
        "now": (200, 70, 0.35, round(578 / 70, 4)),
    }
    assert (made.cell("now", "rate").n, made.cell("now", "grade").n) == (200, 70)
    assert made.lines[1].label.get("fi").startswith(wave.title.get("fi"))
    assert made.lines[1].label.get("en").endswith("2026")
    of_kamppi = sheet("surveys", year(2026), key_of(house.kamppi))
    assert values(of_kamppi, "asked", "answers")[other.code] == (NOTHING, 40)
    assert not worked_out(["surveys"], year(2026), key_of(house.family_unit))


def test_foster_care_is_told_by_the_form_of_placement(house: County) -> None:
    asked = bank.instrument("sijaishuolto")
    said = [
        *grades({7: 9, 8: 11}, placement_form="institution"),
        *grades({8: 12, 9: 14}, placement_form="family"),
        *grades({8: 2, 9: 1}, placement_form="professional-family"),
    ]
    closed(house, NOW, {house.family_unit: said}, asked=asked, code="now")
    made = sheet("grades-sijaishuolto", year(2026))
    assert lines(made)[0] == "institution"
    assert values(made, "2026")["institution"] == (7.55,)
    assert made.cell("all", "2026").n == 49
    assert all(key != "professional-family" for key in lines(made))


def test_choices_and_recommendations_keep_their_own_measure(house: County) -> None:
    asked = bank.instrument("leikkipuistot-koululaiset")
    said = [
        Said(20, {"nice-in-playground": ["friends", "trips"]}),
        Said(15, {"nice-in-playground": ["trips"]}),
        Said(15, {"nice-in-playground": ["friends"]}),
    ]
    closed(house, NOW, {house.family_unit: said}, asked=asked, code="children")
    made = sheet("statements-leikkipuistot-koululaiset", year(2026))
    cell = made.cell("nice-in-playground-friends", "2026")
    assert (cell.unit, cell.value, cell.n, made.scale) == (In.SHARE, 0.7, 50, None)
    national = bank.instrument("kansallinen-asiakaspalaute")
    answers = spread("recommendation", {3: 10, 8: 10, 10: 20})
    closed(house, NOW, {house.family_unit: answers}, asked=national, code="national")
    made = sheet("statements-kansallinen-asiakaspalaute", year(2026))
    cell = made.cell("recommendation", "2026")
    assert (cell.unit, cell.value, made.scale) == (In.NPS, 0.25, (1, 5))


def test_printed_year_stands_beside_counted_ones_and_never_instead(house: County) -> None:
    both(house, NOW, "now")
    unit = house.kallio.name.get("fi")
    table = f"""{HEADER},instrument
1,koko virasto,,Kouluarvosana,2025,mean,8.4,4,10,60 vastaajaa,{KEY}
1,koko virasto,,Kouluarvosana,2026,mean,5.0,4,10,,{KEY}
1,koko virasto,Asemat: {unit},Kouluarvosana,2025,mean,8.2,4,10,,{KEY}
2,koko virasto,,Koen tulleeni kuulluksi,2025,mean,3.3,1,4,,{KEY}
"""
    stored(table, "oma", at=NOW)
    made = sheet(GRADES, year(2026))
    assert values(made, "2025", "2026")["all"] == (8.4, round(578 / 70, 4))
    assert cautions(made, "all") == {"2025": ("printed",)}
    assert [note.get("en") for note in made.notes] == ["In 2025, 60 answered in all."]
    # On another scale than ours it stands in no line.
    assert not worked_out([STATEMENTS], year(2026), "all")


def test_all_sheets_of_a_year_are_read_at_once(house: County) -> None:
    for code, at in (("then", THEN), ("now", NOW), ("autumn", AUTUMN)):
        both(house, at, code)
    stored(f"{HEADER}\n1,koko virasto,,Kantelut,2026,count,31,,,\n", "rekisteri", at=NOW)
    made = [each.make() for each in family(year(2026), "all")]
    assert len(made) == 11
    with CaptureQueriesContext(connection) as found:
        for each in family(year(2026), "all"):
            each.make()
    # Waves, what is told of them, how many answered; surveys of others; releases of feedback;
    # printed figures; names of areas, and of the units of the one questionnaire.
    assert len(found) == 8
