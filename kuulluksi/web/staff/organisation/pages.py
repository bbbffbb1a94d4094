"""The pages that list the organisation: places, people, duties, rules, openings and the rest."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kuulluksi.cases import queries as cases
from kuulluksi.org import actions
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure.routing import Stage, on_duty
from kuulluksi.voices import actions as voices
from kuulluksi.voices import queries
from kuulluksi.voices.models import RoutingRule
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, administrator
from kuulluksi.web.staff.organisation.forms import AuthorityForm, LeavingForm
from kuulluksi.web.staff.organisation.presenters import VOICE_FOUND, finding, page, rule_row
from kuulluksi.web.staff.organisation.things import saved


@administrator
def places(request: StaffRequest) -> HttpResponse:
    """The whole organisation: who answers for what today, and what has ended apart."""
    trees = org.overview(today())
    return page(
        request,
        "staff/organisation/places.html",
        trees=[[row for row in tree if not row.ended] for tree in trees if not tree[0].ended],
        ended=[row for tree in trees for row in tree if row.ended],
    )


@administrator
def people(request: StaffRequest) -> HttpResponse:
    return page(
        request,
        "staff/organisation/people.html",
        people=org.people_with_roles(today()),
        gone=org.gone_people(),
    )


@administrator
def leave(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody leaves: a page of its own that says what then happens to what they own."""
    person = get_object_or_404(Person, pk=pk, is_active=True)
    form = LeavingForm(request.POST if request.method == "POST" else None, {"on": today()})
    if form.is_bound and form.is_valid():
        try:
            voices.let_go(person, on=form.cleaned_data["on"], by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return saved("staff:people", "left")
    return page(
        request,
        "staff/organisation/leave.html",
        person=person,
        form=form,
        faults=form.faults,
        duties=[duty for duty in org.duties_of(person, today()) if duty.person_id == pk],
        status=422 if form.faults else 200,
    )


@administrator
def duties(request: StaffRequest) -> HttpResponse:
    """Who answers for what: the duties of the whole authority first, then those of places."""
    rows = list(org.all_duties())
    on = today()
    return page(
        request,
        "staff/organisation/duties.html",
        at_large=[row for row in rows if row.place is None and row.still(on)],
        placed=[row for row in rows if row.place is not None and row.still(on)],
        ended=[row for row in rows if not row.still(on)],
    )


@administrator
def rules(request: StaffRequest) -> HttpResponse:
    """The routing table in its order: the first row that matches decides."""
    return page(
        request,
        "staff/organisation/rules.html",
        rules=[rule_row(rule) for rule in queries.routing_table()],
    )


@administrator
@require_POST
def move_rule(request: StaffRequest, pk: int, *, up: bool) -> HttpResponse:
    voices.move_rule(get_object_or_404(RoutingRule, pk=pk), up=up, by=request.user, at=now())
    return saved("staff:rules")


@administrator
def openings(request: StaffRequest) -> HttpResponse:
    return page(request, "staff/organisation/openings.html", openings=cases.all_openings())


@administrator
def paper_links(request: StaffRequest) -> HttpResponse:
    """The addresses that go on paper: a direct link and a poster with a QR code for each unit."""
    return page(
        request,
        "staff/organisation/paper_links.html",
        units=org.units(today()),
        public_url=settings.PUBLIC_URL,
    )


@administrator
def daily_check(request: StaffRequest) -> HttpResponse:
    """What the night found, without telling how much feedback there is or which."""
    check, on = queries.latest_check(), today()
    told = on_duty(org.directory(on), on, frozenset())
    found = check.findings if check else []
    voices_found = [each for each in found if each["what"] == VOICE_FOUND]
    return page(
        request,
        "staff/organisation/daily_check.html",
        check=check,
        nobody_on_duty=told.stage != Stage.ON_DUTY,
        unread=len(voices_found),
        findings=[finding(each) for each in found if each not in voices_found],
    )


@administrator
def authority(request: StaffRequest) -> HttpResponse:
    """The authority's own row: its name, its phones, and what its policy promises."""
    typed = request.POST if request.method == "POST" else None
    form = AuthorityForm(typed, instance=org.authority())
    by, at = request.user, now()
    if typed is not None and form.stored(lambda row: actions.save(row, by=by, at=at)):
        return saved("staff:authority")
    return page(
        request,
        "staff/organisation/form.html",
        form=form,
        faults=form.faults,
        heading=_("Policy of the authority"),
        status=422 if form.faults else 200,
    )
