"""Questionnaires are made, edited, copied and frozen; what is frozen never changes again."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.pure.questionnaire import bank, editing
from kuulluksi.pure.questionnaire.document import Questionnaire, to_json
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.pure.questionnaire.reader import BadDocument
from kuulluksi.pure.questionnaire.wordings import numbered
from kuulluksi.pure.text import TAGS, Text
from kuulluksi.surveys import queries, rules
from kuulluksi.surveys.models import Document

Place = Area | Service | Unit | None
# One lock for the numbers of wordings: two editors never give one number to two wordings.
NUMBERING = 7_305_142


def make(body: Json, place: Place, *, by: Person | None, at: datetime) -> Document:
    """A new draft under the id and version that its body names.

    Raises Refused with the field "code" when the bank or another questionnaire has that name.
    """
    if body["id"] in bank.names():
        raise Refused(_("The question bank has this name already. Choose another."), "code")
    return _insert(body, place, by=by, at=at)


def take(
    name: str, place: Place, *, by: Person | None, at: datetime, version: int | None = None
) -> Document:
    """An instrument of the bank as it is, in its newest version or in that one, frozen at once: one
    for the whole house, however many take it."""
    asked = bank.instrument(name, version)
    with transaction.atomic():
        known = queries.document(asked.id, asked.version)
        if known is not None:
            return known
        made = _insert(to_json(asked), place, by=by, at=at)
        return freeze(made, at=at)


def rewrite(
    document: Document,
    body: Json,
    *,
    seen: int,
    by: Person | None,
    at: datetime,
    place: Place | bool = False,
) -> Document:
    """Writes a draft in place of what somebody saw after `seen` edits; `place` only when it is
    given a new one.

    Raises rules.Outdated when somebody else wrote meanwhile, Refused when it has been frozen;
    ValueError for what could not be edited again.
    """
    if not editing.framed(body):
        raise ValueError("A draft has pages, and each item an id of its own.")
    with transaction.atomic():
        _one_numbering()
        changed: dict[str, Any] = {
            "body": numbered(body, queries.wordings_besides(document)),
            "title": title_of(body),
            "saved_on": deadlines.day(at),
            "edits": seen + 1,
        }
        if not isinstance(place, bool):
            changed |= _columns(place)
        same = Document.objects.filter(pk=document.pk, edits=seen, frozen_on=None)
        if not same.update(**changed):
            raise _reason(document)
        _audit(document, by=by, at=at)
    return Document.objects.get(pk=document.pk)


def next_version(document: Document, *, by: Person | None, at: datetime) -> Document:
    """A draft of the next version, with the same questions under the same ids.

    Raises Refused for an instrument of the bank: that is adapted under a name of its own.
    """
    if document.code in bank.names():
        raise Refused(_("This comes from the question bank. Adapt it under a name of its own."))
    with transaction.atomic():
        newest = queries.versions(document.code)[0].version
        body = {**document.body, "version": newest + 1}
        return _insert(body, document.place, by=by, at=at)


def freeze(document: Document, *, at: datetime) -> Document:
    """Nothing of it changes from now on, because it is opened for answers. Called in the
    transaction that opens a wave; a frozen one stays as it is.

    Raises Refused when it still has faults.
    """
    with transaction.atomic():
        _one_numbering()
        now = Document.objects.select_for_update().get(pk=document.pk)
        if now.frozen_on is not None:
            return now
        now.body = numbered(now.body, queries.wordings_besides(now))
        asked = _parsed(now.body)
        now.hash, now.frozen_on, now.edits = asked.hash, deadlines.day(at), now.edits + 1
        now.save(update_fields=["body", "hash", "frozen_on", "edits"])
    return now


def discard(document: Document, *, seen: int, by: Person | None, at: datetime) -> None:
    """Removes a draft. Raises rules.Outdated, and Refused when it is frozen or a wave has it."""
    with transaction.atomic():
        try:
            gone, _rows = Document.objects.filter(
                pk=document.pk, edits=seen, frozen_on=None
            ).delete()
        except ProtectedError:
            raise Refused(
                _("A wave asks this. Choose another questionnaire there first.")
            ) from None
        if not gone:
            raise _reason(document)
        org_actions.audit(Audited.REMOVED, f"document {document.pk}", by=by, at=at)


def title_of(body: Json) -> Text:
    """What a draft is called in lists, whatever else stands there."""
    said = body.get("title")
    known = said.items() if isinstance(said, dict) else ()
    return Text.from_json({tag: w for tag, w in known if tag in TAGS and isinstance(w, str)})


def _insert(body: Json, place: Place, *, by: Person | None, at: datetime) -> Document:
    with transaction.atomic():
        _one_numbering()
        made = Document(
            code=body["id"],
            version=body["version"],
            title=title_of(body),
            body=numbered(body, queries.wordings_besides()),
            made_by=by,
            saved_on=deadlines.day(at),
            **_columns(place),
        )
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            raise Refused(
                _("Another questionnaire has this name. Choose another."), "code"
            ) from None
        _audit(made, by=by, at=at)
    return made


def _parsed(body: Json) -> Questionnaire:
    try:
        return parse(body)
    except BadDocument:
        raise Refused(
            _("The questionnaire still has something to mend before it can be opened for answers."),
            "document",
        ) from None


def _reason(document: Document) -> Refused:
    """Why a draft could not be written."""
    now = Document.objects.filter(pk=document.pk).only("frozen_on").first()
    if now is None:
        return Refused(_("Somebody has removed this questionnaire meanwhile."))
    if now.frozen_on is not None:
        return Refused(_("This version has been opened for answers, so it no longer changes."))
    return rules.Outdated(_("Somebody else saved this questionnaire meanwhile."))


def _columns(place: Place) -> dict[str, Any]:
    return {
        "area": place if isinstance(place, Area) else None,
        "service": place if isinstance(place, Service) else None,
        "unit": place if isinstance(place, Unit) else None,
    }


def _audit(document: Document, *, by: Person | None, at: datetime) -> None:
    subject = f"document {document.pk}"
    org_actions.audit(Audited.DOCUMENT_SAVED, subject, by=by, at=at, once_a_day=True)


def _one_numbering() -> None:
    """Until the transaction ends nobody else numbers wordings; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING])
