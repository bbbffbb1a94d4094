"""Measures are made, moved on, linked with what they stem from, and shown to the public. Every
giver behind a measure finds each turn of it in their journey."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import queries, rules
from kuulluksi.outcomes.enums import (
    OPEN,
    Conclusion,
    MeasureEvent,
    MeasureKind,
    MeasureState,
)
from kuulluksi.outcomes.models import Measure, MeasureFigure, MeasureStep, MeasureVoice
from kuulluksi.outcomes.queries import measuring
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys.models import Wave
from kuulluksi.voices import queries as voices
from kuulluksi.voices.actions.notices import send_news, tell
from kuulluksi.voices.actions.writing import locked, write_step
from kuulluksi.voices.enums import Event, Reason
from kuulluksi.voices.models import Voice

# What the givers behind a measure are told of.
TOLD = frozenset(
    {MeasureEvent.BEGUN, MeasureEvent.DONE, MeasureEvent.REFUSED, MeasureEvent.TAKEN_UP}
    | {MeasureEvent.CONCLUDED, MeasureEvent.MEASURED}
)
# Of these they also get a letter, if they left an address.
NEWS = frozenset({MeasureEvent.DONE, MeasureEvent.REFUSED, MeasureEvent.CONCLUDED})


NOTHING = Text()


@dataclass(frozen=True)
class Stem:
    """A published figure that a measure stems from: of a wave, or of the instant feedback of a
    year."""

    wave: Wave | None
    year: int
    place: str
    item: str


@dataclass(frozen=True)
class NewMeasure:
    """What somebody writes of a measure; `reason` makes it one that is not possible."""

    title: Text
    owner: Person | None
    due_on: date | None
    place: Area | Service | Unit | None = None
    kind: str = MeasureKind.MEASURE
    said: Text = NOTHING
    did: Text = NOTHING
    reason: Text = NOTHING
    euros: int | None = None
    work_days: int | None = None
    trial_from: date | None = None
    trial_until: date | None = None


def make(
    new: NewMeasure,
    *,
    by: Person,
    at: datetime,
    voices_behind: Iterable[Voice] = (),
    figure: Stem | None = None,
    key: int | None = None,
) -> Measure:
    """Makes a measure, with the voices and the figure that it stems from. Raises Refused with the
    field when it has no owner or day, and when `by` may not decide on measures of its place or not
    read one of the voices. `key`: of the form that asks for it; sent twice it makes one measure."""
    if (made := _made(key)) is not None:
        return made
    try:
        return _make(new, voices_behind, figure, key, by=by, at=at)
    except IntegrityError:
        if (made := _made(key)) is not None:
            return made
        raise


def _made(key: int | None) -> Measure | None:
    return None if key is None else queries.one(key)


def _make(
    new: NewMeasure,
    voices_behind: Iterable[Voice],
    figure: Stem | None,
    key: int | None,
    *,
    by: Person,
    at: datetime,
) -> Measure:
    on = deadlines.day(at)
    with transaction.atomic():
        if not rules.may_make(org.leading(by, on), new.place):
            raise Refused(_("You do not decide on measures of this place."), "place")
        refused = bool(new.reason)
        if not refused:
            rules.check_day_to_come(new.due_on, on)
        measure = Measure(
            kind=new.kind,
            state=MeasureState.NOT_POSSIBLE if refused else MeasureState.PLANNED,
            made_on=on,
            ended_on=on if refused else None,
        )
        if key is not None:
            measure.pk = key
        _take(measure, new)
        rules.check_measure(measure, queries.languages(), on)
        measure.save(force_insert=True)
        write_line(measure, MeasureEvent.MADE, by=by, at=at)
        if refused:
            write_line(measure, MeasureEvent.REFUSED, by=by, at=at)
        elif measure.owner_id != by.pk:
            tell(measure.owner_id, Reason.MEASURE, at=at)
        link_voices(measure, voices_behind, by=by, at=at, made=True)
        if figure is not None:
            MeasureFigure.objects.create(measure=measure, **vars(figure))
        org_actions.audit(Audited.MEASURE_SAVED, f"measure {measure.pk}", by=by, at=at)
    return measure


def edit(measure: Measure, new: NewMeasure, *, by: Person, at: datetime, seen: int) -> Measure:
    """Writes a measure anew. A new owner is told; a day that was put off, and an owner that
    changed, are lines of the history. Raises Refused with the field, Stale when somebody was
    first."""
    with transaction.atomic():
        measure = held(measure, by=by, at=at, seen=seen)
        if new.place != measure.place and not rules.may_make(
            org.leading(by, deadlines.day(at)), new.place
        ):
            raise Refused(_("You do not decide on measures of this place."), "place")
        owner, due_on = measure.owner_id, measure.due_on
        known = measuring.known(measure, deadlines.day(at))
        _take(measure, new)
        rules.check_foreseen(measuring.known(measure, deadlines.day(at)) - known, "trial_from")
        rules.check_measure(measure, queries.languages(), deadlines.day(at))
        if measure.published_on is not None:
            rules.check_public(measure, queries.languages())
        handed, put_off = measure.owner_id != owner, measure.due_on != due_on
        if put_off:
            if measure.state in OPEN:
                rules.check_day_to_come(measure.due_on, deadlines.day(at))
            measure.reminded_on = None
            moved = f"{due_on.isoformat()} → {measure.due_on.isoformat()}"
            write_line(measure, MeasureEvent.PUT_OFF, by=by, at=at, words=moved)
        if handed:
            write_line(measure, MeasureEvent.HANDED, by=by, at=at, to=measure.owner)
            tell(measure.owner_id, Reason.MEASURE, at=at)
        if not (handed or put_off):
            write_line(measure, MeasureEvent.EDITED, by=by, at=at)
        org_actions.audit(Audited.MEASURE_SAVED, f"measure {measure.pk}", by=by, at=at)
    return measure


def advance(
    measure: Measure,
    event: MeasureEvent,
    *,
    by: Person,
    at: datetime,
    seen: int,
    words: str = "",
    reason: Text | None = None,
    did: Text | None = None,
) -> Measure:
    """Begins, ends, refuses or takes up a measure again. `reason`: why it is not possible. `did`:
    what was done, in plain words, where that differs from what was planned."""
    on = deadlines.day(at)
    with transaction.atomic():
        measure = held(measure, by=by, at=at, seen=seen)
        rules.check_event(measure, event)
        known = measuring.known(measure, on)
        measure.state = rules.next_state(measure, event)
        if event == MeasureEvent.BEGUN:
            rules.check_foreseen(measuring.known(measure, on) - known)
        if reason is not None:
            measure.reason = reason
        if did:
            measure.did = did
        if event == MeasureEvent.TAKEN_UP:
            measure.reason, measure.ended_on, measure.reminded_on = Text(), None, None
        elif measure.state in (MeasureState.DONE, MeasureState.NOT_POSSIBLE):
            measure.ended_on = on
        if measure.begun_on is None and event in (MeasureEvent.BEGUN, MeasureEvent.DONE):
            measure.begun_on = on
        rules.check_measure(measure, queries.languages(), on)
        if measure.published_on is not None:
            rules.check_public(measure, queries.languages())
        write_line(measure, event, by=by, at=at, words=words)
        org_actions.audit(Audited.MEASURE_SAVED, f"measure {measure.pk}", by=by, at=at)
    return measure


def conclude(
    measure: Measure,
    conclusion: Conclusion | str,
    learnt: Text,
    *,
    by: Person,
    at: datetime,
    seen: int,
) -> Measure:
    """Ends a trial with what was learnt; it is done then."""
    on = deadlines.day(at)
    with transaction.atomic():
        measure = held(measure, by=by, at=at, seen=seen)
        measure.conclusion, measure.concluded = conclusion, learnt
        rules.check_conclusion(measure, queries.languages(), on)
        if measure.published_on is not None:
            rules.check_public(measure, queries.languages())
        if measure.state != MeasureState.DONE:
            known = measuring.known(measure, on)
            begins = measure.state == MeasureState.PLANNED
            measure.state = rules.next_state(measure, MeasureEvent.DONE)
            if begins:
                rules.check_foreseen(measuring.known(measure, on) - known)
            measure.ended_on, measure.begun_on = on, measure.begun_on or measure.trial_from
        write_line(measure, MeasureEvent.CONCLUDED, by=by, at=at)
        org_actions.audit(Audited.MEASURE_SAVED, f"measure {measure.pk}", by=by, at=at)
    return measure


def link_voices(
    measure: Measure, behind: Iterable[Voice], *, by: Person, at: datetime, made: bool = False
) -> int:
    """Says that voices stand behind a measure; their givers see it from then on. One that is linked
    already stays so. Returns how many were added. Raises Refused for a voice that `by` may not
    read, and for one that was found to be no feedback."""
    on = deadlines.day(at)
    keys = sorted({voice.pk for voice in behind})
    if not keys:
        return 0
    with transaction.atomic():
        if not made:
            measure = held(measure, by=by, at=at, seen=None)
        readable = set(voices.visible_to(by, on).filter(pk__in=keys).values_list("pk", flat=True))
        if set(keys) - readable:
            raise Refused(_("You may not read this feedback."), "voices")
        linked = set(
            MeasureVoice.objects.filter(measure=measure, voice__in=keys).values_list(
                "voice", flat=True
            )
        )
        fresh = [key for key in keys if key not in linked]
        for key in fresh:
            voice = locked(Voice(pk=key))
            if voice.misdirected:
                raise Refused(_("This was found to be no feedback."), "voices")
            MeasureVoice.objects.create(measure=measure, voice=voice, linked_on=on)
            title, state = voice.owner_title, measure.state
            write_step(voice, Event.LED_TO, by=by, at=at, title=title, detail=state)
            send_news(voice, at=at)
        # The history is read by all; a line about hidden voices alone would tell of them.
        if not made and queries.seen_by_all([measure.pk]).filter(voice__in=fresh).exists():
            write_line(measure, MeasureEvent.LINKED, by=by, at=at)
    return len(fresh)


def link_figure(measure: Measure, figure: Stem, *, by: Person, at: datetime) -> bool:
    """Says that a published figure stands behind a measure. False when it stood there already."""
    with transaction.atomic():
        measure = held(measure, by=by, at=at, seen=None)
        _row, fresh = MeasureFigure.objects.get_or_create(measure=measure, **vars(figure))
        if fresh:
            write_line(measure, MeasureEvent.LINKED, by=by, at=at)
    return fresh


def publish(measure: Measure, *, by: Person, at: datetime, seen: int) -> Measure:
    """Shows a measure on the public pages: you said, we did, what changed."""
    with transaction.atomic():
        measure = held(measure, by=by, at=at, seen=seen)
        rules.check_public(measure, queries.languages())
        measure.published_on = deadlines.day(at)
        write_line(measure, MeasureEvent.PUBLISHED, by=by, at=at)
    return measure


def withdraw(measure: Measure, *, by: Person, at: datetime, seen: int) -> Measure:
    """Takes a measure off the public pages; the givers behind it go on seeing it."""
    with transaction.atomic():
        measure = held(measure, by=by, at=at, seen=seen)
        measure.published_on = None
        write_line(measure, MeasureEvent.WITHDRAWN, by=by, at=at)
    return measure


def tell_givers(measure: Measure, event: MeasureEvent, *, at: datetime) -> None:
    """A step in the journey of every giver behind a measure. Call inside a transaction."""
    for link in MeasureVoice.objects.filter(measure=measure).order_by("voice"):
        voice = locked(Voice(pk=link.voice_id))
        write_step(voice, Event.FOLLOWED, by=None, at=at, title=voice.owner_title, detail=event)
        if event in NEWS:
            send_news(voice, at=at)


def held(measure: Measure, *, by: Person, at: datetime, seen: int | None) -> Measure:
    """The measure, locked, if `by` may change it and it is as it was seen."""
    row = Measure.objects.select_for_update(of=("self",))
    measure = row.select_related("owner", "area", "service", "unit__service").get(pk=measure.pk)
    rules.check_change(measure, by, org.leading(by, deadlines.day(at)))
    if seen is not None:
        rules.check_fresh(measure, seen)
    return measure


def _take(measure: Measure, new: NewMeasure) -> None:
    measure.kind = new.kind
    measure.title, measure.said, measure.did = new.title, new.said, new.did
    measure.reason = new.reason
    measure.area = measure.service = measure.unit = None
    match new.place:
        case Area():
            measure.area = new.place
        case Service():
            measure.service = new.place
        case Unit():
            measure.unit = new.place
    if new.owner is not None:
        measure.owner = new.owner
    elif measure.owner_id is None:
        raise Refused(_("Say who answers for it. What nobody answers for is not done."), "owner")
    if new.due_on is None:
        raise Refused(_("Say by when it is done."), "due_on")
    measure.due_on = new.due_on
    measure.euros, measure.work_days = new.euros, new.work_days
    trial = new.kind == MeasureKind.TRIAL
    measure.trial_from = new.trial_from if trial else None
    measure.trial_until = new.trial_until if trial else None


def write_line(
    measure: Measure,
    event: MeasureEvent,
    *,
    by: Person | None,
    at: datetime,
    words: str = "",
    to: Person | None = None,
) -> None:
    """Saves the measure with one line of its history, and tells the givers behind it. Call inside
    a transaction."""
    measure.version += 1
    measure.save()
    MeasureStep.objects.create(
        measure=measure,
        number=measure.version,
        event=event,
        on=deadlines.day(at),
        by=by,
        to=to,
        words=words,
    )
    if event in TOLD:
        tell_givers(measure, event, at=at)
