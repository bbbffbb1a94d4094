"""Proof by enumeration: whoever knows the rule and everything shown still cannot tell a hidden
base among fewer than k candidates."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.stats.breaking import by_group
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.protection import Place, plain, safe

TWO = (1, 2)
SIBLINGS = Place("all", (Place("a"), Place("b"), Place("c")))
NESTED = Place("all", (Place("south", (Place("a"), Place("b"))), Place("north", (Place("c"),))))
DEEP = Place("all", (Place("south", (Place("a"), Place("b"))), Place("c")))


def tables(cells: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every way in which up to `most` answers fall into so many cells."""
    if cells == 0:
        yield ()
        return
    for first in range(most + 1):
        for rest in tables(cells - 1, most - first):
            yield (first, *rest)


def told(counts: Counts | None) -> Hashable:
    """What is printed of a base: n, mean and sd rounded, the distribution."""
    if counts is None or counts.mean is None:
        return None
    return counts.n, round(counts.mean, 1), round(counts.sd or 0, 2), counts.numbers


@pytest.mark.parametrize("tree", [SIBLINGS, NESTED, DEEP], ids=["siblings", "nested", "deep"])
@pytest.mark.parametrize("k", [3, 4, 5])
def test_protection_leaves_k_candidates_for_every_hidden_base(tree: Place, k: int) -> None:
    keys = [leaf.key for leaf in tree.leaves]
    candidates: dict[Hashable, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for cells in tables(2 * len(keys), 12):
        counts = {key: Counts(TWO, cells[2 * i : 2 * i + 2]) for i, key in enumerate(keys)}
        shown = plain(tree, counts, k)
        view = tuple((key, told(value)) for key, value in sorted(shown.items()))
        for key in keys:
            if shown[key] is None:
                candidates[view][key].add(counts[key].n)
    found = [(view, key, known) for view, each in candidates.items() for key, known in each.items()]
    assert found
    assert [each for each in found if len(each[2]) < k] == []


def test_protection_a_planted_fault_is_found() -> None:
    """Without hiding a second place the proof above breaks: the remainder tells the base."""
    counts = {"a": Counts(TWO, (1, 1)), "b": Counts(TWO, (4, 4)), "c": Counts(TWO, (3, 5))}
    shown = plain(SIBLINGS, counts)
    assert [key for key, value in shown.items() if value is None] == ["a", "b"]
    assert shown["c"] == counts["c"]


def test_protection_answers_that_agree_are_hidden() -> None:
    assert not safe(Counts(TWO, (0, 20)), 5)
    assert safe(Counts(TWO, (1, 19)), 5)
    assert not safe(Counts(TWO, (2, 2)), 5)


def test_protection_small_groups_are_put_together() -> None:
    women, men, others = Counts(TWO, (9, 9)), Counts(TWO, (6, 7)), Counts(TWO, (1, 1))
    merged, shown = by_group(Place("all", (Place("a"),)), {"a": (women, men, others)})
    assert merged == [[0], [1, 2]]
    assert shown["all"] == (women, men + others)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=3))
def test_protection_shows_nothing_below_the_threshold(cells: list[tuple[int, int]]) -> None:
    counts = {key: Counts(TWO, each) for key, each in zip("abc", cells, strict=True)}
    for tree in (SIBLINGS, NESTED, DEEP):
        shown = [value for value in plain(tree, counts).values() if value is not None]
        assert all(safe(value, 5) for value in shown)
