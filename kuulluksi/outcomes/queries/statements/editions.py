"""Statements as they were signed: which there are, and what is read of them for ever. Stories are
told only as long as their tellers agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Min, OuterRef, QuerySet, Subquery

from kuulluksi.figures.queries.places import ALL
from kuulluksi.outcomes.enums import Why
from kuulluksi.outcomes.models import Edition, Statement
from kuulluksi.outcomes.queries.statements.finding import PLACE
from kuulluksi.outcomes.queries.statements.stories import tales
from kuulluksi.pure.statement.canon import Frozen, thaw
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.stories import Tale

LARGE = ("written", "audit")
"""Columns that a list does not need."""


class NotAsSigned(ValueError):
    """What stands in the database is no longer what was signed. Nothing of it is shown."""


@dataclass(frozen=True)
class Signed:
    """An edition as it is read today. `stories`: those that may still be told; `gone`: the keys of
    those that stood in it and are told no more."""

    edition: Edition
    frozen: Frozen
    stories: Mapping[str, Tale]
    gone: frozenset[str]


def newest(kind: Kind, starts: date, ends: date, place: str = ALL) -> Edition | None:
    """The newest edition of a statement. `place` is the key that the place had when one of its
    editions was signed; where two had it, the one whose address it was first."""
    found = Statement.objects.filter(
        kind=kind, starts_on=starts, ends_on=ends, editions__place=place
    )
    statement = found.annotate(first=Min("editions__made_on")).order_by("first", "pk").first()
    return _known().filter(statement=statement).order_by("-number").first()


def of_year(kind: Kind, year: int, place: str = ALL) -> Edition | None:
    """The newest edition of a statement about a calendar year."""
    return newest(kind, date(year, 1, 1), date(year, 12, 31), place)


def edition(statement: Statement, number: int) -> Edition | None:
    return _known().filter(statement=statement, number=number).first()


def of_statement(statement: Statement) -> list[Edition]:
    """All editions of a statement, the newest first, without what is written in them."""
    return list(_known().filter(statement=statement).defer(*LARGE).order_by("-number"))


def all_signed() -> list[Edition]:
    """The newest edition of every statement, the newest period first, without what is written in
    it."""
    later = Edition.objects.filter(statement=OuterRef("statement")).order_by("-number")
    found = _known().filter(number=Subquery(later.values("number")[:1])).defer(*LARGE)
    return list(found.order_by("-statement__ends_on", "statement__kind", "place", "pk"))


def read(edition: Edition) -> Signed:
    """Raises NotAsSigned when the edition is not what was signed."""
    try:
        frozen = _thawed(edition.written, edition.checksum)
    except ValueError as error:
        raise NotAsSigned(f"Edition {edition.number} of {edition.statement}: {error}") from error
    told = tales(frozen.stories - _dropped(edition)) if frozen.stories else {}
    return Signed(edition, frozen, told, frozen.stories - told.keys())


def _dropped(edition: Edition) -> frozenset[str]:
    """The stories that a later edition was made without: they never come back to this one, not
    even when their teller allows them anew, for then they may say something else."""
    later = Edition.objects.filter(
        statement=edition.statement_id, number__gte=edition.number
    ).order_by("number")
    gone: set[str] = set()
    before: set[str] = set()
    for why, stories in later.values_list("why", "stories"):
        if why == Why.STORY_GONE:
            gone |= before - set(stories)
        before = set(stories)
    return frozenset(gone)


@lru_cache(maxsize=8)
def _thawed(written: str, checksum: str) -> Frozen:
    return thaw(written.encode(), checksum)


def _known() -> QuerySet[Edition]:
    related = [f"statement__{each}" for each in PLACE]
    return Edition.objects.select_related("statement", *related)
