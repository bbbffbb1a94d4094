"""Sheets of what came of it: measures, effects, circles, how results were used, who is missing."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kuulluksi.figures.models import Shown
from kuulluksi.outcomes.models import Measure, UseReport
from kuulluksi.outcomes.queries.sheets import offers, worked_out
from kuulluksi.pure.statement.sheets import Sheet, State, Unit
from tests.factories.figures import Said, closed, grades
from tests.factories.org import County, unit
from tests.factories.printed import clients
from tests.factories.years import OF_UNIT, THIRD, YEAR, busy

pytestmark = pytest.mark.django_db
KAMPPI = "unit-kampin-sosiaaliasema"


@pytest.fixture
def measure(house: County, at: datetime) -> Measure:
    return busy(house, at)


def sheet(key: str, place: str = "all", period: Any = YEAR) -> Sheet:
    return worked_out([key], period, place)[key]


def told(made: Sheet, column: str = "2026") -> dict[str, float | None]:
    return {line.key: made.cell(line.key, column).value for line in made.lines}


def test_measures_are_counted_in_the_period_in_which_they_turned(measure: Measure) -> None:
    made = sheet("measures")
    found = told(made)
    assert found == {
        "made": 3, "done": 1, "not-possible": 1, "open": 1, "measured": 1,
        "measured-share": 0, "euros": 640,
    }  # fmt: skip
    before = told(made, "2025")
    assert (before["made"], before["done"], before["measured-share"]) == (1, 1, 1)
    assert before["euros"] is None
    assert made.cell("euros", "2026").n == 1
    assert made.cell("measured-share", "2026").n == 1


def test_measures_of_a_place_are_of_it_and_of_those_inside(house: County, measure: Measure) -> None:
    for place in (
        "area-aikuisten-palvelut",
        "service-aikuissosiaalityo",
        KAMPPI,
    ):
        assert told(sheet("measures", place))["made"] == 3
    assert "measures" not in worked_out(["measures"], YEAR, "area-perheiden-palvelut")


def test_effect_stands_beside_comparable_places(measure: Measure) -> None:
    made = sheet("effects")
    (line,) = made.lines
    assert line.label.get("fi").startswith("Kampin sosiaaliasema · Takaisinsoitto samana päivänä ·")
    assert line.label.missing() == ()
    cells = {column.key: made.cell(line.key, column.key) for column in made.columns}
    assert (cells["before"].value, cells["after"].value) == (6, 8)
    assert cells["before"].n == 60
    assert cells["change"].value == pytest.approx(2)
    assert (cells["change"].low or 0) > 1
    assert cells["elsewhere"].state is State.SHOWN
    assert told(sheet("effect-verdicts")) == {
        "better": 1, "worse": 0, "absent": 0, "unseen": 0, "unknown": 0, "all": 1,
    }  # fmt: skip


def test_effect_of_a_measure_that_nobody_sees_is_counted_and_not_named(measure: Measure) -> None:
    Measure.objects.filter(pk=measure.pk).update(published_on=None)
    assert worked_out(["effects"], YEAR, "all") == {}
    assert told(sheet("effect-verdicts"))["all"] == 1


def test_verdicts_are_those_that_may_be_told(measure: Measure) -> None:
    assert worked_out(["verdicts"], YEAR, "all") == {}
    Measure.objects.filter(pk=measure.pk).update(
        verdicts={"yes": 6, "partly": 2, "no": 2, "worse": 0}
    )
    made = sheet("verdicts")
    assert told(made, "2025")["all"] == 10
    share = made.cell("yes-share", "2025")
    assert (share.value, share.n, share.unit) == (0.6, 10, Unit.SHARE)
    assert share.low is not None


def test_circles_and_promises_are_counted_by_their_day(measure: Measure) -> None:
    found = told(sheet("circles"))
    assert (found["told-due"], found["untold"]) == (1, 1)
    promises = sheet("promises")
    assert told(promises, "2025")["kept"] == 1
    assert told(promises)["untold"] == 1


def test_round_tells_of_units_and_not_of_one(house: County, measure: Measure) -> None:
    found = told(sheet("use"))
    assert (found["asked"], found["answered"], found["talked"], found["acted"]) == (3, 1, 1, 0)
    assert worked_out(["practices"], YEAR, "all") == {}  # one unit would be seen
    report = UseReport.objects.get(unit=house.kamppi)
    UseReport.objects.exclude(unit=house.kamppi).update(
        answered_on=report.answered_on, practices=report.practices
    )
    for name in ("Yksi", "Kaksi"):
        place = unit(name, house.child_welfare)
        UseReport.objects.create(
            round=report.round,
            unit=place,
            answered_on=report.answered_on,
            practices=report.practices,
        )
    made = sheet("practices")
    assert (made.cell("easy", "level-3").value, made.cell("easy", "level-3").n) == (1, 5)
    alone = UseReport.objects.order_by("pk")[0]
    alone.practices = {**alone.practices, "easy": None}
    alone.save()
    assert sheet("practices").cell("easy", "level-3").state is State.HIDDEN
    assert worked_out(["use"], YEAR, KAMPPI) == {}
    assert "use" not in offers(OF_UNIT, KAMPPI)


def test_those_who_are_missing_stand_beside_the_number_of_clients(measure: Measure) -> None:
    made = sheet("missing")
    assert [line.key for line in made.lines] == [
        "unit-kallion-sosiaaliasema", KAMPPI, "unit-perhetukikeskus",
    ]  # fmt: skip
    kamppi = {column.key: made.cell(KAMPPI, column.key) for column in made.columns}
    assert (kamppi["clients"].value, kamppi["answers"].value) == (700, 60)
    assert kamppi["clients"].cautions == ("estimate",)
    assert kamppi["rate"].low is not None
    family = made.cell("unit-perhetukikeskus", "answers")
    assert family.state is State.NONE
    assert "missing-groups" not in worked_out(["missing-groups"], OF_UNIT, KAMPPI)


def test_column_that_may_be_shown_of_nobody_goes_with_a_note(measure: Measure) -> None:
    Shown.objects.filter(release__wave=None).update(numbers=None)
    made = sheet("missing")
    assert [column.key for column in made.columns] == ["clients", "answers", "rate"]
    assert made.notes[-1].get("fi").startswith("Välitön palaute: lukua ei näytetä")


def test_groups_that_are_missing_are_called_as_the_survey_calls_them(
    house: County, measure: Measure, at: datetime
) -> None:
    said = grades({7: 20, 8: 21}, gender="woman")
    closed(house, at, {house.kamppi: [*said, Said(12, {"gender": "man"})]}, code="genders")
    groups = sheet("missing-groups", KAMPPI, OF_UNIT)
    assert [line.key for line in groups.lines] == ["gender-woman"]
    assert groups.lines[0].label.get("fi") == "Nainen"
    assert groups.cell("gender-woman", "clients").value == 300
    assert groups.cell("gender-woman", "answers").value == 41


def test_groups_of_very_few_clients_are_not_counted_in_public(
    house: County, measure: Measure, at: datetime
) -> None:
    said = grades({7: 20, 8: 21}, gender="woman")
    closed(house, at, {house.kamppi: [*said, Said(12, {"gender": "man"})]}, code="genders")
    clients(house.kamppi, 2026, 4, "gender", "man")
    groups = sheet("missing-groups", KAMPPI, OF_UNIT)
    assert {column.key for column in groups.columns}.isdisjoint({"clients", "rate"})
    assert groups.cell("gender-woman", "answers").value == 41
    assert "4" not in str(groups.to_json()["cells"]).replace("41", "")


def test_sheets_of_four_months_have_no_years(measure: Measure) -> None:
    made = sheet("measures", period=THIRD)
    assert made.columns[-1].key == "2026-1"
    assert told(made, "2026-1")["made"] == 3
    assert "use" not in offers(THIRD, "all")
    assert "missing" not in offers(THIRD, "all")


@pytest.mark.parametrize(
    ("key", "queries"),
    [
        ("heard", 2), ("heard-places", 3), ("measures", 2), ("verdicts", 1), ("effects", 4),
        ("effect-verdicts", 3), ("circles", 4), ("promises", 4), ("use", 2), ("practices", 3),
    ],
)  # fmt: skip
def test_sheets_take_few_queries(measure: Measure, key: str, queries: int) -> None:
    offer = offers(YEAR, "all")[key]
    offer.make()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        offer.make()
    assert len(seen) == queries, [each["sql"][:200] for each in seen]
