"""Reading the organisation from a file: first what would change, then the confirmed change."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kuulluksi.org import actions
from kuulluksi.org import queries as org
from kuulluksi.org.rules import Refused
from kuulluksi.pure.orgfile import COLUMNS
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, administrator
from kuulluksi.web.staff.organisation import upload
from kuulluksi.web.staff.organisation.forms import UploadForm
from kuulluksi.web.staff.organisation.presenters import differences, fault, page
from kuulluksi.web.staff.organisation.things import saved

KEPT = "import"


@administrator
def choose(request: StaffRequest) -> HttpResponse:
    """Choosing a file; an uploaded one is kept in the session and shown as what would change."""
    form = UploadForm(None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            files = [(file.name, file.read()) for file in form.cleaned_data["file"]]
            try:
                request.session[KEPT] = upload.take(files)
            except Refused as refused:
                form.refuse(refused)
            else:
                return redirect("staff:import-plan")
    status = 422 if form.faults else 200
    return page(
        request,
        "staff/organisation/import.html",
        form=form,
        faults=form.faults,
        columns=COLUMNS,
        status=status,
    )


@administrator
def plan(request: StaffRequest) -> HttpResponse:
    """The dry run: every bad row by number and reason, or all that would change."""
    kept = request.session.get(KEPT)
    if kept is None:
        return redirect("staff:import-places")
    found = org.plan(upload.contents(cast("upload.Upload", kept)), today())
    return page(
        request,
        "staff/organisation/import_plan.html",
        plan=found,
        bad=[fault(row) for row in found.bad],
        changed=[(change.place, differences(change)) for change in found.changed],
    )


@administrator
@require_POST
def carry_out(request: StaffRequest) -> HttpResponse:
    """The confirmed import, whole or not at all."""
    kept = request.session.get(KEPT)
    if kept is None:
        return redirect("staff:import-places")
    try:
        done = actions.import_places(
            upload.contents(cast("upload.Upload", kept)), by=request.user, at=now()
        )
    except Refused as refused:
        return page(
            request,
            "staff/organisation/refused.html",
            sentence=refused.sentence,
            back="staff:import-plan",
            status=422,
        )
    if done.bad:
        return redirect("staff:import-plan")
    del request.session[KEPT]
    return saved("staff:organisation", "imported")
