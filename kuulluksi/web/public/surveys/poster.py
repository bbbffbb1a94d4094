"""A poster for a wall: a QR code and a short address that lead to the survey of this place."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kuulluksi.surveys import queries, rules
from kuulluksi.surveys.enums import Mode, WaveState
from kuulluksi.web.kit import asking, receipts
from kuulluksi.web.kit.clock import today


def poster(request: HttpRequest, wave: str, place: str) -> HttpResponse:
    """Only while anybody can answer: the poster of a survey that is over leads nowhere."""
    target = queries.target_at(wave, place)
    if target is None or target.wave.state != WaveState.OPEN or target.wave.closes_on < today():
        raise Http404
    if not rules.open_to_all(target.wave):
        raise Http404
    address = settings.PUBLIC_URL + reverse("wave-door", args=[wave, place])
    page = {
        "wave": target.wave,
        "place": target.place,
        "qr": receipts.qr(address),
        "address": address.partition("://")[2],
        "minutes": asking.minutes(queries.questionnaire(target.wave.document)),
        "on_paper": Mode.PAPER in target.wave.modes,
        "interviewed": Mode.INTERVIEW in target.wave.modes,
    }
    return render(request, "public/surveys/poster.html", page)
