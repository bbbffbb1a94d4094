"""What was worked out of the organisation is never older than the organisation itself."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from kuulluksi.org import queries as org
from kuulluksi.org.models import Absence, Authority, Duty, Person, Role, Unit, columns_of
from kuulluksi.voices import queries
from kuulluksi.voices.models import RoutingRule
from tests.factories.org import County
from tests.factories.voices import given

TODAY = date(2026, 3, 2)
# Every table that routing, reach or the names in lists are worked out of, with a change of it.
CHANGES = {
    "authority": "UPDATE kuulluksi_authority SET answer_days = 9",
    "area": "UPDATE kuulluksi_area SET sort_fi = sort_fi",
    "service": "UPDATE kuulluksi_service SET area_id = area_id",
    "unit": "UPDATE kuulluksi_unit SET parent_id = NULL",
    "person": "UPDATE kuulluksi_person SET is_active = is_active",
    "superior": "UPDATE kuulluksi_person SET superior_id = NULL",
    "name": "UPDATE kuulluksi_person SET name = 'X'",
    "role": "DELETE FROM kuulluksi_role",
    "duty": "UPDATE kuulluksi_duty SET valid_until = '2026-03-01'",
    "absence": "INSERT INTO kuulluksi_absence (person_id, starts_on, ends_on)"
    " SELECT id, '2026-03-01', '2026-03-31' FROM kuulluksi_person",
    "rule": "INSERT INTO kuulluksi_routingrule"
    " (position, about, kind, topic, language, to_id, title)"
    " SELECT 1, '', '', '', '', MIN(id), '{}' FROM kuulluksi_person",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_revision_is_renewed_by_the_database_itself(house: County, change: str) -> None:
    """Whoever changes a row, with whatever program."""
    before = org.revision()
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert org.revision() != before


@pytest.mark.parametrize(
    "column", [c.column for c in columns_of(Authority) if c.name not in ("id", "revision")]
)
def test_revision_is_renewed_with_each_column_of_the_authority(house: County, column: str) -> None:
    before = org.revision()
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE kuulluksi_authority SET "{column}" = "{column}"')
    assert org.revision() != before


def test_revision_that_was_read_is_never_written_back(house: County) -> None:
    """Somebody opens the form of the authority, another changes a duty, the form is saved."""
    read = org.authority()
    first = org.directory(TODAY)
    Duty.objects.filter(person=house.supervisor).update(person=house.neighbour)
    read.save()
    assert org.directory(TODAY).seats != first.seats


def test_authority_is_nobody_elses(house: County) -> None:
    mine = org.authority()
    mine.answer_days = 99
    assert org.authority().answer_days == 7


def test_revision_stays_when_nothing_of_the_organisation_changes(
    house: County, at: datetime
) -> None:
    before = org.revision()
    given(at, unit=house.kamppi)
    house.supervisor.set_password("another long password")
    house.supervisor.save(update_fields=["password"])
    assert org.revision() == before


def test_directory_is_read_once_until_something_changes(house: County) -> None:
    first = org.directory(TODAY, queries.rules())
    org.reach(house.supervisor, TODAY)
    with CaptureQueriesContext(connection) as asked:
        assert org.directory(TODAY, queries.rules()) == first
        org.reach(house.supervisor, TODAY)
    assert len(asked) == 3, "the revision, for each of them"
    Duty.objects.filter(person=house.supervisor).update(person=house.neighbour)
    assert org.directory(TODAY).seats != first.seats


@contextmanager
def elsewhere() -> Iterator[Callable[[str], None]]:
    """Another program with its own connection to the same database."""

    def run(statement: str) -> None:
        def work() -> None:
            with connection.cursor() as cursor:
                cursor.execute(statement)
            connections.close_all()

        thread = threading.Thread(target=work)
        thread.start()
        thread.join(timeout=30)

    yield run


def test_next_voice_goes_where_another_program_says(open_house: County, at: datetime) -> None:
    house = open_house
    assert given(at, unit=house.kamppi).voice.owner_id == house.supervisor.pk
    reached = org.reach(house.neighbour, TODAY).units
    with elsewhere() as run:
        run(
            f"UPDATE kuulluksi_duty SET person_id = {house.neighbour.pk}"
            f" WHERE unit_id = {house.kamppi.pk}"
        )
        assert given(at, unit=house.kamppi).voice.owner_id == house.neighbour.pk
        assert org.reach(house.neighbour, TODAY).units > reached
        run(f"UPDATE kuulluksi_person SET is_active = {_false()} WHERE id = {house.neighbour.pk}")
    assert given(at, unit=house.kamppi).voice.owner_id == house.deputy.pk


def _false() -> str:
    return "false" if connection.vendor == "postgresql" else "0"


def test_what_was_rolled_back_is_remembered_by_nobody(open_house: County, at: datetime) -> None:
    house = open_house

    with transaction.atomic():
        Duty.objects.filter(unit=house.kamppi).update(person=house.neighbour)
        assert given(at, unit=house.kamppi).voice.owner_id == house.neighbour.pk
        transaction.set_rollback(True)
    assert given(at, unit=house.kamppi).voice.owner_id == house.supervisor.pk


def test_rows_made_without_the_actions_count_too(house: County, at: datetime) -> None:
    given(at, unit=house.kamppi)
    Absence.objects.create(person=house.supervisor, starts_on=TODAY, ends_on=TODAY)
    assert given(at, unit=house.kamppi).voice.owner_id == house.deputy.pk
    RoutingRule.objects.create(position=1, to=house.director, title=house.kamppi.name)
    assert given(at, unit=house.kamppi).voice.owner_id == house.director.pk
    Role.objects.filter(person=house.manager).delete()
    Duty.objects.filter(person=house.manager).delete()
    assert not org.reach(house.manager, TODAY).services
    Unit.objects.filter(pk=house.office.pk).update(parent=None)
    assert house.office.pk not in org.reach(house.supervisor, TODAY).units
    Person.objects.filter(pk=house.supervisor.pk).update(name="Uusi Nimi")
    assert org.names(org.revision()).people[house.supervisor.pk].name == "Uusi Nimi"
