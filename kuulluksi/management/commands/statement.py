"""`kuulluksi statement YEAR --out DIR`: every file of a statement, in all its languages. Of the
newest signed edition; where none is signed, or with `--draft`, of what is being written.
"""

import gc
from argparse import ArgumentParser
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import override

from kuulluksi.figures.actions import whole_files
from kuulluksi.figures.queries.places import ALL, place_of
from kuulluksi.management.progress import Progress
from kuulluksi.outcomes.queries import statements
from kuulluksi.outcomes.queries.statements import editions, writing
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.text import LANGUAGES
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.statements import making
from kuulluksi.web.kit.statements.making import Format, Source

MONTHS = 4
Span = tuple[date, date]


class Command(BaseCommand):
    help = (
        "Makes the files of a statement: PDF, DOCX, XLSX, a web page, open data, and how it is"
        " cited. Of the newest signed edition, else of its draft."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, metavar="YEAR")
        parser.add_argument(
            "--out", required=True, type=Path, metavar="DIR", help="made if it is not there"
        )
        parser.add_argument(
            "--kind",
            choices=[*map(str, Kind)],
            default=str(Kind.ANNUAL),
            help="annual without it; monitoring is of four months, unit is two pages of a unit",
        )
        parser.add_argument(
            "--third", type=int, choices=(1, 2, 3), help="of monitoring: which four months"
        )
        parser.add_argument(
            "--place", default=ALL, metavar="KEY", help="unit-CODE, service-CODE or area-CODE"
        )
        parser.add_argument("--language", choices=LANGUAGES, action="append", help="may come again")
        parser.add_argument(
            "--format",
            dest="forms",
            choices=[*map(str, Format)],
            action="append",
            help="may come again",
        )
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--edition", type=int, metavar="N", help="an earlier one")
        which.add_argument("--draft", action="store_true", help="what is being written now")

    def handle(self, *_args: Any, out: Path, **chosen: Any) -> None:
        # What was loaded at the start stays: nobody looks through it for what may be thrown away.
        gc.freeze()
        with override("en"):
            try:
                source = _source(**chosen)
                if source.draft:
                    self.stderr.write("It is not signed: every file says that it is a draft.")
                self.make(source, out, **chosen)
            except OSError as error:
                where = error.filename or out
                raise CommandError(f"{where}: {error.strerror}. Nothing was written.") from error
            except DatabaseError as error:
                fault = type(error).__name__
                raise CommandError(f"The database: {fault}. Nothing was written.") from error

    def make(
        self,
        source: Source,
        out: Path,
        *,
        language: Sequence[str] | None,
        forms: Sequence[str] | None,
        verbosity: int,
        **_rest: Any,
    ) -> None:
        languages = dict.fromkeys(language or source.languages)
        chosen = [Format(each) for each in dict.fromkeys(forms or Format)]
        if strange := [each for each in languages if each not in source.languages]:
            raise CommandError(f"It was not signed in {', '.join(strange)}.")
        wanted = [(each, form) for each in languages for form in chosen]
        progress = Progress(self.stdout, len(wanted), quiet=not verbosity)
        out.mkdir(parents=True, exist_ok=True)
        with whole_files(out) as folder:
            for spoken, form in wanted:
                progress.begin(making.name(source, spoken, form))
                made = making.made(source, spoken, form)
                (folder / made.name).write_bytes(made.content)
                progress.done(f"{out / made.name}: {_size(len(made.content))}")
        progress.end(f"{len(wanted)} files in {out}")


def _source(
    *, year: int, kind: str, third: int | None, place: str, draft: bool, **chosen: Any
) -> Source:
    form = Kind(kind)
    starts, ends = _period(year, form, third)
    if form is Kind.UNIT and not place.startswith("unit-"):
        raise CommandError("Name the unit: --place unit-CODE.")
    try:
        where = place_of(place)
    except LookupError:
        where = None
        if draft:
            raise CommandError(f"There is no place {place}.") from None
    newest = None if draft else editions.newest(form, starts, ends, place)
    if newest is not None:
        wanted = chosen["edition"] or newest.number
        found = editions.edition(newest.statement, wanted)
        if found is None:
            raise CommandError(f"There are editions 1–{newest.number}.")
        try:
            return making.of_signed(editions.read(found))
        except ValueError as error:
            raise CommandError(f"Edition {wanted}: {error}") from error
    if chosen["edition"]:
        raise CommandError("Nothing of this has been signed yet.")
    statement = writing.begun(form, starts, ends, where)
    if statement is None or (place != ALL and where is None):
        raise CommandError(
            f"There is no such statement of {year}. It is begun on the pages of the staff."
        )
    return making.of_draft(statement, statements.working(statement), today())


def _period(year: int, kind: Kind, third: int | None) -> Span:
    if not 1 <= year <= date.max.year:
        raise CommandError(f"{year} is no year.")
    if kind is not Kind.MONITORING:
        if third:
            raise CommandError("--third is for --kind monitoring.")
        return date(year, 1, 1), date(year, 12, 31)
    if not third:
        raise CommandError("Say which four months: --third 1, 2 or 3.")
    last = third * MONTHS
    return date(year, last - MONTHS + 1, 1), date(year, last, monthrange(year, last)[1])


def _size(count: int) -> str:
    return f"{count / 1000:,.0f} kB".replace(",", " ") if count >= 1000 else f"{count} B"
