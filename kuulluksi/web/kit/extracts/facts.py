"""What a file tells of itself, in the codebook beside it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import pgettext

from kuulluksi.org import queries as org
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.tags import said

Fact = tuple[str, str]


def about(wave: Wave, asked: Questionnaire, *, rows: int, on: date) -> Iterator[Fact]:
    """The wave and its questionnaire, in the language that is spoken."""
    yield pgettext("codebook", "Authority"), said(org.authority().name)
    yield pgettext("codebook", "Wave"), f"{said(wave.title)} ({wave.code})"
    yield (
        pgettext("codebook", "Questionnaire"),
        f"{said(asked.title)} ({asked.id}, {asked.version})",
    )
    yield pgettext("codebook", "Its words, as a checksum (SHA-256)"), asked.hash
    yield pgettext("codebook", "Who is asked"), str(wave.survey.get_audience_display())
    yield (
        pgettext("codebook", "Days"),
        f"{wave.opens_on.isoformat()} – {wave.closes_on.isoformat()}",
    )
    if wave.closed_on is not None:
        yield pgettext("codebook", "Closed"), wave.closed_on.isoformat()
    yield pgettext("codebook", "Rows"), str(rows)
    yield pgettext("codebook", "Made on"), on.isoformat()
