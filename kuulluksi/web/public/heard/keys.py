"""The key figures of being heard, each read as a sentence: the number, what it is of, its base."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.outcomes.models import HeardRelease
from kuulluksi.outcomes.queries.heard import Heard, OfYear
from kuulluksi.pure.heard import Answered, Helped, Item, Led, Third, median, percent
from kuulluksi.pure.stats import intervals
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.web.kit.figures.presenters import hundredths, whole


@dataclass(frozen=True)
class Figure:
    """One figure: the number with its measure, what it is of, and its base."""

    number: str
    measure: str
    of: str
    base: str
    before: str = ""


def third(release: HeardRelease) -> str:
    """ "touko–elokuu 2026" """
    found = Third.of(release.starts_on)
    name = (
        _("January–April %(year)d"),
        _("May–August %(year)d"),
        _("September–December %(year)d"),
    )
    return name[found.number] % {"year": found.year}


def thirds(releases: Iterable[HeardRelease]) -> str:
    """In the order of time."""
    return ", ".join(third(each) for each in sorted(releases, key=lambda each: each.starts_on))


def keys(heard: Heard, place: str) -> list[Figure]:
    """What is told of the last year of a place; what is hidden is left out."""
    makers = {
        Item.ANSWERED: (_answered, _in_time),
        Item.WAITED: (_wait,),
        Item.HELPED: (_helped,),
        Item.LED: (_led,),
        Item.HARM: (_harm,),
    }
    return [
        _with_thirds(make(counts), year, heard)
        for item, each in makers.items()
        if (counts := (year := heard.of_year(place, item)).published.counts) is not None
        for make in each
    ]


def answering(heard: Heard, place: str) -> list[Figure]:
    """How a place has answered: the share and the usual wait."""
    answered = heard.of_year(place, Item.ANSWERED)
    waited = heard.of_year(place, Item.WAITED)
    return [
        _with_thirds(make(counts), year, heard)
        for make, year in ((_answered, answered), (_wait, waited))
        if (counts := year.published.counts) is not None
    ]


def handed_on(heard: Heard, place: str) -> int:
    """How many matters were no feedback and were handed on; 0 where that is not told."""
    counts = heard.of_year(place, Item.HANDED).published.counts
    return counts.number(1) if counts else 0


def wait(counts: Counts) -> str:
    """ "4 working days", "at least 25 working days" """
    found = median(counts)
    days = f"{_number(found.days)} {_working_days(found.days)}"
    return _("at least %(days)s") % {"days": days} if found.at_least else days


def _with_thirds(figure: Figure, year: OfYear, heard: Heard) -> Figure:
    """Its base says which thirds it is of, where that is not all of them."""
    if len(year.releases) == len(heard.year):
        return figure
    only = _("Only: %(thirds)s") % {"thirds": thirds(year.releases)}
    return replace(figure, base=f"{figure.base.rstrip('.')}. {only}")


def _answered(counts: Counts) -> Figure:
    answered = counts.number(Answered.LATE.value)
    base = _("%(answered)s of the %(n)s voices whose time to be answered has passed") % {
        "answered": whole(answered),
        "n": whole(counts.n),
    }
    lost = counts.number(Answered.NO_READER.value, Answered.NO_READER.value)
    unread = _("Without a reader: %(number)s.") % {"number": whole(lost)}
    return Figure(
        str(percent(answered, counts.n)),
        "%",
        _("of the feedback got an answer"),
        f"{base}. {unread}",
    )


def _in_time(counts: Counts) -> Figure:
    answered = counts.number(Answered.IN_TIME.value)
    return Figure(
        str(percent(answered, counts.n)),
        "%",
        _("was answered in the promised time"),
        _("%(number)s of %(n)s voices") % {"number": whole(answered), "n": whole(counts.n)},
    )


def _wait(counts: Counts) -> Figure:
    found = median(counts)
    return Figure(
        _number(found.days),
        _working_days(found.days),
        _("was the usual wait (median)"),
        _("n = %(n)s. Those without an answer count as the longest.") % {"n": whole(counts.n)},
        _("at least") if found.at_least else "",
    )


def _helped(counts: Counts) -> Figure:
    yes = counts.number(Helped.YES.value)
    partly = counts.number(Helped.PARTLY.value, Helped.PARTLY.value)
    interval = intervals.of_share(yes, counts.n)
    low, high = (hundredths(interval.low), hundredths(interval.high)) if interval else (0, 100)
    return Figure(
        str(percent(yes, counts.n)),
        "%",
        _("said that the answer helped"),
        _("n = %(n)s who told; interval %(low)d–%(high)d %%. In part: %(partly)s.")
        % {"n": whole(counts.n), "low": low, "high": high, "partly": whole(partly)},
    )


def _led(counts: Counts) -> Figure:
    measures = counts.number(Led.MEASURE.value)
    refused = counts.number(Led.NOT_POSSIBLE.value, Led.NOT_POSSIBLE.value)
    base = _("%(number)s of %(n)s voices with criticism") % {
        "number": whole(measures),
        "n": whole(counts.n),
    }
    if refused:
        more = ngettext(
            "To %(number)s more it was said why it is not possible.",
            "To %(number)s more it was said why it is not possible.",
            refused,
        )
        base = f"{base}. {more % {'number': whole(refused)}}"
    return Figure(str(percent(measures, counts.n)), "%", _("of criticism led to a measure"), base)


def _harm(counts: Counts) -> Figure:
    harmed = counts.number(1)
    return Figure(
        whole(harmed),
        "",
        _("told that speaking up did them harm"),
        _("of %(n)s who told whether it did") % {"n": whole(counts.n)},
    )


def _working_days(days: float) -> str:
    return ngettext("working day", "working days", 1 if days == 1 else 2)


def _number(number: float) -> str:
    """Half days with the comma of the language."""
    return str(number_format(number, 0 if number == int(number) else 1, force_grouping=True))
