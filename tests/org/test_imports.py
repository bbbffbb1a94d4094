"""Reading the organisation from a file: told beforehand, whole or not at all."""

from datetime import date, datetime

import pytest

from kuulluksi.org import actions, queries
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Area, AuditEntry, Service, Unit
from kuulluksi.pure.orgfile import Contents, csv_rows, from_rows, from_service_map
from tests.factories.org import County

HEADER = "kind,code,area,service,parent,name_fi,name_sv,valid_from,valid_until,phone,outside_id"
ON = date(2026, 3, 2)


def table(*lines: str) -> Contents:
    return from_rows(csv_rows("\n".join([HEADER, *lines]).encode()))


NEW = table(
    "unit,ranta,,ranta-tyo,asema,Rannan toimipiste,,,,,",
    "unit,asema,,ranta-tyo,,Rannikon asema,Kuststationen,,,09 000 0001,",
    "service,ranta-tyo,ranta-alue,,,Rantatyö,,,,,",
    "area,ranta-alue,,,,Ranta,,2026-01-01,,,",
)


def test_import_makes_places_in_whatever_order_the_file_has(house: County, at: datetime) -> None:
    done = actions.import_places(NEW, by=house.administrator, at=at)
    assert len(done.created) == 4
    office = Unit.objects.get(code="ranta")
    assert office.parent == Unit.objects.get(code="asema")
    assert office.service.area == Area.objects.get(code="ranta-alue")
    assert (office.valid_from, office.service.area.valid_from) == (ON, date(2026, 1, 1))
    assert queries.find_units("rantatyö", ON).count() == 2
    entry = AuditEntry.objects.get(what=Audited.IMPORTED)
    assert (entry.person, entry.detail) == (house.administrator, {"created": 4, "changed": 0})


def test_import_tells_what_would_change_and_changes_nothing(house: County) -> None:
    code = house.kamppi.code
    plan = queries.plan(table(f"unit,{code},,{house.social_work.code},,Kampin asema,,,,1,"), ON)
    (change,) = plan.changed
    assert change.fields[0][0] == "name"
    assert [name for name, _old, _new in change.fields] == ["name", "phone"]
    assert (plan.created, plan.unchanged) == ((), 0)
    assert {place.code for place in plan.missing} >= {house.kallio.code, house.adults.code}
    house.kamppi.refresh_from_db()
    assert house.kamppi.name.get("fi") == "Kampin sosiaaliasema"


def test_import_of_the_same_file_again_changes_nothing(house: County, at: datetime) -> None:
    actions.import_places(NEW, by=None, at=at)
    again = actions.import_places(NEW, by=None, at=at)
    assert (again.created, again.changed, again.unchanged) == ((), (), 4)


def test_import_keeps_languages_and_fields_that_the_file_does_not_speak_of(
    house: County, at: datetime
) -> None:
    code = house.kamppi.code
    rows = from_rows([["kind", "code", "name_fi"], ["unit", code, "Kamppi"]])
    actions.import_places(rows, by=None, at=at)
    house.kamppi.refresh_from_db()
    assert house.kamppi.name.get("fi") == "Kamppi"
    assert house.kamppi.name.get("sv") == "Kampin sosiaaliasema (sv)"
    assert house.kamppi.service == house.social_work


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("unit,u,,ei-ole,,Uusi,,,,,", (3, "service", "unknown-service")),
        ("unit,u,,{service},ei-ole,Uusi,,,,,", (3, "parent", "unknown-parent")),
        ("unit,{kamppi},,{service},{office},Kamppi,,,,,", (3, "parent", "circle")),
        ("area,uusi,,,,Toisen kerran,,,,,", (3, "code", "duplicate")),
        ("area,u,,,,Uusi,,32.1.2026,,,", (3, "valid_from", "bad-date")),
        ("area,{adults},,,,Aikuiset,,2020-01-01,2019-01-01,,", (3, "valid_until", "days-swapped")),
    ],
)
def test_import_with_a_bad_row_does_nothing_at_all(
    house: County, at: datetime, line: str, fault: tuple[int, str, str]
) -> None:
    codes = {
        "service": house.social_work.code,
        "kamppi": house.kamppi.code,
        "office": house.office.code,
        "adults": house.adults.code,
    }
    done = actions.import_places(
        table("area,uusi,,,,Uusi alue,,,,,", line.format(**codes)), by=None, at=at
    )
    assert fault in [(row.number, row.column, row.reason) for row in done.bad]
    assert not Area.objects.filter(code="uusi").exists()
    assert not AuditEntry.objects.filter(what=Audited.IMPORTED).exists()


def test_import_refuses_a_last_day_before_the_first_that_is_here(house: County) -> None:
    rows = [
        ["kind", "code", "name_fi", "valid_until"],
        ["area", house.adults.code, "A", "1.1.2019"],
    ]
    (row,) = queries.plan(from_rows(rows), ON).bad
    assert (row.number, row.reason) == (2, "days-swapped")


def test_import_knows_a_unit_by_its_identifier_in_the_source(house: County, at: datetime) -> None:
    house.kamppi.outside_id = "151"
    house.kamppi.save()
    department = {"id": house.social_work.code, "parent_id": "a", "name_fi": "Aikuissosiaalityö"}
    area = {"id": "a", "parent_id": None, "name_fi": "Aikuiset"}
    other = {"id": "b", "parent_id": None, "name_fi": "Muut"}
    unit = {"id": 151, "dept_id": house.social_work.code, "name_fi": "Kampin uusi nimi"}
    done = actions.import_places(
        from_service_map([[area, other, department], [unit]]), by=None, at=at
    )
    house.kamppi.refresh_from_db()
    assert house.kamppi.name.get("fi") == "Kampin uusi nimi"
    assert not Unit.objects.filter(code="151").exists()
    assert [change.place.code for change in done.created] == ["a", "b"]
    assert Service.objects.get(code=house.social_work.code).area.code == "a"
