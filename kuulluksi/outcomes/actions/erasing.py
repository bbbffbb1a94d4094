"""What the room of outcomes erases when its time has come (`pure.retention`)."""

from datetime import datetime

from django.db import transaction

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.outcomes.models import TrialComment
from kuulluksi.pure import deadlines


def erase_expired(*, at: datetime) -> dict[str, int]:
    """Erases what was said during trials, two years after it was written down. Returns how many
    rows went."""
    on = deadlines.day(at)
    with transaction.atomic():
        gone = {"comments": TrialComment.objects.filter(erase_on__lte=on).delete()[0]}
        if any(gone.values()):
            org_actions.audit(Audited.ERASED, "outcomes", by=None, at=at, detail=gone)
    return gone
