"""Rows become counts: the box of an open wave and the rows of a closed one give the same cells."""

from collections import Counter
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kuulluksi.figures.queries import counting, places
from kuulluksi.figures.queries.counting import DRAWN, Base, Cell
from kuulluksi.org.models import Service, Unit
from kuulluksi.pure.questionnaire.answers import SKIP
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.surveys import actions as surveys
from kuulluksi.surveys.models import Wave
from tests.factories.figures import Raw, Said, closed, opened, spread
from tests.factories.org import County
from tests.figures.questions import ALL_KINDS
from tests.pure.questionnaire.strategies import sent


def leaves(wave: Wave) -> dict[int, str]:
    paths = counting.ends_of(wave)
    _tree, leaf_of = places.grown(paths.values())
    return {target: leaf_of[path] for target, path in paths.items()}


def counted(wave: Wave, variable: str = "") -> dict[Base, Cell]:
    return counting.count(wave, leaves(wave), variable)


def numbers(wave: Wave, item: str, group: str = "", variable: str = "") -> tuple[int, ...]:
    """Of the whole wave."""
    found = [
        cell.counts.numbers
        for base, cell in counted(wave, variable).items()
        if (base.item, base.group) == (item, group)
    ]
    return tuple(map(sum, zip(*found, strict=True)))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(sent(ALL_KINDS), max_size=12),
    st.lists(sent(ALL_KINDS), max_size=6),
    st.lists(st.sampled_from([("score",), ("row-1", "one"), ("some",)]), max_size=3),
)
def test_ballots_and_the_answers_made_of_them_give_the_same_counts(
    house: County,
    at: datetime,
    here: list[Raw],
    there: list[Raw],
    unclear: list[tuple[str, ...]],
) -> None:
    papers = [Said(1, unclear=items) for items in unclear]
    said: dict[Unit | Service, list[Said]] = {
        house.kamppi: [*(Said(1, raw) for raw in here), *papers],
        house.social_work: [Said(1, raw) for raw in there],
    }
    wave = opened(house, at, said, asked=ALL_KINDS)
    in_the_box = counted(wave)
    surveys.close(wave, by=None, at=at)
    wave.refresh_from_db()
    assert counted(wave) == in_the_box
    by_hand = Counter(raw["age"] for raw in (*here, *there) if isinstance(raw.get("age"), str))
    assert sum(cell.counts.n for base, cell in in_the_box.items() if base.item == "age") == sum(
        by_hand.values()
    )


def test_the_base_of_several_choices_is_who_answered(house: County, at: datetime) -> None:
    people = [
        Said(3, {"some": ["x"]}),
        Said(2, {"some": ["x", "skip"]}),
        Said(1, {"some": ["none"]}),
        Said(4, {"score": "1"}),
    ]
    wave = closed(house, at, {house.kamppi: people}, asked=ALL_KINDS, release=False)
    assert numbers(wave, "some/x") == (1, 5)
    assert numbers(wave, "some/skip") == (4, 2)
    assert numbers(wave, "some/y") == (6, 0)
    assert numbers(wave, "some/none") == (5, 1)


def test_what_does_not_concern_somebody_stands_apart(house: County, at: datetime) -> None:
    people = [*spread("score", {1: 2, 3: 1}), Said(4, {"score": SKIP}), Said(1, unclear=("score",))]
    wave = closed(house, at, {house.kamppi: people}, asked=ALL_KINDS, release=False)
    (cell,) = [cell for base, cell in counted(wave).items() if base.item == "score"]
    assert cell == Cell(Counts((1, 2, 3), (2, 0, 1)), skipped=4)


def test_rows_of_a_matrix_and_numbers_are_counted(house: County, at: datetime) -> None:
    people = [Said(2, {"row-1": "3", "row-2": "1", "age": "7", "income": "4000", "one": "skip"})]
    wave = closed(house, at, {house.kamppi: people}, asked=ALL_KINDS, release=False)
    assert numbers(wave, "row-1") == (0, 0, 2)
    assert numbers(wave, "row-2") == (2, 0, 0)
    assert numbers(wave, "age")[7] == 2
    assert numbers(wave, "one") == (0, 0, 2)
    assert numbers(wave, "income") == ()  # too many values: told in extracts only


def test_groups_of_a_question_are_told_with_those_who_did_not_say(
    house: County, at: datetime
) -> None:
    people = [
        *spread("score", {1: 3}, group="left"),
        *spread("score", {2: 2}, group="right"),
        *spread("score", {3: 4}),
        Said(1, {"score": "3"}, unclear=("group",)),
    ]
    wave = closed(house, at, {house.kamppi: people}, asked=ALL_KINDS, release=False)
    assert numbers(wave, "score", "left", "group") == (3, 0, 0)
    assert numbers(wave, "score", "right", "group") == (0, 2, 0)
    assert numbers(wave, "score", "", "group") == (0, 0, 5)


def test_groups_of_how_it_was_answered(house: County, at: datetime) -> None:
    people = [
        Said(3, {"score": "1"}, language="sv"),
        Said(2, {"score": "2"}, mode="paper", helped="worker"),
    ]
    wave = closed(house, at, {house.kamppi: people}, asked=ALL_KINDS, release=False)
    assert numbers(wave, "score", "sv", "language") == (3, 0, 0)
    assert numbers(wave, "score", "paper", "mode") == (0, 2, 0)
    assert numbers(wave, "score", "", "helped") == (3, 0, 0)


@pytest.mark.parametrize(("variable", "statements"), [("", 2), ("group", 2), ("language", 2)])
def test_one_statement_counts_all_and_one_more_those_who_chose_several(
    house: County, at: datetime, variable: str, statements: int
) -> None:
    said = {unit: spread("score", {1: 3, 2: 5}) for unit in (house.kamppi, house.kallio)}
    wave = closed(house, at, said, asked=ALL_KINDS, release=False)
    ends = leaves(wave)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        counting.count(wave, ends, variable)
    assert len(queries) == statements
    assert all("GROUP BY" in query["sql"] for query in queries)


def test_the_box_is_counted_in_one_statement(house: County, at: datetime) -> None:
    wave = opened(house, at, {house.kamppi: spread("score", {1: 40})}, asked=ALL_KINDS)
    ends = leaves(wave)
    with CaptureQueriesContext(connection) as queries:
        by_lot = counting.count(wave, ends, DRAWN)
    assert len(queries) == 1
    # Which of them are told of is a lot; together they are all.
    assert sum(cell.counts.n for cell in by_lot.values()) == 40
    with pytest.raises(ValueError, match="in all only"):
        counting.count(wave, ends, "language")
