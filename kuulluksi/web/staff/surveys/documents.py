"""The questionnaires of the house and the question bank: begun, copied, taken into use, read from
a file and written into one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire import bank, editing
from kuulluksi.pure.questionnaire.document import Questionnaire, to_json
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.questionnaire.reader import BadDocument
from kuulluksi.pure.text import LANGUAGES, Text
from kuulluksi.surveys import actions, queries
from kuulluksi.surveys.models import Document
from kuulluksi.surveys.queries import Summary
from kuulluksi.web.kit import paper
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.surveys import editor_faults, editor_preview
from kuulluksi.web.staff.surveys.documents_form import FileForm, NewForm
from kuulluksi.web.staff.surveys.editor_page import (
    drafted,
    known,
    maker,
    may_write,
    page,
    place_of,
    places,
    to_document,
    value_of,
)

BANK = "pankki"
"""The version in `from=sosiaaliasemat:pankki`, which is none of a document."""


@dataclass(frozen=True)
class Row:
    """One questionnaire in the list."""

    document: Document
    summary: Summary
    mine: bool


@maker
def documents(request: StaffRequest) -> HttpResponse:
    """Those of the house, one's own first, and the instruments of the bank."""
    found = queries.documents()
    told = queries.summaries(found)
    rows = [
        Row(each, told[each.pk], each.made_by_id == request.user.pk)
        for each in found
        if each.pk in told
    ]
    instruments = [bank.instrument(name) for name in bank.names()]
    return page(
        request,
        "staff/documents/documents.html",
        drafts=sorted(
            (row for row in rows if not row.document.frozen_on), key=lambda r: not r.mine
        ),
        frozen=[row for row in rows if row.document.frozen_on],
        instruments=sorted(
            ((each, queries.summary_of(each)) for each in instruments),
            key=lambda found: said(found[0].title),
        ),
        tongues=editor_faults.TONGUES,
    )


@maker
def instrument(request: StaffRequest, instrument: str) -> HttpResponse:
    """An instrument of the bank, as people meet it; it is taken as it is, or adapted."""
    if instrument not in bank.names():
        raise Http404
    asked = bank.instrument(instrument)
    if request.method == "POST":
        made = actions.take_instrument(instrument, None, by=request.user, at=now())
        return to_document(made, "taken")
    return page(
        request,
        "staff/documents/instrument.html",
        instrument=asked,
        summary=queries.summary_of(asked),
        tongues=editor_faults.TONGUES,
        **_phone(asked, to_json(asked), request.GET.get("look", "")),
    )


@maker
def new(request: StaffRequest) -> HttpResponse:
    """From nothing, from the bank or from another questionnaire, for next year or another place:
    the questions keep their ids."""
    source = _source(request.GET.get("from", ""))
    offered = places(request)
    typed = request.POST if request.method == "POST" else None
    form = NewForm(offered, typed, _initial(source))
    if typed is not None and form.is_valid():
        code, title = form.cleaned_data["code"], form.title_said().to_json()
        body = source.copied(code, title) if source else editing.blank(code, 1, title)
        try:
            place = place_of(form.cleaned_data["place"])
            made = actions.make_document(body, place, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return to_document(made, "made")
    return page(
        request,
        "staff/documents/new.html",
        status=422 if form.errors else 200,
        form=form,
        source=source,
        faults=[Fault(field, sentence) for field, sentence in form.anchors],
    )


@dataclass(frozen=True)
class Source:
    """What a copy is made of."""

    code: str
    title: Text
    body: Json
    place: str = ""

    def copied(self, code: str, title: Mapping[str, str]) -> Json:
        """The same questions under another name; a title in languages that no form asked for goes
        with the old name."""
        return {**self.body, "id": code, "version": 1, "title": dict(title)}


def _source(named: str) -> Source | None:
    """The source that an address names: "sosiaaliasemat:pankki", "sosiaaliasemat-2026:1"."""
    code, _colon, version = named.partition(":")
    if not code:
        return None
    if version == BANK:
        if code not in bank.names():
            raise Http404
        asked = bank.instrument(code)
        return Source(code, asked.title, to_json(asked))
    if not (version.isascii() and version.isdigit() and len(version) < 5):
        raise Http404
    found = known(code, int(version))
    return Source(code, found.title, found.body, value_of(found.place))


def _initial(source: Source | None) -> dict[str, Any]:
    if source is None:
        return {}
    head, _hyphen, year = source.code.rpartition("-")
    dated = year.isascii() and year.isdigit() and len(year) == 4
    wanted = int(year) + 1 if dated else today().year
    code = f"{head if dated else source.code[:35].strip('-')}-{wanted}"
    title = source.title
    if dated:
        renamed = {tag: text.replace(year, str(wanted)) for tag, text in title.to_json().items()}
        title = Text.from_json({tag: text for tag, text in renamed.items() if tag in LANGUAGES})
    return {"title": title, "code": code, "place": source.place}


@maker
def from_file(request: StaffRequest) -> HttpResponse:
    """A questionnaire in a JSON file; a faulty one is told with each place, and nothing is
    stored."""
    sent = request.method == "POST"
    form = FileForm(
        places(request), request.POST if sent else None, request.FILES if sent else None
    )
    if sent and form.is_valid() and form.found is not None:
        asked = form.found
        code = form.cleaned_data["code"] or asked.id
        body = {**to_json(asked), "id": code, "version": 1}
        try:
            place = place_of(form.cleaned_data["place"])
            made = actions.make_document(body, place, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return to_document(made, "made")
    told = [(fault.path, editor_faults.sentence_of(fault)) for fault in form.bad]
    return page(
        request,
        "staff/documents/file.html",
        status=422 if sent else 200,
        form=form,
        bad=told,
        faults=form.faults,
    )


@maker
def as_json(_request: StaffRequest, document: str, version: int) -> HttpResponse:
    """The document as a file; a sound one in the order of its grammar."""
    found = known(document, version)
    try:
        written: Any = to_json(parse(found.body))
    except BadDocument:
        written = found.body
    answer = HttpResponse(
        json.dumps(written, ensure_ascii=False, indent=2) + "\n",
        content_type="application/json; charset=utf-8",
    )
    name = f"{found.code}.json" if version == 1 else f"{found.code}.{version}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@drafted
@require_POST
def next_version(request: StaffRequest, document: Document) -> HttpResponse:
    try:
        made = actions.next_version(document, by=request.user, at=now())
    except Refused as refused:
        return page(
            request, "staff/documents/refused.html", status=409, document=document, refused=refused
        )
    return to_document(made, "version")


@maker
def phone(request: StaffRequest, document: str, version: int) -> HttpResponse:
    """The whole questionnaire as people meet it on a phone."""
    found = known(document, version)
    try:
        asked = queries.questionnaire(found)
    except BadDocument:
        asked = None
    return page(
        request,
        "staff/documents/phone.html",
        document=found,
        writes=may_write(request, found),
        **_phone(asked, found.body, request.GET.get("look", "")),
    )


def _phone(asked: Questionnaire | None, body: Json, wanted: str) -> dict[str, Any]:
    language = editor_preview.language_of(body, wanted)
    return {
        "look": language,
        "looks": editor_preview.options(body, language),
        "minutes": editor_preview.minutes(asked) if asked else 0,
        "asked": asked,
        "purpose": asked.purpose.best(language) if asked else "",
        "asked_title": asked.title.best(language) if asked else "",
        "pages": [
            (sheet.title.best(language), editor_preview.shown(sheet.items, language), sheet.when)
            for sheet in asked.pages
        ]
        if asked
        else [],
    }


@maker
def on_paper(request: StaffRequest, document: str, version: int) -> HttpResponse:
    """The PDF as it would be printed, without a wave and a place."""
    found = known(document, version)
    try:
        asked = queries.questionnaire(found)
    except BadDocument:
        sentence = _("A paper can be made when everything that must be mended is mended.")
        refused = Refused(sentence)
        return page(
            request, "staff/documents/refused.html", status=409, document=found, refused=refused
        )
    language = editor_preview.language_of(found.body, request.GET.get("look", ""))
    answer = HttpResponse(paper.pdf(asked, language), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.code}-{language}.pdf"'
    return answer
