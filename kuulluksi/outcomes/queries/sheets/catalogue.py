"""Which sheets there are for a period and a place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.sheets import Form, Sheet
from kuulluksi.pure.text import Text


@dataclass(frozen=True)
class Period:
    """What a statement is of; both days belong to it."""

    kind: Kind
    starts: date
    ends: date

    @property
    def year(self) -> int:
        return self.ends.year


@dataclass(frozen=True)
class Offer:
    """A sheet that can be made. `form`: how it is drawn best, if at all. `make` works it out; None
    when there is nothing to tell in any year."""

    key: str
    title: Text
    form: Form | None
    make: Callable[[], Sheet | None]


Family = Callable[[Period, str], Iterator[Offer]]
"""All sheets of one kind, for a period and the key of a place."""

FAMILIES: tuple[Family, ...] = ()


def offers(period: Period, place: str) -> Mapping[str, Offer]:
    """All sheets that can be made, in the order of a statement."""
    return {each.key: each for family in FAMILIES for each in family(period, place)}


def worked_out(keys: Iterable[str], period: Period, place: str) -> dict[str, Sheet]:
    """Those of the sheets that exist and have anything to tell, by key."""
    offered = offers(period, place)
    made = {key: offered[key].make() for key in sorted(set(keys)) if key in offered}
    return {key: sheet for key, sheet in made.items() if sheet is not None}
