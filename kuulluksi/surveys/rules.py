"""What surveys allow. A `check_` raises `Refused` with the sentence the user sees."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from kuulluksi.org.models import Area, Scope, Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.surveys.enums import (
    WAVE_TRANSITIONS,
    Mode,
    Target,
    WaveEvent,
    WaveState,
)
from kuulluksi.surveys.models import Document, Survey, Wave

# The handling promise: no survey opens without all of it.
PROMISE = ("purpose", "handler", "staff_hear", "changes_when", "invests")
LONGEST_WAVE = 366


class WaveClosed(Refused):
    """The wave takes no answers on this day. Whoever began in time keeps the words."""


class LinkUsed(Refused):
    """A personal link that was used, or that never was."""


class Outdated(Refused):
    """Somebody else saved the same questionnaire meanwhile."""


def may_make(reach: Reach, place: Area | Service | Unit | None) -> bool:
    """Whether somebody of this reach (`org.queries.making`) makes surveys about a place; None: the
    whole authority."""
    match place:
        case Unit():
            return reach.covers(place.pk, place.service_id, place.service.area_id)
        case Service():
            return reach.covers(None, place.pk, place.area_id)
        case Area():
            return reach.covers(None, None, place.pk)
    return reach.everything


def makes_any(reach: Reach) -> bool:
    """Whether somebody of this reach makes surveys about any place at all."""
    return bool(reach.everything or reach.units or reach.services or reach.areas)


def may_hold(reach: Reach, survey: Survey) -> bool:
    """Whether somebody of this reach plans and holds this survey."""
    return may_make(reach, survey.place)


def may_edit(reach: Reach, document: Document) -> bool:
    """Whether somebody of this reach edits this draft; a frozen document nobody does."""
    return document.frozen_on is None and may_make(reach, place_of(document))


def place_of(scope: Scope) -> Area | Service | Unit | None:
    return scope.place


def check_move(wave: Wave, event: WaveEvent) -> WaveState:
    """The state after an event. Raises Refused when it cannot happen now."""
    after = WAVE_TRANSITIONS.get((WaveState(wave.state), event))
    if after is None:
        raise Refused(_("The wave is no longer in a state that allows this."))
    return after


def check_promise(wave: Wave, languages: Collection[str]) -> None:
    """Every part of the handling promise is said in Finnish and in each other language in which
    people answer, and names a person and a day after the last answer."""
    spoken = ("fi", *(tag for tag in ("sv", "en") if tag in languages))
    for part in PROMISE:
        said = getattr(wave, part)
        if silent := [tag for tag in spoken if not said.get(tag)]:
            raise Refused(
                _("Tell this in each language in which people answer. Missing: %(languages)s.")
                % {"languages": ", ".join(silent)},
                part,
            )
    if wave.handled_by is None:
        raise Refused(_("Name who is in charge of handling the results."), "handled_by")
    if wave.handled_until is None:
        raise Refused(_("Tell by when the results are handled."), "handled_until")
    if wave.handled_until <= wave.closes_on:
        raise Refused(_("The results are handled after the last day for answers."), "handled_until")


def check_opening(wave: Wave, questionnaire: Questionnaire, targets: int, on: date) -> None:
    """A wave opens with its promise, its places and its days. Raises Refused with the field."""
    check_move(wave, WaveEvent.OPENED)
    check_promise(wave, questionnaire.languages)
    if not targets:
        raise Refused(_("Choose the places that are asked about."), "targets")
    if not set(wave.modes) & set(Mode):
        raise Refused(_("Choose at least one way to answer."), "modes")
    if wave.closes_on < on:
        raise Refused(_("The last day for answers has passed."), "closes_on")
    if (wave.closes_on - wave.opens_on).days > LONGEST_WAVE:
        raise Refused(_("A wave lasts a year at the most."), "closes_on")
    if wave.target == Target.SAMPLE and not wave.list_size:
        raise Refused(_("Tell how many stand on the list that the sample is from."), "list_size")


def check_answerable(wave: Wave, on: date, *, began_on: date | None = None) -> None:
    """Answers are taken from the first day to the last; whoever began on the last day may end on
    the day after, and paper is keyed in until the wave is frozen (then `began_on` is the last day).
    Raises WaveClosed."""
    began = began_on or on
    in_time = wave.opens_on <= began <= wave.closes_on
    if wave.state != WaveState.OPEN or not in_time:
        raise WaveClosed(_("This survey takes no more answers."))
