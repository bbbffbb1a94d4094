"""The year's plan of surveys as staff read it and write it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kuulluksi.org import queries as org
from kuulluksi.org.models import Area
from kuulluksi.org.rules import Refused
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.enums import PlanState, WaveState
from kuulluksi.surveys.models import Survey
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.outcomes import replies
from kuulluksi.web.staff.surveys import plan_files
from kuulluksi.web.staff.surveys.frame import back_to, may_hold, page, survey_of
from kuulluksi.web.staff.surveys.plan_forms import MoveForm, ReasonForm, SurveyForm

FILES = {"csv": plan_files.as_csv, "xlsx": plan_files.as_xlsx}


def chosen(asked: QueryDict) -> tuple[int, Area | None]:
    """The year and the area that somebody asks for; what makes no sense is left out."""
    typed = asked.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else today().year
    area = org.areas(today()).filter(code=asked.get("area", "")).first()
    return year, area


@staff
def surveys(request: StaffRequest) -> HttpResponse:
    """The plan of a year, area by area: what is planned, held, cancelled and moved."""
    year, area = chosen(request.GET)
    plan = queries.plan(year, area=area)
    return page(
        request,
        "staff/surveys/plan.html",
        plan=plan,
        replies=replies.stands(plan.waves, today()),
        years=sorted({*queries.years(), today().year, year}, reverse=True),
        areas=org.areas(today()),
        area=area,
        makes=rules.makes_any(org.making(request.user, today())),
    )


@staff
@require_GET
def export(request: StaffRequest, kind: str) -> HttpResponse:
    """The same table as a file."""
    year, area = chosen(request.GET)
    media, content = FILES[kind](queries.plan(year, area=area))
    name = "-".join([_("surveys"), str(year), *([area.code] if area else [])])
    disposition = f'attachment; filename="{name}.{kind}"'
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": disposition})


@staff
def survey(request: StaffRequest, survey: int) -> HttpResponse:
    """One survey of the plan, its waves, and what can be done with it."""
    row = survey_of(request, survey, to_act=False)
    waves = list(row.waves.select_related("document").order_by("opens_on", "pk"))
    counted = queries.tallies(waves)
    still = row.state in (PlanState.PLANNED, PlanState.HELD)
    begun = any(wave.state != WaveState.DRAFT for wave in waves)
    return page(
        request,
        "staff/surveys/survey.html",
        row=row,
        waves=[(wave, counted[wave.pk]) for wave in waves],
        acts=still and may_hold(request, row),
        can_wave=not row.elsewhere,
        can_move=row.state == PlanState.PLANNED and not begun,
    )


@staff
def new_survey(request: StaffRequest) -> HttpResponse:
    row = Survey(responsible=request.user)
    return _written(request, row, heading=_("New survey in the plan"))


@staff
def edit_survey(request: StaffRequest, survey: int) -> HttpResponse:
    return _written(request, survey_of(request, survey), heading=_("Change a survey of the plan"))


def _written(request: StaffRequest, row: Survey, *, heading: str) -> HttpResponse:
    """The form, empty or with what is there; what was typed is kept until it can be saved."""
    on, by, at = today(), request.user, now()
    reach = org.making(by, on)
    if not rules.makes_any(reach):
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else None
    form = SurveyForm(typed, instance=row, reach=reach, on=on)
    if typed is not None and form.stored(lambda ready: actions.save_survey(ready, by=by, at=at)):
        return back_to("staff:survey", row.pk, done="saved")
    back = reverse("staff:survey", args=[row.pk]) if row.pk else reverse("staff:surveys")
    status = 422 if form.faults else 200
    context = {"form": form, "faults": form.faults, "heading": heading, "back": back}
    return page(request, "staff/surveys/form.html", status=status, **context)


@staff
def cancel(request: StaffRequest, survey: int) -> HttpResponse:
    """A page of its own: the survey is not held, and why."""
    row = survey_of(request, survey)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.cancel(row, form.cleaned_data["reason"], by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return back_to("staff:survey", row.pk, done="cancelled")
    status = 422 if form.is_bound else 200
    faults = form.faults if form.is_bound else []
    context = {"row": row, "form": form, "faults": faults}
    return page(request, "staff/surveys/cancel.html", status=status, **context)


@staff
def move(request: StaffRequest, survey: int) -> HttpResponse:
    """A page of its own: the survey is held at another time, and why."""
    row = survey_of(request, survey)
    form = MoveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            later = actions.move(row, **form.cleaned_data, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return back_to("staff:survey", later.pk, done="moved")
    status = 422 if form.is_bound else 200
    faults = form.faults if form.is_bound else []
    context = {"row": row, "form": form, "faults": faults}
    return page(request, "staff/surveys/move.html", status=status, **context)
