"""How places hang together: nothing in the air, nothing above itself, everything in order."""

from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.orgfile import Kind, Record, faults, in_order


def unit(code: str, parent: str = "", number: int = 2) -> Record:
    return Record(number, "unit", code, {"service": "s", "parent": parent})


SERVICE = Record(1, "service", "s", {"area": "a"})
AREA = Record(1, "area", "a", {})


def reasons(*records: Record, parents: dict[str, str] | None = None) -> list[str]:
    known: set[tuple[Kind, str]] = {("area", "a"), ("service", "s")}
    known |= {("unit", code) for code in parents or {}}
    return [row.reason for row in faults(records, known, parents or {})]


def test_links_to_what_is_known_or_in_the_file_are_good() -> None:
    assert reasons(unit("office", "station"), unit("station")) == []
    assert reasons(unit("office", "station"), parents={"station": ""}) == []


def test_links_into_the_air_are_named() -> None:
    assert reasons(unit("office", "station")) == ["unknown-parent"]
    assert reasons(Record(2, "unit", "u", {"service": "z"})) == ["unknown-service"]
    assert reasons(Record(2, "service", "z", {"area": "b"})) == ["unknown-area"]
    assert reasons(Record(2, "unit", "new", {})) == ["missing"]


def test_links_the_same_code_twice_is_named() -> None:
    assert reasons(unit("u", number=2), unit("u", number=5)) == ["duplicate"]


def test_links_in_a_circle_are_named_also_through_what_is_known() -> None:
    assert reasons(unit("a", "b"), unit("b", "a")) == ["circle", "circle"]
    assert reasons(unit("a", "a")) == ["circle"]
    assert reasons(unit("top", "below"), parents={"top": "", "below": "top"}) == ["circle"]


@given(st.permutations([unit("c", "b"), unit("b", "a"), unit("a"), SERVICE, AREA]))
def test_links_order_puts_each_place_after_what_it_belongs_to(records: list[Record]) -> None:
    assert [record.code for record in in_order(records)] == ["a", "s", "a", "b", "c"]
