"""Rows for the national collection: answers to statements, no two of one person tied together.

The collection wants one row for each answer; the database counts how many are alike, so a row tells
nothing of the person's other answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.models import Wave, WaveTarget

_ALIKE = """
SELECT r.target_id, r.language, r.mode, a.item, a.number, COUNT(*)
FROM kuulluksi_answer a JOIN kuulluksi_response r ON r.id = a.response_id
WHERE r.target_id IN (SELECT id FROM kuulluksi_wavetarget WHERE wave_id = %s)
    AND a.number IS NOT NULL
GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True)
class Alike:
    """So many answers that are alike in all that is told."""

    target: WaveTarget
    language: str
    mode: str
    statement: str
    value: int
    number: int


def alike(wave: Wave) -> Iterator[Alike]:
    """The answers on scales of a closed wave; "does not concern me" is none."""
    targets = {each.pk: each for each in wave.targets.select_related("unit__service", "service")}
    statements = {each.id for each in surveys.questionnaire(wave.document).statements}
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [wave.pk])
        rows = cursor.fetchall()
    for target, language, mode, item, value, number in rows:
        if item in statements:
            yield Alike(targets[target], language, mode, item, value, number)


def without_identifier(wave: Wave) -> list[str]:
    """The codes of the units whose identifier in the national register is not known here."""
    units = wave.targets.filter(unit__isnull=False, unit__outside_id="")
    return list(units.order_by("unit__code").values_list("unit__code", flat=True))
