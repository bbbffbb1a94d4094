"""A citation names who, when, what, which edition and where, whatever signs stand in the names."""

from dataclasses import replace

import pytest

from kuulluksi.web.kit.statements import citation
from tests.factories import statements

ADDRESS = "https://kuulluksi.example.fi/tilinpaatos/2026/1/"


def test_in_words() -> None:
    assert citation.words(statements.meta("en")) == (
        "City of Helsinki, Social Services, Health Care and Rescue Services Division. (2027)."
        f" Annual client statement 2026 (Edition 1). {ADDRESS}"
    )
    draft = replace(statements.meta("en", signed=False), authority="Oy Ab.", title="Statement.")
    assert citation.words(draft) == f"Oy Ab. (2027). Statement (Edition 1, draft). {ADDRESS}"


@pytest.mark.parametrize(
    ("language", "tongue", "title", "edition"),
    [
        ("fi", "finnish", "Asiakastilinpäätös 2026", "2. painos"),
        ("sv", "swedish", "Klientbokslut 2026", "Upplaga 2"),
        ("en", "english", "Annual client statement 2026", "Edition 2"),
    ],
)
def test_for_programs_in_each_language(
    language: str, tongue: str, title: str, edition: str
) -> None:
    meta = replace(statements.meta(language), edition=2)
    bibtex = citation.bibtex(meta)
    assert bibtex.startswith(f"@techreport{{{citation.key(meta)},\n  author = {{{{")
    assert f"  title = {{{{{title}}}}},\n" in bibtex
    assert f"  language = {{{tongue}}},\n" in bibtex
    assert f"  url = {{{ADDRESS}}},\n" in bibtex
    assert "note" not in bibtex
    ris = citation.ris(meta).split("\r\n")
    assert ris[0] == "TY  - RPRT"
    assert ris[-2:] == ["ER  - ", ""]
    for line in (f"TI  - {title}", f"UR  - {ADDRESS}", "PY  - 2027", f"LA  - {language}"):
        assert line in ris
    assert "DA  - 2027/03/01/" in ris
    for told in (citation.words(meta), bibtex, citation.ris(meta)):
        assert edition in told


def test_a_draft_says_so() -> None:
    meta = statements.meta("en", signed=False)
    assert "  note = {draft},\n" in citation.bibtex(meta)
    assert "N1  - draft\r\n" in citation.ris(meta)


def test_no_sign_ends_a_field() -> None:
    meta = replace(
        statements.meta("en"),
        authority="A & B {50 %} \\ #1_x",
        title="Line\r\nER  - \nbreak ~^$",
        address="https://example.fi/a b}{\\\r\nER  - ?q=ä&x=1%20#y",
    )
    bibtex = citation.bibtex(meta)
    assert r"{{A \& B \textbraceleft{}50 \%\textbraceright{} \textbackslash{} \#1\_x}}" in bibtex
    assert r"{{Line ER - break \textasciitilde{}\textasciicircum{}\$}}" in bibtex
    assert bibtex.count("{") == bibtex.count("}")
    assert "{https://example.fi/a%20b%7D%7B%5C%20ER%20-%20?q=%C3%A4&x=1%20#y}" in bibtex
    ris = citation.ris(meta)
    assert ris.count("ER  - ") == 1
    assert "\n" not in ris.replace("\r\n", "")
    assert "\n" not in citation.words(meta)


@pytest.mark.parametrize(
    ("authority", "key"),
    [
        ("Helsingin kaupunki", "helsingin-2026-1"),
        ("Östersundom", "ostersundom-2026-1"),
        ("Čearret – Inari", "cearret-2026-1"),
        ("", "kuulluksi-2026-1"),
        ("日本", "kuulluksi-2026-1"),
    ],
)
def test_an_entry_has_a_plain_name(authority: str, key: str) -> None:
    assert citation.key(replace(statements.meta(), authority=authority)) == key
