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
from kuulluksi.web.staff import presenters
from kuulluksi.web.staff.forms import (
    ActForm,
    AnswerForm,
    CloseForm,
    DiscardForm,
    MoveForm,
    NoteForm,
    ReleaseForm,
    TalkForm,
)

# The fields in which somebody writes.
TYPED = ("answer", "note", "talk", "reason", "close")
MakeForm = Callable[[Feedback, Any], ActForm]


@staff
def voice(request: StaffRequest, voice: int) -> HttpResponse:
    feedback = queries.feedback(voice, request.user, today())
    if feedback is None:
        return _gone(request)
    actions.read(feedback.voice, by=request.user, at=now())
    feedback.voice.refresh_from_db(fields=["state", "version"])
    done = presenters.DONE.get(request.GET.get("done", ""), "")
    return _page(request, feedback, _answer_form(feedback), done=done)


@staff
def answer(request: StaffRequest, voice: int) -> HttpResponse:
    feedback = queries.feedback(voice, request.user, today())
    if feedback is None:
        return _gone(request)
    if request.method != "POST":
        return _back(feedback)
    _check_may_act(request, feedback)
    form = _answer_form(feedback, request.POST)
    if "fill" in request.POST:
        typed = {name: request.POST.get(name, "") for name in ("opening", "sure", "seen")}
        form = _answer_form(feedback, **typed, answer=form.opened())
        return _page(request, feedback, form)
    return _carry_out(request, form, _page)


@staff
def move(request: StaffRequest, voice: int) -> HttpResponse:
    def form(feedback: Feedback, data: Any) -> ActForm:
        people = presenters.readers(feedback.voice, today())
        return MoveForm(feedback, people, presenters.places(today()), data)

    return _act(request, voice, form)


@staff
def note(request: StaffRequest, voice: int) -> HttpResponse:
    return _act(request, voice, NoteForm)


@staff
def talk(request: StaffRequest, voice: int) -> HttpResponse:
    return _act(request, voice, TalkForm)


@staff
def close(request: StaffRequest, voice: int) -> HttpResponse:
    return _act(request, voice, CloseForm)


@staff
def release(request: StaffRequest, voice: int) -> HttpResponse:
    return _act(request, voice, ReleaseForm)


@staff
def discard(request: StaffRequest, voice: int) -> HttpResponse:
    return _act(request, voice, DiscardForm)


def _act(request: StaffRequest, voice: int, make: MakeForm) -> HttpResponse:
    """The page of one act, or the act. What cannot be done now leads back to the voice."""
    feedback = queries.feedback(voice, request.user, today())
    if feedback is None:
        return _gone(request)
    _check_may_act(request, feedback)
    if request.method == "POST":
        return _carry_out(request, make(feedback, request.POST), _act_page)
    form = make(feedback, None)
    if not can(feedback.voice, form.event):
        return _back(feedback)
    if isinstance(form, TalkForm) and not rules.may_discuss(feedback):
        return _back(feedback)
    return _act_page(request, feedback, form)


def _carry_out(
    request: StaffRequest,
    form: ActForm,
    show: Callable[[StaffRequest, Feedback, ActForm, int], HttpResponse],
) -> HttpResponse:
    """Acts and goes back to the voice; or shows the form again with what it said."""
    status = form.carry_out(by=request.user, at=now())
    feedback = queries.feedback(form.feedback.voice.pk, request.user, today())
    if status == 303:
        return _back(feedback, form.done)
    if feedback is None:
        return _gone(request)
    if status == 409:
        form.has_read(feedback)
    return show(request, feedback, form, status)


def _answer_form(feedback: Feedback, data: Any = None, **initial: str) -> AnswerForm:
    topics = [row.topic for row in feedback.topics.all()]
    return AnswerForm(feedback, queries.openings(feedback.kind, topics), data, **initial)


def _check_may_act(request: StaffRequest, feedback: Feedback) -> None:
    if not can_act(feedback.voice, request.user, org.reach(request.user, today(), acting=True)):
        raise PermissionDenied


def _page(
    request: StaffRequest, feedback: Feedback, form: ActForm, status: int = 200, done: object = ""
) -> HttpResponse:
    return _render(request, "staff/voice.html", feedback, form, status, done=done)


def _act_page(
    request: StaffRequest, feedback: Feedback, form: ActForm, status: int = 200
) -> HttpResponse:
    return _render(request, "staff/act.html", feedback, form, status)


def _render(
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
        **presenters.voice_page(feedback, reader, on),
        "form": form,
        "faults": form.faults if status == 422 else [],
        "meanwhile": presenters.meanwhile(form, feedback, on, reader),
        **more,
    }
    return render(request, template, context, status=status)


def _back(feedback: Feedback | None, done: str = "") -> HttpResponse:
    """To the voice; to the inbox when the act took it out of the reader's sight."""
    if feedback is None:
        address = reverse("staff:inbox")
    else:
        address = reverse("staff:voice", args=[feedback.voice.pk])
    return HttpResponseRedirect(f"{address}?done={done}" if done else address, status=303)


def _gone(request: StaffRequest) -> HttpResponse:
    """The same for a voice that is hidden, moved away or never was; what was typed comes back."""
    texts = [request.POST.get(name, "") for name in TYPED]
    context = {
        **presenters.desk(request.user, org.reach(request.user, today()), "inbox"),
        "typed": "".join(texts),
    }
    return render(request, "staff/gone.html", context, status=404)
