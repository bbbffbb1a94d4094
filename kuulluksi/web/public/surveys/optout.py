"""Saying no to surveys by the link of an invitation. What the page says never depends on whether
there is such a link, or who has answered.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kuulluksi.pure import receipt
from kuulluksi.pure.text import clean_text
from kuulluksi.pure.visitfeed import read_address
from kuulluksi.surveys import actions
from kuulluksi.web.kit import clock
from kuulluksi.web.kit.forms import Fault


@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def opt_out(request: HttpRequest, link: str) -> HttpResponse:
    """Programs that look into letters only read: whoever opens the page has not yet said no."""
    page = {"link": link, "typed": "", "faults": [], "errors": {}, "done": False}
    if request.method != "POST":
        return render(request, "public/surveys/opt_out.html", page)
    typed = clean_text(request.POST.get("address", "")).strip()[:300]
    address = read_address(typed) if typed else ""
    if address is None:
        sentence = _("This is no phone number and no e-mail address. Check it, or leave it empty.")
        faulty = {"typed": typed, "faults": [Fault("address", sentence)]}
        page |= faulty | {"errors": {"address": sentence}}
        return render(request, "public/surveys/opt_out.html", page, status=422)
    actions.opt_out(_code(link), address, at=clock.now())
    return render(request, "public/surveys/opt_out.html", page | {"done": True})


def _code(typed: str) -> str | None:
    try:
        return receipt.clean(typed)
    except receipt.BadCode:
        return None
