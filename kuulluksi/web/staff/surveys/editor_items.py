"""Adding and editing one question of a draft, with a preview of it as it is typed."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire import editing, wordings
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.pure.questionnaire.items import NoteItem
from kuulluksi.surveys import queries
from kuulluksi.surveys.models import Document
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.surveys import editor_faults, editor_preview
from kuulluksi.web.staff.surveys.editor_fields import KINDS
from kuulluksi.web.staff.surveys.editor_item_form import ItemForm, fresh
from kuulluksi.web.staff.surveys.editor_page import (
    drafted,
    known,
    page,
    seen,
    status_of,
    to_document,
    write,
)

# The script of these pages fetches the preview from the house itself.
fetches = csp_update({"connect-src": [SELF]})


@fetches
@drafted
def new_item(request: StaffRequest, document: Document, page_id: str) -> HttpResponse:
    """First the kind is chosen, then the question is written."""
    kind = request.GET.get("kind", "")
    pages = [each["id"] for each in document.body["pages"]]
    if page_id not in pages and request.method != "POST":
        raise Http404
    if kind not in KINDS:
        return page(
            request,
            "staff/documents/kinds.html",
            status=422 if request.method == "POST" else 200,
            document=document,
            page_number=pages.index(page_id) + 1 if page_id in pages else 0,
            page_id=page_id,
            kinds=KINDS.items(),
        )
    return _edited(request, document, page_id, fresh(kind), new=True)


@fetches
@drafted
def item(request: StaffRequest, document: Document, item_id: str) -> HttpResponse:
    """Somebody may have removed the question while another wrote it: then it can be added again."""
    body = document.body
    try:
        number, _place = editing.item_place(body, item_id)
    except LookupError:
        kind = request.POST.get("kind", "")
        if kind not in KINDS or not body["pages"]:
            raise Http404 from None
        raw = {**fresh(kind), "id": item_id}
        return _edited(request, document, body["pages"][-1]["id"], raw)
    return _edited(request, document, body["pages"][number]["id"], editing.item(body, item_id))


def _edited(
    request: StaffRequest, document: Document, page_id: str, raw: Json, *, new: bool = False
) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    around = queries.wordings_besides(document)
    form = ItemForm(document.body, page_id, raw, typed, around.ids)
    refused: Refused | None = None
    if typed is None:
        form.faults = _faults(document.body, raw["id"])
    elif typed.get("do", "save") == "save":
        if not form.raw["text"]:
            form.faults = {"text_fi": _("Write the question in at least one language.")}
        else:
            try:
                saved = write(request, document, form.draft())
            except LookupError:
                refused = Refused(_("Somebody has removed this page meanwhile."))
            except Refused as error:
                refused = error
            else:
                return _after(saved, form)
    return _page(request, document, form, refused, new=new)


def _after(saved: Document, form: ItemForm) -> HttpResponseRedirect:
    """A new scale gets its words next; else the question is shown as it was stored."""
    where = [saved.code, saved.version]
    if form.new_scale in saved.body["scales"]:
        return HttpResponseRedirect(
            reverse("staff:document-scale", args=[*where, form.new_scale]) + "?done=saved",
            status=303,
        )
    if _faults(saved.body, form.raw["id"]):
        address = reverse("staff:document-item", args=[*where, form.raw["id"]])
        return HttpResponseRedirect(f"{address}?done=saved", status=303)
    return to_document(saved, "saved", focus=f"edit:item:{form.raw['id']}")


def _faults(body: Json, item_id: str) -> dict[str, str]:
    """What must be mended in a stored question, by the fields of its form."""
    if not item_id:
        return {}
    number, place = editing.item_place(body, item_id)
    path = f"pages[{number}].items[{place}]"
    return editor_faults.at_fields(editing.faults(body), path)


def _page(
    request: StaffRequest,
    document: Document,
    form: ItemForm,
    refused: Refused | None,
    *,
    new: bool,
) -> HttpResponse:
    now_ = known(document.code, document.version) if refused is not None else document
    do = request.POST.get("do", "")
    faulty = bool(form.faults)
    return page(
        request,
        "staff/documents/item.html",
        status=status_of(refused, faulty=faulty and request.method == "POST"),
        document=document,
        form=form,
        new=new,
        kind=KINDS["grade" if request.GET.get("kind") == "grade" else form.kind],
        refused=refused,
        frozen=now_.frozen_on is not None,
        # The next save knows what others wrote; while only looking, nothing was seen anew.
        edits=seen(request) if request.method == "POST" and refused is None else now_.edits,
        faults=[Fault(field, sentence) for field, sentence in form.faults.items()],
        focus=_focus(do, form),
        **_preview(form, request.POST if request.method == "POST" else QueryDict()),
        **_standing(document, form),
    )


def _focus(do: str, form: ItemForm) -> str:
    """The button of a moved row, where the row now stands; or the first empty row."""
    direction, _colon, number = do.partition(":")
    last = len(form.rows) - 1
    if direction in ("up", "down") and number in map(str, range(last + 1)):
        return f"{direction}:{min(max(int(number) + (-1 if direction == 'up' else 1), 0), last)}"
    return do


def _preview(form: ItemForm, sent: QueryDict) -> dict[str, Any]:
    language = editor_preview.language_of(form.body, sent.get("look", ""))
    read = form.item()
    return {
        "look": language,
        "looks": editor_preview.options(form.body, language),
        "preview": editor_preview.shown([read], language) if read is not None else [],
    }


def _standing(document: Document, form: ItemForm) -> dict[str, Any]:
    """Whether this question is asked elsewhere too, and in which words."""
    read = form.item()
    if read is None or isinstance(read, NoteItem):
        return {"standing": None}
    standing = queries.wordings_besides(document).standing(read)
    return {"standing": standing, "asked_in": [said(title) for title in standing.titles[:5]]}


@fetches
@drafted
@require_POST
def preview(request: StaffRequest, document: Document) -> HttpResponse:
    """The preview of a question that is being typed, for the script of its page."""
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        raise Http404
    item_id = request.POST.get("item", "")
    body = document.body
    try:
        number, _place = editing.item_place(body, item_id)
        page_id, raw = body["pages"][number]["id"], editing.item(body, item_id)
    except LookupError:
        page_id, raw = request.POST.get("page", ""), fresh(kind)
    form = ItemForm(body, page_id, raw, request.POST, wordings.Wordings(()).ids)
    return page(request, "staff/documents/preview_item.html", **_preview(form, request.POST))
