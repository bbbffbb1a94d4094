"""What happens to a measure on its way: it is begun, done or refused, gets more feedback or figures
behind it, and is shown to the public."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _

from kuulluksi.org import queries as org
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions, queries, rules
from kuulluksi.outcomes.enums import MeasureEvent
from kuulluksi.outcomes.models import Measure
from kuulluksi.outcomes.queries import clusters, stems
from kuulluksi.voices import queries as voices
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.staff.outcomes import measure_rows
from kuulluksi.web.staff.outcomes.act_forms import ACTS, AdvanceForm, possible
from kuulluksi.web.staff.outcomes.frame import back_to, page
from kuulluksi.web.staff.outcomes.measures import after_stale, measure_of, seen_in
from kuulluksi.web.staff.outcomes.stems import source_of

DONE = {
    MeasureEvent.BEGUN: "measure-begun",
    MeasureEvent.DONE: "measure-done",
    MeasureEvent.REFUSED: "measure-refused",
    MeasureEvent.TAKEN_UP: "measure-taken-up",
}


@staff
def advance(request: StaffRequest, measure: int) -> HttpResponse:
    """One act of those that are possible now: the one that the address names, else the first."""
    row = measure_of(request, measure)
    able = possible(row)
    sent = request.POST if request.method == "POST" else None
    asked = request.GET.get("to", "") if sent is None else sent.get("event", "")
    event = next((each for each in ACTS if each == asked), able[0] if able else None)
    if event is None or (sent is None and event not in able):
        return back_to("staff:measure", row.pk)
    form = AdvanceForm(row, event, sent)
    stale, seen = "", row.version if sent is None else seen_in(request)
    if sent is not None and form.is_valid():
        try:
            actions.advance(
                row,
                event,
                by=request.user,
                at=now(),
                seen=seen,
                words=form.cleaned_data["words"],
                reason=form.text("reason"),
                did=form.text("did"),
            )
        except rules.Stale as error:
            stale = error.sentence
        except Refused as refused:
            form.refuse(refused)
        else:
            told = DONE[event] if queries.behind(row, request.user) else "saved"
            return back_to("staff:measure", row.pk, done=told)
    return page(
        request,
        "staff/outcomes/measure_advance.html",
        measure=row,
        form=form,
        faults=form.faults if form.is_bound else [],
        others=[(each.value, ACTS[each]) for each in able if each is not event],
        stand_in=measure_rows.stand_in(row, today()),
        **after_stale(row, stale, seen),
        status=409 if stale else 422 if form.is_bound else 200,
    )


@staff
def link(request: StaffRequest, measure: int) -> HttpResponse:
    """More that stands behind a measure: what the address names, or feedback chosen from that of
    the place."""
    row, by, on = measure_of(request, measure), request.user, today()
    source, sentence, sought = source_of(request), "", request.GET.get("q", "").strip()
    offered = voices.matching(stems.candidates(row, by, on), sought)
    if request.method == "POST":
        chosen = list(source.voices) or _chosen(request)
        try:
            if source.figure is not None:
                actions.link_figure(row, source.figure, by=by, at=now())
            actions.link_voices(row, chosen, by=by, at=now())
        except Refused as refused:
            sentence = refused.sentence
        else:
            sentence = "" if chosen or source.figure else _("Choose at least one.")
        if not sentence:
            return back_to("staff:measure", row.pk, done="measure-linked")
    return page(
        request,
        "staff/outcomes/measure_link.html",
        measure=row,
        source=source,
        sentence=sentence,
        rows=[] if source else measure_rows.heard(offered[: stems.MOST]),
        ticked=set(request.POST.getlist("voice")),
        sought=sought,
        status=422 if sentence else 200,
    )


def _chosen(request: StaffRequest) -> list[Voice]:
    """The voices that were ticked, of those that the reader may read."""
    typed = request.POST.getlist("voice")[: rules.MOST_GATHERED]
    keys = [min(int(key), 2**63 - 1) for key in typed if key.isdecimal() and len(key) < 20]
    return clusters.chosen(keys, request.user, today())


@staff
def publish(request: StaffRequest, measure: int) -> HttpResponse:
    """What the public will read in every language, and the act of showing it or taking it away."""
    row = measure_of(request, measure)
    stale, sentence, seen = "", "", row.version
    if request.method == "POST":
        seen = seen_in(request)
        act = actions.withdraw if row.published_on is not None else actions.publish
        try:
            act(row, by=request.user, at=now(), seen=seen)
        except rules.Stale as error:
            stale = error.sentence
        except Refused as refused:
            sentence = refused.sentence
        else:
            told = "measure-published" if row.published_on is None else "measure-withdrawn"
            return back_to("staff:measure", row.pk, done=told)
    return page(
        request,
        "staff/outcomes/measure_publish.html",
        measure=row,
        sentence=sentence or (_lack(row) if row.published_on is None else ""),
        refused=bool(sentence),
        tongues=measure_rows.in_languages(row),
        **after_stale(row, stale, seen),
        status=409 if stale else 422 if sentence else 200,
    )


def _lack(measure: Measure) -> str:
    """What is still missing before the public may see it."""
    try:
        rules.check_public(measure, queries.languages())
    except Refused as refused:
        return refused.sentence
    return ""


def may_comment(request: StaffRequest, measure: Measure) -> bool:
    """Whether the reader reads and writes what is said during a trial."""
    on = today()
    leading, home = org.leading(request.user, on), org.reach(request.user, on).home
    return rules.may_comment(measure, request.user, leading, home)


def trial_of(request: StaffRequest, key: int) -> Measure:
    """A measure whose trial the reader takes part in or leads."""
    row = measure_of(request, key, to_act=False)
    if not may_comment(request, row):
        raise PermissionDenied
    return row
