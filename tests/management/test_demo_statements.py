"""The demo's statements: one signed without a fault, one that shows what stands in its way."""

from collections import Counter
from datetime import datetime

from kuulluksi.management import demo
from kuulluksi.management.demo_statements import said, standing_words
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.enums import StatementState
from kuulluksi.outcomes.models import Statement
from kuulluksi.outcomes.queries.statements import checking, editions, working
from kuulluksi.pure.statement.auditing import from_json
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.references import Reason
from kuulluksi.pure.statement.sheets import HIDDEN, Column, Line, filled, shown
from kuulluksi.pure.text import Text


def test_a_visitor_finds_a_year_signed_and_a_year_being_written(db: None, at: datetime) -> None:
    demo.load(at=at)
    year = at.year
    states = {(each.kind, each.year): each.state for each in Statement.objects.all()}
    assert states[Kind.ANNUAL, year - 1] == StatementState.SIGNED
    assert states[Kind.ANNUAL, year] == StatementState.DRAFT
    assert Counter(kind for kind, _year in states) == {
        Kind.ANNUAL: 2, Kind.MONITORING: 1, Kind.UNIT: 1,
    }  # fmt: skip
    edition = editions.of_year(Kind.ANNUAL, year - 1)
    assert edition is not None
    signed = editions.read(edition)
    assert not signed.gone
    assert sorted(key.partition("-")[0] for key in signed.stories) == [*["feedback"] * 3, "quote"]
    assert "Istuin tunnin" not in edition.written
    audit = from_json(edition.audit)
    assert not audit.faults
    assert audit.numbers > 30
    assert audit.claims >= 6
    for each in editions.all_signed():
        assert not from_json(each.audit).faults
        assert editions.read(each).frozen.document.title.missing() == ()
    draft = Statement.objects.get(kind=Kind.ANNUAL, state=StatementState.DRAFT)
    found = checking.faults(working(draft), draft, queries.languages())
    assert {fault.reason for fault in found} == {Reason.OPEN_WAVE, Reason.TYPED, Reason.UNSAID}
    [typed] = [fault for fault in found if fault.reason == Reason.TYPED]
    assert (typed.block, typed.language, typed.found) == (0, "fi", "97")


def test_every_paragraph_of_the_demo_is_said_in_as_many_parts_in_each_language() -> None:
    for row in demo.document("statements"):
        for section in row["sections"]:
            for block in (*section.get("before", ()), *section.get("after", ())):
                parts = {tag: words.count("\n\n") for tag, words in block.items()}
                assert len(set(parts.values())) == 1, (row["kind"], parts)


def test_a_paragraph_stands_where_its_figures_are_known_in_every_language() -> None:
    columns = [Column("2025", Text.of(fi="2025"))]
    lines = [Line("given", Text.of(fi="Annettu")), Line("hidden", Text.of(fi="Peitetty"))]
    cells = {("given", "2025"): shown(7), ("hidden", "2025"): HIDDEN}
    sheets = {"given": filled("given", Text.of(fi="Palaute"), lines, columns, cells)}
    words = Text.of(
        fi="Alku.\n\nAnnettiin {given.given.2025}.\n\nPeitetty {given.hidden.2025}.",
        sv="Början.\n\nGavs {given.given.2025}.\n\nDold.",
    )
    assert standing_words(words, sheets).to_json() == {
        "fi": "Alku.\n\nAnnettiin {given.given.2025}.",
        "sv": "Början.\n\nGavs {given.given.2025}.",
    }
    assert not standing_words(Text.of(fi="{given.other.2025}"), sheets)


def test_words_name_the_year_of_their_statement() -> None:
    told = said({"fi": "Vuonna YEAR {x.y.YEAR-1}, vuonna YEAR-2"}, 2025)
    assert told.get("fi") == "Vuonna 2025 {x.y.2024}, vuonna 2023"
