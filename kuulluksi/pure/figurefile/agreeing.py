"""Whether the figures of one file agree with each other. What does not is kept apart, all sides of
it: which of two printed values is the right one, no reader can know.
"""

from collections import defaultdict
from collections.abc import Iterable

from kuulluksi.pure.figurefile.records import Apart, Contents, Printed, Reason, some


def agreed(contents: Contents) -> Contents:
    """The same without the rows that contradict another row, repeat one, or stand on a scale that
    their series has left."""
    apart: list[Apart] = []
    rows, repeated = _once(contents.rows)
    contradicting = _contradicting(rows)
    for row, others in contradicting.items():
        apart.append(_apart(row, "value", "contradicts", others))
    rows = [row for row in rows if row not in contradicting]
    changed = _on_another_scale(rows)
    for row, others in changed.items():
        apart.append(_apart(row, "scale_max", "scale-changed", others))
    return Contents(
        tuple(row for row in rows if row not in changed),
        tuple(sorted((*contents.apart, *apart), key=lambda each: each.number)),
        contents.repeated + repeated,
    )


def _once(rows: Iterable[Printed]) -> tuple[list[Printed], int]:
    """Of rows that print the same figure in the same table with the same value the first."""
    seen: set[tuple[object, ...]] = set()
    found, repeated = [], 0
    for row in rows:
        same = (row.table, *row.figure, row.value, row.scale)
        repeated += same in seen
        if same not in seen:
            seen.add(same)
            found.append(row)
    return found, repeated


def _contradicting(rows: Iterable[Printed]) -> dict[Printed, str]:
    """The rows that print one figure with several values, each with what the others say."""
    by_figure: dict[tuple[object, ...], list[Printed]] = defaultdict(list)
    for row in rows:
        by_figure[row.figure].append(row)
    found = {}
    for same in by_figure.values():
        if len({(row.value, row.scale) for row in same}) > 1:
            for row in same:
                found[row] = some(_told(other) for other in same if other is not row)
    return found


def _on_another_scale(rows: Iterable[Printed]) -> dict[Printed, str]:
    """The rows whose series now stands on another scale: the newest year's is the series' own."""
    by_series: dict[tuple[object, ...], list[Printed]] = defaultdict(list)
    for row in rows:
        by_series[row.series].append(row)
    found = {}
    for series in by_series.values():
        newest = max(series, key=lambda row: (row.to_year, row.from_year))
        for row in series:
            if row.scale != newest.scale:
                found[row] = _told(newest)
    return found


def _told(row: Printed) -> str:
    """ "4.1 [1–5] (#26)", with the row as the file counts it."""
    return f"{_value(row)} (#{row.number})"


def _value(row: Printed) -> str:
    scale = f" [{row.scale[0]}–{row.scale[1]}]" if row.scale else ""
    return f"{row.value.normalize():f}{scale}"


def _apart(row: Printed, column: str, reason: Reason, others: str) -> Apart:
    found = f"{_value(row)} ≠ {others}"
    return Apart(row.number, column, reason, found, row.cells)
