"""What registers outside this house count: decisions, how many were appealed and changed. The
numbers come in as files of figures."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kuulluksi.figures.enums import Statistic
from kuulluksi.figures.models import PrintedFigure
from kuulluksi.outcomes.queries.sheets.cells import share
from kuulluksi.outcomes.queries.sheets.known import Known
from kuulluksi.outcomes.queries.sheets.making import Making
from kuulluksi.outcomes.queries.sheets.offering import Offer
from kuulluksi.outcomes.queries.sheets.periods import Span
from kuulluksi.outcomes.queries.sheets.printed import cautions
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.statement.sheets import Form, Line, Sheet
from kuulluksi.pure.text import Text

TITLE = _("Decisions, appeals and changed decisions")
TITLE_APPEALS = _("Appeals and changed decisions")
APPEALS = "register/appeals"
LINES: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "decisions": (_("Decisions on individuals"), ("register/decisions",)),
    "appeals": (_("Decisions appealed"), ("register/decisions-appealed", APPEALS)),
    "changed": (_("Decisions changed after an appeal"), ("register/decisions-changed",)),
}
"""Each with the keys of what may stand in it, the first that is known."""

SHARE = _("Share of the appealed decisions that were changed")


def family(known: Known) -> Iterator[Offer]:
    """The appeals once more without the decisions: beside those no picture could show them."""
    if known.by_year:
        yield Offer("decisions", said(TITLE), None, partial(_decisions, known))
        yield Offer("appeals", said(TITLE_APPEALS), Form.BARS, partial(_appeals, known))


def put(making: Making, line: str, known: Known, span: Span, *items: str) -> None:
    """A number of a register, by the first of these keys that is known."""
    found = (row(known, item, span) for item in items)
    making.put_printed(line, span, next(filter(None, found), None), counted=False)


def row(known: Known, item: str, span: Span) -> PrintedFigure | None:
    return known.printed.one(item, known.place, span.starts.year, Statistic.COUNT)


def _decisions(known: Known) -> Sheet | None:
    """Appeals of other years than a column says stand in no line of it: decisions and what became
    of them are told of one year."""
    making = Making()
    for span in known.spans:
        for line, (_label, items) in LINES.items():
            fitting = [
                item
                for item in items
                if (found := row(known, item, span)) and "year-before" not in cautions(found)
            ]
            put(making, line, known, span, *fitting)
        appeals, changed = making.at("appeals", span), making.at("changed", span)
        if appeals.value and changed.value is not None and changed.value <= appeals.value:
            marked = tuple(dict.fromkeys((*appeals.cautions, *changed.cautions)))
            part = share(round(changed.value), round(appeals.value), cautions=marked)
            making.cells["changed-share", span.key] = part
    lines = [Line(key, said(label), known.place, key) for key, (label, _items) in LINES.items()]
    lines.append(Line("changed-share", said(SHARE), known.place, "changed-share"))
    told = known.spans
    while len(told) > 1 and not any(making.at(line.key, told[-1]).value for line in lines):
        told = told[:-1]
    return making.sheet("decisions", said(TITLE), lines, told, own=Text())


def _appeals(known: Known) -> Sheet | None:
    whole = _decisions(known)
    if whole is None:
        return None
    kept = [at for at, line in enumerate(whole.lines) if line.key in ("appeals", "changed")]
    if not any(cell.value is not None for at in kept for cell in whole.cells[at]):
        return None
    return replace(
        whole,
        key="appeals",
        title=said(TITLE_APPEALS),
        lines=tuple(whole.lines[at] for at in kept),
        cells=tuple(whole.cells[at] for at in kept),
    )
