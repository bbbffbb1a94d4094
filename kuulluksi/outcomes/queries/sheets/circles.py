"""Whether those who spoke were told what came of it, and whether what was promised before a survey
was kept: by the day on which it was due."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kuulluksi.outcomes.queries.heard_promises import Promised, handled, told
from kuulluksi.outcomes.queries.sheets.cells import share
from kuulluksi.outcomes.queries.sheets.offering import Offer, Period
from kuulluksi.outcomes.queries.sheets.periods import by_time, spans
from kuulluksi.outcomes.queries.sheets.places import standing
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.statement.sheets import Cell, Form, Line, Sheet, shown

TOLD: Mapping[str, str | Promise] = {
    "told-in-time": _("Told in time"),
    "told-late": _("Told later"),
    "untold": _("Not told"),
    "told-due": _("To be told in the period"),
    "told-share": _("Share of them that were told"),
}
HANDLED: Mapping[str, str | Promise] = {
    "kept": _("Kept"),
    "partly": _("Kept in part, or later"),
    "broken": _("Not kept"),
    "untold": _("Nothing has been told of it"),
    "promises": _("Promises due in the period"),
    "kept-share": _("Share of the promises that were kept in time"),
}
TITLE = _("Whether those who spoke were told what came of it")
TITLE_HANDLED = _("Whether the promises to handle the results of surveys were kept")
SOURCE = _("Counted from the circles of reply: surveys, and voices put together.")
SOURCE_HANDLED = _("Counted from the promises that stand on the first page of each survey.")
TOTALS = ("told-due", "promises")


def family(period: Period, place: str) -> Iterator[Offer]:
    yield Offer("circles", said(TITLE), Form.STACKED, lambda: _circles(period, place))
    yield Offer("promises", said(TITLE_HANDLED), Form.STACKED, lambda: _promises(period, place))


def _circles(period: Period, key: str) -> Sheet | None:
    place, stands = standing(key)
    times = spans(period) if stands else ()
    cells: dict[tuple[str, str], Cell] = {}
    for span in times:
        due = told(place, span.starts, span.before)
        if due.n:
            numbers = dict(zip(TOLD, (due.kept, due.partly, due.untold, due.n), strict=False))
            cells |= {(line, span.key): shown(number) for line, number in numbers.items()}
            cells["told-share", span.key] = share(due.kept + due.partly, due.n)
    if not times:
        return None
    more = {"source": said(SOURCE)}
    return by_time("circles", said(TITLE), _lines(TOLD, key), times, cells, **more)


def _promises(period: Period, key: str) -> Sheet | None:
    place, stands = standing(key)
    times = spans(period) if stands else ()
    cells: dict[tuple[str, str], Cell] = {}
    for span in times:
        due = handled(place, span.starts, span.before)
        if due.n:
            cells |= {(line, span.key): shown(number) for line, number in _numbers(due).items()}
            cells["kept-share", span.key] = share(due.kept, due.n)
    if not times:
        return None
    more = {"source": said(SOURCE_HANDLED)}
    title = said(TITLE_HANDLED)
    return by_time("promises", title, _lines(HANDLED, key), times, cells, **more)


def _numbers(due: Promised) -> Mapping[str, int]:
    numbers = due.kept, due.partly, due.broken, due.untold, due.n
    return dict(zip(HANDLED, numbers, strict=False))


def _lines(labels: Mapping[str, str | Promise], place: str) -> list[Line]:
    return [
        Line(line, said(label), place, line, total=line in TOTALS) for line, label in labels.items()
    ]
