"""Every write to the organisation: people, places, duties, the audit trail and the outbox."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from kuulluksi.org import queries, rules
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Absence, AuditEntry, Duty, Mail, Person, Role, Service, Unit, Valid
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines, guarding, retention
from kuulluksi.pure.orgfile import Contents

SAVED = {
    "Area": Audited.PLACE_SAVED,
    "Service": Audited.PLACE_SAVED,
    "Unit": Audited.PLACE_SAVED,
    "Authority": Audited.PLACE_SAVED,
    "Person": Audited.PERSON_SAVED,
    "Role": Audited.ROLE_SAVED,
    "Duty": Audited.DUTY_SAVED,
    "Absence": Audited.ABSENCE_SAVED,
}
# What others may change of a person; the rest is the person's own or belongs to leaving.
OPEN_TO_OTHERS = ("name", "email", "language", "superior", "left_on")


def audit(
    what: Audited,
    subject: str,
    *,
    by: Person | None,
    at: datetime,
    detail: dict[str, int] | dict[str, str] | None = None,
    once_a_day: bool = False,
) -> None:
    """Writes one row of the audit trail: who did what to which row, on which day."""
    on = deadlines.day(at)
    if once_a_day:
        known = AuditEntry.objects.filter(on=on, person=by, what=what, subject=subject)
        if known.exists():
            return
    AuditEntry.objects.create(on=on, person=by, what=what, subject=subject, detail=detail or {})


def queue_mail(to: str, letter: str, language: str, facts: dict[str, str], *, at: datetime) -> Mail:
    """Puts a letter into the outbox, in the same transaction as its reason."""
    return Mail.objects.create(
        queued_on=deadlines.day(at), to=to, letter=letter, language=language, facts=facts
    )


def mark_sent(mail: Mail, *, at: datetime) -> None:
    """The facts of a sent letter are erased at once, and so is the address of a giver or of
    somebody invited; that it left is kept for thirty days."""
    forgotten = mail.letter in Mail.TO_GIVERS | Mail.INVITATIONS
    erased = {"facts": {}, "to": ""} if forgotten else {"facts": {}}
    Mail.objects.filter(pk=mail.pk).update(sent_on=deadlines.day(at), **erased)


def drop_letters(addresses: models.QuerySet[Any, str]) -> None:
    """Givers' addresses are erased: what still waits to be sent there is sent no more."""
    Mail.objects.filter(letter__in=Mail.TO_GIVERS, to__in=addresses).delete()


def mark_failed(mail: Mail) -> None:
    Mail.objects.filter(pk=mail.pk).update(tries=models.F("tries") + 1)


def save(thing: models.Model, *, by: Person | None, at: datetime) -> None:
    """Saves a place, a person, a role, a duty or an absence after its checks, with an audit row.

    Raises `rules.Refused` with the field at fault.
    """
    if isinstance(thing, Unit):
        rules.check_parent(thing)
    if isinstance(thing, Person):
        rules.check_superior(thing)
    if isinstance(thing, Duty):
        rules.check_duty(thing)
        before = Duty.objects.filter(pk=thing.pk).first()
        if before and (thing.kind != before.kind or not thing_holds(thing, at)):
            rules.check_last(before, deadlines.day(at))
    if isinstance(thing, Absence):
        rules.check_days(thing.starts_on, thing.ends_on, "ends_on")
    elif isinstance(thing, Valid):
        rules.check_days(thing.valid_from, thing.valid_until)
    with transaction.atomic():
        detail = detail_of(thing)
        if isinstance(thing, Person) and thing.pk:
            detail = {"changed": ", ".join(_rewrite(thing, at=at))}
        else:
            thing.save()
        if isinstance(thing, Service):
            for unit in thing.units.all():
                unit.save()  # a unit is found by its service's name too
        audit(SAVED[thing.__class__.__name__], subject_of(thing), by=by, at=at, detail=detail)


def _rewrite(person: Person, *, at: datetime) -> list[str]:
    """Writes what others may change of a person, and tells the old address when it changes: nobody
    takes over an account unseen. Somebody who has just left stays gone. Returns what changed."""
    before = Person.objects.select_for_update().get(pk=person.pk)
    if not before.is_active:
        raise Refused(_("This person no longer works here."))
    person.email = person.normalize_username(person.email)
    changed = [name for name in OPEN_TO_OTHERS if getattr(person, name) != getattr(before, name)]
    if "email" in changed:
        person.email_since = deadlines.day(at)
        facts = {"name": before.name}
        queue_mail(before.email, "address-changed", before.language, facts, at=at)
    person.save(update_fields=[*OPEN_TO_OTHERS, "email_since"])
    return changed


def set_password(person: Person, password: str, *, at: datetime) -> None:
    """A person's own new password; whoever chose it need not wait for wrong ones before it."""
    person.set_password(password)
    person.wrong_passwords, person.wait_until = 0, None
    _save_own(person, "password", "wrong_passwords", "wait_until", at=at)


def set_language(person: Person, language: str, *, at: datetime) -> None:
    """The language of a person's own pages and letters."""
    person.language = language
    _save_own(person, "language", at=at)


def _save_own(person: Person, field: str, *more: str, at: datetime) -> None:
    """Nothing but these fields, so that somebody who has just left stays gone."""
    with transaction.atomic():
        person.save(update_fields=[field, *more])
        detail = {"changed": field}
        audit(Audited.PERSON_SAVED, subject_of(person), by=person, at=at, detail=detail)


def sign_in(email: str, *, right: bool, at: datetime) -> bool:
    """Whether somebody with a right or a wrong password comes in now. Wrong ones in a row make even
    the right one wait (`pure.guarding`), so that guessing takes years; the next right one forgives
    them. What is tried during the wait counts for nothing, and an unknown address is only wrong."""
    known = Person.objects.filter(email=Person.normalize_username(email), is_active=True)
    with transaction.atomic():
        person = known.select_for_update().first()
        if person is None or (person.wait_until and at < person.wait_until):
            return False
        wrong = 0 if right else person.wrong_passwords + 1
        wait = guarding.wait(wrong)
        known.update(wrong_passwords=wrong, wait_until=at + wait if wait else None)
    return right


def invite(person: Person, *, link_of: Callable[[Person], str], by: Person, at: datetime) -> None:
    """A letter whose link lets a person choose a password; a new person is saved without one.

    An address that has just changed gets none: see `_rewrite`.
    """
    if person.pk and guarding.address_is_new(person.email_since, deadlines.day(at)):
        raise Refused(
            _(
                "The e-mail address of this person was changed less than three days ago. The old"
                " address was told of it. Send the link when three days have passed."
            )
        )
    with transaction.atomic():
        if person.pk:
            detail = {"link": "sent"}
            audit(Audited.PERSON_SAVED, subject_of(person), by=by, at=at, detail=detail)
        else:
            person.set_unusable_password()
            save(person, by=by, at=at)
        facts = {"name": person.name, "link": link_of(person)}
        queue_mail(person.email, "welcome", person.language, facts, at=at)


def thing_holds(duty: Duty, at: datetime) -> bool:
    on = deadlines.day(at)
    return duty.valid_from <= on and (duty.valid_until is None or on <= duty.valid_until)


def remove(thing: Role | Duty | Absence, *, by: Person, at: datetime) -> None:
    """Removes a role, a duty or an absence that was entered by mistake."""
    if isinstance(thing, Duty):
        rules.check_last(thing, deadlines.day(at))
    with transaction.atomic():
        audit(Audited.REMOVED, subject_of(thing), by=by, at=at, detail=detail_of(thing))
        thing.delete()


def leave(person: Person, *, on: date, by: Person | None, at: datetime) -> None:
    """Somebody leaves: signs in no more, duties and roles end. The daily check and the caller find
    new owners for what they owned. The last dispatcher and the last independent reader cannot leave
    before another is named."""
    for duty in Duty.objects.filter(Duty.on(on), person=person):
        rules.check_last(duty, on)
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(is_active=False, left_on=on)
        for table in (Duty, Role):
            current = table.objects.filter(person=person)
            current.filter(valid_from__gt=on).delete()
            current.filter(models.Q(valid_until=None) | models.Q(valid_until__gt=on)).update(
                valid_until=on
            )
        Duty.objects.filter(deputy=person).update(deputy=None)
        Person.objects.filter(superior=person).update(superior=None)
        audit(Audited.PERSON_LEFT, subject_of(person), by=by, at=at)
    person.refresh_from_db()


def import_places(contents: Contents, *, by: Person | None, at: datetime) -> queries.ImportPlan:
    """Reads a file into the organisation, whole or not at all. Nothing is removed: a place that the
    file does not mention stays. Returns what was done; with a bad row nothing was.

    Raises `rules.Refused` when a place breaks a rule together with what is already there.
    """
    with transaction.atomic():
        plan = queries.plan(contents, deadlines.day(at))
        for change in (*plan.created, *plan.changed):
            save(change.place, by=by, at=at)
        if plan.created or plan.changed:
            done = {"created": len(plan.created), "changed": len(plan.changed)}
            audit(Audited.IMPORTED, "organisation", by=by, at=at, detail=done)
    return plan


def erase_expired(*, at: datetime) -> dict[str, int]:
    """Erases what its time has come for (`pure.retention`). Returns how many rows went."""
    on = deadlines.day(at)
    with transaction.atomic():
        gone = {
            "mail": Mail.objects.filter(queued_on__lte=on - retention.MAIL).delete()[0],
            "absences": Absence.objects.filter(ends_on__lte=on - retention.MAIL).delete()[0],
            "audit": AuditEntry.objects.filter(on__lte=on - retention.RECORDS).delete()[0],
            "people": 0,
        }
        for person in Person.objects.filter(left_on__lte=on - retention.PEOPLE).exclude(name=""):
            Role.objects.filter(person=person).delete()
            person.name, person.email = "", f"erased-{person.pk}@invalid"
            person.set_unusable_password()
            person.save()
            gone["people"] += 1
        if any(gone.values()):
            audit(Audited.ERASED, "organisation", by=None, at=at, detail=gone)
    return gone


def detail_of(thing: models.Model) -> dict[str, str]:
    """Of a role also who has it, which it is and where: so a role given to oneself is seen."""
    if not isinstance(thing, Role):
        return {}
    where = subject_of(thing.place) if thing.place else "authority"
    return {"person": f"person {thing.person_id}", "role": thing.kind, "place": where}


def subject_of(thing: models.Model) -> str:
    return f"{type(thing).__name__.lower()} {thing.pk}"
