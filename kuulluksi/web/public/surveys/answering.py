"""Somebody answers a survey: the first page, the questions, and what follows when they are sent.

No session, cookie or address stands behind it: everything is carried in the form, and its signed
nonce makes sure that it is stored once.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from kuulluksi.org import queries as org
from kuulluksi.pure import receipt
from kuulluksi.pure.deadlines import day
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.enums import Mode, WaveState
from kuulluksi.surveys.models import Wave, WaveTarget
from kuulluksi.web.kit import asking, begun, clock, sitting
from kuulluksi.web.kit.sitting import Sitting, Turn
from kuulluksi.web.public.surveys import leaving

Page = dict[str, Any]
View = Callable[..., HttpResponse]
# Pages that take each other's place by a script, so that none stays in the browser's history.
FETCHES = cast("Callable[[View], View]", csp_update({"connect-src": [SELF]}))


@require_safe
def wave(request: HttpRequest, wave: str) -> HttpResponse:
    """The places that a survey asks about. Where there is only one there is nothing to choose."""
    found = queries.wave(wave)
    if found is None:
        raise Http404
    if closed := _not_now(request, found, clock.today()):
        return closed
    targets = list(queries.targets(found))
    if len(targets) == 1:
        return HttpResponseRedirect(address(targets[0]))
    places = [(target.place, address(target)) for target in targets if target.place]
    return render(request, "public/surveys/wave.html", {"wave": found, "places": places})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, wave: str, place: str) -> HttpResponse:
    return _answering(request, _target(wave, place), Mode.WEB)


@FETCHES
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, wave: str, place: str) -> HttpResponse:
    """One device that goes from hand to hand: nothing of one person is there for the next."""
    target = _target(wave, place)
    if not rules.on_one_device(target.wave):
        raise Http404
    response = _answering(request, target, Mode.GROUP)
    patch_cache_control(response, no_store=True)
    return response


@require_safe
def invited(request: HttpRequest, link: str) -> HttpResponse:
    """A personal link. Its code goes along in the form; sending the answers uses it up."""
    try:
        code = receipt.clean(link)
    except receipt.BadCode:
        code = ""
    found = queries.invitation(code) if code else None
    if found is None:
        return leaving.used_link(request)
    target, on = found.target, clock.today()
    if closed := _not_now(request, target.wave, on):
        return closed
    return kept_for_going_back(_first_page(request, target, Mode.WEB, on, code))


def address(target: WaveTarget, mode: Mode = Mode.WEB) -> str:
    name = "public:group" if mode == Mode.GROUP else "public:answer"
    return reverse(name, args=[target.wave.code, queries.slug(target)])


def _target(wave: str, place: str) -> WaveTarget:
    found = queries.target_at(wave, place)
    if found is None or found.wave.state == WaveState.DRAFT:
        raise Http404
    return found


def _not_now(request: HttpRequest, wave: Wave, on: date) -> HttpResponse | None:
    """The page of a survey that has not begun; one that is over shows what became of it."""
    if wave.state == WaveState.DRAFT:
        raise Http404
    if wave.state == WaveState.CLOSED or wave.closes_on < on:
        return HttpResponseRedirect(reverse("public:promise", args=[wave.code]))
    if on < wave.opens_on:
        return leaving.not_yet(request, wave)
    return None


def _answering(request: HttpRequest, target: WaveTarget, mode: Mode) -> HttpResponse:
    at = clock.now()
    if request.method == "POST":
        return _receive(request, target, mode)
    if closed := _not_now(request, target.wave, day(at)):
        return closed
    if mode == Mode.WEB and not rules.open_to_all(target.wave):
        return leaving.by_other_ways(request, target)
    return kept_for_going_back(_first_page(request, target, mode, day(at)))


def kept_for_going_back(response: HttpResponse) -> HttpResponse:
    """Whoever goes back in the browser finds what was chosen; a new visit gets a new form."""
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _first_page(
    request: HttpRequest, target: WaveTarget, mode: Mode, on: date, link: str = ""
) -> HttpResponse:
    """What the survey is about and how one wants to answer; then the first question."""
    asked = queries.questionnaire(target.wave.document)
    manner = sitting.manner(asked, request.GET)
    if "language" in request.GET and manner.spoken != get_language():
        return HttpResponseRedirect(translate_url(request.get_full_path(), manner.spoken))
    if "layout" in request.GET:
        here = Sitting(asked, begun.fresh(on), manner, link=link)
        return _show(request, target, mode, Turn("show", here))
    page = {
        "target": target,
        "wave": target.wave,
        "mode": mode,
        "link": link,
        "manner": manner,
        "title": asked.title.best(manner.language),
        "minutes": asking.minutes(asked),
        "questions": len(asked.questions),
        "languages_offered": [(tag, sitting.LANGUAGES[tag]) for tag in asked.languages],
        "helpers": sitting.helpers(),
        "easy_offered": sitting.EASY in asked.languages and get_language() == "fi",
    }
    return render(request, "public/surveys/start.html", page)


def _receive(request: HttpRequest, target: WaveTarget, mode: Mode) -> HttpResponse:
    at = clock.now()
    token = begun.read(request.POST.get("nonce", ""))
    asked = queries.questionnaire(target.wave.document)
    here = sitting.sent(asked, request.POST, token or begun.fresh(day(at)))
    if token is None:
        return _show(request, target, mode, Turn("show", here), expired=True)
    if mode == Mode.GROUP and queries.is_given(token.key_name, token.nonce):
        # Sent again by the browser's own button: by now somebody else may hold the device.
        return HttpResponseRedirect(address(target, mode))
    turn = sitting.turn(here, request.POST.get("go", "next"))
    with override(here.manner.spoken):
        pauses = turn.then == "pause" and mode == Mode.WEB
        if turn.answers is None or not (pauses or turn.then == "give"):
            return _show(request, target, mode, turn)
        if not here.link and mode == Mode.WEB and not rules.open_to_all(target.wave):
            return leaving.too_late(request, target, here, invited_only=True)
        try:
            if pauses:
                return leaving.paused(request, target, turn.sitting, at)
            return _give(request, target, mode, turn)
        except rules.WaveClosed:
            return leaving.too_late(request, target, here)
        except rules.LinkUsed:
            return leaving.too_late(request, target, here, used=True)


def _give(request: HttpRequest, target: WaveTarget, mode: Mode, turn: Turn) -> HttpResponse:
    here, token = turn.sitting, turn.sitting.begun
    authority = org.authority()  # nothing is asked of the database when it is done
    again = queries.is_given(token.key_name, token.nonce)
    if not again and turn.answers is not None:
        new = actions.NewAnswers(
            nonce=token.nonce,
            key_name=token.key_name,
            answers=turn.answers,
            language=here.manner.language,
            mode=mode,
            helped=here.manner.helped,
            invitation=_code(here.link),
            draft=queries.survey_code(token.key_name, token.nonce),
            began_on=token.on,
        )
        actions.give(target, new, at=clock.now())
    return leaving.thanks(request, target, here, mode, authority, again=again)


def _code(link: str) -> str:
    """The canonical code of a link; of what is none, itself: then nobody was invited with it."""
    try:
        return receipt.clean(link) if link else ""
    except receipt.BadCode:
        return link


def _show(
    request: HttpRequest, target: WaveTarget, mode: Mode, turn: Turn, *, expired: bool = False
) -> HttpResponse:
    """The questions where somebody is."""
    page = question_page(target, mode, turn) | {"expired": expired}
    bad = expired or bool(turn.faults)
    status = 422 if bad else 200
    return kept_for_going_back(render(request, "public/surveys/answer.html", page, status=status))


def question_page(target: WaveTarget, mode: Mode, turn: Turn) -> Page:
    """What the page of questions shows. It is sent to the survey's own address, wherever somebody
    came in."""
    return {
        **sitting.page(turn.sitting, turn.faults, turn.more),
        "target": target,
        "wave": target.wave,
        "mode": mode,
        "action": address(target, mode),
        "may_pause": mode == Mode.WEB,
    }
