"""The order of the sections: one is added, moved, made a part of the chapter above, or removed; and
the name of the whole statement."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy

from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions import statements as actions
from kuulluksi.outcomes.enums import Part
from kuulluksi.outcomes.models import StatementSection
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.queries.statements import writing
from kuulluksi.outcomes.rules import Stale
from kuulluksi.web.kit import nonce
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.organisation.fields import MESSAGES, TextField
from kuulluksi.web.staff.outcomes.measure_forms import TonguesForm
from kuulluksi.web.staff.statements.frame import Opened, back_to, page, reader, whole

LEVELS = (("1", gettext_lazy("A chapter")), ("2", gettext_lazy("A part of the chapter above")))


class TitleForm(TonguesForm):
    title = TextField(label=gettext_lazy("Name"), required=False)


class AddForm(TonguesForm):
    heading = TextField(
        label=gettext_lazy("Heading"),
        help_text=gettext_lazy("One language is enough for now."),
        required=False,
    )
    level = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=LEVELS, error_messages=MESSAGES
    )
    after = forms.ChoiceField(label=gettext_lazy("Where"), required=False, error_messages=MESSAGES)

    def __init__(self, known: list[StatementSection], data: Any = None) -> None:
        super().__init__(data, {"level": "1"})
        after = self.fields["after"]
        if isinstance(after, forms.ChoiceField):
            after.choices = [
                ("", gettext_lazy("At the end")),
                *((each.key, _after(each)) for each in known),
            ]


def _after(section: StatementSection) -> str:
    words = said(section.heading) or section.key
    return str(gettext_lazy("After “%(heading)s”")) % {"heading": words}


@reader
def sections(request: StaffRequest, opened: Opened) -> HttpResponse:
    """Only those who write now; afterwards the way leads back to the statement."""
    if Part.WRITES not in opened.parts:
        raise PermissionDenied
    if request.method != "POST":
        if not opened.writes:
            return back_to("staff:statement", opened.statement.pk)
        return _asked(request, opened, request.GET.get("remove", ""))
    verb, _colon, rest = request.POST.get("do", "add").partition(":")
    match verb:
        case "up" | "down" | "chapter" | "inner":
            return _moved(request, opened, verb, rest)
        case "remove":
            return _removed(request, opened, rest)
        case "title":
            return _retitled(request, opened)
    return _added(request, opened)


def _asked(request: StaffRequest, opened: Opened, key: str) -> HttpResponse:
    """The page itself, or the question whether a section is removed."""
    if not key:
        return _page(request, opened)
    found = statements.section(opened.statement, key)
    if found is None:
        return back_to("staff:statement-sections", opened.statement.pk)
    return _question(request, opened, found)


def _question(
    request: StaffRequest, opened: Opened, found: StatementSection, stale: str = ""
) -> HttpResponse:
    return page(
        request,
        "staff/statements/section_remove.html",
        status=409 if stale else 200,
        statement=opened.statement,
        section=found,
        stale=stale,
    )


def _moved(request: StaffRequest, opened: Opened, verb: str, rest: str) -> HttpResponse:
    """Moves a section that still stands where its button showed it."""
    key, _colon, place = rest.partition(":")
    found = statements.section(opened.statement, key)
    by, at = request.user, now()
    try:
        if found is None:
            pass
        elif verb in ("chapter", "inner"):
            actions.relevel_section(found, 1 if verb == "chapter" else 2, by=by, at=at)
        elif found.position == whole(place):
            actions.move_section(found, -1 if verb == "up" else 1, by=by, at=at)
    except Refused as refused:
        return _page(request, opened, refused=refused)
    address = "staff:statement-sections"
    return back_to(address, opened.statement.pk, done=f"moved&focus={verb}:{key}")


def _removed(request: StaffRequest, opened: Opened, key: str) -> HttpResponse:
    found = statements.section(opened.statement, key)
    seen = whole(request.POST.get("seen", ""))
    try:
        if found is not None:
            actions.remove_section(found, by=request.user, at=now(), seen=seen)
    except StatementSection.DoesNotExist:
        pass
    except Stale as error:
        if found is None:
            raise Http404 from None
        return _question(request, opened, found, error.sentence)
    except Refused as refused:
        return _page(request, opened, refused=refused)
    return back_to("staff:statement-sections", opened.statement.pk, done="removed")


def _retitled(request: StaffRequest, opened: Opened) -> HttpResponse:
    form = TitleForm(request.POST)
    if form.is_valid():
        try:
            actions.retitle(
                opened.statement,
                form.cleaned_data["title"],
                by=request.user,
                at=now(),
                seen=whole(request.POST.get("seen", "")),
            )
        except Refused as refused:
            if not refused.field:
                return _page(request, opened, title=form, refused=refused)
            form.refuse(refused)
        else:
            return back_to("staff:statement-sections", opened.statement.pk, done="saved")
    return _page(request, opened, title=form)


def _added(request: StaffRequest, opened: Opened) -> HttpResponse:
    form = AddForm(writing.sections(opened.statement), request.POST)
    if form.is_valid():
        told = form.cleaned_data
        row = nonce.row_key(request.POST.get("nonce", ""), request.user.pk)
        try:
            made = actions.add_section(
                opened.statement,
                told["heading"],
                level=int(told["level"]),
                after=told["after"],
                by=request.user,
                at=now(),
                row=row,
            )
        except Refused as refused:
            if not refused.field:
                return _page(request, opened, add=form, refused=refused)
            form.refuse(refused)
        else:
            key = made.key
            return back_to("staff:statement-section", opened.statement.pk, key, done="added")
    return _page(request, opened, add=form)


def _page(
    request: StaffRequest,
    opened: Opened,
    *,
    title: TitleForm | None = None,
    add: AddForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    statement = opened.statement
    known = writing.sections(statement)
    faulty = title or add
    # Of a form that came back without a nonce that is ours, the next one is fresh.
    sent = request.POST.get("nonce", "") if add is not None else ""
    statement.refresh_from_db(fields=["version", "title"])
    return page(
        request,
        "staff/statements/sections.html",
        status=409 if refused else 422 if faulty else 200,
        statement=statement,
        known=known,
        title_form=title or TitleForm(None, {"title": statement.title}),
        form=add or AddForm(known),
        refused=refused,
        faults=faulty.faults if faulty and not refused else [],
        nonce=sent if sent and nonce.read(sent) else nonce.fresh(),
        focus=request.GET.get("focus", ""),
    )
