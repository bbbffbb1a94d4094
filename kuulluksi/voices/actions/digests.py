"""What people are told of once a day: numbers and reasons, never words, places or names."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.pure import deadlines
from kuulluksi.voices import queries
from kuulluksi.voices.models import Notice

# So many rows at a time are erased: databases bound the length of a statement.
CHUNK = 500


def write_digests(*, at: datetime) -> int:
    """One letter a day to everybody who has something to be told, in office hours. What is gathered
    for somebody who is away waits; for somebody who has left it is erased. Returns how many letters
    were written."""
    if not deadlines.office_hours(at):
        return 0
    Notice.objects.filter(person__is_active=False).delete()
    on = deadlines.day(at)
    reached = org.reached("digest", on)
    return sum(_write_digest(person, reached, at=at) for person in queries.digests_due(on))


def _write_digest(person_id: int, reached: frozenset[str], *, at: datetime) -> bool:
    """The letter, the day of the letter and the erasing of what it tells are one transaction. While
    an earlier one has not left (`reached`), what is new gathers: nobody gets two in a day."""
    on = deadlines.day(at)
    with transaction.atomic():
        # Without the key: whoever gives a voice to this person meanwhile does not wait.
        person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
        if not person.is_active or (person.digest_on is not None and person.digest_on >= on):
            return False
        if person.email in reached:
            return False
        voices: set[tuple[str, int]] = set()
        counts: Counter[str] = Counter()
        keys = []
        for key, reason, voice, number, holds in queries.notices_of(person, on):
            keys.append(key)
            if not holds or (reason, voice) in voices:
                continue
            if voice is not None:
                voices.add((reason, voice))
            counts[reason] += number
        for start in range(0, len(keys), CHUNK):
            Notice.objects.filter(pk__in=keys[start : start + CHUNK]).delete()
        facts = {reason: str(number) for reason, number in counts.items() if number}
        if not facts:
            return False
        Person.objects.filter(pk=person.pk).update(digest_on=on)
        org_actions.queue_mail(person.email, "digest", person.language, facts, at=at)
    return True
