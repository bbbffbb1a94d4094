"""What the auditor found in a file of printed figures that was brought in."""

from django.http import Http404, HttpResponse

from kuulluksi.figures.queries import auditing
from kuulluksi.figures.queries import printed as queries
from kuulluksi.web.kit.audit import sources
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.staff.figures.frame import page


@staff
def audit(request: StaffRequest, source: str) -> HttpResponse:
    found = queries.source(source)
    report = auditing.audited(found) if found else None
    if found is None or report is None:
        raise Http404
    told = sources.page(report)
    return page(request, "staff/figures/printed_audit.html", source=found, audit=told)
