"""Statements as they are being written in the county of the tests."""

from datetime import date, datetime
from typing import Any

from kuulluksi.org.models import Person
from kuulluksi.outcomes.actions import statements
from kuulluksi.outcomes.enums import Part, StatementEvent
from kuulluksi.outcomes.models import Statement, StatementSection
from kuulluksi.pure.statement.document import Block, Kind, block_to_json
from tests.factories.org import County
from tests.factories.outcomes import text


def draft(house: County, at: datetime, **told: Any) -> Statement:
    """The annual statement of the year before, begun by the director."""
    year = at.year - 1
    plain: dict[str, Any] = {
        "kind": Kind.ANNUAL,
        "starts": date(year, 1, 1),
        "ends": date(year, 12, 31),
        "place": None,
        "by": house.director,
    }
    return statements.begin(**(plain | told), at=at)


def shared(house: County, at: datetime, **told: Any) -> Statement:
    """One in which the researcher writes, the manager reviews, and the director signs."""
    statement = draft(house, at, **told)
    for person, part in (
        (house.researcher, Part.WRITES),
        (house.manager, Part.REVIEWS),
    ):
        statements.name_part(statement, person, part, by=house.director, at=at)
    statements.drop_part(statement, house.director, Part.WRITES, by=house.director, at=at)
    return statement


def of_2024(house: County, at: datetime) -> Statement:
    """One beside those that were signed about later years, which the manager writes."""
    statement = draft(house, at, starts=date(2024, 1, 1), ends=date(2024, 12, 31))
    for person, part in ((house.manager, Part.WRITES), (house.researcher, Part.REVIEWS)):
        statements.name_part(statement, person, part, by=house.director, at=at)
    statements.drop_part(statement, house.director, Part.WRITES, by=house.director, at=at)
    return statement


def moved(
    statement: Statement, event: StatementEvent, by: Person, at: datetime, **told: Any
) -> Statement:
    statement.refresh_from_db()
    return statements.advance(statement, event, by=by, at=at, seen=statement.version, **told)


def reviewed(house: County, at: datetime, **told: Any) -> Statement:
    """One that is ready to be signed."""
    statement = shared(house, at, **told)
    moved(statement, StatementEvent.HANDED_IN, house.researcher, at)
    return moved(statement, StatementEvent.APPROVED, house.manager, at)


def of_blocks(house: County, at: datetime, *blocks: Block, **told: Any) -> Statement:
    """One chapter of these blocks instead of the plan, ready to be signed."""
    statement = reviewed(house, at, **told)
    statement.sections.all().delete()
    StatementSection.objects.create(
        statement=statement,
        key="chapter",
        position=0,
        heading=text("Luku"),
        blocks=[block_to_json(block) for block in blocks],
    )
    return statement
