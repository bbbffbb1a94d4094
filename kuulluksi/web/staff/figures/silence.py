"""The silence map: from which places and groups little is heard, and what to try."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from kuulluksi.figures.queries import clients
from kuulluksi.figures.queries import silence as queries
from kuulluksi.figures.queries.silence import Heard, Line, Silence, State, Voices
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.silence import Way
from kuulluksi.pure.text import clean_text
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.doors import StaffRequest, staff
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.naming import Naming
from kuulluksi.web.kit.figures.presenters import decimal, whole
from kuulluksi.web.staff.figures.frame import page

WAYS: Mapping[Way, Promise] = {
    Way.ASK: gettext_lazy("Plan a survey of this place"),
    Way.LANGUAGE: gettext_lazy("Ask in their own language, with an interpreter when needed"),
    Way.PAPER: gettext_lazy("Give a paper form at the desk, with an envelope"),
    Way.INTERVIEW: gettext_lazy("Let a worker of another unit interview"),
    Way.PHONE: gettext_lazy("Call, and write down what is said"),
    Way.TOGETHER: gettext_lazy("Answer together, one question at a time, on one device"),
    Way.KIOSK: gettext_lazy("Put a poster and a device for answering where people wait"),
    Way.MESSAGE: gettext_lazy("Send a link by text message after the visit"),
}
STATES: Mapping[State, Promise | str] = {
    State.HIDDEN: gettext_lazy("not shown: few or none, or it could be worked out"),
    State.NONE: "0",
    State.UNTOLD: pgettext_lazy("of a place or a group", "not asked"),
}
TICKS = 4


@dataclass(frozen=True)
class Shown:
    """One line as it is read; lengths are in per cent of the width."""

    name: str
    key: str
    number: str
    clients: str
    answers: str
    feedback: str
    # Whether nothing may be shown of all voices together.
    veiled: str
    rate: str
    # Besides, something is hidden.
    at_least: bool
    range: str
    words: str
    x: str
    low: str
    high: str
    ways: tuple[Promise, ...]


@dataclass(frozen=True)
class Part:
    """Lines that are drawn on one axis."""

    id: str
    title: str
    lines: tuple[Shown, ...]
    ticks: tuple[tuple[str, str, str], ...]
    # Where the numbers of clients come from.
    notes: tuple[str, ...]
    # Whether the lines lead to their groups.
    leads: bool = True


@staff
def silence(request: StaffRequest) -> HttpResponse:
    years = clients.years()
    # Of a year that is not over little can be said: the last whole one is shown first.
    whole_years = [each for each in years if each < today().year]
    try:
        year = int(request.GET.get("year", next(iter([*whole_years, *years]), 0)))
    except ValueError:
        raise Http404 from None
    if years and year not in years:
        raise Http404
    found = queries.silence(year) if years else None
    place = clean_text(request.GET.get("place", ""))
    return page(
        request,
        "staff/figures/silence.html",
        years=years,
        year=year,
        unfinished=year >= today().year,
        found=found,
        parts=_parts(found) if found else [],
        unasked=_unasked(found) if found else [],
        place=naming.places([place])[place] if place else "",
        groups=_groups(found, place) if found and place else [],
    )


def _parts(found: Silence) -> list[Part]:
    names = naming.places(each.voices.place for each in (*found.units, *found.wider))
    units = [line for line in found.units if not _is_unasked(line)]
    parts: list[tuple[str, str, Sequence[Line]]] = [
        ("units", _("Units"), units),
        ("wider", _("Services, areas and the whole authority"), found.wider),
    ]
    return [
        _part(name, title, lines, {each.voices.place: names[each.voices.place] for each in lines})
        for name, title, lines in parts
        if lines
    ]


def _is_unasked(line: Line) -> bool:
    return line.voices.answers.state == State.UNTOLD and line.voices.rate is None


def _unasked(found: Silence) -> list[Shown]:
    """The units of which nothing may be told: no survey asked about them, and of feedback there is
    none, or it may not be shown."""
    lines = [line for line in found.units if _is_unasked(line)]
    names = naming.places(line.voices.place for line in lines)
    return [_line(line, names[line.voices.place], 1) for line in lines]


def _groups(found: Silence, place: str) -> list[Part]:
    words = Naming(bank.instrument("sosiaaliasemat"))
    return [
        _part(
            f"of-{variable}",
            words.variable(variable),
            lines,
            {each.voices.group: words.group(variable, each.voices.group) for each in lines},
            leads=False,
        )
        for variable, lines in queries.groups(found, place).items()
    ]


def _part(
    name: str, title: str, lines: Sequence[Line], names: Mapping[str, str], *, leads: bool = True
) -> Part:
    most = _end(line.voices.rate.high for line in lines if line.voices.rate)
    ticks = tuple(_tick(number, most) for number in range(TICKS + 1))
    shown = tuple(
        _line(line, names[line.voices.place if leads else line.voices.group], most)
        for line in lines
    )
    notes = dict.fromkeys(line.voices.note for line in lines if line.voices.note)
    return Part(name, title, shown, ticks, tuple(notes), leads)


def _end(highs: Iterable[float]) -> float:
    """The end of the axis: a round number of voices for each hundred clients."""
    most = max(highs, default=0.0)
    round_ones = (4, 8, 12, 20, 40, 60, 80, 100)
    return next((end for end in round_ones if end >= most), 100 * math.ceil(most / 100))


def _tick(number: int, most: float) -> tuple[str, str, str]:
    anchor = {0: "", TICKS: "end"}.get(number, "mid")
    return f"{100 * number / TICKS:g}%", whole(round(most * number / TICKS)), anchor


def _line(line: Line, name: str, most: float) -> Shown:
    voices, rate = line.voices, line.voices.rate
    told = decimal(rate.value, 1) if rate else ""
    span = f"{decimal(rate.low, 1)}–{decimal(rate.high, 1)}" if rate else ""
    return Shown(
        name=name,
        key=voices.place,
        number=whole(voices.clients),
        clients=_clients(voices),
        answers=_heard(voices.answers),
        feedback=_heard(voices.feedback),
        veiled="" if rate else str(STATES[voices.all.state]),
        rate=told,
        at_least=voices.all.at_least,
        range=span,
        words=_("%(rate)s voices for each hundred clients, interval %(range)s")
        % {"rate": told, "range": span},
        x=_length(rate.value, most) if rate else "",
        low=_length(rate.low, most) if rate else "",
        high=_length(rate.high, most) if rate else "",
        ways=tuple(WAYS[way] for way in line.ways),
    )


def _clients(voices: Voices) -> str:
    number = ngettext("%(number)s client", "%(number)s clients", voices.clients)
    return number % {"number": whole(voices.clients)}


def _heard(heard: Heard) -> str:
    return whole(heard.n) if heard.state == State.SHOWN else str(STATES[heard.state])


def _length(value: float, most: float) -> str:
    return f"{100 * value / most:.2f}%"
