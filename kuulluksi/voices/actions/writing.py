"""How a step is written: the state by the table, the number within the voice, the words apart."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person, insert, key_of_day
from kuulluksi.pure import clocks, deadlines, retention
from kuulluksi.pure.routing import Matter, Place, Route, dispatched, handlers, route
from kuulluksi.pure.text import Text
from kuulluksi.voices import queries, rules
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.enums import OPEN, Event, Reason, State
from kuulluksi.voices.models import Contact, Hidden, Passage, Step, Voice


def locked(voice: Voice) -> Voice:
    return Voice.objects.select_for_update().get(pk=voice.pk)


def write_step(
    voice: Voice,
    event: Event,
    *,
    by: Person | None,
    at: datetime,
    words: str = "",
    title: Text | None = None,
    to: int | None = None,
    detail: str = "",
    token: str = "",
    **changes: Any,
) -> Step:
    """One step: the state by the table, the step by number, its words apart. `to`: the key of whom
    it went to or who was told."""
    on = deadlines.day(at)
    voice.state = rules.next_state(voice, event)
    voice.version += 1
    if voice.state == State.CLOSED and voice.closed_on is None:
        changes["closed_on"] = on
    if voice.state in (State.ANSWERED, State.CLOSED) and voice.next_mark:
        changes |= {"next_mark": "", "next_mark_on": None}
    if words:
        changes["words_due"] = True
    for name, value in changes.items():
        setattr(voice, name, value)
    voice.save(update_fields=["state", "version", *changes])
    if voice.state == State.CLOSED:
        until = retention.contact_until(voice.given_on, on)
        Contact.objects.filter(voice=voice, erase_on__gt=until).update(erase_on=until)
    if words:
        write_words(voice, voice.version, words, on)
    return Step.objects.create(
        id=key_of_day(voice.given_on),
        voice=voice,
        number=voice.version,
        event=event,
        on=on,
        by=by,
        to_id=to,
        title=title or Text(),
        detail=detail,
        token=token,
    )


def write_words(voice: Voice, number: int, words: str, on: date) -> None:
    insert([passage_of(voice, number, words, on, key=key_of_day(voice.given_on))])


def passage_of(voice: Voice, number: int, words: str, on: date, *, key: int) -> Passage:
    """The words of a step, to be written."""
    return Passage(
        id=key,
        voice_id=voice.pk,
        number=number,
        body=words,
        erase_on=retention.words_until(on),
    )


def hide(voice: Voice, people: Iterable[int]) -> None:
    Hidden.objects.bulk_create(
        [Hidden(voice=voice, person_id=person) for person in people], ignore_conflicts=True
    )


def clock_from(on: date, answer_days: int | None = None) -> dict[str, Any]:
    """The columns of a clock that begins on a day: until when it runs and its first mark."""
    due = deadlines.add_working_days(on, answer_days or org.authority().answer_days)
    mark, mark_on = clocks.first_mark(on, due)
    return {"began_on": on, "due_on": due, "next_mark": mark, "next_mark_on": mark_on}


def find_owner(
    voice: Voice, *, at: datetime, kind: str = "", topics: frozenset[str] = frozenset()
) -> None:
    """Routes a voice anew. What its kind and topics are, only a room above knows; without them the
    rules that ask for one do not match."""
    on = deadlines.day(at)
    place = queries.place_of(voice)
    directory = org.directory(on, queries.rules())
    hidden = still_hidden(voice, place)
    matter = Matter(
        voice.about, voice.language, place, kind, topics, voice.concerns_handler, hidden
    )
    found = route(matter, directory, on)
    if voice.state in (State.HELD, State.ANSWERED):
        found = dispatched(directory, on, found.hidden)
    hide(voice, found.hidden)
    route_to(voice, found, at=at)


def still_hidden(voice: Voice, place: Place | None) -> frozenset[int]:
    """Who must not see the voice: those hidden already, and, when it concerns the handler, whoever
    answered for the place when it was given, even if the duty has changed hands since."""
    hidden = queries.hidden_from(voice)
    if not voice.concerns_handler or place is None:
        return hidden
    return hidden | handlers(place, org.directory(voice.given_on), voice.given_on)


def route_to(voice: Voice, found: Route, *, at: datetime, reason: Reason = Reason.NEW) -> None:
    changes: dict[str, Any] = {"owner_id": found.owner, "owner_title": found.title}
    if voice.state in OPEN:
        write_step(
            voice,
            Event.ROUTED,
            by=None,
            at=at,
            title=found.title,
            to=found.owner,
            detail=str(found.stage),
            **changes,
        )
    else:
        Voice.objects.filter(pk=voice.pk).update(**changes)
    if voice.state in (*OPEN, State.HELD):
        tell(found.owner, reason, at=at, voice=voice)
