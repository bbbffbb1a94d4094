"""What may be told of how results were used, and when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.enums import (
    Level,
    Practice,
    Results,
    Where,
    Who,
)
from kuulluksi.outcomes.models import Talk, UseReport, UseRound
from kuulluksi.outcomes.rules.measures import LONGEST_TEXT

LONGEST_ROUND = 366
MOST_TALKS = 12


def may_open_round(leading: Reach, reading: Reach) -> bool:
    """Whoever decides about the whole authority, and the administrator, who decides nothing by
    asking."""
    return leading.everything or reading.administers


def check_round(year: int | None, due_on: date | None, on: date) -> tuple[int, date]:
    """A round asks about this year or the last one, and gives time to answer. Returns both."""
    if year is None or year not in (on.year, on.year - 1):
        raise Refused(_("Choose this year or the last one."), "year")
    if UseRound.objects.filter(year=year).exists():
        raise Refused(_("The round of %(year)d is open already.") % {"year": year}, "year")
    if due_on is None:
        raise Refused(_("Say by when the units answer."), "due_on")
    if due_on <= on:
        raise Refused(_("Give the units time: choose a later day."), "due_on")
    if (due_on - on).days > LONGEST_ROUND:
        raise Refused(_("A round lasts a year at the most."), "due_on")
    return year, due_on


def is_answerable(report: UseReport, on: date) -> bool:
    """Until the last day an answer may be corrected; a late one is taken on any day, and corrected
    on the same day."""
    return on <= report.round.due_on or report.answered_on in (None, on)


def use_faults(
    year: int, practices: Mapping[str, str], talks: Sequence[Talk], why_none: str, on: date
) -> Iterator[Refused]:
    """Everything that an answer to a round lacks, each with its field; those of the third occasion
    begin with "talk-2-"."""
    for practice in Practice:
        if practices.get(practice) not in Level.values:
            yield Refused(_("Choose one."), f"practice-{practice}")
    if not talks and not why_none:
        yield Refused(_("Tell of one occasion, or tell why there was none."), "why_none")
    if talks and why_none:
        told = _("You told of an occasion. Then leave this empty.")
        yield Refused(told, "why_none")
    if len(why_none) > LONGEST_TEXT:
        yield Refused(_("At most %(most)d signs.") % {"most": LONGEST_TEXT}, "why_none")
    if len(talks) > MOST_TALKS:
        yield Refused(_("Tell of %(most)d occasions at most.") % {"most": MOST_TALKS})
    for number, talk in enumerate(talks):
        for fault in _talk_faults(talk, year, on):
            yield Refused(fault.sentence, f"talk-{number}-{fault.field}")


def _talk_faults(talk: Talk, year: int, on: date) -> Iterator[Refused]:
    if talk.results not in Results.values:
        yield Refused(_("Choose which results you talked about."), "results")
    if talk.wave is not None and talk.results not in (Results.SURVEY, Results.PULSE):
        yield Refused(_("Choose a survey only with the results of one."), "wave")
    if talk.where not in Where.values:
        yield Refused(_("Choose where."), "where")
    if not talk.who or set(talk.who) - set(Who.values):
        yield Refused(_("Choose with whom."), "who")
    # The row is not stored yet, and may lack what the table asks for.
    told_on: date | None = talk.on
    if told_on is None:
        yield Refused(_("Say when."), "on")
    elif told_on > on:
        yield Refused(_("This day has not come yet."), "on")
    elif told_on.year < year:
        yield Refused(_("This round asks about %(year)d.") % {"year": year}, "on")
    if len(talk.followed) > LONGEST_TEXT:
        yield Refused(_("At most %(most)d signs.") % {"most": LONGEST_TEXT}, "followed")
