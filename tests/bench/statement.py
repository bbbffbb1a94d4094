"""How long a whole statement takes: from figures that were released to its PDF, and to all its
files, beside typst alone on the same document. Prints what came of it as JSON.

Five questionnaires have asked fifty units in three years; nearly all answers are of the last one.
Fifteen tables, twenty pictures, and sentences with figures by reference.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from kuulluksi.pure.statement.sheets import Sheet, State
from kuulluksi.pure.text import LANGUAGES, Text
from tests.bench.typst_alone import most

YEAR, INSTRUMENTS, VOICES = 2026, 5, 10_000
TABLES, PICTURES, REFERENCES = 15, 20, 4
FEW = 15
"""Responses of each unit in the years before."""
AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
LANGUAGE = "fi"
SENTENCE = (
    "Asukkaat kertoivat, miten palvelu heitä auttoi, ja työntekijät lukivat jokaisen sanan. " * 4
)
REGISTERS = Path(__file__).parents[2] / "kuulluksi/figures/data/register-example.csv"
OWN = (
    "from tests.bench.statement import product; from pathlib import Path; import sys;"
    " product(Path(sys.argv[1]), *sys.argv[2:])"
)
Spent = dict[str, float]


def main(answers: int, rounds: int) -> None:
    """Fills the database unless it was kept from another run."""
    django.setup()
    from django.core.management import call_command

    from kuulluksi.outcomes.models import Statement

    call_command("migrate", verbosity=0)
    if not Statement.objects.exists():
        _fill(answers)
        _write()
    print(json.dumps(_alternate(rounds)))


def product(folder: Path, *forms: str) -> None:
    """The statement out of the database, by the command, in a process that has made none before.
    The words of its PDF are left for typst alone."""
    django.setup()
    from django.core.management import call_command
    from django.urls import reverse

    from kuulluksi.management.commands.statement import Command
    from kuulluksi.outcomes.models import Statement
    from kuulluksi.outcomes.queries import statements
    from kuulluksi.web.kit.clock import today
    from kuulluksi.web.kit.statements import making, pdf, typesetting

    # Known to every process that has started: the addresses, and the line to the database.
    reverse("public:statements")
    statement = Statement.objects.get()
    told = {"out": folder, "language": [LANGUAGE], "format": [*forms] or None, "verbosity": 0}
    began = time.perf_counter()
    call_command(Command(stderr=StringIO()), YEAR, **told)
    found = {"seconds": time.perf_counter() - began, "memory": most()}
    began = time.perf_counter()
    working = statements.working(statement)
    source = making.of_draft(statement, working, today())
    found["again"] = time.perf_counter() - began
    laid = making.laid(source, LANGUAGE)
    found |= {"tables": len(laid.grids()), "pictures": len(laid.drawings())}
    words = pdf.told(laid, making.meta(source, LANGUAGE))
    found["pages"] = typesetting.pages(pdf.TEMPLATE, words, source.made_on)
    (folder / "told.json").write_text(json.dumps(typesetting.inputs(words, source.made_on)))
    print(json.dumps(found))


def _alternate(rounds: int) -> dict[str, list[Spent]]:
    """In turn, after a warm-up that counts for nothing, each time in a process of its own."""
    from kuulluksi.web.kit.statements import pdf

    with TemporaryDirectory() as name:
        folder = Path(name)
        words = (str(pdf.TEMPLATE), str(folder / "told.json"), str(folder / "alone.pdf"))
        sides = {
            "pdf": ["-c", OWN, name, "pdf"],
            "typst": ["-m", "tests.bench.typst_alone", *words],
            "whole": ["-c", OWN, name],
        }
        found: dict[str, list[Spent]] = {side: [] for side in sides}
        for turn in range(rounds + 1):
            for side, command in sides.items():
                spent = _told(command)
                if turn:
                    found[side].append(spent)
        [own] = folder.glob("*-fi.pdf")
        assert own.stat().st_size == Path(words[-1]).stat().st_size, "It is the same document."
    return found


def _told(command: Sequence[str]) -> Spent:
    done = subprocess.run([sys.executable, *command], check=True, stdout=subprocess.PIPE)
    spent: Spent = json.loads(done.stdout.splitlines()[-1])
    return spent


def _fill(answers: int) -> None:
    from django.core.management import call_command

    from kuulluksi.figures import actions as figures
    from kuulluksi.outcomes import actions as outcomes
    from tests.bench import asking, filling, tables

    filling.fill(VOICES, date(YEAR, 12, 31), say)
    each = answers // (INSTRUMENTS * tables.UNITS * tables.STATEMENTS)
    waves = []
    for number in range(INSTRUMENTS):
        code = f"kysely-{number}"
        asking.instrument(code)
        for year, share in ((YEAR - 2, FEW), (YEAR - 1, FEW), (YEAR, each)):
            waves.append(tables.Filled(f"{year}-{code}", year, share, code))
    began = time.perf_counter()
    tables.fill(waves)
    say(f"{answers} answers of {YEAR} in {time.perf_counter() - began:.0f} s")
    began = time.perf_counter()
    for year in range(YEAR - 2, YEAR + 1):
        figures.release_year(date(year, 1, 1), date(year, 12, 31), at=AT)
    figures.release_due(at=AT)
    outcomes.release_heard(at=AT)
    say(f"released in {time.perf_counter() - began:.0f} s")
    call_command("import_figures", str(REGISTERS), source="rekisterit", verbosity=0)


def _write() -> None:
    """A draft with so many tables and pictures as were printed in 2011 and as are wanted here; the
    tables are those that there are, begun anew when they are fewer."""
    from kuulluksi.outcomes.models import Statement, StatementSection
    from kuulluksi.outcomes.queries.sheets import Period, offers
    from kuulluksi.pure.statement.document import Block, Kind, Picture, Table, Words, block_to_json
    from kuulluksi.pure.statement.sheets import Form

    starts, ends = date(YEAR, 1, 1), date(YEAR, 12, 31)
    offered = offers(Period(Kind.ANNUAL, starts, ends), "all").values()
    known = [(each, sheet) for each in offered if (sheet := each.make()) is not None]
    say(f"{len(known)} sheets: {', '.join(sheet.key for _offer, sheet in known)}")
    statement = Statement.objects.create(
        kind=Kind.ANNUAL,
        title=Text.from_json(dict.fromkeys(LANGUAGES, f"Asiakastilinpäätös {YEAR}")),
        starts_on=starts,
        ends_on=ends,
        begun_on=AT.date(),
    )
    forms = [(offer.form or Form.BARS, Form.BARS, Form.TREND) for offer, _sheet in known]
    pictures = list(
        dict.fromkeys(
            Picture(sheet.key, form)
            for several in zip(*forms, strict=True)
            for form, (_offer, sheet) in zip(several, known, strict=True)
        )
    )[:PICTURES]
    for number in range(TABLES):
        _offer, sheet = known[number % len(known)]
        blocks: list[Block] = [
            Words(_prose(sheet)),
            Table(sheet.key),
            *(each for place, each in enumerate(pictures) if place % TABLES == number),
        ]
        StatementSection.objects.create(
            statement=statement,
            key=f"c{number}",
            position=number,
            heading=sheet.title,
            blocks=[block_to_json(block) for block in blocks],
        )


def _prose(sheet: Sheet) -> Text:
    """Paragraphs with figures of a sheet by reference."""
    shown = [
        f"{{{sheet.key}.{line.key}.{column.key}}}"
        for line, row in zip(sheet.lines, sheet.cells, strict=True)
        for column, cell in zip(sheet.columns, row, strict=True)
        if cell.state is State.SHOWN
    ][:REFERENCES]
    said = "\n\n".join(f"{SENTENCE} Luku oli {each}. {SENTENCE}" for each in shown) or SENTENCE
    return Text.from_json(dict.fromkeys(LANGUAGES, said))


def say(words: str) -> None:
    print(f"    {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
