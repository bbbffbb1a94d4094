"""The lists of the Helsinki service map become areas, services and units."""

from typing import Any

import pytest

from kuulluksi.pure.orgfile import Contents, from_service_map


def department(key: str, name: str, parent: str | None = None) -> dict[str, Any]:
    return {"id": key, "parent_id": parent, "name_fi": name, "hierarchy_level": 0}


def unit(key: int, name: str, dept: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "dept_id": dept, "name_fi": name, "is_public": True, **more}


DEPARTMENTS = [
    department("top", "Hyvinvointialue"),
    department("adults", "Aikuiset", "top"),
    department("social", "Sosiaalityö", "adults"),
    department("east", "Itäinen", "social"),
    department("far-east", "Itäisin", "east"),
]


def places(found: Contents) -> dict[str, tuple[str, str]]:
    """By kind and code: what the place belongs to, and the unit above it."""
    return {
        f"{record.kind} {record.code}": (
            record.link("area") or record.link("service"),
            record.link("parent"),
        )
        for record in found.records
    }


def test_map_turns_the_tree_into_areas_services_and_units() -> None:
    found = from_service_map([[unit(1, "Vuosaari", "east")], DEPARTMENTS])
    assert found.bad == ()
    assert places(found) == {
        "area adults": ("", ""),
        "service social": ("adults", ""),
        "unit east": ("social", ""),
        "unit far-east": ("social", "east"),
        "unit 1": ("social", "east"),
    }


def test_map_reads_where_a_unit_is_and_how_it_is_reached() -> None:
    row = unit(
        151,
        "Kamppi",
        "social",
        name_sv="Kampen",
        street_address_fi="Esimerkkikatu 1",
        address_city_fi="Esimerkkilä",
        address_zip="00000",
        latitude=60.1687,
        longitude=24.9316,
        phone="09 000 0001, 09 000 0002",
        email=None,
    )
    said = from_service_map([DEPARTMENTS, [row]]).records[-1].said
    assert said["name"] == {"fi": "Kamppi", "sv": "Kampen"}
    assert (said["latitude"], said["longitude"]) == (60.1687, 24.9316)
    assert (said["phone"], said["email"], said["postal_code"]) == ("09 000 0001", "", "00000")
    assert said["outside_id"] == "151"


def test_map_gives_a_unit_of_an_area_a_service_of_the_same_name() -> None:
    found = places(from_service_map([DEPARTMENTS, [unit(1, "Neuvonta", "adults")]]))
    assert found["service adults"][0] == "adults"
    assert found["unit 1"][0] == "adults"


def test_map_several_roots_are_areas() -> None:
    rows = [department("a", "A"), department("b", "B"), department("s", "S", "a")]
    assert set(places(from_service_map([rows]))) == {"area a", "area b", "service s"}


def test_map_leaves_out_what_is_not_public_and_says_how_many() -> None:
    found = from_service_map([DEPARTMENTS, [unit(1, "Salainen", "social", is_public=False)]])
    assert found.left_out == 1
    assert "unit 1" not in places(found)


def test_map_of_units_alone_points_to_services_that_are_here() -> None:
    assert places(from_service_map([[unit(1, "Kamppi", "social")]])) == {"unit 1": ("social", "")}


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"id": 1}, (1, "", "not-a-list")),
        (["x"], (1, "", "not-an-object")),
        ([{"name_fi": "A"}], (1, "id", "missing")),
        ([department("a", "")], (1, "name_fi", "missing")),
        ([department("a b", "A")], (1, "id", "bad-code")),
        ([department("a", "A", "b"), department("b", "B", "a")], (1, "parent_id", "circle")),
        ([department("a", "A"), unit(1, "U", "z")], (2, "dept_id", "unknown-department")),
        (
            [department("a", "A"), unit(1, "U", "a"), unit(1, "U", "a")],
            (3, "id", "duplicate"),
        ),
        (
            [department("a", "A"), unit(1, "U", "a", latitude=6672000, longitude=25)],
            (2, "latitude", "bad-coordinate"),
        ),
        (
            [department("a", "A"), unit(1, "U", "a", email="ei osoite")],
            (2, "email", "bad-email"),
        ),
    ],
)
def test_map_names_a_fault_by_row_column_and_reason(
    document: object, fault: tuple[int, str, str]
) -> None:
    found = from_service_map([document])
    assert fault in [(row.number, row.column, row.reason) for row in found.bad]
