"""What the pages of own words share: their frame, who may read them, which question is meant."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from kuulluksi.figures.queries.texts import Texts, texts_of
from kuulluksi.org import queries as org
from kuulluksi.org.queries import Reach
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.staff.surveys import frame

DONE: dict[str, Promise] = {
    "saved": gettext_lazy("Saved."),
    "passed": gettext_lazy(
        "Saved. Two colleagues had read some of these texts meanwhile; they need no third reader."
    ),
    "settled": gettext_lazy("Settled."),
    "counted": gettext_lazy("The themes were counted. Everybody on the staff sees them now."),
    "quoted": gettext_lazy("The quote stands in the reports of the wave now."),
    "taken-back": gettext_lazy("The quote was taken back."),
}


def page(
    request: StaffRequest, template: str, wave: Wave, *, status: int = 200, **context: Any
) -> HttpResponse:
    done = DONE.get(request.GET.get("done", ""))
    return frame.page(request, template, status=status, wave=wave, done=done, **context)


def making(request: StaffRequest) -> Reach:
    return org.making(request.user, today())


def texts_for(request: StaffRequest, code: str) -> Texts:
    """The texts of a wave for somebody who may read some of them; 404 before the wave has closed,
    403 for others."""
    wave = frame.wave_of(request, code, to_act=False)
    texts = texts_of(wave)
    if texts is None:
        raise Http404
    if not reads_some(texts, making(request)):
        raise PermissionDenied
    return texts


def reads_some(texts: Texts, reach: Reach) -> bool:
    return texts.reads_all(reach) or any(texts.readable(each.id, reach) for each in texts.items)


def item_of(request: StaffRequest, texts: Texts) -> str:
    """The question that is meant: the one named, else the first."""
    asked = request.POST.get("item") or request.GET.get("item", "")
    known = [each.id for each in texts.items]
    if (asked and asked not in known) or not known:
        raise Http404
    return asked or known[0]


def back_to(name: str, wave: Wave, *words: object, **told: str) -> HttpResponseRedirect:
    address = reverse(name, args=[wave.code, *words])
    return HttpResponseRedirect(f"{address}?{urlencode(told)}" if told else address, status=303)


def numbers(sent: Iterable[str]) -> list[int]:
    """Keys as a form sends them; whatever is none stays one that nothing has."""
    return [
        int(each) if each.isascii() and each.isdigit() and len(each) < 20 else 0 for each in sent
    ]
