"""Who gathers voices, and who tells those who spoke what came of it, by when."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.enums import (
    ToldBy,
)
from kuulluksi.outcomes.models import Circle, Cluster
from kuulluksi.outcomes.rules.measures import (
    LONGEST_TEXT,
    LONGEST_TRIAL,
    check_some,
    check_text,
    may_make,
)
from kuulluksi.pure.text import Text
from kuulluksi.surveys import rules as surveys
from kuulluksi.surveys.models import Wave

# A survey without a promised day, and a cluster, are told of within so many days.
UNTIL_TOLD = timedelta(days=60)
LONGEST_NAME = 120
MOST_GATHERED = 200


def reply_due(wave: Wave) -> date:
    """By when those who answered a survey are to be told: the day of its promise."""
    return wave.handled_until or (wave.closed_on or wave.closes_on) + UNTIL_TOLD


def may_tell(
    circle: Circle, place: Area | Service | Unit | None, person: Person, leading: Reach, own: Reach
) -> bool:
    """Whoever tells them, and whoever decides about the place; of a survey also those who hold it
    (`own`: whose surveys the person makes), of a cluster also who made it."""
    if circle.owner_id == person.pk or may_make(leading, place):
        return True
    if circle.wave is not None:
        return surveys.may_hold(own, circle.wave.survey)
    return circle.cluster is not None and circle.cluster.by_id == person.pk


def check_telling(
    circle: Circle,
    channel: str,
    told_on: date | None,
    words: Text,
    languages: Collection[str],
    on: date,
) -> date:
    """They are told by a channel, on a day that has come; what everybody reads is written in every
    language of the public pages, what is only written down in any. Returns the day."""
    if channel not in ToldBy.values:
        raise Refused(_("Choose how they were told."), "channel")
    if channel == ToldBy.JOURNEY and circle.wave_id is not None:
        raise Refused(_("Answers to a survey have no journey. Choose another way."), "channel")
    if told_on is None:
        raise Refused(_("Say when they were told."), "on")
    if told_on > on:
        raise Refused(_("This day has not come yet."), "on")
    if circle.wave is not None and told_on < circle.wave.opens_on:
        raise Refused(_("Nobody had answered yet on this day."), "on")
    if circle.wave is None and (on - told_on).days > LONGEST_TRIAL:
        raise Refused(_("Look at the year again."), "on")
    everybody = channel == ToldBy.JOURNEY or (channel == ToldBy.PAGES and circle.wave is not None)
    if everybody:
        empty = _("Write what came of it. They read these words.")
        check_text(words, "words", languages, LONGEST_TEXT, empty)
    else:
        check_some(words, "words", languages, LONGEST_TEXT)
    return told_on


def may_gather(reading: Reach) -> bool:
    """Who puts voices together: those who handle or lead them somewhere."""
    return bool(reading.everything or reading.units or reading.services or reading.areas)


def check_gathering(reading: Reach) -> None:
    if not may_gather(reading):
        raise Refused(_("You do not handle feedback of any place."))


def may_change_cluster(cluster: Cluster, circle: Circle, person: Person, reading: Reach) -> bool:
    """Who made it, who tells the givers, and those who handle or lead what is about its place."""
    return person.pk in (cluster.by_id, circle.owner_id) or may_make(reading, cluster.place)


def check_cluster(name: str, owner: Person | None, due_on: date | None, on: date) -> date:
    """A cluster has a name for the house, somebody who tells the givers, and a day for that, which
    is returned."""
    if not name:
        raise Refused(_("Give it a name. Only the staff sees it."), "name")
    if len(name) > LONGEST_NAME:
        raise Refused(_("At most %(most)d signs.") % {"most": LONGEST_NAME}, "name")
    if owner is None:
        raise Refused(_("Say who tells the givers."), "owner")
    if not owner.is_active:
        raise Refused(_("This person no longer works here."), "owner")
    if due_on is None:
        raise Refused(_("Say by when they are told."), "due_on")
    if due_on < on:
        raise Refused(_("This day has passed."), "due_on")
    if (due_on - on).days > LONGEST_TRIAL:
        raise Refused(_("Givers do not wait longer than a year."), "due_on")
    return due_on


def check_size(number: int) -> None:
    if number > MOST_GATHERED:
        told = _("At most %(most)d feedbacks stand together.")
        raise Refused(told % {"most": MOST_GATHERED}, "voices")


def check_alike(apart: Sequence[date]) -> None:
    """Whoever may know of one voice of a cluster may know of all: `apart` are the days of those
    that are hidden from others than the rest."""
    if apart:
        told = _(
            "The feedback of %(days)s is hidden from somebody whom it concerns. Put it together"
            " apart from the rest."
        )
        days = ", ".join(f"{day.day}.{day.month}.{day.year}" for day in apart)
        raise Refused(told % {"days": days}, "voices")
