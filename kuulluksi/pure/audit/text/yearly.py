"""A range of years whose ends stand in one row of the file can only be meant of that row: "653 to
889 a year", whatever it calls those people.
"""

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Amount
from kuulluksi.pure.audit.text.lexicon import Cue
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.audit.text.reading import Part
from kuulluksi.pure.audit.text.verdict import Verdict, holds, unknown
from kuulluksi.pure.audit.text.vocabulary import Vocabulary

# Smaller numbers stand in many rows.
_LARGE = 100


def judge(number: Quantity, part: Part, vocabulary: Vocabulary) -> Verdict:
    """Whether the ends are the smallest and the largest year of the row in which both stand."""
    yearly = part.has(Cue.PER_YEAR, Cue.EVERY_YEAR)
    if number.to is None or number.unit or number.value < _LARGE or not yearly:
        return unknown("no-subject")
    ends: dict[tuple[Cell, Cell], None] = {}
    for series in vocabulary.series:
        cells = list(series.by_year.values()) if series.statistic == "count" else []
        if {number.value, number.to} <= {cell.value for cell in cells}:
            low, high = (pick(cells, key=lambda cell: cell.value) for pick in (min, max))
            if (low.value, high.value) == (number.value, number.to):
                return holds(low, high)
            ends[low, high] = None
    if len(ends) != 1:
        return unknown("no-subject")
    ((low, high),) = ends
    return Verdict(
        "fails",
        (low, high),
        rule="text-range",
        right=Amount(low.value, "count", low.decimals, high.value),
        values={"smallest": low, "largest": high},
    )
