"""That somebody began to answer: the form's own nonce and the day, signed. There is no moment in
it, and nothing of it is kept: the nonce makes the key of the answers, so that they are stored once.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core import signing

SALT = "kuulluksi.survey"


@dataclass(frozen=True)
class Begun:
    nonce: str
    key_name: str
    on: date

    @property
    def signed(self) -> str:
        plain = f"{self.nonce}.{self.key_name}.{self.on.isoformat()}"
        return signing.Signer(salt=SALT).sign(plain)


def fresh(on: date) -> Begun:
    """For a form that is being shown on that day."""
    return Begun(secrets.token_urlsafe(18), next(iter(settings.RECEIPT_KEYS)), on)


def read(signed: str) -> Begun | None:
    """What comes back with a form; None when it is not ours, or its key is no longer in use."""
    try:
        nonce, key_name, day = signing.Signer(salt=SALT).unsign(signed).rsplit(".", 2)
    except signing.BadSignature:
        return None
    return (
        Begun(nonce, key_name, date.fromisoformat(day))
        if key_name in settings.RECEIPT_KEYS
        else None
    )
