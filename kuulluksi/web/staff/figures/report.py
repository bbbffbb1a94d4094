"""The report of a wave for the staff: as the public reads it, with groups besides, and for those
who may read texts what was written, masked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from kuulluksi.figures.actions.themes import note_reading
from kuulluksi.figures.queries import ALL, telling, variables_of
from kuulluksi.figures.queries.quotes import quotes_of
from kuulluksi.figures.queries.texts import Texts, texts_of
from kuulluksi.figures.rules import may_read_answers
from kuulluksi.org.queries import Reach
from kuulluksi.pure import masking
from kuulluksi.surveys import queries
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import naming, results
from kuulluksi.web.kit.figures import report as reports
from kuulluksi.web.kit.figures.charts import Chart
from kuulluksi.web.kit.figures.naming import Naming
from kuulluksi.web.kit.figures.report import Report
from kuulluksi.web.kit.outcomes import replies
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.figures.texts_frame import making, reads_some
from kuulluksi.web.staff.surveys.frame import back_to, page, wave_of


@dataclass(frozen=True)
class Written:
    """One text as it stands in the report: pieces and gaps, and the place that it is about."""

    pieces: list[dict[str, str]]
    language: str
    place: str


@dataclass(frozen=True)
class Question:
    """What was written about one question."""

    title: str
    written: list[Written]


@staff
def wave_report(request: StaffRequest, wave: str) -> HttpResponse:
    """Everybody on the staff reads what is public; texts come when somebody who may read them asks
    for them, and that is noted."""
    row, on = wave_of(request, wave, to_act=False), today()
    if row.state == WaveState.DRAFT:
        return back_to("staff:wave", row.code)
    context: dict[str, Any] = {
        "wave": row,
        "promised": queries.promise(row, on),
        "reply": replies.line(row, on),
        "report": None,
        "coming": reports.coming(row),
        "last_day": reports.last_day(row),
        "public": telling.is_public(row),
        "exports": may_read_answers(making(request), row, row.survey.place),
    }
    found = reports.report(row, request.GET.get("item", ""), _links(row))
    if found is not None:
        words = naming.of_wave(row)
        context |= {"report": found, "quotes": reports.quoted(quotes_of(row, ALL), words)}
        context |= _groups(found, words, request.GET.get("by", ""))
        context |= _texts(request, row)
    return page(request, "staff/figures/report.html", **context)


def _links(wave: Wave) -> Mapping[str, str]:
    found = telling.told_in([wave]).get(wave.pk)
    keys = found.inside if found else ()
    return {key: f"{reverse('staff:figures-place', args=[key])}?from={wave.code}" for key in keys}


def _groups(found: Report, words: Naming, by: str) -> dict[str, Any]:
    """The chosen question by one variable."""
    told = found.told
    variables = {each.name: words.variable(each.name) for each in variables_of(found.wave)}
    chosen = by if by in variables else next(iter(variables), "")
    asked = told.asked.get(found.chosen)
    chart: Chart | None = None
    if asked is not None and told.figures.release.final:
        chart = results.by_groups(told, words, asked, ALL, chosen)
    return {"by": chosen, "variables": variables, "groups": chart}


def _texts(request: StaffRequest, wave: Wave) -> dict[str, Any]:
    """The texts that this reader may read, once they are asked for."""
    reach, texts = making(request), texts_of(wave)
    reads = texts is not None and reads_some(texts, reach)
    if texts is None or not reads or "words" not in request.GET:
        return {"reads": reads, "shown": False, "written": []}
    note_reading(wave, by=request.user, at=now())
    return {"reads": reads, "shown": True, "written": list(_written(texts, reach))}


def _written(texts: Texts, reach: Reach) -> Iterator[Question]:
    names = naming.places({place for place in texts.place_of.values() if place})
    for item in texts.items:
        found = [
            Written(
                masking.pieces(each.body, masking.merged(each.body, masking.find(each.body))),
                each.language,
                names.get(each.place, ""),
            )
            for each in texts.said(texts.readable(item.id, reach))
        ]
        if found:
            yield Question(said(item.text), found)
