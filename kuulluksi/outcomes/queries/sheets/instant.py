"""Instant feedback: its kinds, its topics, the service meter, and about which places it was given.

Whoever gives it chose to: no figure of it tells of all clients."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from kuulluksi.cases.enums import FeedbackKind, Topic
from kuulluksi.figures.enums import Statistic
from kuulluksi.figures.models import PrintedFigure, Release
from kuulluksi.figures.queries import ALL, Figure, Figures
from kuulluksi.figures.queries.instant import KIND, TOPIC
from kuulluksi.figures.queries.places import OWN, from_json
from kuulluksi.outcomes.queries.sheets.cells import figure as told_figure
from kuulluksi.outcomes.queries.sheets.cells import share
from kuulluksi.outcomes.queries.sheets.known import Known
from kuulluksi.outcomes.queries.sheets.making import Making
from kuulluksi.outcomes.queries.sheets.naming import lines_of, lines_of_printed
from kuulluksi.outcomes.queries.sheets.offering import Offer
from kuulluksi.outcomes.queries.sheets.periods import Span
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.statement.sheets import HIDDEN, Cell, Form, Line, Sheet, State, shown
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.plan import Counted
from kuulluksi.pure.text import LANGUAGES, Text

METER = "palvelumittari"
SHARE = f"{KIND}/share"
"""By this key it is printed which part of all feedback is about a place."""

PART, AT_LEAST = "part", "at-least"
TITLES = {
    "kinds": _("Instant feedback by kind"),
    "topics": _("What instant feedback was about"),
    "meter": _("The service meter of instant feedback: means"),
    "instant-places": _("Instant feedback by place: share of all feedback"),
}
SOURCE = _("Instant feedback that was given in this house")
NOTES = {
    "topics": _("One feedback may have several topics: the shares are more than a whole."),
    "meter": _("Whoever gives instant feedback chose to, so it does not tell of all clients."),
    "instant-places": _("Feedback about no place inside this one is not among the lines."),
}
MORE = _("The share may be larger: some months in which little came are not shown.")
NOTHING_SHOWN = _("Not shown, because too little came or it could be worked out: %(places)s.")
DISPUTED = _(
    "Of instant feedback in %(year)s a report gives several numbers, and none of them was taken."
)


def family(known: Known) -> Iterator[Offer]:
    made: Mapping[str, tuple[Form, Callable[[Known], Sheet | None]]] = {
        "kinds": (Form.STACKED, kinds),
        "topics": (Form.BARS, topics),
        "meter": (Form.MEANS, meter),
        "instant-places": (Form.BARS, by_place),
    }
    for key, (form, make) in made.items():
        yield Offer(key, said(TITLES[key]), form, partial(make, known))


def put_given(making: Making, line: str, known: Known, span: Span) -> None:
    """How many gave feedback."""
    figures = known.instant.get(span.key)
    if figures is None:
        making.put_printed(line, span, _row(known, KIND, span, Statistic.COUNT))
        return
    found = _here(known, figures, KIND)
    n = found.published.n
    cell = HIDDEN if n is None else shown(n, cautions=_of_number(found, figures, span))
    making.put(line, span, cell)


def disputed(known: Known) -> tuple[Text, ...]:
    """The years of which a report gives several numbers of feedback, so that none was taken."""
    counted = {span.starts.year for span in known.spans if span.key in known.instant}
    years = known.printed.disputed(KIND, known.place) - counted
    return tuple(said(DISPUTED, year=year) for year in sorted(years))


def kinds(known: Known) -> Sheet | None:
    making = Making()
    for span in known.spans:
        put_given(making, "all", known, span)
        whole = making.at("all", span).value
        figures = known.instant.get(span.key)
        for number, kind in enumerate(FeedbackKind, start=1):
            if figures is None:
                row = _row(known, f"{KIND}/{kind.value}", span, Statistic.PERCENT)
                n = None if whole is None else round(whole)
                making.put_printed(kind.value, span, row, n=n)
                continue
            found = _here(known, figures, KIND)
            counts, told = found.published.counts, cautions(found, figures, span)
            part = share(counts.number(number, number), counts.n, cautions=told) if counts else None
            making.put(kind.value, span, part or HIDDEN)
    lines = [Line(kind.value, said(kind.label), known.place, kind.value) for kind in FeedbackKind]
    lines.append(Line("all", said(_("Number of feedback")), known.place, KIND))
    return _sheet(making, known, "kinds", lines, notes=disputed(known))


def topics(known: Known) -> Sheet | None:
    making = Making()
    for span in known.spans:
        figures = known.instant.get(span.key)
        bases: list[Cell] = []
        for topic in Topic:
            key = f"{TOPIC}/{topic.value}"
            if figures is None:
                making.put_printed(topic.value, span, _row(known, key, span, Statistic.PERCENT))
                continue
            found = _here(known, figures, key)
            told = cautions(found, figures, span)
            making.put(topic.value, span, told_figure(found.published.counts, Measure.SHARE, told))
            if found.published.n:
                bases.append(shown(found.published.n, cautions=told))
        if figures is not None:
            making.put("all", span, max(bases, key=lambda cell: cell.value or 0, default=HIDDEN))
    lines = [
        Line(topic.value, said(topic.label), known.place, f"{TOPIC}/{topic.value}")
        for topic in Topic
    ]
    lines.append(Line("all", said(_("Number of feedback with a topic")), known.place, TOPIC))
    return _sheet(making, known, "topics", lines, notes=(said(NOTES["topics"]),))


def meter(known: Known) -> Sheet | None:
    statements = bank.instrument(METER).statements
    making = Making()
    for span in known.spans:
        figures = known.instant.get(span.key)
        for each in statements:
            if figures is None:
                row = _row(known, each.id, span, Statistic.MEAN, instant=True)
                making.put_printed(each.id, span, row)
                continue
            found = _here(known, figures, each.id)
            told = cautions(found, figures, span)
            making.put(each.id, span, told_figure(found.published.counts, Measure.MEAN, told))
    lines = [Line(each.id, each.text, known.place, each.id) for each in statements]
    points = statements[0].scale.points
    notes = (said(NOTES["meter"]),)
    return _sheet(making, known, "meter", lines, notes=notes, scale=(points[0], points[-1]))


def by_place(known: Known) -> Sheet | None:
    """Of the places right inside, as they stand in the newest release."""
    keys = _inside(known)
    making = Making()
    lines = {line.key: line for line in lines_of(keys, SHARE)}
    for span in known.spans:
        figures = known.instant.get(span.key)
        if figures is None:
            rows = _of_areas(known, span)
            for row, line in zip(rows, lines_of_printed(rows, SHARE).values(), strict=True):
                lines.setdefault(line.key, line)
                making.put_printed(line.key, span, row)
            continue
        kind = _asked(figures, KIND)
        whole = figures.everywhere(known.place, kind)
        for key in keys:
            part = _part(figures.everywhere(key, kind), whole, figures, span)
            making.put(key, span, part)
    hidden = [line for line in lines.values() if _is_hidden(making, line, known)]
    notes = [said(NOTES["instant-places"])]
    if hidden:
        names = {tag: ", ".join(line.label.best(tag) for line in hidden) for tag in LANGUAGES}
        notes.append(said(NOTHING_SHOWN, places=Text.from_json(names)))
    if any(AT_LEAST in cell.cautions for cell in making.cells.values()):
        notes.append(said(MORE))
    kept = [line for line in lines.values() if line not in hidden]
    return _sheet(making, known, "instant-places", kept, notes=tuple(notes))


def _is_hidden(making: Making, line: Line, known: Known) -> bool:
    """Whether a line tells only that it is hidden."""
    states = {making.at(line.key, span).state for span in known.spans}
    return State.HIDDEN in states and State.SHOWN not in states


def _part(found: Figure, whole: Figure, figures: Figures, span: Span) -> Cell:
    """The share of a place in all that is shown. Of months in which the place is hidden it may be
    more; where the whole is hidden in a month of the place, the two cannot be laid together."""
    number, n = found.published.n, whole.published.n
    if not number or not n or not {*found.releases} <= {*whole.releases}:
        return HIDDEN
    less = len(found.releases) < len(whole.releases)
    told = (_of_number if less else cautions)(found, figures, span)
    return share(number, n, cautions=told)


def _of_areas(known: Known, span: Span) -> list[PrintedFigure]:
    if known.place != ALL:
        return []
    rows = known.printed.rows
    return [row for row in rows if row.item_key == SHARE and row.to_year == span.starts.year]


def cautions(found: Figure, figures: Figures, span: Span) -> tuple[str, ...]:
    """That something of a period is not in its figure: its time is not over, or a part of it may
    not be shown."""
    if not found.published:
        return ()
    first, last = figures.releases[0], figures.releases[-1]
    whole = (first.starts_on, last.ends_on) == (span.starts, span.ends)
    shown_all = len(found.releases) == len(figures.releases)
    return (*(() if whole else ("part-year",)), *(() if shown_all else (PART,)))


def _of_number(found: Figure, figures: Figures, span: Span) -> tuple[str, ...]:
    """The same of a number: more may have come than is shown."""
    return tuple(AT_LEAST if code == PART else code for code in cautions(found, figures, span))


def _here(known: Known, figures: Figures, key: str) -> Figure:
    return figures.here(known.place, _asked(figures, key))


def _asked(figures: Figures, key: str) -> Counted:
    return next(each for each in figures.asked if each.key == key)


def _sheet(
    making: Making, known: Known, key: str, lines: Sequence[Line], **more: Any
) -> Sheet | None:
    return making.sheet(key, said(TITLES[key]), lines, known.spans, own=said(SOURCE), **more)


def _inside(known: Known) -> Sequence[str]:
    spans = [span for span in known.spans if span.key in known.instant]
    if not spans:
        return ()
    newest = known.instant[spans[-1].key].release
    tree = from_json(Release.objects.values_list("tree", flat=True).get(pk=newest.pk))
    there = next((each for each in tree if each.key == known.place), None)
    return [each.key for each in there.inside if not each.key.endswith(OWN)] if there else ()


def _row(
    known: Known, item: str, span: Span, statistic: Statistic, *, instant: bool | None = None
) -> PrintedFigure | None:
    year = span.starts.year
    return known.printed.one(item, known.place, year, statistic, instant=instant)
