"""The givers behind a measure say whether it is better now. Each may change their mind; what is
told of it is counted anew only when enough others have spoken since."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import queries as org
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import queries
from kuulluksi.outcomes.enums import Better, MeasureState
from kuulluksi.outcomes.models import Measure, MeasureVoice
from kuulluksi.pure import deadlines
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.protection import safe
from kuulluksi.voices.models import Voice

SCALE = tuple(Better)
MOST_FORMS = 50
"""So many forms of one giver are remembered, however often somebody with the code sends one."""


def judge(measure: Measure, voice: Voice, better: Better, *, nonce: str, at: datetime) -> bool:
    """What a giver says of a measure that is done. A form counts once: one that is sent again, even
    after another, changes nothing. Raises Refused when their voice does not stand behind it, or
    when it is not done."""
    key = settings.RECEIPT_KEYS[voice.receipt_key]
    form = hmac.digest(key, f"better:{nonce}:{better}".encode(), hashlib.sha256).hex()[:32]
    with transaction.atomic():
        measure = Measure.objects.select_for_update().get(pk=measure.pk)
        link = MeasureVoice.objects.filter(measure=measure, voice=voice).first()
        if link is None:
            raise Refused(_("Your feedback does not stand behind this measure."))
        if form in link.forms:
            return False
        if measure.state != MeasureState.DONE:
            raise Refused(_("This is not done any more. You can tell how it is once it is done."))
        link.better, link.judged_on = better, deadlines.day(at)
        link.forms = [*link.forms, form][-MOST_FORMS:]
        link.save(update_fields=["better", "judged_on", "forms"])
        _tell(measure)
    return True


def _tell(measure: Measure) -> None:
    """Counts the verdicts when those that have not been told yet could be told alone: so nobody
    finds one by laying what is told now beside what was told before. Never more than there are
    voices that everybody on the staff may know of: so nobody learns that there are others."""
    judged = MeasureVoice.objects.filter(measure=measure).exclude(better="")
    fresh = _counts(judged.filter(counted=False).values_list("better", flat=True))
    if not safe(fresh, org.authority().least_answers):
        return
    if judged.count() > queries.seen_by_all([measure.pk]).count():
        return
    numbers = _counts(judged.values_list("better", flat=True)).numbers
    measure.verdicts = {better.value: n for better, n in zip(SCALE, numbers, strict=True)}
    measure.save(update_fields=["verdicts"])
    judged.update(counted=True)


def _counts(said: Iterable[str]) -> Counts:
    number = Counter(said)
    return Counts(tuple(range(len(SCALE))), tuple(number[better.value] for better in SCALE))
