"""The plan of the year as staff read it, write it, and take it away as a file."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kuulluksi.org.models import Person
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.enums import PlanState, WaveState
from kuulluksi.surveys.models import Survey
from tests.factories import surveys
from tests.factories.org import County, text

SignIn = Callable[[Person], Client]
PLAN = "/fi/tyo/kyselyt/"


def filled(house: County, **changed: str) -> dict[str, str]:
    return {
        "title_fi": "Asemien kysely",
        "title_sv": "Stationernas enkät",
        "place": f"service:{house.social_work.pk}",
        "audience": "clients",
        "starts_on": "2026-05-04",
        "ends_on": "2026-06-05",
        "responsible": str(house.manager.pk),
        **changed,
    }


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes besides those of signing in."""
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_plan_is_read_by_everybody_in_few_queries(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    wave = surveys.wave(here, at)
    for _ in range(7):
        surveys.answered(queries.targets(wave)[0], at)
    for person in (here.worker, here.dispatcher, here.director):
        page = sign_in(person).get(PLAN)
        assert "vähintään 5" in page.content.decode()
        assert page.context["makes"] is False
    client = sign_in(here.researcher)
    before = queries_of(client, PLAN)
    for _ in range(3):
        surveys.wave(here, at)
    assert before == queries_of(client, PLAN) == 12


def test_plan_of_another_year_and_area(here: County, at: datetime, sign_in: SignIn) -> None:
    surveys.wave(here, at)
    client = sign_in(here.manager)
    assert len(client.get(PLAN).context["plan"].areas) == 1
    assert client.get(PLAN, {"area": here.families.code}).context["plan"].areas == []
    assert client.get(PLAN, {"year": "2025"}).context["plan"].areas == []
    for year in ("abcd", "٢٠٢٥", "20255", ""):
        assert client.get(PLAN, {"year": year}).context["plan"].year == 2026


def test_survey_is_put_into_the_plan(here: County, sign_in: SignIn) -> None:
    client = sign_in(here.manager)
    page = client.post(f"{PLAN}uusi/", filled(here))
    row = Survey.objects.get()
    assert page.headers["Location"] == f"{PLAN}{row.pk}/?done=saved"
    assert (row.service, row.area, row.year) == (here.social_work, here.adults, 2026)
    assert "Tallennettu" in client.get(page.headers["Location"]).content.decode()
    changed = filled(here, elsewhere="THL", elsewhere_answers="312")
    client.post(f"{PLAN}{row.pk}/muokkaa/", changed)
    row.refresh_from_db()
    assert (row.state, row.elsewhere_answers) == (PlanState.HELD, 312)


def test_places_to_plan_for_are_ones_own(here: County, sign_in: SignIn) -> None:
    def offered(person: Person) -> list[str]:
        return list(sign_in(person).get(f"{PLAN}uusi/").context["form"].places)

    assert offered(here.supervisor) == [f"unit:{here.kamppi.pk}", f"unit:{here.office.pk}"]
    assert f"service:{here.social_work.pk}" in offered(here.manager)
    assert "authority" not in offered(here.manager)
    assert "authority" in offered(here.researcher)
    page = sign_in(here.supervisor).post(f"{PLAN}uusi/", filled(here))
    assert page.status_code == 422
    sign_in(here.supervisor).post(f"{PLAN}uusi/", filled(here, place=f"unit:{here.office.pk}"))
    row = Survey.objects.get()
    assert (row.unit, row.service, row.area) == (here.office, here.social_work, here.adults)


@pytest.mark.parametrize(
    ("changed", "anchor"),
    [
        ({"title_fi": ""}, "title_fi"),
        ({"starts_on": "huomenna"}, "starts_on"),
        ({"ends_on": "2026-05-01"}, "ends_on"),
        ({"elsewhere_answers": "monta"}, "elsewhere_answers"),
        ({"elsewhere_answers": "7"}, "elsewhere"),
        ({"place": ""}, "place"),
        ({"audience": "kaikki"}, "audience"),
    ],
)
def test_survey_with_a_fault_keeps_what_was_typed(
    here: County, sign_in: SignIn, changed: dict[str, str], anchor: str
) -> None:
    page = sign_in(here.manager).post(f"{PLAN}uusi/", filled(here, **changed))
    assert page.status_code == 422
    assert [fault.field for fault in page.context["faults"]] == [anchor]
    assert "Stationernas enkät" in page.content.decode()
    assert f'href="#{anchor}"' in page.content.decode()
    assert f'id="{anchor}"' in page.content.decode()
    assert not Survey.objects.exists()


def test_survey_is_cancelled_and_moved_with_a_reason(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    client = sign_in(here.researcher)
    row = surveys.survey(here, at.date())
    page = client.post(
        f"{PLAN}{row.pk}/siirra/", {"starts_on": "2027-01-04", "reason_fi": "Muutto"}
    )
    assert page.status_code == 422
    assert [fault.field for fault in page.context["faults"]] == ["ends_on"]
    assert "Muutto" in page.content.decode()
    moved = {"starts_on": "2027-01-04", "ends_on": "2027-02-01", "reason_fi": "Muutto"}
    page = client.post(f"{PLAN}{row.pk}/siirra/", moved)
    later = Survey.objects.get(year=2027)
    assert page.headers["Location"] == f"{PLAN}{later.pk}/?done=moved"
    assert client.post(f"{PLAN}{row.pk}/siirra/", moved).status_code == 422
    page = client.post(f"{PLAN}{later.pk}/peru/", {"reason_sv": "Flytt"})
    assert [fault.field for fault in page.context["faults"]] == ["reason_fi"]
    assert "Flytt" in page.content.decode()
    client.post(f"{PLAN}{later.pk}/peru/", {"reason_fi": "Muutto"})
    shown = client.get(PLAN, {"year": "2027"}).content.decode()
    assert "Peruttu" in shown
    assert "Muutto" in shown
    assert f'href="{PLAN}{later.pk}/"' in client.get(PLAN).content.decode()


def test_survey_page_offers_acts_to_those_who_hold_it(
    here: County, at: datetime, sign_in: SignIn
) -> None:
    row = surveys.wave(here, at).survey
    address = f"{PLAN}{row.pk}/"
    assert sign_in(here.supervisor).get(address).context["acts"] is False
    page = sign_in(here.manager).get(address)
    assert (page.context["acts"], page.context["can_move"]) == (True, False)
    assert queries_of(sign_in(here.manager), address) == 9
    assert sign_in(here.manager).get(f"{PLAN}999/").status_code == 404


def rows_of(here: County, at: datetime, client: Client, kind: str) -> list[list[Any]]:
    """The file of a plan in which one survey is held elsewhere and one has an open wave."""
    surveys.survey(here, at.date())
    Survey.objects.update(
        title=text("=1+1"), elsewhere="TH\x0bL", elsewhere_answers=312, state=PlanState.HELD
    )
    surveys.wave(here, at)
    surveys.wave(here, at, state=WaveState.DRAFT)
    moved = surveys.survey(here, at.date())
    by = here.researcher
    actions.move(
        moved,
        starts_on=date(2027, 1, 4),
        ends_on=date(2027, 2, 1),
        reason=text("Muutto"),
        by=by,
        at=at,
    )
    page = client.get(f"{PLAN}suunnitelma.{kind}")
    assert page.headers["Content-Disposition"] == f'attachment; filename="kyselyt-2026.{kind}"'
    if kind == "csv":
        told = page.content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(told), delimiter=";"))
    sheet = load_workbook(io.BytesIO(page.content)).active
    assert sheet is not None
    assert {cell.data_type for row in sheet for cell in row if cell.value == "=1+1"} == {"s"}
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_plan_as_csv(here: County, at: datetime, sign_in: SignIn) -> None:
    heads, *rows = rows_of(here, at, sign_in(here.worker), "csv")
    assert heads[:3] == ["Vastuualue", "Palvelu tai yksikkö", "Kysely"]
    assert [row[2] for row in rows] == ["'=1+1", *["Sosiaaliasemien kysely"] * 3]
    assert [row[7:9] for row in rows] == [["312", "tarkka"], ["0", "vähintään"], ["", ""], ["", ""]]
    assert rows[3][12:] == ["Muutto", "2027-01-04"]


def test_plan_as_xlsx(here: County, at: datetime, sign_in: SignIn) -> None:
    heads, *rows = rows_of(here, at, sign_in(here.worker), "xlsx")
    assert heads[7] == "Vastauksia"
    assert [row[2] for row in rows] == ["=1+1", *["Sosiaaliasemien kysely"] * 3]
    assert [row[7] for row in rows] == [312, 0, None, None]
    assert rows[3][13] == datetime(2027, 1, 4)  # noqa: DTZ001  a cell has no time zone
