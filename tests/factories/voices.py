"""Feedback as the public form gives it."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings

from kuulluksi.cases import actions, queries
from kuulluksi.cases.actions import NewFeedback
from kuulluksi.cases.enums import Concerns, FeedbackKind
from kuulluksi.org.models import Person, Service, Unit
from kuulluksi.pure.questionnaire import answers
from kuulluksi.voices.actions import Given, NewVoice
from kuulluksi.voices.enums import About, Channel, PublicationState, Publicity
from kuulluksi.voices.models import Publication, Voice

WORDS = "Soitin kolme kertaa. Joka kerta sanottiin, että minulle soitetaan takaisin."


def given(
    at: datetime,
    *,
    unit: Unit | None = None,
    service: Service | None = None,
    words: str = WORDS,
    kind: FeedbackKind = FeedbackKind.CRITICISM,
    topics: frozenset[str] = frozenset(),
    concerns: Concerns = Concerns.NOBODY,
    may_discuss: bool = False,
    hope: str = "",
    speaker: str = "",
    language: str = "fi",
    contact: str = "",
    publicity: str = Publicity.HANDLER_ONLY,
    hold_reason: str = "",
    meter: dict[str, str] | None = None,
    nonce: str = "",
    urgent: bool = False,
) -> Given:
    """A feedback on a unit, on a service, or (with neither) by somebody who does not know where."""
    about = About.UNIT if unit else About.SERVICE if service else About.UNKNOWN
    new = NewVoice(
        nonce=nonce or secrets.token_hex(8),
        key_name=next(iter(settings.RECEIPT_KEYS)),
        language=language,
        channel=Channel.WEB,
        about=about,
        words=words,
        unit=unit,
        service=service,
        kind=kind,
        topics=topics,
        concerns_handler=concerns == Concerns.HANDLER,
        publicity=publicity,
        contact=contact,
        hold_reason=hold_reason,
        urgent=urgent,
    )
    told = NewFeedback(
        kind=kind,
        topics=topics,
        hope=hope,
        speaker=speaker,
        concerns=concerns,
        may_discuss=may_discuss,
        answers=answers.clean(queries.meter(), meter or {}),
    )
    return actions.give(new, told, at=at)


def published(
    voice: Voice,
    by: Person,
    at: datetime,
    *,
    state: PublicationState = PublicationState.PUBLISHED,
    words: list[dict[str, str]],
) -> Publication:
    """The reviewed text of a voice, on the page of its unit while it is published."""
    on = at.date()
    return Publication.objects.create(
        voice=voice,
        unit=voice.unit,
        state=state,
        words=words,
        answer=[{"text": "Vastaus"}],
        reviewed_by=by,
        reviewed_on=on,
        published_on=on,
        erase_on=on + timedelta(days=9),
    )
