"""When figures that were shown before may be shown anew, so that nobody is found in what has
changed between the two.

The places inside one place are renewed together: each has at least `k` new answers, which do not
all agree, or none at all. Then every sum over places and every sum over time that can be worked out
holds at least `k` answers, and so does every one left over; what a single place got between two
releases of the place above it stays open by at least `k`.
"""

from collections.abc import Iterator, Mapping

from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.protection import K, Place, safe


def renewed(
    tree: Place, before: Mapping[str, Counts], now: Mapping[str, Counts], k: int = K
) -> frozenset[str]:
    """The places whose figures are taken from `now`, the counts of every place; the others stay as
    in `before`, the counts with which each was last renewed. Where nothing was released yet,
    `before` is empty and everything is new.
    Where an answer went away since, moved to another place or erased, nothing is renewed.
    """
    if not before:
        return frozenset(place.key for place in tree)
    new = {key: _more(counts, before.get(key)) for key, counts in now.items()}
    if not _fits([new[tree.key]], k):
        return frozenset()
    return frozenset({tree.key, *_inside(tree, new, k)})


def _inside(place: Place, new: Mapping[str, Counts | None], k: int) -> Iterator[str]:
    if not _fits([new[each.key] for each in place.inside], k):
        return
    for each in place.inside:
        yield each.key
        yield from _inside(each, new, k)


def _fits(increments: list[Counts | None], k: int) -> bool:
    return all(each is not None and (each.n == 0 or safe(each, k)) for each in increments)


def _more(now: Counts, before: Counts | None) -> Counts | None:
    if before is None:
        return now
    pairs = zip(now.numbers, before.numbers, strict=True)
    more = tuple(a - b for a, b in pairs)
    return Counts(now.points, more) if min(more) >= 0 else None
