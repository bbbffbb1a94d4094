"""The ready-made plans: what they say can be signed, in every language, whatever is known."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from kuulluksi.figures.actions.printed import Told, store_figures
from kuulluksi.figures.enums import Origin
from kuulluksi.figures.queries import importing
from kuulluksi.outcomes.queries.sheets import Period, offers, worked_out
from kuulluksi.outcomes.queries.statements.ready import PLANS, Ready, prepared
from kuulluksi.pure.figurefile import read_figures
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.statement import references
from kuulluksi.pure.statement.auditing import audited
from kuulluksi.pure.statement.document import Kind, Picture, Table
from kuulluksi.pure.statement.sheets import Form
from kuulluksi.pure.text import LANGUAGES
from tests.factories.org import County, text
from tests.factories.printed import helsinki
from tests.factories.years import OF_UNIT, THIRD, YEAR, busy

pytestmark = pytest.mark.django_db
KAMPPI = "unit-kampin-sosiaaliasema"


def year(number: int, kind: Kind = Kind.ANNUAL) -> Period:
    return Period(kind, date(number, 1, 1), date(number, 12, 31))


def sound(ready: Ready, period: Period) -> None:
    """Nothing in it would have to be changed before it is signed."""
    document = ready.document
    sheets = worked_out(references.sheets_of(document), period, document.place)
    assert list(references.faults(document, LANGUAGES, sheets, {})) == []
    checked = audited(document, sheets, LANGUAGES)
    for found in (checked.noted, checked.typed, checked.unbound):
        assert [(each.spot.section, each.spot.language, each.spot.sentence) for each in found] == []
    texts = [document.title, *(section.heading for section in document.sections)]
    assert all(each.missing() == () for each in texts)
    assert not any("<" in words for each in texts for words in each.to_json().values())


def keys(ready: Ready) -> list[str]:
    return [section.key for section in ready.document.sections]


def shown(ready: Ready) -> tuple[list[str], list[tuple[str, Form]]]:
    """The tables and the pictures, in their order."""
    blocks = [block for *_, block in ready.document.blocks()]
    pictures = [(each.sheet, each.form) for each in blocks if isinstance(each, Picture)]
    return [each.sheet for each in blocks if isinstance(each, Table)], pictures


@pytest.mark.parametrize(
    ("period", "place", "sections"),
    [
        (year(2025), "all", ["year", "reading"]),
        (year(1999), "service-aikuissosiaalityo", ["year", "reading"]),
        (THIRD, "all", ["seen", "done", "reading"]),
        (THIRD, "area-aikuisten-palvelut", ["seen", "done", "reading"]),
        (OF_UNIT, KAMPPI, ["heard", "done"]),
        (OF_UNIT, "unit-that-never-was", ["heard", "done"]),
    ],
)
def test_plan_of_an_empty_house_stands(
    house: County, period: Period, place: str, sections: list[str]
) -> None:
    ready = prepared(period, place)
    sound(ready, period)
    assert keys(ready) == sections
    assert shown(ready) == ([], [])
    assert all(each.missing for each in ready.dropped)


@pytest.mark.parametrize(
    ("period", "place"),
    [
        (YEAR, "all"),
        (year(2025), "all"),
        (year(2027), "all"),
        (YEAR, "area-aikuisten-palvelut"),
        (YEAR, "area-perheiden-palvelut"),
        (THIRD, "all"),
        (THIRD, "service-aikuissosiaalityo"),
        (OF_UNIT, KAMPPI),
        (OF_UNIT, "unit-kallion-sosiaaliasema"),
    ],
)
def test_plan_of_a_busy_house_stands(
    house: County, at: datetime, period: Period, place: str
) -> None:
    busy(house, at)
    sound(prepared(period, place), period)


def test_plan_names_what_it_drops(house: County, at: datetime) -> None:
    busy(house, at)
    ready = prepared(YEAR, "all")
    dropped = {(each.section, each.sheet): each for each in ready.dropped}
    assert dropped["substance", "statements-paihdehuolto"].missing == ("statements-paihdehuolto",)
    assert dropped["substance", "statements-paihdehuolto"].heading.get("fi") == "Päihdepalvelut"
    (harm,) = (each for each in ready.dropped if each.section == "heard")
    assert harm.missing == ("{heard.harm.2026}", "{heard.harm.2026|n}")
    assert "heard" in keys(ready)
    assert "substance" not in keys(ready)


def test_plan_begins_with_the_words_of_its_place_and_time(house: County, at: datetime) -> None:
    titles = {
        (YEAR, "all"): "Asiakastilinpäätös 2026",
        (YEAR, "area-aikuisten-palvelut"): "Asiakastilinpäätös 2026: Aikuisten palvelut",
        (THIRD, "all"): "Omavalvonnan seuranta, tammi–huhtikuu 2026",
        (OF_UNIT, KAMPPI): "Kampin sosiaaliasema: vuosi 2026",
    }
    for (period, place), title in titles.items():
        assert prepared(period, place).document.title.get("fi") == title


def test_plan_of_2011_has_the_tables_and_figures_that_were_printed(
    house: County, at: datetime
) -> None:
    table, names = helsinki()
    contents = read_figures(table, names=names)
    plan = importing.planned("helsinki-2011", contents, own=True, names=names)
    told = Told("helsinki-2011", text("Helsinki 2011"), Origin.OWN, text("Painettu 2012."))
    store_figures(told, plan, by=None, at=at)
    ready = prepared(year(2011), "all")
    sound(ready, year(2011))
    # The tables 9, 11, 14 and 15 are not among the figures that were taken down.
    assert shown(ready) == (
        [
            *("channels", "topics", "meter", "surveys-areas"),
            *("statements-paihdehuolto", "grades-paihdehuolto"),
            *("statements-sosiaaliasemat", "grades-sosiaaliasemat", "grades-sijaishuolto"),
            *("statements-paivahoito-paakaupunkiseutu", "statements-paivahoito-uudet", "decisions"),
        ],
        [
            ("channels", Form.STACKED),
            ("kinds", Form.STACKED),
            ("meter", Form.MEANS),
            ("instant-places", Form.BARS),
            ("appeals", Form.BARS),
        ],
    )


def said(plan: Any) -> Iterator[dict[str, str]]:
    """Everything that a plan says, by language."""
    if isinstance(plan, dict):
        if set(plan) == set(LANGUAGES):
            yield plan
        else:
            for each in plan.values():
                yield from said(each)
    elif isinstance(plan, list):
        for each in plan:
            yield from said(each)


@pytest.mark.parametrize("kind", Kind)
def test_plan_says_the_same_in_every_language(house: County, kind: Kind) -> None:
    plan = json.loads((PLANS / f"{kind}.json").read_text(encoding="utf-8"))
    codes = bank.names()
    known = set(offers(YEAR, "all")) | {f"{of}-{code}" for of in KINDS for code in codes}
    for each in said(plan):
        figures = {tag: sorted(references.BRACES.findall(each[tag])) for tag in LANGUAGES}
        assert figures["fi"] == figures["sv"] == figures["en"]
        assert {name.partition(".")[0] for name in figures["fi"]} <= known
        assert "!" not in each["fi"]


KINDS = ("statements", "grades")
