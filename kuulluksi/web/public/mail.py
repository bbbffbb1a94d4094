"""The letters that the demo keeps instead of sending, for everybody who tries it out."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from kuulluksi.web.kit import letters

SHOWN = 100


@cache_control(no_store=True)
def mail(request: HttpRequest) -> HttpResponse:
    """Only in the demo: elsewhere letters go to those to whom they are written, and to nobody
    else."""
    if not settings.DEMO:
        raise Http404
    return render(request, "public/mail.html", {"letters": letters.kept(SHOWN)})
