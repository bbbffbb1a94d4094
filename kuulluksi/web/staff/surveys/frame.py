"""What the pages of the plan and of waves share: their frame, and who may act there."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kuulluksi.org import queries as org
from kuulluksi.surveys import queries, rules
from kuulluksi.surveys.models import Survey, Wave
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.staff.presenters import desk

DONE: dict[str, Promise] = {
    "saved": gettext_lazy("Saved."),
    "cancelled": gettext_lazy("The survey was cancelled. The reason stands in the public plan."),
    "moved": gettext_lazy("The survey was moved. This is its new row in the plan."),
    "removed": gettext_lazy("The wave was removed."),
    "opened": gettext_lazy("The wave is open. Its questionnaire no longer changes."),
    "prolonged": gettext_lazy("The wave lasts longer now."),
    "closed": gettext_lazy("The wave is closed, and its answers are frozen."),
    "closing": gettext_lazy(
        "The wave takes no more answers. So many have come that the night's work freezes it."
    ),
    "invited": gettext_lazy("Invited. What became of the list stands below."),
    "told": gettext_lazy("What came of the promise is public now."),
}


def page(
    request: StaffRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of surveys inside the frame of the staff pages."""
    frame = {
        **desk(request.user, org.reach(request.user, today()), "surveys"),
        "done": DONE.get(request.GET.get("done", "")),
        "today": today(),
    }
    return render(request, template, {**frame, **context}, status=status)


def survey_of(request: StaffRequest, key: int, *, to_act: bool = True) -> Survey:
    """A row of the plan. 404 when there is none; 403 for somebody who may only read it."""
    found = queries.survey(key)
    if found is None:
        raise Http404
    if to_act and not may_hold(request, found):
        raise PermissionDenied
    return found


def wave_of(request: StaffRequest, code: str, *, to_act: bool = True) -> Wave:
    """The wave of a code. 404 when there is none; 403 for somebody who may only read it."""
    found = queries.wave(code)
    if found is None:
        raise Http404
    if to_act and not may_hold(request, found.survey):
        raise PermissionDenied
    return found


def may_hold(request: StaffRequest, survey: Survey) -> bool:
    return rules.may_hold(org.making(request.user, today()), survey)


def back_to(name: str, key: object, *, done: str = "") -> HttpResponseRedirect:
    told = f"?done={done}" if done else ""
    return HttpResponseRedirect(reverse(name, args=[key]) + told, status=303)
