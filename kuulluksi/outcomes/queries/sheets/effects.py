"""What changed after measures: each figure that one should move, before and after, here and in
comparable places; and how many of them changed for the better."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.places import named
from kuulluksi.outcomes.models import Measure
from kuulluksi.outcomes.queries.effects import Found, found
from kuulluksi.outcomes.queries.heard_promises import inside
from kuulluksi.outcomes.queries.sheets.cells import change, figure
from kuulluksi.outcomes.queries.sheets.offering import Offer, Period
from kuulluksi.outcomes.queries.sheets.periods import Span, by_time, spans
from kuulluksi.outcomes.queries.sheets.places import name_of, standing
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.questionnaire.items import MultipleItem
from kuulluksi.pure.statement.sheets import Cell, Column, Form, Line, Sheet, Unit, filled, shown
from kuulluksi.pure.stats.effects import Verdict
from kuulluksi.pure.text import Text

PLACES = "places"
COLUMNS: Mapping[str, str | Promise] = {
    "before": _("Before"),
    "after": _("After"),
    "change": _("Change"),
    "elsewhere": _("Change in comparable places"),
}
KNOWN: Mapping[Verdict, str] = {
    Verdict.BETTER: "better",
    Verdict.WORSE: "worse",
    Verdict.ABSENT: "absent",
    Verdict.UNSEEN: "unseen",
}
UNKNOWN = "unknown"
FOUND: Mapping[str, str | Promise] = {
    "better": _("Changed for the better"),
    "worse": _("Changed for the worse"),
    "absent": _("Nothing changed"),
    "unseen": _("No change can be seen: it may be chance"),
    UNKNOWN: _("Cannot be told: too few answers, hidden, or asked in another way"),
    "all": _("Figures that were measured again"),
}
TITLE, TITLE_FOUND = _("What changed after the measures"), _("What was found after the measures")
SOURCE = _("Surveys that asked the same before and after the measure.")
NOTES = (
    _(
        "The change comes after the measure. That it comes of it is not known; therefore"
        " comparable places without the measure stand beside it."
    ),
    _("A change whose interval holds zero may be chance."),
)
NOTE_POINTS = _("Changes of shares are in percentage points.")


def family(period: Period, place: str) -> Iterator[Offer]:
    yield Offer("effects", said(TITLE), None, lambda: _sheet(period, place))
    yield Offer("effect-verdicts", said(TITLE_FOUND), Form.BARS, lambda: _counts(period, place))


def _measured(place: str, first: Span, last: Span, *, public: bool) -> list[Found]:
    """The figures of the measures of a place that were measured in a time, in the order in which
    they were."""
    where, stands = standing(place)
    if not stands:
        return []
    rows = Measure.objects.filter(
        inside("", where),
        targets__effect__measured_on__range=(first.starts, last.ends),
    )
    if public:
        rows = rows.exclude(published_on=None)
    related = rows.select_related("area", "service", "unit__service").distinct().order_by("pk")
    told = [each for some in found(related).values() for each in some]
    chosen = [
        each
        for each in told
        if each.effect is not None and first.starts <= each.effect.measured_on <= last.ends
    ]
    return sorted(chosen, key=lambda each: (_on(each), each.target.measure.pk, each.target.item))


def _on(each: Found) -> str:
    return each.effect.measured_on.isoformat() if each.effect else ""


def _sheet(period: Period, place: str) -> Sheet | None:
    """Of the measures that stand on public pages, in the period itself."""
    span = spans(period)[-1]
    told = _measured(place, span, span, public=True)
    if not told:
        return None
    names = named({each.target.place for each in told})
    lines = []
    cells: dict[tuple[str, str], Cell] = {}
    for number, each in enumerate(told, start=1):
        key, where = f"effect-{number}", each.target.place
        name = names[where].name if where in names else name_of(None)
        label = said(
            "%(place)s · %(measure)s · %(asked)s",
            place=name,
            measure=each.target.measure.title,
            asked=_asked(each.asked),
        )
        lines.append(Line(key, label, where, each.target.item))
        cells |= {(key, column): cell for column, cell in _cells(each).items()}
    columns = [Column(key, said(label)) for key, label in COLUMNS.items()]
    points = any(cell.unit is Unit.POINTS for cell in cells.values())
    notes = tuple(map(said, (*NOTES, *((NOTE_POINTS,) if points else ()))))
    return filled("effects", said(TITLE), lines, columns, cells, source=said(SOURCE), notes=notes)


def _cells(each: Found) -> Mapping[str, Cell]:
    cautions = tuple(str(caution) for caution in each.cautions)
    if each.places:
        cautions = (*cautions, PLACES)
    measure = each.measure
    told = {
        "before": figure(each.before.counts, measure),
        "after": figure(each.after.counts, measure, cautions),
    }
    if each.seen is None or each.seen.verdict is Verdict.NOT_COMPARABLE:
        return told
    return told | {
        "change": change(each.seen.own, measure, cautions),
        "elsewhere": change(each.seen.others, measure),
    }


def _asked(asked: Asked) -> Text:
    """What was asked, and the choice where several could be chosen."""
    question = asked.question
    if question is None:
        return Text.of(fi=asked.counted.item)
    choices = question.choices if isinstance(question, MultipleItem) else ()
    choice = next((each.text for each in choices if each.id == asked.counted.choice), None)
    return (
        said("%(asked)s: %(choice)s", asked=question.text, choice=choice)
        if choice
        else question.text
    )


def _counts(period: Period, place: str) -> Sheet | None:
    """Of all measures, also of those that do not stand on public pages: of no effect that was
    measured nothing is known here."""
    times = spans(period)
    told = _measured(place, times[0], times[-1], public=False)
    cells: dict[tuple[str, str], Cell] = {}
    for span in times:
        inside_it = [each for each in told if each.effect and span.holds(each.effect.measured_on)]
        if inside_it:
            numbers = Counter(_known(each.verdict) for each in inside_it)
            cells |= {(key, span.key): shown(numbers[key]) for key in FOUND if key != "all"}
            cells["all", span.key] = shown(len(inside_it))
    lines = [Line(key, said(label), place, key, total=key == "all") for key, label in FOUND.items()]
    notes: Sequence[Text] = (said(NOTES[0]),)
    title, source = said(TITLE_FOUND), said(SOURCE)
    return by_time("effect-verdicts", title, lines, times, cells, source=source, notes=tuple(notes))


def _known(verdict: Verdict | None) -> str:
    return KNOWN.get(verdict, UNKNOWN) if verdict else UNKNOWN
