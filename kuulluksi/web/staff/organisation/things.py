"""One row of the organisation at a time: written anew, changed, removed, all in one way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import models
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.functional import Promise
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST

from kuulluksi.cases import actions as cases
from kuulluksi.cases.models import StandardAnswer, Wish
from kuulluksi.org import actions as org
from kuulluksi.org.models import Absence, Area, Duty, Person, Role, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.voices import actions as voices
from kuulluksi.voices.models import RoutingRule
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, administrator
from kuulluksi.web.staff.organisation import forms
from kuulluksi.web.staff.organisation.presenters import described, page

Save = Callable[..., None]


@dataclass(frozen=True)
class Thing:
    """What one kind of row is called and how it is written. `home` is the page that lists it."""

    table: type[models.Model]
    form: type[forms.ThingForm]
    new: Promise
    change: Promise
    home: str = "staff:organisation"
    save: Save = org.save
    remove: Save | None = None


def invite(person: Person, *, by: Person, at: datetime) -> None:
    """A new person gets a letter with a link for choosing a password."""
    org.invite(person, link_of=password_link, by=by, at=at)


def password_link(person: Person) -> str:
    """The address by which a person chooses a password, in the person's own language."""
    who = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    with override(person.language):
        return settings.PUBLIC_URL + reverse("staff:set-password", args=[who, token])


THINGS = {
    "area": Thing(Area, forms.AreaForm, gettext_lazy("New area"), gettext_lazy("Change an area")),
    "service": Thing(
        Service, forms.ServiceForm, gettext_lazy("New service"), gettext_lazy("Change a service")
    ),
    "unit": Thing(Unit, forms.UnitForm, gettext_lazy("New unit"), gettext_lazy("Change a unit")),
    "person": Thing(
        Person,
        forms.PersonForm,
        gettext_lazy("New person"),
        gettext_lazy("Change a person"),
        "staff:people",
    ),
    "role": Thing(
        Role,
        forms.RoleForm,
        gettext_lazy("New role"),
        gettext_lazy("Change a role"),
        "staff:people",
        remove=org.remove,
    ),
    "duty": Thing(
        Duty,
        forms.DutyForm,
        gettext_lazy("New duty"),
        gettext_lazy("Change a duty"),
        "staff:duties",
        remove=org.remove,
    ),
    "absence": Thing(
        Absence,
        forms.AbsenceForm,
        gettext_lazy("New absence"),
        gettext_lazy("Change an absence"),
        "staff:people",
        remove=org.remove,
    ),
    "rule": Thing(
        RoutingRule,
        forms.RuleForm,
        gettext_lazy("New routing rule"),
        gettext_lazy("Change a routing rule"),
        "staff:rules",
        voices.save_rule,
        voices.remove_rule,
    ),
    "opening": Thing(
        StandardAnswer,
        forms.OpeningForm,
        gettext_lazy("New opening"),
        gettext_lazy("Change an opening"),
        "staff:openings",
        cases.save_opening,
        cases.remove_opening,
    ),
    "wish": Thing(
        Wish,
        forms.WishForm,
        gettext_lazy("New wish"),
        gettext_lazy("Change a wish"),
        "staff:wish-list",
        cases.save_wish,
    ),
}


# What our own links to a new row already say of it.
LINKED = ("person", "place")


@administrator
def create(request: StaffRequest, kind: str) -> HttpResponse:
    thing = THINGS[kind]
    save = invite if kind == "person" else thing.save
    row = thing.table()
    linked = {name: request.GET[name] for name in LINKED if name in request.GET}
    initial = {"valid_from": today(), **linked}
    return written(request, kind, row, save, heading=thing.new, initial=initial)


@administrator
def change(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    thing = THINGS[kind]
    row = get_object_or_404(thing.table, pk=pk)
    return written(request, kind, row, thing.save, heading=thing.change)


def written(
    request: StaffRequest, kind: str, row: Any, save: Save, *, heading: Promise, initial: Any = None
) -> HttpResponse:
    """The form, empty or with what is there; what was typed is kept until it can be saved."""
    typed = request.POST if request.method == "POST" else None
    form = THINGS[kind].form(typed, instance=row, initial=initial)
    by, at = request.user, now()
    if typed is not None and form.stored(lambda ready: save(ready, by=by, at=at)):
        return saved(THINGS[kind].home, "invited" if save is invite else "saved")
    return page(
        request,
        "staff/organisation/form.html",
        form=form,
        faults=form.faults,
        heading=heading,
        home=reverse(THINGS[kind].home),
        person=row if kind == "person" and row.pk else None,
        removal=reverse(f"staff:{kind}-remove", args=[row.pk])
        if row.pk and THINGS[kind].remove
        else "",
        status=422 if form.faults else 200,
    )


@administrator
def remove(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """A question of its own page, then the removal of a row that was entered by mistake."""
    thing = THINGS[kind]
    row = get_object_or_404(thing.table, pk=pk)
    refused = ""
    if request.method == "POST" and thing.remove:
        try:
            thing.remove(row, by=request.user, at=now())
        except Refused as error:
            refused = error.sentence
        else:
            return saved(thing.home, "removed")
    back = reverse(f"staff:{kind}", args=[pk])
    return page(
        request,
        "staff/organisation/remove.html",
        what=described(row),
        refused=refused,
        back=back,
        status=422 if refused else 200,
    )


@administrator
@require_POST
def send_link(request: StaffRequest, pk: int) -> HttpResponse:
    """A new link for choosing a password, when the first one was lost or has expired."""
    person = get_object_or_404(Person, pk=pk, is_active=True)
    try:
        invite(person, by=request.user, at=now())
    except Refused as refused:
        return page(
            request,
            "staff/organisation/refused.html",
            sentence=refused.sentence,
            back="staff:people",
            status=422,
        )
    return saved("staff:people", "sent")


def saved(home: str, what: str = "saved") -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(home)}?done={what}", status=303)
