"""The form's nonce: signed, used once, and old enough to have been read by a person.

It carries the name of the receipt key, so that a receipt stays the same when keys are changed
between opening and sending the form. Nothing about the visitor is in it or kept of it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing

SALT = "kuulluksi.form"
LONGEST = timedelta(days=30)
# A person needs longer than this to read the first question.
YOUNGEST = timedelta(seconds=3)
SAME_PERSON = timedelta(hours=2)


@dataclass(frozen=True)
class Nonce:
    value: str
    key_name: str
    too_young: bool
    # Opened so long ago that whoever sends it again may be somebody else at the same screen.
    old: bool = False


def fresh() -> str:
    """A new signed nonce for a form that is being shown."""
    key_name = next(iter(settings.RECEIPT_KEYS))
    return signing.TimestampSigner(salt=SALT).sign(f"{secrets.token_urlsafe(18)}.{key_name}")


def read(signed: str) -> Nonce | None:
    """The nonce of a form that comes back; None when it is not ours or too old to be trusted."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        plain = signer.unsign(signed, max_age=LONGEST)
    except signing.BadSignature:
        return None
    value, _, key_name = plain.rpartition(".")
    if key_name not in settings.RECEIPT_KEYS:
        return None
    too_young = _within(signer, signed, YOUNGEST)
    return Nonce(value, key_name, too_young, old=not _within(signer, signed, SAME_PERSON))


def row_key(signed: str, by: int) -> int | None:
    """The key of the row that a form of the staff pages makes: the same form sent twice by the same
    person names the same row. None for a form that is not ours or too old."""
    nonce = read(signed)
    if nonce is None:
        return None
    made = hashlib.sha256(f"{SALT}:{by}:{nonce.value}".encode()).digest()
    return int.from_bytes(made[:8]) >> 1 or 1


def _within(signer: signing.TimestampSigner, signed: str, age: timedelta) -> bool:
    try:
        signer.unsign(signed, max_age=age)
    except signing.SignatureExpired:
        return False
    return True
