"""What the staff pages share, and the rows of the inbox by urgency."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from typing import Any

from django.template.loader import render_to_string
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


# So many drawn rows a process keeps.
KEPT = 2048


@dataclass(frozen=True)
class Tag:
    words: str
    css: str = ""


@dataclass(frozen=True)
class Row:
    """One voice in the inbox, and its row drawn (`staff/inbox_row.html`)."""

    id: int
    tags: Sequence[Tag]
    drawn: SafeString


@dataclass(frozen=True)
class Group:
    id: str
    heading: str
    rows: Sequence[Row]
    late: bool = False
    # How many more there are than the rows show.
    more: str = ""

    @property
    def drawn(self) -> SafeString:
        return SafeString("".join(row.drawn for row in self.rows))


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


def unit_options(revision: int, reach: Reach, on: date, chosen: int | None) -> SafeString:
    """The units to choose from, if there are several."""
    options = _unit_options(revision, reach, on, get_language() or "fi")
    value = f'value="{chosen}"'
    return SafeString(options.replace(value, f"{value} selected", 1))


@lru_cache(maxsize=64)
def _unit_options(revision: int, reach: Reach, on: date, _spoken: str) -> str:
    units = org.units_covered(revision, reach, on)
    named = [(unit.pk, said(unit.name)) for unit in units]
    return format_html_join("", '<option value="{}">{}</option>', named) if len(named) > 1 else ""


def counted(number: int) -> str:
    most = queries.COUNTED - 1
    return f"{most}+" if number > most else str(number)


def groups(
    page: queries.Page, stand: Stand, on: date, reader: Person, revision: int
) -> list[Group]:
    """The rows of a page, the most urgent group first; empty groups are left out. What stands above
    as urgent does not stand below as well."""
    draw, language = _drawing(on), get_language() or "fi"

    def shown(row: queries.Row) -> Row:
        return draw(row, row.owner_id == reader.pk, revision, language)

    above = {row.id for row in page.urgent}
    rows = [row for row in page.rows if row.id not in above]
    if stand != Stand.OPEN:
        heading = {
            Stand.ANSWERED: _("Answered, waiting for the giver"),
            Stand.CLOSED: _("Finished"),
        }
        return [Group(stand, heading[stand], [shown(row) for row in rows])] if rows else []
    late: list[Row] = []
    today: list[Row] = []
    left: list[Row] = []
    for row in rows:
        if row.owner_id is None or (row.due_on is not None and row.due_on < on):
            late.append(shown(row))
        else:
            (today if row.due_on == on else left).append(shown(row))
    more = counted(page.more_urgent) if page.more_urgent else ""
    found = [
        Group("urgent", _("Urgent"), [shown(row) for row in page.urgent], late=True, more=more),
        Group("late", _("Late"), late, late=True),
        Group("today", _("To be answered today"), today),
        Group("left", _("Time left"), left),
    ]
    return [group for group in found if group.rows]


@lru_cache(maxsize=1)
def _drawing(on: date) -> Callable[[queries.Row, bool, int, str], Row]:
    """Draws rows of a day. What a row shows is all in its values and in the names of the
    organisation, so a process keeps those that it drew last, by value; with the first page of the
    next day they are gone, as the words of some will be by then."""
    return lru_cache(maxsize=KEPT)(partial(_row, on))


def _row(on: date, found: queries.Row, mine: bool, revision: int, language: str) -> Row:  # noqa: FBT001
    voice = found.voice(org.names(revision))
    words = found.opening or _("The words have been erased.")
    if len(words) > queries.OPENING:
        words = f"{words[: queries.OPENING - 1].rstrip()}…"
    owner = voice.owner.name if voice.owner and not mine else ""
    channel = str(Channel(voice.channel).label)
    tags = voice_tags(voice, found.kind, found.concerns)
    shown = {
        "address": _address(language).replace("/0/", f"/{voice.pk}/"),
        "tags": tags,
        "given_on": voice.given_on,
        "day_style": "short" if voice.given_on.year == on.year else "",
        "words": words,
        "language": voice.language,
        "where": " · ".join(part for part in (place_name(voice), channel, owner) if part),
        "clock": picture.clock(voice, on),
    }
    return Row(voice.pk, tags, SafeString(render_to_string("staff/inbox_row.html", shown)))


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
