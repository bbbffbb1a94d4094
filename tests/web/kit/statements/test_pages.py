"""A statement as a web page: what is shown stands there with its base, what is hidden says so, and
a figure in a sentence leads to its place."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from kuulluksi.pure.statement.document import Block, Document, Kind, Picture, Section, Story, Words
from kuulluksi.pure.statement.document import Table as Shown
from kuulluksi.pure.statement.laying import Laid, laid_out
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
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.statements import pages, pictures
from tests.factories import statements
from tests.factories.statements import text

VOID = {"meta", "link", "br", "input", "img", "path", "rect", "line", "circle"}


class Tree(HTMLParser):
    """Finds what is opened and never closed, and ids that stand twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if "href" in told else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def of(*blocks: Block, sheets: dict[str, Sheet] | None = None, language: str = "fi") -> Laid:
    section = Section("c", Text.of(fi="Luku", sv="Kapitel", en="Chapter"), blocks)
    days = date(2026, 1, 1), date(2026, 12, 31)
    told = Document(Kind.UNIT, Text.of(fi="Lyhyt"), *days, (section,))
    return laid_out(told, language, sheets or statements.sheets(), statements.STORIES)


def plain(html: str) -> str:
    """As it is read: without tags and gaps."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\N{NO-BREAK SPACE}", " ").split())


def one(*cells: Cell, lines: int = 1, scale: tuple[int, int] | None = None) -> Sheet:
    """A sheet of these cells, line after line."""
    columns = statements.years(2027 - len(cells) // lines, 2026)
    rows = [Line(f"l{number}", text(f"Rivi {number}")) for number in range(lines)]
    told = iter(cells)
    places = {(row.key, column.key): next(told) for row in rows for column in columns}
    return filled("one", text("Yksi"), rows, columns, places, scale=scale)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_pages_whole_statement_is_well_formed_and_leads_nowhere_wrong(language: str) -> None:
    tree = Tree()
    tree.feed(pages.html(statements.laid(language)))
    assert tree.open == []
    assert len(tree.ids) == len(set(tree.ids))
    assert tree.links
    assert {link.removeprefix("#") for link in tree.links} <= set(tree.ids)


def test_pages_two_statements_on_a_page_share_no_id() -> None:
    tree = Tree()
    for language in ("fi", "sv"):
        tree.feed(pages.html(statements.laid(language), level=3, prefix=f"{language}-"))
    assert len(tree.ids) == len(set(tree.ids))


def test_pages_headings_carry_numbers_and_ranks() -> None:
    html = pages.html(statements.laid())
    assert '<h2 id="c3" tabindex="-1"><span class="mute">3</span> Asiakaskyselyt</h2>' in html
    assert '<h3 id="c3-asked" tabindex="-1"><span class="mute">3.1</span>' in html
    assert '<h4 id="x-c3-asked"' in pages.html(statements.laid(), level=3, prefix="x-")


def test_pages_first_part_without_a_chapter_stands_on_its_own() -> None:
    whole = statements.document()
    part = replace(whole.sections[0], level=2)
    laid = laid_out(replace(whole, sections=(part,)), "fi", statements.sheets(), {})
    assert [section.rank for section in pages.sections(laid)] == [3]


def test_pages_figure_in_a_sentence_leads_to_its_cell() -> None:
    words = Words(text("Ensin {table-1.s1.2026}, sitten {table-2.s1.2026|n} & <loppu>."))
    html = pages.html(of(words, Shown("table-1")))
    number = '<a class="cited" href="#table-1.s1.2026">1\N{NO-BREAK SPACE}485</a>'
    assert f"Ensin {number}, sitten n" in html  # the other sheet stands nowhere on the page
    assert "&amp; &lt;loppu&gt;." in html
    assert 'id="table-1.s1.2026"' in html


def test_pages_figure_of_a_picture_alone_leads_to_the_picture() -> None:
    words = Words(text("{table-1.s1.2026}"))
    html = pages.html(of(words, Picture("table-1", Form.BARS)))
    assert 'href="#figure-1"' in html
    assert '<details class="behind">' in html
    assert 'id="figure-1-table.s1.2026"' in html


def test_pages_figure_that_only_the_words_tell_has_its_table_at_the_end() -> None:
    laid = of(Words(text("- {table-2.s1.2026}\n- {table-1.s1.2026}")), Shown("table-1"))
    html = pages.html(laid, sheets=statements.sheets(), prefix="x-")
    assert 'href="#x-behind-table-2.s1.2026"' in html
    assert 'id="x-behind-table-2.s1.2026"' in html
    assert "Luvut, jotka ovat vain tekstissä" in html
    assert "Luvut, jotka" not in pages.html(laid)
    whole = pages.html(of(Shown("table-1")), sheets=statements.sheets())
    assert "Luvut, jotka" not in whole


def test_pages_picture_whose_table_stands_elsewhere_leads_there() -> None:
    html = pages.html(of(Picture("table-1", Form.BARS), Shown("table-1")))
    assert "<details" not in html
    assert 'href="#table-1"' in html


def test_pages_ids_are_ids_whatever_the_keys_are() -> None:
    sheet = filled("one", text("Yksi"), [Line("50 % #", text("Rivi"))], statements.years(2026), {})
    assert pages.table("t", "", sheet, "fi").rows[0].boxes[0].id == "t.50-.2026"


def test_pages_same_sheet_may_stand_twice() -> None:
    tree = Tree()
    tree.feed(pages.html(of(Shown("table-1"), Shown("table-1"), Picture("table-1", Form.BARS))))
    assert len(tree.ids) == len(set(tree.ids))


def test_pages_table_says_interval_base_cautions_and_what_is_hidden() -> None:
    told = plain(pages.html(of(Shown("table-2"))))
    assert "44 % a (37–51) n = 51" in told
    assert "a) Kysymyksen sanamuoto oli toinen." in told
    assert "Lukua ei näytetä" in told
    assert "– ei lukua" in told
    assert "Suluissa: 95 %:n luottamusväli." in told
    assert "Lähde: Kuulluksi, sosiaalipalvelujen asiakaskysely" in told


def test_pages_table_of_means_says_its_scale() -> None:
    assert "Asteikko 1–5." in plain(pages.html(of(Shown("table-3"))))


def test_pages_table_too_wide_is_turned() -> None:
    table = pages.table("t", "Taulukko 1", statements.history(), "fi")
    assert table.heads == ("Annettu palaute",)
    assert [row.name for row in table.rows][:2] == ["2013", "2014"]
    assert table.rows[-1].boxes[0].id == "t.given.2026"


def test_pages_statement_speaks_its_own_language() -> None:
    told = pages.html(statements.laid("sv"))
    assert 'lang="sv"' in told
    assert "Tabell 1." in plain(told)


def test_pages_story_says_its_language_and_whence_it_comes() -> None:
    html = pages.html(of(Story("a"), language="en"))
    assert '<blockquote class="said" lang="fi">' in html
    assert "Feedback, Kalasatama." in plain(html)
    assert "Kiitos #1 &amp; &lt;kaikille&gt;." in html


def test_pages_story_without_words_of_its_own_is_refused() -> None:
    with pytest.raises(TypeError):
        pages.html(laid_out(statements.document(), "fi", statements.sheets(), {"a": "sanat"}))


def test_pages_story_without_about_says_only_the_permission() -> None:
    section = Section("c", text("Luku"), (Story("a"),))
    told = replace(statements.document(), sections=(section,))
    html = pages.html(laid_out(told, "fi", {}, {"a": Tale(text("Sanoin."))}))
    assert '<figcaption class="base">Kerrottu' in html


def test_pictures_bars_begin_at_nought_also_below_it() -> None:
    sheet = one(shown(-0.2, Unit.NPS), shown(0.6, Unit.NPS), lines=2)
    made = pictures.picture(sheet, Form.BARS, "fi", "p")
    low, high = (bar.length for bar in made.groups[0].bars)
    assert low is not None
    assert high is not None
    assert made.nought == high.x == "25.0%"
    assert (low.x, low.width, high.width) == ("0.0%", "25.0%", "75.0%")


def test_pictures_means_stand_on_the_whole_scale() -> None:
    cell = shown(3.0, Unit.MEAN, decimals=1, n=20, low=2.0, high=4.0)
    made = pictures.picture(one(cell, scale=(1, 5)), Form.MEANS, "fi", "p")
    assert made.intervals == "95 %:n luottamusväli"
    bar = made.groups[0].bars[0]
    assert (bar.point, bar.low, bar.high, bar.length) == ("50.0%", "25.0%", "75.0%", None)
    assert (bar.told, bar.small) == (
        "3,0",
        ("(2,0–4,0)", "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}20"),
    )


def test_pictures_hidden_and_absent_are_told_in_words() -> None:
    bars = pictures.picture(one(HIDDEN, NONE, shown(4)), Form.BARS, "fi", "p").groups[0].bars
    assert [(bar.hidden, bar.nothing) for bar in bars] == [
        ("Lukua ei näytetä", ""),
        ("", "ei lukua"),
        ("", ""),
    ]


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize(
    "cells", [(HIDDEN, HIDDEN), (NONE, NONE), (shown(0), shown(0)), (NONE, HIDDEN)]
)
def test_pictures_with_nothing_to_draw_still_stand(form: Form, cells: tuple[Cell, Cell]) -> None:
    sheet = one(*cells)
    html = pages.html(of(Picture("one", form), sheets={"one": sheet}))
    tree = Tree()
    tree.feed(html)
    assert tree.open == []
    assert 'x=""' not in html
    assert 'cy=""' not in html


@pytest.mark.parametrize("form", list(Form))
def test_pictures_of_a_sheet_without_lines_still_stand(form: Form) -> None:
    sheet = filled("one", text("Yksi"), [], statements.years(), {})
    assert "Yksi" in pages.html(of(Picture("one", form), sheets={"one": sheet}))


def test_pictures_parts_of_years_leave_the_total_out() -> None:
    made = pictures.picture(statements.sheets()["table-1"], Form.STACKED, "fi", "p")
    assert [bar.name for bar in made.groups[0].bars] == ["2023", "2024", "2025", "2026"]
    assert "Yhteensä" not in [key.text for key in made.key]
    by_year = {bar.name: bar for bar in made.groups[0].bars}
    assert by_year["2026"].told == "5\N{NO-BREAK SPACE}325"
    # Where a part is hidden, no sum tells it.
    assert by_year["2025"].told == ""
    assert by_year["2025"].hidden == "Vammaispalvelut: Lukua ei näytetä"


def test_pictures_more_parts_than_colours_stay_apart() -> None:
    rows = [Line(f"l{number}", text(f"Osa {number}")) for number in range(7)]
    cells = {(row.key, "2026"): shown(10) for row in rows}
    sheet = filled("one", text("Yksi"), rows, statements.years(2026), cells)
    key = pictures.picture(sheet, Form.STACKED, "fi", "p").key
    assert len({(each.css, each.hatched) for each in key}) == 7


def test_pictures_line_breaks_where_more_than_the_service_changed() -> None:
    cells = (
        shown(0.5, Unit.SHARE, cautions=("printed",)),
        shown(0.5, Unit.SHARE),
        shown(0.6, Unit.SHARE),
        shown(0.6, Unit.SHARE, cautions=("wording",)),
        HIDDEN,
        shown(0.7, Unit.SHARE),
    )
    made = pictures.picture(one(*cells), Form.TREND, "fi", "p")
    panel = made.panels[0]
    assert len(panel.line) == 1
    assert made.printed
    assert [dot.printed for dot in panel.dots] == [True, *([False] * 5)]
    assert panel.hidden == "2025: Lukua ei näytetä"
    assert panel.long


def test_pictures_years_stand_as_far_apart_as_they_are() -> None:
    columns = [Column(str(year), text(str(year)), year, year) for year in (2011, 2021, 2026)]
    cells = {("l", column.key): shown(3) for column in columns}
    sheet = filled("one", text("Yksi"), [Line("l", text("Rivi"))], columns, cells)
    dots = pictures.picture(sheet, Form.TREND, "fi", "p").panels[0].dots
    assert [dot.x for dot in dots] == ["20.0%", "64.0%", "86.0%"]


def test_pictures_axis_has_room_for_its_words() -> None:
    sheet = one(shown(4_800_000, Unit.EUROS))
    ticks = pictures.picture(sheet, Form.BARS, "fi", "p").ticks
    assert sum(len(tick.text) + 1 for tick in ticks) <= pictures.AXIS
    assert ticks[0].text == "0"
