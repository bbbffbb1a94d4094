"""A question that has been asked before is added to a draft: the same question meets itself."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire import editing, wordings
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.pure.questionnaire.items import Item
from kuulluksi.pure.questionnaire.wordings import Wordings
from kuulluksi.surveys import queries
from kuulluksi.surveys.models import Document
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.surveys.editor_fields import KINDS
from kuulluksi.web.staff.surveys.editor_page import (
    drafted,
    known,
    page,
    seen,
    status_of,
    to_document,
    write,
)

MOST = 40
"""So many of what was found are shown; who wants others writes another word."""


@dataclass(frozen=True)
class Found:
    """A question of the bank or of another questionnaire, in one wording."""

    value: str
    words: str
    kind: str
    asked_in: str
    here: bool
    chosen: bool


@drafted
def from_bank(request: StaffRequest, document: Document, page_id: str) -> HttpResponse:
    """Search by words in any language, choose some, add them to the end of a page."""
    body = document.body
    if page_id not in [each["id"] for each in body["pages"]]:
        raise Http404
    around = queries.wordings_besides(document)
    chosen = request.POST.getlist("ask")
    refused: Refused | None = None
    fault = ""
    if request.method == "POST":
        try:
            after = _with(body, page_id, around, chosen)
            if chosen:
                saved = write(request, document, after)
                last = saved.body["pages"][editing.page_place(saved.body, page_id)]["items"][-1]
                return to_document(saved, "added", focus=f"edit:item:{last['id']}")
            fault = _("Choose at least one question.")
        except LookupError:
            fault = _("This question is no longer known. Choose again.")
        except Refused as error:
            refused = error
    sought = request.POST.get("q", request.GET.get("q", ""))
    found = around.found(sought) if sought.strip() else []
    now_ = known(document.code, document.version) if refused is not None else document
    here = editing.ids(body)
    return page(
        request,
        "staff/documents/bank.html",
        status=status_of(refused, faulty=bool(fault)),
        document=document,
        page_id=page_id,
        page_number=editing.page_place(body, page_id) + 1,
        q=sought,
        found=[
            _found(item, [said(t) for t in titles], here, chosen) for item, titles in found[:MOST]
        ],
        more=max(len(found) - MOST, 0),
        refused=refused,
        frozen=now_.frozen_on is not None,
        edits=seen(request) if request.method == "POST" and refused is None else now_.edits,
        fault=fault,
        faults=[Fault("ask" if found else "q", fault)] if fault else [],
    )


def _found(item: Item, titles: list[str], here: set[str], chosen: list[str]) -> Found:
    value = f"{item.id}:{item.wording}"
    asked_in = ", ".join(titles[:4]) + (" …" if len(titles) > 4 else "")
    words, kind = said(item.text), str(KINDS[item.kind])
    return Found(value, words, kind, asked_in, item.id in here, value in chosen)


def _with(body: Json, page_id: str, around: Wordings, chosen: list[str]) -> Json:
    """Raises LookupError for what nobody asks, and for what is asked here already."""
    after = body
    for value in chosen:
        id_, _colon, number = value.partition(":")
        wording = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
        item = around.item(id_, wording)
        raw, scales = wordings.raw_item(item)
        taken = editing.ids(after)
        if taken & {item.id, *(row["id"] for row in raw.get("rows", ()))}:
            raise LookupError(id_)
        for name, scale in scales.items():
            after, raw["scale"] = editing.with_scale(after, name, scale)
        after = editing.with_item(after, page_id, raw)
    return after
