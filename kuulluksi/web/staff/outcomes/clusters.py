"""Voices about the same thing, put together: chosen from the inbox, from a surge or from the page
of one of them, so that one measure and one telling reach all of their givers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.cases import queries as cases
from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import rules
from kuulluksi.outcomes.actions import clusters as actions
from kuulluksi.outcomes.models import Cluster
from kuulluksi.outcomes.queries import circles
from kuulluksi.outcomes.queries import clusters as queries
from kuulluksi.outcomes.queries.clusters import Heard
from kuulluksi.voices import queries as voices
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.forms import Fault, Typed
from kuulluksi.web.kit.outcomes.replies import stand
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.forms import StaffForm
from kuulluksi.web.staff.inbox import filter_of
from kuulluksi.web.staff.organisation.fields import MESSAGES
from kuulluksi.web.staff.outcomes.frame import back_to, page
from kuulluksi.web.staff.presenters import place_name, tabs
from kuulluksi.web.staff.surveys.plan_forms import day_field

VOICE, SURGE = "palaute", "ruuhka"
# So many that are like the chosen one are offered, and so many clusters to add to.
SIMILAR, KNOWN = 30, 50


@dataclass(frozen=True)
class Offer:
    """A voice that can be chosen."""

    voice: Voice
    kind: str
    words: str
    where: str
    chosen: bool


class GatherForm(StaffForm):
    """A name for the house, who tells the givers and by when; or a cluster that stands already."""

    into = forms.ChoiceField(label=gettext_lazy("Where to"), required=False)
    name = Typed(
        label=gettext_lazy("What they are about"),
        help_text=gettext_lazy("A name for the staff, for example: calling back in Kamppi."),
        required=False,
    )
    owner = forms.ChoiceField(
        label=gettext_lazy("Who tells the givers what came of it"), required=False
    )
    due_on = day_field(gettext_lazy("By when they are told"))

    def __init__(self, reader: Person, known: Sequence[Cluster], on: date, data: Any = None):
        initial = {"owner": str(reader.pk), "due_on": on + rules.UNTIL_TOLD}
        super().__init__(data, initial)
        self.known = {str(each.pk): each for each in known}
        self.people = {str(each.pk): each for each in org.colleagues()}
        self.fields["into"] = forms.ChoiceField(
            label=self.base_fields["into"].label,
            choices=[
                ("", _("A new collection")),
                *((key, cluster.name) for key, cluster in self.known.items()),
            ],
            required=False,
            error_messages=MESSAGES,
        )
        self.fields["owner"] = forms.ChoiceField(
            label=self.base_fields["owner"].label,
            choices=[("", _("Choose")), *((key, who.name) for key, who in self.people.items())],
            required=False,
            error_messages=MESSAGES,
        )
        self.fields["due_on"].required = False

    @property
    def into_known(self) -> Cluster | None:
        return self.known.get(self.cleaned_data.get("into", ""))


@staff
def new_cluster(request: StaffRequest) -> HttpResponse:
    """Chooses voices and puts them together, under a new name or with those that stand already."""
    on, reader = today(), request.user
    if not rules.may_gather(org.reach(reader, on)):
        raise PermissionDenied
    known = queries.clusters_seen(reader, on, KNOWN)
    typed = request.POST if request.method == "POST" else None
    form = GatherForm(reader, known, on, typed)
    fault = ""
    if typed is not None and form.is_valid():
        try:
            return _gathered(form, queries.chosen(_keys(typed), reader, on), by=reader)
        except Refused as refused:
            if refused.field == "voices":
                fault = refused.sentence
            else:
                form.refuse(refused)
    ticked, others = _offered(request, on)
    faults = [Fault("voices", fault)] if fault else form.faults if form.is_bound else []
    return page(
        request,
        "staff/outcomes/cluster_new.html",
        status=422 if faults else 200,
        form=form,
        faults=faults,
        fault=fault,
        offers=_offers([*ticked, *others], {voice.pk for voice in ticked}),
        known=known,
    )


def _gathered(form: GatherForm, picked: Sequence[Voice], *, by: Person) -> HttpResponseRedirect:
    told = form.cleaned_data
    if (known := form.into_known) is not None:
        actions.add(known, picked, by=by, at=now())
        return back_to("staff:cluster", known.pk, done="cluster-added")
    owner = form.people.get(told["owner"])
    made = actions.gather(told["name"], picked, owner=owner, due_on=told["due_on"], by=by, at=now())
    return back_to("staff:cluster", made.pk, done="cluster-made")


def _keys(asked: QueryDict) -> list[int]:
    return [
        min(int(written), 2**63 - 1)
        for written in asked.getlist(VOICE)[: rules.MOST_GATHERED + 1]
        if written.isdecimal() and len(written) < 20
    ]


def _offered(request: StaffRequest, on: date) -> tuple[list[Voice], list[Voice]]:
    """The voices that are chosen already, and those that are offered besides: what is like the one
    that was named, the week of a surge, or the page of the inbox from which somebody came."""
    asked, reader = request.GET, request.user
    picked = queries.chosen(_keys(request.POST or asked), reader, on)
    others: list[Voice] = []
    named = queries.chosen(_keys(asked), reader, on)
    if named:
        others = queries.similar(named[0], reader, on, SIMILAR)
    elif SURGE in asked:
        others = _of_surge(request, on)
        picked = picked or ([] if request.method == "POST" else others)
    else:
        reach = org.reach(reader, on)
        chosen = filter_of(request, tabs(reach))
        found = cases.inbox(reader, chosen, on, None, reach)
        keys = [row.id for row in (*found.urgent, *found.rows)]
        others = queries.chosen(keys, reader, on)
    known = {voice.pk for voice in picked}
    return picked, [voice for voice in others if voice.pk not in known]


def _of_surge(request: StaffRequest, on: date) -> list[Voice]:
    """404 for a surge that somebody's places do not show."""
    reader = request.user
    seen = cases.surges_seen(org.revision(), org.reach(reader, on), on)
    written = request.GET.get(SURGE, "")
    key = int(written[:20]) if written.isdecimal() else 0
    surge = seen.filter(pk=min(key, 2**63 - 1)).first()
    if surge is None:
        raise Http404
    found = cases.voices_of(surge, voices.visible_to(reader, on)).select_related("unit", "service")
    return list(found.order_by("-given_on", "pk")[: rules.MOST_GATHERED])


def _offers(found: Sequence[Voice], chosen: Collection[int] = ()) -> list[Offer]:
    return [
        Offer(
            each.voice,
            str(FeedbackKind(each.kind).label) if each.kind else "",
            words_of(each),
            place_name(each.voice),
            each.voice.pk in chosen,
        )
        for each in queries.heard(found)
    ]


def words_of(heard: Heard) -> str:
    """The first words of a voice, as the inbox shows them."""
    words = heard.opening or _("The words have been erased.")
    return f"{words[: queries.OPENING - 1].rstrip()}…" if len(words) > queries.OPENING else words


@staff
def cluster(request: StaffRequest, cluster: int) -> HttpResponse:
    """The voices of a cluster that one may read, whether their givers were told, and the way to a
    measure."""
    on, reader = today(), request.user
    row = queries.cluster_seen(cluster, reader, on)
    if row is None:
        raise Http404
    circle = circles.seen_by(reader, on).get(cluster=row)
    may_change = rules.may_change_cluster(row, circle, reader, org.reach(reader, on))
    refused = ""
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        picked = queries.chosen(_keys(request.POST), reader, on)
        try:
            stands = actions.take_out(row, picked, by=reader, at=now())
        except Refused as error:
            refused = error.sentence
        else:
            if stands:
                return back_to("staff:cluster", row.pk, done="cluster-less")
            return back_to("staff:circles", done="cluster-apart")
    found = queries.voices_in(row, reader, on).select_related("unit", "service")
    return page(
        request,
        "staff/outcomes/cluster.html",
        status=422 if refused else 200,
        cluster=row,
        where=said(row.place.name) if row.place else _("The whole authority"),
        circle=circle,
        stand=stand(circles.reply(circle, on)),
        offers=_offers(list(found)),
        may_change=may_change,
        may_measure=rules.may_make(org.leading(reader, on), row.place),
        refused=refused,
    )
