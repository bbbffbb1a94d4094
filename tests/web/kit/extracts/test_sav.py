"""The .sav of an extract is read by PSPP and by R, and tells them what our rows tell."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kuulluksi.pure.sav import LABEL
from kuulluksi.surveys.models import Answer, ResponseWords, Wave
from kuulluksi.web.kit.extracts import rows, sav
from kuulluksi.web.kit.extracts.tables import Table
from tests.factories.extracts import FORMULA, LONG, LONGEST
from tests.oracles import Table as Printed
from tests.oracles import ask_pspp, ask_r, has_pspp, has_r

with_pspp = pytest.mark.skipif(not has_pspp(), reason="PSPP is not installed")
with_r = pytest.mark.skipif(not has_r(), reason="R with survey and haven is not installed")

# What the people of `factories.extracts` answered, of both units; below zero: why they did not.
SAID = {
    "mode": {1: 28, 2: 8},
    "language": {1: 26, 2: 8, 3: 2},
    "helped": {0: 28, 1: 8},
    "and_2": {5: 14, 1: 8, 2: 6, 3: 2, -9: 6},
    "kuultu": {4: 14, 2: 8, -9: 14},
    "turva": {-7: 14, -6: 8, -9: 14},
    "suosittelu": {10: 14, 6: 4, 0: 6, -6: 8, -9: 4},
    "sukupuoli": {1: 14, 2: 8, -9: 14},
    "tavat_1_puhelin": {1: 14, 0: 18, -9: 4},
    "tavat_kaynti": {1: 18, 0: 14, -9: 4},
    "tavat_verkko": {1: 6, 0: 26, -9: 4},
    "tavat_ei_mikaan": {1: 8, 0: 24, -9: 4},
    "kerrat": {12: 14, -9: 4, -8: 18},
    "sanat_quote": {1: 14, 0: 8, -9: 14},
    "lisaa_quote": {0: 14, -9: 22},
}
CHOICES = ("tavat_1_puhelin", "tavat_kaynti", "tavat_verkko", "tavat_ei_mikaan")
MEASURES = {
    **dict.fromkeys(("area", "mode", "sukupuoli", "tavat_kaynti", "sanat"), "Nominal"),
    **dict.fromkeys(("and_2", "kuultu", "suosittelu"), "Ordinal"),
    **dict.fromkeys(("kerrat", "v_2_paiva"), "Scale"),
}


@pytest.fixture(autouse=True)
def _long_cells() -> Iterator[None]:
    """Python's reader takes cells as long as the longest words, and later ones as before."""
    usual = csv.field_size_limit(1 << 20)
    yield
    csv.field_size_limit(usual)


@pytest.fixture
def table(wave: Wave) -> Table:
    return rows.table(wave, language="fi", words=True, permit="lupa 1", on=date(2026, 3, 2))


@pytest.fixture
def file(table: Table, tmp_path: Path) -> Path:
    sav.write(table, tmp_path / "rivit.sav")
    return tmp_path / "rivit.sav"


def test_rows_are_those_of_the_database(table: Table) -> None:
    found = {name: dict(table.frame[name].value_counts().iter_rows()) for name in SAID}
    assert found == SAID
    numbers = Answer.objects.filter(number__isnull=False).values_list("item", "number")
    for (item, number), many in Counter(numbers).items():
        assert found["and_2" if item == "and" else item][number] == many
    assert sorted(text for text in table.frame["sanat"] if text) == sorted(
        ResponseWords.objects.filter(item="sanat").values_list("body", flat=True)
    )


@with_pspp
def test_pspp_counts_the_same(file: Path) -> None:
    found = pspp(file, f"FREQUENCIES {' '.join(SAID)}.")
    frequencies = {title: table for title, table in found if title in SAID}
    assert {name: frequency(table) for name, table in frequencies.items()} == {
        name: (
            {value: many for value, many in said.items() if value >= 0},
            {value: many for value, many in said.items() if value < 0},
        )
        for name, said in SAID.items()
    }


@with_pspp
def test_pspp_shows_labels_measures_and_sets(file: Path) -> None:
    found = dict(pspp(file, "DISPLAY DICTIONARY.", "MRSETS /DISPLAY NAME=ALL."))
    lines = {row[0]: row for row in found["Variables"][1:]}
    assert {name: lines[name][3] for name in MEASURES} == MEASURES
    assert lines["sukupuoli"][2] == "Sukupuoli"
    assert {lines[name][-1] for name in SAID if name not in ("mode", "language", "helped")} == {
        "-9 THRU -6"
    }
    label = lines["and_2"][2]
    assert label.startswith("Sain apua Sain")
    assert label.endswith("…")
    assert LABEL - 4 <= len(label.encode()) <= LABEL
    labels = [row[1:] for row in found["Value Labels"]]
    assert ["1", "nainen"] in labels
    assert ["-7[a]", "Ei koske minua"] in labels
    ((name, label, kind, counted, members),) = found["Multiple Response Sets"][1:]
    assert (name, label, kind, counted) == ("$tavat", "Miten?", "Dichotomies", "1")
    assert members.replace("\n", "") == "".join(CHOICES)


@with_pspp
def test_pspp_reads_every_word(file: Path, tmp_path: Path) -> None:
    """Also ten thousand signs of four bytes, which are longer than SPSS takes in one variable."""
    out = tmp_path / "out.csv"
    pspp(file, f"SAVE TRANSLATE /OUTFILE='{out}' /TYPE=CSV /MISSING=IGNORE /FIELDNAMES.")
    with out.open(encoding="utf-8", newline="") as lines:
        found = Counter(row["sanat"] + row["sanat_2"] for row in csv.DictReader(lines))
    assert found == {LONG.strip(): 14, FORMULA: 6, LONGEST: 2, "": 14}


@with_r
def test_r_counts_the_same_and_reads_every_word(file: Path) -> None:
    setup = f"d <- haven::read_sav('{file}', user_na = TRUE); p <- haven::read_sav('{file}')"
    asked = {
        f"{name}": f"{{t <- table(unclass(d${name})); c(as.numeric(names(t)), t)}}" for name in SAID
    }
    asked |= {f"{name}.na": f"sum(is.na(p${name}))" for name in SAID}
    asked["days"] = "c(table(as.Date(p$v_2_paiva)), as.numeric(unique(na.omit(p$v_2_paiva))))"
    asked["words"] = "sort(nchar(paste0(d$sanat, d$sanat_2)))"
    asked["signs"] = "sum(utf8ToInt(paste0(paste0(d$sanat, d$sanat_2), collapse = '')))"
    asked["label"] = "as.numeric(attr(d$turva, 'labels')['Ei koske minua'])"
    found = ask_r(setup, asked)
    for name, said in SAID.items():
        half = len(found[name]) // 2
        assert dict(zip(found[name][:half], found[name][half:], strict=True)) == said
        assert found[f"{name}.na"] == [sum(n for value, n in said.items() if value < 0)]
    day = (date(2024, 2, 29) - date(1970, 1, 1)).days
    assert found["days"] in ([14, day], [14, day * 86_400])
    texts = [LONG.strip()] * 14 + [FORMULA] * 6 + [LONGEST] * 2
    assert found["words"] == sorted([0.0] * 14 + [float(len(text)) for text in texts])
    assert found["signs"] == [sum(ord(sign) for text in texts for sign in text)]
    assert found["label"] == [-7]


@with_pspp
def test_questionnaire_in_swedish_has_swedish_labels(wave: Wave, tmp_path: Path) -> None:
    table = rows.table(wave, language="sv", words=False, permit="x", on=date(2026, 3, 2))
    sav.write(table, tmp_path / "rader.sav")
    found = dict(pspp(tmp_path / "rader.sav", "DISPLAY DICTIONARY."))
    lines = {row[0]: row for row in found["Variables"][1:]}
    assert lines["sukupuoli"][2] == "Sukupuoli (sv)"
    assert "sanat" not in lines


def pspp(file: Path, *commands: str) -> list[tuple[str, Printed]]:
    """Names and values instead of labels where frequencies are counted."""
    words = "SET TVARS=NAMES TNUMBERS=VALUES.\n" if "FREQUENCIES" in commands[0] else ""
    return ask_pspp("\n".join([f"{words}GET FILE='{file}'.", *commands, ""]))


def frequency(table: Printed) -> tuple[dict[int, int], dict[int, int]]:
    """How often each valid and each missing value stands there."""
    found: tuple[dict[int, int], dict[int, int]] = ({}, {})
    kind = 0
    for head, value, number, *_percent in table[1:]:
        kind = {"Valid": 0, "Missing": 1}.get(head, kind)
        if head != "Total":
            found[kind][int(float(value))] = int(number)
    return found
