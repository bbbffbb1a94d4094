"""One voice, and what staff do with it. Every act has its own address and carries the version that
its writer had read; what cannot be done comes back with its reason and everything typed.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from kuulluksi.cases import queries, rules
from kuulluksi.cases.models import Feedback
from kuulluksi.org import queries as org
from kuulluksi.voices import actions
from kuulluksi.voices.rules import can, can_act
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.staff import presenters, voice_page
from kuulluksi.web.staff.acts import (
    ActForm,
    AnswerForm,
    CloseForm,
    DiscardForm,
    MoveForm,
    NoteForm,
    ReleaseForm,
    TalkForm,
)
from kuulluksi.web.staff.caring import CalmForm, InterimForm, UrgentForm
from kuulluksi.web.staff.editing import TakeDownForm
from kuulluksi.web.staff.handing import AsFeedbackForm, HandOnForm

# The fields in which somebody writes.
TYPED = ("answer", "note", "talk", "reason", "close", "message", "subject", "conclusion", "interim")
MakeForm = Callable[[Feedback, Any], ActForm]


@staff
def voice(request: StaffRequest, voice: int) -> HttpResponse:
    feedback = queries.feedback(voice, request.user, today())
    if feedback is None:
        return gone(request)
    actions.read(feedback.voice, by=request.user, at=now())
    feedback.voice.refresh_from_db(fields=["state", "version"])
    done = presenters.DONE.get(request.GET.get("done", ""), "")
    return _page(request, feedback, _answer_form(feedback), done=done)


@staff
def answer(request: StaffRequest, voice: int) -> HttpResponse:
    feedback = queries.feedback(voice, request.user, today())
    if feedback is None:
        return gone(request)
    if request.method != "POST":
        return back(feedback)
    check_may_act(request, feedback)
    form = _answer_form(feedback, request.POST)
    if "fill" in request.POST:
        typed = {name: request.POST.get(name, "") for name in ("opening", "sure", "seen")}
        form = _answer_form(feedback, **typed, answer=form.opened())
        return _page(request, feedback, form)
    return carry_out(request, form, _page)


@staff
def move(request: StaffRequest, voice: int) -> HttpResponse:
    def form(feedback: Feedback, data: Any) -> ActForm:
        people = voice_page.readers(feedback.voice, today())
        return MoveForm(feedback, people, voice_page.places(today()), data)

    return act(request, voice, form)


@staff
def hand_on(request: StaffRequest, voice: int) -> HttpResponse:
    feedback = queries.feedback(voice, request.user, today())
    if feedback is None or "fill" not in request.POST:
        return act(request, voice, HandOnForm)
    check_may_act(request, feedback)
    return _act_page(request, feedback, HandOnForm(feedback, request.POST).filled())


@staff
def as_feedback(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, AsFeedbackForm)


@staff
def interim(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, InterimForm)


@staff
def urgent(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, UrgentForm)


@staff
def calm(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, CalmForm)


@staff
def note(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, NoteForm)


@staff
def talk(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, TalkForm)


@staff
def close(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, CloseForm)


@staff
def release(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, ReleaseForm)


@staff
def discard(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, DiscardForm)


@staff
def take_down(request: StaffRequest, voice: int) -> HttpResponse:
    return act(request, voice, TakeDownForm)


def act(request: StaffRequest, voice: int, make: MakeForm) -> HttpResponse:
    """The page of one act, or the act. What cannot be done now leads back to the voice."""
    feedback = queries.feedback(voice, request.user, today())
    if feedback is None:
        return gone(request)
    check_may_act(request, feedback)
    if request.method == "POST":
        return carry_out(request, make(feedback, request.POST), _act_page)
    form = make(feedback, None)
    if not can(feedback.voice, form.event):
        return back(feedback)
    if not form.possible:
        return back(feedback)
    if isinstance(form, AsFeedbackForm) and not feedback.voice.misdirected:
        return back(feedback)
    if isinstance(form, TakeDownForm) and not voice_page.is_published(feedback):
        return back(feedback)
    if isinstance(form, TalkForm) and not rules.may_discuss(feedback):
        return back(feedback)
    return _act_page(request, feedback, form)


def carry_out(
    request: StaffRequest,
    form: ActForm,
    show: Callable[[StaffRequest, Feedback, ActForm, int], HttpResponse],
) -> HttpResponse:
    """Acts and goes back to the voice; or shows the form again with what it said."""
    status = form.carry_out(by=request.user, at=now())
    feedback = queries.feedback(form.feedback.voice.pk, request.user, today())
    if status == 303:
        return back(feedback, form.done)
    if feedback is None:
        return gone(request)
    if status == 409:
        form.has_read(feedback)
    return show(request, feedback, form, status)


def _answer_form(feedback: Feedback, data: Any = None, **initial: str) -> AnswerForm:
    topics = [row.topic for row in feedback.topics.all()]
    return AnswerForm(feedback, queries.openings(feedback.kind, topics), data, **initial)


def check_may_act(request: StaffRequest, feedback: Feedback) -> None:
    if not can_act(feedback.voice, request.user, org.reach(request.user, today(), acting=True)):
        raise PermissionDenied


def _page(
    request: StaffRequest, feedback: Feedback, form: ActForm, status: int = 200, done: object = ""
) -> HttpResponse:
    return render_voice(request, "staff/voice.html", feedback, form, status, done=done)


def _act_page(
    request: StaffRequest, feedback: Feedback, form: ActForm, status: int = 200
) -> HttpResponse:
    return render_voice(request, form.template, feedback, form, status)


def render_voice(
    request: StaffRequest,
    template: str,
    feedback: Feedback,
    form: ActForm,
    status: int,
    **more: object,
) -> HttpResponse:
    on, reader = today(), request.user
    context = {
        **presenters.desk(reader, org.reach(reader, on), "inbox"),
        **voice_page.voice_page(feedback, reader, on),
        "form": form,
        "faults": form.faults if status == 422 else [],
        "meanwhile": voice_page.meanwhile(form, feedback, on, reader),
        **more,
    }
    return render(request, template, context, status=status)


def back(feedback: Feedback | None, done: str = "") -> HttpResponse:
    """To the voice; to the inbox when the act took it out of the reader's sight."""
    if feedback is None:
        address = reverse("staff:inbox")
    else:
        address = reverse("staff:voice", args=[feedback.voice.pk])
    return HttpResponseRedirect(f"{address}?done={done}" if done else address, status=303)


def gone(request: StaffRequest) -> HttpResponse:
    """The same for a voice that is hidden, moved away or never was; what was typed comes back."""
    texts = [request.POST.get(name, "") for name in TYPED]
    context = {
        **presenters.desk(request.user, org.reach(request.user, today()), "inbox"),
        "typed": "".join(texts),
    }
    return render(request, "staff/gone.html", context, status=404)
