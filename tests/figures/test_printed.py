"""Printed figures: the statement of 2011, what stands beside ours, and what a file changes."""

from datetime import datetime

import pytest

from kuulluksi.figures.actions.printed import Told, store_clients, store_figures
from kuulluksi.figures.enums import Origin
from kuulluksi.figures.models import ClientNumber, FigureSource, PrintedFigure
from kuulluksi.figures.queries import beside, importing
from kuulluksi.figures.queries.matching import Matching
from kuulluksi.figures.queries.places import key_of
from kuulluksi.org.models import AuditEntry
from kuulluksi.pure.figurefile import Names, Number, agreed, read_figures
from kuulluksi.pure.stats.headline import Measure
from tests.factories import org
from tests.factories.org import County, text
from tests.factories.printed import HEADER, helsinki, planned, rows, stored

GRADE = tuple(range(4, 11))
FIVE = (1, 2, 3, 4, 5)


@pytest.fixture
def station(house: County) -> None:
    """Places as they are called in the statement of 2011."""
    area = org.area("Aikuisten vastuualue")
    stations = org.service("Sosiaaliasemat", area)
    for name in ("Kamppi", "Kallio"):
        org.unit(f"{name} sosiaaliasema", stations)
    org.service("Päihdehuolto", area)


def test_printed_2011_is_imported_with_exactly_its_one_contradiction(
    house: County, station: None, at: datetime
) -> None:
    table, names = helsinki()
    plan = importing.planned("h", read_figures(table, names=names), own=True, names=names)
    assert [(each.reason, each.found) for each in plan.apart] == [
        ("contradicts", "635 ≠ 653 (#26)"),
        ("contradicts", "653 ≠ 635 (#5)"),
    ]
    assert len(plan.rows) == 218
    assert {row.place for row in plan.rows} == {
        *("koko virasto", "Aikuisten vastuualue", "Lapsiperheiden vastuualue"),
        *("Päivähoidon vastuualue", "Vanhusten palvelut", "Hallintopalvelut"),
        *("Toimeentulotuki", "Leikkipuistot", "Päivähoito"),
    }
    told = {(row.place_key, row.item_key, row.to_year): row for row in plan.rows if row.place_key}
    unit = next(key for key, item, _year in told if key.startswith("unit-kamppi"))
    assert float(told[unit, "school-grade", 2011].value) == 9.2
    assert told["all", "enough-information", 2009].instant
    means = {row.item for row in plan.rows if row.statistic == "mean" and not row.item_key}
    assert means == {"Yleinen arvosana päivähoidolle"}


def test_printed_2011_without_names_reads_as_two_areas() -> None:
    table, _names = helsinki()
    found = agreed(read_figures(table))
    assert not found.apart
    assert {"Aikuisten palvelut", "Aikuisten vastuualue"} <= {row.place for row in found.rows}


def test_printed_same_file_changes_nothing_and_a_corrected_one_replaces(
    house: County, at: datetime
) -> None:
    source = stored(at=at)
    assert (source.figures.count(), len(source.apart)) == (2, 2)
    keys = set(PrintedFigure.objects.values_list("pk", flat=True))
    trail = AuditEntry.objects.count()
    stored(at=at)
    assert set(PrintedFigure.objects.values_list("pk", flat=True)) == keys
    assert AuditEntry.objects.count() == trail
    other = stored(f"{HEADER}\n1,b,,Muu,2001,count,5,,,\n", "toinen", at=at)
    corrected = f"{HEADER}\n1,koko virasto,,Kouluarvosana,2011,mean,8.5,4,10,\n"
    plan = planned(corrected)
    assert (len(plan.fresh), len(plan.gone), plan.unchanged) == (1, 2, 0)
    source = stored(corrected, at=at)
    assert [float(figure.value) for figure in source.figures.all()] == [8.5]
    assert source.apart == []
    assert other.figures.count() == 1


def test_printed_keys_of_the_file_must_exist(house: County, at: datetime) -> None:
    header = "area,item,year,statistic,value,scale_min,scale_max,place_key,item_key"
    found = planned(
        f"{header}\na,x,2011,mean,8,4,10,unit-kuu,\nb,x,2011,mean,8,4,10,all,kuu\n"
        f"c,x,2011,mean,8,4,10,{key_of(house.kamppi)},school-grade\n"
        "d,x,2011,percent,8,,,,feedback-topic/speed\n"
    )
    assert [(each.number, each.column, each.reason) for each in found.apart] == [
        (2, "place_key", "unknown-place"),
        (3, "item_key", "unknown-item"),
    ]
    assert found.apart[0].cells["area"] == "a"
    assert [row.place_key for row in found.rows] == [key_of(house.kamppi), ""]


def test_printed_names_are_matched_only_where_one_is_meant(house: County) -> None:
    matching = Matching(Names(places={"Asemat": f"service-{house.social_work.code}"}))
    assert matching.place("Kampin sosiaaliasema") == key_of(house.kamppi)
    assert matching.place("koko virasto", "KALLION  sosiaaliasema") == key_of(house.kallio)
    assert matching.place("", "Asemat: Kallion") == key_of(house.kallio)
    assert matching.place("", "Asemat: sosiaaliasema") == ""
    assert matching.place("", "Kuun asema") == ""
    assert matching.item("Olen saanut riittävästi tietoa ja neuvontaa") == "enough-information"
    assert matching.item("Fick du?") == ""
    assert (matching.place("Koko virasto"), matching.place("Hela välfärdsområdet")) == ("all",) * 2
    assert (matching.knows("register/appeals"), matching.knows("register/other")) == (True, False)


def test_printed_beside_keeps_places_scales_measures_and_channels_apart(
    house: County, at: datetime
) -> None:
    names = Names(places={"koko": "all"}, instant=frozenset({"Mittari"}))
    table = f"""{HEADER}
1,koko,,Kouluarvosana,2009,mean,8.2,4,10,arvio
1,koko,,Kouluarvosana,2010,mean,8.6,4,10,
2,koko,,Kouluarvosana,2010,mean,8.6,4,10,
1,koko,,Kouluarvosana,2011,percent,71,,,
1,koko,,Kouluarvosana,2011,count,9,,,
1,{house.kamppi.name.get("fi")},,Kouluarvosana,2010,mean,9.1,4,10,
1,koko,,Olen saanut riittävästi tietoa ja neuvontaa,2010,mean,3.1,1,4,
"""
    stored(table, "oma", at=at, names=names)
    city = f"{HEADER}\n1,Kaupunki,,Kouluarvosana,%s,mean,%s,4,10,\n"
    stored(
        city % (2019, 8.1) + "1,Kaupunki,,Kouluarvosana,2020,mean,8.3,4,10,\n",
        "muu",
        at=at,
        origin=Origin.ELSEWHERE,
    )
    found = beside("school-grade", "all", GRADE)
    means = found.of(Measure.MEAN)
    assert [(each.years, each.value, each.note) for each in means.points] == [
        ("2009", 8.2, "arvio"),
        ("2010", 8.6, ""),
    ]
    assert [each.value for each in found.of(Measure.SHARE).points] == [0.71]
    assert [(each.place, each.year) for each in found.benchmarks] == [("Kaupunki", 2020)]
    assert [each.value for each in beside("school-grade", key_of(house.kamppi), GRADE).points] == [
        9.1
    ]
    refused = beside("enough-information", "all", FIVE)
    assert (refused.points, refused.benchmarks) == ((), ())
    assert [each.scale for each in refused.refused] == [(1, 4)]
    assert not beside("school-grade", "all", GRADE, instant=True)


def test_printed_clients_come_by_key_or_name(house: County, at: datetime) -> None:
    numbers = [
        Number(2, key_of(house.kamppi), "", "", 2025, 700),
        Number(3, "Kallion sosiaaliasema", "", "", 2025, 400, "arvio"),
        Number(4, "Kuun asema", "", "", 2025, 4),
        Number(5, "Kampin sosiaaliasema", "gender", "man", 2025, 1),
        Number(6, key_of(house.kamppi), "gender", "man", 2025, 2),
    ]
    plan = importing.planned_clients(numbers, ())
    assert [(each.number, each.reason) for each in plan.apart] == [
        (4, "unknown-place"),
        (5, "contradicts"),
        (6, "contradicts"),
    ]
    store_clients(plan, by=None, at=at)
    assert ClientNumber.objects.count() == 2
    again = importing.planned_clients(numbers, ())
    assert (again.fresh, again.changed, again.unchanged) == ((), (), 2)
    trail = AuditEntry.objects.count()
    store_clients(again, by=None, at=at)
    assert AuditEntry.objects.count() == trail
    more = importing.planned_clients([Number(2, key_of(house.kamppi), "", "", 2025, 710)], ())
    store_clients(more, by=None, at=at)
    assert ClientNumber.objects.get(place=key_of(house.kamppi)).clients == 710


def test_printed_what_is_told_of_a_source_may_change_alone(house: County, at: datetime) -> None:
    stored(at=at)
    told = Told("lahde", text("Uusi nimi"), Origin.OWN, text("Muualla."))
    store_figures(told, planned(), by=house.researcher, at=at)
    source = FigureSource.objects.get()
    assert source.title == text("Uusi nimi")
    assert source.figures.count() == 2
    assert AuditEntry.objects.filter(person=house.researcher, subject="figures lahde").exists()
    assert rows("a,b\n1,2\n") == [["a", "b"], ["1", "2"]]
