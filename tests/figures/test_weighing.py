"""A whole weighted by numbers of clients: only where all of it is known and shown."""

from datetime import datetime

import pytest

from kuulluksi.figures.models import ClientNumber
from kuulluksi.figures.queries import comparing, key_of
from kuulluksi.figures.queries.weighing import by_clients
from tests.factories.figures import closed, grades
from tests.factories.org import County

GRADE = "school-grade"


def numbers(house: County, kamppi: int, kallio: int, year: int) -> None:
    for unit, clients in ((house.kamppi, kamppi), (house.kallio, kallio)):
        ClientNumber.objects.create(place=key_of(unit), year=year, clients=clients)


def row(house: County, at: datetime, place: str = "all") -> comparing.Row:
    few, many = grades({7: 5, 9: 5}), grades({8: 30, 10: 60})
    table = comparing.of(closed(house, at, {house.kamppi: few, house.kallio: many}))
    assert table is not None
    return table.rows[place, GRADE]


def test_each_place_weighs_as_much_as_it_has_clients(house: County, at: datetime) -> None:
    whole = row(house, at)
    numbers(house, 3000, 1000, at.year - 1)
    numbers(house, 1, 1, at.year + 1)  # not known when people answered
    found = by_clients(whole)
    assert found is not None
    assert found.year == at.year - 1
    # Means of 8 and 9 1/3, three to one.
    assert found.weighted.value == pytest.approx(0.75 * 8 + 0.25 * (28 / 3))
    assert whole.value == pytest.approx((80 + 240 + 600) / 100)
    assert found.weighted.n == 100
    assert found.weighted.effective < 100


def test_nothing_is_weighted_where_something_is_not_known(house: County, at: datetime) -> None:
    whole = row(house, at)
    assert by_clients(whole) is None
    ClientNumber.objects.create(place=key_of(house.kamppi), year=at.year, clients=10)
    assert by_clients(whole) is None


def test_nothing_is_weighted_where_a_part_is_hidden(house: County, at: datetime) -> None:
    numbers(house, 3000, 1000, at.year)
    few, many = grades({8: 2, 9: 1}), grades({8: 30, 10: 60})
    table = comparing.of(closed(house, at, {house.kamppi: few, house.kallio: many}))
    assert table is not None
    assert by_clients(table.rows["all", GRADE]) is None


def test_a_unit_alone_weighs_nothing_against_anybody(house: County, at: datetime) -> None:
    numbers(house, 3000, 1000, at.year)
    assert by_clients(row(house, at, key_of(house.kamppi))) is None
