"""The frame of the pages that tell the staff what came of it."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kuulluksi.org import queries as org
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.staff.presenters import desk

DONE: dict[str, Promise] = {
    "saved": gettext_lazy("Saved."),
    "measure-made": gettext_lazy("The measure was made. Those behind it see it in their journey."),
    "measure-begun": gettext_lazy("It has begun."),
    "measure-done": gettext_lazy("It is done. Those behind it are told."),
    "measure-refused": gettext_lazy("Those behind it are told why it is not possible."),
    "measure-taken-up": gettext_lazy("It is open again."),
    "measure-linked": gettext_lazy("Added. It stands behind this measure now."),
    "measure-published": gettext_lazy("Everybody can read it now."),
    "measure-withdrawn": gettext_lazy("It left the public pages. Those behind it still see it."),
    "comment-written": gettext_lazy("The comment was saved."),
    "comment-removed": gettext_lazy("The comment was removed."),
    "trial-concluded": gettext_lazy("The conclusion was saved. Those behind it are told."),
    "target-named": gettext_lazy("Named. It is measured when the same has been asked again."),
    "target-dropped": gettext_lazy("Taken away. Nobody knew yet whether it had changed."),
    "round-opened": gettext_lazy("The round is open, and those who lead each unit are told."),
    "use-told": gettext_lazy("Saved. You may correct it until the last day of the round."),
    "circle-told": gettext_lazy("Saved: those who spoke have been told."),
    "circle-handed": gettext_lazy("Somebody else tells them now."),
    "told-back": gettext_lazy("The row was taken back."),
    "cluster-made": gettext_lazy("The feedback stands together now."),
    "cluster-added": gettext_lazy("The feedback was added."),
    "cluster-less": gettext_lazy("The feedback no longer stands here. It is handled as before."),
    "cluster-apart": gettext_lazy("The collection was taken apart. The feedback is as before."),
}


def page(
    request: StaffRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    on = today()
    frame = {
        **desk(request.user, org.reach(request.user, on), "outcomes"),
        "done": DONE.get(request.GET.get("done", ""), ""),
        "today": on,
    }
    return render(request, template, {**frame, **context}, status=status)


def back_to(name: str, *keys: object, done: str = "") -> HttpResponseRedirect:
    told = f"?done={done}" if done else ""
    return HttpResponseRedirect(reverse(name, args=keys) + told, status=303)
