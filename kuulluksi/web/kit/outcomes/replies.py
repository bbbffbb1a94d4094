"""Whether those who spoke were told, in words: for the public and the staff alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuulluksi.outcomes.enums import ToldBy
from kuulluksi.outcomes.queries import circles
from kuulluksi.outcomes.queries.circles import Reply
from kuulluksi.pure.text import Text
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.tags import day_text


@dataclass(frozen=True)
class Stand:
    """Where a circle stands: what is said, how late it is or was, and whether they still wait."""

    words: str
    late: str = ""
    waits: bool = False


@dataclass(frozen=True)
class Line:
    """The same of a survey, as everybody reads it. `said`: what was told on public pages besides
    the promise, each with its day."""

    stand: Stand
    channels: str = ""
    said: Sequence[tuple[Text, date]] = ()


def stand(reply: Reply) -> Stand:
    """By when they will be told, for how long they have waited, or when they were told."""
    if reply.told_on is not None:
        return Stand(_("Told %(day)s") % {"day": day_text(reply.told_on)}, _late(reply))
    if reply.late:
        return Stand(_("Not told yet"), _late(reply), waits=True)
    return Stand(_("To be told by %(day)s") % {"day": day_text(reply.due_on)}, waits=True)


def stand_of_survey(reply: Reply) -> Stand:
    """The same about those who answered a survey."""
    if reply.told_on is not None:
        told = _("Those who answered were told on %(day)s")
        return Stand(told % {"day": day_text(reply.told_on)}, _late(reply))
    if reply.late:
        return Stand(_("Those who answered have not been told yet"), _late(reply), waits=True)
    told = _("Those who answered are told by %(day)s")
    return Stand(told % {"day": day_text(reply.due_on)}, waits=True)


def stands(waves: Iterable[Wave], on: date) -> dict[int, Stand]:
    """By key of each of the waves that has closed."""
    return {key: stand_of_survey(reply) for key, reply in circles.replies(waves, on).items()}


def line(wave: Wave, on: date) -> Line | None:
    """Of a wave that has closed."""
    reply = circles.replies([wave], on).get(wave.pk)
    if reply is None:
        return None
    ways = dict.fromkeys(
        f"{lowered(str(each.channel.label))} {day_text(each.on)}" for each in reply.tellings
    )
    said = [
        (each.words, each.on)
        for each in reply.tellings
        if each.channel == ToldBy.PAGES and each.row is not None and each.words
    ]
    return Line(stand_of_survey(reply), ", ".join(ways), said)


def lowered(words: str) -> str:
    """A label in the middle of a sentence."""
    return words[:1].lower() + words[1:]


def _late(reply: Reply) -> str:
    if not reply.late:
        return ""
    days = ngettext("%(n)d day late", "%(n)d days late", reply.days_late)
    return days % {"n": reply.days_late}
