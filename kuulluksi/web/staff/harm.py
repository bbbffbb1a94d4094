"""What givers tell of harm, for whoever reads it outside the unit. Everybody else finds no such
page."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.org import queries as org
from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions, queries
from kuulluksi.voices.models import HarmReport
from kuulluksi.web.kit import picture
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.staff import presenters
from kuulluksi.web.staff.acts import own_words
from kuulluksi.web.staff.forms import StaffForm

DONE = {
    "replied": gettext_lazy("Your reply was sent. The giver reads it with the code."),
    "noted": gettext_lazy("How you replied was written down."),
}


class ReplyForm(StaffForm):
    reply = forms.CharField(
        label=gettext_lazy("Your reply to the giver"),
        help_text=gettext_lazy(
            "The giver reads it with the code. Say what you do, by when, and what the giver can do"
            " themselves."
        ),
        error_messages={"required": gettext_lazy("Write the reply.")},
        widget=own_words(8),
    )

    def __init__(self, report: HarmReport, data: Any = None, *, code_was_seen: bool) -> None:
        super().__init__(data)
        self.fields["reply"].widget.attrs["lang"] = report.voice.language
        if code_was_seen:
            self.fields["reply"].label = _("How you replied to the giver")
            self.fields["reply"].help_text = _("Nobody else reads this.")


@staff
def listed(request: StaffRequest) -> HttpResponse:
    """What the reader has been told; 403 for everybody who is no such reader."""
    reach = org.reach(request.user, today())
    if not queries.may_hear_harm(request.user, reach):
        raise PermissionDenied
    told = list(queries.harm_told_to(request.user))
    context = {
        **presenters.desk(request.user, reach, "harm"),
        "waiting": [row(report, today()) for report in told if report.replied_on is None],
        "replied": [row(report, today()) for report in told if report.replied_on],
        "done": DONE.get(request.GET.get("done", ""), ""),
    }
    return render(request, "staff/harm.html", context)


@staff
def report(request: StaffRequest, harm: int) -> HttpResponse:
    """One report with the voice and its answers, and the reply; 404 for all but its reader."""
    told = queries.harm_report(harm, request.user)
    if told is None:
        raise Http404
    actions.read_harm(told, by=request.user, at=now())
    code_was_seen = queries.written_by(told.voice) is not None
    sent = request.POST if request.method == "POST" else None
    form = ReplyForm(told, sent, code_was_seen=code_was_seen)
    if form.is_bound and form.is_valid():
        try:
            words = form.cleaned_data["reply"]
            actions.reply_to_harm(told, by=request.user, at=now(), words=words)
        except Refused as refused:
            form.refuse(refused)
        else:
            done = "noted" if code_was_seen else "replied"
            return HttpResponseRedirect(f"{reverse('staff:harm')}?done={done}", status=303)
    steps = queries.journey(told.voice, for_giver=True)
    drawn = picture.stops(told.voice, steps, today(), for_giver=False, reader=request.user)
    context = {
        **presenters.desk(request.user, org.reach(request.user, today()), "harm"),
        **row(told, today()),
        "form": form,
        "code_was_seen": code_was_seen,
        "faults": form.faults if form.is_bound else [],
        "conversation": [stop for stop in drawn if stop.kind in ("said", "reply") and stop.words],
    }
    return render(request, "staff/harm_report.html", context, status=422 if form.is_bound else 200)


def row(told: HarmReport, on: date) -> dict[str, Any]:
    return {
        "report": told,
        "where": presenters.place_name(told.voice),
        "late": told.replied_on is None and told.due_on is not None and told.due_on < on,
    }
