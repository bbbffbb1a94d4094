"""Figures of being heard: thirds of a year, waits, and proof by enumeration that what is hidden
stays open."""

import doctest
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import heard
from kuulluksi.pure.heard import LONGEST, POINTS, Found, Item, Third, last_settled, protected
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.protection import Place
from tests.pure.stats.test_protection import tables

PAIR = Place("all", (Place("a"), Place("b")))
THREE = Place("all", (Place("a"), Place("b"), Place("c")))
DEEP = Place("all", (Place("south", (Place("a"), Place("b"))), Place("c")))
WAITS = st.lists(st.integers(0, LONGEST - 1), min_size=1, max_size=40)


def test_heard_examples_of_the_docstrings_hold() -> None:
    assert doctest.testmod(heard).failed == 0


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_heard_every_day_is_in_one_third(day: date) -> None:
    third = Third.of(day)
    assert third.first <= day <= third.last
    assert Third.of(third.last + timedelta(days=1)) == third.next


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_heard_the_last_settled_third_is_the_newest_that_was_over_for_six_weeks(day: date) -> None:
    last = last_settled(day)
    assert last.settled < day <= last.next.settled


def test_heard_thirds_follow_each_other_over_the_year() -> None:
    found = list(Third(2025, 1).until(Third(2026, 0)))
    assert [each.first for each in found] == [
        date(2025, 5, 1),
        date(2025, 9, 1),
        date(2026, 1, 1),
    ]


def waited(days: list[int]) -> Counts:
    chosen = {day: days.count(day) for day in days}
    return Counts.of(POINTS[Item.WAITED], chosen)


@given(WAITS)
def test_heard_median_is_the_median(days: list[int]) -> None:
    assert heard.median(waited(days)) == heard.Wait(median(days))


@given(WAITS)
def test_heard_what_has_no_answer_never_makes_the_wait_shorter(days: list[int]) -> None:
    before, after = heard.median(waited(days)), heard.median(waited([*days, LONGEST]))
    assert after.days >= before.days
    assert heard.median(waited([*days, *[LONGEST] * len(days)])).at_least


@given(st.integers(0, 400), st.integers(1, 400))
def test_heard_all_and_none_are_said_of_all_and_none_only(number: int, n: int) -> None:
    number = min(number, n)
    found = heard.percent(number, n)
    assert (found == 100) == (number == n)
    assert (found == 0) == (number == 0)
    assert abs(found - 100 * number / n) <= 1


def told(counts: Counts | None) -> tuple[int, tuple[int, ...]] | None:
    return None if counts is None else (counts.n, counts.numbers)


def worlds(tree: Place, item: Item, most: int) -> Iterator[Found]:
    """Every way in which up to `most` voices fall into the leaves, some of them with one of two
    things to tell, or for harm and what was handed on, that it was or was not."""
    keys = [leaf.key for leaf in tree.leaves]
    low, high = POINTS[item][0], POINTS[item][-1]
    for cells in tables(3 * len(keys), most):
        found: dict[Item, dict[str, Counts]] = {each: {} for each in Item}
        for number, key in enumerate(keys):
            one, other, silent = cells[3 * number : 3 * number + 3]
            n = one + other + silent
            found[Item.ANSWERED][key] = Counts.of(POINTS[Item.ANSWERED], {3: n})
            found[Item.WAITED][key] = Counts.of(POINTS[Item.WAITED], {1: n})
            found[item][key] = Counts.of(POINTS[item], {low: one, high: other})
        yield found


Seen = tuple[tuple[int, tuple[int, ...]] | None, ...]
View = tuple[Seen, ...]
Candidates = Mapping[tuple[View, str], set[tuple[int, ...]]]


def collected() -> dict[tuple[View, str], set[tuple[int, ...]]]:
    return defaultdict(set)


def candidates(tree: Place, item: Item, k: int, most: int) -> tuple[Candidates, Candidates]:
    """How many voices a hidden place may have, and what those among them who told may have said,
    for whoever knows the rule and all that is shown."""
    voices, said = collected(), collected()
    for found in worlds(tree, item, most):
        shown = protected(tree, found, k + 1)
        view = tuple(
            (told(shown[Item.ANSWERED].get(place.key)), told(shown[item].get(place.key)))
            for place in tree
        )
        for leaf in tree.leaves:
            if shown[Item.ANSWERED].get(leaf.key) is None:
                voices[view, leaf.key].add((found[Item.ANSWERED][leaf.key].n,))
            if shown[item].get(leaf.key) is None:
                said[view, leaf.key].add(found[item][leaf.key].numbers)
    return voices, said


def few(found: Candidates, k: int) -> list[object]:
    """Where too little is left open. What nobody said hides nobody."""
    assert found, "nothing was hidden: nothing is proved"
    return [where for where, known in found.items() if any(map(sum, known)) and len(known) < k]


@pytest.mark.parametrize("item", [Item.HELPED, Item.HARM])
@pytest.mark.parametrize(
    ("tree", "k", "most"), [(PAIR, 2, 10), (PAIR, 3, 12), (THREE, 2, 7), (DEEP, 2, 7)]
)
def test_heard_hidden_number_of_voices_has_k_candidates(
    tree: Place, k: int, most: int, item: Item
) -> None:
    voices, said = candidates(tree, item, k, most)
    assert few(voices, k) == []
    # What they said is never certain.
    assert few(said, 2) == []


@pytest.mark.parametrize("item", [Item.HELPED, Item.HARM])
def test_heard_hidden_number_of_those_who_told_has_k_candidates(item: Item) -> None:
    """Where nearly everybody told, how many did in a place follows from its voices."""
    k = 2
    _voices, said = candidates(PAIR, item, k, 13)
    numbers = collected()
    for (view, key), known in said.items():
        (everybody, who_told), *_places = view
        if everybody and who_told and everybody[0] - who_told[0] >= 2 * (k + 1):
            numbers[view, key] = {(sum(each),) for each in known}
    assert few(numbers, k) == []


@pytest.mark.parametrize("k", [2, 3])
def test_heard_what_the_house_did_leaves_the_number_of_voices_open(k: int) -> None:
    voices, _said = candidates(PAIR, Item.LED, k, 10)
    assert few(voices, k) == []


@pytest.mark.parametrize("k", [2, 3])
def test_heard_two_figures_side_by_side_tell_no_more_than_one(k: int) -> None:
    """Given how many voices each place has, any answers to the one question go with any to the
    other. So all pairs of what may be seen of the two are looked at."""
    seen: dict[Seen, dict[Item, dict[Seen, set[tuple[int, int]]]]] = {}
    for item in (Item.HELPED, Item.HARM):
        for found in worlds(PAIR, item, 10):
            shown = protected(PAIR, found, k + 1)
            of_voices = tuple(told(shown[Item.ANSWERED].get(place.key)) for place in PAIR)
            of_item = tuple(told(shown[item].get(place.key)) for place in PAIR)
            numbers = found[Item.ANSWERED]["a"].n, found[Item.ANSWERED]["b"].n
            both = seen.setdefault(of_voices, {Item.HELPED: {}, Item.HARM: {}})
            both[item].setdefault(of_item, set()).add(numbers)
    left = collected()
    for of_voices, each in seen.items():
        if of_voices[1] is not None:
            continue
        for (one, some), (other, more) in product(
            each[Item.HELPED].items(), each[Item.HARM].items()
        ):
            if common := some & more:
                left[(of_voices, one, other), "a"] = {(a,) for a, _b in common}
    assert few(left, k) == []
