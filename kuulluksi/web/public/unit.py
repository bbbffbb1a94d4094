"""The page of one place: what it does, who answers for feedback there, how it has answered, and
what was said and answered in public."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kuulluksi.figures.queries import key_of
from kuulluksi.org import queries as org
from kuulluksi.org.models import Unit
from kuulluksi.pure import answering
from kuulluksi.pure.routing import Matter, route
from kuulluksi.pure.text import Text
from kuulluksi.voices import queries
from kuulluksi.voices.enums import About
from kuulluksi.web.kit.clock import today

PAGE = 10
Below = Mapping[int | None, list[Unit]]


@dataclass(frozen=True)
class Figure:
    """One figure, read as a sentence: the number with its measure, what it is of, and its base."""

    number: str
    measure: str
    of: str
    base: str
    before: str = ""


def unit(request: HttpRequest, unit: str) -> HttpResponse:
    on = today()
    place = org.units(on).filter(code=unit).first()
    if place is None:
        raise Http404
    covered = org.with_offices({place.pk})
    below = org.below(covered)
    page = {
        "unit": place,
        "offices": [office for office in below[place.pk] if office.in_force(on)],
        "answers": _who_answers(place, on),
        "figures_key": key_of(place),
        "minimum": answering.MINIMUM,
        **_counted(place, covered, below, on),
        **_published(covered, request.GET.get("after", "")),
    }
    return render(request, "public/unit.html", page)


def _counted(place: Unit, covered: frozenset[int], below: Below, today: date) -> dict[str, object]:
    """What was counted of the place and what is below it when the month began."""
    on = answering.counted_on(today)
    first = answering.since(on)
    clocks = queries.past_clocks(covered, first, on)
    handed_on = _part(place, queries.handed_on(covered, first, on), below, today)
    numbers = {unit: len(found) for unit, found in clocks.items()}
    figures = None
    if _part(place, numbers, below, today).is_told:
        figures = answering.figures(chain.from_iterable(clocks.values()), on=on)
    return {
        "figures": [_share(figures), _wait(figures)] if figures else [],
        "handed_on": handed_on.whole if handed_on.is_told else 0,
        "first": first,
        "on": on,
    }


def _part(unit: Unit, numbers: Mapping[int, int], below: Below, on: date) -> answering.Part:
    return answering.Part(
        numbers.get(unit.pk, 0),
        [_part(office, numbers, below, on) for office in below[unit.pk]],
        has_page=unit.in_force(on),
    )


def _published(covered: frozenset[int], after: str) -> dict[str, object]:
    """One page of what stands in public, newest first, and where the next one begins: after a text
    named by its key alone, because the day of its publication would tell of the giver's. What is no
    such key leads to the first page."""
    key = int(after) if after.isascii() and after.isdigit() and len(after) < 20 else 0
    last = queries.published_as(key, covered) if key else None
    found = queries.published(covered, after=last, at_most=PAGE + 1)
    return {
        "publications": found[:PAGE],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "after": last,
    }


def _who_answers(place: Unit, on: date) -> Text:
    """The public title of whoever gets what is given to the place."""
    matter = Matter(About.UNIT, get_language() or "fi", ("unit", place.pk))
    return route(matter, org.directory(on, queries.rules()), on).title


def _share(figures: answering.Figures) -> Figure:
    return Figure(
        number=str(figures.percent),
        measure="%",
        of=_("of the feedback got an answer"),
        base=_("%(answered)s of the %(n)s voices whose time to be answered has passed")
        % {"answered": _number(figures.answered), "n": _number(figures.n)},
    )


def _wait(figures: answering.Figures) -> Figure:
    """The median; when it falls on what has no answer, only how long that is at the least."""
    days = figures.at_least if figures.median is None else figures.median
    if figures.median is None:
        base = _("n = %(n)s. At least half have no answer yet, so the wait grows.")
    else:
        base = _("n = %(n)s. Those without an answer count as the longest.")
    return Figure(
        number=_number(days),
        measure=ngettext("working day", "working days", 1 if days == 1 else 2),
        of=_("was the usual wait (median)"),
        base=base % {"n": _number(figures.n)},
        before=_("at least") if figures.median is None else "",
    )


def _number(number: float) -> str:
    """Half days with the comma of the language."""
    return str(number_format(number, 0 if number == int(number) else 1, force_grouping=True))
