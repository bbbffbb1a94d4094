"""The settings of a draft: what it is called and why it asks, its pages and its scales."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire import editing
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.surveys.models import Document
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.staff.surveys import editor_faults, editor_fields
from kuulluksi.web.staff.surveys.editor_fields import Option, Texts
from kuulluksi.web.staff.surveys.editor_page import (
    drafted,
    known,
    page,
    place_of,
    places,
    seen,
    status_of,
    to_document,
    value_of,
    write,
)

# Of a longer scale only the ends, the middle and what has words is offered for words.
MOST_LABELS = 11
LONGEST = 101


@drafted
def heading(request: StaffRequest, document: Document) -> HttpResponse:
    """Title, purpose, languages, and the place that it is made for."""
    body, faults = _heading(request, document.body)
    allowed = places(request)
    chosen = request.POST.get("place", value_of(document.place))
    if request.method == "POST" and chosen not in _values(allowed):
        faults["place"] = _("Choose one of these.")
    refused: Refused | None = None
    if request.method == "POST" and not faults:
        try:
            return to_document(write(request, document, body, place=place_of(chosen)), "saved")
        except Refused as error:
            refused = error
    if request.method != "POST":
        found = editing.faults(body)
        faults = {
            key: words
            for name in ("title", "purpose", "languages")
            for key, words in editor_faults.at_fields(found, name).items()
        }
    languages = body.get("languages", [])
    shown = editor_fields.tongues(body, body.get("title"), body.get("purpose"))
    return _page(
        request,
        "staff/documents/heading.html",
        document,
        refused,
        faults,
        texts=[
            editor_fields.texts("title", _("Title"), body.get("title"), shown, faults),
            editor_fields.texts(
                "purpose",
                _("Why we ask"),
                body.get("purpose"),
                shown,
                faults,
                long=True,
                hint=_("Stands on the first page. Tell who uses the answers, and for what."),
            ),
        ],
        offered=[
            Option(tag, str(tongue), tag in languages)
            for tag, tongue in editor_faults.TONGUES.items()
        ],
        places=allowed,
        place=chosen,
    )


def _heading(request: StaffRequest, before: Json) -> tuple[Json, dict[str, str]]:
    if request.method != "POST":
        return before, {}
    typed = request.POST
    title = editor_fields.typed_text(typed, "title", before.get("title"))
    purpose = editor_fields.typed_text(typed, "purpose", before.get("purpose"))
    body = {
        **{key: value for key, value in before.items() if key != "purpose"},
        "title": title,
        "languages": [tag for tag in editor_faults.TONGUES if tag in typed.getlist("languages")],
        **({"purpose": purpose} if purpose else {}),
    }
    faults = {}
    if not title:
        faults["title_fi"] = _("Write the title in at least one language.")
    if not body["languages"]:
        faults["languages"] = _("Choose at least one language.")
    return body, faults


def _values(offered: list[tuple[str, Any]]) -> set[str]:
    return {
        value
        for head, inner in offered
        for value in ([each[0] for each in inner] if isinstance(inner, list) else [head])
    }


@drafted
def settings(request: StaffRequest, document: Document, page_id: str) -> HttpResponse:
    """The title of a page, and of whom it is asked."""
    body = document.body
    try:
        number = editing.page_place(body, page_id)
    except LookupError:
        raise Http404 from None
    asked = editor_fields.earlier(body, page_id)
    sheet: Json = dict(body["pages"][number])
    refused: Refused | None = None
    faults: dict[str, str] = {}
    if request.method == "POST":
        title = editor_fields.typed_text(request.POST, "title", sheet.get("title"))
        when = editor_fields.typed_when(request.POST, sheet.get("when"), asked)
        kept = {key: value for key, value in sheet.items() if key not in ("title", "when")}
        sheet = {**kept, **({"title": title} if title else {}), **({"when": when} if when else {})}
        if request.POST.get("do", "save") == "save":
            pages = [*body["pages"][:number], sheet, *body["pages"][number + 1 :]]
            try:
                saved = write(request, document, {**body, "pages": pages})
            except Refused as error:
                refused = error
            else:
                return to_document(saved, "saved", focus=f"edit:page:{page_id}")
    else:
        faults = editor_faults.at_fields(editing.faults(body), f"pages[{number}]")
        faults = {key: words for key, words in faults.items() if not key.startswith("items")}
    shown = editor_fields.tongues(body, sheet.get("title"))
    return _page(
        request,
        "staff/documents/page.html",
        document,
        refused,
        faults,
        number=number + 1,
        page_id=page_id,
        title_texts=_title(sheet, shown, faults),
        when=editor_fields.when_of(sheet.get("when"), asked, faults),
        more=len(body["pages"]) > 1,
    )


def _title(sheet: Json, shown: list[str], faults: dict[str, str]) -> Texts:
    raw, label = sheet.get("title"), _("Title of the page")
    return editor_fields.texts("title", label, raw, shown, faults, optional=True)


@drafted
def scale(request: StaffRequest, document: Document, scale_name: str) -> HttpResponse:
    """The points of a scale and their words; every question that uses it gets a new wording."""
    body = document.body
    if scale_name not in body["scales"]:
        raise Http404
    raw: Json = body["scales"][scale_name]
    refused: Refused | None = None
    faults: dict[str, str] = {}
    if request.method == "POST":
        raw = _typed_scale(request, raw)
        if request.POST.get("do", "save") == "save":
            scales = {**body["scales"], scale_name: raw}
            try:
                saved = write(request, document, {**body, "scales": scales})
            except Refused as error:
                refused = error
            else:
                return _after(saved, scale_name)
    else:
        faults = _scale_faults(body, scale_name)
    labels = raw.get("labels") if isinstance(raw.get("labels"), dict) else {}
    shown = editor_fields.tongues(body, *(labels or {}).values())
    return _page(
        request,
        "staff/documents/scale.html",
        document,
        refused,
        faults,
        scale_name=scale_name,
        low=raw.get("min"),
        high=raw.get("max"),
        used=sum(item.get("scale") == scale_name for item in editing.items(body)),
        labels=[
            editor_fields.texts(f"label-{point}", point, (labels or {}).get(point), shown, faults)
            for point in _points(raw)
        ],
    )


def _after(saved: Document, name: str) -> HttpResponse:
    """Back to the outline, or once more here while something must be mended."""
    if name in saved.body["scales"] and _scale_faults(saved.body, name):
        address = reverse("staff:document-scale", args=[saved.code, saved.version, name])
        return HttpResponseRedirect(f"{address}?done=saved", status=303)
    return to_document(saved, "saved", focus=f"scale:{name}")


def _typed_scale(request: StaffRequest, before: Json) -> Json:
    typed, labels = request.POST, before.get("labels")
    known_ = labels if isinstance(labels, dict) else {}
    points = {*map(str, editor_fields.numbers(typed, "label")), *known_}
    said = {
        point: text
        for point in sorted(points, key=lambda point: (len(point), point))
        if (text := editor_fields.typed_text(typed, f"label-{point}", known_.get(point)))
    }
    ends = {name: editor_fields.typed_number(typed, name) for name in ("min", "max")}
    return {**before, **{k: v for k, v in ends.items() if v is not None}, "labels": said}


def _scale_faults(body: Json, name: str) -> dict[str, str]:
    return editor_faults.at_fields(editing.faults(body), f"scales.{name}")


def _points(raw: Json) -> list[str]:
    low, high, labels = raw.get("min"), raw.get("max"), raw.get("labels")
    said = [point for point in labels if point.isdigit()] if isinstance(labels, dict) else []
    points: set[int] = {int(point) for point in said if len(point) < 10}
    if isinstance(low, int) and isinstance(high, int) and 0 < high - low < LONGEST:
        whole = range(low, high + 1)
        short = len(whole) <= MOST_LABELS
        points |= set(whole) if short else {low, whole[len(whole) // 2], high}
    return [str(point) for point in sorted(points)]


def _page(
    request: StaffRequest,
    template: str,
    document: Document,
    refused: Refused | None,
    faults: dict[str, str],
    **more: Any,
) -> HttpResponse:
    """A form of the draft. After a refusal the next save knows what others wrote."""
    sent = request.method == "POST"
    now_ = known(document.code, document.version) if refused is not None else document
    return page(
        request,
        template,
        status=status_of(refused, faulty=sent and bool(faults)),
        document=document,
        refused=refused,
        frozen=now_.frozen_on is not None,
        edits=seen(request) if sent and refused is None else now_.edits,
        faults=[Fault(field, sentence) for field, sentence in faults.items()],
        **more,
    )
