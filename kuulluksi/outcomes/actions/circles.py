"""Circles of reply are opened, told, handed over and called to mind."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.org import actions as org_actions
from kuulluksi.org import queries as org
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.outcomes import rules
from kuulluksi.outcomes.enums import ToldBy
from kuulluksi.outcomes.models import Circle, ClusterVoice, Told
from kuulluksi.outcomes.queries import circles as queries
from kuulluksi.outcomes.queries.measures import languages
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys.models import Wave
from kuulluksi.voices.actions.notices import send_news, tell
from kuulluksi.voices.actions.writing import locked, write_step
from kuulluksi.voices.enums import Event, Reason
from kuulluksi.voices.models import Voice


def tend() -> int:
    """Opens the circle of every wave that has closed, and makes whole those whose promise page has
    told. Returns how many were opened."""
    opened = 0
    for wave in queries.waves_without_circle():
        people = (wave.handled_by, wave.survey.responsible)
        owner = next((who for who in people if who is not None and who.is_active), None)
        _circle, fresh = Circle.objects.get_or_create(
            wave=wave, defaults={"owner": owner, "due_on": rules.reply_due(wave)}
        )
        opened += fresh
    for circle in queries.told_by_promise().select_related("wave"):
        if circle.wave is not None:
            told = Circle.objects.filter(pk=circle.pk, closed_on=None)
            told.update(closed_on=circle.wave.kept_on)
    return opened


def tell_them(
    circle: Circle, channel: str, on: date | None, words: Text, *, by: Person, at: datetime
) -> bool:
    """Says that those who spoke were told, by which channel, when and what. In a journey the words
    themselves are told, now. The same told twice is told once; returns whether it was new. Raises
    Refused with the field."""
    today = deadlines.day(at)
    with transaction.atomic():
        circle = _held(circle, by=by, at=at)
        on = today if channel == ToldBy.JOURNEY else on
        on = rules.check_telling(circle, channel, on, words, languages(), today)
        same = circle.told.filter(channel=channel, on=on)
        if any(row.words == words for row in same):
            return False
        Told.objects.create(circle=circle, channel=channel, on=on, by=by, words=words)
        if channel == ToldBy.JOURNEY:
            behind = ClusterVoice.objects.filter(cluster=circle.cluster_id).order_by("voice")
            for row in behind.select_related("voice"):
                tell_one(row.voice, words, by=by, at=at)
        _settle(circle)
        _audit(circle, by=by, at=at)
    return True


def tell_one(voice: Voice, words: Text, *, by: Person, at: datetime) -> None:
    """What came of it, in the journey of one giver and in their language. Inside a transaction."""
    voice = locked(voice)
    said = words.best(voice.language)
    write_step(voice, Event.TOLD, by=by, at=at, words=said, title=voice.owner_title)
    send_news(voice, at=at)


def take_back(circle: Circle, row: int, *, by: Person, at: datetime) -> None:
    """Takes back a row that was written by mistake. What was told in a journey has been read."""
    with transaction.atomic():
        circle = _held(circle, by=by, at=at)
        told = circle.told.filter(pk=row).first()
        if told is None:
            return
        if told.channel == ToldBy.JOURNEY:
            raise Refused(_("Givers have read this. It cannot be taken back."))
        told.delete()
        _settle(circle)
        _audit(circle, by=by, at=at)


def hand_over(circle: Circle, to: Person, *, by: Person, at: datetime) -> Circle:
    """Somebody else tells them. Raises Refused when that person may not read what they said."""
    on = deadlines.day(at)
    with transaction.atomic():
        circle = _held(circle, by=by, at=at)
        if not to.is_active:
            raise Refused(_("This person no longer works here."), "owner")
        if circle.owner_id == to.pk:
            told = _("%(name)s tells them already. Choose somebody else.")
            raise Refused(told % {"name": to.name}, "owner")
        if circle.cluster_id is not None and not queries.reads_all(circle, to, on):
            told = _("%(name)s may not read all of these. Choose somebody else to tell the givers.")
            raise Refused(told % {"name": to.name}, "owner")
        circle.owner, circle.reminded_on = to, None
        circle.save(update_fields=["owner", "reminded_on"])
        _audit(circle, by=by, at=at)
    return circle


def remind_of_circles(*, at: datetime) -> int:
    """Puts into the daily letter of whoever tells them that the day is near, and once more when it
    has passed: then the superior is told too. Returns how many circles were called to mind."""
    on = deadlines.day(at)
    keys = list(queries.circles_to_remind(on).values_list("pk", flat=True))
    return sum(_remind(key, on, at=at) for key in keys)


def _remind(key: int, on: date, *, at: datetime) -> bool:
    with transaction.atomic():
        waiting = queries.circles_to_remind(on).select_for_update(of=("self",))
        circle = waiting.select_related(*queries.RELATED).filter(pk=key).first()
        if circle is None:
            return False
        who = queries.teller(circle, on)
        late = circle.due_on < on
        if who is not None:
            tell(who.pk, Reason.CIRCLE_LATE if late else Reason.CIRCLE_SOON, at=at)
            above = who.superior if late else None
            if above is not None and above.is_active and queries.may_know(circle, above, on):
                tell(above.pk, Reason.CIRCLE_LATE, at=at)
        circle.reminded_on = on
        circle.save(update_fields=["reminded_on"])
    return True


def _held(circle: Circle, *, by: Person, at: datetime) -> Circle:
    """The circle, locked, if `by` is to tell them."""
    on = deadlines.day(at)
    row = Circle.objects.select_for_update(of=("self",)).select_related(*queries.RELATED)
    circle = row.get(pk=circle.pk)
    place = queries.place_of(circle)
    if not rules.may_tell(circle, place, by, org.leading(by, on), org.making(by, on)):
        raise Refused(_("Somebody else tells those who spoke."))
    return circle


def _settle(circle: Circle) -> None:
    """A circle is whole from the first day on which they were told; the promise page tells too."""
    wave: Wave | None = circle.wave
    days = list(circle.told.values_list("on", flat=True))
    if wave is not None and wave.kept and wave.kept_on is not None:
        days.append(wave.kept_on)
    circle.closed_on = min(days, default=None)
    circle.save(update_fields=["closed_on"])


def _audit(circle: Circle, *, by: Person, at: datetime) -> None:
    org_actions.audit(Audited.CIRCLE_TOLD, f"circle {circle.pk}", by=by, at=at)
