"""One questionnaire: what stands on which page, what should be looked at, and its settings."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire import editing, wordings
from kuulluksi.pure.questionnaire.checker import check
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.pure.questionnaire.items import Item, NoteItem
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.questionnaire.reader import BadDocument, Fault
from kuulluksi.pure.questionnaire.wordings import Standing, Wordings
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.models import Document
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.staff.surveys import editor_faults, editor_preview
from kuulluksi.web.staff.surveys.editor_fields import KINDS, kind_of
from kuulluksi.web.staff.surveys.editor_item_form import scale_words
from kuulluksi.web.staff.surveys.editor_page import (
    drafted,
    known,
    maker,
    may_write,
    page,
    seen,
    status_of,
    to_document,
    write,
)

EVERYTHING = ""


@dataclass(frozen=True)
class Line:
    """One item in the outline."""

    id: str
    words: str
    kind: str
    standing: Standing | None
    depends: bool
    to_mend: bool
    # Which of its controls has the focus: "edit", "up", "down" or none.
    focus: str
    # The languages in which something of it is not said.
    silent: list[str]


@dataclass(frozen=True)
class Sheet:
    """One page in the outline."""

    id: str
    name: str
    title: str
    depends: bool
    lines: list[Line]
    focus: str


@maker
def document(request: StaffRequest, document: str, version: int) -> HttpResponse:
    found = known(document, version)
    return _outline(request, found)


def _outline(
    request: StaffRequest, document: Document, refused: Refused | None = None
) -> HttpResponse:
    body = document.body
    read, faults = _read(body)
    focus, writes = request.GET.get("focus", ""), may_write(request, document)
    return page(
        request,
        "staff/documents/document.html",
        status=status_of(refused),
        document=document,
        refused=refused,
        writes=writes,
        edits_it=writes and document.frozen_on is None,
        sheets=_sheets(body, read, faults, queries.wordings_besides(document), focus),
        to_mend=editor_faults.to_mend(faults, body),
        to_look_at=editor_faults.to_look_at(check(read), body) if read else [],
        scales=_scales(body),
        summary=queries.summary_of(read) if read else None,
        minutes=editor_preview.minutes(read) if read else 0,
        looks=editor_preview.options(body, ""),
        tongues=editor_faults.TONGUES,
        versions=queries.versions(document.code),
        focus=focus,
    )


def _read(body: Json) -> tuple[Questionnaire | None, tuple[Fault, ...]]:
    try:
        return parse(body), ()
    except BadDocument as bad:
        return None, bad.faults


def _sheets(
    body: Json,
    read: Questionnaire | None,
    faults: tuple[Fault, ...],
    around: Wordings,
    focus: str,
) -> list[Sheet]:
    verb, _colon, focused = focus.partition(":")
    items = {item.id: item for item in read.items} if read else wordings.readable(body)
    broken = {_of_item(fault.path) for fault in faults}
    silent: dict[object, list[str]] = {}
    for tag, paths in (read.missing() if read else {}).items():
        for place in {_of_item(path) for path in paths}:
            silent.setdefault(place, []).append(str(editor_faults.TONGUES[tag]))
    return [
        Sheet(
            sheet["id"],
            _("Page %(number)d") % {"number": number + 1},
            editor_faults.said_in(sheet.get("title")),
            "when" in sheet,
            [
                _line(
                    raw,
                    items,
                    around,
                    to_mend=(number, place) in broken,
                    focus=verb if focused == f"item:{raw['id']}" else "",
                    silent=silent.get((number, place), []),
                )
                for place, raw in enumerate(sheet["items"])
            ],
            verb if focused == f"page:{sheet['id']}" else "",
        )
        for number, sheet in enumerate(body["pages"])
    ]


def _of_item(path: str) -> tuple[int, int] | None:
    found = editor_faults.PLACE.match(path)
    if found is None or found["item"] is None:
        return None
    return int(found["page"]), int(found["item"])


def _line(
    raw: Json,
    items: Mapping[str, Item],
    around: Wordings,
    *,
    to_mend: bool,
    focus: str,
    silent: list[str],
) -> Line:
    item = items.get(raw["id"])
    asked = item is not None and not isinstance(item, NoteItem)
    return Line(
        raw["id"],
        editor_faults.said_in(raw.get("text")) or raw["id"],
        str(KINDS[kind_of(raw)]),
        around.standing(item) if asked and item is not None else None,
        "when" in raw,
        to_mend,
        focus,
        silent,
    )


def _scales(body: Json) -> list[tuple[str, str, int]]:
    """Each scale with its ends, and how many questions use it."""
    used = [item.get("scale") for item in editing.items(body)]
    return [
        (name, scale_words(name, scale), used.count(name)) for name, scale in body["scales"].items()
    ]


@drafted
@require_POST
def arrange(request: StaffRequest, document: Document) -> HttpResponse:
    """Moves a page or an item, or adds a page: "up:item:felt-heard", "add:page:"."""
    do = request.POST.get("do", "")
    verb, _colon, rest = do.partition(":")
    what, _colon, id_ = rest.partition(":")
    try:
        body = _arranged(document.body, verb, what, id_)
        saved = write(request, document, body)
    except LookupError:
        gone = Refused(_("Somebody has removed this meanwhile."))
        return _outline(request, known(document.code, document.version), gone)
    except Refused as refused:
        return _outline(request, known(document.code, document.version), refused)
    if verb == "add":
        do = f"edit:page:{saved.body['pages'][-1]['id']}"
    return to_document(saved, "added" if verb == "add" else "moved", focus=do)


def _arranged(body: Json, verb: str, what: str, id_: str) -> Json:
    """Raises LookupError when there is nothing of that name."""
    if verb == "add":
        return editing.with_page(body)
    move = editing.moved_page if what == "page" else editing.moved_item
    return move(body, id_, up=verb == "up")


@drafted
def remove(request: StaffRequest, document: Document) -> HttpResponse:
    """A question of its own page, then an item, a page or the whole draft is gone."""
    what = request.POST.get("what", request.GET.get("what", ""))
    kind, _colon, id_ = what.partition(":")
    refused: Refused | None = None
    try:
        losing, body, heading = _losing(document, kind, id_)
        if request.method == "POST":
            return _removed(request, document, kind, body)
    except LookupError:
        raise Http404 from None
    except Refused as error:
        refused = error
        losing, heading = 0, document.title.best("fi")
    return page(
        request,
        "staff/documents/remove.html",
        status=status_of(refused),
        document=document,
        what=what,
        kind=kind,
        heading=heading,
        looking_back=losing,
        refused=refused,
    )


def _losing(document: Document, kind: str, id_: str) -> tuple[int, Json, str]:
    """How many conditions lose what they look back at, what is left, and what it is called."""
    body = document.body
    if kind == EVERYTHING:
        return 0, body, editor_faults.said_in(body.get("title")) or document.code
    if kind == "page":
        number = editing.page_place(body, id_)
        title = editor_faults.said_in(body["pages"][number].get("title"))
        after = editing.without_page(body, id_)
        heading = title or _("Page %(number)d") % {"number": number + 1}
    else:
        after = editing.without_item(body, id_)
        heading = editor_faults.title_of_item(body, id_)
    gone = editing.ids(body) - editing.ids(after)
    return editing.looking_back(after, gone), after, heading


def _removed(request: StaffRequest, document: Document, kind: str, body: Json) -> HttpResponse:
    if kind == EVERYTHING:
        actions.discard_document(document, seen=seen(request), by=request.user, at=now())
        return HttpResponseRedirect(f"{reverse('staff:documents')}?done=removed", status=303)
    return to_document(write(request, document, body), "removed")
