"""How voices were heard: how many were answered and how soon, whether it helped, what criticism led
to. Made of what the house has told of each four months; a year is their sum."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kuulluksi.figures.queries.places import named
from kuulluksi.outcomes.models import HeardRelease, HeardShown
from kuulluksi.outcomes.queries.heard import Heard
from kuulluksi.outcomes.queries.sheets.cells import share
from kuulluksi.outcomes.queries.sheets.offering import Offer, Period
from kuulluksi.outcomes.queries.sheets.periods import Span, by_time, spans
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.heard import POINTS, Answered, Helped, Item, Led, Third, median
from kuulluksi.pure.statement.sheets import (
    HIDDEN,
    NONE,
    Cell,
    Column,
    Line,
    Sheet,
    State,
    Unit,
    filled,
    shown,
)
from kuulluksi.pure.stats.counts import Counts

PART = ("part",)
AT_LEAST = "at-least"

Making = Callable[[Counts, tuple[str, ...]], Cell]

_READER, _IN_TIME = Answered.NO_READER.value, Answered.IN_TIME.value


def _answered(counts: Counts) -> int:
    return counts.number(Answered.LATE.value)


def _wait(counts: Counts, cautions: tuple[str, ...]) -> Cell:
    found = median(counts)
    decimals = 0 if found.days == int(found.days) else 1
    marked = (*cautions, AT_LEAST) if found.at_least else cautions
    return shown(found.days, Unit.DAYS, decimals=decimals, n=counts.n, cautions=marked)


def _number(of: Callable[[Counts], int], *, base: bool = False) -> Making:
    def made(counts: Counts, cautions: tuple[str, ...]) -> Cell:
        return shown(of(counts), n=counts.n if base else None, cautions=cautions)

    return made


def _share(of: Callable[[Counts], int], *, sampled: bool = False) -> Making:
    def made(counts: Counts, cautions: tuple[str, ...]) -> Cell:
        return share(of(counts), counts.n, sampled=sampled, cautions=cautions)

    return made


def _in_time(counts: Counts) -> int:
    return counts.number(_IN_TIME)


def _led(counts: Counts) -> int:
    return counts.number(Led.MEASURE.value)


LINES: Mapping[str, tuple[Item, Making, str | Promise]] = {
    "given": (Item.ANSWERED, _number(lambda each: each.n), _("Voices")),
    "routed": (
        Item.ANSWERED,
        _number(lambda each: each.number(_READER + 1)),
        _("Reached a reader"),
    ),
    "answered": (Item.ANSWERED, _number(_answered), _("Got an answer")),
    "unanswered": (
        Item.ANSWERED,
        _number(lambda each: each.n - _answered(each)),
        _("Got no answer"),
    ),
    "in-time": (Item.ANSWERED, _number(_in_time), _("Got an answer in time")),
    "answered-share": (
        Item.ANSWERED,
        _share(_answered),
        _("Share of voices that got an answer"),
    ),
    "in-time-share": (
        Item.ANSWERED,
        _share(_in_time),
        _("Share of voices that got an answer in time"),
    ),
    "wait": (Item.WAITED, _wait, _("Wait for the first answer, working days (median)")),
    "helped": (
        Item.HELPED,
        _share(lambda each: each.number(Helped.YES.value), sampled=True),
        _("Share of those who told that say the answer helped"),
    ),
    "criticism": (Item.LED, _number(lambda each: each.n), _("Criticism among the voices")),
    "led": (Item.LED, _number(_led, base=True), _("Criticism that led to a measure")),
    "led-share": (Item.LED, _share(_led), _("Share of criticism that led to a measure")),
    "harm": (
        Item.HARM,
        _number(lambda each: each.number(1), base=True),
        _("Told that speaking up did harm"),
    ),
    "handed": (
        Item.HANDED,
        _number(lambda each: each.number(1)),
        _("Came as a voice but was another matter, and was handed on"),
    ),
}
OF_PLACES = ("given", "answered-share", "in-time-share", "wait", "helped")
TITLE = _("How voices were heard")
TITLE_PLACES = _("How voices were heard, by place")
SOURCE = _("Counted from the journeys of the voices, six weeks after the end of each four months.")
NOTES = (
    _(
        "A voice is counted in the period in which its time to be answered ended. Elsewhere instant"
        " feedback is counted by the day on which it was given, so the numbers differ a little."
    ),
    _("A voice without an answer counts as the longest wait, so the wait tells of all of them."),
)
NOTE_HIDDEN = _("%(what)s: not shown, because too few stand behind it.")


def family(period: Period, place: str) -> Iterator[Offer]:
    yield Offer("heard", said(TITLE), None, lambda: _sheet(period, place))
    yield Offer("heard-places", said(TITLE_PLACES), None, lambda: _by_place(period, place))


@dataclass(frozen=True)
class _Told:
    """What has been released of some places: by release, place and item, its counts or None where
    they are hidden. Where there is no row, nobody spoke."""

    releases: Sequence[HeardRelease]
    found: Mapping[tuple[int, str, str], Counts | None]

    def cell(self, span: Span, place: str, item: Item, make: Making) -> Cell:
        inside = [each for each in self.releases if span.holds(each.starts_on)]
        keys = [(each.pk, place, item.value) for each in inside]
        rows = [self.found[key] for key in keys if key in self.found]
        told = [counts for counts in rows if counts is not None]
        if not told:
            return HIDDEN if rows else NONE
        whole = len(told) == len(rows) and len(inside) == _thirds(span)
        counts = reduce(add, told)
        return make(counts, () if whole else PART) if counts.n else NONE


def _thirds(span: Span) -> int:
    return len(list(Third.of(span.starts).until(Third.of(span.ends))))


def _told(releases: Sequence[HeardRelease], keys: Sequence[str]) -> _Told:
    rows = HeardShown.objects.filter(release__in=releases, place__in=keys)
    found = {
        (row.release_id, row.place, row.item): None
        if row.numbers is None
        else Counts(POINTS[Item(row.item)], tuple(row.numbers))
        for row in rows
    }
    return _Told(releases, found)


def _sheet(period: Period, place: str) -> Sheet | None:
    """A line that is shown in no period is named below."""
    times = spans(period)
    between = (times[0].starts, times[-1].ends)
    releases = list(HeardRelease.objects.filter(starts_on__range=between).defer("tree"))
    told = _told(releases, [place])
    cells = {
        (line, span.key): told.cell(span, place, item, make)
        for line, (item, make, _label) in LINES.items()
        for span in times
    }
    states = {line: {cells[line, span.key].state for span in times} for line in LINES}
    lines = [
        Line(key, said(label), place, key)
        for key, (_item, _make, label) in LINES.items()
        if State.SHOWN in states[key]
    ]
    hidden = [
        key for key in LINES if State.HIDDEN in states[key] and State.SHOWN not in states[key]
    ]
    notes = [*map(said, NOTES), *(said(NOTE_HIDDEN, what=said(LINES[key][2])) for key in hidden)]
    more = {"source": said(SOURCE), "notes": tuple(notes)}
    return by_time("heard", said(TITLE), lines, times, cells, **more)


def _by_place(period: Period, place: str) -> Sheet | None:
    """The places directly inside one of which somebody spoke in the period itself."""
    span = spans(period)[-1]
    found = HeardRelease.objects.filter(starts_on__range=(span.starts, span.ends))
    releases = list(found.order_by("-starts_on"))
    keys = Heard(releases, ()).inside(place)
    told = _told(releases, keys)
    places = sorted(named(keys).items(), key=lambda each: each[1].sort_fi)
    cells = {
        (key, column): told.cell(span, key, LINES[column][0], LINES[column][1])
        for key, _place in places
        for column in OF_PLACES
    }
    if not any(cell.state is State.SHOWN for cell in cells.values()):
        return None
    spoken = {key for (key, _column), cell in cells.items() if cell.state is not State.NONE}
    lines = [Line(key, each.name, key) for key, each in places if key in spoken]
    columns = [Column(key, said(LINES[key][2])) for key in OF_PLACES]
    notes = tuple(map(said, NOTES))
    title = said(TITLE_PLACES)
    return filled("heard-places", title, lines, columns, cells, source=said(SOURCE), notes=notes)
