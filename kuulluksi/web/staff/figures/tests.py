"""The numbers of a comparison as researchers read them, each with its name."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kuulluksi.figures.queries.grouping import Broken
from kuulluksi.pure.stats import pairs
from kuulluksi.pure.stats.changes import Change
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure, recoded
from kuulluksi.pure.stats.intervals import Interval
from kuulluksi.pure.stats.pairs import Test
from kuulluksi.web.kit.figures.amounts import amount
from kuulluksi.web.kit.figures.presenters import MINUS, decimal, value_of, whole

Numbers = tuple[str, str]
"""What a number is called, and the number."""

LOWEST = 0.001
"""A p-value below this is told as less than it."""


def of_two(other: Counts, now: Counts, change: Change) -> Sequence[Numbers]:
    """Two figures, how far apart they are, and by which tests."""
    return list(_of_two(other, now, change))


def _of_two(other: Counts, now: Counts, change: Change) -> Iterator[Numbers]:
    measure = change.measured.measure
    yield _("n, the other and this"), f"{whole(other.n)}; {whole(now.n)}"
    found = [value_of(each, measure) for each in (other, now)]
    told = "; ".join(value.told for value in found if value)
    yield _("The other and this, with 95 % intervals"), told
    yield from _difference(change, now)
    # The ranks of a share are those of the whole scale: of its two parts they say what z said.
    parts = other, now
    if measure is not Measure.SHARE:
        parts = recoded(other, measure), recoded(now, measure)
        yield from _test(_("Brunner–Munzel"), pairs.brunner_munzel(*parts), "W")
    yield from _test(_("Mann–Whitney, with ties"), pairs.mann_whitney(*parts), "z")
    effect = change.measured.effect
    if effect is not None:
        name = _("Cohen's h") if measure is Measure.SHARE else _("Hedges' g")
        yield name, decimal(effect, 2)
    chance = pairs.superiority(other, now)
    if chance is not None:
        yield _("How probably an answer of this is the higher one"), decimal(chance, 2)


def of_trend(change: Change, now: Counts) -> Sequence[Numbers]:
    """A line through several waves, from its first to its last."""
    return list(_difference(change, now))


def of_groups(broken: Broken) -> Sequence[Numbers]:
    """Whether several groups differ at all."""
    found = [(_("Groups compared"), whole(len(broken.compared)))]
    if broken.welch:
        test = broken.welch
        freedom = f"{decimal(broken.df, 0)}; {decimal(test.df or 0, 1)}"
        found.append(
            (_("Welch's ANOVA"), f"F({freedom}) = {decimal(test.statistic, 2)}, {p_of(test.p)}")
        )
    found += _test(_("Kruskal–Wallis"), broken.ranks, "H")
    if broken.p is not None:
        found.append((_("p after Holm, over all of this variable in this wave"), p_of(broken.p)))
    return found


def _difference(change: Change, now: Counts) -> Iterator[Numbers]:
    difference, measure = change.measured.difference, change.measured.measure
    if difference is None:
        return
    yield _("Difference"), signed(difference.value, measure, now)
    yield _("95 % interval of the difference"), _between(difference.interval, measure, now)
    name = _("Score test of two shares") if difference.test.df is None else _("Welch's t")
    yield from _test(name, difference.test, "z" if difference.test.df is None else "t")
    if change.p is not None:
        yield _("p after Holm, over all comparisons of this wave"), p_of(change.p)


def _test(name: str, test: Test | None, letter: str) -> Iterator[Numbers]:
    if test is None:
        return
    freedom = "" if test.df is None else f"({decimal(test.df, 1)})"
    yield name, f"{letter}{freedom} = {decimal(test.statistic, 2)}, {p_of(test.p)}"


def p_of(p: float) -> str:
    if p < LOWEST:
        return f"p < {decimal(LOWEST, 3)}"
    return f"p = {decimal(p, 3)}"


def signed(value: float, measure: Measure, counts: Counts) -> str:
    found = amount(value, measure, counts.points)
    return f"{MINUS}{found}" if value < 0 else f"+{found}" if value > 0 else found


def _between(interval: Interval, measure: Measure, counts: Counts) -> str:
    low, high = (signed(end, measure, counts) for end in (interval.low, interval.high))
    return pgettext("interval", "%(low)s to %(high)s") % {"low": low, "high": high}
