"""Each figure of a sheet tells of which area, group, item and years it is, whatever the lines and
columns of its table are."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.statement import plain, saying
from kuulluksi.pure.statement.sheets import Cell, Column, Line, Sheet, Unit, filled, shown
from kuulluksi.pure.text import Text


def text(words: str) -> Text:
    return Text.of(fi=words, en=words)


def year(number: int) -> Column:
    return Column(str(number), text(str(number)), number, number)


def column(words: str, *years: int) -> Column:
    return Column(words.lower(), text(words), *years)


def sheet(lines: Sequence[Line], columns: Sequence[Column], *cells: Cell) -> Sheet:
    """Every cell of a column alike."""
    given_ = cells or (shown(1),) * len(columns)
    found = {
        (line.key, each.key): cell
        for line in lines
        for each, cell in zip(columns, given_, strict=True)
    }
    return filled("s", text("Otsikko"), lines, columns, found)


PLACES = [
    Line("a", text("Kamppi"), place="unit-1", item="grade"),
    Line("b", text("Malmi"), place="unit-2", item="grade"),
    Line("c", text("Yhteensä"), item="grade", total=True),
]
ITEMS = [
    Line("x", text("Kohtelu"), item="x"),
    Line("y", text("Ajan  saaminen"), place="unit-1", item="y"),
]
MEAN = shown(4.1, Unit.MEAN, decimals=1)


def told(made: Sheet) -> list[tuple[str, str, str, int, int, str]]:
    return [
        (each.area, each.group, each.item, each.first, each.last, each.aside)
        for each in plain.figures(made, "fi", 2026)
    ]


def test_places_by_years() -> None:
    assert told(sheet(PLACES, [year(2025), year(2026)]))[:3] == [
        ("Kamppi", "", "Otsikko", 2025, 2025, ""),
        ("Kamppi", "", "Otsikko", 2026, 2026, ""),
        ("Malmi", "", "Otsikko", 2025, 2025, ""),
    ]


def test_items_by_years_with_their_change_and_their_total() -> None:
    columns = [
        *(year(2025), year(2026)),
        column("Muutos"),
        column("Muutos 2025–2026", 2025, 2026),
    ]
    assert told(sheet(ITEMS, columns))[4:] == [
        ("", "", "Ajan saaminen", 2025, 2025, ""),
        ("", "", "Ajan saaminen", 2026, 2026, ""),
        ("", "Muutos", "Ajan saaminen", 2026, 2026, ""),
        ("", "", "Ajan saaminen", 2025, 2026, "Muutos"),
    ]
    places = [each.place for each in plain.figures(sheet(ITEMS, columns), "fi", 2026)]
    assert places == [*([""] * 4), *(["unit-1"] * 4)]


def test_places_by_items() -> None:
    made = sheet(PLACES, [column("Kohtelu"), column("Ajan saaminen")], MEAN, MEAN)
    assert told(made)[:2] == [
        ("Kamppi", "", "Kohtelu", 2026, 2026, ""),
        ("Kamppi", "", "Ajan saaminen", 2026, 2026, ""),
    ]


def test_items_by_groups_of_people() -> None:
    made = sheet(ITEMS, [column("Naiset"), column("Miehet")], MEAN, MEAN)
    assert told(made)[0] == ("", "Naiset", "Kohtelu", 2026, 2026, "")


def test_surveys_in_several_measures() -> None:
    made = sheet(ITEMS, [column("Vastaajia"), column("Keskiarvo")], shown(12), MEAN)
    assert told(made)[:2] == [
        ("", "Kohtelu", "Vastaajia", 2026, 2026, ""),
        ("", "Kohtelu", "Keskiarvo", 2026, 2026, ""),
    ]
    made = sheet(ITEMS, [column("Vastaajia 2025", 2025), column("Keskiarvo 2026", 2026)])
    assert [each[:5] for each in told(made)][:2] == [
        ("", "Vastaajia", "Kohtelu", 2025, 2025),
        ("", "Keskiarvo", "Kohtelu", 2026, 2026),
    ]


def test_answers_of_which_a_line_is_made_up() -> None:
    shares = [shown(each, Unit.SHARE) for each in (0.333, 0.667)]
    made = sheet(ITEMS, [column("Kyllä"), column("Ei")], *shares)
    assert told(made)[0] == ("", "Kohtelu", "Kyllä", 2026, 2026, "")


def test_nothing_is_called_alike() -> None:
    lines = [Line("a", text("Kamppi"), place="1"), Line("b", text("kamppi"), place="2")]
    columns = [column("1–4/2026", 2026), column("5–8/2026", 2026), year(2026)]
    assert told(sheet(lines, columns)) == [
        ("Kamppi (a)", "1–4/2026", "Otsikko", 2026, 2026, ""),
        ("Kamppi (a)", "5–8/2026", "Otsikko", 2026, 2026, ""),
        ("Kamppi (a)", "", "Otsikko", 2026, 2026, ""),
        ("kamppi (b)", "1–4/2026", "Otsikko", 2026, 2026, ""),
        ("kamppi (b)", "5–8/2026", "Otsikko", 2026, 2026, ""),
        ("kamppi (b)", "", "Otsikko", 2026, 2026, ""),
    ]


labels = st.sampled_from(["", "A", "a", "2026", "Muutos", "Naiset", "1/2026", "2025–2026"])
spans = st.sampled_from([(None, None), (2025, None), (2026, 2026), (2025, 2026)])
units = st.sampled_from([Unit.COUNT, Unit.SHARE, Unit.MEAN])


@given(
    st.lists(st.tuples(labels, st.sampled_from(["", "p"]), st.sampled_from(["", "i"])), max_size=4),
    st.lists(st.tuples(labels, spans), max_size=4),
    st.data(),
)
def test_every_cell_is_told_once_and_under_its_own_name(
    lines: list[tuple[str, str, str]],
    columns: list[tuple[str, tuple[int | None, int | None]]],
    data: st.DataObject,
) -> None:
    rows = [
        Line(f"l{i}", text(label), place=place and f"{place}{i}", item=item and f"{item}{i}")
        for i, (label, place, item) in enumerate(lines)
    ]
    heads = [Column(f"c{i}", text(label), *span) for i, (label, span) in enumerate(columns)]
    cells = {
        (line.key, head.key): shown(data.draw(st.integers(0, 9)), data.draw(units))
        for line in rows
        for head in heads
    }
    made = filled("s", text("Otsikko"), rows, heads, cells)
    found = list(plain.figures(made, "fi", 2026))
    assert [each.cell for each in found] == [cell for row in made.cells for cell in row]
    names = [(e.area, e.group, e.item, e.first, e.last, e.aside) for e in found]
    assert len(set(names)) == len(names)
    assert all(each.item for each in found)


@given(
    st.floats(-1e6, 1e6), st.sampled_from(Unit), st.integers(0, 4), st.sampled_from(["fi", "en"])
)
def test_a_number_is_the_one_that_the_statement_says(
    value: float, unit: Unit, decimals: int, language: str
) -> None:
    cell = shown(value, unit, decimals=decimals)
    number = plain.number(value, cell)
    assert saying.rounded(float(number), decimals, language) in saying.value(cell, language)
    assert -number.as_tuple().exponent == decimals  # type: ignore[operator]


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "number"),
    [
        (0.573, Unit.SHARE, 0, "57"),
        (-0.0001, Unit.NPS, 0, "0"),
        (-0.31, Unit.NPS, 0, "-31"),
        (12345.6, Unit.EUROS, 0, "12346"),
        (4.05, Unit.MEAN, 1, "4.1"),
    ],
)
def test_numbers_as_programs_read_them(
    value: float, unit: Unit, decimals: int, number: str
) -> None:
    assert plain.number(value, shown(value, unit, decimals=decimals)) == Decimal(number)


def test_what_lines_and_columns_are() -> None:
    made = sheet(PLACES, [year(2025), year(2026)])
    assert plain.of_places(made)
    assert plain.of_years(made)
    other = sheet(ITEMS, [year(2026), column("Muutos")])
    assert not plain.of_places(other)
    assert not plain.of_years(other)
