"""All voices of a period by the channel in which they came: answers to surveys, instant feedback,
complaints, appeals, contacts with the social ombudsman."""

from collections.abc import Iterator, Mapping
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kuulluksi.figures.queries.instant import KIND
from kuulluksi.outcomes.queries.sheets import instant, registers
from kuulluksi.outcomes.queries.sheets.known import Known
from kuulluksi.outcomes.queries.sheets.making import Making
from kuulluksi.outcomes.queries.sheets.offering import Offer
from kuulluksi.outcomes.queries.sheets.periods import Span
from kuulluksi.outcomes.queries.sheets.printed import PRINTED
from kuulluksi.outcomes.queries.sheets.surveys import ANSWERS, answers
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.statement.sheets import HIDDEN, Cell, Form, Line, Sheet, State, shown

TITLE = _("Voices by channel")
SOURCE = _("Surveys and instant feedback of this house")
REGISTERS: Mapping[str, tuple[str | Promise, tuple[str, ...]]] = {
    "complaints": (_("Complaints to supervisory authorities"), ("register/complaints",)),
    "objections": (_("Formal complaints to this authority"), ("register/objections",)),
    "appeals": (_("Appeals"), ("register/appeals", "register/decisions-appealed")),
    "ombudsman": (_("Contacts with the social ombudsman"), ("register/ombudsman",)),
}
LABELS: Mapping[str, str | Promise] = {
    "surveys": _("Answers to surveys"),
    "instant": _("Instant feedback"),
    **{key: label for key, (label, _items) in REGISTERS.items()},
}
INCOMPLETE = "incomplete"
BY_DAY = _(
    "Instant feedback is counted by the day on which it was given. Where it is told how voices were"
    " heard, a voice is counted when its time to be answered ended, so the numbers differ a little."
)


def family(known: Known) -> Iterator[Offer]:
    yield Offer("channels", said(TITLE), Form.STACKED, partial(_channels, known))


def _channels(known: Known) -> Sheet | None:
    making = Making()
    for span in known.spans:
        _put_surveys(making, known, span)
        instant.put_given(making, "instant", known, span)
        for line, (_label, items) in REGISTERS.items():
            registers.put(making, line, known, span, *_used(known, items))
    disputed = known.printed.disputed(KIND, known.place)
    for span in known.spans:
        unclear = span.starts.year in disputed and making.at("instant", span).value is None
        if not unclear and (total := _total(making, known, span)):
            making.cells["all", span.key] = total
    lines = [Line(key, said(label), known.place, key) for key, label in LABELS.items()]
    lines.append(Line("all", said(_("Together")), known.place, total=True))
    notes = instant.disputed(known)
    if known.instant and any(making.at("instant", span).value for span in known.spans):
        notes = (said(BY_DAY), *notes)
    own = said(SOURCE)
    return making.sheet("channels", said(TITLE), lines, known.spans, own=own, notes=notes)


def _put_surveys(making: Making, known: Known, span: Span) -> None:
    cell = answers(known, span)
    if cell.state is State.NONE:
        row = registers.row(known, ANSWERS, span)
        making.put_printed("surveys", span, row)
    else:
        making.put("surveys", span, cell)


def _used(known: Known, items: tuple[str, ...]) -> tuple[str, ...]:
    """Of several keys of one thing the one that is known of most years: two of them may be of
    other years, and would count some appeals twice."""
    years = {item: sum(bool(registers.row(known, item, s)) for s in known.spans) for item in items}
    return (max(items, key=lambda item: years[item]),)


def _total(making: Making, known: Known, span: Span) -> Cell | None:
    """Hidden where a part is: it could be worked out. What a register has not told of this period
    but of others is missed; where no survey was held, nothing is."""
    cells = [making.at(line, span) for line in LABELS]
    if any(cell.state is State.HIDDEN for cell in cells):
        return HIDDEN
    told = [cell for cell in cells if cell.value is not None]
    if not told:
        return None
    missing = any(
        making.at(line, span).value is None
        and any(making.at(line, each).value is not None for each in known.spans)
        for line in ("instant", *REGISTERS)
    )
    marked = [code for cell in told for code in cell.cautions if code != PRINTED]
    found = tuple(dict.fromkeys([*marked, *([INCOMPLETE] if missing else [])]))
    return shown(sum(cell.value or 0 for cell in told), cautions=found)
