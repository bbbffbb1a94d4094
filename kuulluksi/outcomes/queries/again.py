"""Which wave asks the same again: those to come, and the first that was asked after a measure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from kuulluksi.figures.models import Release
from kuulluksi.figures.queries import ALL, key_of
from kuulluksi.figures.queries.measures import asked_in
from kuulluksi.org.models import Unit
from kuulluksi.outcomes.enums import Conclusion, MeasureKind, MeasureState
from kuulluksi.outcomes.models import Measure, Target
from kuulluksi.pure.questionnaire.reader import BadDocument
from kuulluksi.surveys.enums import PlanState, WaveState
from kuulluksi.surveys.models import Wave, WaveTarget

Line = tuple[str, str]
"""A questionnaire, in whatever version, and who is asked with it."""

OF_IT = Release.objects.filter(wave=OuterRef("pk"))
"""What has been told of a wave."""


def line_of(wave: Wave) -> Line:
    return wave.document.code, wave.survey.audience


@dataclass(frozen=True)
class Coming:
    """A wave of which no final figures are known, and the keys of the places it asks about, with
    those above them."""

    wave: Wave
    places: frozenset[str]
    # Something of its whole is told already.
    told: bool

    def asks(self, item: str) -> bool:
        try:
            return item in asked_in(self.wave)
        except BadDocument:
            # A draft that nobody could answer yet.
            return False


def coming(lines: Iterable[Line], on: date = date.max) -> dict[Line, list[Coming]]:
    """The waves of each questionnaire whose last figures were not known on a day, the next one
    first; of the year's plan only what is still to be held."""
    wanted = set(lines)
    if not wanted:
        return {}
    waves = Wave.objects.filter(document__code__in={code for code, _audience in wanted})
    known = OF_IT.filter(made_on__lte=on)
    waves = waves.exclude(Exists(known.filter(final=True))).exclude(
        survey__state__in=(PlanState.CANCELLED, PlanState.MOVED), state=WaveState.DRAFT
    )
    waves = waves.annotate(told=Exists(known))
    found = {
        wave.pk: wave
        for wave in waves.select_related("document", "survey").order_by("opens_on", "pk")
        if line_of(wave) in wanted
    }
    places: dict[int, set[str]] = {key: set() for key in found}
    related = ("service__area", "unit__service__area", "unit__parent__service__area")
    for target in WaveTarget.objects.filter(wave__in=found).select_related(*related):
        places[target.wave_id] |= _upwards(target)
    by_line: dict[Line, list[Coming]] = {}
    for key, wave in found.items():
        each = Coming(wave, frozenset(places[key]), wave.told)
        by_line.setdefault(line_of(wave), []).append(each)
    return by_line


def asking(
    waves: Sequence[Coming],
    measure: Measure,
    before: Wave,
    place: str,
    item: str,
    on: date | None = None,
) -> Coming | None:
    """The first wave after this one that asks the same about the same place and could measure it:
    once the measure is done, or as long as the wave was not opened on a day (None: now)."""
    found = (
        each
        for each in waves
        if each.wave.opens_on > before.closes_on
        and _could_measure(measure, each.wave, on)
        and place in each.places
        and each.asks(item)
    )
    return next(found, None)


def _could_measure(measure: Measure, wave: Wave, on: date | None) -> bool:
    first = since(measure) or measure.trial_from
    if first is not None:
        return wave.opens_on >= first and not _over(measure, wave)
    return wave.state == WaveState.DRAFT or (on is not None and wave.opens_on > on)


def _over(measure: Measure, wave: Wave) -> bool:
    """Whether a trial that did not go on was over when the wave was opened."""
    until = measure.trial_until
    return measure.conclusion == Conclusion.ENDED and until is not None and wave.opens_on > until


def since(measure: Measure) -> date | None:
    """From which day on a measure can have moved anything: when it was done, of a trial when it
    began. None: not yet, or never."""
    state = MeasureState(measure.state)
    if measure.kind == MeasureKind.TRIAL:
        begun = state in (MeasureState.UNDERWAY, MeasureState.DONE)
        return measure.trial_from if begun else None
    return measure.ended_on if state is MeasureState.DONE else None


def answered_after(target: Target, on: date) -> QuerySet[Wave]:
    """The waves that were opened when the measure stood, and whose last figures were known on a
    day, the first one first. A trial that did not go on stood until its last day."""
    measure, before = target.measure, target.before
    first = since(measure)
    if first is None:
        return Wave.objects.none()
    code, audience = line_of(before)
    found = Wave.objects.filter(
        Exists(OF_IT.filter(final=True, made_on__lte=on)),
        document__code=code,
        survey__audience=audience,
        opens_on__gte=first,
        opens_on__gt=before.closes_on,
    )
    stays = measure.conclusion in (Conclusion.KEPT, Conclusion.CHANGED)
    if measure.kind == MeasureKind.TRIAL and not stays:
        found = found.filter(opens_on__lte=measure.trial_until)
    return found.select_related("document", "survey").order_by("opens_on", "closes_on", "pk")


def _upwards(target: WaveTarget) -> set[str]:
    keys, place = {ALL}, target.place
    while isinstance(place, Unit):
        keys.add(key_of(place))
        if place.parent is None:
            keys |= {key_of(place.service), key_of(place.service.area)}
        place = place.parent
    if place is not None:
        keys |= {key_of(place), key_of(place.area)}
    return keys
