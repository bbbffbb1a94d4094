"""Personal links: their codes, and which of them were used, are made of a key outside the database,
which keeps digests only.
"""

import hashlib
import hmac
from collections.abc import Collection

from django.conf import settings

from kuulluksi.pure import receipt
from kuulluksi.surveys.models import Invitation, UsedLink


def code_of(invitation: Invitation) -> str:
    """The code of the link, as it was made. Raises LookupError when its key is gone."""
    return _made(invitation)[1]


def invitation(code: str) -> Invitation | None:
    """The unused invitation of a canonical code."""
    found = Invitation.objects.select_related(
        "target__wave__document", "target__unit", "target__service"
    )
    for key in settings.RECEIPT_KEYS.values():
        link = found.filter(lookup=receipt.digest(key, code)).first()
        if link is not None:
            used = UsedLink.objects.filter(pk=used_key(key, code)).exists()
            return None if used else link
    return None


def used_key(key: bytes, code: str) -> int:
    """The key of the row that says that the link of a canonical code, made with the receipt key
    `key`, has been used: 63 bits that look like any others."""
    digest = hmac.digest(key, b"used:" + code.encode(), hashlib.sha256)
    return int.from_bytes(digest[:8]) >> 1 or 1


def used(invitations: Collection[Invitation]) -> set[int]:
    """The keys of those invitations that somebody has answered with."""
    marks = {used_key(*_made(each)): each.pk for each in invitations}
    return {marks[mark] for mark in UsedLink.objects.in_bulk(list(marks))}


def _made(invitation: Invitation) -> tuple[bytes, str]:
    """The receipt key and the code that it made for an invitation."""
    for key in settings.RECEIPT_KEYS.values():
        code = receipt.make(key, f"invitation:{invitation.pk}")
        if hmac.compare_digest(receipt.digest(key, code), invitation.lookup):
            return key, code
    raise LookupError("No receipt key makes the code of this invitation.")


def contact_lookup(address: str) -> str:
    """The digest under which an address is known as asked, with the oldest key, so that it stays
    the same when newer keys are put before it."""
    key = list(settings.RECEIPT_KEYS.values())[-1]
    return hmac.new(key, b"asked:" + address.lower().encode(), hashlib.sha256).hexdigest()
