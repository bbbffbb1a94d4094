"""Whose voices are missing: what came, against how many clients there are, by place and by group.
Only what has been released, and of surveys only those that are over."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kuulluksi.figures.queries.places import ALL, Paths, named
from kuulluksi.figures.queries.silence import (
    Heard,
    Released,
    Silence,
    State,
    Voices,
    groups,
    silence,
)
from kuulluksi.org import queries as org
from kuulluksi.outcomes.queries.sheets.offering import Offer, Period
from kuulluksi.outcomes.queries.sheets.words import said
from kuulluksi.pure.audit import notes
from kuulluksi.pure.questionnaire.items import SingleItem
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.statement.sheets import (
    HIDDEN,
    NONE,
    Cell,
    Column,
    Line,
    Sheet,
    Unit,
    filled,
    shown,
)
from kuulluksi.pure.statement.sheets import State as Told
from kuulluksi.pure.text import Text
from kuulluksi.surveys import queries as surveys

AT_LEAST = ("at-least",)
COLUMNS: Mapping[str, str | Promise] = {
    "clients": _("Clients"),
    "answers": _("Answers to surveys"),
    "feedback": _("Instant feedback"),
    "rate": _("Voices for each hundred clients"),
}
OF_CLIENTS = ("clients", "rate")
TITLE, TITLE_GROUPS = _("Voices and clients, by place"), _("Voices and clients, by group")
SOURCE = _("Released figures of surveys and of instant feedback; numbers of clients as given.")
NOTES = (
    _("One person may answer several surveys and give feedback many times."),
    _("The answers of a survey are those to the question that most answered."),
)
NOTE_HIDDEN = _("%(what)s: not shown of any of these, because too few stand behind each.")


def family(period: Period, place: str) -> Iterator[Offer]:
    """Of years only: so the numbers of clients are known."""
    if period.kind is not Kind.MONITORING:
        told = _Told(period.year)
        yield Offer("missing", said(TITLE), None, lambda: _places(told, period, place))
        yield Offer("missing-groups", said(TITLE_GROUPS), None, lambda: _groups(told, place))


class _Told:
    """The map of a year, read once for both sheets, and only if one is made."""

    def __init__(self, year: int) -> None:
        self.year = year

    @cached_property
    def map(self) -> Silence:
        return silence(self.year, final=True)


def _places(told: _Told, period: Period, place: str) -> Sheet | None:
    """The places inside one that are still open, in the order of the organisation. Of the whole
    authority its areas and services, or its units where numbers are known of these alone."""
    paths = Paths().by_key()
    order = {key: number for number, key in enumerate(sorted(paths, key=paths.__getitem__))}
    wider = [line.voices for line in told.map.wider if line.voices.place != ALL]
    units = [line.voices for line in told.map.units]
    chosen = (wider or units) if place == ALL else [*wider, *units]
    names = {
        key: found
        for key, found in named({each.place for each in chosen}).items()
        if place in paths[key] and found.still(period.starts)
    }
    lines = [each for each in chosen if each.place in names]
    lines.sort(key=lambda each: order[each.place])
    rows = [(Line(each.place, names[each.place].name, each.place), each) for each in lines]
    return _sheet("missing", TITLE, rows)


def _groups(told: _Told, place: str) -> Sheet | None:
    names = _names(told.map.released)
    rows = [
        (
            Line(
                f"{variable}-{line.voices.group}",
                names.get((variable, line.voices.group)) or _plain(line.voices.group),
                place,
                variable,
            ),
            line.voices,
        )
        for variable, lines in groups(told.map, place).items()
        for line in lines
    ]
    return _sheet("missing-groups", TITLE_GROUPS, rows, hidden=_small(rows))


def _small(rows: Sequence[tuple[Line, Voices]]) -> frozenset[str]:
    """The variables by which some group has very few clients: of none of their groups everybody is
    told how many there are, because those could be worked out from the others."""
    least = org.authority().least_answers
    return frozenset(each.variable for _line, each in rows if 0 < each.clients < least)


def _names(released: Released) -> Mapping[tuple[str, str], Text]:
    """What groups are called: languages by name, others as the surveys of the year named them."""
    found = {("language", code): said(name) for code, name in settings.LANGUAGES}
    for wave in released.waves:
        for question in surveys.questionnaire(wave.document).questions:
            if isinstance(question, SingleItem):
                for choice in question.choices:
                    found.setdefault((question.id, choice.id), choice.text)
    return found


def _plain(group: str) -> Text:
    return Text.of(fi=group, sv=group, en=group)


def _sheet(
    key: str,
    title: str | Promise,
    rows: Sequence[tuple[Line, Voices]],
    *,
    hidden: Collection[str] = (),
) -> Sheet | None:
    """Without a column in which nothing is told; None where only the numbers of clients are.
    `hidden`: the variables of whose groups the clients are not told."""
    cells = {
        (line.key, column): HIDDEN if each.variable in hidden and column in OF_CLIENTS else cell
        for line, each in rows
        for column, cell in _cells(each).items()
    }
    states = {
        column: {cell.state for (_line, of), cell in cells.items() if of == column}
        for column in COLUMNS
    }
    told = [column for column in COLUMNS if Told.SHOWN in states[column]]
    if not set(told) - {"clients"}:
        return None
    gone = [column for column in COLUMNS if column not in told and Told.HIDDEN in states[column]]
    notes = [*map(said, NOTES), *(said(NOTE_HIDDEN, what=said(COLUMNS[each])) for each in gone)]
    columns = [Column(column, said(COLUMNS[column])) for column in told]
    lines = [line for line, _each in rows]
    return filled(key, said(title), lines, columns, cells, source=said(SOURCE), notes=tuple(notes))


def _cells(each: Voices) -> Mapping[str, Cell]:
    rate = HIDDEN if each.all.state is State.HIDDEN else NONE
    if each.rate is not None and each.all.state is State.SHOWN:
        cautions = AT_LEAST if each.all.at_least else ()
        ends = {"low": each.rate.low, "high": each.rate.high}
        rate = shown(
            each.rate.value, Unit.MEAN, decimals=1, n=each.clients, cautions=cautions, **ends
        )
    note = notes.read(each.note)
    estimate = ("estimate",) if note.estimate or note.limit else ()
    return {
        "clients": shown(each.clients, cautions=estimate),
        "answers": _heard(each.answers),
        "feedback": _heard(each.feedback),
        "rate": rate,
    }


def _heard(heard: Heard) -> Cell:
    match heard.state:
        case State.SHOWN:
            return shown(heard.n, cautions=AT_LEAST if heard.at_least else ())
        case State.HIDDEN:
            return HIDDEN
    return NONE
