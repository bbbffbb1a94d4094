"""What the pages of the organisation say in words: findings, faults of a file, changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kuulluksi.cases.enums import FeedbackKind, Topic
from kuulluksi.cases.models import StandardAnswer
from kuulluksi.org import queries as org
from kuulluksi.org.models import Absence, Role
from kuulluksi.org.queries import Change
from kuulluksi.pure.orgfile import BadRow
from kuulluksi.pure.text import Text
from kuulluksi.voices.models import RoutingRule
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.doors import StaffRequest
from kuulluksi.web.kit.tags import day_text
from kuulluksi.web.staff.organisation.forms import ServiceForm, UnitForm
from kuulluksi.web.staff.presenters import desk

ROOMS: list[tuple[str, Promise]] = [
    ("organisation", gettext_lazy("Places")),
    ("people", gettext_lazy("People")),
    ("duties", gettext_lazy("Duties")),
    ("rules", gettext_lazy("Routing rules")),
    ("openings", gettext_lazy("Openings for answers")),
    ("wish-list", gettext_lazy("How to meet clients")),
    ("paper-links", gettext_lazy("Links for paper")),
    ("import-places", gettext_lazy("Import")),
    ("daily-check", gettext_lazy("Daily check")),
    ("authority", gettext_lazy("Policy")),
]
DONE: dict[str, Promise] = {
    "saved": gettext_lazy("Saved."),
    "removed": gettext_lazy("Removed."),
    "invited": gettext_lazy("Saved. A letter with a link for choosing a password is on its way."),
    "sent": gettext_lazy("A letter with a new link is on its way."),
    "imported": gettext_lazy("The file has been read into the organisation."),
    "left": gettext_lazy("Marked as left. What was open has a new owner."),
}


def page(
    request: StaffRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the organisation, inside the frame of the staff pages."""
    match = request.resolver_match
    frame = {
        **desk(request.user, org.reach(request.user, today()), "organisation"),
        "rooms": [(f"staff:{room}", label) for room, label in ROOMS],
        "here": match.view_name if match else "",
        "done": DONE.get(request.GET.get("done", "")),
        "today": today(),
    }
    return render(request, template, {**frame, **context}, status=status)


# The finding of the daily check that is about a voice; the others are about people.
VOICE_FOUND = "voice-without-owner"


def finding(found: Mapping[str, Any]) -> str:
    """One finding of the daily check about a person, in plain words; it knows them by key."""
    sentences = {
        "duty-of-the-left": _("%(person)s has left but still has a duty. Name somebody else."),
        "rule-of-the-left": _("%(person)s has left, but a routing rule still leads there."),
        "last-of-a-duty-left": _(
            "%(person)s has left and was the last dispatcher or independent reader. Name another"
            " one."
        ),
        "harm-without-reader": _(
            "A giver told of something that only an independent reader may read, and there is none"
            " whom it does not concern. Name one more independent reader."
        ),
    }
    sentence = sentences.get(str(found.get("what")))
    person = org.name_of(found["person"]) or "–" if "person" in found else ""
    return sentence % {**found, "person": person} if sentence else str(found)


# What each column of a place is called in its form.
FIELDS = {**ServiceForm.base_fields, **UnitForm.base_fields}

REASONS: dict[str, Promise] = {
    "missing": gettext_lazy("is empty"),
    "missing-column": gettext_lazy("is a column that the file needs"),
    "unknown-column": gettext_lazy("is not a column that we know"),
    "unknown-kind": gettext_lazy("must be area, service or unit"),
    "not-for-kind": gettext_lazy("does not belong to a row of this kind"),
    "bad-code": gettext_lazy("may hold only the letters a–z, digits and hyphens, at most 60"),
    "bad-date": gettext_lazy("is not a day like 2026-11-30 or 30.11.2026"),
    "days-swapped": gettext_lazy("is before the first day"),
    "bad-coordinate": gettext_lazy("is not in Finland in degrees (WGS84)"),
    "half-coordinate": gettext_lazy("and latitude must both be given, or neither"),
    "bad-email": gettext_lazy("is not an e-mail address"),
    "too-long": gettext_lazy("is too long"),
    "duplicate": gettext_lazy("stands twice in the file"),
    "unknown-area": gettext_lazy("is neither in the file nor here"),
    "unknown-service": gettext_lazy("is neither in the file nor here"),
    "unknown-parent": gettext_lazy("is neither in the file nor here"),
    "unknown-department": gettext_lazy("is not among the departments of the file"),
    "circle": gettext_lazy("leads back to the same place"),
    "not-a-list": gettext_lazy("is not a list of departments or units"),
    "not-an-object": gettext_lazy("is not a department or a unit"),
}


def fault(row: BadRow) -> str:
    """ "Row 7, latitude “6672” is not in Finland …"."""
    where = _("Row %(number)d") % {"number": row.number}
    found = ""
    if row.found and row.found != row.column:
        found = " " + _("“%(words)s”") % {"words": row.found[:60]}
    column = f", {row.column}" if row.column else ""
    return f"{where}{column}{found}: {REASONS[row.reason]}."


def differences(change: Change) -> list[tuple[str, str, str]]:
    """Field, old and new, in words."""
    return [
        (capfirst(str(FIELDS[name].label)), shown(old), shown(new))
        for name, old, new in change.fields
    ]


def shown(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, Text):
        return " · ".join(value.to_json().values()) or "–"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, models.Model):
        return name_of(value)
    return str(value)


def name_of(place: Any) -> str:
    return str(place.name.best(get_language() or "fi"))


def rule_row(rule: RoutingRule) -> tuple[RoutingRule, str, list[str]]:
    """A row of the routing table: what it is about, and what else must match."""
    place = rule.unit or rule.service or rule.area
    about = [rule.get_about_display()] if rule.about else []
    what = ", ".join([*about, *([name_of(place)] if place else [])])
    labels = (
        (rule.kind, dict(FeedbackKind.choices)),
        (rule.topic, dict(Topic.choices)),
        (rule.language, NAMES),
    )
    return rule, what or _("Any feedback"), [str(known[word]) for word, known in labels if word]


def described(row: Any) -> str:
    """What somebody is about to remove, in a few words."""
    language = get_language() or "fi"
    if isinstance(row, Role):
        return f"{row.person.name}: {row.get_kind_display()}"
    if isinstance(row, Absence):
        return f"{row.person.name}: {day_text(row.starts_on)} – {day_text(row.ends_on)}"
    text: Text = row.opening if isinstance(row, StandardAnswer) else row.title
    return text.best(language)
