"""What the worker does for voices: makes words findable, proves that nothing is lost, erases."""

import logging
from datetime import date, datetime

from django.db import InterfaceError, OperationalError, connection, transaction

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines, words
from kuulluksi.pure.retention import MAIL, RECORDS, SURGE
from kuulluksi.voices import queries
from kuulluksi.voices.actions.harm import erase_harm_words, look_after_harm
from kuulluksi.voices.actions.writing import find_owner, locked
from kuulluksi.voices.enums import OPEN
from kuulluksi.voices.models import (
    Contact,
    DailyCheck,
    Notice,
    Passage,
    Publication,
    Surge,
    TeamWeek,
    Voice,
    VoiceWords,
)

log = logging.getLogger(__name__)


def reroute(voice: Voice, *, at: datetime) -> None:
    """Finds a new owner for a voice whose owner has left or is missing. No clock is changed."""
    with transaction.atomic():
        find_owner(locked(voice), at=at)


def let_go(person: Person, *, on: date, by: Person, at: datetime) -> None:
    """Somebody leaves: what they owned finds a new owner in the same moment. A day to come is only
    written down, and the daily check carries it out."""
    with transaction.atomic():
        if on > deadlines.day(at):
            person.left_on = on
            org_actions.save(person, by=by, at=at)
            return
        org_actions.leave(person, on=on, by=by, at=at)
        for voice in queries.owned_by(person):
            reroute(voice, at=at)
        look_after_harm(at=at)


def make_findable(*, at_most: int = 200) -> int:
    """Writes the base forms of new words beside them. Returns how many voices were looked at. One
    whose words cannot be analysed is given up, so that the others behind it are found."""
    due = queries.words_due(at_most)
    for voice_id in due:
        try:
            _write_lemmas(voice_id)
        except (OperationalError, InterfaceError):
            raise  # the database is away; the words are not at fault
        except Exception as error:  # noqa: BLE001  nobody knows what a word may break
            log.warning("A voice could not be made findable: %s", type(error).__name__)
            Voice.objects.filter(pk=voice_id).update(words_due=False)
    return len(due)


def _write_lemmas(voice_id: int) -> None:
    """Nothing is locked during the analysis: it takes its time, and on SQLite nobody else could
    write. If words were added or erased meanwhile, the voice waits for the next round."""
    passages = Passage.objects.filter(voice=voice_id).order_by("number")
    bodies = dict(passages.values_list("pk", "body"))
    lemmas = words.lemmas(" ".join(bodies.values()))
    with transaction.atomic():
        voice = Voice.objects.select_for_update().filter(pk=voice_id).first()
        if voice is None or list(passages.values_list("pk", flat=True)) != list(bodies):
            return
        VoiceWords.objects.update_or_create(voice=voice, defaults={"lemmas": lemmas})
        Voice.objects.filter(pk=voice_id).update(words_due=False)


def daily_check(*, at: datetime) -> DailyCheck:
    """The daily proof: every open voice has an owner who works here, and no duty belongs to
    somebody who has left. What can be mended is mended; what is left is named, but people only by
    their keys: the check is kept longer than a name."""
    on = deadlines.day(at)
    with transaction.atomic():
        findings: list[dict[str, object]] = []
        for person in org.leaving(on):
            try:
                org_actions.leave(person, on=person.left_on or on, by=None, at=at)
            except Refused:
                findings.append(
                    {"what": "last-of-a-duty-left", "id": person.pk, "person": person.pk}
                )
        rerouted = 0
        for voice in queries.without_owner():
            reroute(voice, at=at)
            rerouted += 1
        findings += [
            {"what": "voice-without-owner", "id": str(pk)}
            for pk in queries.without_owner().values_list("pk", flat=True)
        ]
        findings += [
            {"what": "duty-of-the-left", "id": duty.pk, "person": duty.person_id}
            for duty in org.duties_of_the_left(on)
        ]
        findings += [
            {"what": "rule-of-the-left", "id": rule.pk, "person": rule.to_id}
            for rule in queries.rules_of_the_left()
        ]
        look_after_harm(at=at)
        findings += [
            {"what": "harm-without-reader", "id": str(pk)}
            for pk in queries.harm_without_reader().values_list("pk", flat=True)
        ]
        check, _made = DailyCheck.objects.update_or_create(
            on=on,
            defaults={
                "open_voices": Voice.objects.filter(state__in=OPEN).count(),
                "rerouted": rerouted,
                "findings": findings,
            },
        )
    return check


def erase_expired(*, at: datetime) -> dict[str, int]:
    """Erases what its time has come for (`pure.retention`). Returns how many rows went."""
    on = deadlines.day(at)
    with transaction.atomic():
        contacts = Contact.objects.filter(erase_on__lte=on)
        kept = Contact.objects.filter(erase_on__gt=on).values_list("address", flat=True)
        org_actions.drop_letters(
            contacts.exclude(address__in=kept).values_list("address", flat=True)
        )
        wordless = list(
            Passage.objects.filter(erase_on__lte=on).values_list("voice_id", flat=True).distinct()
        )
        gone = {
            "passages": Passage.objects.filter(erase_on__lte=on).delete()[0],
            "notices": Notice.objects.filter(on__lte=on - MAIL).delete()[0],
            "publications": Publication.objects.filter(erase_on__lte=on).delete()[0],
            "contacts": contacts.delete()[0],
            "harm": erase_harm_words(on),
            "surges": Surge.objects.filter(found_on__lte=on - SURGE).delete()[0],
            "weeks": TeamWeek.objects.filter(told_on__lte=on - SURGE).delete()[0],
            "checks": DailyCheck.objects.filter(on__lte=on - RECORDS).delete()[0],
            "voices": Voice.objects.filter(erase_on__lte=on).delete()[1].get("kuulluksi.Voice", 0),
        }
        VoiceWords.objects.filter(voice__in=wordless).delete()
        Voice.objects.filter(pk__in=wordless).update(words_due=True)
        if wordless and connection.vendor == "sqlite":
            # The index only marks words as gone until its parts are merged.
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO voice_words_fts(voice_words_fts) VALUES ('optimize')")
        if any(gone.values()):
            org_actions.audit(Audited.ERASED, "voices", by=None, at=at, detail=gone)
    return gone
