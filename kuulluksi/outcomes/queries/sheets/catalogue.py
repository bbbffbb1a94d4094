"""Which sheets there are for a period and a place."""

from collections.abc import Iterable, Mapping

from kuulluksi.outcomes.queries.sheets import (
    circles,
    clients,
    counted,
    effects,
    heard,
    measures,
    use,
)
from kuulluksi.outcomes.queries.sheets.offering import Family, Offer, Period
from kuulluksi.pure.statement.sheets import Sheet

FAMILIES: tuple[Family, ...] = (
    counted.family,
    heard.family,
    measures.family,
    effects.family,
    circles.family,
    use.family,
    clients.family,
)


def offers(period: Period, place: str) -> Mapping[str, Offer]:
    """All sheets that can be made, in the order of a statement."""
    return {each.key: each for family in FAMILIES for each in family(period, place)}


def worked_out(keys: Iterable[str], period: Period, place: str) -> dict[str, Sheet]:
    """Those of the sheets that exist and have anything to tell, by key."""
    offered = offers(period, place)
    made = {key: offered[key].make() for key in sorted(set(keys)) if key in offered}
    return {key: sheet for key, sheet in made.items() if sheet is not None}
