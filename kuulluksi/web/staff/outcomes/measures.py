"""Measures as staff find them and make them: the list, a new one, one with all that is known of it,
and its change."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kuulluksi.org import queries as org
from kuulluksi.org.models import Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions, queries, rules
from kuulluksi.outcomes.enums import MeasureKind, MeasureState
from kuulluksi.outcomes.models import Measure
from kuulluksi.outcomes.queries import listing
from kuulluksi.outcomes.queries.leaders import Leaders, Place
from kuulluksi.outcomes.queries.listing import Filter, Key, Stand, Tab
from kuulluksi.surveys import rules as surveys
from kuulluksi.web.kit import nonce as nonces
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.outcomes.measures import shown
from kuulluksi.web.staff.outcomes import effect_rows, measure_rows
from kuulluksi.web.staff.outcomes.act_forms import ACTS, possible
from kuulluksi.web.staff.outcomes.frame import back_to, page
from kuulluksi.web.staff.outcomes.measure_forms import MeasureForm, value_of
from kuulluksi.web.staff.outcomes.stems import Source, source_of
from kuulluksi.web.staff.surveys.plan_forms import places_of

TABS: dict[Tab, Promise] = {
    Tab.MINE: gettext_lazy("Mine"),
    Tab.PLACES: gettext_lazy("My places"),
    Tab.ALL: gettext_lazy("All"),
}
STANDS: dict[Stand, Promise] = {
    Stand.OPEN: gettext_lazy("Open"),
    Stand.LATE: gettext_lazy("Late"),
    Stand.PLANNED: MeasureState.PLANNED.label,
    Stand.UNDERWAY: MeasureState.UNDERWAY.label,
    Stand.DONE: MeasureState.DONE.label,
    Stand.NOT_POSSIBLE: MeasureState.NOT_POSSIBLE.label,
}
# On the page of a measure so many of the voices behind it are shown.
SHOWN = 20


@staff
def measures(request: StaffRequest) -> HttpResponse:
    """The list; or, when an address names what a measure stems from, those to which it is added."""
    on, reader, source = today(), request.user, source_of(request)
    leading = org.leading(reader, on)
    tabs = [tab for tab in Tab if not (source and tab is Tab.ALL)]
    chosen = _filter(request, tabs)
    counts = {
        tab: listing.number(reader, Filter(tab, chosen.stand, chosen.kind), on) for tab in tabs
    }
    if "tab" not in request.GET and not counts[chosen.tab]:
        chosen = Filter(tabs[-1], chosen.stand, chosen.kind)
    after = _after(request.GET.get("after", ""))
    found = listing.listed(reader, chosen, on, after)
    rows = [
        measure_rows.row(each, on, _address(each, source), reader)
        for each in found.rows
        if not source or rules.may_change(each, reader, leading)
    ]
    return page(
        request,
        "staff/outcomes/measures.html",
        rows=rows,
        source=source,
        tabs=[(tab.value, TABS[tab], counts[tab]) for tab in tabs],
        chosen=chosen,
        stands=STANDS.items(),
        kinds=MeasureKind.choices,
        makes=surveys.makes_any(leading),
        after=after,
        older=f"{found.older.day}.{found.older.id}" if found.older else "",
    )


def _filter(request: StaffRequest, tabs: list[Tab]) -> Filter:
    """What the reader chose; whatever makes no sense is left out."""
    asked = request.GET
    tab = next((tab for tab in tabs if tab == asked.get("tab")), tabs[0])
    stand = next((stand for stand in Stand if stand == asked.get("state")), Stand.OPEN)
    kind = asked.get("kind", "")
    return Filter(tab, stand, kind if kind in MeasureKind.values else "")


def _after(written: str) -> Key | None:
    """The end of the page before, as the link to the next one carries it."""
    day, _dot, key = written.partition(".")
    try:
        return Key(date.fromisoformat(day), min(int(key[:20]), 2**63 - 1))
    except ValueError:
        return None


def _address(measure: Measure, source: Source) -> str:
    if source:
        return reverse("staff:measure-link", args=[measure.pk]) + source.query
    return reverse("staff:measure", args=[measure.pk])


@staff
def new_measure(request: StaffRequest) -> HttpResponse:
    """A measure, of what the address names or of nothing."""
    by, on = request.user, today()
    leading = org.leading(by, on)
    if not surveys.makes_any(leading):
        raise PermissionDenied
    source = source_of(request)
    if request.method == "POST":
        form = MeasureForm(request.POST, reach=leading, on=on)
        if form.is_valid():
            try:
                made = actions.make(
                    form.new(on),
                    by=by,
                    at=now(),
                    voices_behind=source.voices,
                    figure=source.figure,
                    key=nonces.row_key(request.POST.get("nonce", ""), by.pk),
                )
            except Refused as refused:
                form.refuse(refused)
            else:
                done = "measure-made" if source.voices else "saved"
                return back_to("staff:measure", made.pk, done=done)
    else:
        form = MeasureForm(reach=leading, on=on, initial=_beginning(request, source, leading))
    return page(
        request,
        "staff/outcomes/measure_form.html",
        form=form,
        faults=form.faults,
        source=source,
        measure=None,
        stale="",
        meanwhile=(),
        nonce=request.POST.get("nonce") or nonces.fresh(),
        seen=0,
        status=422 if form.is_bound else 200,
    )


def _beginning(request: StaffRequest, source: Source, leading: Reach) -> dict[str, Any]:
    """What is there before anything is written: nothing of the giver's words. The place is that
    of the source, else the only one, else the one that the reader leads and does not only stand in
    for."""
    begun: dict[str, Any] = {"owner": str(request.user.pk), "what": MeasureKind.MEASURE.value}
    if source and rules.may_make(leading, source.place):
        begun["place"] = value_of(source.place)
        return begun
    places = places_of(leading, today())
    found = list(places)
    if len(found) > 1:
        nearest = Leaders(today())
        own = {key: place for key, place in places.items() if request.user in nearest.of(place)}
        found = [key for key, place in own.items() if value_of(_above(place)) not in own]
    if len(found) == 1:
        begun["place"] = found[0]
    return begun


def _above(place: Place) -> Place:
    """What a place is a part of."""
    if isinstance(place, Unit):
        return place.parent or place.service
    return place.area if isinstance(place, Service) else None


def measure_of(request: StaffRequest, key: int, *, to_act: bool = True) -> Measure:
    """A measure. 404 when there is none; 403 for somebody who may only read it."""
    found = queries.one(key)
    if found is None:
        raise Http404
    if to_act and not rules.may_change(found, request.user, org.leading(request.user, today())):
        raise PermissionDenied
    return found


@staff
def measure(request: StaffRequest, measure: int) -> HttpResponse:
    """One measure: what was said, what is done, what changed, and how it came about."""
    row, on, reader = measure_of(request, measure, to_act=False), today(), request.user
    leading, reach = org.leading(reader, on), org.reach(reader, on)
    (told,) = shown([row], on)
    readable = queries.voices_of(row, reader, on).select_related("unit", "service")
    behind, number = measure_rows.heard(readable[:SHOWN]), queries.behind(row, reader)
    comments = rules.may_comment(row, reader, leading, reach.home)
    return page(
        request,
        "staff/outcomes/measure.html",
        measure=row,
        shown=told,
        tags=measure_rows.tags(row),
        clock=measure_rows.clock(row, on),
        owner=measure_rows.owner_name(row),
        stand_in=measure_rows.stand_in(row, on),
        changes=rules.may_change(row, reader, leading),
        acts=[(event.value, ACTS[event]) for event in possible(row)],
        tongues=measure_rows.in_languages(row),
        behind=behind,
        number=number,
        unread=number - len(behind),
        figures=measure_rows.figures(row),
        named=effect_rows.named(queries.found_effects([row])[row.pk]),
        groups=list(row.groups.order_by("pk")),
        comments=list(row.comments.order_by("-written_on", "pk")) if comments else [],
        may_comment=comments,
        history=measure_rows.history(row.steps.select_related("by", "to").order_by("-number")),
    )


@staff
def edit_measure(request: StaffRequest, measure: int) -> HttpResponse:
    row, by, on = measure_of(request, measure), request.user, today()
    sent = request.POST if request.method == "POST" else None
    form = MeasureForm(sent, reach=org.leading(by, on), on=on, measure=row)
    stale, seen = "", row.version
    if sent is not None:
        seen = seen_in(request)
        if form.is_valid():
            try:
                actions.edit(row, form.new(on), by=by, at=now(), seen=seen)
            except rules.Stale as error:
                stale = error.sentence
            except Refused as refused:
                form.refuse(refused)
            else:
                return back_to("staff:measure", row.pk, done="saved")
    return page(
        request,
        "staff/outcomes/measure_form.html",
        form=form,
        faults=form.faults,
        source=Source(),
        measure=row,
        nonce="",
        **after_stale(row, stale, seen),
        status=409 if stale else 422 if form.is_bound else 200,
    )


def seen_in(request: StaffRequest) -> int:
    """The version of the measure that the writer of a form had read."""
    written = request.POST.get("seen", "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0


def after_stale(measure: Measure, stale: str, seen: int) -> dict[str, Any]:
    """What somebody else did meanwhile. Once it has been read, the same form may be sent again."""
    steps = measure.steps.filter(number__gt=seen).select_related("by", "to").order_by("number")
    return {
        "stale": stale,
        "meanwhile": measure_rows.history(steps) if stale else (),
        "seen": measure.version if stale else seen,
    }
