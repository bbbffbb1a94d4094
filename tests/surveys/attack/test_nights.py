"""Whoever keeps a copy of the database from each night sees which ballots are new, and still not
whose they are. The same comparing finds the person when a used link leaves its table.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from kuulluksi.surveys import actions
from kuulluksi.surveys.models import Ballot, Invitation
from kuulluksi.web.kit.clock import now
from tests.factories.org import County
from tests.surveys.attack import scene
from tests.surveys.attack.guessing import PAIRS
from tests.surveys.attack.scene import OF_PEOPLE, Guest

NIGHTS = 40
Copy = dict[type[models.Model], dict[int, Any]]


def copy() -> Copy:
    tables: tuple[type[models.Model], ...] = (*OF_PEOPLE, Ballot)
    return {table: {row["id"]: row for row in table._default_manager.values()} for table in tables}


def changed(before: Copy, after: Copy, table: type[models.Model]) -> set[int]:
    """The keys of the rows that came, went, or are not as they were."""
    one, other = before[table], after[table]
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def right(house: County, used: Callable[[Guest], None]) -> float:
    """One person answers each day, the least that can be. How many are found, on average, by
    guessing among those whose rows have changed: among all, when none has."""
    made, found = scene.invited(house, now(), 3 * NIGHTS), 0.0
    before = copy()
    for guest in [each for each in made.guests if each.number % 3][:NIGHTS]:
        scene.answer(made, guest)
        used(guest)
        actions.shuffle()
        after = copy()
        assert changed(before, after, Ballot) == {guest.rows[Ballot]}
        # An attacker without the key knows no mark's person; the test does, and is generous.
        touched = [
            each
            for each in made.guests
            if each.rows[Invitation] in changed(before, after, Invitation)
        ]
        found += (guest in touched) / len(touched) if touched else 1 / len(made.guests)
        before = after
    return found


def test_nights_compared_tell_nobody(open_house: County) -> None:
    assert right(open_house, lambda _guest: None) < 1


def test_nights_compared_find_a_link_that_goes_when_used(open_house: County) -> None:
    def gone(guest: Guest) -> None:
        Invitation.objects.filter(pk=guest.rows[Invitation]).delete()

    assert right(open_house, gone) == NIGHTS > PAIRS


@pytest.mark.parametrize("column", ["remind_on", "sent"])
def test_nights_compared_find_what_is_written_when_a_link_is_used(
    open_house: County, column: str
) -> None:
    def marked(guest: Guest) -> None:
        value = {"remind_on": now().date(), "sent": False}[column]
        Invitation.objects.filter(pk=guest.rows[Invitation]).update(**{column: value})

    assert right(open_house, marked) == NIGHTS
