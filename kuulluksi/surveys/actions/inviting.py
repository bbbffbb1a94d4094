"""People are invited by name: each gets a link of their own, is reminded once, and may say no. What
the house keeps beside it tells nothing of their answers.
"""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Mail, Person, insert, random_key
from kuulluksi.pure import deadlines, receipt
from kuulluksi.pure.visitfeed import Choice, Wanted
from kuulluksi.surveys import queries, rules
from kuulluksi.surveys.actions.answering import hold_open
from kuulluksi.surveys.actions.shuffling import rewrite_alone
from kuulluksi.surveys.models import Asked, FeedImport, Invitation, Wave, WaveTarget

# So many rows are written by one statement, and so many letters by one round of the worker.
CHUNK = 200


def invite(wave: Wave, choice: Choice, *, by: Person, at: datetime) -> FeedImport:
    """Makes a link for everybody who is wanted, whole or not at all, and keeps the counts of those
    who were left out. Whoever was asked or said no since the list was looked at is left out too, so
    that a list sent twice invites once.

    Raises Refused when the wave asks nobody any more.
    """
    on = deadlines.day(at)
    with transaction.atomic():
        rewrite_alone()  # of two lists that name the same people the second waits here
        hold_open(wave.pk)  # after it, as `close` does
        wave = Wave.objects.get(pk=wave.pk)
        by_phone = any(each.address.startswith("+") for each in choice.wanted)
        rules.check_inviting(wave, on, by_phone=by_phone)
        choice = queries.willing(wave, choice, on)
        wanted = random.SystemRandom().sample(choice.wanted, len(choice.wanted))
        for start in range(0, len(wanted), CHUNK):
            some = wanted[start : start + CHUNK]
            insert([_link(each) for each in some])
            _remember([each.address for each in some], on)
        for target in {each.target for each in wanted}:
            number = sum(each.target == target for each in wanted)
            WaveTarget.objects.filter(pk=target, wave=wave).update(invited=F("invited") + number)
        done = FeedImport.objects.create(
            wave=wave,
            on=on,
            by=by,
            rows=choice.rows,
            invited=len(wanted),
            excluded={str(reason): number for reason, number in choice.left_out.items()},
        )
        detail = {"rows": done.rows, "invited": done.invited}
        org_actions.audit(Audited.INVITED, f"wave {wave.pk}", by=by, at=at, detail=detail)
    return done


def _link(wanted: Wanted) -> Invitation:
    key, number = next(iter(settings.RECEIPT_KEYS.values())), random_key()
    return Invitation(
        id=number,
        target_id=wanted.target,
        address=wanted.address,
        language=wanted.language,
        lookup=receipt.digest(key, receipt.make(key, f"invitation:{number}")),
        send_on=wanted.send_on,
    )


def _remember(addresses: Sequence[str], on: date) -> None:
    """That they were asked today: digests only."""
    lookups = [queries.contact_lookup(address) for address in addresses]
    known = Asked.objects.filter(lookup__in=lookups)
    known.update(asked_on=on)
    new = set(lookups) - set(known.values_list("lookup", flat=True))
    insert([Asked(lookup=lookup, asked_on=on) for lookup in sorted(new)])


def opt_out(code: str, *, at: datetime) -> None:
    """Nobody asks this person again, and the links that wait for them go. `code` is that of a link:
    only whoever got it can say no, so that nobody silences somebody else. Says nothing of whether
    there was such a link."""
    with transaction.atomic():
        rewrite_alone()  # the rewrite wants the same tables in another order
        link = queries.link_of(code)
        if link is not None:
            lookup = queries.contact_lookup(link.address)
            insert([Asked(lookup=lookup, asked_on=deadlines.day(at))], unless_there=True)
            Asked.objects.filter(lookup=lookup).update(opted_out=True)
            Invitation.objects.filter(address__iexact=link.address).delete()


def send_invitations(*, at: datetime) -> int:
    """Puts the invitations and reminders of the day into the outbox, a batch at a time, between
    eight and eight (`pure.deadlines.message_hours`). Returns how many.

    The letter and the mark that it was written are one transaction, so that nobody is written to
    twice. The outbox names the invitation and never its code.
    """
    if not deadlines.message_hours(at):
        return 0
    on = deadlines.day(at)
    with transaction.atomic():
        waiting = _locked(queries.invitations_due(on))
        _write(waiting, "invitation", on)
        for wave in {link.target.wave for link in waiting}:
            sent = [link.pk for link in waiting if link.target.wave_id == wave.pk]
            Invitation.objects.filter(pk__in=sent).update(sent=True, remind_on=_reminder(wave, on))
    with transaction.atomic():
        reminded = _locked(queries.reminders_due(on))
        _write(reminded, "invitation-reminder", on)
        done = Invitation.objects.filter(pk__in=[link.pk for link in reminded])
        done.update(remind_on=None)
    return len(waiting) + len(reminded)


def _locked(due: QuerySet[Invitation]) -> list[Invitation]:
    """A batch that no second worker takes at the same time."""
    return list(due.select_for_update(skip_locked=True, of=("self",))[:CHUNK])


def _reminder(wave: Wave, on: date) -> date | None:
    """The day on which people are reminded, if answers are still taken then."""
    day = on + timedelta(days=wave.remind_days)
    return day if wave.remind_days and day <= wave.closes_on else None


def _write(links: Sequence[Invitation], letter: str, on: date) -> None:
    insert(
        [
            Mail(
                queued_on=on,
                to=link.address,
                language=link.language,
                letter=f"{letter}-sms" if link.address.startswith("+") else letter,
                facts={"invitation": str(link.pk)},
            )
            for link in links
        ]
    )
