"""What the staff pages share, and the rows of the inbox by urgency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kuulluksi.cases import queries
from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.cases.queries import Stand, Tab
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.queries import Reach
from kuulluksi.voices import queries as voices
from kuulluksi.voices.enums import (
    OPEN,
    About,
    Channel,
    State,
    Verdict,
)
from kuulluksi.voices.models import Voice
from kuulluksi.voices.rules import is_urgent
from kuulluksi.web.kit import picture
from kuulluksi.web.kit.tags import said

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


DONE: dict[str, Promise] = {
    "answered": gettext_lazy("Your answer was sent. The giver reads it with the code."),
    "moved": gettext_lazy("The feedback was moved."),
    "handed-on": gettext_lazy("The matter was handed on. The giver reads your message."),
    "as-feedback": gettext_lazy("It is handled as feedback now."),
    "noted": gettext_lazy("The note was saved."),
    "talked": gettext_lazy("The talk was recorded."),
    "passed-on": gettext_lazy("The thanks were told."),
    "agenda": gettext_lazy("It is on the team's agenda."),
    "concluded": gettext_lazy("The conclusion was saved. The giver reads it with the code."),
    "closed": gettext_lazy("The feedback was closed. The giver reads your reason."),
    "published": gettext_lazy("The feedback is now public with its answer."),
    "asked": gettext_lazy("The giver now sees the edited text and decides."),
    "taken-down": gettext_lazy("The feedback left the public pages."),
    "unpublishable": gettext_lazy("This cannot be published any more. Nothing was published."),
    "released": gettext_lazy("The feedback went on to its reader."),
    "told": gettext_lazy("Your message was sent. The clock of the answer goes on."),
    "urgent": gettext_lazy("The feedback was marked as urgent, and whoever is on duty is told."),
    "calmed": gettext_lazy("The feedback is no longer marked as urgent."),
    "discarded": gettext_lazy("The feedback was closed as sent by a robot."),
}


WRITTEN_IN: dict[str, Promise] = {
    "fi": gettext_lazy("in Finnish"),
    "sv": gettext_lazy("in Swedish"),
    "en": gettext_lazy("in English"),
}


# So many letters of the first words stand in a row.
LONGEST = 180


@dataclass(frozen=True)
class Tag:
    words: str
    css: str = ""


@dataclass(frozen=True)
class Row:
    """One voice in the inbox."""

    id: int
    address: str
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
    # How many more there are than the rows show.
    more: str = ""


def desk(reader: Person, reach: Reach, room: str) -> dict[str, Any]:
    """What the frame of every staff page shows."""
    return {
        "me": reader,
        "room": room,
        "administers": reach.administers,
        "meets_clients": reach.meets_clients,
        # A dispatcher reads in the independent reader's place when there is nobody else.
        "hears_harm": reach.independent
        or (reach.dispatches and voices.may_hear_harm(reader, reach)),
    }


def tabs(reach: Reach) -> list[Tab]:
    """The tabs that can hold anything for somebody of this reach."""
    found = [Tab.MINE]
    if reach.units:
        found.append(Tab.UNIT)
    if reach.everything or reach.units or reach.services or reach.areas:
        found.append(Tab.ALL)
    return [*found, Tab.TRIAGE] if reach.dispatches else found


def unit_options(reach: Reach, on: date, chosen: int | None) -> SafeString:
    """The units to choose from, if there are several."""
    options = _unit_options(org.revision(), reach, on, get_language() or "fi")
    value = f'value="{chosen}"'
    return SafeString(options.replace(value, f"{value} selected", 1))


@lru_cache(maxsize=64)
def _unit_options(revision: int, reach: Reach, on: date, _spoken: str) -> str:
    units = org.units_covered(revision, reach, on)
    named = [(unit.pk, said(unit.name)) for unit in units]
    return format_html_join("", '<option value="{}">{}</option>', named) if len(named) > 1 else ""


def counted(number: int) -> str:
    return "1 000+" if number >= queries.COUNTED else str(number)


def groups(page: queries.Page, stand: Stand, on: date, reader: Person) -> list[Group]:
    """The rows of a page, the most urgent group first; empty groups are left out. What stands above
    as urgent does not stand below as well."""
    above = {listed.voice.pk for listed in page.urgent}
    rows = [listed for listed in page.rows if listed.voice.pk not in above]
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
    urgent = [row(listed, on, reader) for listed in page.urgent]
    more = counted(page.more_urgent) if page.more_urgent else ""
    found = [
        Group("urgent", _("Urgent"), urgent, late=True, more=more),
        Group("late", _("Late"), late, late=True),
        Group("today", _("To be answered today"), today),
        Group("left", _("Time left"), left),
    ]
    return [group for group in found if group.rows]


def row(listed: queries.Row, on: date, reader: Person) -> Row:
    voice = listed.voice
    words = listed.opening or _("The words have been erased.")
    owner = voice.owner.name if voice.owner and voice.owner_id != reader.pk else ""
    channel = str(Channel(voice.channel).label)
    return Row(
        id=voice.pk,
        address=_address(get_language() or "fi").replace("/0/", f"/{voice.pk}/"),
        tags=voice_tags(voice, listed.kind, listed.concerns),
        given_on=voice.given_on,
        day_style="short" if voice.given_on.year == on.year else "",
        words=words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…",
        language=voice.language,
        where=" · ".join(part for part in (place_name(voice), channel, owner) if part),
        clock=picture.clock(voice, on),
    )


@cache
def _address(_spoken: str) -> str:
    """The address of voice 0: the addresses of fifty rows are put together from it."""
    return reverse("staff:voice", args=[0])


def voice_tags(voice: Voice, kind: str, concerns: str) -> list[Tag]:
    tags = [Tag(str(FeedbackKind(kind).label))]
    if is_urgent(voice):
        tags.append(Tag(_("Urgent"), "late"))
    if voice.state == State.HELD:
        tags.append(Tag(_("Held for review"), "late"))
    if voice.owner_id is None and voice.state in (*OPEN, State.HELD):
        tags.append(Tag(_("Without a reader"), "late"))
    if voice.misdirected:
        tags.append(Tag(_("No feedback, handed on"), "fill"))
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
