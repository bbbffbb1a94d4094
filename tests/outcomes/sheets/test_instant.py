"""Sheets of instant feedback: years and thirds are sums of the months that were released."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.figures import actions
from kuulluksi.figures.queries import key_of
from kuulluksi.org.models import Unit
from kuulluksi.outcomes.queries.sheets import Period
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.sheets import Unit as In
from tests.factories.org import County, unit
from tests.factories.printed import HEADER, stored
from tests.factories.voices import given
from tests.outcomes.sheets.reading import HIDDEN, cautions, columns, lines, sheet, values, year

pytestmark = pytest.mark.django_db
MARCH, JUNE = datetime(2026, 3, 2, 8, tzinfo=UTC), datetime(2026, 6, 8, 8, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 5, 8, tzinfo=UTC)
LATER = datetime(2027, 1, 11, 8, tzinfo=UTC)
THIRD = Period(Kind.MONITORING, date(2026, 5, 1), date(2026, 8, 31))


def voices(at: datetime, unit: Unit, numbers: dict[FeedbackKind, int], **more: Any) -> None:
    for kind, many in numbers.items():
        for _ in range(many):
            given(at, unit=unit, kind=kind, **more)


def released(*months: tuple[date, date]) -> None:
    for first, last in months:
        actions.release_year(first, last, at=LATER)


SPRING, SUMMER = (date(2026, 1, 1), date(2026, 4, 30)), (date(2026, 5, 1), date(2026, 8, 31))
AUTUMN = (date(2026, 9, 1), date(2026, 12, 31))


CRITICISM, THANKS, IDEA = FeedbackKind.CRITICISM, FeedbackKind.THANKS, FeedbackKind.IDEA


@pytest.fixture
def _year(house: County) -> None:
    voices(MARCH, house.kamppi, {CRITICISM: 6, THANKS: 8})
    fast = {"topics": frozenset({"speed"}), "meter": {"treated-properly": "4"}}
    good = {"topics": frozenset({"quality"}), "meter": {"treated-properly": "2"}}
    voices(JUNE, house.kamppi, {CRITICISM: 9}, **fast)
    voices(JUNE, house.kamppi, {IDEA: 7}, **good)
    voices(JUNE, house.kallio, {CRITICISM: 8}, **good)
    voices(JUNE, house.kallio, {IDEA: 6}, **fast)
    voices(OCTOBER, house.kamppi, {CRITICISM: 9, IDEA: 7})
    released(SPRING, SUMMER, AUTUMN)


@pytest.mark.usefixtures("_year")
def test_kinds_of_a_year_are_shares_of_all_its_months() -> None:
    made = sheet("kinds", year(2026))
    assert values(made, "2026") == {
        "criticism": (round(32 / 60, 4),),
        "thanks": (round(8 / 60, 4),),
        "idea": (round(20 / 60, 4),),
        "question": (0,),
        "opinion": (0,),
        "all": (60,),
    }
    assert made.cell("criticism", "2026").n == 60
    assert made.cell("criticism", "2026").cautions == ()
    assert all(line.label.missing() == () for line in made.lines)


@pytest.mark.usefixtures("_year")
def test_four_months_are_told_of_their_own_releases() -> None:
    made = sheet("kinds", THIRD)
    assert columns(made) == ["2026-1", "2026-2"]
    assert values(made, "2026-1", "2026-2")["all"] == (14, 30)


@pytest.mark.usefixtures("_year")
def test_release_over_two_periods_stands_in_neither(house: County) -> None:
    """Of one that was made for half a year nobody can say what came in its first four months."""
    stranger = datetime(2025, 5, 5, 8, tzinfo=UTC)
    voices(stranger, house.kamppi, {CRITICISM: 9, IDEA: 9})
    actions.release_year(date(2025, 3, 1), date(2025, 6, 30), at=LATER)
    assert columns(sheet("kinds", THIRD)) == ["2026-1", "2026-2"]
    assert values(sheet("kinds", year(2026)), "2025")["all"] == (18,)
    assert cautions(sheet("kinds", year(2026)), "all") == {"2025": ("part-year",)}


@pytest.mark.usefixtures("_year")
def test_channels_say_by_which_day_feedback_is_counted() -> None:
    made = sheet("channels", year(2026))
    assert values(made, "2026") == {"instant": (60,), "all": (60,)}
    assert [note.get("en")[:28] for note in made.notes] == ["Instant feedback is counted "]


@pytest.mark.usefixtures("_year")
def test_topics_are_of_those_who_named_any() -> None:
    made = sheet("topics", year(2026))
    assert values(made, "2026")["quality"] == (0.5,)
    assert values(made, "2026")["all"] == (30,)
    cell = made.cell("quality", "2026")
    assert (cell.n, cell.unit) == (30, In.SHARE)
    assert (cell.low or 1) < 0.5 < (cell.high or 0)


@pytest.mark.usefixtures("_year")
def test_meter_tells_means_with_what_they_are_of(house: County) -> None:
    made = sheet("meter", year(2026))
    cell = made.cell("treated-properly", "2026")
    assert (cell.n, cell.value, cell.decimals) == (30, 3.0, 2)
    assert (cell.low or 5) < 3 < (cell.high or 1)
    # Nobody answered it in the other months.
    assert cell.cautions == ("part",)
    kamppi = sheet("meter", year(2026), key_of(house.kamppi))
    assert values(kamppi, "2026")["treated-properly"] == (round((9 * 4 + 7 * 2) / 16, 4),)


@pytest.mark.usefixtures("_year")
def test_shares_of_places_are_of_what_is_shown(house: County) -> None:
    kamppi, kallio = key_of(house.kamppi), key_of(house.kallio)
    made = sheet("instant-places", year(2026), key_of(house.social_work))
    assert values(made, "2026")[kamppi] == (round(46 / 60, 4),)
    # Nothing came to Kallio in spring: that cannot be told apart from too little.
    assert values(made, "2026")[kallio] == (round(14 / 60, 4),)
    assert cautions(made, kallio) == {"2026": ("at-least",)}
    assert made.cell(kallio, "2026").n == 60
    assert set(lines(made)) == {kamppi, kallio}


def test_places_of_which_nothing_is_shown_are_named_below(house: County) -> None:
    few = [unit(f"{name} asema", house.social_work) for name in ("Itäinen", "Ö")]
    voices(MARCH, house.kamppi, {CRITICISM: 16, THANKS: 18})
    voices(MARCH, house.kallio, {CRITICISM: 18, THANKS: 12})
    for each in few:
        voices(MARCH, each, {CRITICISM: 2, THANKS: 2})
    released(SPRING)
    made = sheet("instant-places", year(2026), key_of(house.social_work))
    # Kallio is hidden so that nobody works out the others.
    assert lines(made) == [key_of(house.kamppi)]
    below = made.notes[1].get("fi")
    assert below.endswith(": Itäinen asema, Kallion sosiaaliasema, Ö asema.")


def test_hidden_feedback_says_so_and_hides_the_total(house: County) -> None:
    voices(MARCH, house.kamppi, {CRITICISM: 6, THANKS: 8})
    voices(MARCH, house.kallio, {CRITICISM: 2})
    voices(MARCH, house.family_unit, {CRITICISM: 1, IDEA: 1})
    released(SPRING)
    table = f"{HEADER}\n1,{house.kallio.name.get('fi')},,Muistutukset,2026,count,4,,,\n"
    stored(table, "rekisteri", at=LATER)
    made = sheet("channels", year(2026), key_of(house.kallio))
    assert values(made, "2026") == {"instant": (HIDDEN,), "objections": (4,), "all": (HIDDEN,)}


@pytest.mark.usefixtures("_year")
def test_printed_years_stand_beside_counted_ones(house: County) -> None:
    table = f"{HEADER},item_key\n"
    table += "1,koko virasto,,Kaikki,2025,count,700,,,,feedback-kind\n"
    table += "1,koko virasto,,Moite,2025,percent,41,,,,feedback-kind/criticism\n"
    table += "1,koko virasto,,Kaikki,2026,count,999,,,,feedback-kind\n"
    stored(table, "oma", at=LATER)
    made = sheet("kinds", year(2026))
    assert values(made, "2025", "2026")["all"] == (700, 60)
    assert cautions(made, "all") == {"2025": ("printed",)}
    assert made.cell("criticism", "2025").n == 700
    assert made.source.get("fi") == "Meille annettu välitön palaute; Lähde oma"
