"""Answering in an interview: somebody from another place asks, by telephone or face to face, and
nothing tells afterwards who it was.
"""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from kuulluksi.org import queries as org
from kuulluksi.pure.deadlines import day
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.enums import Mode, WaveState
from kuulluksi.surveys.models import WaveTarget
from kuulluksi.web.kit import asking, begun, clock, sitting
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.sitting import Sitting, Turn
from kuulluksi.web.staff.presenters import desk

Page = dict[str, Any]


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: StaffRequest, wave: str, place: str) -> HttpResponse:
    """The script, then the questions one by one. Who asks is stored nowhere, nor audited."""
    at = clock.now()
    target = queries.target_at(wave, place)
    if target is None or target.wave.state == WaveState.DRAFT:
        raise Http404
    if Mode.INTERVIEW not in target.wave.modes:
        raise Http404
    reach = org.reach(request.user, day(at))
    page = {**desk(request.user, reach, "surveys"), "target": target, "wave": target.wave}
    own = org.units_by_code(org.revision(), day(at)).values()
    homes = {unit.service_id for unit in own if unit.pk in reach.home}
    if not rules.may_interview(reach, target, homes):
        return render(request, "staff/surveys/interview_no.html", page, status=403)
    asked = queries.questionnaire(target.wave.document)
    if request.method == "POST":
        return _receive(request, target, page)
    try:
        rules.check_answerable(target.wave, day(at))
    except rules.WaveClosed as closed:
        return render(request, "staff/surveys/interview_over.html", page | {"why": closed.sentence})
    manner = sitting.manner(asked, request.GET)
    if "layout" in request.GET:
        here = Sitting(asked, begun.fresh(day(at)), manner)
        return _show(request, target, page, Turn("show", here))
    shown = {
        "manner": manner,
        "minutes": asking.minutes(asked),
        "languages_offered": [(tag, sitting.LANGUAGES[tag]) for tag in asked.languages],
        "helpers": sitting.helpers(),
        "done": "done" in request.GET,
    }
    return render(request, "staff/surveys/interview_start.html", page | shown)


def _receive(request: StaffRequest, target: WaveTarget, page: Page) -> HttpResponse:
    at = clock.now()
    token = begun.read(request.POST.get("nonce", ""))
    asked = queries.questionnaire(target.wave.document)
    here = sitting.sent(asked, request.POST, token or begun.fresh(day(at)))
    if token is None:
        return _show(request, target, page, Turn("show", here), expired=True)
    turn = sitting.turn(here, request.POST.get("go", "next"))
    if turn.then != "give" or turn.answers is None:
        return _show(request, target, page, turn)
    new = actions.NewAnswers(
        nonce=token.nonce,
        key_name=token.key_name,
        answers=turn.answers,
        language=here.manner.language,
        mode=Mode.INTERVIEW,
        helped=here.manner.helped,
        began_on=token.on,
    )
    try:
        actions.give(target, new, at=at)
    except rules.WaveClosed as closed:
        over = {"why": closed.sentence, "told": here.told}
        return render(request, "staff/surveys/interview_over.html", page | over, status=409)
    return HttpResponseRedirect(_address(target) + "?done", status=303)


def _address(target: WaveTarget) -> str:
    return reverse("staff:wave-interview", args=[target.wave.code, queries.slug(target)])


def _show(
    request: StaffRequest,
    target: WaveTarget,
    page: Page,
    turn: Turn,
    *,
    expired: bool = False,
) -> HttpResponse:
    """The questions in the language of the client, in the frame of whoever asks."""
    here = turn.sitting
    with override(here.manner.spoken):
        shown = sitting.page(here, turn.faults, turn.more)
    page |= shown | {
        "mode": Mode.INTERVIEW,
        "action": _address(target),
        "expired": expired,
        "may_pause": False,
    }
    status = 422 if turn.faults or expired else 200
    return render(request, "staff/surveys/interview.html", page, status=status)
