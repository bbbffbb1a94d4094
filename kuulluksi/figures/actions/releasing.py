"""Releases: what was counted is frozen, protected once and stored; from then on it is shown from
the store, everywhere the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import models, transaction

from kuulluksi.figures.models import Release, Shown, Tally
from kuulluksi.figures.queries import counting, instant, places
from kuulluksi.figures.queries.counting import Base, Cell
from kuulluksi.figures.queries.instant import Found
from kuulluksi.org import queries as org
from kuulluksi.org.models import Authority, pour, random_key
from kuulluksi.pure import deadlines
from kuulluksi.pure.stats import protection
from kuulluksi.pure.stats.breaking import by_group
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.plan import Counted, Variable, breaking_down, by_item
from kuulluksi.pure.stats.protection import Chosen, Place
from kuulluksi.pure.stats.releasing import may_renew
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Response, Wave

SETTLED = timedelta(days=14)
"""Feedback is counted when it has been given so long ago: by then it stands where it belongs, and
what no person sent has been sorted out."""

Line = tuple[object, ...]
TALLY = (
    *("id", "release", "place", "item", "wording", "variable", "first", "group", "numbers"),
    "skipped",
)
SHOWN = (
    *("id", "release", "place", "item", "wording", "variable", "first", "groups", "position"),
    "numbers",
)


def release_wave(wave: Wave, *, at: datetime) -> Release | None:
    """Counts a wave and shows what may be shown: of an open one the whole, of a closed one
    everything, by place and by each variable, for good. None when nothing new may be shown."""
    with transaction.atomic():
        wave = Wave.objects.select_for_update().select_related("document").get(pk=wave.pk)
        if wave.state == WaveState.DRAFT or Release.objects.filter(wave=wave, final=True).exists():
            return None
        days = wave.opens_on, max(wave.opens_on, min(wave.closes_on, deadlines.day(at)))
        if wave.state == WaveState.OPEN:
            return _release_open(wave, *days, at=at)
        asked, variables = counting.plan(wave)
        paths = counting.ends_of(wave)
        tree, leaf_of = places.grown(paths.values())
        leaves = {target: leaf_of[path] for target, path in paths.items()}
        by = {name: counting.count(wave, leaves, name) for name in ("", *_names(variables))}
        release = _release(tree, wave, *days, at=at, final=True)
        _write(release, asked, by, _shown(asked, tree, variables, by, release.least))
        return release


def release_year(first: date, last: date, *, at: datetime) -> Release | None:
    """Shows the instant feedback of a year, from its first day up to a day, that no release has
    told of yet. What is told once stays so, whatever becomes of a voice later. None when there is
    nothing new, or nothing of it may be shown yet: it is told of with what comes next."""
    with transaction.atomic():
        # One after the other: two would tell of the same days.
        Authority.objects.select_for_update().get()
        told = Release.objects.filter(wave=None, starts_on__range=(first, last))
        until = told.aggregate(until=models.Max("ends_on"))["until"]
        if until is not None:
            first = until + timedelta(days=1)
        if first > last:
            return None
        tree, by = instant.count(first, last)
        final = last == date(last.year, 12, 31)
        release = _release(tree, None, first, last, at=at, final=final)
        asked = instant.plan()
        # One more than elsewhere: `protection.without_empty`.
        release.least += 1
        variables, least = instant.VARIABLES, release.least
        shown = list(_shown(asked, tree, variables, by, least, asked_about_all=False))
        if not any(numbers is not None for *_line, numbers in shown) and not (final and by[""]):
            return None
        _write(release, asked, by, shown)
        return release


def release_due(*, at: datetime) -> int:
    """Every release whose time has come: of waves that have closed, and once in so many months of
    open ones and of instant feedback. Returns how many were made."""
    on = deadlines.day(at)
    made = 0
    made_of = Release.objects.filter(wave=models.OuterRef("pk"))
    closed = Wave.objects.filter(state=WaveState.CLOSED)
    closed = closed.exclude(models.Exists(made_of.filter(final=True)))
    for wave in closed.order_by("closed_on", "pk"):
        made += release_wave(wave, at=at) is not None
    months = org.authority().release_months
    first = _month(on, months)
    fresh = made_of.filter(made_on__gte=first)
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


def _names(variables: Sequence[Variable]) -> Iterator[str]:
    return (each.name for each in variables)


def _release_open(wave: Wave, first: date, last: date, *, at: datetime) -> Release | None:
    tree = Place(places.ALL)
    asked, _variables = counting.plan(wave)
    told, kept = counting.drawn(wave)
    before = _shown_last(wave)
    release = _release(tree, wave, first, last, at=at, final=False)
    shown = [
        line
        for each in by_item(asked).values()
        if (now := _bases(each, told).get((places.ALL, "")))
        and (rest := _bases(each, kept).get((places.ALL, "")))
        and may_renew(before.get(each[0].item), now, rest, release.least)
        for line in _lines(places.ALL, each, now)
    ]
    if not shown:
        return None
    _write(release, asked, {"": told}, shown)
    return release


def _shown_last(wave: Wave) -> dict[str, protection.Base]:
    """What was last shown of the whole of an open wave, by question."""
    rows = Shown.objects.filter(release__wave=wave, variable="").order_by("release__made_on")
    cells = {
        Base(places.ALL, item): Cell(
            Counts(tuple(range(first, first + len(numbers))), tuple(numbers))
        )
        for item, first, numbers in rows.values_list("item", "first", "numbers")
        if numbers is not None
    }
    found: dict[str, protection.Base] = {}
    for question, each in by_item(counting.plan(wave)[0]).items():
        base = _bases(each, cells).get((places.ALL, ""))
        if base is not None:
            found[question] = base
    return found


def _release(
    tree: Place, wave: Wave | None, first: date, last: date, *, at: datetime, final: bool
) -> Release:
    return Release(
        wave=wave,
        starts_on=first,
        ends_on=last,
        made_on=deadlines.day(at),
        final=final,
        tree=places.to_json(tree),
        least=org.authority().least_answers,
    )


def _write(
    release: Release, asked: Sequence[Counted], by: Found, shown: Iterator[Line] | Sequence[Line]
) -> None:
    release.save(force_insert=True)
    wordings = {each.key: each.wording for each in asked}
    pour(Tally, TALLY, _tallied(release, wordings, by))
    pour(Shown, SHOWN, ((random_key(), release.pk, *line) for line in shown))


def _tallied(release: Release, wordings: Mapping[str, int], by: Found) -> Iterator[Line]:
    for variable, cells in by.items():
        for base, cell in cells.items():
            first, numbers = cell.counts.points[0], list(cell.counts.numbers)
            named = (release.pk, base.place, base.item, wordings[base.item], variable, first)
            yield (random_key(), *named, base.group, numbers, cell.skipped)


def _shown(
    asked: Sequence[Counted],
    tree: Place,
    variables: Sequence[Variable],
    by: Found,
    least: int,
    *,
    asked_about_all: bool = True,
) -> Iterator[Line]:
    """The rows of everything that is counted: in all, then by each variable. A wave has asked about
    all places of its tree; instant feedback is about whatever somebody had something to say of."""
    cells = {name: _by_question(asked, each) for name, each in by.items()}
    for question, each in by_item(asked).items():
        counts = _bases(each, cells[""].get(question, {}))
        if not counts:
            continue
        nobody = _nobody(each)
        leaves = {leaf.key: counts.get((leaf.key, ""), nobody) for leaf in tree.leaves}
        inside = tree if asked_about_all else protection.without_empty(tree, leaves)
        for place, found in protection.plain(inside, leaves, least).items():
            yield from _lines(place, each, found)
        for variable in breaking_down(question, variables):
            here = cells[variable.name].get(question, {})
            yield from _by_group(each, inside, variable, here, least)


def _by_group(
    asked: Sequence[Counted],
    tree: Place,
    variable: Variable,
    cells: Mapping[Base, Cell],
    least: int,
) -> Iterator[Line]:
    # Those of the plan, and after them what else was answered: nobody is left out of a sum.
    answered = {base.group for base in cells}
    groups = (*variable.groups, *sorted(answered.difference(variable.groups)))
    counts, nobody = _bases(asked, cells), _nobody(asked)
    leaves = {
        leaf.key: tuple(counts.get((leaf.key, group), nobody) for group in groups)
        for leaf in tree.leaves
    }
    merged, found = by_group(tree, leaves, least)
    for place, shown in found.items():
        for position, (part, each) in enumerate(zip(merged, shown or (), strict=False)):
            told = [groups[number] for number in part]
            yield from _lines(place, asked, each, variable.name, told, position)


def _by_question(
    asked: Sequence[Counted], cells: Mapping[Base, Cell]
) -> dict[str, dict[Base, Cell]]:
    question_of = {each.key: each.item for each in asked}
    found: dict[str, dict[Base, Cell]] = {}
    for base, cell in cells.items():
        found.setdefault(question_of[base.item], {})[base] = cell
    return found


def _bases(
    asked: Sequence[Counted], cells: Mapping[Base, Cell]
) -> dict[tuple[str, str], protection.Base]:
    """What is protected of one question, by place and group: where several may be chosen, all that
    may be chosen as one."""
    wanted = {each.key for each in asked}
    counts = {base: cell.counts for base, cell in cells.items() if base.item in wanted}
    if not asked[0].choice:
        return {(base.place, base.group): each for base, each in counts.items()}
    found: dict[tuple[str, str], protection.Base] = {}
    for (place, group), each in groupby(
        sorted(counts, key=lambda base: (base.place, base.group)),
        key=lambda base: (base.place, base.group),
    ):
        here = {base.item: counts[base] for base in each}
        chosen = tuple(here[one.key].numbers[1] for one in asked)
        found[place, group] = Chosen(here[asked[0].key].n, chosen)
    return found


def _nobody(asked: Sequence[Counted]) -> protection.Base:
    if asked[0].choice:
        return Chosen(0, (0,) * len(asked))
    return Counts(asked[0].points, (0,) * len(asked[0].points))


def _lines(
    place: str,
    asked: Sequence[Counted],
    shown: protection.Base | None,
    variable: str = "",
    groups: Sequence[str] = (),
    position: int = 0,
) -> Iterator[Line]:
    """The rows of one question in one place; a base that is hidden has its rows, too."""
    for number, each in enumerate(asked):
        told: list[int] | None = None
        if isinstance(shown, Chosen):
            told = [shown.n - shown.numbers[number], shown.numbers[number]]
        elif shown is not None:
            told = list(shown.numbers)
        named = place, each.key, each.wording, variable, each.points[0]
        yield (*named, list(groups), position, told)
