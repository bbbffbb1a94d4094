"""The document for those who edit: its headings, captions, tables and pictures are what a word
processor takes them for, and those who do not see are told the same."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from docx import api
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from kuulluksi.pure.statement import laying, saying
from kuulluksi.pure.statement.document import Document as Statement
from kuulluksi.pure.statement.document import Kind, Picture, Section, Story, Words
from kuulluksi.pure.statement.document import Table as Shown
from kuulluksi.pure.statement.sheets import Form, Line, Sheet, State, Unit, filled, shown
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.statements.docx import docx
from tests.factories import statements

CITED = "Helsingin kaupunki. (2027). Asiakastilinpäätös 2026 (1. painos)."


@cache
def made(language: str = "fi") -> bytes:
    return docx(statements.laid(language), statements.meta(language), CITED)


@pytest.fixture
def document() -> Document:
    return opened(made())


def opened(written: bytes) -> Document:
    return api.Document(io.BytesIO(written))


def of(*blocks: Any, sheets: dict[str, Sheet] | None = None, language: str = "fi") -> Document:
    """A short statement."""
    section = Section("c", Text.of(fi="Luku", sv="Kapitel", en="Chapter"), blocks)
    days = date(2026, 1, 1), date(2026, 12, 31)
    told = Statement(Kind.UNIT, Text.of(fi="Lyhyt"), *days, (section,))
    laid = laying.laid_out(told, language, sheets or {}, statements.STORIES)
    return opened(docx(laid, statements.meta(language), CITED))


def styled(document: Document, name: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style and each.style.name == name]


def wide(lines: int, columns: int) -> Sheet:
    years = statements.years(2001, 2000 + columns)
    rows = [Line(f"l{number}", statements.text(f"Rivi {number}")) for number in range(lines)]
    cells = {(row.key, year.key): shown(7) for row in rows for year in years}
    return filled("wide", statements.text("Leveä"), rows, years, cells)


def instructions(paragraph: Paragraph) -> list[str]:
    return [(each.text or "").strip() for each in paragraph._p.iter(qn("w:instrText"))]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_same_statement_gives_same_bytes(language: str) -> None:
    again = docx(statements.laid(language), statements.meta(language), CITED)
    assert again == made(language)


def test_headings_are_headings_and_number_themselves(document: Document) -> None:
    laid = statements.laid()
    firsts = [each.heading for each in laid.chapters if each.level == 1]
    seconds = [each.heading for each in laid.chapters if each.level == 2]
    assert styled(document, "Heading 1") == firsts
    assert styled(document, "Heading 2") == seconds
    numbers = set()
    for level in (0, 1):
        style = document.styles[f"Heading {level + 1}"].element
        numbers.add(style.find(f".//{qn('w:numId')}").get(qn("w:val")))
        assert style.find(f".//{qn('w:ilvl')}").get(qn("w:val")) == str(level)
    assert len(numbers) == 1


def test_contents_lead_to_every_chapter(document: Document) -> None:
    laid = statements.laid()
    told = [f"{each.number}\t{each.heading}" for each in laid.chapters]
    entries = [
        each
        for each in document.paragraphs
        if each.style and str(each.style.name).startswith("toc")
    ]
    assert [entry.text for entry in entries] == told
    body: Any = document.element.body
    marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    links = [entry._p.find(qn("w:hyperlink")).get(qn("w:anchor")) for entry in entries]
    assert set(links) < marks
    assert instructions(entries[0]) == [r'TOC \o "1-2" \h \z']


def test_lists_lead_to_every_table_and_picture(document: Document) -> None:
    laid = statements.laid()
    told = [f"Taulukko {each.number}. {each.sheet.title.best('fi')}" for each in laid.grids()]
    told += [f"Kuvio {each.number}. {each.sheet.title.best('fi')}" for each in laid.drawings()]
    entries = [
        each for each in document.paragraphs if each.style and each.style.name == "table of figures"
    ]
    assert [entry.text for entry in entries] == told
    assert styled(document, "List Heading") == ["Taulukot", "Kuviot"]
    begins = [words for entry in entries for words in instructions(entry)]
    assert begins == [r'TOC \h \z \c "Table"', r'TOC \h \z \c "Figure"']
    body: Any = document.element.body
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert len(set(marks)) == len(marks)
    links = [entry._p.find(qn("w:hyperlink")).get(qn("w:anchor")) for entry in entries]
    assert links == [mark for mark in marks if mark.startswith("_Toc1")] + [
        mark for mark in marks if mark.startswith("_Toc2")
    ]


def test_fields_are_whole_and_nobody_is_asked_to_update_them() -> None:
    with zipfile.ZipFile(io.BytesIO(made())) as packet:
        parts = {name: packet.read(name).decode() for name in packet.namelist() if ".xml" in name}
    for told in parts.values():
        kinds = re.findall(r'fldCharType="(\w+)"', told)
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)
        assert "w:dirty" not in told
        assert "updateFields" not in told


def test_captions_count_tables_and_figures(document: Document) -> None:
    laid = statements.laid()
    captions = [each for each in document.paragraphs if each.style and each.style.name == "Caption"]
    tables = [each.text for each in captions if r"SEQ Table \* ARABIC" in instructions(each)]
    figures = [each.text for each in captions if r"SEQ Figure \* ARABIC" in instructions(each)]
    assert tables == [
        f"Taulukko {each.number}. {each.sheet.title.best('fi')}" for each in laid.grids()
    ]
    assert figures == [
        f"Kuvio {each.number}. {each.sheet.title.best('fi')}" for each in laid.drawings()
    ]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_tables_say_every_figure_as_pages_do(language: str) -> None:
    tables = iter(opened(made(language)).tables)
    for grid in statements.laid(language).grids():
        cells = [row.cells for row in next(tables).rows]
        sheet = grid.sheet
        if len(sheet.columns) > 8:  # few lines of many years: turned
            cells = [tuple(column) for column in zip(*cells, strict=True)]
        heads = [column.label.best(language) for column in sheet.columns]
        assert [box.text for box in cells[0][1:]] == heads
        for line, told, row in zip(sheet.lines, sheet.cells, cells[1:], strict=True):
            assert row[0].text == line.label.best(language)
            for cell, box in zip(told, row[1:], strict=True):
                said = list(_said(cell, language))
                if len(sheet.columns) <= 3:  # there is room for two on one line
                    said = [said[0], "  ".join(said[1:])] if said[1:] else said
                assert box.text.split("\n") == said
    assert not list(tables)


def _said(cell: Any, language: str) -> Iterator[str]:
    if cell.state is State.HIDDEN:
        yield {"fi": "Lukua ei näytetä", "sv": "Siffran visas inte", "en": "Not shown"}[language]
    elif cell.state is State.NONE:
        yield "–"
    else:
        yield saying.value(cell, language) + (" a" if cell.cautions else "")
        if interval := saying.interval(cell, language):
            yield f"({interval})"
        if base := saying.base(cell, language):
            yield base


def test_tables_repeat_their_heads_and_say_what_they_are(document: Document) -> None:
    for table in document.tables:
        rows: list[Any] = [row._tr for row in table.rows]
        assert [bool(row.findall(f".//{qn('w:tblHeader')}")) for row in rows] == [
            True,
            *([False] * (len(rows) - 1)),
        ]
        assert all(row.findall(f".//{qn('w:cantSplit')}") for row in rows)
        title, words = _told(table)
        assert title.startswith("Taulukko ")
        assert table.rows[1].cells[0].text in words
        assert table.rows[0].cells[1].text in words


def _told(table: Table) -> tuple[str, str]:
    properties: Any = table._tbl.tblPr
    return (
        properties.find(qn("w:tblCaption")).get(qn("w:val")),
        properties.find(qn("w:tblDescription")).get(qn("w:val")),
    )


def test_pictures_say_what_they_show(document: Document) -> None:
    body: Any = document.element.body
    told = list(body.iter(qn("wp:docPr")))
    laid = statements.laid()
    assert len(told) == len(laid.drawings()) == len(document.inline_shapes)
    for drawing, each in zip(laid.drawings(), told, strict=True):
        assert each.get("title") == f"Kuvio {drawing.number}. {drawing.sheet.title.best('fi')}"
        for line in drawing.sheet.lines[:1]:
            assert line.label.best("fi") in each.get("descr") or line.total
    assert len({each.get("id") for each in told}) == len(told)
    with zipfile.ZipFile(io.BytesIO(made())) as packet:
        pictures = [name for name in packet.namelist() if name.startswith("word/media")]
        assert all(packet.read(name).startswith(b"\x89PNG") for name in pictures)


def test_language_pages_and_properties() -> None:
    document = opened(made("sv"))
    about = document.core_properties
    assert (about.title, about.author) == ("Klientbokslut 2026", statements.AUTHORITY.best("sv"))
    assert (about.language, about.last_modified_by) == ("sv", about.author)
    assert about.comments == ""
    for moment in (about.created, about.modified):
        assert moment is not None
        assert moment.replace(tzinfo=UTC) == datetime(2027, 3, 1, tzinfo=UTC)
    spoken = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert spoken == {"sv-FI"}
    foot = document.sections[0].footer.paragraphs[0]
    assert instructions(foot) == ["PAGE", "NUMPAGES"]
    assert foot.text == "1 / 1"  # until the program counts them
    with zipfile.ZipFile(io.BytesIO(made())) as packet:
        assert not [name for name in packet.namelist() if "thumbnail" in name]
        assert {info.date_time for info in packet.infolist()} == {(2027, 3, 1, 0, 0, 0)}


def test_words_bullets_and_stories() -> None:
    document = of(Words(statements.WORDS), Story("a"), sheets=statements.sheets())
    assert styled(document, "List Bullet") == [
        "Aukioloja pidennettiin.",
        "Lomakkeesta poistettiin kaksi kysymystä.",
    ]
    assert styled(document, "Story")[1] == "Kiitos #1 & <kaikille>."
    assert styled(document, "Story Source") == ["Palaute, Kalasatama"]
    assert document.paragraphs[-1].text == CITED
    assert not styled(document, "toc 1")  # two pages have no contents


def test_draft_says_so() -> None:
    written = docx(statements.laid(), statements.meta(signed=False), CITED)
    assert any(each.text.startswith("Luonnos.") for each in opened(written).paragraphs[:6])


def test_wide_table_lies_on_paper_of_its_own() -> None:
    document = of(
        Words(Text.of(fi="Ennen")),
        Shown("wide"),
        Words(Text.of(fi="Jälkeen")),
        sheets={"wide": wide(9, 14)},
    )
    sides = [section.page_width for section in document.sections]
    assert len(sides) == 3
    first, middle, last = sides
    assert first == last
    assert first is not None
    assert middle is not None
    assert middle > first
    table = document.tables[0]
    widths = [cell.width for cell in table.rows[0].cells]
    assert sum(width for width in widths if width) <= middle - 2 * 900_000 + 15


def test_few_lines_of_many_years_are_turned() -> None:
    document = of(Shown("wide"), sheets={"wide": wide(2, 14)})
    assert len(document.sections) == 1
    assert len(document.tables[0].rows) == 15


def test_figures_behind_a_picture_stand_at_the_end() -> None:
    sheet = statements.sheet("lone", statements.text("Yksin"), Unit.SHARE)
    document = of(Picture("lone", Form.BARS), Picture("lone", Form.TREND), sheets={"lone": sheet})
    assert styled(document, "Heading Unnumbered") == ["Kuvien luvut", "Näin viittaat"]
    assert len(document.tables) == 1
    assert _told(document.tables[0])[0] == "Kuvio 1. Yksin"


def test_tall_picture_goes_on() -> None:
    document = of(Shown("units"), Picture("units", Form.MEANS), sheets=statements.sheets())
    assert len(document.inline_shapes) > 1
    rooms = [section.page_height for section in document.sections]
    for shape in document.inline_shapes:
        assert rooms[0] is not None
        assert shape.height < rooms[0] - 2 * 900_000


def test_signs_that_no_file_holds_are_left_out() -> None:
    odd = Text.of(fi="Tuli \x00ja\x0b \ufffe\ud800meni 😀")
    document = of(Words(odd))
    assert "Tuli ja meni 😀" in [each.text for each in document.paragraphs]
    meta = replace(statements.meta(), title="Otsikko\x07", authority="A" * 400)
    assert opened(docx(statements.laid(), meta, CITED)).core_properties.title == "Otsikko"


def test_story_in_another_language_says_which() -> None:
    document = of(Story("a"), language="en")
    runs = [
        run
        for each in document.paragraphs
        if each.style and each.style.name == "Story"
        for run in each.runs
    ]
    tags = [run._r.find(f".//{qn('w:lang')}").get(qn("w:val")) for run in runs]
    assert tags == ["fi-FI", "fi-FI"]
    kept = [each for each in of(Story("a")).paragraphs if each.style and each.style.name == "Story"]
    assert not any(run._r.findall(f".//{qn('w:lang')}") for each in kept for run in each.runs)


def test_draft_without_edition_or_heading() -> None:
    chapter = laying.Chapter("c", "1", "", 1, ())
    meta = replace(statements.meta(signed=False), edition=0, address="https://x.fi/" + "a" * 300)
    document = opened(docx(laying.Laid("x", "fi", (chapter,)), meta, CITED))
    assert styled(document, "Heading 1") == [""]


def test_a_story_that_is_none_is_refused() -> None:
    laid = laying.Laid("x", "fi", (laying.Chapter("c", "1", "x", 1, (laying.Told("a", 3),)),))
    with pytest.raises(TypeError):
        docx(laid, statements.meta(), CITED)


def test_of_nothing() -> None:
    document = of()
    assert styled(document, "Heading 1") == ["Luku"]
    assert opened(docx(laying.Laid("Tyhjä", "fi", ()), statements.meta(), CITED)).paragraphs
    lines = Sheet("none", statements.text("Tyhjä"), (), tuple(statements.years()), ())
    assert len(of(Shown("none"), sheets={"none": lines}).tables[0].rows) == 1
