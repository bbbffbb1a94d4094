"""How long figures take: from answers to a table of comparisons, beside the same counting by other
means; a page of a unit; extracts. Prints what came of it as JSON.

Three waves, each a year after the other, ask fifty units the same twenty statements.
"""

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import django

from tests.bench.loading import Layout, Row, unhindered

FIRST, YEARS, UNITS, STATEMENTS = 2024, 3, 50, 20
PORTION = 2_000
EXPORTED, EXPORTS = "vienti", 100_000
"""A wave of so many responses, for extracts."""


def main(answers: int) -> None:
    """Fills the tables unless they were kept from another run."""
    django.setup()
    from django.core.management import call_command

    from kuulluksi.org.models import Person
    from kuulluksi.surveys.models import Wave
    from tests.bench import asking, county

    call_command("migrate", verbosity=0)
    if not Person.objects.exists():
        county.found()
    asking.found()
    if not Wave.objects.filter(code=code(YEARS - 1)).exists():
        each = answers // (YEARS * UNITS * STATEMENTS)
        fill([Filled(code(year), FIRST + year, each) for year in range(YEARS)])
    if answers > EXPORTS * STATEMENTS and not Wave.objects.filter(code=EXPORTED).exists():
        fill([Filled(EXPORTED, FIRST, EXPORTS // UNITS)])
    from tests.bench import tabling

    print(json.dumps(tabling.measured(answers)))


def code(year: int) -> str:
    return f"{FIRST + year}-taulukko"


@dataclass(frozen=True)
class Filled:
    """A closed wave of a year, with so many responses from each unit; it asks what is measured
    elsewhere too, or another document by its code."""

    code: str
    year: int
    each: int
    document: str = ""


def fill(waves: Sequence[Filled]) -> None:
    from kuulluksi.org.models import Person, Unit
    from kuulluksi.surveys.enums import WaveState
    from kuulluksi.surveys.models import Answer, Document, Response, Survey, Wave, WaveTarget
    from tests.bench import asking

    by = Person.objects.get(email="area0@bench.example")
    targets: list[WaveTarget] = []
    for told in waves:
        document = Document.objects.get(code=told.document or asking.CODE)
        made = asking.wave(document, told.code, by).wave
        on = date(told.year, 3, 1)
        Survey.objects.filter(pk=made.survey_id).update(year=told.year)
        WaveTarget.objects.filter(wave=made).delete()
        targets += [
            WaveTarget.objects.create(wave=made, unit=unit, responses=told.each)
            for unit in Unit.objects.order_by("id")[:UNITS]
        ]
        Wave.objects.filter(pk=made.pk).update(
            state=WaveState.CLOSED,
            opens_on=on,
            closes_on=on + timedelta(days=30),
            closed_on=on + timedelta(days=45),
        )
    responses, rows = Layout(Response), Layout(Answer)
    chance = random.Random(repr(waves))
    with unhindered():
        for target in targets:
            each = target.responses or 0
            for start in range(0, each, PORTION):
                keys = [chance.getrandbits(63) for _ in range(min(PORTION, each - start))]
                responses.write(
                    [
                        responses.row(
                            id=key,
                            target_id=target.pk,
                            language=chance.choice(("fi", "fi", "fi", "sv", "en")),
                            mode=chance.choice(("web", "web", "paper")),
                            helped=chance.choice(("", "", "", "worker", "relative")),
                        )
                        for key in keys
                    ]
                )
                rows.write(list(answered(keys, rows, chance, target.pk % 7)))


def answered(keys: list[int], rows: Layout, chance: random.Random, habit: int) -> Iterator[Row]:
    """Twenty answers of each; the units differ a little in how content people are."""
    from tests.bench import asking

    weights = (1, 1, 2, 3 + habit / 7, 3)
    for key in keys:
        points = chance.choices(asking.POINTS, weights, k=STATEMENTS)
        for number, point in enumerate(points):
            yield rows.row(
                id=chance.getrandbits(63),
                response_id=key,
                item=asking.item(number),
                wording=1,
                number=point,
                choice="",
            )


if __name__ == "__main__":
    main(int(sys.argv[1]))
