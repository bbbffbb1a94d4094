"""What those who write a statement see of it: its sections, who does what, and what happened."""

from collections.abc import Collection
from datetime import date

from django.db.models import F

from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.outcomes.enums import Part
from kuulluksi.outcomes.models import (
    LeftOut,
    Statement,
    StatementPart,
    StatementSection,
    StatementStep,
)
from kuulluksi.pure.statement.document import Kind


def begun(
    kind: Kind, starts: date, ends: date, place: Area | Service | Unit | None
) -> Statement | None:
    """The statement of that kind about a period and a place, if somebody has begun it."""
    found = Statement.objects.filter(
        kind=kind,
        starts_on=starts,
        ends_on=ends,
        area=place if isinstance(place, Area) else None,
        service=place if isinstance(place, Service) else None,
        unit=place if isinstance(place, Unit) else None,
    )
    return found.first()


def sections(statement: Statement) -> list[StatementSection]:
    return list(statement.sections.select_related("edited_by").order_by("position", "key"))


def people(statements: Collection[Statement]) -> dict[int, list[StatementPart]]:
    """Who does what, by the key of the statement, in the order of names."""
    found: dict[int, list[StatementPart]] = {each.pk: [] for each in statements}
    rows = StatementPart.objects.filter(statement__in=found).select_related("person")
    for row in rows.order_by("person__name", "person", "part"):
        found[row.statement_id].append(row)
    return found


def named(rows: Collection[StatementPart], part: Part | None) -> list[Person]:
    """Those of them who do that part and still work here."""
    return [row.person for row in rows if row.part == part and row.person.is_active]


def history(statement: Statement) -> list[StatementStep]:
    """The newest first."""
    return list(statement.steps.select_related("by").order_by("-number"))


def left_out(statement: Statement) -> list[LeftOut]:
    rows = statement.left_out.select_related("wave__survey")
    return list(rows.order_by(F("wave__closes_on"), "pk"))
