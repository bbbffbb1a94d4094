"""Writing down what a client said: one page, one button, and a slip for the client on the spot.

Unit and channel are there already; the next entry keeps them, and is one Enter away.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from kuulluksi.cases import actions, queries
from kuulluksi.org import queries as org
from kuulluksi.org.models import Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure import receipt
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import STAFF_CHANNELS
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit import nonce as nonces
from kuulluksi.web.kit import receipts
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, meets_clients
from kuulluksi.web.staff.entry_form import EntryForm
from kuulluksi.web.staff.presenters import desk


@meets_clients
def write_down(request: StaffRequest) -> HttpResponse:
    """The page for writing down, or what was written down with its slip.

    Who then knows what: the step "given" names the writer to those who read the voice, and to
    nobody else; the client's own name is asked nowhere. The code passes once over the writer's
    screen, so a writer who copied it could follow the journey as the client does. That is the price
    of a slip on the spot; the words the writer has heard anyway. The house keeps no code, and two
    hours after the page was opened it shows none even for the same form. A client who does not know
    gets no slip, nothing of theirs is published, and readers are told.
    """
    on = today()
    own = list(queries.meeting_units(request.user, on))
    if request.method != "POST":
        return _show_form(request, EntryForm(initial=_asked(request, own, on), own=own, on=on))
    form = EntryForm(request.POST, own=own, on=on)
    if "team" in request.POST:
        return _show_form(request, EntryForm(initial=form.typed, own=own, on=on))
    nonce = nonces.read(request.POST.get("nonce", ""))
    if not form.is_valid() or nonce is None:
        return _show_form(request, form, expired=nonce is None, status=422)
    new, told = form.new_voice(nonce, by=request.user), form.new_feedback()
    try:
        given = actions.write_down(new, told, helped=form.helped, at=now())
    except Refused as refused:
        form.refuse(Refused(refused.sentence, "helped" if refused.field == "people" else "words"))
        return _show_form(request, form, status=422)
    again = _next(new.unit, new.channel)
    if nonce.old and not given.fresh:
        return _page(request, "staff/entry_old.html", {"added": given.added, "again": again})
    if not told.client_knows and not _knows(given.voice):
        signed = request.POST["nonce"]
        kept = {"voice": given.voice, "added": given.added, "again": again, "nonce": signed}
        return _page(request, "staff/entry_saved.html", kept)
    return _slip(request, given.voice, given.code, again, added=given.added)


@meets_clients
@require_POST
def slip(request: StaffRequest) -> HttpResponse:
    """The client has been told after all: the slip of a form that was sent a moment ago. Only its
    writer gets it."""
    nonce = nonces.read(request.POST.get("nonce", ""))
    voice, code = None, ""
    if nonce is not None and not nonce.old:
        code = receipt.make(settings.RECEIPT_KEYS[nonce.key_name], nonce.value)
        voice = voices.by_receipt(code)
    if voice is None or not actions.client_told(voice, by=request.user, at=now()):
        return _page(request, "staff/entry_old.html", {"again": _next(None, "")}, status=404)
    return _slip(request, voice, code, _next(voice.unit, voice.channel))


def _asked(request: StaffRequest, own: list[Unit], on: date) -> dict[str, Any]:
    """Unit and channel of the entry before, as its page names them; else one's own unit."""
    code, channel = request.GET.get("unit", ""), request.GET.get("channel", "")
    unit = org.units(on).filter(code=code).first() if code else None
    return {
        "unit": unit or (own[0] if own else None),
        "channel": channel if channel in STAFF_CHANNELS else STAFF_CHANNELS[0],
    }


def _show_form(
    request: StaffRequest, form: EntryForm, *, expired: bool = False, status: int = 200
) -> HttpResponse:
    faults = form.faults if status == 422 else []
    signed = nonces.fresh() if expired else form["nonce"].value() or nonces.fresh()
    shown = {"form": form, "faults": faults, "expired": expired, "nonce": signed}
    if form.unit is not None:
        shown["paper"] = reverse("public:paper-form", args=[form.unit.code])
    return _page(request, "staff/entry.html", shown, status=status)


def _slip(
    request: StaffRequest, voice: Voice, code: str, again: str, *, added: bool = False
) -> HttpResponse:
    found = receipts.slip(voice, code, voice.language)
    return _page(request, "staff/entry_slip.html", {**found, "again": again, "added": added})


def _knows(voice: Voice) -> bool:
    """Sent again after the client was told meanwhile."""
    told = queries.of_voice(voice)
    return told is not None and bool(told.client_knows)


def _next(unit: Unit | None, channel: str) -> str:
    """The empty page for the next entry, with the same unit and channel."""
    kept = {"unit": unit.code if unit else "", "channel": channel}
    chosen = urlencode({name: value for name, value in kept.items() if value})
    address = reverse("staff:write-down")
    return f"{address}?{chosen}" if chosen else address


def _page(
    request: StaffRequest, template: str, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    frame = desk(request.user, org.reach(request.user, today()), "entry")
    return render(request, template, {**frame, **more}, status=status)
