"""The answers behind a figure, for those who may research them: with a reason, which is logged."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy

from kuulluksi.figures.actions import looking
from kuulluksi.figures.queries.comparing import Row
from kuulluksi.figures.queries.selecting import Behind
from kuulluksi.org.rules import Refused
from kuulluksi.surveys.enums import WaveState
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.naming import Naming
from kuulluksi.web.kit.forms import Typed
from kuulluksi.web.staff.figures.frame import may_research, page, table_of, titled
from kuulluksi.web.staff.forms import StaffForm


class ReasonForm(StaffForm):
    """Why somebody looks past the protected figures."""

    permit = Typed(
        label=gettext_lazy("Why you look at them"),
        help_text=gettext_lazy(
            "For example the number of a research permit. Your name, the day and the reason are"
            " kept."
        ),
        max_length=200,
        error_messages={"required": gettext_lazy("Name the permit, or the reason.")},
    )


@staff
def rows(request: StaffRequest, place: str, wave: str) -> HttpResponse:
    table = table_of(wave, place)
    told = table.told
    row = table.rows.get((place, request.GET.get("item", "") or next(iter(told.asked), "")))
    if row is None or told.wave is None:
        raise Http404
    if not may_research(request, told.wave, place):
        raise PermissionDenied
    words, counted = naming.of_wave(told.wave), row.asked.counted
    form = ReasonForm(request.POST if request.method == "POST" else None)
    gone = told.figures.release.rows_gone_on
    takes = told.wave.state == WaveState.CLOSED and gone is None
    context: dict[str, Any] = {
        "place": place,
        "name": naming.places([place])[place],
        "title": words.title(counted),
        "key": counted.key,
        "source": titled(told.wave, None),
        "told": told,
        "form": form,
        "gone": gone,
        "takes": takes,
        "found": None,
    }
    if takes and form.is_bound and form.is_valid():
        reason = form.cleaned_data["permit"]
        try:
            found = looking.look_behind(
                told.wave, counted, place, reason, by=request.user, at=now()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            context["found"] = _read(found, words, row)
            context["reason"] = reason
    faults = form.faults if form.is_bound and takes else []
    status = 422 if faults else 200
    return page(request, "staff/figures/rows.html", status=status, faults=faults, **context)


def _read(found: Sequence[Behind], words: Naming, row: Row) -> list[tuple[str, str, str, str, int]]:
    """Answers as they are read; those that are alike stand on one line, most first."""
    labels = dict(zip(row.asked.counted.points, words.points(row.asked.counted), strict=True))
    lines = Counter(
        (
            labels[each.point],
            words.group("mode", each.mode),
            words.group("language", each.language),
            words.group("helped", each.helped),
        )
        for each in found
    )
    return [(*line, many) for line, many in lines.most_common()]
