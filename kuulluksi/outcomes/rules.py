"""What may be done with a measure, by whom. A `check_` raises `Refused` with the sentence the user
sees."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.org.queries import Reach
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.enums import (
    OPEN,
    STILL,
    TRANSITIONS,
    Level,
    MeasureEvent,
    MeasureKind,
    MeasureState,
    Practice,
    Results,
    ToldBy,
    Where,
    Who,
)
from kuulluksi.outcomes.models import Circle, Cluster, Measure, Talk, UseReport, UseRound
from kuulluksi.pure.text import Text
from kuulluksi.surveys import rules as surveys
from kuulluksi.surveys.models import Wave

LONGEST_TITLE = 120
LONGEST_TEXT = 1000
LONGEST_TRIAL = 366
LONGEST_COMMENT = 2000
MOST_PEOPLE = 100_000
YEARS_AHEAD = 5


class Stale(Refused):
    """Somebody else changed it first."""


def may_make(leading: Reach, place: Area | Service | Unit | None) -> bool:
    """Whether somebody of this reach (`org.queries.leading`) decides on measures of a place; None:
    the whole authority."""
    return surveys.may_make(leading, place)


def may_change(measure: Measure, person: Person, leading: Reach) -> bool:
    """Whoever answers for it, and whoever decides on measures of its place."""
    return measure.owner_id == person.pk or may_make(leading, measure.place)


def check_change(measure: Measure, person: Person, leading: Reach) -> None:
    if not may_change(measure, person, leading):
        raise Refused(_("Somebody else answers for this measure."))


def may_comment(measure: Measure, person: Person, leading: Reach, home: Collection[int]) -> bool:
    """Who reads and writes down what was said during a trial: whoever changes the measure, and
    those who work in its place (`home`). Words may point to a person."""
    return measure.owner_id == person.pk or surveys.may_key(leading, home, measure.place)


def check_fresh(measure: Measure, seen: int) -> None:
    """Two people on the same measure never overwrite each other: the second is told."""
    if measure.version != seen:
        raise Stale(_("Somebody has changed this measure meanwhile. Your text is safe below."))


def next_state(measure: Measure, event: MeasureEvent) -> MeasureState:
    """Where the event leads. Raises Refused when it cannot happen in the measure's state."""
    state = MeasureState(measure.state)
    if event in STILL:
        return state
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise Refused(_("This cannot be done now: %(state)s.") % {"state": state.label}) from None


def check_event(measure: Measure, event: MeasureEvent) -> None:
    """Nobody says that a trial is done without what was learnt."""
    if measure.kind == MeasureKind.TRIAL and event == MeasureEvent.DONE:
        raise Refused(_("A trial is done with its conclusion."))


def can(measure: Measure, event: MeasureEvent) -> bool:
    return event in STILL or (MeasureState(measure.state), event) in TRANSITIONS


def check_measure(measure: Measure, languages: Collection[str], on: date) -> None:
    """A measure has a name, somebody who answers for it and a day; a trial has its period; what is
    not possible has its reason. One language is enough until the public sees it: a giver reads the
    best of what there is."""
    check_some(measure.title, "title", languages, LONGEST_TITLE, _("Give it a name."))
    if measure.owner_id is None:
        raise Refused(_("Say who answers for it. What nobody answers for is not done."), "owner")
    if not measure.owner.is_active:
        raise Refused(_("This person no longer works here."), "owner")
    if measure.due_on is None:
        raise Refused(_("Say by when it is done."), "due_on")
    if measure.state in OPEN and measure.due_on.year > on.year + YEARS_AHEAD:
        raise Refused(_("Look at the year again."), "due_on")
    if measure.kind == MeasureKind.TRIAL:
        _check_trial(measure)
    for field in ("said", "did"):
        check_some(getattr(measure, field), field, languages, LONGEST_TEXT)
    why = ""
    if measure.state == MeasureState.NOT_POSSIBLE:
        why = _("Say why it is not possible. Those who asked for it read the reason.")
    check_some(measure.reason, "reason", languages, LONGEST_TEXT, why)


def check_day_to_come(due_on: date | None, on: date) -> None:
    """What is promised anew is promised for a day that is still to come."""
    if due_on is not None and due_on < on:
        raise Refused(_("This day has passed already."), "due_on")


def check_public(measure: Measure, languages: Collection[str]) -> None:
    """Before the public sees it, it says in every language what it is called, what was said, and
    what is done, or why nothing can be, and what was learnt."""
    name = _("Give it a name in every language.")
    check_text(measure.title, "title", languages, LONGEST_TITLE, name)
    said = _("Write in plain words what clients said.")
    check_text(measure.said, "said", languages, LONGEST_TEXT, said)
    if measure.state == MeasureState.NOT_POSSIBLE:
        why = _("Write in every language why it is not possible.")
        check_text(measure.reason, "reason", languages, LONGEST_TEXT, why)
        return
    did = _("Write in plain words what you do about it.")
    check_text(measure.did, "did", languages, LONGEST_TEXT, did)
    if measure.conclusion:
        learnt = _("Write in every language what you learnt.")
        check_text(measure.concluded, "concluded", languages, LONGEST_TEXT, learnt)


def check_foreseen(known: Collection[int], field: str = "") -> None:
    """Nobody chooses afterwards which answers measure an effect: `known` are the targets that
    would be measured, once the period is said, by what has been answered already."""
    if known:
        raise Refused(
            _(
                "The same has been asked again since the first day of the trial, and the answers"
                " are known. Choose a first day that comes after them."
            ),
            field,
        )


def check_conclusion(measure: Measure, languages: Collection[str], on: date) -> None:
    """A trial is concluded when it has begun, with what was learnt."""
    check_trial(measure)
    if measure.trial_from is not None and on < measure.trial_from:
        raise Refused(_("The trial has not begun yet."))
    if not measure.conclusion:
        raise Refused(_("Choose what happens after the trial."), "conclusion")
    why = _("Write what you learnt. Those who took part read it too.")
    check_some(measure.concluded, "concluded", languages, LONGEST_TEXT, why)


def check_trial(measure: Measure) -> None:
    if measure.kind != MeasureKind.TRIAL:
        raise Refused(_("This is not a trial."))


def check_comment(who: str, words: str) -> None:
    """What was said during a trial, and by one of whom."""
    if who not in Who.values:
        raise Refused(_("Choose who said it."), "who")
    if not words:
        raise Refused(_("Write what was said."), "comment")
    if len(words) > LONGEST_COMMENT:
        raise Refused(_("At most %(most)d signs.") % {"most": LONGEST_COMMENT}, "comment")


def _check_trial(measure: Measure) -> None:
    first, last = measure.trial_from, measure.trial_until
    if first is None:
        raise Refused(_("Say when the trial begins."), "trial_from")
    if last is None:
        raise Refused(_("Say when the trial ends."), "trial_until")
    if last < first:
        raise Refused(_("The last day is before the first day."), "trial_until")
    if (last - first).days > LONGEST_TRIAL:
        raise Refused(_("A trial lasts a year at most."), "trial_until")


def check_some(
    text: Text, field: str, languages: Collection[str], longest: int, empty: str = ""
) -> None:
    """One language at least, or with `empty` "" also none; in each it is short enough."""
    if empty and not any(text.get(language) for language in languages):
        raise Refused(empty, field)
    check_length(text, field, languages, longest)


def check_length(text: Text, field: str, languages: Collection[str], longest: int) -> None:
    for language in languages:
        if len(text.get(language)) > longest:
            raise Refused(_("At most %(most)d signs.") % {"most": longest}, f"{field}-{language}")


def check_text(
    text: Text, field: str, languages: Collection[str], longest: int, empty: str
) -> None:
    """Every language, or with `empty` "" none of them. The field of a language is "title-sv"."""
    for language in languages:
        if not text.get(language):
            raise Refused(empty or _("Write it in every language."), f"{field}-{language}")
    check_length(text, field, languages, longest)


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
