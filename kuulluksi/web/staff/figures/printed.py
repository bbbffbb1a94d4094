"""Printed figures: their sources, what each prints, and what was kept apart and why. Researchers
and administrators bring in new ones; what a file would change is shown before anything is stored.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from kuulluksi.figures import rules
from kuulluksi.figures.actions.printed import Told, store_clients, store_figures
from kuulluksi.figures.enums import Origin
from kuulluksi.figures.models import FigureSource
from kuulluksi.figures.queries import printed as queries
from kuulluksi.figures.queries.importing import ClientPlan, Plan
from kuulluksi.org import queries as org
from kuulluksi.org.rules import Refused
from kuulluksi.pure.figurefile import COLUMNS, Apart
from kuulluksi.pure.figurefile.clients import COLUMNS as CLIENT_COLUMNS
from kuulluksi.pure.text import Text, clean_text
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures.printed import tables_of
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.staff.figures import receiving
from kuulluksi.web.staff.figures.frame import page
from kuulluksi.web.staff.organisation import upload

SALT = "kuulluksi.printed"
# Between looking and storing; whoever comes later looks again.
LOOKED_AT = timedelta(hours=2)
# What a page may send back; a larger file comes by command.
LONGEST = 1_500_000
CODE = re.compile(r"[-a-z0-9]{1,60}")
FIELDS = ("what", "code", "title", "origin", "citation")
FIGURES, CLIENTS = "figures", "clients"
DONE: dict[str, Promise] = {
    "stored": gettext_lazy("The figures are stored. What was kept apart stands below."),
    "clients": gettext_lazy("The numbers of clients are stored."),
}


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def printed(request: StaffRequest) -> HttpResponse:
    """Everybody on the staff reads them; who brings them in is told by `_may_import`."""
    if request.method != "POST":
        return _shown(request)
    if not _may_import(request):
        raise PermissionDenied
    try:
        if request.POST.get("act") == "store":
            return _store(request)
        return _look(request)
    except Refused as refused:
        return _shown(request, [Fault(refused.field or "file", refused.sentence)])


def _may_import(request: StaffRequest) -> bool:
    reach = org.reach(request.user, today())
    return reach.administers or rules.may_research(org.making(request.user, today()), None)


def _shown(request: StaffRequest, faults: Sequence[Fault] = ()) -> HttpResponse:
    sources = queries.sources()
    code = request.GET.get("source", "")
    chosen = next((each for each in sources if each.code == code), None)
    if code and chosen is None:
        raise Http404
    typed = {name: clean_text(request.POST.get(name, "")) for name in FIELDS}
    return page(
        request,
        "staff/figures/printed.html",
        status=422 if faults else 200,
        sources=[(each, Origin(each.origin).label) for each in sources],
        chosen=chosen,
        tables=tables_of(queries.figures(chosen)) if chosen else [],
        apart=[receiving.sentence_of(apart) for apart in _apart(chosen)] if chosen else [],
        may_import=_may_import(request),
        origins=Origin.choices,
        columns=COLUMNS,
        client_columns=CLIENT_COLUMNS,
        typed=typed,
        faults=faults,
        errors={fault.field: fault.sentence for fault in faults},
        done=DONE.get(request.GET.get("done", "")),
    )


def _apart(source: FigureSource) -> list[Apart]:
    return [Apart(**told) for told in source.apart]


def _look(request: StaffRequest) -> HttpResponse:
    """Reads the file, and shows what would be stored and what kept apart."""
    given = _given(request)
    plan: Plan | ClientPlan
    if given["what"] == CLIENTS:
        plan = receiving.clients(given["rows"])
        taken = len(plan.fresh) + len(plan.changed) + plan.unchanged
        matched: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    else:
        told = _told(given)
        plan = _planned(told, given)
        taken = len(plan.rows)
        matched = (plan.matched.places, plan.matched.items)
    sealed = signing.dumps(given, salt=SALT, compress=True)
    if len(sealed) > LONGEST:
        raise Refused(_("The file is too large for this page. Import it by command."), "file")
    return page(
        request,
        "staff/figures/printed_look.html",
        given=given,
        of_clients=given["what"] == CLIENTS,
        plan=plan,
        taken=taken,
        places=matched[0],
        items=matched[1],
        apart=[receiving.sentence_of(each) for each in plan.apart],
        sealed=sealed,
    )


def _store(request: StaffRequest) -> HttpResponse:
    """Stores what was shown: the same file is read once more, against what is stored by now."""
    try:
        given = signing.loads(request.POST.get("sealed", ""), salt=SALT, max_age=LOOKED_AT)
    except signing.BadSignature:
        raise Refused(
            _("It is too long since you looked at this. Choose the file again."), "file"
        ) from None
    if given["what"] == CLIENTS:
        store_clients(receiving.clients(given["rows"]), by=request.user, at=now())
        return _back("done=clients")
    told = _told(given)
    store_figures(told, _planned(told, given), by=request.user, at=now())
    return _back(f"source={told.code}&done=stored")


def _back(words: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('staff:printed')}?{words}", status=303)


def _given(request: StaffRequest) -> dict[str, Any]:
    """The form as plain values: what was typed, and the rows of the files."""
    file, names = request.FILES.get("file"), request.FILES.get("names")
    if not isinstance(file, UploadedFile):
        raise Refused(_("Choose a file."), "file")
    given: dict[str, Any] = {
        name: clean_text(request.POST.get(name, "")).strip() for name in FIELDS
    }
    given["rows"] = _rows(file, "file")
    given["names"] = _rows(names, "names") if isinstance(names, UploadedFile) else []
    given["file"] = file.name or ""
    return given


def _rows(file: "UploadedFile[Any]", field: str) -> list[list[str]]:
    if (file.size or 0) > upload.LARGEST:
        raise Refused(_("The file is too large: at most 20 megabytes."), field)
    try:
        return receiving.table(file.name or "", file.read())
    except Refused as refused:
        raise Refused(refused.sentence, field) from None


def _told(given: Mapping[str, Any]) -> Told:
    if not CODE.fullmatch(given["code"]):
        raise Refused(_("Give the source a code of small letters, digits and hyphens."), "code")
    if not given["title"]:
        raise Refused(_("Tell what the source is called."), "title")
    if given["origin"] not in Origin.values:
        raise Refused(_("Tell whose figures these are."), "origin")
    title, citation = (Text.from_json({"fi": given[name]}) for name in ("title", "citation"))
    return Told(given["code"], title, Origin(given["origin"]), citation)


def _planned(told: Told, given: Mapping[str, Any]) -> Plan:
    names = receiving.names_of(given["names"]) if given["names"] else None
    return receiving.figures(told.code, given["rows"], origin=told.origin, names=names)
