"""What may be shown of counts, so that nobody is found in them, not even by subtraction.

Answers are counted for the places of a tree: a unit's answers are also its service's. A place is
shown from `k` answers up, and only when they do not all agree (`_shown` tells the rule).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TypeVar

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


Groups = tuple[Counts, ...]
"""The counts of a place by group of a background variable, always in the same order."""

Value = TypeVar("Value")


def safe(counts: Counts, k: int) -> bool:
    """Whether a base may be shown: at least `k` answers, which do not all agree."""
    return counts.n >= k and max(counts.numbers) < counts.n


def plain(tree: Place, counts: Mapping[str, Counts], k: int = K) -> dict[str, Counts | None]:
    """The counts of every place of the tree from those of its leaves, None where hidden."""
    sums = summed(tree, counts)
    shown = _shown(tree, sums, safe, k, add)
    return {place.key: sums[place.key] if place.key in shown else None for place in tree}


def summed(tree: Place, counts: Mapping[str, Counts]) -> dict[str, Counts]:
    """The counts of every place from those of the innermost ones."""
    return _sums(tree, lambda key: counts[key], add)


def by_group(
    tree: Place, groups: Mapping[str, Groups], k: int = K
) -> tuple[list[list[int]], dict[str, Groups | None]]:
    """The same, broken down by one background variable: all groups of a place or none.

    Groups too small to be shown for the whole tree are put together with others, in their order,
    until that may be shown: the list tells which groups each shown one is made of. A place whose
    own base is hidden (`plain`) is hidden here too. With fewer than two groups nothing is shown.
    """
    whole = _sums(tree, lambda key: groups[key], _add)
    merged = _merged(whole[tree.key], k)
    told = {key: tuple(_sum(value, part) for part in merged) for key, value in whole.items()}
    totals = {key: reduce(add, value) for key, value in whole.items()}
    if len(merged) < 2:
        return merged, {place.key: None for place in tree}
    bases = _shown(tree, totals, safe, k, add)
    both = {key: (key in bases, value) for key, value in told.items()}
    shown = _shown(
        tree,
        both,
        lambda value, least: value[0] and all(safe(each, least) for each in value[1]),
        k,
        # The remainder of hidden places has no base of its own that could be hidden.
        lambda one, other: (True, _add(one[1], other[1])),
    )
    return merged, {place.key: told[place.key] if place.key in shown else None for place in tree}


def _merged(groups: Groups, k: int) -> list[list[int]]:
    """Which groups are shown together: each alone where it may be, the others as one, joined by
    safe ones in their order until they may be shown."""
    small = [place for place, each in enumerate(groups) if not safe(each, k)]
    alone = [place for place in range(len(groups)) if place not in small]
    rest = list(small)
    while small and alone and (len(rest) == len(small) or not safe(_sum(groups, rest), 2 * k)):
        rest.append(alone.pop(0))
    if rest and not safe(_sum(groups, rest), k):
        return []
    return [[place] for place in alone] + ([sorted(rest)] if rest else [])


def _shown(
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
        shown |= _shown(place, sums, fits, k, join)
    return shown


def _sums(
    tree: Place, of: Callable[[str], Value], join: Callable[[Value, Value], Value]
) -> dict[str, Value]:
    """The value of every place: a leaf's own, else the sum of those inside."""
    sums: dict[str, Value] = {}
    for place in reversed(list(tree)):
        inside = [sums[each.key] for each in place.inside]
        sums[place.key] = reduce(join, inside) if inside else of(place.key)
    return sums


def _add(one: Groups, other: Groups) -> Groups:
    return tuple(map(add, one, other))


def _sum(groups: Groups, places: Sequence[int]) -> Counts:
    return reduce(add, (groups[place] for place in places))
