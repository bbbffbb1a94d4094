"""Saying no to surveys by the link of an invitation. What the page says never depends on whether
there is such a link, or who has answered.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kuulluksi.pure import receipt
from kuulluksi.surveys import actions
from kuulluksi.web.kit import clock


@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def opt_out(request: HttpRequest, link: str) -> HttpResponse:
    """Programs that look into letters only read: whoever opens the page has not yet said no."""
    done = request.method == "POST"
    if done and (code := _code(link)):
        actions.opt_out(code, at=clock.now())
    return render(request, "public/surveys/opt_out.html", {"link": link, "done": done})


def _code(typed: str) -> str | None:
    try:
        return receipt.clean(typed)
    except receipt.BadCode:
        return None
