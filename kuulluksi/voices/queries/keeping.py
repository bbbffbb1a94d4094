"""What is asked so that no voice is lost: budgets, owners, the daily proof."""

from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from kuulluksi.org.models import Person
from kuulluksi.voices.enums import OPEN, State
from kuulluksi.voices.models import DailyCheck, Voice

GIVEN_TO_UNIT = """
    SELECT COUNT(*) FROM (
        SELECT 1 FROM kuulluksi_voice WHERE unit_id = %s AND given_on = %s LIMIT %s
    ) AS given"""


def given_today(unit_id: int | None, service_id: int | None, on: date, at_most: int) -> int:
    """How many voices one place has been given on a day, counted no further than `at_most`."""
    if unit_id is None:
        given = Voice.objects.filter(unit=None, service=service_id, given_on=on)
        return given.values("pk")[:at_most].count()
    with connection.cursor() as cursor:  # asked before every voice, so without ado
        cursor.execute(GIVEN_TO_UNIT, [unit_id, on, at_most])
        return int(cursor.fetchone()[0])


def without_owner() -> QuerySet[Voice]:
    """Open or held voices that nobody owns, or that somebody owns who no longer works here."""
    return Voice.objects.filter(state__in=[*OPEN, State.HELD]).filter(
        Q(owner=None) | Q(owner__is_active=False)
    )


def owned_by(person: Person) -> QuerySet[Voice]:
    return Voice.objects.filter(owner=person).exclude(state=State.CLOSED)


def checked(on: date) -> bool:
    return DailyCheck.objects.filter(on=on).exists()


def latest_check() -> DailyCheck | None:
    return DailyCheck.objects.order_by("-on").first()
