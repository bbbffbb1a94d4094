"""Keying in papers: batches of a wave, sheet after sheet, some of them twice, and into the box."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kuulluksi.org.rules import Refused
from kuulluksi.surveys import queries
from kuulluksi.surveys.actions import keying as actions
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Batch, Sheet, Wave, WaveTarget
from kuulluksi.surveys.queries import keying as piles
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.staff.surveys.editor_faults import TONGUES
from kuulluksi.web.staff.surveys.frame import page, wave_of
from kuulluksi.web.staff.surveys.keying_form import (
    MOST_SHEETS,
    NUMBER,
    HandedOut,
    KeyForm,
    Line,
    NewBatch,
    place_name,
)
from kuulluksi.web.staff.surveys.keying_page import Side, differences, rate, rows


@staff
def batches(request: StaffRequest, wave: str) -> HttpResponse:
    """The papers of a wave: to be printed, handed out, keyed in; and the way into a new batch."""
    found, those = _wave(request, wave)
    asked = queries.questionnaire(found.document)
    form = NewBatch(request.POST if request.method == "POST" else None, those, asked)
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data
        try:
            batch = actions.start(
                form.targets[chosen["place"]],
                chosen["language"],
                twice_every=chosen["twice_every"],
                by=request.user,
                at=now(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return _to("staff:batch-sheet-new", batch.pk)
    return _batches(request, found, those, form, HandedOut(None))


@staff
@require_POST
def handed_out(request: StaffRequest, wave: str, place: str) -> HttpResponse:
    """So many papers more were given out at a place."""
    found, those = _wave(request, wave)
    target = next((each for each in those if queries.slug(each) == place), None)
    if target is None:
        raise Http404
    form = HandedOut(request.POST)
    if form.is_valid():
        try:
            actions.hand_out(target, form.cleaned_data["papers"])
        except Refused as refused:
            form.refuse(refused)
        else:
            return _to("staff:wave-batches", wave, done="handed-out")
    new = NewBatch(None, those, queries.questionnaire(found.document))
    return _batches(request, found, those, new, form, at=target)


@staff
def batch(request: StaffRequest, batch: int) -> HttpResponse:
    """A batch: which sheets lie in it, what is still to be done, and the way into the box."""
    return _pile(request, _batch(request, batch))


@staff
@require_POST
def finish(request: StaffRequest, batch: int) -> HttpResponse:
    found = _batch(request, batch)
    try:
        actions.finish(found, by=request.user, at=now())
    except Refused as refused:
        return _pile(request, found, refused)
    return _to("staff:batch", found.pk, done="finished")


@staff
@require_POST
def abandon(request: StaffRequest, batch: int) -> HttpResponse:
    found = _batch(request, batch)
    try:
        actions.abandon(found, at=now())
    except Refused as refused:
        return _pile(request, found, refused)
    return _to("staff:wave-batches", found.target.wave.code, done="abandoned")


@staff
def new_sheet(request: StaffRequest, batch: int) -> HttpResponse:
    """An empty screen for the next sheet; a sheet that is saved leads to the one after it."""
    found = _open(request, batch)
    if request.method != "POST":
        pile = piles.pile(found)
        form = KeyForm(found, {NUMBER: str(min(pile.next_number, MOST_SHEETS))})
        return _screen(request, form, heading=_("Key in a sheet"))
    form = KeyForm.sent(found, request.POST)
    if not form.faults:
        try:
            actions.key_in(found, form.number, form.keyed, form.helped, at=now())
        except Refused as refused:
            form = KeyForm(found, form.typed, refused=(NUMBER, refused.sentence))
        else:
            return _to("staff:batch-sheet-new", batch, **_told(form))
    return _screen(request, form, heading=_("Key in a sheet"), bound=True)


@staff
def sheet(request: StaffRequest, batch: int, sheet: int) -> HttpResponse:
    """A sheet that was keyed in, to be put right."""
    found = _sheet(request, batch, sheet)
    heading = _("Sheet %(number)s") % {"number": sheet}
    if request.method != "POST":
        return _screen(request, KeyForm.kept(found), heading=heading, sheet=found)
    form = KeyForm(
        found.batch, {**KeyForm.sent(found.batch, request.POST).typed, NUMBER: str(sheet)}
    )
    if not form.faults:
        try:
            actions.mend(found, form.keyed, form.helped, at=now())
        except Refused as refused:
            form = KeyForm(found.batch, form.typed, refused=(NUMBER, refused.sentence))
        else:
            return _to("staff:batch", batch, **_told(form))
    return _screen(request, form, heading=heading, bound=True, sheet=found)


@staff
def again(request: StaffRequest, batch: int, sheet: int) -> HttpResponse:
    """A sheet is keyed in a second time, without seeing the first."""
    found = _sheet(request, batch, sheet)
    heading = _("Sheet %(number)s once more") % {"number": sheet}
    if request.method != "POST":
        if found.again is not None:
            return _to("staff:batch", batch)
        return _screen(
            request, KeyForm(found.batch, {NUMBER: str(sheet)}), heading=heading, again=True
        )
    form = KeyForm(
        found.batch, {**KeyForm.sent(found.batch, request.POST).typed, NUMBER: str(sheet)}
    )
    if not form.faults:
        try:
            same = actions.key_again(found, form.keyed, at=now())
        except Refused as refused:
            form = KeyForm(found.batch, form.typed, refused=(NUMBER, refused.sentence))
        else:
            if same:
                return _to("staff:batch", batch, done="same")
            return _to("staff:batch-differences", batch, sheet)
    return _screen(request, form, heading=heading, bound=True, again=True)


@staff
def settle(request: StaffRequest, batch: int, sheet: int) -> HttpResponse:
    """Where the two keyings of a sheet differ, side by side: what stands on the paper?"""
    found = _sheet(request, batch, sheet)
    if found.again is None or found.again["settled"]:
        return _to("staff:batch", batch)
    sides = differences(found, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        chosen = {each.item: each.chosen == "second" for each in sides if each.chosen}
        try:
            actions.settle(found, chosen, at=now())
        except Refused:
            pass
        else:
            return _to("staff:batch", batch, done="settled")
    return _settling(request, found, sides)


@staff
@require_POST
def take_out(request: StaffRequest, batch: int, sheet: int) -> HttpResponse:
    found = _sheet(request, batch, sheet)
    actions.take_out(found, at=now())
    return _to("staff:batch", batch, done="taken-out")


def _wave(request: StaffRequest, code: str) -> tuple[Wave, list[WaveTarget]]:
    """A wave that was opened, with those of its places whose papers this person keys in; 403 when
    there is none."""
    found = wave_of(request, code, to_act=False)
    if found.state == WaveState.DRAFT:
        raise Http404  # its questionnaire may still have faults, or become another
    those = piles.targets_to_key(request.user, found, today())
    if not those:
        raise PermissionDenied
    return found, those


def _batch(request: StaffRequest, key: int) -> Batch:
    found = piles.batch(key)
    if found is None:
        raise Http404
    if not piles.may_key(request.user, found.target, today()):
        raise PermissionDenied
    return found


def _open(request: StaffRequest, key: int) -> Batch:
    """A batch whose sheets can still be keyed in; 404 when they lie in the box."""
    found = _batch(request, key)
    if found.done_on is not None:
        raise Http404
    return found


def _sheet(request: StaffRequest, key: int, number: int) -> Sheet:
    batch = _open(request, key)
    found = Sheet.objects.filter(batch=batch, number=number).first()
    if found is None:
        raise Http404
    found.batch = batch
    return found


DONE = {
    "handed-out": lambda: _("The papers were counted."),
    "abandoned": lambda: _("The empty batch was removed."),
    "finished": lambda: _("The papers are in the ballot box. You may destroy them as you agreed."),
    "same": lambda: _("Both keyings are the same."),
    "settled": lambda: _("The sheet is as on the paper now."),
    "taken-out": lambda: _("The sheet was taken out."),
}


def _done(request: StaffRequest) -> str:
    """What was done a moment ago: an act, or a sheet that was saved."""
    act = DONE.get(request.GET.get("done", ""))
    if act is not None:
        return act()
    number, left = request.GET.get("sheet", ""), request.GET.get("left", "")
    if not number.isdecimal():
        return ""
    told = _("Sheet %(number)s was saved.") % {"number": number}
    if left and set(left) <= set("0123456789, "):
        told += " " + ngettext(
            "Question %(left)s is not counted: it is not asked of somebody who answered so.",
            "Questions %(left)s are not counted: they are not asked of somebody who answered so.",
            left.count(",") + 1,
        ) % {"left": left}
    return told


def _told(form: KeyForm) -> dict[str, str]:
    left = {"left": form.dropped} if form.dropped else {}
    return {"sheet": str(form.number), **left}


def _to(name: str, *words: object, **told: str) -> HttpResponseRedirect:
    address = reverse(name, args=words)
    return HttpResponseRedirect(f"{address}?{urlencode(told)}" if told else address, status=303)


def _batches(
    request: StaffRequest,
    wave: Wave,
    those: list[WaveTarget],
    form: NewBatch,
    papers: HandedOut,
    *,
    at: WaveTarget | None = None,
) -> HttpResponse:
    faults = form.faults if form.is_bound else []
    if at is not None:
        faults = [replace(each, field=f"papers-{queries.slug(at)}") for each in papers.faults]
    return page(
        request,
        "staff/keying/batches.html",
        status=422 if faults else 200,
        wave=wave,
        places=rows(wave, those, at, papers),
        batches=[(each, place_name(each.target), rate(each)) for each in piles.batches(those)],
        tongues=TONGUES,
        form=form,
        faults=faults,
        done=_done(request),
    )


def _pile(request: StaffRequest, found: Batch, refused: Refused | None = None) -> HttpResponse:
    pile = piles.pile(found)
    faults = [Fault("todo", refused.sentence)] if refused else []
    return page(
        request,
        "staff/keying/batch.html",
        status=422 if faults else 200,
        batch=found,
        wave=found.target.wave,
        place=place_name(found.target),
        tongue=TONGUES[found.language],
        pile=pile,
        rate=rate(found, pile),
        faults=faults,
        done=_done(request),
    )


def _screen(
    request: StaffRequest,
    form: KeyForm,
    *,
    heading: str,
    bound: bool = False,
    sheet: Sheet | None = None,
    again: bool = False,
) -> HttpResponse:
    form.bound = bound
    lines: list[Line] = list(form.lines())
    faults = form.faults if bound else []
    return page(
        request,
        "staff/keying/sheet.html",
        status=422 if faults else 200,
        batch=form.batch,
        wave=form.batch.target.wave,
        place=place_name(form.batch.target),
        tongue=TONGUES[form.batch.language],
        speak=form.batch.language,
        heading=heading,
        number=form.typed.get(NUMBER, ""),
        number_fault=next((each.sentence for each in faults if each.field == NUMBER), ""),
        lines=lines,
        first=faults[0].field if faults else form.first,
        sheet=sheet,
        again=again,
        faults=faults,
        done=_done(request),
    )


def _settling(request: StaffRequest, found: Sheet, sides: list[Side]) -> HttpResponse:
    bound = request.method == "POST"
    told = _("Question %(number)s: choose what stands on the paper.")
    open_ = [each for each in sides if bound and not each.chosen]
    faults = [Fault(each.name, told % {"number": each.number}) for each in open_]
    return page(
        request,
        "staff/keying/differences.html",
        status=422 if faults else 200,
        batch=found.batch,
        sheet=found,
        sides=sides,
        speak=found.batch.language,
        faults=faults,
    )
