"""What figures erase when its time has come (`pure.retention`)."""

from datetime import datetime

from django.db import models, transaction

from kuulluksi.figures.models import Coding, Extract, Quote
from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.pure import deadlines
from kuulluksi.pure.retention import RECORDS
from kuulluksi.surveys.models import ResponseWords


def erase_expired(*, at: datetime) -> dict[str, int]:
    """Erases quotes on the day of the words that they were made of, and the log of extracts after
    five years. What coders found goes with the words; here what somebody found at the moment in
    which they were erased. Returns how many rows went."""
    on = deadlines.day(at)
    words = ResponseWords.objects.filter(pk=models.OuterRef("words"))
    with transaction.atomic():
        Coding.objects.exclude(models.Exists(words)).delete()
        gone = {
            "quotes": Quote.objects.filter(erase_on__lte=on).delete()[0],
            "extracts": Extract.objects.filter(on__lte=on - RECORDS).delete()[0],
        }
        if any(gone.values()):
            org_actions.audit(Audited.ERASED, "figures", by=None, at=at, detail=gone)
    return gone
