"""What a sheet is made for, and what is offered to be made."""

from collections.abc import Callable, Iterator
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
