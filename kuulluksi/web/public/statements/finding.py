"""Which edition an address names: the newest of a statement, or one by its number."""

from datetime import date, timedelta

from django.http import Http404

from kuulluksi.outcomes.models import Edition
from kuulluksi.outcomes.queries.statements import editions
from kuulluksi.outcomes.queries.statements.editions import Signed
from kuulluksi.pure.statement.document import Kind

MONTHS = 4


def signed(year: int, third: int | None, place: str, number: int | None) -> Signed:
    """Raises Http404 where no edition was signed."""
    found = _newest(year, third, place)
    if found is not None and number is not None and number != found.number:
        found = editions.edition(found.statement, number)
    if found is None:
        raise Http404
    return editions.read(found)


def _newest(year: int, third: int | None, place: str) -> Edition | None:
    try:
        starts, ends = _period(year, third)
    except (ValueError, OverflowError):
        return None
    kind = Kind.MONITORING
    if third is None:
        kind = Kind.UNIT if place.startswith("unit-") else Kind.ANNUAL
    return editions.newest(kind, starts, ends, place)


def _period(year: int, third: int | None) -> tuple[date, date]:
    """Raises ValueError or OverflowError for what is no year or no third of one."""
    if third is None:
        return date(year, 1, 1), date(year, 12, 31)
    starts = date(year, (third - 1) * MONTHS + 1, 1)
    after = date(year + third // 3, third * MONTHS % 12 + 1, 1)
    return starts, after - timedelta(days=1)
