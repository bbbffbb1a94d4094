"""Reading visit feeds and lists, and of whom a wave asks: by examples and by properties."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.visitfeed import (
    COLUMNS,
    BadRow,
    LeftOut,
    Listed,
    Terms,
    Visit,
    cells,
    choose_listed,
    choose_visits,
    read_address,
    read_list,
    read_visits,
    spoken,
)
from kuulluksi.surveys.enums import Excluded

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
TERMS = Terms(
    places={"kamppi": 1, "1.2.246": 1, "kallio": 2},
    languages=("fi", "sv", "en"),
    at=AT,
    opens_on=date(2026, 3, 1),
    closes_on=date(2026, 3, 15),
    min_age=15,
)
VISIT = Visit(
    event="e1",
    address="+358401234567",
    hindrance="",
    on=date(2026, 3, 2),
    at=datetime(2026, 3, 2, 8, tzinfo=UTC),
    kind="vastaanotto",
    tongue="fi",
    age=40,
    unit="1.2.246",
)
ROW = ["e1", "040 1234567", "2.3.2026 9.30", "vastaanotto", "fi", "40", "Helsinki", "1.2.246"]


@pytest.mark.parametrize(
    "written",
    [
        "040 1234567",
        "0401234567",
        "401234567",
        "358401234567",
        "+358 40 123 4567",
        "00358-40-1234567",
        "(040) 123-4567",
        "040/1234567",
        "0401234567, 040 123 4567",
    ],
)
def test_phone_of_any_form_is_one_number(written: str) -> None:
    assert cells.phone(written) == ("+358401234567", "")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "protected"),
        ("-", "protected"),
        ("turvakielto", "protected"),
        ("Spärrmarkering", "protected"),
        ("040 1234567 (TURVAKIELTO)", "protected"),
        ("09 31011", "no-address"),
        ("0401234567 / 0501234567", "several"),
        ("0401234567 tai 0501234567", "several"),
    ],
)
def test_phone_that_nobody_is_asked_at(written: str, why: str) -> None:
    assert cells.phone(written) == ("", why)


@pytest.mark.parametrize("written", ["12345", "040 1234567 työ", "0401234567, 12", "+999123"])
def test_phone_that_is_none_is_a_fault(written: str) -> None:
    with pytest.raises(cells.Fault, match="not-a-phone"):
        cells.phone(written)


@pytest.mark.parametrize(
    "written",
    [
        "2.3.2026 9.30",
        "2.3.2026 klo 9:30",
        "ma 2.3.2026 kl. 09.30",
        "2. 3. 2026 9.30",
        "2026-03-02 09:30:15",
        "2026-03-02T09:30+02:00",
        "2026-03-02T07:30Z",
        "2026-03-02T07:30:00.123Z",
    ],
)
def test_moment_of_any_form_is_the_same(written: str) -> None:
    assert cells.moment(written) == (date(2026, 3, 2), datetime(2026, 3, 2, 7, 30, tzinfo=UTC))


def test_moment_without_an_hour_is_a_day() -> None:
    assert cells.moment("2.3.2026") == (date(2026, 3, 2), None)


@pytest.mark.parametrize("written", ["31.2.2026", "2.3.26", "2.3.2026 25.00", "eilen", "1-1-1"])
def test_moment_that_is_none_is_a_fault(written: str) -> None:
    with pytest.raises(cells.Fault, match="bad-moment"):
        cells.moment(written)


@given(st.text(max_size=40))
def test_cells_take_anything_or_name_a_fault(written: str) -> None:
    for read in (cells.phone, cells.address, cells.moment, cells.years):
        with suppress(cells.Fault):
            read(written)
    assert cells.tongue(written) in ("fi", "sv", "en")


@given(st.dates(date(2000, 1, 2), date(2199, 12, 30)), st.times())
def test_moments_come_back_as_they_were_written(on: date, hour: time) -> None:
    at = datetime.combine(on, hour.replace(second=0, microsecond=0), UTC)
    assert cells.moment(at.isoformat())[1] == at


@pytest.mark.parametrize(
    ("written", "age"), [("40", 40), ("40 v", 40), ("40,0", 40), ("", None), ("0", 0)]
)
def test_years(written: str, age: int | None) -> None:
    assert cells.years(written) == age


@pytest.mark.parametrize(
    ("written", "tag"),
    [("suomi", "fi"), ("SV", "sv"), ("sv-FI", "sv"), ("ruotsi", "sv"), ("so", "en"), ("", "fi")],
)
def test_mother_tongue(written: str, tag: str) -> None:
    assert cells.tongue(written) == tag


def test_language_is_one_in_which_people_answer() -> None:
    assert spoken("sv", ("fi", "sv")) == "sv"
    assert spoken("en", ("fi", "sv")) == "fi"
    assert spoken("sv", ("en",)) == "fi"


# --- Rows -------------------------------------------------------------------------------------
def test_feed_is_read_by_its_header_in_any_order_and_language() -> None:
    visits, bad = read_visits([list(COLUMNS), ROW])
    assert bad == []
    assert visits == [replace(VISIT, at=datetime(2026, 3, 2, 7, 30, tzinfo=UTC))]
    finnish = ["Yksikön OID", "kunta", "ikä", "Äidinkieli", "käyntityyppi", "käyntiaika", "puhelin"]
    assert read_visits([[*finnish, "tapahtumatunnus"], ROW[::-1]]) == (visits, [])


def test_feed_names_each_bad_row_by_number_column_and_reason() -> None:
    rows = [
        list(COLUMNS),
        ROW,
        ["", "12345", "eilen", "", "", "vanha", "", ""],
        [],
        [*ROW, "ylimääräinen"],
    ]
    assert sorted((row.number, row.column, row.reason) for row in read_visits(rows)[1]) == [
        (3, "age", "bad-age"),
        (3, "event id", "missing"),
        (3, "phone", "not-a-phone"),
        (3, "unit OID", "missing"),
        (3, "visit date and time", "bad-moment"),
        (5, "", "too-many-cells"),
    ]


def test_feed_with_another_column_is_refused_because_it_tells_too_much() -> None:
    visits, bad = read_visits([[*COLUMNS, "henkilötunnus"], [*ROW, "010190-123A"]])
    assert visits == []
    assert bad == [BadRow(1, "henkilötunnus", "unknown-column", "henkilötunnus")]


def test_feed_without_a_column_or_with_one_twice_is_refused() -> None:
    assert [row.column for row in read_visits([])[1]] == list(COLUMNS)
    twice = ["phone" if name == "age" else name for name in COLUMNS]
    assert [(row.column, row.reason) for row in read_visits([twice, ROW])[1]] == [
        ("phone", "missing-column"),
        ("age", "missing-column"),
    ]


def test_list_takes_one_on_each_line_with_language_and_unit() -> None:
    text = "osoite;kieli\na@b.fi\n\n040 1234567; sv; kallio\nturvakielto\n"
    listed, bad = read_list(text, one_place=True)
    assert bad == []
    assert listed == [
        Listed("a@b.fi", "", "fi", ""),
        Listed("+358401234567", "", "sv", "kallio"),
        Listed("", "protected", "fi", ""),
    ]


def test_list_names_bad_lines_and_missing_units() -> None:
    _listed, bad = read_list("a@b\nc@d.fi\ne@f.fi,fi,kamppi,x", one_place=False)
    assert [(row.number, row.column, row.reason) for row in bad] == [
        (1, "address", "not-an-address"),
        (1, "unit", "missing"),
        (2, "unit", "missing"),
        (3, "", "too-many-cells"),
    ]


def test_address_that_somebody_types() -> None:
    assert read_address(" 040 123 4567 ") == "+358401234567"
    assert read_address("A.B@Posti.Example") == "A.B@posti.example"
    assert read_address("minä") is None
    assert read_address("minä@posti.example") is None
    assert read_address("a@b.example\nBcc: c@d.example") is None
    assert read_address("09 31011") is None


# --- Choosing ---------------------------------------------------------------------------------
def left_out(*visits: Visit, terms: Terms = TERMS) -> dict[str, int]:
    return dict(choose_visits(visits, terms).left_out)


def test_visit_leads_to_an_invitation_today_or_some_days_later() -> None:
    (wanted,) = choose_visits([VISIT], TERMS).wanted
    assert (wanted.address, wanted.language, wanted.target) == (VISIT.address, "fi", 1)
    assert wanted.send_on == date(2026, 3, 2)
    (later,) = choose_visits([VISIT], replace(TERMS, wait=3)).wanted
    assert later.send_on == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"hindrance": "protected", "address": ""}, "protected"),
        ({"hindrance": "several", "address": ""}, "several"),
        ({"hindrance": "no-address", "address": ""}, "no-address"),
        ({"age": 14}, "age"),
        ({"age": None}, "age"),
        ({"unit": "muu"}, "elsewhere"),
        ({"on": date(2026, 2, 28), "at": None}, "outside"),
        ({"on": date(2026, 3, 3), "at": None}, "outside"),
        ({"at": AT + timedelta(hours=1)}, "outside"),
    ],
)
def test_visit_is_left_out(change: dict[str, Any], why: str) -> None:
    assert left_out(replace(VISIT, **change)) == {why: 1}


def test_visit_of_another_kind_is_left_out() -> None:
    assert left_out(VISIT, terms=replace(TERMS, kinds=frozenset({"päätös"}))) == {"visit-type": 1}
    kinds = frozenset({"vastaanotto"})
    assert left_out(replace(VISIT, kind=" Vastaanotto "), terms=replace(TERMS, kinds=kinds)) == {}


def test_visit_whose_invitation_would_come_too_late_is_left_out() -> None:
    assert left_out(VISIT, terms=replace(TERMS, wait=14)) == {"outside": 1}


def test_visit_with_several_numbers_asks_nobody() -> None:
    other = replace(VISIT, address="+358501234567")
    assert left_out(VISIT, other) == {"several": 2}


def test_visit_with_one_protected_row_asks_nobody() -> None:
    assert left_out(VISIT, replace(VISIT, address="", hindrance="protected")) == {"protected": 2}


def test_whoever_came_twice_is_asked_once() -> None:
    choice = choose_visits([VISIT, VISIT, replace(VISIT, event="e2", unit="kallio")], TERMS)
    assert [each.target for each in choice.wanted] == [1]
    assert choice.left_out == {"twice": 2}


def test_unknown_units_are_named() -> None:
    choice = choose_visits([VISIT, replace(VISIT, unit="1.2.999")], TERMS)
    assert choice.strange == {"1.2.999": 1}


def test_list_of_one_place_needs_no_unit_and_leaves_when_the_wave_opens() -> None:
    terms = replace(TERMS, anywhere=7, opens_on=date(2026, 3, 9))
    rows = [Listed("a@b.fi", "", "sv", ""), Listed("A@b.fi", "", "fi", "")]
    choice = choose_listed(rows, terms)
    assert [(each.target, each.send_on) for each in choice.wanted] == [(7, date(2026, 3, 9))]
    assert choice.left_out == {"twice": 1}


VISITS = st.builds(
    Visit,
    event=st.sampled_from(["a", "b", "c", "d"]),
    address=st.sampled_from(["+358401234567", "+358501234567", "+358441234567"]),
    hindrance=st.sampled_from(["", "", "", "protected", "several", "no-address"]),
    on=st.dates(date(2026, 2, 25), date(2026, 3, 20)),
    at=st.none(),
    kind=st.sampled_from(["x", "y"]),
    tongue=st.sampled_from(["fi", "sv", "en"]),
    age=st.one_of(st.none(), st.integers(0, 99)),
    unit=st.sampled_from(["kamppi", "KALLIO", "muu"]),
)


@given(st.lists(VISITS, max_size=12), st.integers(0, 20))
def test_each_row_is_wanted_or_counted_and_nobody_is_asked_who_must_not_be(
    visits: list[Visit], wait: int
) -> None:
    visits = [replace(each, address="" if each.hindrance else each.address) for each in visits]
    terms = replace(TERMS, wait=wait, kinds=frozenset({"x"}))
    choice = choose_visits(visits, terms)
    assert choice.rows == len(visits)
    assert set(choice.left_out) <= set(get_args(LeftOut)) <= set(Excluded.values)
    addresses = [each.address for each in choice.wanted]
    assert len(addresses) == len(set(addresses))
    protected = {each.event for each in visits if each.hindrance == "protected"}
    for each in choice.wanted:
        assert each.address
        assert terms.opens_on <= each.send_on <= terms.closes_on
        assert any(
            visit.address == each.address
            and visit.event not in protected
            and visit.kind == "x"
            and (visit.age or 0) >= terms.min_age
            for visit in visits
        )
