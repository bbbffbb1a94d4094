"""What a giver does: gives a voice, adds words, says whether the answer helped, withdraws."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import queries as org
from kuulluksi.org.models import Service, Unit
from kuulluksi.pure import deadlines, receipt, retention
from kuulluksi.pure.routing import Matter, Place, dispatched, route, step_up
from kuulluksi.pure.text import clean_text
from kuulluksi.voices import queries, rules
from kuulluksi.voices.actions.writing import (
    due,
    find_owner,
    hide,
    locked,
    route_to,
    write_step,
    write_words,
)
from kuulluksi.voices.enums import VERDICT_EVENT, Event, Publicity, State, Verdict
from kuulluksi.voices.models import Contact, Step, Voice


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
    publicity: str = Publicity.HANDLER_ONLY
    contact: str = ""
    contact_name: str = ""
    hold_reason: str = ""


@dataclass(frozen=True)
class Given:
    """The receipt. `fresh` is False when the same form had already been received;
    `added` tells that its words had changed and were joined to the voice."""

    voice: Voice
    code: str
    fresh: bool
    added: bool = False


def begin(new: NewVoice, *, at: datetime) -> Given:
    """Receives a voice, routes it and starts its clock; the same form again gives the same receipt.

    The receipt code comes from the form's nonce, so nothing has to be remembered of the sender.
    Call inside a transaction; the caller adds its own rows when `fresh`.
    """
    key = settings.RECEIPT_KEYS[new.key_name]
    code = receipt.make(key, new.nonce)
    known = queries.by_receipt(code)
    if known is not None:
        return Given(known, code, fresh=False, added=_join(known, new, at=at))
    voice = _receive(new, receipt.digest(key, code), at=at)
    if voice is not None:
        return Given(voice, code, fresh=True)
    twin = Voice.objects.get(receipt_hash=receipt.digest(key, code))
    return Given(twin, code, fresh=False, added=_join(twin, new, at=at))


def _receive(new: NewVoice, digest: str, *, at: datetime) -> Voice | None:
    """The new voice; None when the twin of this request won the race since the look.

    The loser's row is passed over instead of failing: a failed statement would stand in the
    database's log with its moment and the receipt's digest.
    """
    on = deadlines.day(at)
    directory = org.directory(on, queries.rules())
    found = route(_matter(new), directory, on)
    owner = dispatched(directory, on, found.hidden) if new.hold_reason else found
    service = new.unit.service if new.unit else new.service
    voice = Voice(
        given_on=on,
        language=new.language,
        channel=new.channel,
        about=new.about,
        unit=new.unit,
        service=service,
        area_id=service.area_id if service else None,
        state=State.HELD if new.hold_reason else State.WAITING,
        hold_reason=new.hold_reason,
        version=2,
        owner_id=owner.owner,
        owner_title=owner.title,
        concerns_handler=new.concerns_handler,
        due_on=due(on),
        publicity=new.publicity,
        receipt_key=new.key_name,
        receipt_hash=digest,
        erase_on=retention.voice_until(on),
    )
    Voice.objects.bulk_create([voice], ignore_conflicts=True)
    if not Voice.objects.filter(pk=voice.pk).exists():
        return None
    second = Event.HELD if new.hold_reason else Event.ROUTED
    detail = new.hold_reason or owner.stage
    Step.objects.bulk_create(
        [
            Step(voice=voice, number=1, event=Event.GIVEN, on=on),
            Step(voice=voice, number=2, event=second, on=on, title=owner.title, detail=str(detail)),
        ]
    )
    write_words(voice, 1, new.words, on)
    if new.contact:
        Contact.objects.create(
            voice=voice,
            name=new.contact_name,
            address=new.contact,
            erase_on=retention.contact_until(on, None),
        )
    hide(voice, found.hidden)
    return voice


def _join(voice: Voice, new: NewVoice, *, at: datetime) -> bool:
    """Changed words of a form that was already received become an addition, once."""
    if voice.passages.filter(body=new.words).exists():
        return False
    with transaction.atomic():
        return add_words(voice, words=new.words, nonce=f"{new.nonce}:{new.words}", at=at)


def add_words(voice: Voice, *, words: str, nonce: str, at: datetime) -> bool:
    """The giver adds words. After an answer or a closing this wakes the voice with a new clock.

    Returns False when this very form had already been received.
    """
    words = rules.check_words(
        words, "words", _("Write what you want to add. One sentence is enough.")
    )
    with transaction.atomic():
        if _by_giver(voice, Event.ADDED, words=words, nonce=nonce, at=at) is None:
            return False
        if queries.without_owner().filter(pk=voice.pk).exists():
            find_owner(voice, at=at)
    return True


def judge(voice: Voice, *, verdict: Verdict, words: str, nonce: str, at: datetime) -> bool:
    """The giver says whether the answer helped. "No" needs a reason, goes one step up from whoever
    answered, and starts a new clock."""
    if verdict == Verdict.NO:
        words = rules.check_words(
            words, "words", _("Tell us why it did not help. One sentence is enough.")
        )
    with transaction.atomic():
        step = _by_giver(
            voice,
            VERDICT_EVENT[verdict],
            words=clean_text(words).strip(),
            nonce=nonce,
            at=at,
            verdict=verdict,
        )
        if step is None:
            return False
        if verdict == Verdict.NO:
            on = deadlines.day(at)
            answerer = queries.last_answerer(voice)
            directory = org.directory(on)
            up = step_up(answerer, queries.hidden_from(voice), directory, on)
            route_to(voice, up, at=at)
    return True


def withdraw(voice: Voice, *, nonce: str, at: datetime) -> bool:
    """The giver takes back the permission to publish, at once and without a reason."""
    if voice.publicity != Publicity.ALLOWED:
        return False
    step = _by_giver(
        voice, Event.WITHDRAWN, words="", nonce=nonce, at=at, publicity=Publicity.WITHDRAWN
    )
    return step is not None


def _by_giver(
    voice: Voice, event: Event, *, words: str, nonce: str, at: datetime, **changes: Any
) -> Step | None:
    """An act of the giver, once for each form. It never conflicts with staff: the voice is locked,
    and what staff were writing learns of it."""
    key = settings.RECEIPT_KEYS[voice.receipt_key]
    token = hmac.digest(key, b"step:" + nonce.encode(), hashlib.sha256).hex()
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
            changes |= {"due_on": due(on), "answered_on": None, "closed_on": None}
            Contact.objects.filter(voice=voice).update(
                erase_on=retention.contact_until(voice.given_on, None)
            )
        step = write_step(voice_now, event, by=None, at=at, words=words, token=token, **changes)
        for name in ("state", "version", "publicity", "verdict", "due_on", "owner_id"):
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
