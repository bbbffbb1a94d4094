"""The door and the frame of the pages on which statements are written."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseRedirect,
)
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.outcomes.enums import Part, StatementState
from kuulluksi.outcomes.models import Statement
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.rules import statements as rules
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest, View, staff
from kuulluksi.web.staff import accounts
from kuulluksi.web.staff.forms import LoginForm
from kuulluksi.web.staff.presenters import desk

P = ParamSpec("P")

DONE: dict[str, Promise] = {
    "saved": gettext_lazy("Saved."),
    "begun": gettext_lazy("It has begun with its ready-made plan. Name those who write it."),
    "known": gettext_lazy("It had been begun already. This is it."),
    "added": gettext_lazy("Added and saved."),
    "moved": gettext_lazy("Moved and saved."),
    "removed": gettext_lazy("Removed."),
    "named": gettext_lazy("Named."),
    "dropped": gettext_lazy("The part was taken away."),
    "handed-in": gettext_lazy("Given on. Whoever has the next turn is told."),
    "approved": gettext_lazy("Reviewed. Whoever signs is told."),
    "returned": gettext_lazy("Returned to those who write."),
    "correcting": gettext_lazy("It can be written again. The signed edition stays public."),
    "signed": gettext_lazy("Signed. Everybody can read it now."),
    "left-out": gettext_lazy("Left out. Readers are told."),
    "taken-in": gettext_lazy("It is no longer left out."),
}
# Fields of the page on which somebody signs in again: they are not of the form that was sent.
OF_SIGNING_IN = frozenset({"csrfmiddlewaretoken", "email", "password"})


@dataclass(frozen=True)
class Opened:
    """A statement as its reader opens it: what they do for it, and whether they lead its place."""

    statement: Statement
    parts: frozenset[Part]
    leads: bool

    @property
    def writes(self) -> bool:
        """Whether the reader may write it now."""
        return Part.WRITES in self.parts and self.statement.state == StatementState.DRAFT

    @property
    def takes_part(self) -> bool:
        """Who only reads what was signed does not."""
        return bool(self.parts) or self.leads


OpenedView = Callable[Concatenate[StaffRequest, Opened, P], HttpResponse]


def reader(view: OpenedView[P]) -> Callable[..., HttpResponse]:
    """Those who may read the statement that is being written. What they typed outlives their
    session."""

    @wraps(view)
    def opened(
        request: StaffRequest, /, statement: int, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        row = statements.one(statement)
        if row is None:
            raise Http404
        parts = statements.parts_of(row, request.user)
        leading = org.leading(request.user, today())
        if not rules.may_read(row, parts, leading):
            raise PermissionDenied
        leads = rules.may_begin(leading, row.place)
        return view(request, Opened(row, parts, leads), *args, **kwargs)

    return keeping(staff(opened))


class _Check(CsrfViewMiddleware):
    """Tells whether a form is refused, and leaves it to the page what is answered."""

    def _reject(self, _request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponseForbidden(reason)


def keeping(view: View[P]) -> View[P]:
    """Whoever was signed out while writing signs in on a page that sends the same form again; who
    signed in anew in another window sends it once more. Of another house nothing is taken."""

    @csrf_exempt
    @wraps(view)
    @sensitive_post_parameters("password")
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        kept = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in OF_SIGNING_IN
            for value in values
        ]
        refused = _Check(view).process_view(request, view, args, kwargs)
        if refused is not None:
            if not accounts.came_from_here(request):
                return refused
            again = {"kept": kept}
            return render(request, "staff/statements/send_again.html", again, status=403)
        if isinstance(request.user, Person) or not kept:
            return view(request, *args, **kwargs)
        form = LoginForm(request.POST if "email" in request.POST else None)
        if form.is_valid() and accounts.come_in(request, form):
            return view(request, *args, **kwargs)
        page = {"form": form, "failed": form.is_bound, "kept": kept}
        status = 422 if form.is_bound else 403
        return render(request, "staff/statements/signed_out.html", page, status=status)

    return opened


def page(
    request: StaffRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    on = today()
    frame = {
        **desk(request.user, org.reach(request.user, on), "outcomes"),
        "done": DONE.get(request.GET.get("done", ""), "") if request.method == "GET" else "",
        "today": on,
    }
    return render(request, template, {**frame, **context}, status=status)


def back_to(name: str, *keys: object, done: str = "", anchor: str = "") -> HttpResponseRedirect:
    told = f"?done={done}" if done else ""
    return HttpResponseRedirect(f"{reverse(name, args=keys)}{told}{anchor}", status=303)


def whole(written: str) -> int:
    """A version or a number that a form carries; 0, which none is, when nothing tells."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
