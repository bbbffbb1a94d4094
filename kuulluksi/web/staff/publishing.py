"""Editing a feedback for the public pages: what to hide, how it will look, and out it goes."""

from django.http import HttpResponse

from kuulluksi.cases import queries
from kuulluksi.cases.enums import Concerns
from kuulluksi.cases.models import Feedback
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import Publicity
from kuulluksi.voices.rules import can_publish
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.staff import editing
from kuulluksi.web.staff.editing import PublishForm
from kuulluksi.web.staff.voice import back, check_may_act, gone, render_voice


@staff
def publish(request: StaffRequest, voice: int) -> HttpResponse:
    """Choosing, looking and publishing: three pages of one address, so that what was chosen goes
    from one to the next and nothing is stored before it goes out."""
    feedback = queries.feedback(voice, request.user, today())
    if feedback is None:
        return gone(request)
    check_may_act(request, feedback)
    original = voices.original(feedback.voice) if can_publish(feedback.voice) else None
    if original is None:
        return back(feedback, "unpublishable" if request.method == "POST" else "")
    if request.method != "POST":
        return _choose(request, feedback, PublishForm(feedback, original))
    form = PublishForm(feedback, original, request.POST)
    step, _colon, number = request.POST.get("do", "").partition(":")
    if step == "part":
        return _choose(request, feedback, form, turn=number)
    if step == "look":
        return _look(request, feedback, form)
    status = form.carry_out(by=request.user, at=now())
    if status == 303:
        return back(feedback, form.outcome)
    if status == 409:
        return _after_others(request, feedback, form)
    if form.has_error("sure") and len(form.errors) == 1:
        return _look(request, feedback, form, status)
    return _choose(request, feedback, form, status)


def _after_others(request: StaffRequest, feedback: Feedback, form: PublishForm) -> HttpResponse:
    """Somebody else acted first: the page starts from what there is to publish now."""
    now_ = queries.feedback(feedback.pk, request.user, today())
    original = voices.original(now_.voice) if now_ and can_publish(now_.voice) else None
    if now_ is None or original is None:
        return back(now_, "unpublishable")
    fresh = PublishForm(now_, original)
    fresh.stale = form.stale
    return _choose(request, now_, fresh, 409)


def _choose(
    request: StaffRequest,
    feedback: Feedback,
    form: PublishForm,
    status: int = 200,
    *,
    turn: str = "",
) -> HttpResponse:
    asked = turn or request.POST.get("part", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return render_voice(
        request,
        "staff/publish.html",
        feedback,
        form,
        status,
        part=editing.part(form.original, number, form.picked),
        asks_first=feedback.voice.publicity == Publicity.ASK_FIRST,
        hides_names=feedback.concerns != Concerns.NOBODY,
    )


def _look(
    request: StaffRequest, feedback: Feedback, form: PublishForm, status: int = 200
) -> HttpResponse:
    return render_voice(
        request,
        "staff/publish_look.html",
        feedback,
        form,
        status,
        preview=editing.preview(feedback.voice, form.original, form.picked),
        kept=",".join(sorted(form.picked)),
        asks_first=feedback.voice.publicity == Publicity.ASK_FIRST,
    )
