"""What is known of answers while a wave is open: how many, roughly. Codes of broken-off answers."""

import hashlib
import hmac
import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q

from kuulluksi.pure import receipt, sealing
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Ballot, Draft, Wave, WaveTarget

EVERYTHING = "kaikki"
"""Stands in an address in the place of a unit or a service when a wave asks about everything."""

STEP = 5
"""The number of answers of a place is told in steps of so many, downwards: whoever looks before and
after a visitor learns nothing, and nobody learns the base of a figure that is hidden."""


def slug(target: WaveTarget) -> str:
    """The place of a target as it stands in addresses."""
    return target.place.code if target.place else EVERYTHING


# In one statement what may have changed of a wave, its place and the organisation.
_AS_IT_STANDS = """
SELECT w.*, t.*, (SELECT revision FROM kuulluksi_authority)
FROM kuulluksi_wavetarget t JOIN kuulluksi_wave w ON w.id = t.wave_id
LEFT JOIN kuulluksi_unit u ON u.id = t.unit_id
LEFT JOIN kuulluksi_service s ON s.id = t.service_id
WHERE w.code = %s AND COALESCE(u.code, s.code, %s) = %s
"""


def target_at(wave: str, place: str) -> WaveTarget | None:
    """The target of an address with its wave, whatever the wave's state; only for reading. To make
    the objects costs more than to ask, so they are kept until the wave or the organisation changes.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AS_IT_STANDS, [wave, EVERYTHING, place])
        row = cursor.fetchone()
    return None if row is None else _target(repr(row), wave, place)


@lru_cache(maxsize=256)
def _target(_as_it_stands: str, wave: str, place: str) -> WaveTarget | None:
    found = WaveTarget.objects.filter(wave__code=wave)
    if place == EVERYTHING:
        found = found.filter(unit=None, service=None)
    else:
        found = found.filter(Q(unit__code=place) | Q(service__code=place))
    related = ("wave__document", "unit", "service")
    return found.select_related(*related).defer("wave__document__body").first()


def rounded(number: int) -> int:
    return number // STEP * STEP


def answered(wave: Wave) -> dict[int, int]:
    """How many have answered, by key of the target, rounded down to fives."""
    responses = dict(wave.targets.values_list("pk", "responses"))
    if wave.state == WaveState.OPEN:
        box = Ballot.objects.filter(target__wave=wave).values_list("target")
        responses |= dict(box.annotate(Count("pk")))
    return {key: rounded(number or 0) for key, number in responses.items()}


def ballot_key(key: bytes, nonce: str) -> int:
    """The key of the ballot that a form's nonce leads to: 63 bits that look like any others."""
    digest = hmac.digest(key, b"ballot:" + nonce.encode(), hashlib.sha256)
    return int.from_bytes(digest[:8]) >> 1 or 1


def is_given(key_name: str, nonce: str) -> bool:
    """Whether the answers of this form lie in the box of an open wave."""
    key = ballot_key(settings.RECEIPT_KEYS[key_name], nonce)
    return Ballot.objects.filter(pk=key).exists()


def survey_code(key_name: str, nonce: str) -> str:
    """The code under which broken-off answers are kept, made of the form's nonce."""
    return receipt.make(settings.RECEIPT_KEYS[key_name], f"draft:{nonce}")


def draft(code: str) -> tuple[Draft, dict[str, Any]] | None:
    """The broken-off answers of a canonical code, unsealed; None when there are none."""
    for key in settings.RECEIPT_KEYS.values():
        lookup = receipt.digest(key, code)
        found = Draft.objects.select_related("wave").filter(lookup=lookup).first()
        if found is not None:
            words = sealing.unseal(key, code, found.sealed)
            return None if words is None else (found, json.loads(words))
    return None
