"""What may be shown of counts broken down by one background variable.

The counts of a place in all are shown beside it, and those of the groups of the places above it. So
it is not enough that a base is hidden: what those leave open must be wide enough (`_open`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Generic

from kuulluksi.pure.stats.protection import Answers, Base, K, Place, safe, shown_in, sums_of


def by_group(
    tree: Place, groups: Mapping[str, tuple[Answers, ...]], k: int = K
) -> tuple[list[list[int]], dict[str, tuple[Answers, ...] | None]]:
    """The counts of every place by group: all groups of a place or none.

    Groups too small to be shown for the whole tree are put together with others, the last ones
    first, until that may be shown, and until most places are: the list tells which groups each
    shown one is made of. A place whose own base is hidden (`protection.plain`) is hidden here too.
    With fewer than two groups nothing is shown.
    """
    whole = sums_of(tree, lambda key: groups[key], _add)
    totals = {key: reduce(add, value) for key, value in whole.items()}
    bases = shown_in(tree, totals, safe, k, add)
    best: list[list[int]] = []
    found: dict[str, tuple[Answers, ...] | None] = {place.key: None for place in tree}
    most = 0
    for merged in _merged(whole[tree.key], k):
        told = {key: tuple(_sum(value, part) for part in merged) for key, value in whole.items()}
        shown = _Breaking(told, totals, bases, k).inside(tree)
        if len(shown) > most:
            best, most = merged, len(shown)
            found = {key: value if key in shown else None for key, value in told.items()}
    return best, found


def _merged(groups: tuple[Answers, ...], k: int) -> Iterator[list[list[int]]]:
    """Which groups may be shown together, the finest first: each alone where it may be, the others
    as one, joined by the last safe ones, among them those who did not say."""
    small = [place for place, each in enumerate(groups) if not safe(each, k)]
    alone = [place for place in range(len(groups)) if place not in small]
    if not small:
        yield [[place] for place in alone]
        small = alone[-1:]
        alone = alone[:-1]
    rest = list(small)
    while len(alone) > 1:
        rest.append(alone.pop())
        if safe(_sum(groups, rest), 2 * k):
            yield [*([place] for place in alone), sorted(rest)]


@dataclass(frozen=True)
class _Breaking(Generic[Answers]):
    """By the key of each place: the counts of its groups and of all of them; which are shown."""

    told: Mapping[str, tuple[Answers, ...]]
    totals: Mapping[str, Answers]
    bases: set[str]
    k: int

    def inside(self, place: Place) -> set[str]:
        """What is shown of a place and all inside; nothing where its groups may not be shown, or
        where they would tell too much of those inside that are hidden."""
        fits = place.key in self.bases and all(safe(each, self.k) for each in self.told[place.key])
        if not fits:
            return set()
        shown = {each.key: self.inside(each) for each in place.inside}
        small = [each for each in place.inside if not shown[each.key]]
        left = [each for each in place.inside if shown[each.key]]
        rest = list(small)
        while small and left and not self.covered(rest, more=len(rest) > len(small)):
            rest.append(left.pop(0))
        if small and not left and not self.obscure(rest):
            return set()
        return {place.key}.union(*(shown[each.key] for each in left))

    def covered(self, rest: Sequence[Place], *, more: bool) -> bool:
        groups = self.sum_of(rest)
        return more and all(safe(each, 2 * self.k) for each in groups) and self.obscure(rest)

    def obscure(self, rest: Sequence[Place]) -> bool:
        """Whether the groups of hidden places together leave those of each of them open."""
        groups = self.sum_of(rest)
        together = reduce(add, groups)
        return all(
            len(_open(self.totals[each.key], group, together, self.k)) >= self.k
            for place in rest
            for each in place
            if each.key in self.bases
            for group in groups
        )

    def sum_of(self, places: Sequence[Place]) -> tuple[Answers, ...]:
        return reduce(_add, (self.told[place.key] for place in places))


def _open(place: Base, group: Base, together: Base, k: int) -> list[int]:
    """How many of a place may belong to a group, as far as anybody can tell who knows how both have
    answered, and how all together have: at least what neither has room for elsewhere, and at most
    what both have (Fréchet's bounds); and so that somebody has a reason to be hidden."""
    ways = [
        list(zip(*parts, strict=True))
        for parts in zip(place.parts, group.parts, together.parts, strict=True)
    ]
    least = max(sum(max(0, a + b - all_) for a, b, all_ in way) for way in ways)
    most = min(sum(min(a, b) for a, b, _all in way) for way in ways)
    others = together.n - place.n

    def hides(number: int) -> bool:
        elsewhere = group.n - number
        parts = number, place.n - number, elsewhere, others - elsewhere
        return min(parts) < k

    return [number for number in range(least, most + 1) if hides(number)]


def _add(one: tuple[Answers, ...], other: tuple[Answers, ...]) -> tuple[Answers, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _sum(groups: tuple[Answers, ...], places: Sequence[int]) -> Answers:
    return reduce(add, (groups[place] for place in places))
