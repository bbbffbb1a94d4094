"""The demo's figures of instant feedback, month by month, and what others printed."""

from datetime import date, datetime

from kuulluksi.cases.models import Feedback
from kuulluksi.figures import actions
from kuulluksi.management import demo_printed
from kuulluksi.management.demo_history import moment
from kuulluksi.pure import deadlines


def release(*, at: datetime) -> None:
    """Makes the releases of instant feedback that the worker would have made until now."""
    demo_printed.load(at=at)
    today = deadlines.day(at)
    given = Feedback.objects.order_by("voice__given_on").values_list("voice__given_on", flat=True)
    month = next_month(given[0]) if given else today
    while month <= today:
        actions.release_due(at=moment(month, 4))
        month = next_month(month)
    actions.release_due(at=at)


def next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
