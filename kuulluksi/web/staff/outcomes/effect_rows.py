"""What a measure should move, as the staff reads it: what was named, its picture, its numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kuulluksi.org import queries as org
from kuulluksi.outcomes.enums import Waits
from kuulluksi.outcomes.queries import Found
from kuulluksi.pure.stats.changes import Change, Size
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.intervals import Interval
from kuulluksi.pure.stats.published import Published
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.figures import charts, naming
from kuulluksi.web.kit.figures.amounts import amount, limit, places_for
from kuulluksi.web.kit.figures.charts import Chart, Line
from kuulluksi.web.kit.figures.presenters import MINUS, decimal, why_hidden
from kuulluksi.web.kit.outcomes import effects
from kuulluksi.web.kit.outcomes.effects import Said
from kuulluksi.web.kit.tags import day_text, said
from kuulluksi.web.staff.figures.frame import titled
from kuulluksi.web.staff.figures.tests import Numbers, p_of

SIZES = {
    Size.SLIGHT: lambda: pgettext("effect", "slight"),
    Size.SMALL: lambda: pgettext("effect", "small"),
    Size.MEDIUM: lambda: pgettext("effect", "medium"),
    Size.LARGE: lambda: pgettext("effect", "large"),
}


@dataclass(frozen=True)
class Named:
    """One figure that was named: what it is, how it should change, and how that stands."""

    key: int
    title: str
    place: str
    hoped: str
    before: str
    measured: bool
    # Why it is not measured yet; nothing where it is.
    waits: str


@dataclass(frozen=True)
class Measured:
    """An effect with its picture, its sentences and its numbers."""

    named: Named
    said: Said
    chart: Chart
    numbers: Sequence[Numbers]
    # The comparable places, and how they were chosen.
    others: str
    chosen: str


def named(founds: Sequence[Found]) -> list[Named]:
    names = naming.places({found.target.place for found in founds})
    return [_named(found, names[found.target.place]) for found in founds]


def _named(found: Found, place: str) -> Named:
    target = found.target
    hoped = _("a rise is hoped for") if target.upwards else _("a fall is hoped for")
    title = naming.of_wave(target.before).title(found.asked.counted)
    return Named(
        target.pk,
        title,
        place,
        hoped,
        titled(target.before, None),
        found.effect is not None,
        _waits(found),
    )


def _waits(found: Found) -> str:
    waits = found.waits
    if waits is None:
        return ""
    if found.asked_again is None or waits in (Waits.NOT_AGAIN, Waits.NEVER):
        return str(waits.label)
    return f"{waits.label} {next_time(found.asked_again)}"


def next_time(wave: Wave) -> str:
    """When the same is asked next."""
    first, last = (
        day_text(day).replace(" ", "\N{NO-BREAK SPACE}") for day in (wave.opens_on, wave.closes_on)
    )
    days = f"{first}\N{NO-BREAK SPACE}\N{EN DASH} {last}"
    return _("Asked again: %(title)s, %(days)s.") % {"title": said(wave.title), "days": days}


def measured(founds: Sequence[Found], rows: Sequence[Named]) -> list[Measured]:
    """Those that have been measured, in the order in which they were named; `rows` are of all."""
    known = [(found, row) for found, row in zip(founds, rows, strict=True) if found.effect]
    names = naming.places({place for found, _row in known for place in found.others})
    words = effects.all_said([found for found, _row in known])
    return [
        Measured(
            row,
            told,
            _chart(found, row),
            list(_numbers(found)),
            ", ".join(sorted(names[place] for place in found.others)),
            _chosen(found),
        )
        for (found, row), told in zip(known, words, strict=True)
    ]


def _chart(found: Found, row: Named) -> Chart:
    effect = found.effect
    if effect is None:
        raise ValueError("Nothing has been measured.")
    then, now = titled(found.target.before, None), titled(effect.wave, None)
    lines = [
        _line(_("Here before: %(when)s") % {"when": then}, found.before),
        _line(_("Here after: %(when)s") % {"when": now}, found.after),
    ]
    if found.others:
        lines += [
            _line(_("Comparable places before"), found.others_before),
            _line(_("Comparable places after"), found.others_after),
        ]
    return charts.means(f"effect-{row.key}", row.title, lines, found.points, found.measure)


def _line(name: str, published: Published) -> Line:
    return Line(name, published, "" if published else why_hidden(org.authority().least_answers))


def _numbers(found: Found) -> Iterator[Numbers]:
    """Every number of the comparison, for those who read tests."""
    if found.own is not None and found.interval is not None:
        yield from _difference(found, _("Change here"), found.own)
        size, effect = found.size, found.own.measured.effect
        if size is not None and effect is not None:
            name = _("Cohen's h") if found.measure is Measure.SHARE else _("Hedges' g")
            yield name, f"{decimal(effect, 2)} ({SIZES[size]()})"
    if found.others_value is not None and found.others_interval is not None:
        name = _("Change in comparable places")
        yield name, _told(found, found.others_value, found.others_interval)
    if found.gap is not None and found.gap_interval is not None:
        yield from _difference(found, _("Difference of the two changes"), found.gap)
    if found.own is not None:
        yield (
            _("No change worth telling"),
            _("less than %(limit)s") % {"limit": limit(found.bound, found.measure)},
        )


def _difference(found: Found, name: str, change: Change) -> Iterator[Numbers]:
    if change.value is None or change.interval is None:
        return
    yield name, _told(found, change.value, change.interval)
    if change.p is not None:
        yield _("p after Holm, over all that this measure names"), p_of(change.p)


def _told(found: Found, value: float, interval: Interval) -> str:
    shown = {
        "value": _signed(found, value),
        "low": _plain(found, interval.low),
        "high": _plain(found, interval.high),
    }
    return _("%(value)s (95 %% interval %(low)s to %(high)s)") % shown


def _signed(found: Found, value: float) -> str:
    """With its unit."""
    told = amount(value, found.measure, found.points)
    return f"{MINUS}{told}" if value < 0 else f"+{told}" if value > 0 else told


def _plain(found: Found, value: float) -> str:
    """The end of an interval, in the unit of what stands before it."""
    times = 1 if found.measure is Measure.MEAN else 100
    told = decimal(times * value, places_for(found.measure, found.points))
    return f"+{told}" if value > 0 and not told.startswith(MINUS) else told


def _chosen(found: Found) -> str:
    if not found.others:
        return ""
    return _(
        "They were asked the same in the same two waves, began at most %(near)s from here, and had"
        " no measure of their own on this in between."
    ) % {"near": limit(found.near, found.measure)}
