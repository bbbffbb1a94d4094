"""The urgent flag as it is set: a step of the journey, and a letter at once to who is on duty."""

from datetime import datetime

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.models import Mail, Person
from kuulluksi.pure import deadlines
from kuulluksi.pure.routing import on_duty
from kuulluksi.voices import queries
from kuulluksi.voices.actions.writing import still_hidden, write_step
from kuulluksi.voices.enums import Event, State, Urgency
from kuulluksi.voices.models import Voice

# Beyond so many letters in a day a person is not written to: a flood of forms must not fill
# somebody's mailbox, and what robots send must not use up the letters about people. The voices
# stand first in the inbox all the same.
LETTERS_A_DAY = {"urgent": 20, "urgent-held": 3}


def alarm(voice: Voice, why: Urgency, *, at: datetime, by: Person | None = None) -> None:
    """Marks a locked voice as urgent and tells of it, once as long as it is urgent. Call inside a
    transaction."""
    if voice.urgent:
        return
    on = deadlines.day(at)
    hidden = still_hidden(voice, queries.place_of(voice))
    if voice.beyond_workers:
        hidden |= org.workers_on_duty(on)
    found = on_duty(org.directory(on), on, hidden)
    write_step(
        voice,
        Event.URGENT,
        by=by,
        at=at,
        title=found.title,
        to=found.owner,
        detail=str(why),
        urgent=why,
    )
    if found.owner is not None and (by is None or by.pk != found.owner):
        held = voice.state == State.HELD and why != Urgency.READER
        _write_letter("urgent-held" if held else "urgent", found.owner, why, at=at)


def _write_letter(letter: str, person_id: int, why: Urgency, *, at: datetime) -> None:
    """One after the other, so that they are counted right."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    today = Mail.objects.filter(to=person.email, letter=letter, queued_on=deadlines.day(at))
    left = LETTERS_A_DAY[letter] - today.count()
    if left > 0:
        facts = {"reason": str(why)} | ({"last": "yes"} if left == 1 else {})
        org_actions.queue_mail(person.email, letter, person.language, facts, at=at)
