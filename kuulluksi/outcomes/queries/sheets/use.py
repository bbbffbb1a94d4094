"""How results were used: what the units told in the yearly round, and where they see themselves."""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kuulluksi.org import queries as org
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.outcomes.enums import Level, Practice
from kuulluksi.outcomes.models import Talk, UseReport
from kuulluksi.outcomes.queries.sheets.cells import share
from kuulluksi.outcomes.queries.sheets.offering import Offer, Period
from kuulluksi.outcomes.queries.sheets.periods import by_time, spans
from kuulluksi.outcomes.queries.sheets.places import standing
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.sheets import HIDDEN, Cell, Column, Form, Line, Sheet, filled, shown

LINES: Mapping[str, str | Promise] = {
    "asked": _("Units asked"),
    "answered": _("Units that answered"),
    "answered-share": _("Share of the units asked that answered"),
    "talked": _("Units that had talked about results together"),
    "talked-share": _("Share of the units that answered that had talked about results"),
    "acted": _("Units in which a measure followed"),
    "acted-share": _("Share of the units that answered in which a measure followed"),
}
TITLE = _("How the units used results")
TITLE_PRACTICES = _("Where the units see themselves")
SOURCE = _("The yearly round to the units.")
NOTE = _("The units say this of themselves.")
NOTE_HIDDEN = _("Told only where several units answered, so that no unit's answer is seen.")


def family(period: Period, place: str) -> Iterator[Offer]:
    """Of years only: the round is held once a year. A unit's own answer stands in no sheet."""
    if period.kind is Kind.ANNUAL:
        yield Offer("use", said(TITLE), Form.BARS, lambda: _sheet(period, place))
        title = said(TITLE_PRACTICES)
        yield Offer("practices", title, Form.STACKED, lambda: _practices(period, place))


def _reports(place: str, first: int, last: int) -> list[UseReport]:
    where, stands = standing(place)
    if not stands or isinstance(where, Unit):
        return []
    found = UseReport.objects.filter(round__year__range=(first, last))
    if isinstance(where, Area):
        found = found.filter(unit__service__area=where)
    elif isinstance(where, Service):
        found = found.filter(unit__service=where)
    talks = Prefetch("talks", Talk.objects.only("report", "measure"))
    return list(found.select_related("round", "unit").prefetch_related(talks).order_by("pk"))


def _counts(report: UseReport) -> bool:
    """Without units that closed before they answered."""
    return report.answered_on is not None or report.unit.still(report.round.due_on)


def _sheet(period: Period, place: str) -> Sheet | None:
    times = spans(period)
    reports = _reports(place, times[0].ends.year, times[-1].ends.year)
    cells: dict[tuple[str, str], Cell] = {}
    for span in times:
        asked = [each for each in reports if each.round.year == span.ends.year and _counts(each)]
        answered = [each for each in asked if each.answered_on is not None]
        talks = [list(each.talks.all()) for each in answered]
        numbers = {
            "answered": (len(answered), len(asked)),
            "talked": (sum(map(bool, talks)), len(answered)),
            "acted": (sum(any(talk.measure_id for talk in some) for some in talks), len(answered)),
        }
        if asked:
            cells["asked", span.key] = shown(len(asked))
        for line, (number, n) in numbers.items():
            if n:
                cells[line, span.key] = shown(number)
                cells[f"{line}-share", span.key] = share(number, n)
    lines = [Line(line, said(label), place, line) for line, label in LINES.items()]
    more = {"source": said(SOURCE), "notes": (said(NOTE),)}
    return by_time("use", said(TITLE), lines, times, cells, **more)


def _practices(period: Period, place: str) -> Sheet | None:
    reports = _reports(place, period.year, period.year)
    given = [each.practices for each in reports if each.answered_on is not None]
    least = org.authority().least_answers
    if len(given) < least:
        return None
    cells: dict[tuple[str, str], Cell] = {}
    for practice in Practice:
        levels = Counter(each.get(practice.value) for each in given)
        n = sum(levels[level.value] for level in Level)
        if n:
            cells |= {
                (practice.value, f"level-{level.value}"): share(levels[level.value], n)
                if n >= least
                else HIDDEN
                for level in Level
            }
    if not cells:
        return None
    lines = [Line(each.value, said(each.label), place, each.value) for each in Practice]
    columns = [Column(f"level-{level.value}", said(level.label)) for level in Level]
    title, notes = said(TITLE_PRACTICES), (said(NOTE), said(NOTE_HIDDEN))
    return filled("practices", title, lines, columns, cells, source=said(SOURCE), notes=notes)
