"""How somebody leaves a survey: with the answers sent, with a code to go on later, or at a closed
door, and then with every word still in hand.
"""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from kuulluksi.org import queries as org
from kuulluksi.org.models import Authority, Service, Unit
from kuulluksi.pure import receipt
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.enums import Mode
from kuulluksi.surveys.models import Wave, WaveTarget
from kuulluksi.web.kit import clock, nonce, receipts
from kuulluksi.web.kit.sitting import Sitting
from kuulluksi.web.public.forms import THIS


def give_address(target: WaveTarget) -> str:
    """Where feedback on the place of a survey is given."""
    match target.place:
        case Unit(code=code):
            return reverse("public:give-unit", args=[code])
        case Service(code=code):
            return reverse("public:give-service", args=[code])
    return reverse("public:give")


def thanks(
    request: HttpRequest,
    target: WaveTarget,
    here: Sitting,
    mode: Mode,
    authority: Authority,
    *,
    again: bool,
) -> HttpResponse:
    page = {
        "authority": authority,
        "target": target,
        "wave": target.wave,
        "manner": here.manner,
        "mode": mode,
        "again": again,
        "place_slug": queries.slug(target),
        "give": give_address(target),
    }
    return _unstored(render(request, "public/surveys/thanks.html", page))


def paused(request: HttpRequest, target: WaveTarget, here: Sitting, at: datetime) -> HttpResponse:
    """Seals what has been answered, and shows the code under which it waits."""
    authority = org.authority()  # nothing is asked of the database when it is done
    token = here.begun
    code = queries.survey_code(token.key_name, token.nonce)
    said = {**here.kept(), "place": queries.slug(target)}
    actions.break_off(target.wave, code, token.key_name, said, at=at, began_on=token.on)
    address = reverse("public:survey-resume")
    page = {
        "authority": authority,
        "target": target,
        "wave": target.wave,
        "manner": here.manner,
        "code": receipt.pretty(code),
        "groups": receipt.pretty(code).split(" "),
        "spelt": receipt.spell(code, get_language() or "fi"),
        "qr": receipts.qr(f"{settings.PUBLIC_URL}{address}#{code}"),
        "address": settings.PUBLIC_URL.split("://")[-1] + address,
    }
    return _unstored(render(request, "public/surveys/paused.html", page))


def too_late(
    request: HttpRequest,
    target: WaveTarget,
    here: Sitting,
    *,
    used: bool = False,
    invited_only: bool = False,
) -> HttpResponse:
    """The survey takes these answers no more. The words stay on the page; they can be feedback."""
    page = {
        "target": target,
        "wave": target.wave,
        "manner": here.manner,
        "used": used,
        "invited_only": invited_only,
        "told": here.told,
        "written": here.written,
        "words": "\n\n".join(f"{question}\n{words}" for question, words in here.written),
        "give": give_address(target),
        "about": THIS if target.place else "authority",
        "nonce": nonce.fresh(),
    }
    return _unstored(render(request, "public/surveys/too_late.html", page, status=409))


def used_link(request: HttpRequest) -> HttpResponse:
    page = {"waves": queries.open_waves(clock.today())}
    return render(request, "public/surveys/used_link.html", page, status=404)


def not_yet(request: HttpRequest, wave: Wave) -> HttpResponse:
    return render(request, "public/surveys/other_ways.html", {"wave": wave, "not_yet": True})


def by_other_ways(request: HttpRequest, target: WaveTarget) -> HttpResponse:
    """The common link is not how this survey is answered."""
    page = {"wave": target.wave, "give": give_address(target)}
    return render(request, "public/surveys/other_ways.html", page)


def _unstored(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True)
    return response
