"""The door and the frame of the pages on which questionnaires are made."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kuulluksi.org import queries as org
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.org.queries.reaching import making
from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.actions.documents import Place
from kuulluksi.surveys.models import Document
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, StaffView, View, staff
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.organisation.fields import GROUPS
from kuulluksi.web.staff.presenters import desk

P = ParamSpec("P")

DONE: dict[str, Promise] = {
    "made": gettext_lazy("The questionnaire was made. Nobody is asked yet."),
    "taken": gettext_lazy("The instrument is in use as it is."),
    "version": gettext_lazy("This is a new version. The earlier one stays as it is."),
    "saved": gettext_lazy("Saved."),
    "moved": gettext_lazy("Moved and saved."),
    "added": gettext_lazy("Added and saved."),
    "removed": gettext_lazy("Removed."),
    "frozen": gettext_lazy("This version has been opened for answers, so it no longer changes."),
}


def maker(view: StaffView[P]) -> View[P]:
    """Those who make surveys about some place."""

    @wraps(view)
    def opened(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not rules.makes_any(making(request.user, today())):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return staff(opened)


# What the frame of these pages shows only sometimes.
NOTHING: dict[str, Any] = {"faults": [], "refused": None, "frozen": False, "edits": 0, "focus": ""}

DraftView = Callable[Concatenate[StaffRequest, Document, P], HttpResponse]


def drafted(view: DraftView[P]) -> Callable[..., HttpResponse]:
    """A page that changes a draft, for those who make surveys about its place. Somebody who comes
    to a frozen one is led to where it can be read; what is sent to it is refused by the action."""

    @maker
    @wraps(view)
    def opened(
        request: StaffRequest, /, document: str, version: int, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        found = known(document, version)
        if not may_write(request, found):
            raise PermissionDenied
        if found.frozen_on is not None and request.method != "POST":
            return to_document(found, "frozen")
        return view(request, found, *args, **kwargs)

    return opened


def known(code: str, version: int) -> Document:
    found = queries.document(code, version)
    if found is None:
        raise Http404
    return found


def may_write(request: StaffRequest, document: Document) -> bool:
    """Whether this is theirs to edit, to make a new version of or to remove."""
    return rules.may_make(making(request.user, today()), document.place)


def write(request: StaffRequest, document: Document, body: Json, **more: Any) -> Document:
    """Stores a draft in place of the one that the sender saw. Raises Refused, rules.Outdated."""
    return actions.rewrite_document(
        document, body, seen=seen(request), by=request.user, at=now(), **more
    )


def seen(request: HttpRequest) -> int:
    """After how many edits the sender saw the draft; 0, which none is, when nothing tells."""
    sent = request.POST.get("edits", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def status_of(refused: Refused | None, *, faulty: bool = False) -> int:
    if refused is not None:
        return 409
    return 422 if faulty else 200


def to_document(document: Document, done: str, *, focus: str = "") -> HttpResponseRedirect:
    """Back to the outline; `focus` names the button that has the focus there."""
    address = reverse("staff:document", args=[document.code, document.version])
    more = f"&focus={focus}" if focus else ""
    return HttpResponseRedirect(f"{address}?done={done}{more}", status=303)


def places(request: StaffRequest) -> list[tuple[str, Any]]:
    """The places that this person makes surveys about, as a form offers them."""
    reach, on = making(request.user, today()), today()
    found: list[tuple[str, Any]] = []
    if reach.everything:
        found.append(("", gettext_lazy("The whole authority")))
    for kind, rows in _rows(on):
        mine = [
            (f"{kind}:{row.code}", said(row.name)) for row in rows if rules.may_make(reach, row)
        ]
        if mine:
            found.append((str(GROUPS[kind]), mine))
    return found


def _rows(on: date) -> Iterable[tuple[str, Iterable[Area | Service | Unit]]]:
    return (("area", org.areas(on)), ("service", org.services(on)), ("unit", org.units(on)))


def place_of(value: str) -> Place:
    """The place of a choice that `places` offered."""
    kind, _colon, code = value.partition(":")
    match kind:
        case "area":
            return Area.objects.get(code=code)
        case "service":
            return Service.objects.select_related("area").get(code=code)
        case "unit":
            return Unit.objects.select_related("service__area").get(code=code)
    return None


def value_of(place: Place) -> str:
    return f"{type(place).__name__.lower()}:{place.code}" if place is not None else ""


def page(
    request: StaffRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about questionnaires, inside the frame of the staff pages."""
    frame = desk(request.user, org.reach(request.user, today()), "surveys")
    done = DONE.get(request.GET.get("done", ""), "")
    return render(request, template, {**frame, "done": done, **NOTHING, **context}, status=status)
