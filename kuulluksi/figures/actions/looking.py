"""Looks past what is shown to everybody: each has a reason, and stands in the log."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kuulluksi.figures import rules
from kuulluksi.figures.actions.extracts import log
from kuulluksi.figures.enums import Taken
from kuulluksi.figures.queries import of_wave, selecting
from kuulluksi.figures.queries.selecting import Behind, Selection
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.plan import Counted
from kuulluksi.surveys.models import Wave


def look_behind(
    wave: Wave, counted: Counted, place: str, reason: str, *, by: Person, at: datetime
) -> list[Behind]:
    """The answers behind a figure. Raises Refused without a reason, and for more answers than are
    read on a page."""
    rules.check_permit(reason)
    with transaction.atomic():
        many = selecting.number_behind(wave, counted, place)
        rules.check_looked_at(many, selecting.MOST_ROWS)
        found = selecting.behind(wave, counted, place)
        what = {"wave": wave.code, "place": place, "item": counted.key}
        log(Taken.BASE, what, permit=reason, rows=len(found), by=by, at=at)
    return found


def select(
    wave: Wave,
    counted: Counted,
    chosen: Selection,
    above: Sequence[str],
    reason: str,
    *,
    by: Person,
    at: datetime,
) -> Counts:
    """The counts of an own selection; `above`: the places that hold its place. Raises Refused
    without a reason, and where somebody could be found: in the selection, in what a larger base
    leaves over, or in the difference from a selection that was made before."""
    rules.check_permit(reason)
    least = org.authority().least_answers
    figures = of_wave(wave)
    if figures is None:
        raise Refused(_("Nothing of this wave has been released yet."))
    with transaction.atomic():
        # One selection of a wave after the other, so that each is laid over all earlier ones.
        Wave.objects.select_for_update().get(pk=wave.pk)
        before = selecting.earlier(wave, counted)
        names = dict.fromkeys((*chosen.picks, *(name for each in before for name in each.picks)))
        crowd = selecting.crowd(wave, counted, tuple(names))
        counts = crowd.counts(chosen)
        rules.check_selected(counts, least)
        for wider, shown in selecting.around(figures, counted, chosen, above):
            rules.check_left_over(crowd.counts(wider, chosen, shown), least)
        for other in before:
            rules.check_apart(crowd.counts(other, without=chosen), least)
            rules.check_apart(crowd.counts(chosen, without=other), least)
        what: dict[str, str | int | bool | list[str]] = {
            "wave": wave.code,
            "place": chosen.place,
            "item": counted.key,
            "variables": list(chosen.picks),
            "groups": [group for groups in chosen.picks.values() for group in groups],
        }
        log(Taken.FILTER, what, permit=reason, rows=counts.n, by=by, at=at)
    return counts
