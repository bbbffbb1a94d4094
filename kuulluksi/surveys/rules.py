"""What surveys allow. A `check_` raises `Refused` with the sentence the user sees."""

from collections.abc import Collection, Iterator
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.text import Text
from kuulluksi.surveys.enums import (
    WAVE_TRANSITIONS,
    InviteWhen,
    Kept,
    Mode,
    PlanState,
    Target,
    WaveEvent,
    WaveState,
)
from kuulluksi.surveys.models import Document, Survey, Wave, WaveTarget

# The handling promise: no survey opens without all of it.
PROMISE = ("purpose", "handler", "staff_hear", "changes_when", "invests")
LONGEST_WAVE = 366
MOST = {
    "keying_days": 90,
    "invite_days": 366,
    "remind_days": 90,
    "quiet_days": 3660,
    "min_age": 120,
}
YEARS = range(2000, 2100)
TONGUES = {
    "fi": gettext_lazy("Finnish"),
    "sv": gettext_lazy("Swedish"),
    "en": gettext_lazy("English"),
}
# Whom a wave can ask without naming places.
AT_ONCE = (Target.VISITORS, Target.SAMPLE, Target.EVERYBODY)
# Words that stand where the code of a place could: everything at once, and what came of it.
NO_PLACE = frozenset({"kaikki", "tulos"})


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


def may_key(making: Reach, home: Collection[int], place: Area | Service | Unit | None) -> bool:
    """Whether somebody keys in papers of a place: whoever makes surveys about it, and those who
    work there, to whom the papers are given back. Papers that name a service are given back to any
    of its units."""
    if may_make(making, place):
        return True
    if isinstance(place, Service):
        return Unit.objects.filter(pk__in=home, service=place).exists()
    return isinstance(place, Unit) and place.pk in home


def may_hold(reach: Reach, survey: Survey) -> bool:
    """Whether somebody of this reach plans and holds this survey."""
    return may_make(reach, survey.place)


def may_edit(reach: Reach, document: Document) -> bool:
    """Whether somebody of this reach edits this draft; a frozen document nobody does."""
    return document.frozen_on is None and may_make(reach, document.place)


def check_move(wave: Wave, event: WaveEvent) -> WaveState:
    """The state after an event. Raises Refused when it cannot happen now."""
    after = WAVE_TRANSITIONS.get((WaveState(wave.state), event))
    if after is None:
        raise Refused(_("The wave is no longer in a state that allows this."))
    return after


def check_survey(survey: Survey) -> None:
    """A row of the plan has its days in order; only what is run elsewhere brings a number along."""
    if survey.ends_on < survey.starts_on:
        raise Refused(_("The last day is before the first day."), "ends_on")
    if survey.starts_on.year not in YEARS:
        raise Refused(_("Look at the year again."), "starts_on")
    if survey.elsewhere_answers is not None and not survey.elsewhere:
        raise Refused(
            _("Say who runs it. Answers to our own surveys are counted when they close."),
            "elsewhere",
        )


def check_planned(survey: Survey, *, begun: bool) -> None:
    """Only what is still planned, and has no wave that was opened, is cancelled or moved."""
    if survey.state != PlanState.PLANNED:
        raise Refused(_("This survey is no longer only planned."))
    if begun:
        raise Refused(_("People have already been asked. Close the wave instead."))


def check_wave(wave: Wave, places: Collection[Unit | Service]) -> None:
    """What can be wrong with a wave long before it opens. Raises Refused with the field."""
    check_length(wave)
    check_addresses(places)
    for field, most in MOST.items():
        if getattr(wave, field) > most:
            raise Refused(_("At most %(most)d.") % {"most": most}, field)
    if wave.handled_until is not None and wave.handled_until <= wave.closes_on:
        raise Refused(_("The results are handled after the last day for answers."), "handled_until")
    services = [place for place in places if isinstance(place, Service)]
    if wave.target == Target.UNITS and services:
        raise Refused(_("Choose only units, or ask the clients of services."), "units")
    if wave.target == Target.SERVICES and len(services) < len(places):
        raise Refused(_("Choose only services, or ask the clients of units."), "units")
    if wave.target == Target.EVERYBODY and places:
        raise Refused(_("Everybody is asked at once: leave the places empty."), "units")
    if wave.target == Target.SAMPLE and wave.list_size == 0:
        raise Refused(_("Tell how many stand on the list that the sample is from."), "list_size")


def check_addresses(places: Collection[Unit | Service]) -> None:
    """In an address the code of a place stands alone: within a wave it leads to one place."""
    taken = set(NO_PLACE)
    for place in places:
        if place.code in taken:
            told = _("The code “%(code)s” does not lead to one place alone. Ask in two waves.")
            raise Refused(told % {"code": place.code}, "units")
        taken.add(place.code)


def check_length(wave: Wave) -> None:
    if wave.closes_on < wave.opens_on:
        raise Refused(_("The last day is before the first day."), "closes_on")
    if (wave.closes_on - wave.opens_on).days > LONGEST_WAVE:
        raise Refused(_("A wave lasts a year at the most."), "closes_on")


def check_draft(wave: Wave) -> None:
    """Only a wave that has not been opened is changed or removed."""
    if wave.state != WaveState.DRAFT:
        raise Refused(_("The wave has been opened, so its words stay as they are."))


def check_goals(wave: Wave) -> None:
    """What is hoped for may change as long as somebody may answer: nobody was promised it."""
    if wave.state == WaveState.CLOSED:
        raise Refused(_("The wave is closed, and its answers are frozen."))


def check_prolonging(wave: Wave, until: date, on: date) -> None:
    """An open wave may last longer, but not beyond the day that its promise names."""
    if wave.state != WaveState.OPEN:
        raise Refused(_("Only an open wave can last longer."), "closes_on")
    if until <= wave.closes_on or until < on:
        raise Refused(_("Choose a later day than the present last day."), "closes_on")
    if (until - wave.opens_on).days > LONGEST_WAVE:
        raise Refused(_("A wave lasts a year at the most."), "closes_on")
    if wave.handled_until is not None and wave.handled_until <= until:
        raise Refused(
            _("That is after the day by which people were promised that results are handled."),
            "closes_on",
        )


def silent_in(text: Text, languages: Collection[str]) -> str:
    """A sentence when a text is not said in Finnish and in each other language in which people
    answer; else nothing."""
    spoken = ("fi", *(tag for tag in ("sv", "en") if tag in languages))
    silent = ", ".join(str(TONGUES[tag]) for tag in spoken if not text.get(tag))
    if not silent:
        return ""
    told = _("Tell this in each language in which people answer. Missing: %(languages)s.")
    return told % {"languages": silent}


def promise_faults(wave: Wave, languages: Collection[str]) -> Iterator[Refused]:
    """What the handling promise lacks: every part in each language, a person who works here, and a
    day after the last answer."""
    for part in PROMISE:
        if sentence := silent_in(getattr(wave, part), languages):
            yield Refused(sentence, part)
    if wave.handled_by is None:
        yield Refused(_("Name who is in charge of handling the results."), "handled_by")
    elif not wave.handled_by.is_active:
        yield Refused(_("This person no longer works here."), "handled_by")
    if wave.handled_until is None:
        yield Refused(_("Tell by when the results are handled."), "handled_until")
    elif wave.handled_until <= wave.closes_on:
        yield Refused(_("The results are handled after the last day for answers."), "handled_until")


def check_kept(wave: Wave, kept: str, words: Text, languages: Collection[str]) -> None:
    """Whether a promise was kept is told once nobody can answer any more, with what came of it."""
    if wave.state != WaveState.CLOSED:
        raise Refused(_("The wave is not closed yet."))
    if kept not in Kept.values:
        raise Refused(_("Choose one of these."), "kept")
    if sentence := silent_in(words, languages):
        raise Refused(sentence, "kept_words")


def check_opening(wave: Wave, questionnaire: Questionnaire, targets: int, on: date) -> None:
    """A wave opens with its promise, its places and its days. Raises Refused with the field."""
    check_move(wave, WaveEvent.OPENED)
    if not questionnaire.questions:
        raise Refused(_("The questionnaire asks nothing."), "document")
    for fault in opening_faults(wave, questionnaire.languages, targets, on):
        raise fault


def opening_faults(
    wave: Wave, languages: Collection[str], targets: int, on: date
) -> Iterator[Refused]:
    """Everything that a draft still lacks, each with its field."""
    if wave.survey.state in (PlanState.CANCELLED, PlanState.MOVED):
        yield Refused(_("This survey was cancelled or moved in the plan."))
    yield from promise_faults(wave, languages)
    if not targets:
        yield Refused(_("Choose the places that are asked about."), "units")
    if not set(wave.modes) & set(Mode):
        yield Refused(_("Choose at least one way to answer."), "modes")
    if wave.closes_on < on:
        yield Refused(_("The last day for answers has passed."), "closes_on")
    if (wave.closes_on - wave.opens_on).days > LONGEST_WAVE:
        yield Refused(_("A wave lasts a year at the most."), "closes_on")
    if wave.target == Target.SAMPLE and not wave.list_size:
        yield Refused(_("Tell how many stand on the list that the sample is from."), "list_size")


def check_answerable(wave: Wave, on: date, *, began_on: date | None = None) -> None:
    """Answers are taken from the first day to the last; whoever began in time may end, and paper is
    keyed in, until the wave is frozen (of paper `began_on` is then the last day). Raises
    WaveClosed."""
    began = began_on or on
    in_time = wave.opens_on <= began <= wave.closes_on
    if wave.state != WaveState.OPEN or not in_time:
        raise WaveClosed(_("This survey takes no more answers."))


def open_to_all(wave: Wave) -> bool:
    """Whether the common link is enough. What is asked of a sample is answered by the sample."""
    return Mode.WEB in wave.modes and wave.target != Target.SAMPLE


def on_one_device(wave: Wave) -> bool:
    """Whether a group answers on one device. Its address is no secret, so a sample does not."""
    return Mode.GROUP in wave.modes and wave.target != Target.SAMPLE


def check_inviting(wave: Wave, on: date, *, by_phone: bool = False) -> None:
    """People are invited by name while somebody can still answer on the web. Raises Refused."""
    if wave.state != WaveState.OPEN or on > wave.closes_on:
        raise Refused(_("People are invited only while the wave is open."))
    if Mode.WEB not in wave.modes:
        raise Refused(_("Nobody can answer this wave on the web, so no links are sent."))
    if wave.invite_when == InviteWhen.AT_END and not wave.visit_types:
        raise Refused(_("Name in the wave the kinds of visit that end a client relationship."))
    if by_phone and not (settings.SMS_URL or settings.DEMO):
        raise Refused(
            _("Text messages cannot be sent: the gateway (SMS_URL) is not set. Ask your IT.")
        )


def may_interview(reach: Reach, target: WaveTarget, home_services: Collection[int]) -> bool:
    """Whether somebody of this reach may ask the questions aloud: nobody who works in the place
    that is asked about, or answers for it. Where everything is asked about, anybody may."""
    unit, service = target.unit, target.service
    if service is not None:
        own = {*home_services, *reach.services}
        return service.pk not in own and service.area_id not in reach.areas
    if unit is None:
        return True
    if unit.pk in reach.home | reach.units or unit.service_id in reach.services:
        return False
    return not (reach.areas and unit.service.area_id in reach.areas)
