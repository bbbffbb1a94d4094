"""Ready openings for an answer."""

from datetime import datetime

from django.db import transaction

from kuulluksi.cases import rules
from kuulluksi.cases.models import StandardAnswer
from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person


def save_opening(opening: StandardAnswer, *, by: Person | None, at: datetime) -> None:
    """Saves a ready opening; there is one for each kind and topic."""
    rules.check_opening(opening)
    with transaction.atomic():
        opening.save()
        org_actions.audit(Audited.OPENING_SAVED, f"opening {opening.pk}", by=by, at=at)


def remove_opening(opening: StandardAnswer, *, by: Person, at: datetime) -> None:
    with transaction.atomic():
        org_actions.audit(Audited.REMOVED, f"opening {opening.pk}", by=by, at=at)
        opening.delete()
