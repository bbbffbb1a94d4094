"""A team talks: what its supervisor puts on the agenda, what it concludes, and its weekly news."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.cases import queries, rules
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.voices.actions.handling import for_staff
from kuulluksi.voices.actions.notices import tell
from kuulluksi.voices.actions.writing import write_step
from kuulluksi.voices.enums import Event, Reason
from kuulluksi.voices.models import TeamWeek, Voice
from kuulluksi.voices.rules import check_words

WEEK = timedelta(days=7)
# What a team is told of its week, in this order.
NEWS = {
    "thanks": Reason.TEAM_THANKS,
    "criticism": Reason.TEAM_CRITICISM,
    "answered": Reason.TEAM_ANSWERED,
}


def put_on_agenda(voice: Voice, *, by: Person, at: datetime, subject: str) -> None:
    """Puts a voice on its team's agenda under a line in the supervisor's own words, and tells the
    team. The notice names no voice: the team reads the line, not the inbox."""
    subject = check_words(subject, "subject", _("Write what the team talks about."))
    on = deadlines.day(at)
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=None, at=at)
        rules.check_agenda(queries.of_voice(voice))
        if voice.agenda_on is not None:
            raise Refused(_("This is on the team's agenda already."), "subject")
        write_step(voice, Event.AGENDA, by=by, at=at, words=subject, agenda_on=on)
        team = org.members([voice.unit_id or 0], on).exclude(pk=by.pk)
        for person in team.exclude(pk__in=voice.hidden.values("person")):
            tell(person.pk, Reason.AGENDA, at=at)


def conclude(voice: Voice, *, by: Person, at: datetime, words: str) -> None:
    """Records what the team concluded. The giver reads it in the journey."""
    words = check_words(words, "conclusion", _("Write what the team concluded."))
    with transaction.atomic():
        voice = for_staff(voice, by=by, seen=None, at=at)
        if voice.agenda_on is None:
            raise Refused(_("This is not on the team's agenda."), "conclusion")
        write_step(
            voice,
            Event.CONCLUDED,
            by=by,
            at=at,
            words=words,
            title=voice.owner_title,
            agenda_on=None,
        )


def tell_teams(*, at: datetime) -> int:
    """Once a week, from its first working day on: everybody of a team is told how much praise,
    criticism and answers there were the week before. Returns how many people were told.

    The notices and the week's row are one transaction, and a week has one row: a worker that is
    ended in between has told nobody, and the next one tells everybody once.
    """
    on = deadlines.day(at)
    monday = on - timedelta(days=on.weekday())
    if on < first_working_day(monday):
        return 0
    last = monday - WEEK
    with transaction.atomic():
        _row, fresh = TeamWeek.objects.get_or_create(monday=last, defaults={"told_on": on})
        if not fresh:
            return 0
        return sum(_tell_of_week(person, last, at=at) for person in org.on_teams(on))


def first_working_day(monday: date) -> date:
    return deadlines.next_working_day(monday - timedelta(days=1))


def _tell_of_week(person: Person, monday: date, *, at: datetime) -> bool:
    units = queries.own_units(person, deadlines.day(at))
    news = queries.team_week(person, units, monday, monday + WEEK - timedelta(days=1))
    told = [(reason, news[name]) for name, reason in NEWS.items() if news[name]]
    for reason, number in told:
        tell(person.pk, reason, at=at, number=number)
    return bool(told)
