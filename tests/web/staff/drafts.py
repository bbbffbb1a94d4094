"""The draft that the tests of the editor change, as it is stored, and what its forms send."""

from typing import Any

from django.urls import reverse

from kuulluksi.pure.questionnaire import editing
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.surveys.models import Document

# A statement on the scale of the draft.
SCALE = {"scale": "agree-5", "may_skip": "on"}


def url(name: str, *args: object) -> str:
    return reverse(f"staff:{name}", args=["oma-kysely", 1, *args])


def body() -> Json:
    return dict(Document.objects.get(code="oma-kysely").body)


def item(id_: str) -> Json:
    return editing.item(body(), id_)


def edits() -> int:
    return Document.objects.get(code="oma-kysely").edits


def typed(**fields: Any) -> dict[str, Any]:
    named = {key.replace("__", "-"): value for key, value in fields.items()}
    return {"edits": edits(), "do": "save", "kind": "scale", **named}
