"""Questionnaires as they are asked."""

from functools import lru_cache

from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.parsing import parse
from kuulluksi.surveys.models import Document


def questionnaire(document: Document) -> Questionnaire:
    """The document as a value; what is frozen is read once per process.

    Raises BadDocument for a draft with faults.
    """
    return _frozen(document.hash, document.pk) if document.hash else parse(document.body)


@lru_cache(maxsize=128)
def _frozen(_hash: str, key: int) -> Questionnaire:
    return parse(Document.objects.values_list("body", flat=True).get(pk=key))
