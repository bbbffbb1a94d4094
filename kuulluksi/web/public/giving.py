"""Giving a voice: the form, and the receipt that answers it in the same breath."""

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kuulluksi.cases import actions
from kuulluksi.org import queries as org
from kuulluksi.org.models import Authority, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.voices.enums import Channel, HoldReason
from kuulluksi.web.kit import clock
from kuulluksi.web.kit import nonce as nonces
from kuulluksi.web.public import receipt
from kuulluksi.web.public.forms import THIS, GiveForm
from kuulluksi.web.public.presenters import form_page


# No session stands behind this form, so there is nothing to forge: the signed nonce takes the
# place of the CSRF cookie, and no cookie is set before somebody signs in.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, unit: str = "", service: str = "") -> HttpResponse:
    at = clock.now()
    on = deadlines.day(at)
    authority = org.authority()
    place = _place(unit, service, on, authority)
    if request.method != "POST":
        return _kept_for_going_back(
            render(request, "public/give.html", form_page(_blank(request, place, on), authority))
        )
    response = _receive(request, place, at, authority)
    patch_cache_control(response, no_store=True)
    return response


def _receive(
    request: HttpRequest, place: Unit | Service | None, at: datetime, authority: Authority
) -> HttpResponse:
    on = deadlines.day(at)
    form = GiveForm(request.POST, on=on, at=place)
    valid = form.is_valid()
    nonce = nonces.read(form.data.get("nonce", ""))
    if not valid or nonce is None:
        page = form_page(form, authority, expired=nonce is None)
        return render(request, "public/give.html", page, status=422)
    new = form.new_voice(nonce, _hold_reason(form, nonce), authority)
    try:
        given = actions.give(new, form.new_feedback(), at=at)
    except Refused as refused:
        form.add_error("words", refused.sentence)
        return render(request, "public/give.html", form_page(form, authority), status=422)
    if nonce.old and not given.fresh:
        # Somebody else may sit at the same screen by now: the words are kept, no code is shown.
        return render(request, "public/already.html", {"given": given})
    return receipt.page(request, given, on, authority, contact=bool(new.contact))


def _kept_for_going_back(response: HttpResponse) -> HttpResponse:
    """Whoever goes back from the receipt finds the words still there, and the same nonce: what is
    changed then joins the voice. A new visit gets a new form."""
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _place(unit: str, service: str, on: date, authority: Authority) -> Unit | Service | None:
    """The place of a direct link. A closed or unknown one is a 404 that offers the common form."""
    if not unit and not service:
        return None
    found: Unit | Service | None
    if unit:
        found = org.units_by_code(authority.revision, on).get(unit)
    else:
        found = org.services(on).filter(code=service).first()
    if found is None:
        raise Http404
    return found


def _blank(request: HttpRequest, place: Unit | Service | None, on: date) -> GiveForm:
    channel = request.GET.get("k", "")
    return GiveForm(
        initial={
            "nonce": nonces.fresh(),
            "about": THIS if place else request.GET.get("about", ""),
            "channel": channel if channel in Channel.values else Channel.WEB,
            "page": _page_of_link(request),
            "named": "no",
        },
        on=on,
        at=place,
    )


def _page_of_link(request: HttpRequest) -> str:
    """The page that an embedded link stood on: named by the link, else told by the browser."""
    page = request.GET.get("page", "")
    if not page and request.GET.get("k") == Channel.SITE:
        page = request.headers.get("Referer", "")
    return page.partition("?")[0].partition("#")[0][:500]


def _hold_reason(form: GiveForm, nonce: nonces.Nonce) -> str:
    """Why a voice waits for review, if it does, besides the budget. It is never refused."""
    if form.cleaned_data["website"]:
        return HoldReason.HONEYPOT
    if nonce.too_young:
        return HoldReason.TOO_FAST
    return ""
