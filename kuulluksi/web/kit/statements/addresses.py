"""Where a statement stands for good: by its kind, its period and its place, and each edition by its
number.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kuulluksi.figures.queries.places import ALL
from kuulluksi.pure.statement.document import Document, Kind


def path(document: Document, edition: int | None = None) -> str:
    """In the language that is spoken; without a number the newest edition."""
    year = document.year
    if document.kind is Kind.MONITORING:
        name, where = "monitoring", [str(year), str(third(document))]
    else:
        name, where = "statement", [str(year)]
    if document.place != ALL:
        name, where = f"{name}-place", [*where, document.place]
    if edition is not None:
        name, where = f"{name}-edition", [*where, str(edition)]
    return reverse(f"public:{name}", args=where)


def address(document: Document, edition: int | None, language: str) -> str:
    """The whole address, as it is printed and cited."""
    with override(language):
        return settings.PUBLIC_URL + path(document, edition)


def third(document: Document) -> int:
    """Which four months of its year self-monitoring is of: 1, 2 or 3."""
    return (document.starts.month - 1) // 4 + 1
