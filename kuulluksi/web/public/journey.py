"""The journey of a voice, opened by its receipt code alone. The code travels only in the body of a
request, and every answer says that it must not be stored."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kuulluksi.org.rules import Refused
from kuulluksi.pure import receipt
from kuulluksi.pure.deadlines import day
from kuulluksi.pure.text import clean_text
from kuulluksi.surveys import queries as surveys
from kuulluksi.voices import actions, queries
from kuulluksi.voices.enums import Verdict
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit import clock
from kuulluksi.web.kit import nonce as nonces
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.public import harm as harms
from kuulluksi.web.public import journeys, measures, publishing

# What comes back beside a fault.
TYPED = ("words", "reason", "verdict", "harmed", "harm", "measure", "better")
Act = Callable[[HttpRequest, Voice, str], HttpResponse]


@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def journey(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask_code(request)
    return _opened(request, lambda _request, voice, code: _show(request, voice, code))


def _act(act: Act) -> Callable[[HttpRequest], HttpResponse]:
    """An act on the voice that the posted code opens."""

    @csrf_exempt
    @cache_control(no_store=True)
    @require_POST
    @wraps(act)
    def acted(request: HttpRequest) -> HttpResponse:
        return _opened(request, act)

    return acted


@_act
def add(request: HttpRequest, voice: Voice, code: str) -> HttpResponse:
    def write(nonce: str) -> None:
        words = clean_text(request.POST.get("words", ""))
        actions.add_words(voice, words=words, nonce=nonce, at=clock.now())

    return _do(request, voice, code, write, "added", "words")


@_act
def judge(request: HttpRequest, voice: Voice, code: str) -> HttpResponse:
    def write(nonce: str) -> None:
        chosen = request.POST.get("verdict", "")
        if chosen not in Verdict.values:
            raise Refused(_("Choose one of the three."), "verdict")
        reason = clean_text(request.POST.get("reason", ""))
        try:
            actions.judge(voice, verdict=Verdict(chosen), words=reason, nonce=nonce, at=clock.now())
        except Refused as refused:
            raise Refused(refused.sentence, "reason") from refused

    return _do(request, voice, code, write, "judged", "reason")


@_act
def better(request: HttpRequest, voice: Voice, code: str) -> HttpResponse:
    measure, chosen = request.POST.get("measure", ""), request.POST.get("better", "")

    def write(nonce: str) -> None:
        measures.judge(voice, measure=measure, better=chosen, nonce=nonce)

    return _do(request, voice, code, write, "better-told", measures.field(voice, measure))


@_act
def harm(request: HttpRequest, voice: Voice, code: str) -> HttpResponse:
    def write(nonce: str) -> None:
        harmed, words = request.POST.get("harmed", ""), request.POST.get("harm", "")
        harms.tell(voice, harmed=harmed, words=words, nonce=nonce)

    return _do(request, voice, code, write, "harm-told", "harm")


@_act
def publish(request: HttpRequest, voice: Voice, code: str) -> HttpResponse:
    decision = request.POST.get("decision", "")
    seen = request.POST.get("seen", "")
    return _do(
        request,
        voice,
        code,
        lambda nonce: publishing.decide(voice, decision=decision, seen=seen, nonce=nonce),
        decision,
        "decision",
    )


@_act
def withdraw(request: HttpRequest, voice: Voice, code: str) -> HttpResponse:
    if "sure" not in request.POST:
        page = {"code": receipt.pretty(code), "nonce": nonces.fresh()}
        return render(request, "public/withdraw.html", page)
    return _do(
        request,
        voice,
        code,
        lambda nonce: actions.withdraw(voice, nonce=nonce, at=clock.now()),
        "withdrawn",
        "",
    )


def _do(
    request: HttpRequest,
    voice: Voice,
    code: str,
    write: Callable[[str], object],
    done: str,
    kept: str,
) -> HttpResponse:
    """Acts once for each form and shows the journey again, with a fault beside its field."""
    nonce = nonces.read(request.POST.get("nonce", ""))
    if nonce is None:
        fault = Fault(kept, _("The page had been open for a long time. Press the button again."))
        return _show(request, voice, code, fault=fault)
    try:
        write(nonce.value)
    except Refused as refused:
        fault = Fault(refused.field or kept, refused.sentence)
        return _show(request, voice, code, fault=fault)
    return _show(request, voice, code, done=done)


def _opened(request: HttpRequest, act: Act) -> HttpResponse:
    typed = request.POST.get("code", "")
    try:
        code = receipt.clean(typed)
    except receipt.BadCode as bad:
        return _ask_code(request, typed, journeys.code_fault(bad))
    voice = queries.by_receipt(code)
    if voice is None and surveys.draft(code) is not None:
        sentence = _("This is the code of a survey, not of a feedback.")
        return _ask_code(request, typed, sentence, survey=receipt.pretty(code))
    if voice is None:
        return _ask_code(request, typed, _("No feedback has this code. Check each character."))
    return act(request, voice, code)


def _ask_code(
    request: HttpRequest, typed: str = "", sentence: str = "", survey: str = ""
) -> HttpResponse:
    """`survey`: the code opens somebody's broken-off answers, which are elsewhere."""
    faults = [Fault("code", sentence)] if sentence else []
    page = {"typed": typed, "faults": faults, "errors": {"code": sentence}, "survey": survey}
    return render(request, "public/code.html", page, status=422 if faults else 200)


def _show(
    request: HttpRequest, voice: Voice, code: str, *, done: str = "", fault: Fault | None = None
) -> HttpResponse:
    page = journeys.page(voice, code, day(clock.now()), done=done, fault=fault)
    if fault is not None:
        page["typed"] = {name: request.POST.get(name, "") for name in TYPED}
    return render(request, "public/journey.html", page, status=422 if fault else 200)
