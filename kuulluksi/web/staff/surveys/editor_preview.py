"""How a draft will look to those who answer it, on a phone and on paper."""

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.pure.questionnaire.items import Item
from kuulluksi.web.kit import asking
from kuulluksi.web.staff.surveys.editor_faults import TONGUES
from kuulluksi.web.staff.surveys.editor_fields import Option


def shown(items: Iterable[Item], language: str) -> list[SafeString]:
    return asking.shown(items, asking.Look(language))


def language_of(body: Json, wanted: str) -> str:
    """The language of a preview: the one asked for, else that of the page or the first."""
    offered = offered_in(body)
    spoken = get_language() or "fi"
    return next((tag for tag in (wanted, spoken) if tag in offered), offered[0])


def offered_in(body: Json) -> list[str]:
    listed = body.get("languages")
    found = [tag for tag in listed if tag in TONGUES] if isinstance(listed, list) else []
    return found or ["fi"]


def options(body: Json, chosen: str) -> list[Option]:
    return [Option(tag, str(TONGUES[tag]), tag == chosen) for tag in offered_in(body)]


def minutes(asked: Questionnaire) -> int:
    return asking.minutes(asked)
