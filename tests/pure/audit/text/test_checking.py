"""What a text says of figures: bound, judged, and never accused in doubt."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Bound, Finding, Unbound
from kuulluksi.pure.audit.text import check
from tests.pure.audit import corpus


def cell(item: str, year: int, value: str, statistic: str = "count", **more: object) -> Cell:
    decimals = len(value.partition(".")[2])
    told = {"table": "1", "area": "koko kaupunki", **more}
    return Cell(2, item, year, year, statistic, Decimal(value), decimals, **told)  # type: ignore[arg-type]


CELLS = (
    cell("Palautteita yhteensä", 2023, "200"),
    cell("Palautteita yhteensä", 2024, "300"),
    cell("Moite", 2023, "40", "percent"),
    cell("Moite", 2024, "50", "percent"),
    cell("Kiitos", 2023, "30", "percent"),
    cell("Kiitos", 2024, "20", "percent"),
    cell("Kantelut", 2022, "10"),
    cell("Kantelut", 2023, "14"),
    cell("Kantelut", 2024, "14"),
)


def rules(text: str) -> list[str]:
    return [each.rule for each in checked(text)[0]]


def checked(text: str) -> tuple[tuple[Finding, ...], tuple[Bound, ...], tuple[Unbound, ...]]:
    return check(f"# Palaute 2024\n\n{text}", CELLS)


@pytest.mark.parametrize(
    "text",
    [
        "Moitteita oli 50 %.",
        "Moitteiden osuus nousi 10 prosenttiyksikköä.",
        "Moitteiden osuus nousi 25 prosenttia.",
        "Moitteiden osuus nousi 40 prosentista 50 prosenttiin.",
        "Moitteiden määrä kasvoi.",
        "Kanteluiden määrä pysyi ennallaan.",
        "Kanteluita ei tehty enempää kuin vuotta aiemmin.",
        "Puolet palautteista oli moitteita.",
        "Kiitoksia oli joka viides palaute.",
        "Kolmena vuotena kanteluita tehtiin yhteensä 38.",
        "Moitteita oli enemmän kuin kiitoksia.",
        "Tavoitteena on, että moitteita on 10 %.",
        "Olisiko moitteita voinut olla 10 %?",
        "”Moitteita oli 99 %”, sanoi asiakas.",
        "> Moitteita oli 99 %.",
        "Naisista moitteita antoi 35 %.",
    ],
)
def test_checking_a_true_or_open_sentence_is_not_accused(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Moitteita oli 55 %.", "text-value"),
        ("Moitteiden osuus laski.", "text-change"),
        ("Moitteiden osuus nousi 10 prosenttia.", "text-percent-points"),
        ("Moitteiden osuus nousi 15 prosenttiyksikköä.", "text-change-by"),
        ("Moitteiden osuus pysyi ennallaan.", "text-same"),
        ("Kanteluiden määrä kasvoi joka vuosi.", "text-every-year"),
        ("Moitteiden määrä väheni.", "text-counted"),
        ("Palautteiden määrä kaksinkertaistui.", "text-factor"),
        ("Kiitoksia annettiin useimmin.", "text-extreme"),
    ],
)
def test_checking_a_false_sentence_is_named(text: str, rule: str) -> None:
    assert rules(text) == [rule]


def test_checking_tells_the_line_the_column_and_the_sentence() -> None:
    (found,) = checked("Kiitoksia oli\n20 %. Moitteita oli 55 %.")[0]
    assert (found.place.line, found.place.column) == (4, 21)
    assert found.place.quoted == "Moitteita oli 55 %."
    assert found.printed == "55 %"


def test_checking_what_is_bound_to_nothing_is_listed_with_a_reason() -> None:
    _, bound, unbound = checked("Puheluita tuli 1 234. Moitteita oli 50 %.")
    assert [each.printed for each in bound] == ["50 %"]
    assert [(each.printed, each.reason) for each in unbound] == [("1 234", "not-sure")]


def test_checking_a_table_of_the_text() -> None:
    table = (
        "| Laji | 2023 | 2024 |\n|---|---|---|\n| Moite | 40 % | 51 % |\n| Kiitos | 30 % | 20 % |"
    )
    found, bound, _ = checked(table)
    assert [each.printed for each in found] == ["51 %"]
    assert len(bound) == 4


def test_checking_without_figures_binds_nothing() -> None:
    assert check("Moitteita oli 50 %.", ())[:2] == ((), ())


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_checking_any_text_is_read(text: str) -> None:
    check(text, CELLS)


@given(
    st.lists(
        st.sampled_from(
            [
                *("Moitteita", "kiitosten", "osuus", "nousi", "laski", "50", "%", "20", "2023"),
                *("2024", "vuonna", "kuin", "ja", ",", "(", ")", ".", "yli", "puolet", "kaikki"),
                *("ennallaan", "eniten", "joka", "vuosi", "prosenttia", "keskikohta", "on"),
            ]
        ),
        max_size=25,
    )
)
@settings(max_examples=100, deadline=None)
def test_checking_any_words_are_read(words: list[str]) -> None:
    check(" ".join(words), CELLS)


TOLD = {
    "fi": "## {place}\n\n{place}: {item} oli {value}{unit} vuonna {year}.\n",
    "sv": "## {place}\n\n{place}: {item} var {value}{unit} år {year}.\n",
    "en": "## {place}\n\n{place}: {item} was {value}{unit} in {year}.\n",
}


@pytest.mark.parametrize("town", corpus.towns())
def test_checking_every_printed_figure_may_be_told(town: str) -> None:
    """Whatever a file prints, a sentence that tells it with its names is not accused."""
    sheet = corpus.sheet(town)
    language = next(text.language for text in corpus.texts() if text.town == town)
    lines = []
    for each in sheet.cells:
        if each.one_year:
            value = f"{each.value:f}"
            place = " ".join(filter(None, (each.area, each.group))) or each.table
            unit = " %" if each.statistic == "percent" else ""
            told = value if language == "en" else value.replace(".", ",")
            lines.append(
                TOLD[language].format(
                    place=place, item=each.item, value=told, unit=unit, year=each.first
                )
            )
    found, _, _ = check("\n".join(lines), sheet.cells)
    assert [(each.printed, each.place.quoted) for each in found] == []
