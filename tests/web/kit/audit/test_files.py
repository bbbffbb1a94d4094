"""Every rule of the audit of files says its sentence in three languages, with all of its values."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils.translation import override

from kuulluksi.pure.audit import tables
from kuulluksi.pure.audit.cells import read
from kuulluksi.pure.audit.findings import Amount, Code, Finding, Place
from kuulluksi.pure.text import LANGUAGES
from kuulluksi.web.kit.audit import files
from kuulluksi.web.kit.audit.sentences import CODES, RULES, said, sentence
from kuulluksi.web.kit.audit.telling import number, told, where
from tests.pure.audit.tables.files import report
from tests.pure.audit.tables.test_helsinki import report as helsinki

# Files of which each holds one rule at least.
SAMPLES = (
    "1|A||Moite|2024|count|102\n1|A||Kiitos|2024|count|45\n1|A||Yhteensä|2024|count|165",
    "1|A||Moite|2024|count|102\n1|A||Kiitos|2024|count|45\n1|A||Yhteensä|2024|count|999",
    "1|P||Moite|2024|count|12\n1|E||Moite|2024|count|20\n1|Koko alue||Moite|2024|count|24",
    (
        "1|P||Asiakkaita|2024|count|700\n1|E||Asiakkaita|2024|count|500\n"
        "1|Koko alue||Asiakkaita|2024|count|900"
    ),
    "1|A||Moite|2024|count|12\n1|A||Kiitos|2024|count|20\n1|A||Yhteensä|2024|count|40|4 puuttuu",
    "1|A|B|Kuultiin|2024|percent|54||200\n2|A|B|Kuultiin|2024|percent|64||200",
    "1|A||Kuultiin|2024|percent|54\n2|A||Kuultiin|2024|percent|64",
    (
        "1|A||Valitukset|2010|count|1100\n1|A||Valitukset|2011|count|880\n"
        "5|A||Valituksia|2009|count|1100\n5|A||Valituksia|2010|count|880"
    ),
    "1|A||Kyllä|2024|percent|60\n1|A||Ei|2024|percent|63",
    "1|A||Kyllä|2024|percent|75\n1|A||Ei|2024|percent|43",
    "1|A||Puhelin|2024|percent|60\n1|A||Verkko|2024|percent|30\n1|A||Muu|2024|percent|5",
    "1|A||Moite|2024|count|30\n1|A||Moite|2024|percent|34\n1|A||Yhteensä|2024|count|100",
    (
        "1|A||Lähetetty|2024|count|90\n1|A||Vastaajia|2024|count|99\n"
        "1|A||Vastausprosentti|2024|percent|12"
    ),
    "1|A|B|Vastaajia|2024|count|90\n1|A|B|Kuultiin|2024|percent|50||120",
    "1|A|B|Kuultiin|2024|percent|50|90 vastaajaa|120",
    "1|A||Kuultiin|2024|percent|33||20",
    "1|A||Kuultiin|2024|percent|133",
    "1|A||Moite|2024|count|-3",
    "1|A||Moite|2024|count|30\n1|A||joista ajoissa|2024|count|40",
    "1|A||Kuultiin|2024|mean|3.3",
    "1|A|B|Kuultiin|2024|mean|3.3\n1|A|C|Kuultiin|2024|mean|3.5\n1|A|Kaikki|Kuultiin|2024|mean|4.4",
    "1|A||Kuultiin|2024|mean|3.3\n1|A||Apua|2024|mean|3.7\n1|A||Keskiarvo|2024|mean|3.3",
    (
        "1|A|B|Kuultiin|2024|percent|40||900\n1|A|C|Kuultiin|2024|percent|60||100\n"
        "1|A|Kaikki|Kuultiin|2024|percent|50||1000"
    ),
    (
        "1|A|B|Kuultiin|2024|percent|40||900\n1|A|C|Kuultiin|2024|percent|60||100\n"
        "1|A|Kaikki|Kuultiin|2024|percent|55||1000"
    ),
    "1|A||Moite|2023|count|30\n1|A||Moite|2024|count|40\n1|A||Moite, muutos|2024|count|12",
    "1|A||Suosittelijat|2024|percent|50\n1|A||Arvostelijat|2024|percent|20\n1|A||NPS|2024|nps|20",
    (
        "1|A||Moite|2x24|count|30\n1|A||Kiitos|2024|count|-\n1|A||Idea|2024|count|3\n"
        "1|A||Idea|2024|count|3"
    ),
    "1|A||Moite|2024|count|30|tilastointitapa muuttui",
    "1|A||Moite|2024|count|30|pienet yksiköt puuttuvat",
)


def found() -> Iterator[Finding]:
    yield from helsinki().findings
    for sample in SAMPLES:
        yield from report(sample).findings
    yield from report("1|A||Apua|2024|mean|2.7|keskikohta 2,5", (1, 5)).findings
    header = ["item", "year", "statistic", "value", "scale_min", "scale_max"]
    rows = [["Apua", "2023", "mean", "3.1", "1", "4"], ["Apua", "2024", "mean", "5.4", "1", "5"]]
    yield from tables.check(read([header, *rows])).findings


def test_audit_words_every_rule_of_files_is_told() -> None:
    assert {finding.rule for finding in found()} == set(files.RULES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_audit_words_every_sentence_is_whole(language: str) -> None:
    with override(language):
        for finding in found():
            words = said(finding)
            for each in (words.where, words.sentence, words.kind):
                assert each
                assert not re.search(r"%\(|Decimal|\bNone\b|  ", each)
            assert words.sentence.endswith((".", "”.")), words.sentence


def test_audit_words_no_two_parts_have_a_rule_or_a_word_of_one_name() -> None:
    from kuulluksi.web.kit.audit import claims

    assert set(files.RULES) & set(claims.RULES) == set()
    assert set(files.CODES) & set(claims.CODES) == set()
    assert len(RULES) == len(files.RULES) + len(claims.RULES)


def test_audit_words_numbers_are_written_as_the_reader_writes_them() -> None:
    with override("fi"):
        assert number(Decimal(14908), 0) == "14\u00a0908"
        assert number(Decimal("-3.25"), 2) == "−3,25"
        assert told(Amount(Decimal(57), "percent"), CODES) == "57\u00a0%"
        assert told(Amount(Decimal(1), "mean", 0, to=Decimal(5)), CODES) == "1–5"
        assert told(Amount(Decimal(34), "points"), CODES) == "34 prosenttiyksikköä"
        assert told(Amount(Decimal(1), "points"), CODES) == "1 prosenttiyksikkö"
        assert told((1, 2, 3), CODES, " + ") == "1 + 2 + 3"
        assert told(tuple(range(20)), CODES).endswith(", …")
        assert told(Code("items"), CODES) == "Rivit"


def test_audit_words_of_places() -> None:
    with override("en"):
        assert where(Place("text", 4, 17), ()) == "line 4, place 17"
        assert where(Place("file", 1, name="year"), ()) == "row 1, year"


def test_audit_words_of_a_fault_hold_the_parts_of_the_sum() -> None:
    with override("en"):
        (fault,) = report(SAMPLES[0]).findings
        assert sentence(fault) == (
            "The rows are 147 together: 102 + 45. Perhaps two digits of one of them changed places:"
            " if row 2 (table 1, A, Moite, 2024: 102) were 120, the total would be right."
        )
