"""Sheets of being heard: what was told of each four months, and years as their sums."""

from datetime import date

import pytest

from kuulluksi.outcomes.models import HeardShown
from kuulluksi.outcomes.queries.sheets import Period, offers, worked_out
from kuulluksi.pure.heard import Item, Third
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.sheets import HIDDEN, NONE, Sheet, Unit
from tests.factories.heard import AUTUMN, released
from tests.factories.org import County

pytestmark = pytest.mark.django_db
YEAR = Period(Kind.ANNUAL, date(2025, 1, 1), date(2025, 12, 31))
FOUR_MONTHS = Period(Kind.MONITORING, date(2025, 9, 1), date(2025, 12, 31))


def sheet(key: str = "heard", period: Period = YEAR, place: str = "all") -> Sheet:
    return worked_out([key], period, place)[key]


def told(made: Sheet, column: str) -> dict[str, float | None]:
    return {line.key: made.cell(line.key, column).value for line in made.lines}


def test_heard_tells_what_became_of_the_voices(house: County) -> None:
    for number in (0, 1, 2):
        released(house, Third(2025, number))
    made = sheet()
    found = told(made, "2025")
    assert (found["given"], found["routed"], found["answered"]) == (90, 90, 84)
    assert (found["unanswered"], found["in-time"], found["wait"]) == (6, 75, 5)
    assert found["answered-share"] == pytest.approx(84 / 90)
    assert (found["criticism"], found["led"], found["handed"]) == (54, 21, 21)
    helped = made.cell("helped", "2025")
    assert (helped.n, helped.unit) == (48, Unit.SHARE)
    assert (helped.low or 1) < 27 / 48 < (helped.high or 0)
    assert made.cell("answered-share", "2025").low is None  # of all voices, not of a sample
    assert made.cell("given", "2025").cautions == ()
    assert all(line.label.missing() == () for line in made.lines)


def test_heard_of_a_part_of_the_year_says_so(house: County) -> None:
    released(house, AUTUMN)
    made = sheet()
    assert [each.key for each in made.columns] == ["2025"]
    assert made.cell("given", "2025").cautions == ("part",)


def test_heard_of_four_months_stands_beside_those_before(house: County) -> None:
    released(house, AUTUMN, times=2)
    released(house, Third(2024, 2))
    made = sheet(period=FOUR_MONTHS)
    assert [(each.key, each.label.get("fi")) for each in made.columns] == [
        ("2024-3", "9\N{EN DASH}12/2024"),
        ("2025-3", "9\N{EN DASH}12/2025"),
    ]
    given = [made.cell("given", each.key).value for each in made.columns]
    assert given == [30, 60]
    assert made.cell("given", "2025-3").cautions == ()


def test_heard_tells_hidden_from_nothing(house: County) -> None:
    release = released(house)
    HeardShown.objects.create(release=release, place="all", item=Item.HARM, first=0, numbers=None)
    made = sheet()
    assert "harm" not in told(made, "2025")
    assert made.notes[-1].get("fi").startswith("Kertoi, että puhumisesta oli haittaa: lukua ei")
    earlier = released(house, Third(2024, 2))
    HeardShown.objects.create(
        release=earlier, place="all", item=Item.HARM, first=0, numbers=[30, 9]
    )
    made = sheet()
    assert (made.cell("harm", "2024").value, made.cell("harm", "2024").n) == (9, 39)
    assert made.cell("harm", "2025") == HIDDEN
    assert len(made.notes) == 2
    HeardShown.objects.filter(item=Item.HARM, release=release).delete()
    assert sheet().cell("harm", "2025") == NONE


def test_heard_wait_without_an_end_says_at_least(house: County) -> None:
    release = released(house)
    rows = HeardShown.objects.filter(release=release, item=Item.WAITED, place="all")
    rows.update(numbers=[0] * 25 + [30])
    assert sheet().cell("wait", "2025").cautions == ("part", "at-least")


def test_heard_by_place_is_of_those_directly_inside(house: County) -> None:
    released(house)
    made = sheet("heard-places")
    assert [line.key for line in made.lines] == [
        "area-aikuisten-palvelut"
    ]  # nobody spoke elsewhere
    assert made.cell("area-aikuisten-palvelut", "given").value == 30
    below = sheet("heard-places", place="service-aikuissosiaalityo")
    assert below.cell("unit-kampin-sosiaaliasema", "given").value == 30


def test_heard_of_nothing_is_no_sheet(house: County) -> None:
    assert worked_out(["heard", "heard-places"], YEAR, "all") == {}
    released(house)
    assert worked_out(["heard"], YEAR, "unit-kallion-sosiaaliasema") == {}
    assert worked_out(["heard"], YEAR, "unit-never-was") == {}


def test_nearly_all_are_never_all(house: County) -> None:
    release = released(house)
    rows = HeardShown.objects.filter(release=release, item=Item.ANSWERED, place="all")
    rows.update(numbers=[0, 1, 0, 999])
    assert sheet().cell("answered-share", "2025").decimals == 1


def test_all_sheets_are_offered_by_name(house: County) -> None:
    titles = {key: offer.title for key, offer in offers(YEAR, "all").items()}
    assert all(title.missing() == () for title in titles.values())
