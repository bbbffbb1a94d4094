"""Rows for the national collection as a file: `unit_oid, service, date, language, role, mode,
statement_code, value`, one for each answer.

It publishes no format of submission, so this is plain CSV for a program to read: commas, UTF-8.
"""

import csv
from pathlib import Path

from kuulluksi.figures.queries import national
from kuulluksi.surveys.models import Wave

COLUMNS = (
    *("unit_oid", "service", "date", "language"),
    *("role", "mode", "statement_code", "value"),
)


def write(wave: Wave, path: Path) -> int:
    """Returns how many rows. The date is the wave's last day: no other day of an answer is kept.
    The role is whom the survey asks: clients, children, persons close to them, staff."""
    day, role = wave.closes_on.isoformat(), wave.survey.audience
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for each in national.alike(wave):
            unit = each.target.unit
            service = unit.service if unit else each.target.service
            place = (unit.outside_id if unit else "", service.code if service else "")
            row = (*place, day, each.language, role, each.mode, each.statement, each.value)
            writer.writerows([row] * each.number)
            rows += each.number
    return rows
