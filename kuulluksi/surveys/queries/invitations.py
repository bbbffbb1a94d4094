"""Personal links: their codes are made of a key outside the database, which keeps digests only."""

import hashlib
import hmac

from django.conf import settings

from kuulluksi.pure import receipt
from kuulluksi.surveys.models import Invitation


def code_of(invitation: Invitation) -> str:
    """The code of the link, as it was made. Raises LookupError when its key is gone."""
    for key in settings.RECEIPT_KEYS.values():
        code = receipt.make(key, f"invitation:{invitation.pk}")
        if hmac.compare_digest(receipt.digest(key, code), invitation.lookup):
            return code
    raise LookupError("No receipt key makes the code of this invitation.")


def invitation(code: str) -> Invitation | None:
    """The unused invitation of a canonical code."""
    lookups = [receipt.digest(key, code) for key in settings.RECEIPT_KEYS.values()]
    found = Invitation.objects.select_related(
        "target__wave__document", "target__unit", "target__service"
    )
    return found.filter(lookup__in=lookups).first()


def contact_lookup(address: str) -> str:
    """The digest under which an address is known as asked, with the oldest key, so that it stays
    the same when newer keys are put before it."""
    key = list(settings.RECEIPT_KEYS.values())[-1]
    return hmac.new(key, b"asked:" + address.lower().encode(), hashlib.sha256).hexdigest()
