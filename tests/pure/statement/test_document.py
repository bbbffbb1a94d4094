"""Sheets and documents are their JSON; figures are put into words, and what cannot be is named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.statement import laying, references, saying
from kuulluksi.pure.statement.document import (
    Document,
    Kind,
    Picture,
    Section,
    Story,
    Table,
    Words,
)
from kuulluksi.pure.statement.references import Fault, Part, Reason
from kuulluksi.pure.statement.sheets import (
    HIDDEN,
    Cell,
    Column,
    Form,
    Line,
    Sheet,
    State,
    Unit,
    filled,
    shown,
)
from kuulluksi.pure.text import Text


def text(words: str) -> Text:
    return Text.of(fi=words, sv=words, en=words)


YEARS = (Column("2025", text("2025"), 2025, 2025), Column("2026", text("2026"), 2026, 2026))
HEARD = filled(
    "heard",
    text("Kuulluksi tuleminen"),
    [
        Line("answered", text("Vastattu")),
        Line("given", text("Annettu")),
        Line("harm", text("Haitta")),
    ],
    YEARS,
    {
        ("answered", "2025"): shown(0.83, Unit.SHARE, n=1502),
        ("answered", "2026"): shown(0.954, Unit.SHARE, n=1846, low=0.944, high=0.963),
        ("given", "2026"): shown(1846),
        ("harm", "2026"): HIDDEN,
    },
    source=text("Kuulluksi"),
)
SHEETS = {"heard": HEARD}


def document(*blocks: Words | Table | Picture | Story) -> Document:
    section = Section("year", text("Vuosi"), blocks)
    days = date(2026, 1, 1), date(2026, 12, 31)
    return Document(Kind.ANNUAL, text("Asiakastilinpäätös 2026"), *days, (section,))


cells = st.one_of(
    st.just(Cell()),
    st.just(HIDDEN),
    st.builds(
        lambda value, unit, n, decimals, cautions: shown(
            value, unit, n=n, decimals=decimals, cautions=tuple(cautions)
        ),
        st.floats(-1e6, 1e6),
        st.sampled_from(Unit),
        st.none() | st.integers(0, 10**7),
        st.integers(0, 3),
        st.lists(st.sampled_from(["mode", "estimate"]), max_size=2),
    ),
)


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=4))
def test_sheet_is_its_json(rows: list[list[Cell]]) -> None:
    lines = tuple(Line(f"line-{i}", text("rivi"), total=i == 2) for i in range(len(rows)))
    sheet = Sheet("any", text("Jokin"), lines, YEARS, tuple(map(tuple, rows)), scale=(1, 5))
    assert Sheet.from_json(sheet.to_json()) == sheet


def test_document_is_its_json() -> None:
    made = document(
        Words(text("{heard.answered.2026}")),
        Table("heard"),
        Picture("heard", Form.TREND),
        Story("a"),
    )
    assert Document.from_json(made.to_json()) == made


def test_sheet_refuses_what_is_no_table() -> None:
    with pytest.raises(ValueError, match="fill"):
        Sheet("bad", text("x"), (Line("a", text("a")),), YEARS, ((Cell(),),))
    with pytest.raises(ValueError, match="twice"):
        filled("bad", text("x"), [Line("a", text("a")), Line("a", text("b"))], YEARS, {})
    with pytest.raises(ValueError, match="shown"):
        Cell(State.HIDDEN, 3)
    with pytest.raises(ValueError, match="tells no base"):
        Cell(State.HIDDEN, n=3)


@pytest.mark.parametrize(
    ("cell", "fi", "en"),
    [
        (shown(1846), "1\N{NO-BREAK SPACE}846", "1,846"),
        (shown(0.954, Unit.SHARE), "95\N{NO-BREAK SPACE}%", "95%"),
        (shown(0.125, Unit.SHARE), "13\N{NO-BREAK SPACE}%", "13%"),
        (shown(-0.12, Unit.POINTS), "\N{MINUS SIGN}12", "\N{MINUS SIGN}12"),
        (shown(4.05, Unit.MEAN, decimals=1), "4,1", "4.1"),
        (shown(-0.0001, Unit.MEAN, decimals=1), "0,0", "0.0"),
        (HIDDEN, "", ""),
    ],
)
def test_figures_are_said_in_each_language(cell: Cell, fi: str, en: str) -> None:
    assert (saying.value(cell, "fi"), saying.value(cell, "en")) == (fi, en)


def test_words_hold_their_figures_and_where_they_stand() -> None:
    cell = "heard.answered.2026"
    words = f"Vastattiin {{{cell}}} ({{{cell}|n}}, väli {{{cell}|interval}})."
    said = references.said(words, "fi", SHEETS)
    assert (
        said.words.replace("\N{NO-BREAK SPACE}", " ") == "Vastattiin 95 % (n = 1 846, väli 94–96)."
    )
    assert [each.part for each in said.cited] == [Part.VALUE, Part.BASE, Part.INTERVAL]
    for each in said.cited:
        assert said.words[each.start :].startswith(each.said)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("{heard.answered}", Reason.UNREADABLE),
        ("{heard.answered.2026|mean}", Reason.UNREADABLE),
        ("{heard.answered.2026", Reason.UNREADABLE),
        ("{heard.asked.2026}", Reason.UNKNOWN),
        ("{herd.answered.2026}", Reason.UNKNOWN),
        ("{heard.harm.2026}", Reason.HIDDEN),
        ("{heard.given.2025}", Reason.NOTHING),
        ("{heard.given.2026|interval}", Reason.NO_PART),
    ],
)
def test_reference_that_leads_nowhere_is_named(words: str, reason: Reason) -> None:
    [fault] = references.faults(document(Words(Text.of(fi=words))), ["fi"], SHEETS, {})
    assert (fault.reason, fault.section, fault.block, fault.language) == (reason, "year", 0, "fi")
    assert references.said(words, "fi", SHEETS).words == words


def test_statement_names_all_that_is_missing() -> None:
    made = document(Words(Text.of(fi="Vain suomeksi")), Table("none"), Story("gone"))
    assert list(references.faults(made, ["fi", "sv"], SHEETS, {})) == [
        Fault(Reason.UNSAID, "year", 0, "sv"),
        Fault(Reason.NO_SHEET, "year", 1, found="none"),
        Fault(Reason.NO_STORY, "year", 2, found="gone"),
    ]


def test_layout_counts_chapters_tables_and_pictures() -> None:
    blocks = (Table("heard"), Words(text("Yksi.\n\n- kaksi\n- kolme")), Picture("heard", Form.BARS))
    sections = (
        Section("a", text("A"), blocks),
        Section("b", text("B"), (Table("heard"), Table("none")), level=2),
        Section("c", text("C")),
    )
    days = date(2026, 1, 1), date(2026, 12, 31)
    laid = laying.laid_out(Document(Kind.ANNUAL, text("T"), *days, sections), "fi", SHEETS, {})
    assert [chapter.number for chapter in laid.chapters] == ["1", "1.1", "2"]
    assert [grid.number for grid in laid.grids()] == [1, 2]
    assert [drawing.number for drawing in laid.drawings()] == [1]
    kinds = [type(piece).__name__ for piece in laid.chapters[0].pieces]
    assert kinds == ["Grid", "Paragraph", "Bullets", "Drawing"]
