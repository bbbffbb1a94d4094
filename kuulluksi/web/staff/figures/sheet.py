"""A place with everything inside it as one table of figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kuulluksi.figures.queries.comparing import Kind, Row
from kuulluksi.pure.stats.changes import Verdict
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.presenters import value_of, whole, why_hidden
from kuulluksi.web.staff.figures.frame import page, table_of, titled


@dataclass(frozen=True)
class Cell:
    """One figure of the table of places."""

    text: str
    n: str
    address: str
    marks: Sequence[str]
    hidden: str = ""


MARKS: Mapping[tuple[Kind, Verdict], str | Promise] = {
    (Kind.LAST, Verdict.ROSE): gettext_lazy("rose"),
    (Kind.LAST, Verdict.FELL): gettext_lazy("fell"),
    (Kind.REST, Verdict.ROSE): gettext_lazy("higher than the others"),
    (Kind.REST, Verdict.FELL): gettext_lazy("lower than the others"),
}


@staff
def table(request: StaffRequest, place: str, wave: str) -> HttpResponse:
    """A place and everything inside it as a table: a line for each place, a column for each
    question that has an order."""
    found = table_of(wave, place)
    words, names = naming.of_wave(found.told.wave), naming.places(found.told.inside)
    keys = [each.key for each in found.told.inside[place] if each.key in found.told.inside]
    lines = [
        (names[key], key, [_cell(row) for row in found.at(key) if row.asked.measure])
        for key in keys
    ]
    heads = [words.title(asked.counted) for asked in found.told.asked.values() if asked.measure]
    title = titled(found.told.wave, found.told.year)
    context: dict[str, Any] = {"place": place, "name": names[place], "source": title}
    context |= {"table": found, "heads": heads, "lines": lines}
    return page(request, "staff/figures/table.html", **context)


def _cell(row: Row) -> Cell:
    counts, measure = row.published.counts, row.asked.measure
    value = value_of(counts, measure) if counts and measure else None
    if counts is None or value is None:
        return Cell("", "", "", (), why_hidden(row.figure.release.least))
    marks = [
        str(MARKS[kind, change.verdict])
        for kind in (Kind.LAST, Kind.REST)
        if (change := row.against[kind].change) and (kind, change.verdict) in MARKS
    ]
    return Cell(value.text, whole(counts.n), f"?item={row.asked.counted.key}", marks)
