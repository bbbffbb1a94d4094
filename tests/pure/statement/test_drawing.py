"""Pictures stand alone, say what they show, keep inside their frame, and tell nothing of what is
hidden."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.statement import drawing
from kuulluksi.pure.statement.drawing.canvas import Canvas, width_of, wrapped
from kuulluksi.pure.statement.drawing.reading import Reading
from kuulluksi.pure.statement.sheets import (
    HIDDEN,
    NONE,
    Cell,
    Column,
    Form,
    Line,
    Sheet,
    Unit,
    filled,
    shown,
)
from tests.factories import statements
from tests.factories.statements import text

SVG = "{http://www.w3.org/2000/svg}"
WORDING = drawing.Wording(
    "Lukua ei näytetä", "ei lukua", "95 %:n luottamusväli", {form: form.value for form in Form}
)


def drawn(sheet: Sheet, form: Form, language: str = "fi") -> drawing.Drawn:
    return drawing.drawn(sheet, form, language, WORDING)


def said(made: drawing.Drawn) -> list[str]:
    return [each.text or "" for each in ET.fromstring(made.svg).iter(f"{SVG}text")]


units = st.sampled_from(list(Unit))


@st.composite
def drawable(draw: st.DrawFn) -> Sheet:
    """Any sheet in one measure, with some figures hidden or absent."""
    unit = draw(units)
    most = 1 if unit in (Unit.SHARE, Unit.POINTS, Unit.NPS) else 1e6
    least = 0 if unit in (Unit.SHARE, Unit.COUNT) else -most
    cell = st.one_of(
        st.just(HIDDEN),
        st.just(NONE),
        st.builds(
            lambda value, n: shown(value, unit, n=n, low=value, high=value),
            st.floats(least, most),
            st.none() | st.integers(1, 10**6),
        ),
    )
    label = st.text(st.characters(codec="utf-8"), max_size=60).map(text)
    lines = tuple(Line(f"l{n}", draw(label)) for n in range(draw(st.integers(0, 5))))
    first = draw(st.sampled_from([None, 2020]))
    columns = tuple(
        Column(f"c{n}", draw(label), first and first + n) for n in range(draw(st.integers(0, 5)))
    )
    cells = tuple(tuple(draw(cell) for _ in columns) for _ in lines)
    scale = draw(st.sampled_from([None, (1, 5)]))
    return Sheet("any/key", draw(label), lines, columns, cells, scale=scale)


@given(drawable(), st.sampled_from(Form), st.sampled_from(["fi", "sv", "en"]))
def test_any_sheet_is_drawn(sheet: Sheet, form: Form, language: str) -> None:
    made = drawn(sheet, form, language)
    root = ET.fromstring(made.svg)
    assert root.get("viewBox") == f"0 0 {made.width} {made.height}"
    assert made == drawn(sheet, form, language)
    for each in root.iter(f"{SVG}text"):
        assert -1 <= float(each.get("x", "nan")) <= made.width + 1
        assert 0 <= float(each.get("y", "nan")) <= made.height + 1


@pytest.mark.parametrize("form", Form)
def test_picture_says_what_it_shows(form: Form) -> None:
    sheet = statements.sheets()["table-2"]
    made = drawn(sheet, form)
    root = ET.fromstring(made.svg)
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert told is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert (title.text, told.text) == ("Palvelut vuosittain, osa 2", made.words)
    assert "Sosiaaliasemat – 2023: 42\N{NO-BREAK SPACE}%, 2024: 44" in made.words
    assert "2025: Lukua ei näytetä, 2026" in made.words
    assert "Kotihoito – 2023: ei lukua" in made.words


@pytest.mark.parametrize("form", Form)
def test_hidden_figure_is_hatched_and_said(form: Form) -> None:
    sheet = statements.sheets()["table-2"]
    made = drawn(sheet, form)
    assert any("Lukua ei näytetä" in words for words in said(made))
    assert "-hatch)" in made.svg
    open_ = replace(
        sheet, cells=tuple(tuple(shown(0.5, Unit.SHARE) for _ in row) for row in sheet.cells)
    )
    assert "hatch" not in drawn(open_, form).svg
    assert not any("Lukua ei näytetä" in words for words in said(drawn(open_, form)))


@pytest.mark.parametrize("form", Form)
def test_letters_are_named_and_nothing_is_fetched(form: Form) -> None:
    svg = drawn(statements.sheets()["table-3"], form).svg
    assert "Source Sans Pro" in svg
    assert not re.search(r"@font-face|href|<image|<style|base64|<script", svg)


@pytest.mark.parametrize("number", range(1, 40))
def test_name_that_has_room_is_not_cut(number: int) -> None:
    name = "9–12/2025" + "1" * (number % 10) + "i" * (number // 10)
    cells = {("a", "b"): shown(1)}
    sheet = filled("s", text("t"), [Line("a", text(name))], [Column("b", text("b"))], cells)
    assert name in said(drawn(sheet, Form.STACKED))


def test_more_parts_than_shades_are_told_apart() -> None:
    rows = [Line(f"l{number}", text(f"Osa {number}")) for number in range(8)]
    columns = [Column("2025", text("2025"), 2025)]
    cells = {(row.key, "2025"): shown(100) for row in rows}
    made = drawn(filled("parts", text("Osat"), rows, columns, cells), Form.STACKED)
    bars = ET.fromstring(made.svg).iter(f"{SVG}rect")
    fills = [bar.get("fill", "") for bar in bars if bar.get("height") == "24"]
    assert len(set(fills)) == len(rows)
    drawn_once = {each.get("id") for each in ET.fromstring(made.svg).iter(f"{SVG}pattern")}
    assert {f"url(#{name})" for name in drawn_once} == {each for each in fills if "url" in each}


def test_words_cannot_break_out() -> None:
    bad = text("</text><script>alert(1)</script> & \x00\ud800\uffff")
    sheet = filled("b", bad, [Line("a", bad)], [Column("2026", bad, 2026)], {})
    svg = drawn(sheet, Form.BARS).svg
    ET.fromstring(svg)
    assert "<script" not in svg


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_figure_stands_beside_its_mark(language: str) -> None:
    sheet = statements.sheets()["table-3"]
    for form in (Form.BARS, Form.MEANS):
        words = said(drawn(sheet, form, language))
        for row in Reading(sheet, language, WORDING).rows:
            for cell in row.cells:
                if cell.n is not None:
                    figure = Reading(sheet, language, WORDING).value(cell)
                    base = f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{cell.n}"
                    assert f"{figure} · {base}" in words


@pytest.mark.parametrize("form", Form)
def test_words_keep_inside_the_frame(form: Form) -> None:
    for key, sheet in statements.sheets().items():
        made = drawn(sheet, form)
        for each in ET.fromstring(made.svg).iter(f"{SVG}text"):
            size, x = float(each.get("font-size", "0")), float(each.get("x", "0"))
            width = width_of(each.text or "", size)
            anchor = each.get("text-anchor")
            left = x - (width if anchor == "end" else width / 2 if anchor == "middle" else 0)
            assert left >= -4, (key, each.text)
            assert left + width <= made.width + 14, (key, each.text)


def test_tall_picture_is_drawn_in_parts_on_one_axis() -> None:
    sheet = statements.sheets()["units"]
    parts = drawing.in_parts(sheet, Form.MEANS, "fi", WORDING, 700)
    assert len(parts) > 2
    assert all(part.height <= 700 for part in parts)
    for number in range(1, 46):
        assert sum(f"Toimipiste {number} –" in part.words for part in parts) == 1
    axes = [
        [words for words in said(part) if words in ("\N{MINUS SIGN}100", "0", "100")]
        for part in parts
    ]
    assert all(axis == axes[0] for axis in axes)
    assert len({re.findall(r' id="([^"]+)-title"', part.svg)[0] for part in parts}) == len(parts)


def test_hidden_part_of_a_whole_tells_no_length() -> None:
    years = [Column("2026", text("2026"), 2026, 2026)]
    lines = [Line(key, text(key)) for key in "abc"]

    def hatched(cells: dict[tuple[str, str], Cell]) -> str:
        svg = drawn(filled("w", text("w"), lines, years, cells), Form.STACKED).svg
        return str(re.findall(r'<rect [^>]*width="([\d.]+)"[^>]*-hatch\)', svg)[0])

    some = {("a", "2026"): shown(0.5, Unit.SHARE), ("b", "2026"): HIDDEN}
    more = {("a", "2026"): shown(0.2, Unit.SHARE), ("b", "2026"): HIDDEN, ("c", "2026"): HIDDEN}
    assert hatched(some) == hatched(more)


@pytest.mark.parametrize(
    ("unit", "values", "ends"),
    [
        (Unit.COUNT, (3, 7), (0, 8)),
        (Unit.COUNT, (0, 1), (0, 1)),
        (Unit.SHARE, (0.1, 0.84), (0, 1)),
        (Unit.POINTS, (-0.05, 0.1), (-0.05, 0.1)),
        (Unit.MEAN, (2.5, 4), (1, 5)),
    ],
)
def test_axis_is_round_and_holds_all(
    unit: Unit, values: tuple[float, float], ends: tuple[float, float]
) -> None:
    line = Line("a", text("a"))
    columns = statements.years(2025, 2026)
    cells = {("a", c.key): shown(v, unit) for c, v in zip(columns, values, strict=True)}
    sheet = filled("x", text("x"), [line], columns, cells, scale=(1, 5))
    axis = Reading(sheet, "fi", WORDING).axis()
    assert (axis.low, axis.high) == pytest.approx(ends)
    assert len({words for _, words in axis.ticks}) == len(axis.ticks)


def test_lines_in_another_measure_are_left_to_the_table() -> None:
    lines = [Line("a", text("alpha")), Line("b", text("beta"))]
    columns = statements.years(2026, 2026)
    cells = {("a", "2026"): shown(5), ("b", "2026"): shown(0.5, Unit.SHARE)}
    made = drawn(filled("x", text("x"), lines, columns, cells), Form.BARS)
    assert "alpha" in said(made)
    assert "beta" not in said(made)


@given(st.text("abc mW-", max_size=80), st.integers(30, 300))
def test_wrapped_words_are_all_there(words: str, room: int) -> None:
    lines = wrapped(words, room)
    assert "".join(lines).replace("-", "").replace(" ", "") == re.sub("[ -]", "", words)
    assert all(width_of(line) <= room + 14 for line in lines)


def test_keys_are_names_in_xml() -> None:
    assert Canvas("a.b/ö 1").key == "a-b---1"
