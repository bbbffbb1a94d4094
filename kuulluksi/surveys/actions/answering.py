"""Somebody answers: the answers go folded into the ballot box, and nothing leads from there to the
link that was used.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from kuulluksi.org.models import insert
from kuulluksi.pure import deadlines, receipt, sealing
from kuulluksi.pure.questionnaire.answers import Answers
from kuulluksi.surveys import queries, rules
from kuulluksi.surveys.actions.shuffling import WRITING
from kuulluksi.surveys.models import Ballot, Draft, Invitation, UsedLink, Wave, WaveTarget

# Broken-off answers are filled up with blanks to so many signs, so that their length tells nothing.
FILLED = 2_000


@dataclass(frozen=True)
class NewAnswers:
    """What somebody sends. `nonce` is the form's own; `began_on` the day on which it was opened;
    `invitation` and `draft` are canonical codes, used up by this, or empty."""

    nonce: str
    key_name: str
    answers: Answers
    language: str
    mode: str
    helped: str = ""
    invitation: str = ""
    draft: str = ""
    unclear: Sequence[str] = ()
    began_on: date | None = None


def give(target: WaveTarget, new: NewAnswers, *, at: datetime) -> Ballot:
    """Puts answers into the box of an open wave, once for each form however often it is sent.

    Raises rules.WaveClosed, and rules.LinkUsed when somebody has answered with the same link.
    """
    key = settings.RECEIPT_KEYS[new.key_name]
    ballot = Ballot(
        id=queries.ballot_key(key, new.nonce),
        target=target,
        language=new.language,
        mode=new.mode,
        helped=new.helped,
        answers=new.answers.raw(),
        unclear=list(new.unclear),
    )
    with transaction.atomic():
        hold_open(target.wave_id)
        wave = Wave.objects.only("state", "opens_on", "closes_on").get(pk=target.wave_id)
        rules.check_answerable(wave, deadlines.day(at), began_on=new.began_on)
        written = insert([ballot], unless_there=True)
        if written and new.invitation:
            _use(new.invitation, target)
        if new.draft:
            Draft.objects.filter(lookup__in=_lookups(new.draft), wave=wave).delete()
    return ballot


def _use(code: str, target: WaveTarget) -> None:
    """Marks a link as used, in a way that only the key outside the database connects with it. A
    link counts for the place about which it asks."""
    for key in settings.RECEIPT_KEYS.values():
        link = Invitation.objects.filter(lookup=receipt.digest(key, code), target=target)
        mark = UsedLink(id=queries.used_key(key, code), wave_id=target.wave_id)
        if link.exists() and insert([mark], unless_there=True):
            return
    raise rules.LinkUsed(_("Somebody has already answered with this link."))


def break_off(
    wave: Wave,
    code: str,
    key_name: str,
    said: Mapping[str, Any],
    *,
    at: datetime,
    began_on: date | None = None,
) -> None:
    """Seals what somebody has answered so far under their code, in place of what was under it.

    Raises rules.WaveClosed.
    """
    key = settings.RECEIPT_KEYS[key_name]
    with transaction.atomic():
        hold_open(wave.pk)
        wave = Wave.objects.only("state", "opens_on", "closes_on").get(pk=wave.pk)
        rules.check_answerable(wave, deadlines.day(at), began_on=began_on)
        Draft.objects.filter(lookup__in=_lookups(code)).delete()
        words = json.dumps(said)
        filled = words.ljust(-(-len(words) // FILLED) * FILLED)
        sealed = sealing.seal(key, code, filled)
        insert([Draft(wave=wave, lookup=receipt.digest(key, code), sealed=sealed)])


def hold_open(wave: int, *, alone: bool = False) -> None:
    """No wave closes while somebody's answers are being written, and the other way round. A lock of
    its own leaves no trace in any row; SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        shared = "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            if alone:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [wave])
            else:
                # The second keeps the rewrite away: it wants the same tables in another order.
                cursor.execute(f"SELECT {shared}(%s), {shared}(%s)", [wave, WRITING])


def _lookups(code: str) -> list[str]:
    return [receipt.digest(key, code) for key in settings.RECEIPT_KEYS.values()]
