"""The few figures of being heard that stand large at the head of a statement, each with what it is
of and what it was the time before."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.sheets import Cell, Column, Sheet, State, Unit
from kuulluksi.web.kit.statements import telling

LINES: Mapping[str, str | Promise] = {
    "answered-share": gettext_lazy("of the voices got an answer"),
    "wait": gettext_lazy("was the usual wait (median)"),
    "helped": gettext_lazy("said that the answer helped"),
    "harm": gettext_lazy("told that speaking up did harm"),
}
MEASURES: Mapping[str, str | Promise] = {
    "wait": gettext_lazy("working days"),
    "harm": gettext_lazy("people"),
}


@dataclass(frozen=True)
class Large:
    """Read as one sentence: "95 % of the voices got an answer"."""

    number: str
    measure: str
    of: str
    base: tuple[str, ...]


def large(sheets: Mapping[str, Sheet], column: str, language: str) -> list[Large]:
    """In the language that is spoken; only those that are shown."""
    heard = sheets.get("heard")
    if heard is None or column not in [each.key for each in heard.columns]:
        return []
    place = [each.key for each in heard.columns].index(column)
    found = []
    for line, row in zip(heard.lines, heard.cells, strict=True):
        cell = row[place]
        if line.key in LINES and cell.state is State.SHOWN:
            before = (row[place - 1], heard.columns[place - 1]) if place else None
            found.append(_large(line.key, cell, before, language))
    order = list(LINES)
    return [told for _key, told in sorted(found, key=lambda each: order.index(each[0]))]


def _large(
    key: str, cell: Cell, before: tuple[Cell, Column] | None, language: str
) -> tuple[str, Large]:
    said = saying.value(cell, language)
    number, measure = said, str(MEASURES.get(key, ""))
    if cell.unit is Unit.SHARE:
        number, measure = said.removesuffix("%").rstrip(saying.NO_BREAK), "%"
    base = [_told(cell, language)]
    if before is not None and before[0].state is State.SHOWN:
        was, when = before
        value = saying.value(was, language)
        value = value if cell.unit is Unit.SHARE else f"{value} {measure}".strip()
        then = ", ".join(filter(None, (value, _told(was, language))))
        base.append(f"{when.label.best(language)}: {then}")
    base += map(telling.caution, cell.cautions)
    return key, Large(number, measure, str(LINES[key]), tuple(filter(None, base)))


def _told(cell: Cell, language: str) -> str:
    """ "n = 702, interval 59–66"."""
    interval = saying.interval(cell, language)
    said = _("interval %(interval)s") % {"interval": interval} if interval else ""
    return ", ".join(filter(None, (saying.base(cell, language), said)))
