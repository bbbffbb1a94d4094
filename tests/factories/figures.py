"""Waves with answers: who said what, so many times, and the wave closed and released."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from kuulluksi.figures import actions
from kuulluksi.org.models import Service, Unit, pour, random_key
from kuulluksi.pure import deadlines, retention
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.answers import clean
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.surveys import queries
from kuulluksi.surveys.actions.closing import COLUMNS, unfolded
from kuulluksi.surveys.enums import Mode, WaveState
from kuulluksi.surveys.models import Ballot, Wave, WaveTarget
from tests.factories import surveys
from tests.factories.org import County

Raw = Mapping[str, str | Sequence[str]]
Place = TypeVar("Place", bound=Unit | Service)
OPEN_FOR = timedelta(days=16)


@dataclass(frozen=True)
class Said:
    """So many people answered the same: `raw` as a form sends it."""

    many: int
    raw: Raw = field(default_factory=dict)
    language: str = "fi"
    mode: str = Mode.WEB
    helped: str = ""
    unclear: tuple[str, ...] = ()


People = Iterable[Said]


def spread(item: str, numbers: Mapping[int, int], **more: str) -> list[Said]:
    """So many chose each point of an item: `spread("school-grade", {8: 5, 9: 20})`; `more` is what
    all of them said besides, with underscores in the names of items."""
    besides = {name.replace("_", "-"): value for name, value in more.items()}
    return [Said(many, {item: str(point), **besides}) for point, many in numbers.items()]


def grades(numbers: Mapping[int, int], **more: str) -> list[Said]:
    """The same of the school grade, 4 to 10."""
    return spread("school-grade", numbers, **more)


def closed(
    house: County,
    at: datetime,
    said: Mapping[Place, People],
    *,
    asked: Questionnaire | None = None,
    code: str = "",
    release: bool = True,
) -> Wave:
    """A wave that closed at this moment with these answers, and its figures, released at once:
    `closed(house, at, {house.kamppi: grades({8: 5, 9: 20}), house.kallio: grades({7: 30, 8: 9})})`.
    Every place that is a key was asked about; its rows are those that closing writes."""
    wave = opened(house, at - OPEN_FOR, said, asked=asked, code=code)
    rows: dict[type, list[tuple[object, ...]]] = {table: [] for table in COLUMNS}
    questionnaire = asked or bank.instrument("sosiaaliasemat")
    erase_on = retention.words_until(deadlines.day(at))
    for target in wave.targets.all():
        ballots = list(Ballot.objects.filter(target=target))
        for ballot in ballots:
            for table, row in unfolded(ballot, questionnaire, erase_on):
                rows[table].append(row)
        WaveTarget.objects.filter(pk=target.pk).update(responses=len(ballots))
    for table, columns in COLUMNS.items():
        pour(table, columns, rows[table])
    Ballot.objects.filter(target__wave=wave).delete()
    wave.state, wave.closed_on = WaveState.CLOSED, deadlines.day(at)
    wave.save()
    if release:
        actions.release_wave(wave, at=at)
    return wave


def opened(
    house: County,
    at: datetime,
    said: Mapping[Place, People],
    *,
    asked: Questionnaire | None = None,
    code: str = "",
) -> Wave:
    """A wave that opened the day before, with these answers in its box; nothing is released yet."""
    wave = surveys.wave(house, at, asked=asked, units=[house.kamppi], code=code)
    wave.targets.all().delete()
    for place, people in said.items():
        kind = "unit" if isinstance(place, Unit) else "service"
        answered(WaveTarget.objects.create(wave=wave, **{kind: place}), people)
    return wave


def answered(target: WaveTarget, people: People) -> None:
    """More people answer about a place of an open wave."""
    asked = queries.questionnaire(target.wave.document)
    lines = []
    for said in people:
        raw = clean(asked, said.raw).raw()
        about = (target.pk, said.language, said.mode, said.helped, raw, list(said.unclear))
        lines += [(random_key(), *about) for _ in range(said.many)]
    columns = ("id", "target", "language", "mode", "helped", "answers", "unclear")
    pour(Ballot, columns, lines)
