"""One signed statement of each kind of address: of the whole and of a place, of a year and of four
months."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kuulluksi.figures.queries.places import key_of
from kuulluksi.org.models import Unit
from kuulluksi.outcomes.models import Edition, Statement
from kuulluksi.pure.statement.auditing import audited, to_json
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.text import LANGUAGES
from tests.factories import statements
from tests.factories.editions import edition, known, short
from tests.factories.org import County

YEAR = date(2025, 1, 1), date(2025, 12, 31)
THIRD = date(2025, 1, 1), date(2025, 4, 30)


def signed(
    house: County,
    at: datetime,
    kind: Kind = Kind.ANNUAL,
    unit: Unit | None = None,
    **told: Any,
) -> Edition:
    """A short one, with its audit; `told` as for `edition`."""
    starts, ends = THIRD if kind is Kind.MONITORING else YEAR
    statement = told.pop("statement", None) or Statement.objects.create(
        kind=kind,
        title=statements.document().title,
        starts_on=starts,
        ends_on=ends,
        begun_on=at.date(),
        unit=unit,
    )
    place = key_of(unit) if unit else "all"
    stories = told.pop("stories", ())
    document = told.pop("document", None)
    document = document or replace(short(statement, *stories), kind=kind, place=place)
    sheets = told.pop("sheets", None) or {"table-1": known()}
    audit = to_json(audited(document, sheets, LANGUAGES))
    return edition(
        house,
        at,
        *stories,
        statement=statement,
        document=document,
        sheets=sheets,
        **({"audit": audit} | told),
    )


def everywhere(house: County, at: datetime) -> None:
    signed(house, at)
    signed(house, at, Kind.UNIT, house.kamppi)
    signed(house, at, Kind.MONITORING)
    signed(house, at, Kind.MONITORING, house.kamppi)


def named(address: str, house: County) -> dict[str, str | int]:
    """The words in the addresses of those that stand `everywhere`."""
    place = key_of(house.kamppi)
    parts = ["omavalvonta-2025-1-3" if "monitoring" in address else "tilinpaatos-2025"]
    parts += [place] if "-place" in address else []
    called = "-".join([*parts, "1", "fi.bib"])
    return {"year": 2025, "third": 1, "edition": 1, "place": place, "called": called}
