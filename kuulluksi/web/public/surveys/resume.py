"""Going on with a survey that was broken off. The code travels only in the body of a request."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kuulluksi.pure import receipt
from kuulluksi.surveys import queries
from kuulluksi.surveys.enums import Mode
from kuulluksi.voices import queries as voices
from kuulluksi.web.kit import clock, sitting
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.kit.sitting import Turn
from kuulluksi.web.public.journeys import code_fault
from kuulluksi.web.public.surveys.answering import kept_for_going_back, question_page


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask(request)
    typed = request.POST.get("code", "")
    try:
        code = receipt.clean(typed)
    except receipt.BadCode as bad:
        return _ask(request, typed, code_fault(bad))
    return _go_on(request, code) or _elsewhere(request, typed, code)


def _go_on(request: HttpRequest, code: str) -> HttpResponse | None:
    """The question at which somebody stopped."""
    found = queries.draft(code)
    if found is None:
        return None
    draft, said = found
    target = queries.target_at(draft.wave.code, said["place"])
    if target is None:
        return None
    # It was broken off while the survey was open, so it was begun in time.
    began = min(clock.today(), draft.wave.closes_on)
    asked = queries.questionnaire(target.wave.document)
    here = sitting.goes_on(asked, said, began)
    with override(here.manner.spoken):
        page = question_page(target, Mode.WEB, Turn("show", here)) | {"resumed": True}
        return kept_for_going_back(render(request, "public/surveys/answer.html", page))


def _elsewhere(request: HttpRequest, typed: str, code: str) -> HttpResponse:
    """A code of something else is led there; of the rest it is said what may have become of it."""
    if queries.invitation(code) is not None:
        return HttpResponseRedirect(reverse("public:invited", args=[code]))
    if voices.by_receipt(code) is not None:
        return _ask(request, typed, _("This is the code of a feedback, not of a survey."), code)
    sentence = _(
        "No broken-off answers have this code. Check each character. If you have sent the answers,"
        " or the survey has closed, there is nothing left to go on with."
    )
    return _ask(request, typed, sentence)


def _ask(
    request: HttpRequest, typed: str = "", sentence: str = "", feedback: str = ""
) -> HttpResponse:
    faults = [Fault("code", sentence)] if sentence else []
    page = {
        "typed": typed,
        "faults": faults,
        "errors": {"code": sentence},
        "feedback": receipt.pretty(feedback) if feedback else "",
    }
    response = render(request, "public/surveys/resume.html", page, status=422 if faults else 200)
    patch_cache_control(response, no_store=True)
    return response
