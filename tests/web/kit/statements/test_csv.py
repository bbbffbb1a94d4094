"""Our own open data goes through our own auditor without a fault; what is hidden keeps its row, and
words are no formulas."""

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.cells import read
from kuulluksi.pure.audit.findings import Kind, Report
from kuulluksi.pure.orgfile import csv_rows
from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.sheets import HIDDEN, Cell, Column, Line, Sheet, Unit, filled, shown
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.statements import csv as open_data
from tests.factories import statements

HEADER = "table,area,group,item,year,statistic,value,scale_min,scale_max,note,n"


def text(words: str) -> Text:
    return Text.of(fi=words, sv=words, en=words)


def year(number: int) -> Column:
    return Column(str(number), text(str(number)), number, number)


def rows(*sheets: Sheet, language: str = "fi", **named: str) -> list[dict[str, str]]:
    meta = statements.meta(language)
    made = open_data.made({each.key: each for each in sheets}, meta, named)
    return list(csv.DictReader(io.StringIO(made.decode())))


def report(*sheets: Sheet, language: str = "fi") -> Report:
    made = open_data.made({each.key: each for each in sheets}, statements.meta(language))
    return audit(read(csv_rows(made)))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_our_auditor_finds_no_fault_and_reads_every_figure(language: str) -> None:
    sheets = statements.sheets().values()
    found = report(*sheets, language=language)
    assert found.of(Kind.FAULT) == ()
    told = [cell for each in sheets for row in each.cells for cell in row]
    assert len(found.cells) == sum(cell.value is not None for cell in told)
    assert {(each.rule, each.place.name) for each in found.of(Kind.CAUTION)} <= {
        # Days and euros are told as they are, and the auditor says that it does not know them.
        ("unread", "statistic"),
        # Shares of the factory are invented and not counted.
        ("impossible-for-n", "value"),
    }


def test_totals_are_proven_by_their_parts() -> None:
    found = report(statements.sheets()["table-1"])
    totals = [cell for cell in found.cells if cell.area == "Yhteensä"]
    assert len(totals) == 3
    assert {cell.number for cell in totals} <= found.proven


def test_columns_are_those_of_the_auditor_and_the_same_values_give_the_same_bytes() -> None:
    sheets, meta = statements.sheets(), statements.meta()
    made = open_data.made(sheets, meta)
    assert made.split(b"\r\n")[0].decode() == HEADER
    assert open_data.made(statements.sheets(), meta) == made
    assert not any(each.reason == "unknown-column" for each in read(csv_rows(made)).apart)


def test_values_are_those_that_the_statement_says() -> None:
    sheet = statements.sheets()["table-2"]
    told = [cell for row in sheet.cells for cell in row if cell.value is not None]
    printed = [row for row in rows(sheet) if row["value"]]
    said = [saying.value(cell, "en").removesuffix("%") for cell in told]
    assert [row["value"] for row in printed] == said
    assert [row["n"] for row in printed] == [str(cell.n) for cell in told]
    assert {row["statistic"] for row in printed} == {"percent"}


def test_a_hidden_figure_has_a_row_without_a_value_and_none_has_no_row() -> None:
    sheet = statements.sheets()["table-3"]
    hidden = [row for row in rows(sheet, language="en") if not row["value"]]
    assert [(row["area"], row["year"]) for row in hidden] == [("Disability services", "2025")]
    assert hidden[0]["note"].startswith("“Not shown”: too few people")
    assert (hidden[0]["n"], hidden[0]["statistic"], hidden[0]["scale_max"]) == ("", "mean", "5")
    assert not [
        r for r in rows(sheet, language="en") if (r["area"], r["year"]) == ("Home care", "2023")
    ]


def test_cautions_and_notes_stand_in_the_note() -> None:
    [noted] = [
        row
        for row in rows(statements.sheets()["table-2"], language="en")
        if (row["area"], row["year"]) == ("Home care", "2024")
    ]
    assert noted["note"] == (
        "The question was worded in another way. In 2024 the question was worded in another way."
    )


def test_areas_are_the_whole_house_or_named() -> None:
    lines = [
        Line("a", text("Kohtelu"), item="a"),
        Line("b", text("Aika"), item="b", place="unit-1"),
        Line("c", text("Tieto"), item="c", place="unit-2"),
    ]
    cells = {(line.key, "2026"): shown(3) for line in lines}
    sheet = filled("s", text("Otsikko"), lines, [year(2026)], cells)
    named = rows(sheet, language="en", **{"unit-1": "Kamppi"})
    assert [row["area"] for row in named] == ["The whole authority", "Kamppi", "unit-2"]


def test_what_two_surveys_ask_alike_is_of_the_group_of_its_table() -> None:
    def survey(key: str, title: str, value: int) -> Sheet:
        lines = [Line("sent", text("Lähetetty")), Line("given", text(f"Vain {key}"))]
        cells = {(line.key, "2026"): shown(value) for line in lines}
        return filled(key, text(title), lines, [year(2026)], cells)

    found = rows(survey("a", "Kysely", 940), survey("b", "Kysely", 941), survey("c", "Kasvu", 950))
    assert [(row["table"], row["group"]) for row in found] == [
        ("Kysely (a)", "Kysely (a)"),
        ("Kysely (a)", ""),
        ("Kysely (b)", "Kysely (b)"),
        ("Kysely (b)", ""),
        ("Kasvu", "c"),
        ("Kasvu", ""),
    ]
    assert report(survey("a", "Kysely", 940), survey("b", "Kysely", 941)).sound


def test_a_change_is_checked_beside_its_years() -> None:
    lines = [Line("a", text("Kohtelu"), item="a"), Line("b", text("Aika"), item="b")]
    columns = [year(2025), year(2026), Column("change", text("Muutos"), 2025, 2026)]

    def made(change: float) -> Report:
        cells = {
            ("a", "2025"): shown(0.5, Unit.SHARE),
            ("a", "2026"): shown(0.62, Unit.SHARE),
            ("a", "change"): shown(change, Unit.POINTS),
            ("b", "2025"): shown(0.5, Unit.SHARE),
            ("b", "2026"): shown(0.4, Unit.SHARE),
            ("b", "change"): shown(-0.1, Unit.POINTS),
        }
        return report(filled("s", text("Mitä muuttui"), lines, columns, cells))

    assert made(0.12).sound
    assert len(made(0.12).proven) == 6
    assert [each.rule for each in made(0.21).of(Kind.FAULT)] == ["change"]


def test_a_note_of_changes_makes_no_change_of_a_total_of_years() -> None:
    columns = [year(2025), year(2026), Column("all", text("Yhteensä"), 2025, 2026)]
    lines = [Line("a", text("Palautteet"), item="a")]
    cells = {("a", "2025"): shown(500), ("a", "2026"): shown(620), ("a", "all"): shown(1120)}
    note = text("Muutos on merkitsevä.")
    sheet = filled("s", text("Palaute"), lines, columns, cells, notes=(note,))
    found = report(sheet)
    assert (found.sound, len(found.proven)) == (True, 3)
    assert [row["note"] for row in rows(sheet)][1:] == ["Muutos on merkitsevä.", "Yhteensä."]


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1+2", "@sum", "-", "-5"])
def test_words_are_no_formulas(label: str) -> None:
    lines = [Line("a", text(label), item="a"), Line("b", text(f"b {label}"), item="b")]
    cells = {("a", "2026"): shown(-5, Unit.NPS), ("b", "2026"): shown(-0.3, Unit.NPS)}
    sheet = filled("s", text(f"\n{label}"), lines, [year(2026)], cells, notes=(text(label),))
    found = rows(sheet)
    for row in found:
        assert not any(
            cell.startswith(tuple("=+-@")) for name, cell in row.items() if name != "value"
        )
    assert [row["value"] for row in found] == ["-500", "-30"]


def test_nothing_but_a_header_when_there_is_nothing() -> None:
    assert open_data.made({}, statements.meta()) == f"{HEADER}\r\n".encode()


SERVICES = (
    "Kotihoito",
    "Perheneuvola",
    "Sosiaaliasema Kamppi",
    "Sosiaaliasema Malmi",
    "Vammaispalvelu",
)
TOPICS = ("Kohtelu", "Odottaminen", "Tieto palveluista", "Tilat", "Muu")


@st.composite
def counted(draw: st.DrawFn, key: str, names: Sequence[str], *, places: bool) -> Sheet:
    """Numbers of some things in some years with their total, and some of them hidden. A total is
    hidden where one part alone is."""
    named = draw(st.lists(st.sampled_from(names), min_size=2, max_size=5, unique=True))
    lines = [
        Line(f"l{i}", text(name), place=f"p{i}" if places else "", item="" if places else f"i{i}")
        for i, name in enumerate(named)
    ]
    lines.append(Line("all", text("Yhteensä"), total=True))
    columns = [year(each) for each in range(2026 - draw(st.integers(0, 3)), 2027)]
    cells: dict[tuple[str, str], Cell] = {}
    for column in columns:
        numbers = draw(st.lists(st.integers(5, 2000), min_size=len(named), max_size=len(named)))
        hidden = draw(st.sets(st.integers(0, len(named) - 1), max_size=2))
        for i, number in enumerate(numbers):
            cells[f"l{i}", column.key] = HIDDEN if i in hidden else shown(number)
        cells["all", column.key] = HIDDEN if len(hidden) == 1 else shown(sum(numbers))
    return filled(key, text(f"Palaute {key}"), lines, columns, cells)


@st.composite
def answered(draw: st.DrawFn) -> Sheet:
    """Shares of the answers of each service, which are a whole together, some services hidden."""
    lines = [Line(f"l{i}", text(name), place=f"p{i}") for i, name in enumerate(SERVICES)]
    heads = [Column(f"c{i}", text(name)) for i, name in enumerate(("Kyllä", "En osaa sanoa", "Ei"))]
    cells: dict[tuple[str, str], Cell] = {}
    for line in lines:
        numbers = draw(st.lists(st.integers(0, 300), min_size=3, max_size=3).filter(any))
        hidden = draw(st.booleans())
        for head, number in zip(heads, numbers, strict=True):
            n = sum(numbers)
            cells[line.key, head.key] = HIDDEN if hidden else shown(number / n, Unit.SHARE, n=n)
    return filled("kuultu", text("Minua kuunneltiin"), lines, heads, cells)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(
    st.tuples(
        counted("topics", TOPICS, places=False),
        counted("places", SERVICES, places=True),
        answered(),
    )
)
def test_whatever_is_counted_and_hidden_the_auditor_finds_no_fault(
    sheets: tuple[Sheet, ...],
) -> None:
    assert report(*sheets).of(Kind.FAULT) == ()
