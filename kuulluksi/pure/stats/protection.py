"""What may be shown of counts, so that nobody is found in them, not even by subtraction.

Answers are counted for the places of a tree: a unit's answers are also its service's. A place is
shown from `k` answers up, and only when they do not all agree (`shown_in` tells the rule).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add, ge
from typing import Protocol, Self, TypeVar

from kuulluksi.pure.stats.counts import Counts

K = 5
"""The threshold, unless the authority has set a higher one."""


@dataclass(frozen=True)
class Place:
    """A place with those inside it, in a fixed order. Answers are given to the innermost."""

    key: str
    inside: tuple["Place", ...] = ()

    def __iter__(self) -> Iterator["Place"]:
        """The place itself and all inside."""
        yield self
        for place in self.inside:
            yield from place

    @property
    def leaves(self) -> tuple["Place", ...]:
        return tuple(place for place in self if not place.inside)


class Base(Protocol):
    """The answers to one question in one place: `Counts`, or what was `Chosen` of several."""

    @property
    def n(self) -> int: ...
    @property
    def numbers(self) -> tuple[int, ...]: ...
    @property
    def parts(self) -> tuple[tuple[int, ...], ...]:
        """The ways in which what is shown divides those who answered."""

    def __add__(self, other: Self, /) -> Self: ...


@dataclass(frozen=True)
class Chosen:
    """Where several may be chosen: how many answered, and how many of them chose each. All that is
    told of a question stands or falls together, for its parts have the same base."""

    n: int
    numbers: tuple[int, ...]

    @property
    def parts(self) -> tuple[tuple[int, ...], ...]:
        return tuple((number, self.n - number) for number in self.numbers)

    def __add__(self, other: "Chosen") -> "Chosen":
        pairs = zip(self.numbers, other.numbers, strict=True)
        return Chosen(self.n + other.n, tuple(a + b for a, b in pairs))


Answers = TypeVar("Answers", bound=Base)
Value = TypeVar("Value")


def safe(base: Base, k: int) -> bool:
    """Whether a base may be shown: at least `k` answers, and nothing that all of them say."""
    return base.n >= k and max(base.numbers) < base.n


def plain(tree: Place, counts: Mapping[str, Answers], k: int = K) -> dict[str, Answers | None]:
    """The counts of every place of the tree from those of its leaves, None where hidden."""
    sums = summed(tree, counts)
    shown = shown_in(tree, sums, safe, k, add)
    return {place.key: sums[place.key] if place.key in shown else None for place in tree}


def summed(tree: Place, counts: Mapping[str, Answers]) -> dict[str, Answers]:
    """The counts of every place from those of the innermost ones."""
    return sums_of(tree, lambda key: counts[key], add)


def without_empty(tree: Place, counts: Mapping[str, Answers]) -> Place:
    """The tree without places where nobody answered: instant feedback is about few of them, and if
    each were hidden, others would be hidden beside it. That somebody did is then known of whatever
    is hidden, so that the threshold has to be one higher to leave as many candidates."""
    inside = [without_empty(each, counts) for each in tree.inside if _anybody(each, counts)]
    return Place(tree.key, tuple(inside)) if inside else tree


def _anybody(tree: Place, counts: Mapping[str, Answers]) -> bool:
    return any(leaf.key in counts and counts[leaf.key].n for leaf in tree.leaves)


def enough(tree: Place, numbers: Mapping[str, int], k: int = K) -> frozenset[str]:
    """The places about which at least `k` wrote, and whose number may be told: none that could be
    worked out from the others."""
    sums = sums_of(tree, lambda key: numbers.get(key, 0), add)
    return frozenset(shown_in(tree, sums, ge, k, add))


def themes(tree: Place, counts: Mapping[str, Counts], k: int = K) -> dict[str, Counts | None]:
    """The counts of texts without (0) and with (1) a theme: as `plain`, and at least `k` have it,
    because a theme that hardly anybody wrote about may itself tell who it was. A place is hidden
    where the number of its texts is (`enough`)."""
    sums = summed(tree, counts)
    told = enough(tree, {leaf.key: counts[leaf.key].n for leaf in tree.leaves}, k)
    shown = shown_in(
        tree,
        {key: (key in told, value) for key, value in sums.items()},
        lambda value, least: value[0] and safe(value[1], least) and value[1].numbers[-1] >= least,
        k,
        # As in `breaking.by_group`.
        lambda one, other: (True, one[1] + other[1]),
    )
    return {place.key: sums[place.key] if place.key in shown else None for place in tree}


def shown_in(
    tree: Place,
    sums: Mapping[str, Value],
    fits: Callable[[Value, int], bool],
    k: int,
    join: Callable[[Value, Value], Value],
) -> set[str]:
    """The keys that are shown; inside a hidden place nothing is.

    Where a place is hidden, what the others leave over of their parent could be worked out: so
    others are hidden beside it, always at least one that could have been shown, until the remainder
    has twice `k` answers. Which others does not depend on their answers: they are taken in a fixed
    order, because a choice by size would itself tell how many answered.
    """
    if not fits(sums[tree.key], k):
        return set()
    shown = {tree.key}
    small = [place for place in tree.inside if not fits(sums[place.key], k)]
    left = [place for place in tree.inside if place not in small]
    rest = [sums[place.key] for place in small]
    while small and left and (len(rest) == len(small) or not fits(reduce(join, rest), 2 * k)):
        rest.append(sums[left.pop(0).key])
    for place in left:
        shown |= shown_in(place, sums, fits, k, join)
    return shown


def sums_of(
    tree: Place, of: Callable[[str], Value], join: Callable[[Value, Value], Value]
) -> dict[str, Value]:
    """The value of every place: a leaf's own, else the sum of those inside."""
    sums: dict[str, Value] = {}
    for place in reversed(list(tree)):
        inside = [sums[each.key] for each in place.inside]
        sums[place.key] = reduce(join, inside) if inside else of(place.key)
    return sums
