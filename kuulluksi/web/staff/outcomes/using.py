"""How results were used: the rounds with all their units, and what one unit answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import rules
from kuulluksi.outcomes.actions import using as actions
from kuulluksi.outcomes.enums import Level, Practice, Results, Where, Who
from kuulluksi.outcomes.models import Talk, UseReport, UseRound
from kuulluksi.outcomes.queries import using as queries
from kuulluksi.outcomes.queries.leaders import Leaders, leaders
from kuulluksi.outcomes.queries.using import Line, Round
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.outcomes.replies import lowered
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.outcomes.frame import back_to, page
from kuulluksi.web.staff.outcomes.using_form import RoundForm, UseForm

# The bar of a practice: its parts in the colours of a scale, from "always" to "not yet".
SHADES = {Level.ALWAYS: "v5", Level.MOSTLY: "v4", Level.BEGUN: "v2", Level.NOT_YET: "v1"}


@dataclass(frozen=True)
class Part:
    """One part of the bar of a practice."""

    label: str
    number: int
    shade: str
    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    """A practice: how many units say what of it, and how many have come far."""

    practice: str
    parts: Sequence[Part]
    far: int


@dataclass(frozen=True)
class Area:
    """The units of an area, those that have not answered first."""

    id: str
    name: str
    lines: Sequence[Line]


@staff
def use(request: StaffRequest) -> HttpResponse:
    """Everybody sees which units have answered, and what all of them told together."""
    on, reader = today(), request.user
    rounds = queries.rounds()
    typed = request.GET.get("year", "")
    chosen = next((each for each in rounds if str(each.year) == typed), None)
    asked = chosen or next(iter(rounds), None)
    leading = org.leading(reader, on)
    found = queries.whole(asked, on) if asked else None
    mine = _waiting(found, reader, leading, on) if found else []
    return page(
        request,
        "staff/outcomes/use.html",
        rounds=rounds,
        asked=asked,
        found=found,
        mine=mine,
        over=asked is not None and asked.due_on < on,
        areas=_areas(found) if found else [],
        bars=_bars(found) if found and found.answered else [],
        shades=[(SHADES[level], level.label) for level in SHADES],
        told=_told(found) if found and found.answered else [],
        may_open=rules.may_open_round(leading, org.reach(reader, on)) and bool(_years(rounds)),
    )


def _waiting(found: Round, reader: Person, leading: org.Reach, on: date) -> list[Line]:
    """Those that wait for this very reader. Whoever leads all of them answers for none that has a
    supervisor of its own."""
    waits = [
        line
        for line in found.lines
        if not (line.answered or line.ended) and rules.may_make(leading, line.report.unit)
    ]
    nearest = Leaders(on) if waits else None
    return [line for line in waits if nearest and reader in nearest.of(line.report.unit)]


def _areas(found: Round) -> list[Area]:
    split: dict[int, list[Line]] = {}
    for line in found.lines:
        split.setdefault(line.report.unit.service.area_id, []).append(line)
    return [
        Area(
            f"area-{key}",
            said(lines[0].report.unit.service.area.name),
            sorted(lines, key=lambda line: (line.answered or line.ended, not line.late)),
        )
        for key, lines in split.items()
    ]


def _bars(found: Round) -> list[Bar]:
    bars = []
    for practice, levels in found.levels.items():
        parts, x, all_told = [], 0.0, max(1, sum(levels.values()))
        for level, shade in SHADES.items():
            width = 100 * levels[level] / all_told
            parts.append(Part(str(level.label), levels[level], shade, f"{x:g}%", f"{width:g}%"))
            x += width
        far = levels[Level.MOSTLY] + levels[Level.ALWAYS]
        bars.append(Bar(str(practice.label), parts, far))
    return bars


def _told(found: Round) -> list[tuple[str, list[tuple[str, int]]]]:
    """In how many units which results were talked about, where and with whom."""
    headings = {"results": _("Which results"), "where": _("Where"), "who": _("With whom")}
    told = []
    for column, words in (("results", Results), ("where", Where), ("who", Who)):
        counted = found.told(column)
        told.append((headings[column], [(str(each.label), counted[each]) for each in words]))
    return told


def _years(rounds: Sequence[UseRound]) -> list[int]:
    """The years about which a round can still be opened."""
    known = {each.year for each in rounds}
    return [year for year in (today().year, today().year - 1) if year not in known]


@staff
def new_round(request: StaffRequest) -> HttpResponse:
    """Asks every unit: a page of its own, for it sends letters to all who lead one."""
    on, reader = today(), request.user
    if not rules.may_open_round(org.leading(reader, on), org.reach(reader, on)):
        raise PermissionDenied
    years = _years(queries.rounds())
    if not years:
        return back_to("staff:use")
    form = RoundForm(years, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            actions.open_round(told["year"], told["due_on"], by=reader, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return back_to("staff:use", done="round-opened")
    return page(
        request,
        "staff/outcomes/use_new.html",
        status=422 if form.is_bound else 200,
        form=form,
        faults=form.faults if form.is_bound else [],
        units=len(queries.units_to_ask(on)),
        practices=[each.label for each in Practice],
    )


@staff
def report(request: StaffRequest, year: int, unit: str) -> HttpResponse:
    """What a unit answers: a form for those who lead it, and the answer for everybody."""
    on, reader = today(), request.user
    row = queries.report(year, unit)
    if row is None:
        raise Http404
    leads = rules.may_make(org.leading(reader, on), row.unit)
    answerable = rules.is_answerable(row, on)
    if request.method == "POST" and not leads:
        raise PermissionDenied
    form, stale = None, ""
    status = 200
    if leads and answerable:
        more = request.POST.get("more") == "1"
        typed = request.POST if request.method == "POST" else None
        waves, measures = queries.waves_for(row.unit, on), queries.measures_for(row.unit)
        form = UseForm(row, waves, measures, typed, more=more)
        if typed is not None and not more:
            status = 422
            if form.check(row.round.year, on):
                try:
                    _answer(row, form, by=reader)
                except rules.Stale as error:
                    stale, status = error.sentence, 409
                except Refused as refused:
                    form.refuse(refused)
                else:
                    return back_to("staff:use-report", year, unit, done="use-told")
    elif request.method == "POST":
        stale, status = _("The round is over. What was answered stays."), 422
    return page(
        request,
        "staff/outcomes/use_report.html",
        status=status,
        levels=Level.choices,
        report=row,
        late=_late(row),
        form=form,
        stale=stale,
        # After the notice of what somebody else answered, the same words may be sent again.
        seen=row.version if stale or form is None else form["seen"].value(),
        faults=form.faults if form is not None and status == 422 else [],
        practices=_practices(row),
        talks=[_talk(talk) for talk in row.talks.all()],
        leaders=[] if leads else [person.name for person in leaders(row.unit, on)],
        leads=leads,
    )


def _answer(row: UseReport, form: UseForm, *, by: Person) -> None:
    practices, talks, why_none = form.told()
    seen = form.cleaned_data["seen"] or 0
    actions.answer_round(row, practices, talks, why_none, by=by, at=now(), seen=seen)


def _late(row: UseReport) -> str:
    days = ((row.answered_on or today()) - row.round.due_on).days
    if days <= 0:
        return ""
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}


def _practices(row: UseReport) -> list[tuple[str, str]]:
    told = row.practices
    return [(str(each.label), str(Level(told[each]).label)) for each in Practice if told.get(each)]


def _talk(talk: Talk) -> dict[str, object]:
    who = ", ".join(lowered(str(Who(each).label)) for each in talk.who)
    return {"talk": talk, "who": who[:1].upper() + who[1:]}
