"""What surveys erase when its time has come (`pure.retention`)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.pure import deadlines
from kuulluksi.pure.retention import ASKED, RECORDS, VOICE
from kuulluksi.surveys.actions.shuffling import rewrite
from kuulluksi.surveys.models import (
    Answer,
    Asked,
    Batch,
    FeedImport,
    Response,
    ResponseWords,
)

# So many responses go at a time.
CHUNK = 500


def erase_expired(*, at: datetime) -> dict[str, int]:
    """Erases own words two years after their wave closed, responses after ten, who has been asked
    after two unless they asked not to be, and counts of imports and batches after five. Returns how
    many rows went."""
    on = deadlines.day(at)
    with transaction.atomic():
        asked = Asked.objects.filter(opted_out=False, asked_on__lte=on - ASKED)
        gone = {
            "words": ResponseWords.objects.filter(erase_on__lte=on).delete()[0],
            "responses": _erase_responses(on),
            "asked": asked.delete()[0],
            "imports": FeedImport.objects.filter(on__lte=on - RECORDS).delete()[0],
            "batches": Batch.objects.filter(done_on__lte=on - RECORDS).delete()[0],
        }
        if gone["words"]:
            rewrite([ResponseWords])  # PostgreSQL leaves erased rows in the file until it is new
        if any(gone.values()):
            org_actions.audit(Audited.ERASED, "surveys", by=None, at=at, detail=gone)
    return gone


def _erase_responses(on: date) -> int:
    """Those of the waves that closed ten years ago, with their answers."""
    old = Response.objects.filter(target__wave__closed_on__lte=on - VOICE)
    keys: Sequence[int] = list(old.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        chosen = keys[start : start + CHUNK]
        Answer.objects.filter(response__in=chosen).delete()
        Response.objects.filter(pk__in=chosen).delete()
    return len(keys)
