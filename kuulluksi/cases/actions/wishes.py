"""How clients want to be met: the list that the authority edits, and that a wish was chosen."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from kuulluksi.cases import rules
from kuulluksi.cases.models import Wish, WishChosen
from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person, Unit
from kuulluksi.pure import deadlines, retention, wishes


def save_wish(wish: Wish, *, by: Person | None, at: datetime) -> None:
    """Saves a wish of the list; a new one goes last."""
    rules.check_wish(wish)
    with transaction.atomic():
        if not wish.pk:
            last = Wish.objects.aggregate(last=Max("position"))["last"] or 0
            wish.position = last + 1
        wish.save()
        _audit(wish, by=by, at=at)


def start_wishes(*, by: Person | None, at: datetime) -> bool:
    """Puts the ready list into an empty one. A list that somebody has begun stays as it is."""
    with transaction.atomic():
        if Wish.objects.exists():
            return False
        for words in wishes.ready():
            save_wish(Wish(wish=words), by=by, at=at)
    return True


def move_wish(wish: Wish, *, up: bool, by: Person, at: datetime) -> None:
    """Changes places with the wish above, or below; at the end of the list nothing happens."""
    with transaction.atomic():
        rows = list(Wish.objects.select_for_update().order_by("position"))
        place = rows.index(wish)
        other = place - 1 if up else place + 1
        if not 0 <= other < len(rows):
            return
        here, there = rows[place].position, rows[other].position
        # A position is unique, so the row steps aside first.
        aside = rows[-1].position + 1
        for row, position in ((rows[other], aside), (rows[place], there), (rows[other], here)):
            Wish.objects.filter(pk=row.pk).update(position=position)
        _audit(wish, by=by, at=at)


def use_wish(wish: Wish, *, in_use: bool, by: Person, at: datetime) -> None:
    """Retires a wish, or takes it back into use. What was counted of it stays."""
    with transaction.atomic():
        Wish.objects.filter(pk=wish.pk).update(in_use=in_use)
        _audit(wish, by=by, at=at)


def choose(unit: Unit, chosen: Iterable[Wish], *, nonce: str, key_name: str, at: datetime) -> None:
    """Counts that wishes were chosen in a unit: nothing of who chose them, with what other wishes,
    in which words, or on which day. The same form again counts nothing again."""
    key = settings.RECEIPT_KEYS[key_name]
    month = deadlines.day(at).replace(day=1)
    WishChosen.objects.bulk_create(
        [
            WishChosen(id=_mark(key, nonce, wish), unit=unit, wish=wish, month=month)
            for wish in chosen
        ],
        ignore_conflicts=True,
    )


def _mark(key: bytes, nonce: str, wish: Wish) -> int:
    """63 bits that only this form and this wish give, and that lead back to neither."""
    found = hmac.digest(key, f"wish:{nonce}:{wish.pk}".encode(), hashlib.sha256)
    return int.from_bytes(found[:8]) >> 1


def erase_old_choices(*, at: datetime) -> int:
    """Erases counts whose time has come (`pure.retention`). Returns how many."""
    until = deadlines.day(at) - retention.VOICE
    return WishChosen.objects.filter(month__lte=until).delete()[0]


def _audit(wish: Wish, *, by: Person | None, at: datetime) -> None:
    org_actions.audit(Audited.WISH_SAVED, f"wish {wish.pk}", by=by, at=at)
