"""Figures that the authority itself has printed: the tables, and what the auditor found in them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kuulluksi.figures.queries import auditing
from kuulluksi.figures.queries import printed as queries
from kuulluksi.web.kit.audit import sources
from kuulluksi.web.kit.figures.printed import tables_of


def printed(request: HttpRequest, source: str) -> HttpResponse:
    found = queries.source(source)
    report = auditing.audited(found) if found else None
    if found is None or report is None:
        raise Http404
    context = {
        "source": found,
        "audit": sources.page(report),
        "tables": tables_of(queries.figures(found)),
    }
    return render(request, "public/figures/printed.html", context)
