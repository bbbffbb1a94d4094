"""Numbers as people write them in three languages, and what looks like one and is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.audit.text.lexicon import Hedge
from kuulluksi.pure.audit.text.quantities import Quantity, quantities, years
from kuulluksi.pure.audit.text.reading import GRAMMARS


def only(tag: str, text: str) -> Quantity:
    (found,) = quantities(text.lower(), GRAMMARS[tag])
    return found


@pytest.mark.parametrize(
    ("tag", "text", "value", "unit"),
    [
        ("fi", "vastaajia oli 12 345", "12345", ""),
        ("fi", "vastaajia oli 12\u00a0345", "12345", ""),
        ("fi", "vastaajia oli 12.345", "12345", ""),
        ("fi", "keskiarvo oli 4,1", "4.1", ""),
        ("fi", "keskiarvo oli 4.1.", "4.1", ""),
        ("fi", "moitteita oli 57 %", "57", "percent"),
        ("fi", "moitteita oli 57 prosenttia", "57", "percent"),
        ("fi", "osuus nousi 12 prosenttiyksikköä", "12", "points"),
        ("fi", "osuus nousi 12 %-yks.", "12", "points"),
        ("fi", "osuus nousi viisi prosenttia", "5", "percent"),
        ("sv", "svaren var 12 345", "12345", ""),
        ("sv", "medelvärdet var 4,1", "4.1", ""),
        ("sv", "andelen steg med 12 procentenheter", "12", "points"),
        ("en", "there were 12,345 answers", "12345", ""),
        ("en", "the mean was 4.1", "4.1", ""),
        ("en", "it fell by 12 percentage points", "12", "points"),
        ("en", "57 per cent were critical", "57", "percent"),
    ],
)
def test_quantities_in_digits(tag: str, text: str, value: str, unit: str) -> None:
    found = only(tag, text)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("tag", "text", "value", "hedge"),
    [
        ("fi", "puolet vastaajista", "50", Hedge.EXACT),
        ("fi", "yli puolet vastaajista", "50", Hedge.OVER),
        ("fi", "suurin osa vastaajista", "50", Hedge.OVER),
        ("fi", "joka neljäs kiitti", "25", Hedge.EXACT),
        ("fi", "kolme neljäsosaa kiitti", "75", Hedge.EXACT),
        ("sv", "var fjärde tackade", "25", Hedge.EXACT),
        ("sv", "två tredjedelar tackade", "66.7", Hedge.EXACT),
        ("en", "more than half thanked", "50", Hedge.OVER),
        ("en", "nearly a third thanked", "33.3", Hedge.NEARLY),
        ("en", "three quarters thanked", "75", Hedge.EXACT),
    ],
)
def test_quantities_fractions_are_shares(tag: str, text: str, value: str, hedge: Hedge) -> None:
    found = only(tag, text)
    assert (round(found.value, 1), found.unit) == (round(Decimal(value), 1), "percent")
    assert (found.fraction, found.hedge) == (True, hedge)


@pytest.mark.parametrize(
    ("tag", "text", "hedge"),
    [
        ("fi", "palautetta tuli noin 650", Hedge.ABOUT),
        ("fi", "palautetta tuli yli 600", Hedge.OVER),
        ("fi", "palautetta tuli vajaat 700", Hedge.NEARLY),
        ("fi", "palautetta tuli alle 700", Hedge.UNDER),
        ("fi", "palautetta tuli vähintään 600", Hedge.LEAST),
        ("sv", "responsen var drygt 600", Hedge.OVER),
        ("sv", "responsen var knappt 700", Hedge.NEARLY),
        ("en", "some 650 gave feedback", Hedge.ABOUT),
        ("en", "at most 700 gave feedback", Hedge.MOST),
    ],
)
def test_quantities_say_how_near_they_are(tag: str, text: str, hedge: Hedge) -> None:
    assert only(tag, text).hedge is hedge


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fi", "vuonna 2011"),
        ("fi", "vuosina 2009–2011"),
        ("fi", "taulukossa 12 ja luvussa 4.1"),
        ("fi", "kysely tehtiin 1.10.2009"),
        ("fi", "kysely tehtiin 31. joulukuuta"),
        ("fi", "lain 739/2023 mukaan"),
        ("fi", "lain 23 §"),
        ("fi", "puhelin 09 310 5015"),
        ("fi", "13–17-vuotiaat"),
        ("fi", "asteikolla 1–5"),
        ("fi", "COVID-19"),
        ("fi", "”sain 3 kertaa väärän päätöksen”"),
        ("sv", "tabell 3 på sida 12"),
        ("sv", "på skalan 1–5"),
        ("en", "table 3 on page 12"),
        ("en", "on a scale of 1 to 5"),
        ("en", "aged 13 to 17"),
    ],
)
def test_quantities_what_is_no_figure(tag: str, text: str) -> None:
    assert quantities(text.lower(), GRAMMARS[tag]) == []


@pytest.mark.parametrize(
    ("tag", "text", "roles"),
    [
        ("fi", "nousi 45 prosentista 57 prosenttiin", ["source", "target"]),
        ("fi", "laski 3,1:stä 2,7:ään", ["source", "target"]),
        ("sv", "steg från 45 till 57 procent", ["source", "target"]),
        ("sv", "sjönk med 12 procentenheter", ["by"]),
        ("en", "rose from 45 to 57 per cent", ["source", "target"]),
        ("en", "fell by 12 percentage points", ["by"]),
    ],
)
def test_quantities_of_a_change_have_roles(tag: str, text: str, roles: list[str]) -> None:
    assert [each.role for each in quantities(text, GRAMMARS[tag])] == roles


def test_quantities_a_source_has_the_unit_of_its_target() -> None:
    units = [each.unit for each in quantities("rose from 45 to 57 per cent", GRAMMARS["en"])]
    assert units == ["percent", "percent"]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fi", "vuosittain 653–889 asiakasta"),
        ("sv", "mellan 653 och 889 klienter"),
        ("en", "between 653 and 889 clients"),
        ("en", "653 to 889 clients"),
    ],
)
def test_quantities_ranges(tag: str, text: str) -> None:
    found = only(tag, text)
    assert (found.value, found.to) == (Decimal(653), Decimal(889))


def test_years_are_read_with_their_ranges() -> None:
    assert [(each.first, each.last) for each in years("vuosina 2009–2011 ja 2013")] == [
        (2009, 2011),
        (2013, 2013),
    ]
    assert [each.since for each in years("vuodesta 2009")] == [True]


@given(
    st.integers(min_value=0, max_value=9_999_999),
    st.sampled_from([" ", "\u00a0", "\u202f", ""]),
)
def test_quantities_any_whole_number_with_any_gap_is_read(value: int, gap: str) -> None:
    written = f"{value:,}".replace(",", gap)
    found = quantities(f"palautetta tuli {written} kpl.", GRAMMARS["fi"])
    if 1900 <= value < 2100:
        return
    assert [each.value for each in found] == [Decimal(value)]
