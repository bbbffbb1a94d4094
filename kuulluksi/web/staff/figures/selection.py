"""Own selections of a wave's answers: with a reason, logged, and never published."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.figures import queries as figures
from kuulluksi.figures.actions import looking
from kuulluksi.figures.queries.comparing import Table
from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.selecting import Selection
from kuulluksi.figures.queries.sources import Told
from kuulluksi.org.rules import Refused
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.published import Published
from kuulluksi.surveys.enums import WaveState
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import charts, naming
from kuulluksi.web.kit.figures.charts import MOST, Chart, Line, Part
from kuulluksi.web.kit.figures.naming import Naming
from kuulluksi.web.kit.figures.presenters import Reading, decimal, read
from kuulluksi.web.staff.figures.frame import may_research_of, page, table_of, titled
from kuulluksi.web.staff.figures.rows import ReasonForm

EVERYBODY = ""
"""The choice of a variable that picks nobody out."""


class SelectionForm(ReasonForm):
    """A place, a question, and up to two groups."""

    field_order = ("place", "item", "one", "other", "permit")
    place = forms.ChoiceField(label=gettext_lazy("Place"))
    item = forms.ChoiceField(label=gettext_lazy("Question"))
    one = forms.ChoiceField(label=gettext_lazy("Only those"), required=False)
    other = forms.ChoiceField(label=gettext_lazy("And only those"), required=False)

    def __init__(
        self,
        data: Any,
        initial: dict[str, Any],
        places: Mapping[str, str],
        items: Mapping[str, str],
        groups: Mapping[str, Mapping[str, str]],
    ) -> None:
        super().__init__(data, initial)
        picks = [
            (EVERYBODY, _("Everybody")),
            *((name, [*each.items()]) for name, each in groups.items()),
        ]
        self._field("place").choices = [*places.items()]
        self._field("item").choices = [*items.items()]
        self._field("one").choices = self._field("other").choices = picks

    def _field(self, name: str) -> forms.ChoiceField:
        return cast("forms.ChoiceField", self.fields[name])

    @property
    def picks(self) -> dict[str, tuple[str, ...]]:
        """The group of each variable that was chosen. Raises Refused for two of the same one."""
        chosen = [self.cleaned_data[name] for name in ("one", "other")]
        pairs = [each.partition(":")[::2] for each in chosen if each]
        if len(dict(pairs)) < len(pairs):
            raise Refused(_("Choose two different things, or leave one to everybody."), "other")
        return {name: (group,) for name, group in pairs}


@dataclass(frozen=True)
class Found:
    """What was counted of a selection."""

    reading: Reading
    sd: str
    chart: Chart


@staff
def selection(request: StaffRequest, wave: str) -> HttpResponse:
    table = table_of(wave, figures.ALL)
    told = table.told
    if told.wave is None:
        raise Http404
    places = may_research_of(request, told.wave, [*told.inside])
    if not places:
        raise PermissionDenied
    words, names = naming.of_wave(told.wave), naming.places(places)
    form = SelectionForm(
        request.POST if request.method == "POST" else None,
        {"place": request.GET.get("place", ""), "item": request.GET.get("item", "")},
        {key: names[key] for key in places},
        {key: words.title(asked.counted) for key, asked in _possible(told).items()},
        _groups(words, told),
    )
    gone = told.figures.release.rows_gone_on
    takes = told.wave.state == WaveState.CLOSED and gone is None
    context: dict[str, Any] = {"told": told, "source": titled(told.wave, None), "form": form}
    context |= {"gone": gone, "takes": takes, "found": None}
    if takes and form.is_bound and form.is_valid():
        try:
            context["found"] = _found(request, form, table, words)
        except Refused as refused:
            form.refuse(refused)
    faults = form.faults if form.is_bound and takes else []
    status = 422 if faults else 200
    return page(request, "staff/figures/selection.html", status=status, faults=faults, **context)


def _possible(told: Told) -> dict[str, Asked]:
    """What can be counted anew: of several choices each is asked for in an extract."""
    return {key: asked for key, asked in told.asked.items() if not asked.counted.choice}


def _groups(words: Naming, told: Told) -> dict[str, dict[str, str]]:
    """By the name of the variable its groups."""
    return {
        words.variable(each.name): {
            f"{each.name}:{group}": words.group(each.name, group) for group in each.groups
        }
        for each in figures.variables_of(told.wave)
    }


def _found(request: StaffRequest, form: SelectionForm, table: Table, words: Naming) -> Found:
    """Raises Refused where somebody could be found."""
    told, place = table.told, form.cleaned_data["place"]
    asked = told.asked[form.cleaned_data["item"]]
    above, key = [], place
    while key in told.above:
        key = told.above[key]
        above.append(key)
    chosen, reason = Selection(place, form.picks), form.cleaned_data["permit"]
    if told.wave is None or asked.counted.item in chosen.picks:
        raise Refused(_("Choose another question than the one that picks people out."), "item")
    counts = looking.select(
        told.wave, asked.counted, chosen, above, reason, by=request.user, at=now()
    )
    return _told(counts, asked, words, told.figures.release.least)


def _told(counts: Counts, asked: Asked, words: Naming, least: int) -> Found:
    published = Published(counts)
    title, counted = words.title(asked.counted), asked.counted
    line = Line(_("This selection"), published)
    if asked.measure is None:
        pairs = zip(counted.points, words.points(counted), strict=True)
        parts = [Part(label, published, point=point) for point, label in pairs]
        chart = charts.shares("selection", title, parts)
    elif asked.top is None or len(counted.points) > MOST:
        chart = charts.means("selection", title, [line], counted.points)
    else:
        labels, top = words.points(counted), words.top(counted)
        chart = charts.distribution("selection", title, [line], counted.points, labels, top)
    sd = counts.sd if asked.measure is not None else None
    return Found(read(published, least), decimal(sd, 2) if sd else "", chart)
