"""A statement is begun once, written section by section, and goes from hand to hand."""

from datetime import date, datetime

import pytest

from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.actions import statements
from kuulluksi.outcomes.enums import Part, StatementEvent, StatementState
from kuulluksi.outcomes.models import Statement
from kuulluksi.outcomes.queries.statements import document_of, parts_of, read_by
from kuulluksi.outcomes.rules import Stale
from kuulluksi.pure.statement.document import Kind, Words
from kuulluksi.pure.text import Text
from kuulluksi.voices.enums import Reason
from kuulluksi.voices.models import Notice
from tests.factories.drafts import draft, moved, reviewed, shared
from tests.factories.org import County
from tests.factories.outcomes import text

pytestmark = pytest.mark.django_db


def test_statement_begins_with_its_plan_once(house: County, at: datetime) -> None:
    statement = draft(house, at)
    assert document_of(statement).sections
    assert parts_of(statement, house.director) == {Part.WRITES, Part.SIGNS}
    with pytest.raises(Refused) as refused:
        draft(house, at)
    assert refused.value.field == "exists"
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "starts", "ends"),
    [
        (Kind.ANNUAL, date(2025, 1, 1), date(2025, 12, 30)),
        (Kind.ANNUAL, date(1025, 1, 1), date(1025, 12, 31)),
        (Kind.MONITORING, date(2025, 2, 1), date(2025, 5, 31)),
        (Kind.MONITORING, date(2025, 1, 1), date(2025, 12, 31)),
        (Kind.UNIT, date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_statement_is_of_its_period_and_place(
    house: County, at: datetime, kind: Kind, starts: date, ends: date
) -> None:
    with pytest.raises(Refused):
        draft(house, at, kind=kind, starts=starts, ends=ends)
    assert not Statement.objects.exists()


def test_statement_of_a_unit_is_made_by_who_leads_it(house: County, at: datetime) -> None:
    made = draft(house, at, kind=Kind.UNIT, place=house.kamppi, by=house.supervisor)
    assert document_of(made).place == f"unit-{house.kamppi.code}"
    with pytest.raises(Refused):
        draft(house, at, kind=Kind.UNIT, place=house.kallio, by=house.supervisor)
    with pytest.raises(Refused):
        draft(house, at, by=house.manager)
    with pytest.raises(Refused):  # a unit has its two pages, at one address
        draft(house, at, place=house.kamppi)


def test_section_tells_the_second_of_two_hands(house: County, at: datetime) -> None:
    statement = shared(house, at)
    section = statement.sections.get(position=0)
    words = [Words(Text.of(fi="Sana"))]
    seen = section.version
    saved = statements.save_section(
        section, text("Otsikko"), words, by=house.researcher, at=at, seen=seen
    )
    assert document_of(statement).sections[0].blocks == (Words(Text.of(fi="Sana")),)
    with pytest.raises(Stale):
        statements.save_section(section, text("Muu"), [], by=house.researcher, at=at, seen=seen)
    with pytest.raises(Refused):
        statements.save_section(
            section, text("Muu"), [], by=house.manager, at=at, seen=saved.version
        )
    assert document_of(statement).sections[0].heading == text("Otsikko")


def test_sections_are_added_moved_and_removed(house: County, at: datetime) -> None:
    statement = shared(house, at)
    before = [each.key for each in document_of(statement).sections]
    first = before[0]
    added = statements.add_section(statement, text("Uusi"), after=first, by=house.researcher, at=at)
    keys = [first, added.key, *before[1:]]
    assert [each.key for each in document_of(statement).sections] == keys
    statements.move_section(added, -5, by=house.researcher, at=at)
    keys = [added.key, *before]
    assert [each.key for each in document_of(statement).sections] == keys
    statements.remove_section(added, by=house.researcher, at=at, seen=added.version)
    assert [each.key for each in document_of(statement).sections] == before


def test_first_section_is_a_chapter_whatever_is_moved(house: County, at: datetime) -> None:
    statement = shared(house, at)
    by = house.researcher
    first, second = (statement.sections.get(position=place) for place in (0, 1))
    statements.relevel_section(second, 2, by=by, at=at)
    assert [each.level for each in document_of(statement).sections][:2] == [1, 2]
    statements.relevel_section(first, 2, by=by, at=at)
    assert document_of(statement).sections[0].level == 1
    first.refresh_from_db()
    statements.remove_section(first, by=by, at=at, seen=first.version)
    assert document_of(statement).sections[0].level == 1
    statements.move_section(first, 1, by=by, at=at)  # somebody was faster
    with pytest.raises(Refused):
        statements.relevel_section(second, 2, by=house.manager, at=at)


def test_section_begins_in_one_language_and_is_added_once(house: County, at: datetime) -> None:
    statement = shared(house, at)
    known = statement.sections.count()
    made = [
        statements.add_section(statement, Text.of(sv="Ny"), by=house.researcher, at=at, row=77)
        for _click in range(2)
    ]
    assert made[0] == made[1]
    assert statement.sections.count() == known + 1
    with pytest.raises(Refused):
        statements.add_section(statement, Text(), by=house.researcher, at=at)


def test_statement_goes_from_hand_to_hand(house: County, at: datetime) -> None:
    statement = shared(house, at)
    moved(statement, StatementEvent.HANDED_IN, house.researcher, at)
    assert Notice.objects.get(person=house.manager).reason == Reason.STATEMENT
    section = statement.sections.get(position=0)
    with pytest.raises(Refused):  # nobody writes while it is reviewed
        statements.save_section(
            section, text("Muu"), [], by=house.researcher, at=at, seen=section.version
        )
    with pytest.raises(Refused):  # the part of somebody else
        moved(statement, StatementEvent.APPROVED, house.director, at)
    with pytest.raises(Refused):  # nobody knows why
        moved(statement, StatementEvent.RETURNED, house.manager, at)
    done = moved(statement, StatementEvent.APPROVED, house.manager, at)
    assert done.state == StatementState.REVIEWED
    assert [step.event for step in statement.steps.order_by("number")] == [
        StatementEvent.BEGUN,
        StatementEvent.HANDED_IN,
        StatementEvent.APPROVED,
    ]


def test_nobody_reviews_what_they_handed_in(house: County, at: datetime) -> None:
    statement = shared(house, at)
    statements.name_part(statement, house.researcher, Part.REVIEWS, by=house.director, at=at)
    moved(statement, StatementEvent.HANDED_IN, house.researcher, at)
    with pytest.raises(Refused):
        moved(statement, StatementEvent.APPROVED, house.researcher, at)


def test_statement_without_a_reviewer_is_ready_when_handed_in(house: County, at: datetime) -> None:
    statement = draft(house, at)
    done = moved(statement, StatementEvent.HANDED_IN, house.director, at)
    assert done.state == StatementState.REVIEWED


def test_somebody_always_writes_and_signs(house: County, at: datetime) -> None:
    statement = draft(house, at)
    with pytest.raises(Refused):
        statements.drop_part(statement, house.director, Part.SIGNS, by=house.director, at=at)
    with pytest.raises(Refused):
        statements.name_part(statement, house.worker, Part.SIGNS, by=house.worker, at=at)


def test_draft_is_read_by_those_who_take_part(house: County, at: datetime) -> None:
    statement = reviewed(house, at)
    on = at.date()
    for person in (house.researcher, house.manager, house.director):
        assert read_by(person, on) == [statement]
    assert read_by(house.worker, on) == []
