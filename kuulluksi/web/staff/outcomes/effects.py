"""What should change after a measure is named here, and what was measured is shown."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kuulluksi.figures.queries import key_of
from kuulluksi.org import queries as org
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import actions, queries, rules
from kuulluksi.outcomes.models import Measure
from kuulluksi.outcomes.queries.targets import Naming, Offer, Option
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.naming import Naming as Words
from kuulluksi.web.kit.figures.presenters import named, value_of, whole
from kuulluksi.web.staff.figures.frame import titled
from kuulluksi.web.staff.outcomes import effect_rows
from kuulluksi.web.staff.outcomes.frame import back_to, page
from kuulluksi.web.staff.outcomes.measures import measure_of

UP, DOWN = "up", "down"
# Where a fault stands on the page: else beside what should change.
FIELDS = {"suunta": "suunta"}


@dataclass(frozen=True)
class Choice:
    """A figure that may be named."""

    value: str
    title: str
    told: str


@dataclass(frozen=True)
class Group:
    """The figures of one wave: those that may be named, and when they are asked again; the others
    with the reason."""

    title: str
    again: Sequence[str]
    choices: Sequence[Choice]
    others: Sequence[tuple[str, str]]


@staff
def effect(request: StaffRequest, measure: int) -> HttpResponse:
    """What was measured: pictures, sentences and numbers; and what waits."""
    row = measure_of(request, measure, to_act=False)
    founds = queries.found_effects([row])[row.pk]
    rows = effect_rows.named(founds)
    return page(
        request,
        "staff/outcomes/effect.html",
        measure=row,
        measured=effect_rows.measured(founds, rows),
        waiting=[each for each in rows if not each.measured],
        least=org.authority().least_answers,
        compared=org.authority().least_compared,
        changes=rules.may_change(row, request.user, org.leading(request.user, today())),
    )


@staff
def target(request: StaffRequest, measure: int) -> HttpResponse:
    """Names what should change, or takes it away while nobody knows whether it has."""
    row = measure_of(request, measure)
    found = Naming(row, today())
    sent = request.POST if request.method == "POST" else request.GET
    place = sent.get("paikka", "")
    if place not in found.places:
        place = _first(row, found)
    offers = found.offers(place) if place else []
    fault: Refused | None = None
    if request.method == "POST":
        try:
            drops = "drop" in request.POST
            done = _drop(request, row) if drops else _name(request, row, place, offers)
        except Refused as refused:
            fault = refused
        else:
            return back_to("staff:measure-target", row.pk, done=done)
    founds = queries.found_effects([row])[row.pk]
    named = {each.target.item for each in founds if each.target.place == place}
    groups = [_group(offer, named) for offer in offers]
    names = naming.places(found.places)
    at = FIELDS.get(fault.field, "mita") if fault else ""
    return page(
        request,
        "staff/outcomes/target.html",
        measure=row,
        named=effect_rows.named(founds),
        places=[(key, names[key]) for key in found.places],
        place=place,
        name=names.get(place, ""),
        groups=groups,
        chosen=sent.get("mita") or _behind(row, place, groups),
        downwards=sent.get("suunta") == DOWN,
        faults=[{"field": at, "sentence": fault.sentence}] if fault else [],
        fault_at=at,
        least=found.least,
        status=422 if fault else 200,
    )


def _first(measure: Measure, found: Naming) -> str:
    """The place of the measure, else the first inside it of which something is known."""
    own = key_of(measure.place)
    return own if own in found.places else next(iter(found.places), "")


def _behind(measure: Measure, place: str, groups: Sequence[Group]) -> str:
    """The figure from which the measure stems, where it may be named."""
    stems = {
        _value(each.wave, each.item)
        for each in measure.figures.select_related("wave")
        if each.wave is not None and each.place == place
    }
    values = (choice.value for group in groups for choice in group.choices)
    return next((value for value in values if value in stems), "")


def _value(wave: Wave, item: str) -> str:
    return f"{wave.code}:{item}"


def _name(request: StaffRequest, measure: Measure, place: str, offers: Sequence[Offer]) -> str:
    """Raises Refused for what the page did not offer, with the reason where it stands there."""
    wanted = request.POST.get("mita", "")
    found = (
        (offer.wave, option.asked)
        for offer in offers
        for option in offer.options
        if _value(offer.wave, option.asked.counted.key) == wanted
    )
    wave, asked = next(found, (None, None))
    if wave is None or asked is None:
        raise Refused(_("Choose what should change."), "mita")
    direction = request.POST.get("suunta", "")
    if direction not in (UP, DOWN):
        raise Refused(_("Say whether it should rise or fall."), "suunta")
    actions.name_target(
        measure,
        wave,
        place,
        asked.counted.key,
        upwards=direction == UP,
        words=naming.of_wave(wave).title(asked.counted)[:500],
        by=request.user,
        at=now(),
    )
    return "target-named"


def _drop(request: StaffRequest, measure: Measure) -> str:
    written = request.POST["drop"]
    founds = queries.found_effects([measure])[measure.pk]
    rows = effect_rows.named(founds)
    row = next((each for each in rows if str(each.key) == written), None)
    if row is not None:
        actions.drop_target(measure, row.key, words=row.title, by=request.user, at=now())
    return "target-dropped"


def _group(offer: Offer, named: Container[str]) -> Group:
    """`named`: the keys of what has been named of this place."""
    words = naming.of_wave(offer.wave)
    able, others = [], []
    for option in offer.options:
        title = words.title(option.asked.counted)
        if option.asked.counted.key in named:
            others.append((title, _("This has been named already.")))
        elif option.why_not is not None:
            others.append((title, str(option.why_not.label)))
        else:
            able.append(option)
    again = {effect_rows.next_time(option.again) for option in able if option.again}
    choices = [_choice(words, offer.wave, option) for option in able]
    return Group(titled(offer.wave, None), sorted(again), choices, others)


def _choice(words: Words, wave: Wave, option: Option) -> Choice:
    counted, measure = option.asked.counted, option.asked.measure
    counts = option.figure.published.counts if option.figure else None
    value = value_of(counts, measure) if counts and measure else None
    told = ""
    if counts is not None and value is not None:
        told = _("%(number)s, n = %(n)s.") % {
            "number": named(value, words.top(counted)),
            "n": whole(counts.n),
        }
    return Choice(_value(wave, counted.key), words.title(counted), told)
