"""The silence map: answers of surveys and instant feedback against numbers of clients, for places
and for groups. Everything comes from what is released; what is hidden there is hidden here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kuulluksi.figures.models import ClientNumber
from kuulluksi.figures.queries import clients, instant
from kuulluksi.figures.queries.releases import (
    Figures,
    of_wave,
    of_year,
    released_waves,
    variables_of,
)
from kuulluksi.pure import silence as rules
from kuulluksi.pure.silence import Rate, Way
from kuulluksi.pure.stats.plan import ABOUT_ANSWERING
from kuulluksi.surveys.enums import Audience
from kuulluksi.surveys.models import Wave


class State(StrEnum):
    """SHOWN: the number may be shown. HIDDEN: it may not, or not yet. NONE: nothing came that is
    counted for this place. UNTOLD: it was not asked here, or the group was not asked."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    NONE = "none"
    UNTOLD = "untold"


@dataclass(frozen=True)
class Heard:
    """How much came from somewhere, as far as it may be shown; `at_least`: besides, something is
    hidden."""

    state: State
    n: int = 0
    at_least: bool = False

    def __add__(self, other: "Heard") -> "Heard":
        both = (self, other)
        hidden = any(each.state == State.HIDDEN or each.at_least for each in both)
        if State.SHOWN in (self.state, other.state):
            return Heard(State.SHOWN, self.n + other.n, hidden)
        if hidden:
            return Heard(State.HIDDEN)
        return Heard(State.NONE) if State.NONE in (self.state, other.state) else self


UNTOLD = Heard(State.UNTOLD)


@dataclass(frozen=True)
class Voices:
    """One line of the map: a place, or one group of it."""

    place: str
    variable: str
    group: str
    clients: int
    note: str
    answers: Heard
    feedback: Heard

    @cached_property
    def all(self) -> Heard:
        return self.answers + self.feedback

    @cached_property
    def rate(self) -> Rate | None:
        """Voices for each hundred clients; None where they may not be shown or were not asked."""
        known = self.all.state in (State.SHOWN, State.NONE) and self.clients > 0
        return rules.rate(self.all.n, self.clients) if known else None

    @property
    def silence(self) -> tuple[int, float, int]:
        """The more silent, the smaller: nothing at all, then nothing that may be shown, then by
        what the rate is at most; among equals the place with more clients first."""
        rank = {State.NONE: 0, State.HIDDEN: 1, State.UNTOLD: 2, State.SHOWN: 3}[self.all.state]
        return (rank, self.rate.high if self.rate and rank else 0.0, -self.clients)


@dataclass(frozen=True)
class Line:
    """A line with what to try; nothing where it is heard as often as the others."""

    voices: Voices
    ways: tuple[Way, ...]


class Released:
    """What is released of a year, read once; `final`: only of surveys that are over."""

    def __init__(self, year: int, *, final: bool = False) -> None:
        waves = [wave for wave in released_waves() if wave.closes_on.year == year]
        # The staff answer about their own work: they are not clients.
        self.waves = [wave for wave in waves if wave.survey.audience != Audience.STAFF]
        self.figures = [
            (wave, found)
            for wave in self.waves
            if (found := of_wave(wave)) and (found.release.final or not final)
        ]
        self.instant = of_year(year)
        self.numbers = clients.numbers(year)

    def answers(self, place: str) -> Heard:
        found = UNTOLD
        for _wave, figures in self.figures:
            if place in _keys(figures):
                found += _most(figures, place)
        return found

    def feedback(self, place: str) -> Heard:
        if self.instant is None:
            return UNTOLD
        if place not in _keys(self.instant):
            return Heard(State.NONE)
        return _shown(self.instant.of(place, instant.KIND).published.n)

    def answers_of(self, place: str, variable: str, group: str) -> Heard:
        found = UNTOLD
        for wave, figures in self.figures:
            if place in _keys(figures):
                found += _of_group(wave, figures, place, variable, group)
        return found

    def feedback_of(self, place: str, variable: str, group: str) -> Heard:
        if self.instant is None or variable not in {each.name for each in instant.VARIABLES}:
            return UNTOLD
        if place not in _keys(self.instant):
            return Heard(State.NONE)
        kind = next(each for each in self.instant.asked if each.key == instant.KIND)
        for figure in self.instant.groups(place, kind, variable):
            if figure.groups == (group,):
                return _shown(figure.published.n)
        return Heard(State.HIDDEN)


@dataclass(frozen=True)
class Silence:
    """The map of a year."""

    year: int
    released: Released
    units: tuple[Line, ...]
    # Services, areas and the whole, of which numbers of their own are known.
    wider: tuple[Line, ...]

    @property
    def has_numbers(self) -> bool:
        return bool(self.units or self.wider)


def silence(year: int, *, final: bool = False) -> Silence:
    """Of a year: the places of which numbers of clients are known, the most silent first."""
    released = Released(year, final=final)
    places = [number for number in released.numbers if not number.variable]
    lines = sorted((_place(number, released) for number in places), key=lambda each: each.silence)
    of_all = _together(lines)
    told = [Line(each, _ways_of_place(each, of_all)) for each in lines]
    return Silence(
        year=year,
        released=released,
        units=tuple(line for line in told if line.voices.place.startswith("unit-")),
        wider=tuple(line for line in told if not line.voices.place.startswith("unit-")),
    )


def groups(of: Silence, place: str) -> dict[str, list[Line]]:
    """The groups of a place by variable, the most silent first."""
    found: dict[str, list[Voices]] = {}
    for number in of.released.numbers:
        if number.place == place and number.variable:
            found.setdefault(number.variable, []).append(_group(number, of.released))
    return {
        variable: [
            Line(each, _ways_of_group(each, _together(lines)))
            for each in sorted(lines, key=lambda each: each.silence)
        ]
        for variable, lines in found.items()
    }


def _place(number: ClientNumber, released: Released) -> Voices:
    return Voices(
        place=number.place,
        variable="",
        group="",
        clients=number.clients,
        note=number.note,
        answers=released.answers(number.place),
        feedback=released.feedback(number.place),
    )


def _group(number: ClientNumber, released: Released) -> Voices:
    named = number.place, number.variable, number.group
    return Voices(
        *named,
        clients=number.clients,
        note=number.note,
        answers=released.answers_of(*named),
        feedback=released.feedback_of(*named),
    )


def _keys(figures: Figures) -> set[str]:
    return {place.key for place in figures.tree}


def _shown(n: int | None) -> Heard:
    return Heard(State.HIDDEN) if n is None else Heard(State.SHOWN, n)


def _most(figures: Figures, place: str) -> Heard:
    """How many answered the question of the wave that most answered: so many at least."""
    known = [n for figure in figures.at(place) if (n := figure.published.n) is not None]
    return _shown(max(known, default=None))


def _of_group(wave: Wave, figures: Figures, place: str, variable: str, group: str) -> Heard:
    """How many of a group answered: by the question itself, or by what is known of every answer."""
    asked = next((each for each in variables_of(wave) if each.name == variable), None)
    if asked is None or group not in asked.groups:
        return UNTOLD
    if variable in ABOUT_ANSWERING:
        return _of_any(figures, place, variable, group)
    counts = figures.of(place, variable).published.counts
    if counts is None:
        return Heard(State.HIDDEN)
    number = counts.numbers[asked.groups.index(group)]
    if 0 < number < figures.release.least:
        # The distribution shows them; by name of the group they are not pointed at.
        return Heard(State.HIDDEN)
    return Heard(State.SHOWN, number) if number else Heard(State.NONE)


def _of_any(figures: Figures, place: str, variable: str, group: str) -> Heard:
    """The most that one question shows of the group, where it is not told together with others."""
    known = [
        n
        for asked in figures.asked
        for figure in figures.groups(place, asked, variable)
        if figure.groups == (group,) and (n := figure.published.n) is not None
    ]
    return _shown(max(known, default=None))


def _together(lines: Sequence[Voices]) -> float:
    """Voices for each hundred clients in all lines whose voices are known."""
    known = [each for each in lines if each.rate is not None]
    clients_in_all = sum(each.clients for each in known)
    return 100 * sum(each.all.n for each in known) / clients_in_all if clients_in_all else 0.0


def _is_silent(each: Voices, of_all: float) -> bool:
    return rules.is_silent(None if each.rate is None else each.all.n, each.clients, of_all)


def _ways_of_place(each: Voices, of_all: float) -> tuple[Way, ...]:
    """In a place that no survey of the year asked about, nobody knows before it is asked."""
    asked = each.answers.state != State.UNTOLD
    if asked and not _is_silent(each, of_all):
        return ()
    return rules.for_place(asked=asked, heard=each.feedback.state == State.SHOWN)


def _ways_of_group(each: Voices, of_all: float) -> tuple[Way, ...]:
    if each.all.state == State.UNTOLD or not _is_silent(each, of_all):
        return ()
    return rules.for_group(each.variable, each.group)
