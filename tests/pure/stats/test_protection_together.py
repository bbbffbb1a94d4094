"""Proof by enumeration of what is shown side by side: whoever keeps all tables of the same answers,
and all releases, still cannot tell a hidden base among fewer than k candidates."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import product

import pytest

from kuulluksi.pure.stats.breaking import by_group
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.plan import Variable, breaking_down
from kuulluksi.pure.stats.protection import Base, Chosen, Place, plain, safe, without_empty
from kuulluksi.pure.stats.releasing import may_renew
from tests.pure.stats.test_protection import DEEP, SIBLINGS, TWO, tables

OWN = Place("all", (Place("a", (Place("a.own"), Place("b"))), Place("c")))
PAIR = Place("all", (Place("a"), Place("b")))
View = Hashable


def told(base: Base | None) -> Hashable:
    """Everything else that is shown of a base (mean, sd, shares, intervals) follows from these."""
    return None if base is None else (base.n, base.numbers)


def few(found: Mapping[View, Mapping[Hashable, set[int]]], k: int) -> list[tuple[View, Hashable]]:
    """The hidden bases of which somebody who sees a view knows too much."""
    assert found, "nothing was hidden: nothing is proved"
    return [(view, key) for view, each in found.items() for key in each if len(each[key]) < k]


def collected() -> dict[View, dict[Hashable, set[int]]]:
    return defaultdict(lambda: defaultdict(set))


@pytest.mark.parametrize(("k", "most"), [(3, 12), (5, 12)])
def test_what_concerns_a_place_itself_is_a_base_like_others(k: int, most: int) -> None:
    found = collected()
    keys = [leaf.key for leaf in OWN.leaves]
    for cells in tables(6, most):
        counts = {key: Counts(TWO, cells[2 * i : 2 * i + 2]) for i, key in enumerate(keys)}
        shown = plain(OWN, counts, k)
        view = tuple(told(shown[place.key]) for place in OWN)
        for key in keys:
            if shown[key] is None:
                found[view][key].add(counts[key].n)
    assert few(found, k) == []


def chosen(cells: Sequence[int]) -> Chosen:
    """Of two things: how many chose only the first, only the second, and both."""
    first, second, both = cells
    return Chosen(first + second + both, (first + both, second + both))


@pytest.mark.parametrize(("k", "most"), [(2, 9), (3, 10), (4, 12), (5, 12)])
def test_where_several_may_be_chosen_nothing_tells_of_what_is_hidden(k: int, most: int) -> None:
    found = collected()
    for cells in tables(6, most):
        counts = {"a": chosen(cells[:3]), "b": chosen(cells[3:])}
        shown = plain(PAIR, counts, k)
        view = tuple(told(shown[place.key]) for place in PAIR)
        for key, base in counts.items():
            if shown[key] is None:
                found[view][key].add(base.n)
    assert few(found, k) == []


def by_totals(
    k: int, most: int
) -> dict[View, dict[tuple[int, ...], dict[View, dict[int, set[int]]]]]:
    """All tables of two places by two groups: by what is shown of them in all, then by their
    totals, then by what is shown by group; with the hidden bases of each."""
    classes: dict[View, dict[tuple[int, ...], dict[View, dict[int, set[int]]]]] = {}
    for cells in tables(8, most):
        groups = {
            key: (Counts(TWO, cells[i : i + 2]), Counts(TWO, cells[i + 2 : i + 4]))
            for key, i in (("a", 0), ("b", 4))
        }
        totals = {key: one + other for key, (one, other) in groups.items()}
        bases = plain(PAIR, totals, k)
        merged, shown = by_group(PAIR, groups, k)
        parts = tuple(told(each) for place in PAIR for each in shown[place.key] or (None,))
        view = str(merged), parts
        in_all = tuple(told(bases[place.key]) for place in PAIR)
        alike = classes.setdefault(in_all, {})
        answers = (*totals["a"].numbers, *totals["b"].numbers)
        hidden = alike.setdefault(answers, {}).setdefault(view, {})
        for number, (key, group) in enumerate(product(groups, range(2))):
            if shown[key] is None:
                hidden.setdefault(number, set()).add(groups[key][group].n)
    return classes


@pytest.mark.parametrize(("k", "most"), [(2, 9), (3, 12), (4, 12), (5, 12)])
def test_two_variables_tell_no_more_than_one(k: int, most: int) -> None:
    """Two tables of the same answers share their totals and nothing else: any table by one variable
    goes with any by the other that has the same totals. So all pairs of them are looked at."""
    classes = by_totals(k, most)
    found = collected()
    for in_all, alike in classes.items():
        for views in alike.values():
            for view, hidden in views.items():
                # What the other table shows narrows the totals down.
                for other in views:
                    for base, numbers in hidden.items():
                        found[in_all, view, other][base] |= numbers
    assert few(found, k) == []


@pytest.mark.parametrize(("k", "most"), [(2, 12), (3, 12), (4, 12)])
def test_three_groups_tell_no_more_than_two(k: int, most: int) -> None:
    found = collected()
    for cells in tables(6, most):
        groups = tuple(Counts(TWO, cells[2 * i : 2 * i + 2]) for i in range(3))
        merged, shown = by_group(Place("all"), {"all": groups}, k)
        bases = plain(Place("all"), {"all": groups[0] + groups[1] + groups[2]}, k)
        parts = shown["all"] or ()
        view = told(bases["all"]), str(merged), tuple(told(each) for each in parts)
        for group in range(3):
            if [group] not in merged or not parts:
                found[view][group].add(groups[group].n)
    assert few(found, k) == []


def test_which_groups_are_put_together_tells_nothing() -> None:
    """Two places and three groups: those are put together so that most places can be told."""
    k, found = 2, collected()
    for cells in tables(12, 6):
        groups = {
            key: tuple(Counts(TWO, cells[i + 2 * j : i + 2 * j + 2]) for j in range(3))
            for key, i in (("a", 0), ("b", 6))
        }
        bases = plain(PAIR, {key: each[0] + each[1] + each[2] for key, each in groups.items()}, k)
        merged, shown = by_group(PAIR, groups, k)
        parts = tuple(told(each) for place in PAIR for each in shown[place.key] or (None,))
        view = tuple(told(bases[place.key]) for place in PAIR), str(merged), parts
        for key, number in product(groups, range(3)):
            if shown[key] is None or [number] not in merged:
                found[view][key, number].add(groups[key][number].n)
    assert few(found, k) == []


@pytest.mark.parametrize("k", [3, 4, 5])
def test_questions_with_other_bases_tell_nothing_of_each_other(k: int) -> None:
    """Some of those who answer the first question answer the second, too, and the other way round:
    each has hidden bases of its own, whatever is shown of the other."""
    views: dict[tuple[int, ...], dict[View, dict[str, set[int]]]] = {}
    for cells in tables(4, 12):
        counts = {"a": Counts(TWO, cells[:2]), "b": Counts(TWO, cells[2:])}
        shown = plain(PAIR, counts, k)
        view = tuple(told(shown[place.key]) for place in PAIR)
        hidden = views.setdefault(cells, {}).setdefault(view, {})
        for key, base in counts.items():
            if shown[key] is None:
                hidden.setdefault(key, set()).add(base.n)
    found = collected()
    for each in views.values():
        for seen, hidden in each.items():
            for key, numbers in hidden.items():
                # Who answers one need not answer another: every table goes with every other.
                found[seen][key] |= numbers
    assert few(found, k) == []


def test_two_questions_each_told_by_the_other_would_give_groups_away() -> None:
    variables = [
        Variable("mode", ("web",)),
        Variable("gender", ("woman", "man", "")),
        Variable("age-band", ("young", "old", "")),
    ]
    assert [each.name for each in breaking_down("gender", variables)] == ["mode", "age-band"]
    assert [each.name for each in breaking_down("age-band", variables)] == ["mode"]
    assert [each.name for each in breaking_down("felt-heard", variables)] == [
        *("mode", "gender", "age-band"),
    ]


def added(k: int) -> Iterator[tuple[Counts | None, Counts, Counts]]:
    """What was shown of a whole, what would be, and what is kept back."""
    for cells in tables(6, 3 * k):
        first, then, kept = (Counts(TWO, cells[i : i + 2]) for i in (0, 2, 4))
        yield first, first + then, kept
        yield None, first + then, kept


@pytest.mark.parametrize("k", [2, 3, 4])
def test_releases_of_an_open_wave_differ_by_what_may_be_shown_itself(k: int) -> None:
    """Whoever keeps all releases can subtract any from any later one, and from the closed wave."""
    renewed = 0
    for before, now, kept in added(k):
        if may_renew(before, now, kept, k):
            renewed += 1
            assert safe(now, k)
            assert safe(kept, k)
            if before is not None:
                more = tuple(b - a for a, b in zip(before.numbers, now.numbers, strict=True))
                assert safe(Counts(TWO, more), k)
    assert renewed


@pytest.mark.parametrize(("k", "tree"), [(3, PAIR), (5, PAIR), (3, SIBLINGS), (5, DEEP)])
def test_a_release_of_the_open_wave_tells_nothing_of_hidden_places(k: int, tree: Place) -> None:
    """Beside the figures of a closed wave somebody has kept one of the whole when it was open. It
    is a part of the answers: each hidden place could have had any of them."""
    found = collected()
    keys = [leaf.key for leaf in tree.leaves]
    for cells in tables(2 * len(keys), 12 if len(keys) == 2 else 11):
        counts = {key: Counts(TWO, cells[2 * i : 2 * i + 2]) for i, key in enumerate(keys)}
        shown = plain(tree, counts, k)
        whole = [sum(cells[point::2]) for point in range(2)]
        view = tuple(told(shown[place.key]) for place in tree)
        for early in product(*(range(number + 1) for number in whole)):
            kept = Counts(TWO, (whole[0] - early[0], whole[1] - early[1]))
            if may_renew(None, Counts(TWO, early), kept, k):
                for key in keys:
                    if shown[key] is None:
                        found[early, view][key].add(counts[key].n)
    assert not found or few(found, k) == []


def test_releases_a_planted_fault_is_found() -> None:
    """Places inside an open wave must not be released: what was hidden first is told by subtraction
    later, even when each place has got k answers in between."""
    k, first, then = 3, (1, 6), (4, 9)
    candidates = {
        (a, b)
        for a, b in product(range(8), range(8))
        if a + b == sum(first) and then[0] - a >= k and then[1] - b >= k
    }
    assert candidates == {(1, 6)}


def test_periods_that_stand_alone_tell_nothing_of_each_other() -> None:
    """Instant feedback: the tables of two periods have no answer in common, so that whatever is
    seen of one leaves the candidates of the other as they are; the sum of what is shown of both is
    worked out of them and hides nothing more."""
    k = 3
    views: dict[View, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for cells in tables(4, 12):
        counts = {"a": Counts(TWO, cells[:2]), "b": Counts(TWO, cells[2:])}
        shown = plain(PAIR, counts, k)
        view = tuple(told(shown[place.key]) for place in PAIR)
        for key, base in counts.items():
            if shown[key] is None:
                views[view][key].add(base.n)
    found = collected()
    for one, other in product(views, views):
        for period, seen in (("first", one), ("second", other)):
            for key, numbers in views[seen].items():
                found[one, other][period, key] |= numbers
    assert few(found, k) == []


@pytest.mark.parametrize(("k", "tree"), [(2, PAIR), (3, SIBLINGS), (4, DEEP), (5, PAIR), (3, OWN)])
def test_places_that_nobody_wrote_about_cost_one_candidate(k: int, tree: Place) -> None:
    """Instant feedback: where the threshold is one higher, k candidates are left of whatever base
    is hidden; of places without any nothing has to be hidden."""
    found, anybody = collected(), set()
    keys = [leaf.key for leaf in tree.leaves]
    for cells in tables(2 * len(keys), 12 if len(keys) == 2 else 11):
        counts = {key: Counts(TWO, cells[2 * i : 2 * i + 2]) for i, key in enumerate(keys)}
        shown = plain(without_empty(tree, counts), counts, k + 1)
        view = tuple(told(shown.get(place.key)) for place in tree)
        for key, base in counts.items():
            if shown.get(key) is None:
                found[view][key].add(base.n)
                anybody |= {(view, key)} if base.n else set()
    assert [each for each in few(found, k) if each in anybody] == []
