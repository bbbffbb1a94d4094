"""Releases: what was counted is frozen, protected once and stored; from then on it is shown from
the store, everywhere the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import models, transaction

from kuulluksi.figures.models import Release, Shown, Tally
from kuulluksi.figures.queries import counting, instant, places, releases
from kuulluksi.figures.queries.counting import Base, Cell
from kuulluksi.figures.queries.instant import Found
from kuulluksi.org import queries as org
from kuulluksi.org.models import pour, random_key
from kuulluksi.pure import deadlines
from kuulluksi.pure.stats import protection
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.plan import Counted, Variable
from kuulluksi.pure.stats.protection import Place
from kuulluksi.pure.stats.releasing import renewed
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Response, Wave

SETTLED = timedelta(days=14)
"""Feedback is counted when it has been given so long ago: by then it stands where it belongs, and
what no person sent has been sorted out."""

Line = tuple[object, ...]
TALLY = ("id", "release", "place", "item", "wording", "variable", "first", "group", "numbers")
SHOWN = ("id", "release", "place", "item", "wording", "variable", "first", "groups", "position")


def release_wave(wave: Wave, *, at: datetime) -> Release | None:
    """Counts a wave, and shows what may be shown; of a closed one for the last time, and then also
    by each of its variables. None when everything has to stay as it was shown before."""
    with transaction.atomic():
        wave = Wave.objects.select_for_update().select_related("document").get(pk=wave.pk)
        if wave.state == WaveState.DRAFT or Release.objects.filter(wave=wave, final=True).exists():
            return None
        final = wave.state == WaveState.CLOSED
        asked, variables = counting.plan(wave)
        ends = counting.ends_of(wave)
        tree, leaf_of = places.grown(ends.values())
        leaves = {target: leaf_of[path] for target, path in ends.items()}
        by = {"": counting.count(wave, leaves)}
        by |= {each.name: counting.count(wave, leaves, each.name) for each in variables if final}
        release = _release(
            tree, wave=wave, starts_on=wave.opens_on, ends_on=_until(wave, at), at=at, final=final
        )
        return _written(release, asked, variables if final else (), by)


def release_year(first: date, last: date, *, at: datetime) -> Release | None:
    """The same of instant feedback from the first day of a year up to a day. Only what was given
    since the last release is counted; what was counted before stays as it was."""
    with transaction.atomic():
        earlier = Release.objects.filter(wave=None, starts_on=first).order_by("ends_on").last()
        if earlier is None:
            tree, by = instant.count(first, last)
            if not by[""]:
                return None
        elif earlier.ends_on >= last:
            return None
        else:
            so_far = {name: dict(releases.tallies(earlier, name)) for name in instant.NAMES}
            before = places.from_json(earlier.tree)
            tree, by = instant.count(_next(earlier.ends_on), last, before, so_far)
        final = last == date(last.year, 12, 31)
        release = _release(tree, wave=None, starts_on=first, ends_on=last, at=at, final=final)
        return _written(release, instant.plan(), instant.VARIABLES if final else (), by)


def release_due(*, at: datetime) -> int:
    """Every release whose time has come: of waves that have closed, and once in so many months of
    open ones and of instant feedback. Returns how many were made."""
    on = deadlines.day(at)
    made = 0
    closed = Wave.objects.filter(state=WaveState.CLOSED).exclude(releases__final=True)
    for wave in closed.order_by("closed_on", "pk"):
        made += release_wave(wave, at=at) is not None
    months = org.authority().release_months
    first = _month(on, months)
    fresh = Release.objects.filter(wave=models.OuterRef("pk"), made_on__gte=first)
    waiting = Wave.objects.filter(state=WaveState.OPEN, opens_on__lt=first)
    for wave in waiting.exclude(models.Exists(fresh)).order_by("pk"):
        made += release_wave(wave, at=at) is not None
    return made + _release_years(months, at=at)


def tell_what_is_frozen(*, at: datetime) -> int:
    """Marks the releases whose rows have been erased since: their counts cannot be made again."""
    kept = Response.objects.filter(target__wave=models.OuterRef("wave"))
    old = Release.objects.filter(final=True, rows_gone_on=None, wave__isnull=False)
    had = Tally.objects.filter(release=models.OuterRef("pk"))
    gone = old.filter(models.Exists(had)).exclude(models.Exists(kept))
    return gone.update(rows_gone_on=deadlines.day(at))


def _release_years(months: int, *, at: datetime) -> int:
    """Of the last period whose feedback has settled, and of the year before while it is not whole:
    nothing of it is left out when the machine stood still in January."""
    last = _month(deadlines.day(at) - SETTLED, months) - timedelta(days=1)
    years = [
        (date(last.year - 1, 1, 1), date(last.year - 1, 12, 31)),
        (date(last.year, 1, 1), last),
    ]
    return sum(release_year(first, until, at=at) is not None for first, until in years)


def _month(on: date, months: int) -> date:
    """The first day of the period of so many months that a day falls in."""
    return date(on.year, on.month - (on.month - 1) % months, 1)


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _until(wave: Wave, at: datetime) -> date:
    return max(wave.opens_on, min(wave.closes_on, deadlines.day(at)))


def _release(
    tree: Place,
    *,
    wave: Wave | None,
    starts_on: date,
    ends_on: date,
    at: datetime,
    final: bool,
) -> Release:
    return Release(
        wave=wave,
        starts_on=starts_on,
        ends_on=ends_on,
        made_on=deadlines.day(at),
        final=final,
        tree=places.to_json(tree),
        least=org.authority().least_answers,
    )


def _written(
    release: Release, asked: Sequence[Counted], variables: Sequence[Variable], by: Found
) -> Release | None:
    earlier = list(
        Release.objects.filter(wave=release.wave, starts_on=release.starts_on).order_by(
            "made_on", "pk"
        )
    )
    tree = places.from_json(release.tree)
    before = _before(earlier)
    shown = [
        line
        for each in asked
        for line in _shown(each, tree, variables, by, before.get(each.key, {}), release.least)
    ]
    if not shown and not release.final:
        return None
    release.save()
    wordings = {each.key: each.wording for each in asked}
    pour(Tally, (*TALLY, "skipped"), _tallied(release, wordings, by))
    pour(Shown, (*SHOWN, "numbers"), ((random_key(), release.pk, *line) for line in shown))
    return release


def _tallied(release: Release, wordings: Mapping[str, int], by: Found) -> Iterator[Line]:
    for variable, cells in by.items():
        for base, cell in cells.items():
            first, numbers = cell.counts.points[0], list(cell.counts.numbers)
            named = (release.pk, base.place, base.item, wordings[base.item], variable, first)
            yield (random_key(), *named, base.group, numbers, cell.skipped)


def _before(earlier: Iterable[Release]) -> dict[str, dict[str, Counts]]:
    """By item, the counts of each place when it was last renewed."""
    found: dict[str, dict[str, Counts]] = {}
    for release in earlier:
        tree = places.from_json(release.tree)
        by_item: dict[str, dict[str, Counts]] = {}
        for base, cell in releases.tallies(release):
            by_item.setdefault(base.item, {})[base.place] = cell.counts
        rows = Shown.objects.filter(release=release, variable="").values_list("item", "place")
        sums = {
            item: protection.summed(tree, _filled(tree, counts)) for item, counts in by_item.items()
        }
        for item, place in rows:
            if item in sums:
                found.setdefault(item, {})[place] = sums[item][place]
    return found


def _shown(
    asked: Counted,
    tree: Place,
    variables: Sequence[Variable],
    by: Found,
    before: Mapping[str, Counts],
    least: int,
) -> Iterator[Line]:
    """The rows of one thing that is counted: in all, then by each variable."""
    counts = {base.place: cell.counts for base, cell in by[""].items() if base.item == asked.key}
    if not counts:
        return
    named = asked.key, asked.wording
    leaves = _filled(tree, counts)
    fresh = renewed(tree, before, protection.summed(tree, leaves), least)
    for place, found in protection.plain(tree, leaves, least).items():
        if place in fresh:
            yield (place, *named, "", asked.points[0], [], 0, _numbers(found))
    if fresh >= {place.key for place in tree}:  # else not told by groups either
        for variable in variables:
            if variable.name != asked.item:
                yield from _by_group(asked, tree, variable, by[variable.name], least)


def _by_group(
    asked: Counted,
    tree: Place,
    variable: Variable,
    cells: Mapping[Base, Cell],
    least: int,
) -> Iterator[Line]:
    groups = _groups(variable, cells)
    counts = {
        (base.place, base.group): cell.counts
        for base, cell in cells.items()
        if base.item == asked.key
    }
    nobody = Counts(asked.points, (0,) * len(asked.points))
    leaves = {
        leaf.key: tuple(counts.get((leaf.key, group), nobody) for group in groups)
        for leaf in tree.leaves
    }
    merged, found = protection.by_group(tree, leaves, least)
    for place, shown in found.items():
        if shown is not None:
            for position, (part, each) in enumerate(zip(merged, shown, strict=True)):
                told = [groups[number] for number in part]
                named = place, asked.key, asked.wording, variable.name, asked.points[0]
                yield (*named, told, position, _numbers(each))


def _groups(variable: Variable, cells: Mapping[Base, Cell]) -> tuple[str, ...]:
    """Those of the plan, and after them what else was answered: nobody is left out of a sum."""
    answered = {base.group for base in cells}
    return (*variable.groups, *sorted(answered.difference(variable.groups)))


def _filled(tree: Place, counts: Mapping[str, Counts]) -> dict[str, Counts]:
    """With nobody where nobody answered."""
    points = next(iter(counts.values())).points
    nobody = Counts(points, (0,) * len(points))
    return {leaf.key: counts.get(leaf.key, nobody) for leaf in tree.leaves}


def _numbers(counts: Counts | None) -> list[int] | None:
    return None if counts is None else list(counts.numbers)
