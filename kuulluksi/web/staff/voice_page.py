"""What the page of one voice shows, and what its reader may do there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kuulluksi.cases import queries, rules
from kuulluksi.cases.enums import Concerns, FeedbackKind, Hope, Speaker, Topic
from kuulluksi.cases.models import Feedback
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import queries as outcomes
from kuulluksi.outcomes.queries import clusters
from kuulluksi.outcomes.rules import may_gather
from kuulluksi.surveys import rules as surveys
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import (
    Channel,
    Event,
    HoldReason,
    PublicationState,
    Publicity,
)
from kuulluksi.voices.models import Contact, Publication, Voice
from kuulluksi.voices.rules import can, can_act, can_publish
from kuulluksi.web.kit import picture
from kuulluksi.web.kit.outcomes.measures import Standing, standing
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff import clocks
from kuulluksi.web.staff.acts import ActForm
from kuulluksi.web.staff.forms import Choices
from kuulluksi.web.staff.presenters import Tag, place_name, voice_tags

ANSWER_IN: dict[str, Promise] = {
    "fi": gettext_lazy("The giver wrote in Finnish. Answer in Finnish."),
    "sv": gettext_lazy("The giver wrote in Swedish. Answer in Swedish."),
    "en": gettext_lazy("The giver wrote in English. Answer in English."),
}


def voice_page(feedback: Feedback, reader: Person, on: date) -> dict[str, Any]:
    """Everything about one voice that its readers see, and what this reader may do."""
    voice = feedback.voice
    steps = voices.journey(voice, for_giver=False)
    drawn = picture.stops(voice, steps, on, for_giver=False, reader=reader)
    may_act = can_act(voice, reader, org.reach(reader, on, acting=True))
    contact = _contact(feedback, reader, on) if may_act else None
    able = {event.name.lower(): may_act and can(voice, event) for event in Event}
    able["urgent"] &= not voice.urgent
    able["calmed"] &= bool(voice.urgent)
    return {
        "feedback": feedback,
        "voice": voice,
        "heading": heading(feedback),
        "tags": _page_tags(feedback),
        "conversation": [stop for stop in drawn if stop.kind in ("said", "reply") and stop.words],
        "erased": any(stop.erased for stop in drawn),
        "stops": [
            stop if stop.kind == "note" else replace(stop, words="", erased=False) for stop in drawn
        ],
        "clocks": clocks.tables(voice, [passed.step for passed in steps], on),
        "clock": picture.clock(voice, on, picture.turn_began(steps)),
        "facts": _facts(feedback),
        "statements": _statements(feedback),
        "contact": contact,
        "contact_link": contact_link(contact.address) if contact else "",
        "answer_in": ANSWER_IN[voice.language],
        "other_language": voice.language != get_language(),
        "may_act": may_act,
        "may_thank": rules.may_praise(feedback),
        "may_meet": may_meet(feedback),
        "able": able,
        "may_discuss": rules.may_discuss(feedback),
        "may_publish": may_act and was_answered(steps) and can_publish(voice),
        "is_published": is_published(feedback),
        "measures": _measures(voice, on),
        "may_measure": can(voice, Event.LED_TO)
        and not voice.misdirected
        and surveys.makes_any(org.leading(reader, on)),
        "clusters": clusters.of_voice(voice, reader, on),
        "may_gather": can(voice, Event.TOLD) and may_gather(org.reach(reader, on)),
        "concerns_somebody": feedback.concerns != Concerns.NOBODY,
        "why_held": HoldReason(voice.hold_reason).label if voice.hold_reason else "",
    }


def _measures(voice: Voice, on: date) -> list[tuple[int, str, Standing]]:
    """What the voice led to: the key and the name of each measure, and where it stands."""
    return [
        (link.measure_id, said(link.measure.title), standing(link.measure, on))
        for link in outcomes.of_voice(voice)
    ]


def may_meet(feedback: Feedback) -> bool:
    try:
        rules.check_agenda(feedback)
    except Refused:
        return False
    return True


def is_published(feedback: Feedback) -> bool:
    publication: Publication | None = getattr(feedback.voice, "publication", None)
    return publication is not None and publication.state == PublicationState.PUBLISHED


def was_answered(steps: Sequence[voices.Stop]) -> bool:
    return any(passed.step.event == Event.ANSWERED for passed in steps)


def meanwhile(form: ActForm, feedback: Feedback, on: date, reader: Person) -> list[picture.Stop]:
    """What colleagues and the giver did while this form was being written."""
    if form.stale is None:
        return []
    since = {step.number for step in form.stale.since}
    steps = voices.journey(feedback.voice, for_giver=False)
    drawn = picture.stops(feedback.voice, steps, on, for_giver=False, reader=reader)
    return [stop for passed, stop in zip(steps, drawn, strict=False) if passed.step.number in since]


def heading(feedback: Feedback) -> str:
    return f"{FeedbackKind(feedback.kind).label}: {place_name(feedback.voice)}"


def _contact(feedback: Feedback, reader: Person, on: date) -> Contact | None:
    """The giver's contact for one who acts on the voice. What concerns a worker and may not be
    talked about shows it to no worker: it could be the very one, or their friend."""
    contact: Contact | None = getattr(feedback.voice, "contact", None)
    if contact is None or feedback.concerns == Concerns.NOBODY or feedback.may_discuss:
        return contact
    return None if org.only_works(reader, on) else contact


def contact_link(address: str) -> str:
    if "@" in address:
        return f"mailto:{address}"
    return "tel:" + "".join(sign for sign in address if sign.isdigit() or sign == "+")


def _page_tags(feedback: Feedback) -> list[Tag]:
    # The kind is the heading already.
    tags = voice_tags(feedback.voice, feedback.kind, feedback.concerns)[1:]
    publication: Publication | None = getattr(feedback.voice, "publication", None)
    if publication is not None:
        return [*tags, Tag(str(PublicationState(publication.state).label), "fill")]
    publicity = Publicity(feedback.voice.publicity)
    words = {
        Publicity.ALLOWED: _("May be published"),
        Publicity.ASK_FIRST: _("May be published when the giver has seen the text"),
        Publicity.HANDLER_ONLY: _("Not for publishing"),
        Publicity.WITHDRAWN: _("Permission to publish withdrawn"),
    }[publicity]
    return [*tags, Tag(words, "late" if publicity == Publicity.WITHDRAWN else "fill")]


def _facts(feedback: Feedback) -> list[tuple[str, str]]:
    """The coded choices of the giver, in the reader's language, without those left open."""
    voice = feedback.voice
    service = voice.service if voice.unit else None
    concerns = {
        Concerns.NOBODY: "",
        Concerns.WORKER: _("A worker"),
        Concerns.HANDLER: _("The supervisor, who does not see this"),
    }[Concerns(feedback.concerns)]
    if concerns:
        allowed = _("may be talked about with them")
        forbidden = _("may not be talked about with them")
        concerns = f"{concerns}: {allowed if feedback.may_discuss else forbidden}"
    knows = {None: "", True: _("yes"), False: _("no, and has no code to answer with")}[
        feedback.client_knows
    ]
    topics = [str(Topic(row.topic).label) for row in feedback.topics.all()]
    listed = ", ".join(topic[:1].lower() + topic[1:] for topic in topics)
    facts = [
        (_("No feedback"), str(voice.get_misdirected_display()) if voice.misdirected else ""),
        (_("Service"), said(service.name) if service else ""),
        (_("Topics"), picture.capital(listed)),
        (_("Hopes for"), str(Hope(feedback.hope).label) if feedback.hope else ""),
        (_("Who speaks"), str(Speaker(feedback.speaker).label) if feedback.speaker else ""),
        (_("Concerns a person"), concerns),
        (_("Came through"), str(Channel(voice.channel).label)),
        (_("The client knows of it"), knows),
        (_("Stood on the page"), feedback.page),
    ]
    return [(name, value) for name, value in facts if value]


@dataclass(frozen=True)
class Statement:
    """One statement of the service meter with what the giver chose."""

    words: str
    point: str
    label: str


def _statements(feedback: Feedback) -> list[Statement]:
    """All seven when any was answered, so that an empty one is seen to be empty."""
    chosen = {answer.item: answer.value for answer in feedback.answers.all()}
    if not chosen:
        return []
    found = []
    for item in queries.meter().statements:
        value = chosen.get(item.id)
        if value is not None:
            point, label = str(value), said(item.scale.label(value))
        else:
            skipped = item.id in chosen
            point, label = "", _("Does not concern me") if skipped else _("Not answered")
        found.append(Statement(said(item.text), point, label))
    return found


def readers(voice: Voice, on: date) -> Choices:
    """The colleagues to whom a voice can be moved, each with their place."""
    hidden = voices.hidden_from(voice)
    places = org.places_of_people(on)
    return [
        (str(person.pk), ", ".join([person.name, *(said(name) for name in places[person.pk])]))
        for person in org.colleagues()
        if person.pk not in hidden and person.pk != voice.owner_id
    ]


def places(on: date) -> Choices:
    """Every service with its units: a voice moved there goes to whoever answers for it."""
    units: dict[int, list[tuple[str, str]]] = {}
    for unit in org.units(on):
        units.setdefault(unit.service_id, []).append((f"unit:{unit.pk}", said(unit.name)))
    return [
        (
            said(service.name),
            [
                (
                    f"service:{service.pk}",
                    _("The whole service: %(name)s") % {"name": said(service.name)},
                ),
                *units.get(service.pk, []),
            ],
        )
        for service in org.services(on)
    ]
