"""A house in whose year everything has happened that a statement tells of: voices that were heard,
a measure with its effect, circles, the yearly round, numbers of clients."""

from datetime import date, datetime, timedelta

from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.figures import actions as figures
from kuulluksi.org.models import Unit
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.actions import using
from kuulluksi.outcomes.enums import MeasureEvent, Practice, Results, Where, Who
from kuulluksi.outcomes.models import Measure, Talk, UseReport
from kuulluksi.outcomes.queries.sheets import Period
from kuulluksi.pure import deadlines
from kuulluksi.pure.heard import Third
from kuulluksi.pure.statement.document import Kind
from kuulluksi.surveys import actions as surveys
from kuulluksi.surveys.enums import Kept
from kuulluksi.surveys.models import Wave
from tests.factories.effects import FAIR, GOOD, asked_again, done, story
from tests.factories.heard import released
from tests.factories.org import County
from tests.factories.outcomes import made, text
from tests.factories.printed import clients
from tests.factories.using import circle
from tests.factories.voices import given

YEAR = Period(Kind.ANNUAL, date(2026, 1, 1), date(2026, 12, 31))
OF_UNIT = Period(Kind.UNIT, date(2026, 1, 1), date(2026, 12, 31))
THIRD = Period(Kind.MONITORING, date(2026, 1, 1), date(2026, 4, 30))


def busy(house: County, at: datetime) -> Measure:
    """Returns the measure whose effect was measured, which stands on public pages."""
    for each in (Third(2025, 0), Third(2025, 1), Third(2025, 2), Third(2026, 0)):
        released(house, each, times=each.year - 2024)
    told = story(house, at)
    measure = done(told.measure, house, at)
    actions.publish(measure, by=house.supervisor, at=at, seen=measure.version)
    after = asked_again(house, at, {house.kamppi: GOOD, house.kallio: FAIR})
    actions.measure_effects(at=at)
    made(house, at, euros=400)
    bought = made(house, at, euros=640)
    actions.advance(bought, MeasureEvent.DONE, by=house.supervisor, at=at, seen=bought.version)
    made(house, at, reason=text("Talo on suojeltu."))
    _told(told.before, after, house, at)
    _round(house, at)
    _instant(house, at)
    for unit, number in ((house.kamppi, 700), (house.kallio, 900), (house.family_unit, 400)):
        clients(unit, 2026, number)
    clients(house.kamppi, 2026, 300, "gender", "woman")
    measure.refresh_from_db()
    return measure


def _told(before: Wave, after: Wave, house: County, at: datetime) -> None:
    """Of the survey of the year before it was told in time, of that of this year it is not yet."""
    on = deadlines.day(at)
    Wave.objects.filter(pk=after.pk).update(handled_until=on + timedelta(days=30))
    Wave.objects.filter(pk=before.pk).update(handled_until=on - timedelta(days=300))
    for wave in (before, after):
        circle(wave)
    before.refresh_from_db()
    then = at - timedelta(days=310)
    surveys.tell_kept(before, Kept.YES, text("Soitamme nyt."), by=house.manager, at=then)


def _round(house: County, at: datetime) -> None:
    using.open_round(2026, date(2026, 4, 30), by=house.director, at=at)
    report = UseReport.objects.get(unit=house.kamppi)
    talk = Talk(
        results=Results.FEEDBACK,
        where=Where.TEAM,
        who=[Who.STAFF],
        on=deadlines.day(at),
        followed="Sovimme soittoajoista.",
    )
    using.answer_round(
        report,
        dict.fromkeys(Practice.values, "3"),
        [talk],
        "",
        by=house.supervisor,
        at=at,
        seen=report.version,
    )


def _instant(house: County, at: datetime) -> None:
    """January's feedback, released in February."""
    january = at - timedelta(days=50)
    for kind, many in ((FeedbackKind.CRITICISM, 14), (FeedbackKind.THANKS, 9)):
        for unit in (house.kamppi, house.kallio):
            _given(january, unit, kind, many)
    figures.release_due(at=at)


def _given(at: datetime, unit: Unit, kind: FeedbackKind, many: int) -> None:
    for _number in range(many):
        given(at, unit=unit, kind=kind)
