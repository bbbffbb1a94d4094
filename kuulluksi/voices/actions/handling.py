"""What staff do with a voice: read, move, note, talk, answer, close, and review what was held."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.pure.routing import Matter, Place, Route, Stage, route
from kuulluksi.pure.text import Text
from kuulluksi.voices import queries, rules
from kuulluksi.voices.actions.harm import ask_later
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.actions.writing import (
    find_owner,
    hide,
    locked,
    still_hidden,
    write_step,
)
from kuulluksi.voices.enums import About, Event, Reason, State
from kuulluksi.voices.models import Contact, Publication, Voice

# What the giver is told when a voice goes to a colleague who answers for no place.
COLLEAGUE = Text.of(fi="työntekijä", sv="en medarbetare", en="a staff member")


def read(voice: Voice, *, by: Person, at: datetime) -> None:
    """Opening a voice is written down: as a step when its owner opens it first, always in the
    audit trail, once a day for each reader."""
    with transaction.atomic():
        voice = locked(voice)
        if voice.owner_id == by.pk and voice.state == State.WAITING:
            write_step(voice, Event.READ, by=by, at=at)
        org_actions.audit(Audited.VOICE_READ, f"voice {voice.pk}", by=by, at=at, once_a_day=True)


def move(
    voice: Voice,
    *,
    by: Person,
    at: datetime,
    seen: int,
    reason: str,
    to: Person | None = None,
    unit: Unit | None = None,
    service: Service | None = None,
) -> None:
    """Moves a voice to a colleague, or to whoever answers for another place.

    What concerns the handler is routed past the handler of the new place too. The clock goes on:
    a move gives nobody more time.
    """
    reason = rules.check_words(reason, "reason", _("Write why you move this."))
    on = deadlines.day(at)
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=seen, at=at)
        found, changes = next_reader(voice, on=on, to=to, unit=unit, service=service)
        write_step(
            voice,
            Event.MOVED,
            by=by,
            at=at,
            words=reason,
            title=found.title,
            to=found.owner,
            detail=str(found.stage),
            owner_id=found.owner,
            owner_title=found.title,
            **changes,
        )
        if found.owner != by.pk:
            tell(found.owner, Reason.MOVED, at=at, voice=voice)


def next_reader(
    voice: Voice, *, on: date, to: Person | None, unit: Unit | None, service: Service | None
) -> tuple[Route, dict[str, Any]]:
    """Who reads next: the colleague, or whoever answers for the place; and what changes with it."""
    if to is not None:
        directory = org.directory(on)
        concerned = still_hidden(voice, queries.place_of(voice))
        concerned |= queries.handlers_of(voice, directory, on)
        hidden = queries.hidden_from(voice)
        rules.check_reader(voice, to, hidden, concerned)
        return Route(to.pk, Stage.COLLEAGUE, COLLEAGUE, hidden), {}
    home = unit.service if unit else service
    if home is None:
        raise Refused(_("Choose who reads this next."), "to")
    place: Place = ("unit", unit.pk) if unit else ("service", home.pk)
    matter = Matter(
        About.UNIT,
        voice.language,
        place,
        concerns_handler=voice.concerns_handler,
        hidden=still_hidden(voice, place),
    )
    found = route(matter, org.directory(on), on)
    hide(voice, found.hidden)
    # What is public of it stands on the page of the place that it is about.
    Publication.objects.filter(voice=voice).update(unit=unit)
    return found, {
        "about": About.UNIT if unit else About.SERVICE,
        "unit": unit,
        "service": home,
        "area_id": home.area_id,
    }


def note(voice: Voice, *, by: Person, at: datetime, words: str) -> None:
    """A note to colleagues. The giver never sees it."""
    words = rules.check_words(words, "note", _("Write the note."))
    with transaction.atomic():
        write_step(
            for_staff(voice, by=by, seen=None, at=at), Event.NOTED, by=by, at=at, words=words
        )


def record_talk(voice: Voice, *, by: Person, at: datetime, words: str) -> None:
    """Records the supervisor's talk with the worker whom the feedback concerns. The giver learns
    that it was held, not what was said."""
    words = rules.check_words(words, "talk", _("Write what you agreed on."))
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=None, at=at)
        write_step(voice, Event.TALKED, by=by, at=at, words=words)


def answer(voice: Voice, *, by: Person, at: datetime, seen: int, words: str) -> None:
    """Answers the giver, which stops the clock, and tells those who left an e-mail address.

    Act 812/2000 and good administration (434/2003, 7–9 §): in the giver's language, in clear words.
    """
    words = rules.check_words(words, "answer", _("Write the answer."))
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=seen, at=at)
        on = deadlines.day(at)
        first: dict[str, Any] = {} if voice.answered_on else {"answered_on": on}
        write_step(
            voice, Event.ANSWERED, by=by, at=at, words=words, title=voice.owner_title, **first
        )
        contact = Contact.objects.filter(voice=voice).first()
        if contact is not None and "@" in contact.address:
            org_actions.queue_mail(contact.address, "answered", voice.language, {}, at=at)
            ask_later(voice, on)


def close(voice: Voice, *, by: Person, at: datetime, seen: int, reason: str) -> None:
    """Closes a voice. The giver reads the reason; without an answer it stands in its place."""
    reason = rules.check_words(
        reason, "close", _("Write why you close this. The giver reads the reason.")
    )
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=seen, at=at)
        write_step(voice, Event.CLOSED, by=by, at=at, words=reason, title=voice.owner_title)


def release(
    voice: Voice,
    *,
    by: Person,
    at: datetime,
    seen: int,
    kind: str = "",
    topics: frozenset[str] = frozenset(),
) -> None:
    """The dispatcher finds that a held voice is a person's: it goes to its reader."""
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=seen, at=at)
        write_step(voice, Event.RELEASED, by=by, at=at, hold_reason="")
        find_owner(voice, at=at, kind=kind, topics=topics)


def discard(voice: Voice, *, by: Person, at: datetime, seen: int) -> None:
    """The dispatcher finds that a held voice came from a robot. Its receipt still tells so, and a
    person may write again with it."""
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=seen, at=at)
        write_step(voice, Event.DISCARDED, by=by, at=at)


def for_staff(voice: Voice, *, by: Person, seen: int | None, at: datetime) -> Voice:
    """The voice locked for an act of staff, after the checks that every such act needs."""
    on = deadlines.day(at)
    voice = locked(voice)
    if not queries.can_view(voice.pk, by, on):
        raise Refused(_("You may not handle this."))
    rules.check_act(voice, by, org.reach(by, on, acting=True))
    if seen is not None and seen != voice.version:
        rules.check_fresh(seen, queries.steps_since(voice, seen), by)
    return voice
