"""What is asked so that no voice is lost: budgets, owners, the daily proof."""

from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from kuulluksi.org import queries as org
from kuulluksi.org.models import Authority, Person
from kuulluksi.voices.enums import OPEN, State
from kuulluksi.voices.models import DailyCheck, Voice

TERMS_AND_GIVEN = """
    SELECT revision, answer_days, (SELECT COUNT(*) FROM (
        SELECT 1 FROM kuulluksi_voice WHERE unit_id = %s AND given_on = %s LIMIT %s
    ) AS given) FROM kuulluksi_authority"""


class Terms(NamedTuple):
    """On what a new voice is received: what `org.terms` tells, and whether its place has been given
    its budget of voices today."""

    revision: int
    answer_days: int
    full: bool = False


def terms(unit_id: int | None, service_id: int | None, on: date, budget: int | None) -> Terms:
    """`budget` None: the place has none."""
    if budget is None:
        return Terms(*org.terms())
    if unit_id is None:
        given = Voice.objects.filter(unit=None, service=service_id, given_on=on)
        return Terms(*org.terms(), given.values("pk")[:budget].count() >= budget)
    with connection.cursor() as cursor:  # asked with every voice, so without ado
        cursor.execute(TERMS_AND_GIVEN, [unit_id, on, budget])
        found = cursor.fetchone()
    if found is None:
        raise Authority.DoesNotExist
    revision, answer_days, given_today = found
    return Terms(revision, answer_days, given_today >= budget)


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
