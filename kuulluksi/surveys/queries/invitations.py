"""Personal links: their codes, and which of them were used, are made of a key outside the database,
which keeps digests only.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Min, QuerySet

from kuulluksi.org import queries as org
from kuulluksi.pure import deadlines, receipt
from kuulluksi.pure.text import fold
from kuulluksi.pure.visitfeed import Choice, Listed, Terms, Visit, choose_listed, choose_visits
from kuulluksi.surveys import rules
from kuulluksi.surveys.enums import Excluded, InviteWhen, WaveState
from kuulluksi.surveys.models import Asked, FeedImport, Invitation, UsedLink, Wave
from kuulluksi.surveys.queries.documents import questionnaire

# So many addresses are looked up at a time.
CHUNK = 500


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


def link_of(code: str) -> Invitation | None:
    """The invitation of a canonical code, used or not."""
    lookups = [receipt.digest(key, code) for key in settings.RECEIPT_KEYS.values()]
    return Invitation.objects.filter(lookup__in=lookups).first()


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


def planned_feed(wave: Wave, visits: Sequence[Visit], *, at: datetime) -> Choice:
    """Who would be invited after these visits, and why others would not. Raises Refused."""
    on = deadlines.day(at)
    rules.check_inviting(wave, on)
    return willing(wave, choose_visits(visits, _terms(wave, at)), on)


def planned_list(wave: Wave, listed: Sequence[Listed], *, at: datetime) -> Choice:
    """Who of a plain list would be invited, and why others would not. Raises Refused."""
    on = deadlines.day(at)
    rules.check_inviting(wave, on)
    return willing(wave, choose_listed(listed, _terms(wave, at)), on)


def willing(wave: Wave, choice: Choice, on: date) -> Choice:
    """The same people without those who were asked a short while ago, or do not want to be.

    Whether there is an invitation is never looked at: a list of one would tell of that person.
    """
    since = min(on - timedelta(days=max(wave.quiet_days, 1) - 1), _first_import(wave, on))
    lookups = {each.address: contact_lookup(each.address) for each in choice.wanted}
    known: dict[str, Asked] = {}
    for start in range(0, len(lookups), CHUNK):
        some = list(lookups.values())[start : start + CHUNK]
        known |= {asked.lookup: asked for asked in Asked.objects.filter(lookup__in=some)}
    wanted = []
    left_out = Counter(choice.left_out)
    for each in choice.wanted:
        asked = known.get(lookups[each.address])
        lately = asked and asked.asked_on and asked.asked_on >= since
        if asked and (asked.opted_out or lately):
            left_out[Excluded.ASKED] += 1
        else:
            wanted.append(each)
    return replace(choice, wanted=tuple(wanted), left_out=left_out)


def _first_import(wave: Wave, on: date) -> date:
    """Whoever was asked since then may have been asked by this very wave."""
    first = FeedImport.objects.filter(wave=wave).aggregate(first=Min("on"))["first"]
    return first or on


def _terms(wave: Wave, at: datetime) -> Terms:
    by_unit, by_service, whole = _asked_about(wave)
    found = [*by_unit.values(), *by_service.values(), *([whole] if whole else [])]
    return Terms(
        places=_places(by_unit, by_service, whole, deadlines.day(at)),
        languages=questionnaire(wave.document).languages,
        at=at,
        opens_on=wave.opens_on,
        closes_on=wave.closes_on,
        anywhere=found[0] if len(found) == 1 else None,
        wait=0 if wave.invite_when == InviteWhen.AT_ONCE else wave.invite_days,
        kinds=frozenset(fold(kind) for kind in wave.visit_types),
        min_age=wave.min_age,
    )


def _asked_about(wave: Wave) -> tuple[dict[int, int], dict[int, int], int | None]:
    """The keys of a wave's targets by unit, by service, and of the one that is everything."""
    by_unit: dict[int, int] = {}
    by_service: dict[int, int] = {}
    whole = None
    for key, unit, service in wave.targets.values_list("pk", "unit", "service"):
        if unit:
            by_unit[unit] = key
        elif service:
            by_service[service] = key
        else:
            whole = key
    return by_unit, by_service, whole


def _places(
    by_unit: Mapping[int, int], by_service: Mapping[int, int], whole: int | None, on: date
) -> dict[str, int]:
    """The target of each unit by its identifiers: its own, that of the unit above it, that of its
    service, or everything."""
    units = {unit.pk: unit for unit in org.units_by_code(org.revision(), on).values()}
    found: dict[str, int] = {}
    for unit in units.values():
        target = by_service.get(unit.service_id, whole)
        above: int | None = unit.pk
        while above is not None:
            if above in by_unit:
                target = by_unit[above]
                break
            above = units[above].parent_id if above in units else None
        if target is not None:
            found |= {fold(name): target for name in (unit.code, unit.outside_id) if name}
    return found


def invitations_due(on: date) -> QuerySet[Invitation]:
    """Invitations that leave today: each has a wave that takes answers."""
    return _answerable(on).filter(sent=False, send_on__lte=on).order_by("send_on", "pk")


def reminders_due(on: date) -> QuerySet[Invitation]:
    """Invitations of which people are reminded today, used or not: what stands in the outbox must
    not tell who has answered (`to_be_sent` does)."""
    return _answerable(on).filter(sent=True, remind_on__lte=on).order_by("remind_on", "pk")


def to_be_sent(key: str, on: date) -> Invitation | None:
    """The invitation of a letter that is about to leave; None when it need not leave any more:
    somebody has answered or does not want to be asked, or the wave takes no more answers."""
    found = _answerable(on).filter(pk=int(key)).select_related("target__unit", "target__service")
    link = found.select_related("target__wave__document").first()
    try:
        return None if link is None or used([link]) else link
    except LookupError:
        return None  # its receipt key is gone, and nobody could open the link


def _answerable(on: date) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        target__wave__state=WaveState.OPEN,
        target__wave__opens_on__lte=on,
        target__wave__closes_on__gte=on,
    ).select_related("target__wave")


def imports(wave: Wave) -> QuerySet[FeedImport]:
    """What became of each feed and list, newest first."""
    return FeedImport.objects.filter(wave=wave).select_related("by").order_by("-on", "-pk")
