"""Nothing ties a response to a person: whoever holds the whole database after the night, and knows
in which order people answered, guesses no better than chance. The same attack finds planted leaks.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count, product

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction

from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.actions import shuffling
from kuulluksi.surveys.models import Ballot, Draft, Invitation, UsedLink
from kuulluksi.web.kit.clock import now
from tests.factories.org import County
from tests.surveys.attack import guessing, scene
from tests.surveys.attack.guessing import PAIRS, SURE, Values
from tests.surveys.attack.loot import signs
from tests.surveys.attack.scene import OF_ANSWERS, OF_PEOPLE, Scene
from tests.surveys.attack.sqlite_pages import File

ARRIVAL = "their order, as somebody saw it"


def night() -> None:
    """Everything that the worker does; the statistics of the planner as of this night."""
    call_command("worker", once=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def shown(house: Scene, tables: Sequence[type[models.Model]]) -> dict[str, Values]:
    """Every sign of these tables, by the numbers of the guests whose rows they are."""
    file = File() if connection.vendor == "sqlite" else None
    return {
        f"{table.__name__} {name}": {
            guest.number: values[guest.rows[table]]
            for guest in house.guests
            if guest.rows.get(table) in values
        }
        for table in tables
        for name, values in signs(table, file).items()
    }


def leaks(house: Scene) -> list[str]:
    """What ties people to answers, as far as anything does better than chance."""
    order = [guest.number for guest in house.guests]
    people: dict[str, Values] = {ARRIVAL: {number: turn for turn, number in enumerate(order)}}
    people |= shown(house, OF_PEOPLE)
    answers = shown(house, OF_ANSWERS)
    assert len(people) > 20, "the attacker looks at too little"
    assert len(answers) > 20, "the attacker looks at too little"
    people, answers = telling(people), telling(answers)
    found = [
        f"{one} ~ {other}"
        for (one, known), (other, seen) in product(people.items(), answers.items())
        if guessing.together(known, seen) > SURE or guessing.right_pairs(known, seen) > PAIRS
    ]
    found += [f"neighbours ~ {name}" for name, seen in answers.items() if near(order, seen)]
    return found


def telling(found: dict[str, Values]) -> dict[str, Values]:
    """Without what is alike for all, and without what shows nothing of anybody here."""
    return {name: seen for name, seen in found.items() if len(set(map(str, seen.values()))) > 1}


def near(order: Sequence[int], seen: Values) -> bool:
    return guessing.neighbours(order, seen) > SURE


def answered(house: County, at: datetime) -> Scene:
    made = scene.invited(house, at)
    for guest in made.guests:
        scene.answer(made, guest)
    return made


def test_attack_after_the_night_is_no_better_than_chance(open_house: County) -> None:
    made = answered(open_house, now())
    night()
    assert Ballot.objects.count() == sum(guest.number % 3 > 0 for guest in made.guests)
    assert Draft.objects.exists()
    assert leaks(made) == []


def test_attack_after_closing_is_no_better_than_chance(open_house: County) -> None:
    made = answered(open_house, now())
    actions.close(made.wave, by=made.by, at=made.at)
    scene.found_again(made)
    assert leaks(made) == []
    night()
    assert leaks(made) == []


def test_attack_finds_what_no_rewrite_leaves(open_house: County) -> None:
    found = leaks(answered(open_house, now()))
    if connection.vendor == "postgresql":
        assert f"{ARRIVAL} ~ Ballot xmin" in found
        assert f"{ARRIVAL} ~ Draft place" in found
        assert "UsedLink xmin ~ Ballot xmin" in found
    else:
        assert f"{ARRIVAL} ~ Ballot rowid" in found
        assert f"{ARRIVAL} ~ Ballot kuulluksi_ballot: order of the tree" in found
        assert "UsedLink rowid ~ Ballot rowid" in found


def test_attack_finds_an_ascending_key(open_house: County, monkeypatch: pytest.MonkeyPatch) -> None:
    turn = count(2**60, 2**40)
    monkeypatch.setattr(queries, "ballot_key", lambda _key, _nonce: next(turn))
    made = answered(open_house, now())
    night()
    assert f"{ARRIVAL} ~ Ballot id" in leaks(made)


def test_attack_finds_a_tie_that_is_not_rewritten(
    open_house: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the link were marked as used in its own row, and the night forgot these tables."""
    monkeypatch.setattr(shuffling, "TABLES", (Draft, UsedLink))
    made = scene.invited(open_house, now())
    for guest in made.guests:
        with transaction.atomic():
            scene.answer(made, guest)
            if Ballot in guest.rows:
                # A day that does not come: reminding would write the rows anew.
                later = made.at + timedelta(days=99)
                Invitation.objects.filter(pk=guest.rows[Invitation]).update(remind_on=later)
    night()
    found = leaks(made)
    if connection.vendor == "postgresql":
        assert "Invitation xmin ~ Ballot xmin" in found
    else:
        assert f"{ARRIVAL} ~ Ballot rowid" in found
