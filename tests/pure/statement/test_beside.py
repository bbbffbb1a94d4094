"""Two years that a paragraph sets side by side and that cannot be compared."""

from datetime import date

import pytest

from kuulluksi.pure.statement.auditing import Audited, audited
from kuulluksi.pure.statement.document import Document, Kind, Section, Words
from kuulluksi.pure.statement.sheets import Column, Line, Sheet, filled, shown
from kuulluksi.pure.text import Text


def text(words: str) -> Text:
    return Text.of(fi=words)


def sheet(*cautions: str) -> Sheet:
    columns = [Column(str(year), text(str(year)), year, year) for year in (2024, 2025)]
    cells = {
        ("ombudsman", "2024"): shown(655),
        ("ombudsman", "2025"): shown(641, cautions=cautions),
    }
    line = Line("ombudsman", text("Yhteydenotot sosiaaliasiavastaavaan"))
    return filled("channels", text("Äänet kanavittain"), [line], columns, cells)


def audit(words: str, *cautions: str) -> Audited:
    section = Section("one", text("Äänet"), (Words(text(words)),))
    days = date(2025, 1, 1), date(2025, 12, 31)
    document = Document(Kind.ANNUAL, text("Tilinpäätös"), *days, (section,))
    return audited(document, {"channels": sheet(*cautions)}, ["fi"])


NOW = "Yhteydenottoja sosiaaliasiavastaavaan oli {channels.ombudsman.2025}."
THEN = "Vuonna 2024 niitä oli {channels.ombudsman.2024}."


def test_two_years_that_were_counted_otherwise_are_a_caution() -> None:
    (caution,) = audit(f"{NOW} {THEN}", "counted-otherwise").noted
    assert (caution.finding.rule, caution.finding.kind) == ("text-not-comparable", "caution")
    assert (caution.spot.section, caution.spot.block, caution.spot.printed) == ("one", 0, "641")
    assert caution.spot.sentence == "Yhteydenottoja sosiaaliasiavastaavaan oli 641."


@pytest.mark.parametrize("between", ["\n\n", "\n- "])
def test_years_of_different_paragraphs_are_not_set_side_by_side(between: str) -> None:
    first = f"- {NOW}" if "-" in between else NOW
    assert not audit(f"{first}{between}{THEN}", "counted-otherwise").noted


@pytest.mark.parametrize("cautions", [(), ("estimate",)])
def test_years_that_can_be_compared_are_no_caution(cautions: tuple[str, ...]) -> None:
    assert not audit(f"{NOW} {THEN}", *cautions).noted


def test_one_caution_where_words_say_that_it_fell() -> None:
    words = (
        "Yhteydenotot sosiaaliasiavastaavaan vähenivät: vuonna 2024 niitä oli"
        " {channels.ombudsman.2024} ja vuonna 2025 {channels.ombudsman.2025}."
    )
    assert len(audit(words, "counted-otherwise").noted) == 1
    assert not audit(words, "counted-otherwise").faults
