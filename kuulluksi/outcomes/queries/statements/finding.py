"""Which statements there are, and who takes which part in them."""

from datetime import date

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.outcomes.enums import Part
from kuulluksi.outcomes.models import Statement, StatementPart, StatementSection
from kuulluksi.outcomes.rules import statements as rules

PLACE = ("area", "service__area", "unit__service__area")


def one(key: int) -> Statement | None:
    return Statement.objects.select_related(*PLACE).filter(pk=key).first()


def section(statement: Statement, key: str) -> StatementSection | None:
    return statement.sections.filter(key=key).first()


def parts_of(statement: Statement, person: Person) -> frozenset[Part]:
    """What a person does for a statement."""
    found = StatementPart.objects.filter(statement=statement, person=person)
    return frozenset(Part(part) for part in found.values_list("part", flat=True))


def read_by(person: Person, on: date) -> list[Statement]:
    """All that a person may read, the newest period first."""
    leading = org.leading(person, on)
    mine: dict[int, set[Part]] = {}
    for statement, part in StatementPart.objects.filter(person=person).values_list(
        "statement", "part"
    ):
        mine.setdefault(statement, set()).add(Part(part))
    found = Statement.objects.select_related(*PLACE).order_by("-ends_on", "kind", "pk")
    return [each for each in found if rules.may_read(each, mine.get(each.pk, ()), leading)]
