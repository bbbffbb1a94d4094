"""What the staff pages show: rows of the inbox by urgency, and one voice with what may be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kuulluksi.cases import queries, rules
from kuulluksi.cases.enums import Concerns, FeedbackKind, Hope, Speaker, Topic
from kuulluksi.cases.models import Feedback
from kuulluksi.cases.queries import Stand, Tab
from kuulluksi.org import queries as org
from kuulluksi.org.enums import RoleKind
from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import (
    OPEN,
    About,
    Channel,
    Event,
    HoldReason,
    Publicity,
    State,
    Verdict,
)
from kuulluksi.voices.models import Contact, Voice
from kuulluksi.voices.rules import can, can_act
from kuulluksi.web.kit import picture
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.forms import ActForm, Choices

TABS: dict[Tab, Promise] = {
    Tab.MINE: gettext_lazy("Mine"),
    Tab.UNIT: gettext_lazy("My unit"),
    Tab.ALL: gettext_lazy("All"),
    Tab.TRIAGE: gettext_lazy("To be routed"),
}
STANDS: dict[Stand, Promise] = {
    Stand.OPEN: gettext_lazy("Open"),
    Stand.ANSWERED: gettext_lazy("Waiting for the giver"),
    Stand.CLOSED: gettext_lazy("Finished"),
}
WRITTEN_IN: dict[str, Promise] = {
    "fi": gettext_lazy("in Finnish"),
    "sv": gettext_lazy("in Swedish"),
    "en": gettext_lazy("in English"),
}
ANSWER_IN: dict[str, Promise] = {
    "fi": gettext_lazy("The giver wrote in Finnish. Answer in Finnish."),
    "sv": gettext_lazy("The giver wrote in Swedish. Answer in Swedish."),
    "en": gettext_lazy("The giver wrote in English. Answer in English."),
}
DONE: dict[str, Promise] = {
    "answered": gettext_lazy("Your answer was sent. The giver reads it with the code."),
    "moved": gettext_lazy("The feedback was moved."),
    "noted": gettext_lazy("The note was saved."),
    "talked": gettext_lazy("The talk was recorded."),
    "closed": gettext_lazy("The feedback was closed. The giver reads your reason."),
    "released": gettext_lazy("The feedback went on to its reader."),
    "discarded": gettext_lazy("The feedback was closed as sent by a robot."),
}


@dataclass(frozen=True)
class Tag:
    words: str
    css: str = ""


@dataclass(frozen=True)
class Row:
    """One voice in the inbox."""

    id: int
    tags: Sequence[Tag]
    given_on: date
    day_style: str
    words: str
    language: str
    where: str
    clock: picture.Clock


@dataclass(frozen=True)
class Group:
    id: str
    heading: str
    rows: Sequence[Row]
    late: bool = False


def desk(reader: Person, reach: Reach, room: str) -> dict[str, Any]:
    """What the frame of every staff page shows."""
    return {"me": reader, "room": room, "administers": reach.administers}


def tabs(reach: Reach) -> list[Tab]:
    """The tabs that can hold anything for somebody of this reach."""
    found = [Tab.MINE]
    if reach.units:
        found.append(Tab.UNIT)
    if reach.everything or reach.units or reach.services or reach.areas:
        found.append(Tab.ALL)
    return [*found, Tab.TRIAGE] if reach.dispatches else found


def counted(number: int) -> str:
    return "1 000+" if number >= queries.COUNTED else str(number)


def groups(rows: Iterable[queries.Row], stand: Stand, on: date, reader: Person) -> list[Group]:
    """The rows of a page, the most urgent group first; empty groups are left out."""
    if stand != Stand.OPEN:
        heading = {
            Stand.ANSWERED: _("Answered, waiting for the giver"),
            Stand.CLOSED: _("Finished"),
        }
        drawn = [row(listed, on, reader) for listed in rows]
        return [Group(stand, heading[stand], drawn)] if drawn else []
    late: list[Row] = []
    today: list[Row] = []
    left: list[Row] = []
    for listed in rows:
        shown = row(listed, on, reader)
        if shown.clock.late or listed.voice.owner_id is None:
            late.append(shown)
        else:
            (today if listed.voice.due_on == on else left).append(shown)
    found = [
        Group("late", _("Late"), late, late=True),
        Group("today", _("To be answered today"), today),
        Group("left", _("Time left"), left),
    ]
    return [group for group in found if group.rows]


def row(listed: queries.Row, on: date, reader: Person) -> Row:
    voice = listed.voice
    owner = voice.owner.name if voice.owner and voice.owner_id != reader.pk else ""
    channel = str(Channel(voice.channel).label)
    return Row(
        id=voice.pk,
        tags=_tags(voice, listed.kind, listed.concerns),
        given_on=voice.given_on,
        day_style="short" if voice.given_on.year == on.year else "",
        words=listed.opening or _("The words have been erased."),
        language=voice.language,
        where=" · ".join(part for part in (place_name(voice), channel, owner) if part),
        clock=picture.clock(voice, on),
    )


def _tags(voice: Voice, kind: str, concerns: str) -> list[Tag]:
    tags = [Tag(str(FeedbackKind(kind).label))]
    if voice.state == State.HELD:
        tags.append(Tag(_("Held for review"), "late"))
    if voice.owner_id is None and voice.state in (*OPEN, State.HELD):
        tags.append(Tag(_("Without a reader"), "late"))
    if voice.verdict == Verdict.NO and voice.state in OPEN:
        tags.append(Tag(_("The answer did not help"), "late"))
    if concerns == Concerns.WORKER:
        tags.append(Tag(_("Concerns a worker"), "fill"))
    if concerns == Concerns.HANDLER:
        tags.append(Tag(_("Concerns the supervisor"), "fill"))
    if voice.language != get_language():
        tags.append(Tag(str(WRITTEN_IN[voice.language]), "fill"))
    return tags


def place_name(voice: Voice) -> str:
    place = voice.unit or voice.service
    if place is not None:
        return said(place.name)
    return {
        About.AUTHORITY: _("The whole authority"),
        About.WEB: _("The authority's web pages"),
    }.get(About(voice.about), _("No place named"))


def voice_page(feedback: Feedback, reader: Person, on: date) -> dict[str, Any]:
    """Everything about one voice that its readers see, and what this reader may do."""
    voice = feedback.voice
    steps = voices.journey(voice, for_giver=False)
    drawn = picture.stops(voice, steps, on, for_giver=False, reader=reader)
    may_act = can_act(voice, reader, org.reach(reader, on, acting=True))
    contact = _contact(feedback, reader, on) if may_act else None
    able = {event.name.lower(): may_act and can(voice, event) for event in Event}
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
        "clock": picture.clock(voice, on, picture.turn_began(steps)),
        "facts": _facts(feedback),
        "statements": _statements(feedback),
        "contact": contact,
        "contact_link": contact_link(contact.address) if contact else "",
        "answer_in": ANSWER_IN[voice.language],
        "other_language": voice.language != get_language(),
        "may_act": may_act,
        "able": able,
        "may_discuss": rules.may_discuss(feedback),
        "concerns_somebody": feedback.concerns != Concerns.NOBODY,
        "why_held": HoldReason(voice.hold_reason).label if voice.hold_reason else "",
    }


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
    kinds = {role.kind for role in org.roles_of(reader, on)}
    only_works = kinds <= {RoleKind.WORKER} and not org.duties_of(reader, on).exists()
    return None if only_works else contact


def contact_link(address: str) -> str:
    if "@" in address:
        return f"mailto:{address}"
    return "tel:" + "".join(sign for sign in address if sign.isdigit() or sign == "+")


def _page_tags(feedback: Feedback) -> list[Tag]:
    tags = _tags(feedback.voice, feedback.kind, feedback.concerns)[1:]  # the kind is the heading
    publicity = Publicity(feedback.voice.publicity)
    words = {
        Publicity.ALLOWED: _("May be published"),
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
    topics = [str(Topic(row.topic).label) for row in feedback.topics.all()]
    listed = ", ".join(topic[:1].lower() + topic[1:] for topic in topics)
    facts = [
        (_("Service"), said(service.name) if service else ""),
        (_("Topics"), picture.capital(listed)),
        (_("Hopes for"), str(Hope(feedback.hope).label) if feedback.hope else ""),
        (_("Who speaks"), str(Speaker(feedback.speaker).label) if feedback.speaker else ""),
        (_("Concerns a person"), concerns),
        (_("Came through"), str(Channel(voice.channel).label)),
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
    for item in queries.meter().items:
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
