"""Numbers of which it is known whose they are, because they stand in a text by reference: nobody
guesses what they tell of, and claims beside them are judged by their own figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kuulluksi.pure.audit.cells import Cell


@dataclass(frozen=True, slots=True)
class Given:
    """A stretch of a text that a figure stands in. Without a `cell` it is no figure of the file,
    but what stands beside one: how many it is of, or its interval."""

    start: int
    end: int
    cell: Cell | None = None


Known = Mapping[int, Cell | None]
"""Figures by the place in its sentence where their number begins."""

NOTHING: Known = {}
