"""What a giver does: gives a voice, adds words, says whether the answer helped, withdraws."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from kuulluksi.org import queries as org
from kuulluksi.org.models import Person, Service, Unit, insert, key_beside, key_of_day
from kuulluksi.pure import deadlines, receipt, retention
from kuulluksi.pure.routing import Matter, Place, dispatched, route, step_up
from kuulluksi.pure.text import clean_text
from kuulluksi.pure.urgency import tells_of_danger
from kuulluksi.voices import queries, rules
from kuulluksi.voices.actions.alarms import alarm
from kuulluksi.voices.actions.notices import notices, tell
from kuulluksi.voices.actions.writing import (
    clock_from,
    find_owner,
    hide,
    locked,
    passage_of,
    route_to,
    write_step,
)
from kuulluksi.voices.enums import (
    MAY_BE_PUBLISHED,
    VERDICT_EVENT,
    Event,
    HoldReason,
    Publicity,
    Reason,
    State,
    Urgency,
    Verdict,
)
from kuulluksi.voices.models import Contact, EarlierClock, Publication, Step, Voice
from kuulluksi.voices.queries import Stop, Terms


@dataclass(frozen=True)
class NewVoice:
    """What is shared by everything that a giver may give. `nonce` is the form's own, used once."""

    nonce: str
    key_name: str
    language: str
    channel: str
    about: str
    words: str
    unit: Unit | None = None
    service: Service | None = None
    kind: str = ""
    topics: frozenset[str] = frozenset()
    concerns_handler: bool = False
    # Concerns a worker who may not be told.
    beyond_workers: bool = False
    publicity: str = Publicity.HANDLER_ONLY
    contact: str = ""
    contact_name: str = ""
    hold_reason: str = ""
    # When the place has been given so many voices today, this one waits for review.
    budget: int | None = None
    # What the caller has read of the organisation already.
    terms: Terms | None = None
    # The giver says that it cannot wait.
    urgent: bool = False
    # A worker who wrote down what a client said.
    written_by: Person | None = None


@dataclass(frozen=True)
class Given:
    """The receipt. `fresh` is False when the same form had already been received;
    `added` tells that its words had changed and were joined to the voice."""

    voice: Voice
    code: str
    fresh: bool
    added: bool = False
    # The journey so far of a voice that was just written; of any other the database knows it.
    steps: tuple[Stop, ...] = ()


@dataclass(frozen=True)
class _Ready:
    """All rows of a new voice, and what of the organisation they hang on."""

    terms: Terms
    voice: Voice
    steps: Sequence[Step]
    rows: Sequence[Model]
    hidden: frozenset[int]
    urgency: Urgency | None


def begin(new: NewVoice, beside: Callable[[Voice], Sequence[Model]], *, at: datetime) -> Given:
    """Receives a voice, routes it and starts its clock; the same form again gives the same receipt.

    The receipt code comes from the form's nonce, so nothing has to be remembered of the sender.
    `beside`: the rows that the caller writes together with a new voice. Where the terms are known
    all is made ready before the transaction begins: while one is open, SQLite lets nobody write.
    """
    key = settings.RECEIPT_KEYS[new.key_name]
    code = receipt.make(key, new.nonce)
    digest = receipt.digest(key, code)
    ready = _ready(new, digest, beside, new.terms, at=at) if new.terms else None
    with transaction.atomic():
        received = _receive(new, digest, beside, ready, at=at)
        if received is not None:
            voice, steps = received
            return Given(voice, code, fresh=True, steps=steps)
        known = Voice.objects.select_related("unit", "service").get(receipt_hash=digest)
        return Given(known, code, fresh=False, added=_join(known, new, at=at))


def _receive(
    new: NewVoice,
    digest: str,
    beside: Callable[[Voice], Sequence[Model]],
    ready: _Ready | None,
    *,
    at: datetime,
) -> tuple[Voice, tuple[Stop, ...]] | None:
    """The new voice and its journey so far; None when this form had already been received.

    The second row is passed over instead of failing: a failed statement would stand in the
    database's log with its moment and the receipt's digest. Whom it goes to is decided by the
    organisation as this very transaction sees it: where that has changed since it was made ready,
    or the place has had its fill, it is made anew.
    """
    unit, service = _place(new)
    place = unit.pk if unit else None, service.pk if service else None
    terms = queries.terms(*place, deadlines.day(at), new.budget)
    if ready is None or terms != ready.terms:
        ready = _ready(new, digest, beside, terms, at=at)
    if not insert([ready.voice], unless_there=True):
        return None
    insert(ready.rows)
    hide(ready.voice, ready.hidden)
    if ready.urgency is not None:
        alarm(ready.voice, ready.urgency, at=at)
        return ready.voice, ()
    first, second = ready.steps
    return ready.voice, (Stop(first, new.words, erased=False), Stop(second, None, erased=False))


def _place(new: NewVoice) -> tuple[Unit | None, Service | None]:
    return new.unit, new.unit.service if new.unit else new.service


def _ready(
    new: NewVoice,
    digest: str,
    beside: Callable[[Voice], Sequence[Model]],
    terms: Terms,
    *,
    at: datetime,
) -> _Ready:
    on, (unit, service) = deadlines.day(at), _place(new)
    hold_reason = new.hold_reason or (HoldReason.BUDGET if terms.full else "")
    directory = org.directory(on, queries.rules(terms.revision), terms.revision)
    found = route(_matter(new), directory, on)
    owner = dispatched(directory, on, found.hidden) if hold_reason else found
    voice = Voice(
        id=key_of_day(on),
        given_on=on,
        language=new.language,
        channel=new.channel,
        about=new.about,
        unit=unit,
        service=service,
        area_id=service.area_id if service else None,
        state=State.HELD if hold_reason else State.WAITING,
        hold_reason=hold_reason,
        version=2,
        owner_id=owner.owner,
        owner_title=owner.title,
        concerns_handler=new.concerns_handler,
        beyond_workers=new.beyond_workers,
        **clock_from(on, terms.answer_days),
        publicity=new.publicity,
        receipt_key=new.key_name,
        receipt_hash=digest,
        erase_on=retention.voice_until(on),
    )
    second = Event.HELD if hold_reason else Event.ROUTED
    detail = hold_reason or owner.stage
    steps = [
        Step(
            id=key_beside(voice.pk, 1),
            voice_id=voice.pk,
            number=1,
            event=Event.GIVEN,
            on=on,
            by=new.written_by,
        ),
        Step(
            id=key_beside(voice.pk, 2),
            voice_id=voice.pk,
            number=2,
            event=second,
            on=on,
            title=owner.title,
            to_id=owner.owner,
            detail=str(detail),
        ),
    ]
    passage = passage_of(voice, 1, new.words, on, key=key_beside(voice.pk, 1))
    contact = Contact(
        id=voice.pk,
        voice_id=voice.pk,
        name=new.contact_name,
        address=new.contact,
        erase_on=retention.contact_until(on, None),
    )
    contacts = [contact] if new.contact else []
    told = notices(owner.owner, Reason.NEW, at=at, voice=voice)
    urgency = Urgency.GIVER if new.urgent else None
    if urgency is None and tells_of_danger(new.words):
        urgency = Urgency.WORDS
    rows = [*steps, passage, *contacts, *told, *beside(voice)]
    return _Ready(terms, voice, steps, rows, found.hidden, urgency)


def _join(voice: Voice, new: NewVoice, *, at: datetime) -> bool:
    """Changed words of a form that was already received become an addition, once."""
    if voice.passages.filter(body=new.words).exists():
        return False
    with transaction.atomic():
        return add_words(voice, words=new.words, nonce=new.nonce, at=at, written_by=new.written_by)


def add_words(
    voice: Voice, *, words: str, nonce: str, at: datetime, written_by: Person | None = None
) -> bool:
    """The giver adds words, or a worker writes them down. After an answer or a closing this wakes
    the voice with a new clock.

    Returns False when this very form had already been received.
    """
    words = rules.check_words(
        words, "words", _("Write what you want to add. One sentence is enough.")
    )
    with transaction.atomic():
        step = by_giver(voice, Event.ADDED, words=words, nonce=nonce, at=at, by=written_by)
        if step is None:
            return False
        if queries.without_owner().filter(pk=voice.pk).exists():
            find_owner(voice, at=at)
        elif written_by is None or written_by.pk != voice.owner_id:
            tell(voice.owner_id, Reason.ADDED, at=at, voice=voice)
        if tells_of_danger(words):
            alarm(voice, Urgency.WORDS, at=at)
    return True


def judge(voice: Voice, *, verdict: Verdict, words: str, nonce: str, at: datetime) -> bool:
    """The giver says whether the answer helped. "No" needs a reason, goes one step up from whoever
    answered, and starts a new clock. Beside any other verdict, words that tell of danger are words
    that the giver adds: else the voice would be closed over them."""
    words = clean_text(words).strip()
    if verdict == Verdict.NO or words:
        words = rules.check_words(
            words, "words", _("Tell us why it did not help. One sentence is enough.")
        )
    danger = tells_of_danger(words)
    apart = danger and verdict != Verdict.NO
    with transaction.atomic():
        said = "" if apart else words
        event = VERDICT_EVENT[verdict]
        step = by_giver(voice, event, words=said, nonce=nonce, at=at, verdict=verdict)
        if step is None:
            return False
        if apart:
            add_words(voice, words=words, nonce=nonce, at=at)
        if verdict == Verdict.NO:
            on = deadlines.day(at)
            answerer = queries.last_answerer(voice)
            directory = org.directory(on)
            up = step_up(answerer, queries.hidden_from(voice), directory, on)
            route_to(voice, up, at=at, reason=Reason.NOT_HELPED)
            if danger:
                alarm(voice, Urgency.WORDS, at=at)
    return True


def withdraw(voice: Voice, *, nonce: str, at: datetime) -> bool:
    """The giver takes back the permission to publish, at once and without a reason. What was
    published is erased in the same moment."""
    if voice.publicity not in MAY_BE_PUBLISHED:
        return False
    with transaction.atomic():
        step = by_giver(
            voice, Event.WITHDRAWN, words="", nonce=nonce, at=at, publicity=Publicity.WITHDRAWN
        )
        Publication.objects.filter(voice=voice).delete()
    return step is not None


def by_giver(
    voice: Voice,
    event: Event,
    *,
    words: str,
    nonce: str,
    at: datetime,
    by: Person | None = None,
    **changes: Any,
) -> Step | None:
    """An act of the giver, once for each form: a doubled click says the same again. Whoever goes
    back to the form and says something else does something else. It never conflicts with staff:
    the voice is locked, and what staff were writing learns of it."""
    key = settings.RECEIPT_KEYS[voice.receipt_key]
    token = hmac.digest(key, f"step:{event}:{nonce}:{words}".encode(), hashlib.sha256).hex()
    with transaction.atomic():
        voice_now = locked(voice)
        if voice_now.steps.filter(token=token).exists():
            return None
        if event == Event.ADDED:
            rules.check_additions(queries.added_on(voice_now, deadlines.day(at)))
        if event in (Event.ADDED, Event.NOT_HELPED) and voice_now.state in (
            State.ANSWERED,
            State.CLOSED,
        ):
            # A new turn of the house, so a new clock.
            on = deadlines.day(at)
            stopped = voice_now.answered_on or voice_now.closed_on
            robots = voice_now.hold_reason != ""
            if voice_now.due_on is not None and stopped is not None and not robots:
                EarlierClock.objects.create(
                    voice=voice_now,
                    began_on=voice_now.began_on,
                    due_on=voice_now.due_on,
                    stopped_on=stopped,
                )
            changes |= {**clock_from(on), "answered_on": None, "closed_on": None, "urgent": ""}
            # Whoever writes again is a person after all.
            changes["hold_reason"] = ""
            Contact.objects.filter(voice=voice).update(
                erase_on=retention.contact_until(voice.given_on, None)
            )
        step = write_step(voice_now, event, by=by, at=at, words=words, token=token, **changes)
        changed = ("state", "version", "publicity", "verdict", "due_on", "owner_id", "urgent")
        for name in changed:
            setattr(voice, name, getattr(voice_now, name))
        return step


def _matter(new: NewVoice) -> Matter:
    place: Place | None = None
    if new.unit:
        place = ("unit", new.unit.pk)
    elif new.service:
        place = ("service", new.service.pk)
    return Matter(
        new.about, new.language, place, new.kind, new.topics, concerns_handler=new.concerns_handler
    )
