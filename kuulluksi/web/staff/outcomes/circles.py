"""Circles of reply: which of them wait, longest overdue first, and how those who spoke are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import rules
from kuulluksi.outcomes.actions import circles as actions
from kuulluksi.outcomes.enums import ToldBy
from kuulluksi.outcomes.models import Circle
from kuulluksi.outcomes.queries import circles as queries
from kuulluksi.outcomes.queries import clusters
from kuulluksi.outcomes.queries.circles import Reply, Row, Telling
from kuulluksi.pure.text import Text
from kuulluksi.surveys import rules as surveys
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.outcomes.replies import Stand, lowered, stand
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.organisation.fields import MESSAGES, TextField
from kuulluksi.web.staff.outcomes.frame import back_to, page
from kuulluksi.web.staff.outcomes.measure_forms import TonguesForm
from kuulluksi.web.staff.surveys.plan_forms import day_field

# So many circles that are whole are listed.
TOLD = 20
GROUPS: tuple[tuple[str, Promise], ...] = (
    ("mine", gettext_lazy("Yours to tell")),
    ("below", gettext_lazy("Below you, or of your places")),
    ("others", gettext_lazy("Others")),
)


@dataclass(frozen=True)
class Line:
    """A circle in the list."""

    row: Row
    title: str
    where: str
    stand: Stand
    who: str


@dataclass(frozen=True)
class Group:
    id: str
    heading: str
    lines: Sequence[Line]


@staff
def circles(request: StaffRequest) -> HttpResponse:
    """Everybody sees which circles wait; those whose turn it is see theirs first."""
    on, reader = today(), request.user
    leading = org.leading(reader, on)
    waiting = queries.open_circles(reader, leading, on)
    split = {
        "mine": [row for row in waiting if row.mine],
        "below": [row for row in waiting if row.below],
        "others": [row for row in waiting if not (row.mine or row.below)],
    }
    groups = [
        Group(name, str(heading), [_line(row) for row in split[name]])
        for name, heading in GROUPS
        if split[name]
    ]
    return page(
        request,
        "staff/outcomes/circles.html",
        groups=groups,
        late=sum(row.reply.late for row in waiting),
        waiting=len(waiting),
        told=[_line(row) for row in queries.told_circles(reader, leading, on, TOLD)],
        may_gather=rules.may_gather(org.reach(reader, on)),
    )


def _line(row: Row) -> Line:
    who = row.in_charge.name if row.in_charge else _("nobody")
    return Line(row, title_of(row.circle), where_of(row.circle), stand(row.reply), who)


def title_of(circle: Circle) -> str:
    if circle.wave is not None:
        return said(circle.wave.title)
    return circle.cluster.name if circle.cluster is not None else ""


def where_of(circle: Circle) -> str:
    place = queries.place_of(circle)
    where = said(place.name) if place is not None else _("The whole authority")
    kind = _("survey") if circle.wave is not None else _("feedback put together")
    return f"{kind} · {where}"


class TellForm(TonguesForm):
    """That they were told: by which channel, when, and what."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How were they told?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how they were told.")},
    )
    on = day_field(gettext_lazy("When"))
    words = TextField(
        label=gettext_lazy("What came of it, in plain words"),
        required=False,
        help_text=gettext_lazy(
            "What changed and when; what did not change, and why. Of a telling that was not"
            " in writing this may stay empty."
        ),
    )

    def __init__(self, circle: Circle, on: date, data: Any = None) -> None:
        super().__init__(data, {"on": on})
        # Choices are made anew for each form, so that a survey never offers a journey.
        choices = [(each.value, each.label) for each in queries.tellers(circle)]
        self.fields["channel"] = forms.ChoiceField(
            label=self.fields["channel"].label,
            choices=choices,
            widget=forms.RadioSelect,
            error_messages=MESSAGES | self.base_fields["channel"].error_messages,
        )
        self.fields["on"].required = False


class HandForm(StaffForm):
    """Who tells them from now on."""

    owner = forms.ChoiceField(
        label=gettext_lazy("Who tells them"),
        error_messages={"required": gettext_lazy("Say who tells the givers.")},
    )

    def __init__(self, owner: int | None, data: Any = None) -> None:
        super().__init__(data, {"owner": str(owner or "")})
        self.people = {str(person.pk): person for person in org.colleagues()}
        self.fields["owner"] = forms.ChoiceField(
            label=self.fields["owner"].label,
            choices=[("", _("Choose")), *((key, who.name) for key, who in self.people.items())],
            error_messages=MESSAGES | self.base_fields["owner"].error_messages,
        )

    @property
    def chosen(self) -> Person:
        return self.people[self.cleaned_data["owner"]]


@staff
def circle(request: StaffRequest, circle: int) -> HttpResponse:
    """One circle: who spoke, whether and how they were told, and the form for telling."""
    on, reader = today(), request.user
    row = queries.circle_seen(circle, reader, on)
    if row is None:
        raise Http404
    place = queries.place_of(row)
    making = org.making(reader, on)
    may_tell = rules.may_tell(row, place, reader, org.leading(reader, on), making)
    tell, hand = TellForm(row, on), HandForm(row.owner_id)
    refused = ""
    if request.method == "POST":
        if not may_tell:
            raise PermissionDenied
        act = request.POST.get("act", "tell")
        if act == "back":
            try:
                actions.take_back(row, _key(request.POST.get("row", "")), by=reader, at=now())
            except Refused as error:
                refused = error.sentence
            else:
                return back_to("staff:circle", row.pk, done="told-back")
        elif act == "hand":
            hand = HandForm(row.owner_id, request.POST)
            if hand.is_valid() and _handed(row, hand, by=reader):
                return back_to("staff:circle", row.pk, done="circle-handed")
        else:
            tell = TellForm(row, on, request.POST)
            if tell.is_valid() and _told(row, tell, by=reader):
                return back_to("staff:circle", row.pk, done="circle-told")
    faults = [fault for form in (tell, hand) if form.is_bound for fault in form.faults]
    reply = queries.reply(row, on)
    who = queries.teller(row, on)
    return page(
        request,
        "staff/outcomes/circle.html",
        status=422 if faults or refused else 200,
        circle=row,
        title=title_of(row),
        where=where_of(row),
        stand=stand(reply),
        stops=_stops(row, reply, who),
        heard=clusters.voices_in(row.cluster, reader, on).count() if row.cluster else 0,
        who=who,
        stands_in=who is not None and who.pk != row.owner_id,
        may_tell=may_tell,
        may_hold=row.wave is not None and surveys.may_hold(making, row.wave.survey),
        tell=tell,
        hand=hand,
        faults=faults,
        refused=refused,
    )


def _told(circle: Circle, form: TellForm, *, by: Person) -> bool:
    told = form.cleaned_data
    words: Text = told["words"]
    try:
        actions.tell_them(circle, told["channel"], told["on"], words, by=by, at=now())
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def _handed(circle: Circle, form: HandForm, *, by: Person) -> bool:
    try:
        actions.hand_over(circle, form.chosen, by=by, at=now())
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


@dataclass(frozen=True)
class Stop:
    """One stop of the circle. `row`: the telling that may be taken back."""

    kind: str
    heading: str
    day: date | None
    since: date | None = None
    until: bool = False
    words: Text | None = None
    by: str = ""
    late: str = ""
    row: int | None = None


def _stops(circle: Circle, reply: Reply, who: Person | None) -> list[Stop]:
    """Who spoke, each telling, and if there was none, whose turn it is."""
    wave, cluster = circle.wave, circle.cluster
    found = []
    if wave is not None:
        last = min(wave.closes_on, wave.closed_on or wave.closes_on)
        found.append(Stop("given", _("People answered"), last, since=wave.opens_on))
    elif cluster is not None:
        found.append(Stop("given", _("The feedback was put together"), cluster.made_on))
    late = stand(reply).late
    for number, telling in enumerate(reply.tellings):
        found.append(_telling(telling, "" if number else late))
    if not reply.tellings:
        name = who.name if who is not None else _("nobody")
        heading = _("To be told by: %(name)s") % {"name": name}
        kind = "now late" if reply.late else "now"
        found.append(Stop(kind, heading, reply.due_on, until=True, late=late))
    return found


def _telling(telling: Telling, late: str) -> Stop:
    heading = _("Told: %(channel)s") % {"channel": lowered(str(telling.channel.label))}
    back = None if telling.channel == ToldBy.JOURNEY else telling.row
    words = telling.words or None
    return Stop("", heading, telling.on, words=words, by=telling.by, late=late, row=back)


def _key(written: str) -> int:
    try:
        return min(int(written[:20]), 2**63 - 1)
    except ValueError:
        return 0
