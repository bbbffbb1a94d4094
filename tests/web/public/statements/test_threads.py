"""The threads: each a stated number of voices, none of what is not shown; exact numbers below."""

import re

import pytest
from django.utils.translation import override

from kuulluksi.pure.statement.sheets import HIDDEN, Cell, Line, Sheet, Unit, filled, shown
from kuulluksi.web.public.statements.figures import large
from kuulluksi.web.public.statements.threads import MOST, Threads, threads
from tests.factories import statements
from tests.factories.statements import text


def heard(**told: Cell | float) -> dict[str, Sheet]:
    known: dict[str, Cell | float] = {
        "given": 1846,
        "routed": 1846,
        "answered": 1761,
        "criticism": 600,
        "led": 212,
        "answered-share": shown(0.954, Unit.SHARE, n=1846),
        "wait": shown(5, Unit.DAYS, n=1846),
        "helped": shown(0.63, Unit.SHARE, n=702, low=0.59, high=0.66),
        "harm": shown(11, n=702),
    }
    rows = [Line(key, text(key)) for key in known]
    cells = {
        (key, "2025"): cell if isinstance(cell, Cell) else shown(cell)
        for key, cell in (known | told).items()
    }
    cells["answered-share", "2024"] = shown(0.83, Unit.SHARE, n=1502)
    cells["wait", "2024"] = HIDDEN
    measures = filled(
        "measures",
        text("m"),
        [Line("done", text("d")), Line("measured", text("m"))],
        statements.years(2024, 2025),
        {("done", "2025"): shown(215), ("measured", "2025"): shown(58)},
    )
    years = statements.years(2024, 2025)
    return {"heard": filled("heard", text("h"), rows, years, cells), "measures": measures}


def made(language: str = "fi", column: str = "2025", **told: Cell | float) -> Threads | None:
    with override(language):
        return threads(heard(**told), column, language)


def plain(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ")


def test_threads_tell_the_exact_numbers_below() -> None:
    told = made()
    assert told is not None
    assert plain(told.headline) == "1 846 ääntä. Kuinka pitkälle ne kulkivat?"
    assert told.each == "Yksi lanka on 50 ääntä."
    assert told.which.startswith("Mukana ovat äänet, joiden vastausaika päättyi jaksolla 2025.")
    assert [(plain(stop.number), stop.words, plain(stop.base)) for stop in told.stops] == [
        ("1 846", "annettu", ""),
        ("1 846", "ohjattiin lukijalle", "100 %"),
        ("1 761", "sai vastauksen", "95 %. 85 ääntä jäi ilman vastausta."),
        ("212", "johti toimenpiteeseen", "35 % moitteista (600)"),
        ("58", "toimenpiteen vaikutus mitattiin", "27 % tehdyistä toimenpiteistä (215)"),
    ]


@pytest.mark.parametrize("given", [1, 2, 7, 40, 41, 80, 81, 180, 181, 1846, 52_982, 1_000_003])
def test_threads_are_never_too_many_and_each_is_the_same_number(given: int) -> None:
    told = made("en", given=given, routed=given, answered=given, led=1)
    assert told is not None
    found = re.search(r"([\d ]+) voices?", told.each)
    assert found is not None
    size = int(found[1])
    assert set(str(size).rstrip("0")) <= set("125")
    assert 1 <= len(told.threads) <= MOST
    assert abs(len(told.threads) - given / size) <= 1
    assert told.cut == ""


def test_threads_that_nobody_answered_are_cut() -> None:
    told = made(given=10, routed=9, answered=6, led=2)
    assert told is not None
    assert [thread.cut for thread in told.threads] == [False] * 6 + [True] * 4
    assert [thread.path.count("H600") for thread in told.threads] == [1, 1, *([0] * 8)]
    assert told.cut
    assert len(told.rings) == 3


def test_threads_nobody_was_answered_has_one_ring() -> None:
    told = made(given=10, routed=10, answered=0, led=0)
    assert told is not None
    assert len(told.rings) == 1


@pytest.mark.parametrize("told", [{"answered": HIDDEN}, {"led": HIDDEN}, {"given": 0}])
def test_threads_are_not_drawn_where_something_is_not_shown(told: dict[str, Cell | float]) -> None:
    with override("fi"):
        assert threads(heard(**told), "2025", "fi") is None


def test_threads_are_not_drawn_without_their_sheet_or_year() -> None:
    assert threads({}, "2025", "fi") is None
    assert threads(heard(), "2030", "fi") is None


def test_threads_and_large_figures_say_what_must_be_known() -> None:
    part = {"given": shown(1846, cautions=("part",)), "harm": shown(11, cautions=("part",))}
    with override("en"):
        told = threads(heard(**part), "2025", "en")
        found = large(heard(**part), "2025", "en")
    assert told is not None
    assert told.cautions
    assert found[-1].base[-1] == told.cautions[0]


def test_threads_measures_that_are_not_told_are_left_out() -> None:
    told = threads({"heard": heard()["heard"]}, "2025", "fi")
    assert told is not None
    assert len(told.stops) == 4


def test_large_figures_stand_with_base_and_the_year_before() -> None:
    with override("fi"):
        found = large(heard(), "2025", "fi")
    assert [plain(f"{each.number} {each.measure} {each.of}") for each in found] == [
        "95 % äänistä sai vastauksen",
        "5 työpäivää oli tavallinen odotusaika (mediaani)",
        "63 % sanoi, että vastaus auttoi",
        "11 ihmistä kertoi, että puhumisesta oli haittaa",
    ]
    assert [plain("; ".join(each.base)) for each in found] == [
        "n = 1 846; 2024: 83 %, n = 1 502",
        "n = 1 846",
        "n = 702, luottamusväli 59–66",
        "n = 702",
    ]


def test_large_figures_hidden_are_not_told() -> None:
    with override("fi"):
        found = large(heard(harm=HIDDEN), "2025", "fi")
    assert len(found) == 3
    assert large({}, "2025", "fi") == []
    assert large(heard(), "1999", "fi") == []
