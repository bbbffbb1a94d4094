"""The statement on paper: every word and figure literally, tagged, the same bytes each time."""

import ctypes
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as raw
import pytest
from django.utils.translation import override

from kuulluksi.pure.statement import drawing, saying
from kuulluksi.pure.statement.document import Block, Document, Picture, Section, Story, Table, Words
from kuulluksi.pure.statement.laying import Laid, laid_out
from kuulluksi.pure.statement.meta import Meta
from kuulluksi.pure.statement.sheets import Column, Form, Line, Sheet, State, filled, shown
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.statements import citation, pdf, telling, typesetting
from tests.factories import statements
from tests.factories.statements import text


def made(*blocks: Words | Table | Picture, sheets: Sequence[Sheet] = ()) -> str:
    """A statement of one chapter, as text."""
    whole = replace(statements.document(), sections=(Section("a", text("Alku"), blocks),))
    return bare(printed(pages(laid(whole, *sheets))))


def laid(document: Document, *sheets: Sheet) -> Laid:
    known = statements.sheets() | {sheet.key: sheet for sheet in sheets}
    return laid_out(document, "fi", known, statements.STORIES)


def pages(of: Laid, language: str = "fi") -> list[str]:
    with pypdfium2.PdfDocument(pdf.pdf(of, statements.meta(language))) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def printed(of: list[str]) -> str:
    return "\n".join(of)


def bare(said: str) -> str:
    """Without white space, and without the signs for a hyphen that break a line."""
    return re.sub(r"[\s\u00a0\u200b\u00ad\u0002\ufffe-]", "", said)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_word_and_figure_is_printed(language: str) -> None:
    whole = statements.laid(language)
    read = pages(whole, language)
    words = bare(printed(read))
    meta = statements.meta(language)
    for said in (meta.authority, meta.title, meta.address, *meta.signed_by, citation.words(meta)):
        assert bare(said) in words
    for chapter in whole.chapters:
        assert bare(chapter.number + chapter.heading) in words
    with override(language):
        named = [(telling.table(each.number), each.sheet) for each in whole.grids()]
        named += [(telling.figure(each.number), each.sheet) for each in whole.drawings()]
        for name, sheet in named:
            assert bare(f"{name}. {sheet.title.best(language)}") in words
        for sheet in {piece.sheet.key: piece.sheet for piece in whole.grids()}.values():
            for line in sheet.lines:
                assert bare(line.label.best(language)) in words
            for cell in (cell for row in sheet.cells for cell in row):
                assert bare(saying.value(cell, language) or telling.instead(cell)) in words
                assert bare(saying.base(cell, language)) in words
                assert bare(saying.interval(cell, language)) in words
            for foot in telling.keys(sheet):
                assert bare(foot) in words
    for number, page in enumerate(read[1:], start=2):
        assert bare(f"{number}/{len(read)}") in bare(page)


def test_same_statement_gives_the_same_bytes() -> None:
    whole, meta = statements.laid("sv"), statements.meta("sv")
    assert pdf.pdf(whole, meta) == pdf.pdf(statements.laid("sv"), meta)


class Tags:
    """The tags of all pages, as a screen reader gets them: kinds and alternative texts."""

    def __init__(self, file: bytes) -> None:
        self.kinds: list[str] = []
        self.alts: list[str] = []
        with pypdfium2.PdfDocument(file) as opened:
            for page in opened:
                tree = raw.FPDF_StructTree_GetForPage(page)
                for number in range(raw.FPDF_StructTree_CountChildren(tree)):
                    self._walk(raw.FPDF_StructTree_GetChildAtIndex(tree, number))
                raw.FPDF_StructTree_Close(tree)

    def _walk(self, element: object) -> None:
        self.kinds.append(_text(raw.FPDF_StructElement_GetType, element))
        if alt := _text(raw.FPDF_StructElement_GetAltText, element):
            self.alts.append(alt)
        for number in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                self._walk(child)


def _text(read: Callable[[object, object, int], int], element: object) -> str:
    size = read(element, None, 0)
    room = ctypes.create_string_buffer(size)
    read(element, room, size)
    return room.raw.decode("utf-16-le").rstrip("\0")


def test_statement_is_tagged_with_language_title_and_words_for_pictures() -> None:
    whole, meta = statements.laid(), statements.meta()
    file = pdf.pdf(whole, meta)
    assert b"pdfuaid" in file
    assert b"/Lang (fi)" in file or b"(fi)" in file
    tags = Tags(file)
    assert {"H1", "H2", "Table", "TH", "TD", "TR", "Caption", "L", "LI", "Figure"} <= set(
        tags.kinds
    )
    with override("fi"):
        alts = [pdf.picture(each, "fi")["parts"][0]["alt"] for each in whole.drawings()]
    assert [bare(alt) for alt in alts] == [bare(alt) for alt in tags.alts]
    with pypdfium2.PdfDocument(file) as opened:
        assert opened.get_metadata_dict()["Title"] == meta.title
        assert opened.get_metadata_dict()["Author"] == meta.authority


def test_lists_name_every_table_and_picture_once() -> None:
    whole = statements.laid()
    lists = bare(pages(whole)[1])
    with override("fi"):
        for each in whole.grids():
            assert lists.count(bare(f"{telling.table(each.number)}. ")) == 1
        for drawn in whole.drawings():
            assert lists.count(bare(f"{telling.figure(drawn.number)}. ")) == 1
    assert "Taulukot" not in printed(pages(laid(replace(statements.document(), sections=()))))


def test_brief_statement_has_neither_title_page_nor_contents() -> None:
    first, second = statements.document().sections[:2]
    told = replace(
        statements.document(), sections=(first, replace(second, blocks=second.blocks[:3]))
    )
    meta = statements.meta()
    with pypdfium2.PdfDocument(pdf.pdf(laid(told), meta, brief=True)) as opened:
        read = [page.get_textpage().get_text_range() for page in opened]
    assert len(read) == pdf.BRIEF
    assert bare(meta.title + telling_of(meta)) in bare(read[0])
    assert bare(second.heading.best("fi")) in bare(read[1])
    assert bare(citation.words(meta)) in bare(read[1])
    assert "Sisällys" not in printed(read)
    long = pdf.pdf(statements.laid(), meta, brief=True)
    with pypdfium2.PdfDocument(long) as opened:
        assert len(opened) > pdf.BRIEF


def telling_of(meta: Meta) -> str:
    with override(meta.language):
        return f"{telling.edition(meta)}·{telling.signed(meta)}"


def test_head_of_a_long_table_comes_again_on_each_page() -> None:
    held = [page for page in pages(statements.laid()) if re.search(r"Toimipiste \d", page)]
    assert len(held) > 1
    for page in held:
        assert re.search(r"2025\s+2026", page)


def test_hidden_figures_are_said_in_words() -> None:
    sheet = statements.sheets()["table-2"]
    with override("fi"):
        table = pdf.table("Taulukko 1", sheet, "fi")
        assert table["rows"][4]["cells"][2]["text"] == telling.instead(sheet.cell("s5", "2025"))
    assert table["rows"][4]["cells"][2] | {"text": ""} == {
        "text": "",
        "hidden": True,
        "mark": "",
        "small": [],
    }


def test_signs_of_typst_stand_as_they_are() -> None:
    words = r"#panic() $x$ *b* _i_ @a <b> \ [c] `d` // e = f - g ~ ' 100 % & \u{1}"
    assert bare(words) in made(Words(text(words)))


def test_sign_that_no_letter_shows_is_replaced() -> None:
    sheet = replace(statements.sheets()["history"], title=text("Kiitos 🎉 漢"))
    assert "Kiitos" in made(
        Words(text("Hei 🎉")), Picture("history", Form.BARS), Table("history"), sheets=[sheet]
    )


def test_signs_that_are_known_to_be_shown_are_shown() -> None:
    known = sorted(typesetting.SHOWN - {"\n", "\t"})
    assert "ÅÄÖåäö" in made(Words(text("ÅÄÖåäö " + " ".join(known))))


def test_wide_table_is_turned_and_a_wider_one_lies() -> None:
    history, units = statements.sheets()["history"], statements.sheets()["units"]
    turned = pdf.table("1", history, "fi")
    assert turned["heads"] == ["Annettu palaute"]
    assert [row["name"] for row in turned["rows"]] == [str(year) for year in range(2013, 2027)]
    assert not turned["lies"]
    columns = statements.years(2013, 2024)
    cells = tuple((row[0],) * len(columns) for row in units.cells)
    wide = replace(units, columns=tuple(columns), cells=cells)
    assert pdf.table("1", wide, "fi")["lies"]
    assert "2024" in made(Table("units"), sheets=[wide])


def test_figures_of_a_picture_without_a_table_stand_at_the_end() -> None:
    with override("fi"):
        end = bare(typesetting.printable("Kuvien luvut"))
        assert end in made(Picture("table-2", Form.BARS))
        assert end not in made(Picture("table-2", Form.BARS), Table("table-2"))


def test_draft_says_so_on_each_page() -> None:
    with override("fi"):
        draft = "Luonnos"
    whole = statements.laid()
    with pypdfium2.PdfDocument(pdf.pdf(whole, statements.meta(signed=False))) as opened:
        read = [page.get_textpage().get_text_range() for page in opened]
    assert all(draft in page for page in read)
    assert not any(draft in page for page in pages(whole))


@pytest.mark.parametrize("language", ["fi", "fi-x-selko"])
def test_poor_words_still_make_pages(language: str) -> None:
    words = text("A\x00\x07\ufffe\u202e\ufeff " + "b" * 900)
    columns = [Column(f"c{number}", text("y" * 80)) for number in range(12)]
    sheet = filled("e", Text(), [Line("a", words)], columns, {("a", "c1"): shown(3e15)})
    pictures = [Picture("e", form) for form in Form]
    blocks: tuple[Block, ...] = (Words(words), Table("e"), *pictures, Story("s"))
    sections = (Section("a", Text(), blocks, level=2), Section("b", words, level=3))
    whole = replace(statements.document(), sections=sections, title=words)
    stories = {"s": Tale(Text.of(se="Giitu"))}
    poor = replace(statements.meta(), title="", authority="", address="", language=language)
    assert pdf.pdf(laid_out(whole, language, {"e": sheet}, stories), poor).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("a\u2028b", "ab"),
        ("Kiitos شكرا جزيلا", "Kiitos"),
        ("hyvä 👩‍👩‍👧‍👦 ☺️ 🇫🇮", "hyvä"),
        ("Z" + "\u0301\u0316" * 100 + "oo", "oo"),
        ("c\u030c Še", "č Še"),
    ],
)
def test_signs_that_do_not_go_together_take_no_page_away(said: str, read: str) -> None:
    tale = Tale(text(said), text(said))
    whole = laid_out(
        replace(statements.document(), sections=(Section("a", text(said), (Story("s"),)),)),
        "fi",
        {},
        {"s": tale},
    )
    assert read in "".join(pages(whole)).replace("\r\n", "")


def test_what_cannot_be_set_at_all_is_set_in_plain_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_joins", lambda _sign: False)
    tale = Tale(text("Kiitos – شكرا جزيلا"))
    whole = laid_out(
        replace(statements.document(), sections=(Section("a", text("A"), (Story("s"),)),)),
        "fi",
        {},
        {"s": tale},
    )
    typesetting.SHOWN.difference_update("شكراجزيل")
    assert "Kiitos" in "".join(pages(whole))
    typesetting.SHOWN.difference_update("شكراجزيل")


def test_empty_statement_is_still_a_statement() -> None:
    assert "Alku" in made()
    assert "Alku" in made(Words(text("")), Table("none"))


@pytest.mark.parametrize("state", State)
def test_sheet_without_figures_is_laid_out(state: State) -> None:
    sheet = statements.sheets()["table-2"]
    none = replace(sheet, lines=(), cells=())
    assert pdf.table("1", none, "fi")["rows"] == []
    assert "Alku" in made(Table("table-2"), Picture("table-2", Form.MEANS), sheets=[none])


def test_picture_as_png_for_files_that_hold_no_svg() -> None:
    sheet = statements.sheets()["table-2"]
    with override("fi"):
        [drawn] = drawing.in_parts(sheet, Form.BARS, "fi", pdf.wording(), 900)
    file = typesetting.png(drawn)
    assert file.startswith(b"\x89PNG")
    assert file == typesetting.png(drawn)
    width, height = (int.from_bytes(file[at : at + 4]) for at in (16, 20))
    assert abs(width / height - drawn.width / drawn.height) < 0.01
