"""The report of a wave in plain language: what was asked, who answered, what they said, what
changed, and what comes next.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kuulluksi.figures.queries import ALL, telling
from kuulluksi.figures.queries.quotes import quotes_of
from kuulluksi.surveys import queries
from kuulluksi.surveys.enums import WaveState
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures import report as reports
from kuulluksi.web.kit.outcomes import replies


def wave_report(request: HttpRequest, wave: str) -> HttpResponse:
    """404 for a wave that was never opened, and for what the staff was asked."""
    row, on = queries.wave(wave), today()
    if row is None or row.state == WaveState.DRAFT or not telling.is_public(row):
        raise Http404
    page: dict[str, object] = {
        "wave": row,
        "promised": queries.promise(row, on),
        "reply": replies.line(row, on),
        "report": None,
        "coming": reports.coming(row),
        "last_day": reports.last_day(row),
    }
    links = {
        key: reverse("public:figures-place", args=[key])
        for keys in telling.public_places().values()
        for key in keys
    }
    found = reports.report(row, request.GET.get("item", ""), links)
    if found is not None:
        page |= {
            "report": found,
            "quotes": reports.quoted(quotes_of(row, ALL), naming.of_wave(row)),
        }
    return render(request, "public/figures/report.html", page)
