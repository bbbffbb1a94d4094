"""Rows become counts: the database counts once, in one snapshot, and everything else is worked out
of its counts.

Of a closed wave the answers are counted where they stand; of an open one the folded ballots, in one
statement. Both give the same cells.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from kuulluksi.figures.queries.places import ALL, Path, Paths
from kuulluksi.pure.questionnaire.answers import SKIP
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import MultipleItem, SingleItem
from kuulluksi.pure.stats import releasing
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.plan import ABOUT_ANSWERING, Counted, Variable, counted, variables
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.enums import Helper, Mode, WaveState
from kuulluksi.surveys.models import Wave

Row = tuple[int, str, str, int | None, str, int]
"""Target, group, item, number, choice, how many. An item of several choices has one row more, with
neither number nor choice: how many answered it."""

_ANSWERS = """
SELECT r.target_id, {group}, a.item, a.number, a.choice, COUNT(*)
FROM kuulluksi_answer a JOIN kuulluksi_response r ON r.id = a.response_id {join}
WHERE r.target_id IN ({targets}) GROUP BY 1, 2, 3, 4, 5
"""
_ANSWERED = """
SELECT r.target_id, {group}, a.item, NULL, '', COUNT(DISTINCT a.response_id)
FROM kuulluksi_answer a JOIN kuulluksi_response r ON r.id = a.response_id {join}
WHERE r.target_id IN ({targets}) AND a.item IN ({items}) AND a.choice <> 'unclear'
GROUP BY 1, 2, 3
"""
_BALLOTS = {
    "sqlite": "SELECT b.target_id, {group}, j.key, j.value, COUNT(*) FROM kuulluksi_ballot b,"
    " json_each(b.answers) j WHERE b.target_id IN ({targets}) AND j.key IN ({items})"
    " GROUP BY 1, 2, 3, 4",
    "postgresql": "SELECT b.target_id, {group}, j.key, j.value, COUNT(*) FROM kuulluksi_ballot b,"
    " jsonb_each_text(b.answers) j WHERE b.target_id IN ({targets}) AND j.key IN ({items})"
    " GROUP BY 1, 2, 3, 4",
}
DRAWN = "drawn"
"""By lot, of an open wave: which ballots are told of before it closes, and which are kept back."""

TOLD, KEPT = "told", "kept"
_LOT = 2**63 * releasing.TOLD[0] // releasing.TOLD[1]
_GROUPS = {
    "": "''",
    DRAWN: f"CASE WHEN b.id < {_LOT} THEN '{TOLD}' ELSE '{KEPT}' END",
}


@dataclass(frozen=True)
class Base:
    """What one row of counts is of: a leaf, a thing that is counted, a group of the variable."""

    place: str
    item: str
    group: str = ""


@dataclass(frozen=True)
class Cell:
    """The counts of a base, and how many said that it does not concern them."""

    counts: Counts
    skipped: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.counts + other.counts, self.skipped + other.skipped)


def plan(wave: Wave) -> tuple[tuple[Counted, ...], tuple[Variable, ...]]:
    """What of a wave is counted, and by what it is broken down: fixed by its questionnaire."""
    asked = surveys.questionnaire(wave.document)
    modes = tuple(each for each in Mode.values if each in wave.modes)
    return counted(asked), variables(asked, modes, tuple(Helper.values))


def ends_of(wave: Wave) -> dict[int, Path]:
    """The path of each target of a wave."""
    paths = Paths()
    rows = wave.targets.values_list("pk", "unit", "service")
    return {key: paths.of(unit, service) for key, unit, service in rows}


def count(wave: Wave, leaves: Mapping[int, str], variable: str = "") -> dict[Base, Cell]:
    """The counts of a wave as it stands, in all or by the groups of one variable; `leaves` gives
    the leaf of each target. Bases that nobody answered are not there. An open wave is counted in
    all, or by lot (`DRAWN`)."""
    if not leaves:
        return {}
    asked = surveys.questionnaire(wave.document)
    if wave.state == WaveState.CLOSED:
        return cells(asked, _rows(asked, list(leaves), variable), leaves)
    return cells(asked, _ballots(asked, list(leaves), variable), leaves)


def drawn(wave: Wave) -> tuple[dict[Base, Cell], dict[Base, Cell]]:
    """The counts of the whole of an open wave: of what is told of it, and of what is kept back."""
    by_lot = count(wave, dict.fromkeys(ends_of(wave), ALL), DRAWN)
    told, kept = (
        {Base(base.place, base.item): cell for base, cell in by_lot.items() if base.group == part}
        for part in (TOLD, KEPT)
    )
    return told, kept


def cells(asked: Questionnaire, rows: Iterable[Row], leaves: Mapping[int, str]) -> dict[Base, Cell]:
    """Rows of the database put together to counts."""
    numbers: dict[Base, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    skipped: dict[Base, int] = defaultdict(int)
    answered: dict[Base, int] = defaultdict(int)
    places = {
        question.id: {choice.id: place for place, choice in enumerate(question.choices, start=1)}
        for question in asked.questions
        if isinstance(question, SingleItem)
    }
    several = {each.key for each in counted(asked) if each.choice}
    for target, group, item, number, choice, many in rows:
        base = Base(leaves[target], item, group)
        if item in places and choice in places[item]:
            numbers[base][places[item][choice]] += many
        elif f"{item}/{choice}" in several:
            numbers[Base(base.place, f"{item}/{choice}", group)][1] += many
        elif choice == SKIP:
            skipped[base] += many
        elif number is not None:
            numbers[base][number] += many
        elif not choice:
            answered[base] += many
    return dict(put_together(counted(asked), numbers, skipped, answered))


def put_together(
    plan: Sequence[Counted],
    numbers: Mapping[Base, Mapping[int, int]],
    skipped: Mapping[Base, int],
    answered: Mapping[Base, int],
) -> Iterator[tuple[Base, Cell]]:
    """Cells of what was found: how many chose each point, whom it does not concern, and how many
    answered an item where several may be chosen."""
    by_key = {each.key: each for each in plan}
    for base in {**numbers, **skipped}:
        each = by_key.get(base.item)
        if each is not None and not each.choice:
            counts = Counts.of(each.points, numbers.get(base, {}))
            yield base, Cell(counts, skipped.get(base, 0))
    several = [each for each in plan if each.choice]
    for base, many in answered.items():
        for each in several:
            if each.item == base.item:
                of_choice = Base(base.place, each.key, base.group)
                chosen = numbers.get(of_choice, {}).get(1, 0)
                yield of_choice, Cell(Counts((0, 1), (many - chosen, chosen)))


def _rows(asked: Questionnaire, targets: list[int], variable: str) -> Iterator[Row]:
    group, join, named = "''", "", []
    if variable in ABOUT_ANSWERING:
        group = f"r.{variable}"
    elif variable:
        group = "COALESCE(v.choice, '')"
        join = "LEFT JOIN kuulluksi_answer v ON v.response_id = r.id AND v.item = %s"
        join += " AND v.choice <> 'unclear'"
        named = [variable]
    marks = {"group": group, "join": join, "targets": _marks(targets)}
    several = [each.id for each in asked.questions if isinstance(each, MultipleItem)]
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS.format(**marks), [*named, *targets])
        yield from cursor.fetchall()
        if several:
            statement = _ANSWERED.format(items=_marks(several), **marks)
            cursor.execute(statement, [*named, *targets, *several])
            yield from cursor.fetchall()


def _ballots(asked: Questionnaire, targets: list[int], variable: str) -> Iterator[Row]:
    """Raises ValueError for a variable by which an open wave is not told."""
    if variable not in _GROUPS:
        raise ValueError("An open wave is told in all only.")
    items = sorted({each.item for each in counted(asked)})
    if not items:
        return
    several = {each.item for each in counted(asked) if each.choice}
    chosen = {each.id for each in asked.questions if isinstance(each, SingleItem)}
    statement = _BALLOTS[connection.vendor]
    with connection.cursor() as cursor:
        marks = {"targets": _marks(targets), "items": _marks(items), "group": _GROUPS[variable]}
        cursor.execute(statement.format(**marks), [*targets, *items])
        found = cursor.fetchall()
    for target, group, item, value, many in found:
        if item in several:
            yield target, group, item, None, "", many
            for choice in json.loads(value):
                yield target, group, item, None, choice, many
        elif item in chosen or value == SKIP:
            yield target, group, item, None, value, many
        else:
            yield target, group, item, int(value), "", many


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))
