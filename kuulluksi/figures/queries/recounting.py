"""Are the counts that were kept still those of the rows? They are counted anew and compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kuulluksi.figures.models import Release
from kuulluksi.figures.queries import counting, places, releases
from kuulluksi.figures.queries.counting import Base, Cell
from kuulluksi.figures.queries.places import OWN
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave


@dataclass(frozen=True)
class Difference:
    """A base whose kept counts are not those of the rows; None: it is not there at all. The numbers
    stand at the points of the scale, and last those whom it does not concern."""

    release: Release
    variable: str
    base: Base
    kept: tuple[int, ...] | None
    counted: tuple[int, ...] | None


def differences(release: Release) -> Iterator[Difference]:
    """Of a closed wave every count, in all and by each variable. Of an open one only what cannot
    be: a count that is larger than what lies in the box today, because ballots bear no day. Instant
    feedback is not counted again, because voices move and are erased by their own rules."""
    wave = release.wave
    if wave is None or release.rows_gone_on is not None:
        return
    if not release.final:
        told, _kept = counting.drawn(wave)
        yield from _compared(release, "", dict(releases.tallies(release)), told)
        return
    # Where the places of the wave stood when it was released, wherever they stand now.
    leaf_of = {
        leaf.key.removesuffix(OWN): leaf.key for leaf in places.from_json(release.tree).leaves
    }
    ends = counting.ends_of(wave)
    leaves = {target: leaf_of.get(path[-1], path[-1]) for target, path in ends.items()}
    for variable in ("", *(each.name for each in counting.plan(wave)[1])):
        kept = dict(releases.tallies(release, variable))
        now = counting.count(wave, leaves, variable)
        yield from _compared(release, variable, kept, now)


def checked(waves: list[Wave]) -> list[Release]:
    """The releases that can be counted again: the last one of each wave."""
    found = Release.objects.filter(wave__in=waves, rows_gone_on=None).select_related(
        "wave__document"
    )
    return [
        release
        for release in found.order_by("wave", "made_on", "pk")
        if release.final or (release.wave and release.wave.state == WaveState.OPEN)
    ]


def frozen(waves: list[Wave]) -> list[Release]:
    """Those whose rows have been erased: their counts stand for themselves."""
    found = Release.objects.filter(wave__in=waves, rows_gone_on__isnull=False)
    return list(found.select_related("wave").order_by("wave", "pk"))


def _compared(
    release: Release, variable: str, kept: Mapping[Base, Cell], now: Mapping[Base, Cell]
) -> Iterator[Difference]:
    for base in sorted({*kept, *now}, key=lambda base: (base.item, base.place, base.group)):
        one, other = _numbers(kept.get(base)), _numbers(now.get(base))
        if not release.final and (one is None or _fits(one, other)):
            continue
        if one != other:
            yield Difference(release, variable, base, one, other)


def _numbers(cell: Cell | None) -> tuple[int, ...] | None:
    return None if cell is None else (*cell.counts.numbers, cell.skipped)


def _fits(kept: tuple[int, ...], now: tuple[int, ...] | None) -> bool:
    return now is not None and all(a <= b for a, b in zip(kept, now, strict=True))
