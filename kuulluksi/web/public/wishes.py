"""How I want to be met: the client chooses, and keeps a card on paper or on the phone.

No code, no cookie, nothing stored: the card is the answer to the form that was sent.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kuulluksi.org import queries as org
from kuulluksi.org.models import Unit
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.wishes import WishForm, card


# As with feedback, no session stands behind this form, so there is nothing to forge.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest, unit: str = "") -> HttpResponse:
    place = _place(unit)
    if request.method != "POST":
        response = render(request, "public/wishes.html", {"form": WishForm(), "place": place})
        # Whoever goes back from the card finds what was chosen.
        patch_cache_control(response, private=True, no_cache=True)
        return response
    form = WishForm(request.POST)
    if form.is_valid():
        if place is not None:
            form.count(place)
        response = render(request, "public/wish_card.html", {"card": card(form), "place": place})
    else:
        page = {"form": form, "faults": form.faults, "place": place}
        response = render(request, "public/wishes.html", page, status=422)
    patch_cache_control(response, no_store=True)
    return response


def _place(code: str) -> Unit | None:
    """The unit that a poster leads to; a closed or unknown one is a 404."""
    if not code:
        return None
    found = org.units(today()).filter(code=code).first()
    if found is None:
        raise Http404
    return found
