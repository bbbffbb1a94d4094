"""The auditor beside a statement: figures by reference, claims around them, and typed figures."""

import json
import re
from collections import Counter
from dataclasses import replace

import pytest

from kuulluksi.pure.audit.findings import Amount, Kind
from kuulluksi.pure.statement.auditing import Audited, audited, from_json, to_json
from kuulluksi.pure.statement.document import Document, Section, Words
from kuulluksi.pure.statement.references import HEADING, said
from kuulluksi.pure.statement.sheets import HIDDEN, Sheet
from kuulluksi.pure.text import Text
from tests.pure.statement.county import LANGUAGES, Passage, document, passages, sheets

PASSAGES = list(passages())
SOUND = [each for each in PASSAGES if each.verdict == "ok"]


def audit(words: str, language: str = "fi", heading: str = "") -> Audited:
    return audited(document(words, language, heading), sheets(), (language,))


def verdict(found: Audited) -> str:
    if found.faults:
        return "fault"
    if found.cautions:
        return "caution"
    return "ok" if found.bound and not found.unbound else "quiet"


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda each: f"{each.language}-{each.number}")
def test_passages_are_judged_as_they_are(passage: Passage) -> None:
    found = audit(passage.words, passage.language)
    wanted = {passage.verdict}
    if passage.verdict in {"quiet", "overlooked"}:
        wanted = {"ok", "quiet"}
    assert verdict(found) in wanted, [each.finding for each in found.noted]
    assert not found.must_cite


@pytest.mark.parametrize("passage", SOUND, ids=lambda each: f"{each.language}-{each.number}")
def test_typed_figures_are_found_and_a_click_makes_them_references(passage: Passage) -> None:
    """The same sentences typed: nobody is accused, and with the references they say the same."""
    typed = said(passage.words, passage.language, sheets()).words
    found = audit(typed, passage.language)
    assert not found.faults
    cited = set(re.findall(r"\{([^{}|]*)\}", passage.words))
    assert {each.figure for each in found.typed} <= cited
    words = typed
    for each in sorted(found.typed, key=lambda each: -each.start):
        words = each.replaced(words)
    assert said(words, passage.language, sheets()).words == typed
    assert not audit(words, passage.language).typed


def test_nearly_all_typed_figures_are_found() -> None:
    told = found = 0
    for passage in SOUND:
        cited = re.findall(r"\{([^{}|]*)\}", passage.words)
        words = said(passage.words, passage.language, sheets()).words
        told += len(cited)
        found += len({each.figure for each in audit(words, passage.language).must_cite})
    assert found >= told * 0.8


def test_most_planted_faults_are_named() -> None:
    planted = Counter(each.verdict for each in PASSAGES)
    assert planted["fault"] >= 70
    assert planted["overlooked"] <= planted["fault"] * 0.1


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        (
            "Kohtelua koski 19 prosenttia palautteista.",
            "Kohtelua koski {topics.staff.2026} palautteista.",
        ),
        (
            "Kohtelun osuus laski 22 prosentista 19 prosenttiin.",
            "Kohtelun osuus laski {topics.staff.2025}:sta {topics.staff.2026}:iin.",
        ),
        ("Kiitoksia tuli 712.", "Kiitoksia tuli {kinds.thanks.2026}."),
        ("Kiitoksia\ntuli\r\n712 ja {kinds.ideas.2026} ideaa.", "712"),
        ("Ideoita oli {kinds.ideas.2026} ja kiitoksia 712.", "712"),
    ],
)
def test_typed_figure_stands_where_it_is_written(typed: str, instead: str) -> None:
    found = audit(typed)
    words = typed
    for each in reversed(found.must_cite):
        assert words[each.start : each.end].strip() == each.spot.printed
        words = each.replaced(words)
    assert words == instead or (instead == "712" and "{kinds.thanks.2026}" in words)


def test_typed_figure_that_has_moved_is_not_replaced() -> None:
    (each,) = audit("Kiitoksia tuli 712.").must_cite
    with pytest.raises(ValueError, match="712"):
        each.replaced("Ja kiitoksia tuli 712.")


@pytest.mark.parametrize(
    "words",
    [
        "Kiitoksia tuli noin 700.",
        "Kiitoksia tuli yli 700.",
        "Kiitoksia tuli lähes kaksi kertaa niin paljon kuin vuonna 2023.",
        "Kamppi sai uuden odotustilan, jossa on 12 paikkaa.",
        "Kyselyssä oli 29 kysymystä.",
        "Puhelinnumero on 09 310 5544.",
        "Laki 741/2023 tuli voimaan 1.1.2024.",
    ],
)
def test_what_is_no_figure_as_it_is_told_may_be_typed(words: str) -> None:
    assert not audit(words).must_cite
    assert not audit(words).faults


def test_typed_wrong_number_is_a_fault_with_the_right_one() -> None:
    found = audit("Kiitoksia tuli 812.")
    (fault,) = found.faults
    right = fault.finding.right
    assert isinstance(right, Amount)
    assert (fault.finding.rule, str(right.value)) == ("text-value", "712")
    assert not found.typed


def test_reference_of_another_year_than_the_sentence_tells_of_is_a_caution() -> None:
    found = audit("Vuonna 2026 kiitoksia tuli {kinds.thanks.2025}.")
    (caution,) = found.cautions
    assert (caution.finding.kind, caution.finding.rule) == (Kind.CAUTION, "text-cited")
    assert not audit("Kiitoksia tuli {kinds.thanks.2025}.").noted


def test_numbers_are_counted_and_bases_and_intervals_are_known() -> None:
    found = audit(
        "Vastauksen sai {heard.answered.2026} (n = {heard.answered.2026|n}, väli"
        " {heard.answered.2026|interval}). Osuus nousi vuodesta 2025."
    )
    assert (found.numbers, found.claims, found.unbound) == (3, 1, ())
    assert {name for each in found.bound for name in each.figures} == {
        "heard.answered.2025",
        "heard.answered.2026",
    }


@pytest.mark.parametrize("code", ["wording", "counted-otherwise", "part-year"])
def test_change_of_figures_that_cannot_be_compared_is_a_caution(code: str) -> None:
    known = sheets()
    thanks = known["kinds"]
    first = replace(thanks.cells[0][2], cautions=(code,))
    rows = ((*thanks.cells[0][:2], first, thanks.cells[0][3]), *thanks.cells[1:])
    known["kinds"] = replace(thanks, cells=rows)
    found = audited(document("Kiitosten määrä kasvoi edellisvuodesta.", "fi"), known, ("fi",))
    (caution,) = found.noted
    assert caution.finding.rule == "text-not-comparable"
    assert not found.faults


def test_hidden_figure_bears_nothing_out() -> None:
    known = sheets()
    thanks = known["kinds"]
    rows = ((*thanks.cells[0][:3], HIDDEN), *thanks.cells[1:])
    known["kinds"] = replace(thanks, cells=rows)
    found = audited(document("Kiitoksia tuli 712.", "fi"), known, ("fi",))
    assert not found.typed
    assert "kinds.thanks.2026" not in json.dumps(to_json(found))


def long(*, level: int = 1) -> Document:
    """Three sections, of which the second says something false."""
    told = {
        "one": ("Kiitokset", "Kiitoksia tuli {kinds.thanks.2026}."),
        "two": ("Kantelut", "Kanteluiden määrä kasvoi edellisvuodesta."),
        "three": ("Ideat 2026", "Ideoita tuli 444.\n\n- Ideoiden määrä kasvoi.\n- Ei muuta."),
    }
    sections = tuple(
        Section(key, Text.of(fi=heading), (Words(Text.of(fi="")), Words(Text.of(fi=words))), level)
        for key, (heading, words) in told.items()
    )
    return replace(document("", "fi"), sections=sections)


@pytest.mark.parametrize("level", [1, 2])
def test_one_section_is_judged_as_in_the_whole(level: int) -> None:
    whole = audited(long(level=level), sheets(), ("fi",))
    for key in ("one", "two", "three"):
        alone = audited(long(level=level), sheets(), ("fi",), section=key)
        assert alone == whole.within(key)
    (fault,) = whole.faults
    assert (fault.spot.section, fault.spot.block) == ("two", 1)
    (typed,) = whole.must_cite
    assert (typed.spot.section, typed.figure) == ("three", "kinds.ideas.2026")


def test_languages_are_judged_apart() -> None:
    both = replace(
        document("", "fi"),
        sections=(
            Section(
                "one",
                Text.of(fi="Kantelut", sv="Klagomål"),
                (Words(Text.of(fi="Kanteluiden määrä laski.", sv="Klagomålen ökade.")),),
            ),
        ),
    )
    found = audited(both, sheets(), ("fi", "sv", "en"))
    assert [each.spot.language for each in found.faults] == ["sv"]
    assert not found.of("fi").faults
    assert not found.of("en").bound


def test_headings_are_judged_and_nothing_is_cited_in_them() -> None:
    found = audit("Teksti.", heading="Kanteluiden määrä kasvoi edellisvuodesta")
    (fault,) = found.faults
    assert fault.spot.block == HEADING
    assert not audit("Teksti.", heading="Kiitoksia tuli 712").typed


@pytest.mark.parametrize("sign", ["# ", "> ", "```\n", "| "])
def test_no_sign_hides_words_from_the_auditor(sign: str) -> None:
    assert audit(f"{sign}Kanteluiden määrä kasvoi edellisvuodesta.").faults


def test_audit_is_kept_as_it_is() -> None:
    told = " ".join(each.words for each in PASSAGES if each.language == "fi")
    found = audit(f"{told} Kiitoksia tuli 712. Moitteita tuli 30–40.")
    kept = from_json(json.loads(json.dumps(to_json(found))))
    assert kept.noted == found.noted
    assert kept.unbound == found.unbound
    assert kept.typed == found.typed
    assert (kept.numbers, kept.claims) == (found.numbers, found.claims)
    assert to_json(kept) == to_json(found)
    assert from_json({}) == Audited()
    with pytest.raises(KeyError):
        from_json({"noted": []})


def test_empty_statement_and_odd_words_are_audited() -> None:
    assert audited(document("", "fi"), {}, LANGUAGES) == Audited()
    odd = "{} {a.b} {kinds.thanks.2026 \x00 %% İ ½ {{x}} 10¹⁰ −5 % " * 40
    assert audit(odd).typed == ()


def test_sheets_that_are_alike_in_two_languages_are_told_apart() -> None:
    """The labels of one language are never read in another."""
    known: dict[str, Sheet] = sheets()
    found = audited(document("There were 712 thanks.", "en"), known, ("en",))
    assert [each.figure for each in found.typed] == ["kinds.thanks.2026"]
