"""The pages of a wave: prepared, opened, watched, closed, and what came of its promise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kuulluksi.figures.queries import key_of, telling
from kuulluksi.figures.queries.places import OWN
from kuulluksi.org import queries as org
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.queries import circles
from kuulluksi.pure.questionnaire.checker import check
from kuulluksi.pure.questionnaire.reader import BadDocument
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.enums import Mode, Target, WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.surveys.queries import Place, Tally
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.outcomes import replies
from kuulluksi.web.staff.surveys.editor_faults import Remark, to_look_at, to_mend
from kuulluksi.web.staff.surveys.frame import back_to, may_hold, page, survey_of, wave_of
from kuulluksi.web.staff.surveys.wave_forms import (
    SECTIONS,
    GoalsForm,
    KeptForm,
    ProlongForm,
    WaveForm,
)

# The heading under which each field of the form stands.
ANCHORS = {name: section for section in SECTIONS for name in section.fields}


@dataclass(frozen=True)
class PlaceRow:
    """A place of the wave with its bar: percent of what is hoped for, at most 100."""

    place: Place
    slug: str
    percent: int | None


@dataclass(frozen=True)
class Lack:
    """What a draft still lacks, and where it is written."""

    sentence: str
    where: str
    field: str


@staff
def wave(request: StaffRequest, wave: str) -> HttpResponse:
    """One wave: how far it has come, what can be done, and what it promises."""
    row = wave_of(request, wave, to_act=False)
    places = queries.progress(row)
    total = sum((place.tally for place in places), Tally())
    if row.state == WaveState.CLOSED:
        places, total = _told(row, places), queries.tallies([row])[row.pk]
    on = today()
    return page(
        request,
        "staff/surveys/wave.html",
        wave=row,
        rows=[place_row(place) for place in places],
        total=total,
        percent=None if total.few else percent(total.answers, row.goal),
        acts=may_hold(request, row.survey),
        over=row.state == WaveState.OPEN and row.closes_on < on,
        modes=[Mode(mode).label for mode in row.modes if mode in Mode.values],
        promise=queries.promise(row, on),
        reply=replies.line(row, on),
        circle=circles.circle_of(row) if row.state == WaveState.CLOSED else None,
        prints=Mode.PAPER in row.modes,
        interviews=Mode.INTERVIEW in row.modes,
        posters=rules.open_to_all(row),
        groups=rules.on_one_device(row),
    )


def place_row(place: Place) -> PlaceRow:
    target, tally = place.target, place.tally
    of_goal = None if tally.hidden else percent(tally.answers, target.goal)
    return PlaceRow(place, queries.slug(target), of_goal)


def _told(row: Wave, places: Sequence[Place]) -> list[Place]:
    """The places of a closed wave with what its figures tell of them."""
    told = telling.answers_told(row)
    keys = [key_of(place.target.place) for place in places]
    # Whoever holds other places of the wave has those of itself under a key of its own.
    own = [key + OWN if key + OWN in told else key for key in keys]
    return [
        place if (n := told.get(key)) is None else replace(place, tally=Tally(n, exact=False))
        for key, place in zip(own, places, strict=True)
    ]


def percent(answers: int, goal: int | None) -> int | None:
    return min(100, 100 * answers // goal) if goal else None


@staff
def new_wave(request: StaffRequest, survey: int) -> HttpResponse:
    plan = survey_of(request, survey)
    row = Wave(
        survey=plan,
        title=plan.title,
        opens_on=plan.starts_on,
        closes_on=plan.ends_on,
        target=Target.UNITS,
        modes=[Mode.WEB.value],
        handled_by=plan.responsible,
    )
    return _written(request, row, reverse("staff:survey", args=[plan.pk]), _("New wave"))


@staff
def edit_wave(request: StaffRequest, wave: str) -> HttpResponse:
    """A draft may still change; an open wave can only last longer; a closed one stays."""
    row = wave_of(request, wave)
    if row.state == WaveState.OPEN:
        return _prolonged(request, row)
    if row.state == WaveState.CLOSED:
        return back_to("staff:wave", row.code)
    return _written(request, row, reverse("staff:wave", args=[row.code]), _("Change the wave"))


def _written(request: StaffRequest, row: Wave, back: str, heading: str) -> HttpResponse:
    by, on, at = request.user, today(), now()
    services, units = queries.places_for(row.survey, on)
    typed = request.POST if request.method == "POST" else None
    documents = queries.documents_for(org.making(by, on))
    form = WaveForm(typed, instance=row, documents=documents, services=services, units=units)

    def save(ready: Wave) -> None:
        actions.save_wave(ready, form.places, instrument=form.instrument, by=by, at=at)

    if typed is not None and form.stored(save):
        return back_to("staff:wave", row.code, done="saved")
    status = 422 if form.faults else 200
    context = {"form": form, "faults": form.faults, "heading": heading, "back": back}
    return page(
        request, "staff/surveys/wave_form.html", status=status, survey=row.survey, **context
    )


def _prolonged(request: StaffRequest, row: Wave) -> HttpResponse:
    form = ProlongForm(
        request.POST if request.method == "POST" else None, {"closes_on": row.closes_on}
    )
    if form.is_bound and form.is_valid():
        try:
            actions.prolong(row, form.cleaned_data["closes_on"], by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return back_to("staff:wave", row.code, done="prolonged")
    faults = form.faults if form.is_bound else []
    status = 422 if form.is_bound else 200
    context = {"wave": row, "form": form, "faults": faults}
    return page(request, "staff/surveys/prolong.html", status=status, **context)


@staff
def goals(request: StaffRequest, wave: str) -> HttpResponse:
    """How many answers are hoped for from each place; nobody was promised that number."""
    row = wave_of(request, wave)
    if row.state == WaveState.CLOSED:
        return back_to("staff:wave", row.code)
    sent = request.POST if request.method == "POST" else None
    form = GoalsForm(queries.targets(row), sent)
    if form.is_bound and form.is_valid():
        actions.set_goals(row, form.goals, by=request.user, at=now())
        return back_to("staff:wave", row.code, done="saved")
    faults = form.faults if form.is_bound else []
    status = 422 if form.is_bound else 200
    context = {"wave": row, "form": form, "faults": faults}
    return page(request, "staff/surveys/wave_goals.html", status=status, **context)


@staff
def open_wave(request: StaffRequest, wave: str) -> HttpResponse:
    """What people will read, what is still lacking and what the checker finds; then the opening."""
    row = wave_of(request, wave)
    if row.state != WaveState.DRAFT:
        return back_to("staff:wave", row.code)
    refused = ""
    if request.method == "POST":
        try:
            actions.open_wave(row, seen=request.POST.get("seen", ""), by=request.user, at=now())
        except Refused as error:
            refused = error.sentence
            row = wave_of(request, wave)
        else:
            return back_to("staff:wave", row.code, done="opened")
    mend, look = remarks(row)
    lacks = [] if mend else lacking(row)
    return page(
        request,
        "staff/surveys/wave_open.html",
        wave=row,
        refused=refused,
        mend=mend,
        look=look,
        lacks=lacks,
        rows=[place_row(place) for place in queries.progress(row)],
        ready=not (mend or lacks),
        seen=queries.as_seen(row),
        address=reverse("staff:document", args=[row.document.code, row.document.version]),
        status=422 if refused else 200,
    )


def remarks(row: Wave) -> tuple[list[Remark], list[Remark]]:
    """What must be mended in the questionnaire, or only looked at."""
    try:
        asked = queries.questionnaire(row.document)
    except BadDocument as bad:
        return to_mend(bad.faults, row.document.body), []
    return [], to_look_at(check(asked), row.document.body)


def lacking(row: Wave) -> list[Lack]:
    languages = queries.questionnaire(row.document).languages
    found = rules.opening_faults(row, languages, row.targets.count(), today())
    return [lack_of(each) for each in found]


def lack_of(refused: Refused) -> Lack:
    if refused.field not in ANCHORS:
        return Lack(refused.sentence, "", "")
    label = WaveForm.base_fields[refused.field].label
    return Lack(refused.sentence, str(label), ANCHORS[refused.field].id)


@staff
def close_wave(request: StaffRequest, wave: str) -> HttpResponse:
    """A question of its own page, for what is closed never opens again."""
    row = wave_of(request, wave)
    if row.state != WaveState.OPEN:
        return back_to("staff:wave", row.code)
    refused = ""
    if request.method == "POST":
        try:
            closed = actions.end(row, by=request.user, at=now())
        except Refused as error:
            refused = error.sentence
        else:
            return back_to("staff:wave", row.code, done="closed" if closed else "closing")
    return page(
        request,
        "staff/surveys/wave_close.html",
        wave=row,
        refused=refused,
        early=row.closes_on >= today(),
        status=422 if refused else 200,
    )


@staff
def remove_wave(request: StaffRequest, wave: str) -> HttpResponse:
    """A question of its own page, then a wave that was never opened is gone."""
    row = wave_of(request, wave)
    if row.state != WaveState.DRAFT:
        return back_to("staff:wave", row.code)
    refused = ""
    if request.method == "POST":
        try:
            actions.remove_wave(row, by=request.user, at=now())
        except Refused as error:
            refused = error.sentence
        else:
            return back_to("staff:survey", row.survey_id, done="removed")
    context = {"wave": row, "refused": refused}
    status = 422 if refused else 200
    return page(request, "staff/surveys/wave_remove.html", status=status, **context)


@staff
def promise(request: StaffRequest, wave: str) -> HttpResponse:
    """Whether the promise was kept and what came of the results, published when it is saved."""
    row = wave_of(request, wave)
    if row.state != WaveState.CLOSED:
        return back_to("staff:wave", row.code)
    form = KeptForm(
        request.POST if request.method == "POST" else None,
        {"kept": row.kept, "kept_words": row.kept_words},
    )
    if form.is_bound and form.is_valid():
        kept, words = form.cleaned_data["kept"], form.cleaned_data["kept_words"]
        try:
            actions.tell_kept(row, kept, words, by=request.user, at=now())
        except Refused as refused:
            form.refuse(refused)
        else:
            return back_to("staff:wave", row.code, done="told")
    faults = form.faults if form.is_bound else []
    status = 422 if form.is_bound else 200
    context = {"wave": row, "form": form, "faults": faults}
    context["told"] = queries.promise(row, today())
    return page(request, "staff/surveys/wave_promise.html", status=status, **context)
