"""Praise travels: thanks are told to the workers whom they name, each of them once."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from kuulluksi.cases import queries, rules
from kuulluksi.cases.models import Thanked
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import thanking
from kuulluksi.voices import actions
from kuulluksi.voices import queries as voices
from kuulluksi.voices.actions.handling import for_staff
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.actions.writing import locked, write_step
from kuulluksi.voices.enums import Event, Reason
from kuulluksi.voices.models import Voice

log = logging.getLogger(__name__)


def pass_on(
    voice: Voice, people: Iterable[Person], *, by: Person | None, at: datetime
) -> list[Person]:
    """Tells thanks to workers: each reads them from now on, and hears of it in the next digest.

    Whoever was told already is not told again, and nobody is told of what is hidden from them.
    `by` None: the names were found in the text. Who may do this, the caller has checked. Returns
    those who were told now.
    """
    with transaction.atomic():
        voice = locked(voice)
        told = rules.check_praise(queries.of_voice(voice))
        without = voices.hidden_from(voice) | queries.thanked(voice)
        fresh = [
            person
            for person in dict.fromkeys(people)
            if person.is_active and person.pk not in without
        ]
        Thanked.objects.bulk_create([Thanked(feedback=told, person=person) for person in fresh])
        for person in fresh:
            write_step(voice, Event.PASSED_ON, by=by, at=at, to=person.pk)
            tell(person.pk, Reason.THANKS, at=at, voice=voice)
    return fresh


def tell_by_hand(voice: Voice, people: Iterable[Person], *, by: Person, at: datetime) -> None:
    """A reader tells thanks to colleagues whom the words do not name for certain."""
    chosen = list(people)
    if not chosen:
        raise Refused(_("Choose whom you tell."), "people")
    with transaction.atomic():
        for_staff(voice, by=by, seen=None, at=at)
        if not pass_on(voice, chosen, by=by, at=at):
            raise Refused(_("These workers have been told already."), "people")


def tell_the_named(voice: Voice, *, at: datetime) -> list[Person]:
    """Tells thanks to the workers whom they name. What must not travel is told to nobody; where the
    words may blame one of those named, a reader decides."""
    told = queries.travelling(voice.pk)
    words = voices.first_words(voice.pk) if told is not None else None
    if told is None or not words:
        return []
    team = {person.pk: person for person in queries.may_be_meant(voice)}
    named = thanking.named(words, {key: person.name for key, person in team.items()})
    if not named:
        return []
    return pass_on(voice, [team[key] for key in sorted(named)], by=None, at=at)


def make_findable(*, at: datetime, at_most: int = 200) -> int:
    """What becomes of new words: thanks are told to whom they name, and the words are made
    findable. Returns how many voices were looked at.

    A voice leaves the line only when its words are findable, which comes last. So whatever moment
    the worker is killed at, thanks are looked at again, and `pass_on` tells nobody twice.
    """
    for voice in queries.new_thanks(voices.words_due(at_most)):
        try:
            tell_the_named(voice, at=at)
        except (OperationalError, InterfaceError):
            raise  # the database is away; the next round tries again
        except Exception as error:  # noqa: BLE001  one text must not stop those behind it
            log.warning("Thanks could not be told: %s", type(error).__name__)
    return actions.make_findable(at_most=at_most)
