"""The demo's figures: each wave released when it closed, instant feedback month by month."""

from datetime import date, datetime

from kuulluksi.cases.models import Feedback
from kuulluksi.figures import actions
from kuulluksi.management import demo_printed
from kuulluksi.management.demo_history import moment
from kuulluksi.pure import deadlines
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave


def release(*, at: datetime) -> None:
    """Makes the releases that the worker would have made until now."""
    demo_printed.load(at=at)
    today = deadlines.day(at)
    closed = Wave.objects.filter(state=WaveState.CLOSED).order_by("closed_on", "pk")
    for wave in closed:
        if wave.closed_on:
            actions.release_wave(wave, at=moment(wave.closed_on, 4))
    given = Feedback.objects.order_by("voice__given_on").values_list("voice__given_on", flat=True)
    month = next_month(given[0]) if given else today
    while month <= today:
        actions.release_due(at=moment(month, 4))
        month = next_month(month)
    actions.release_due(at=at)


def next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
