"""`kuulluksi export WAVE --format sav|csv|xlsx|parquet|national --out FILE`: a wave as a file.

Without a permit it holds the published figures, hidden where the pages hide them. With
`--permit "number / purpose"` it is a research extract, one row for each response, and is logged.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import override

from kuulluksi.figures.queries import national
from kuulluksi.org.rules import Refused
from kuulluksi.pure.text import LANGUAGES
from kuulluksi.surveys import queries
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.extracts import taking
from kuulluksi.web.kit.extracts.taking import Format

NATIONAL = "national"


class Command(BaseCommand):
    help = (
        "Writes a wave into a file, with a codebook beside it: its published figures, or with a"
        " permit its responses one by one, which is logged."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("wave", help="the code of a wave")
        parser.add_argument("--format", required=True, choices=[*map(str, Format), NATIONAL])
        parser.add_argument("--out", required=True, type=Path, metavar="FILE")
        parser.add_argument(
            "--language", choices=LANGUAGES, default="fi", help="of labels and names; fi without it"
        )
        parser.add_argument(
            "--permit",
            default="",
            help="the permit and its purpose: takes the responses, and is logged",
        )
        parser.add_argument(
            "--words",
            action="store_true",
            help="own words too, as they were written; only with --permit",
        )

    def handle(self, *_args: Any, wave: str, out: Path, **chosen: Any) -> None:
        with override("en"):
            found = queries.wave(wave)
            if found is None:
                raise CommandError(f"There is no wave {wave}.")
            if not out.parent.is_dir():
                raise CommandError(f"There is no folder {out.parent}.")
            if out.is_dir():
                raise CommandError(f"{out} is a folder.")
            try:
                told = self.take(found, out, **chosen)
            except Refused as refused:
                raise CommandError(refused.sentence) from refused
            except OSError as error:
                where = error.filename or out
                raise CommandError(f"{where}: {error.strerror}. Nothing was written.") from error
            except DatabaseError as error:
                fault = type(error).__name__
                raise CommandError(f"The database: {fault}. Nothing was written.") from error
        self.stdout.write(told)

    def take(
        self,
        wave: Wave,
        out: Path,
        *,
        format: str,  # noqa: A002  the name of the option
        language: str,
        permit: str,
        words: bool,
        **_rest: Any,
    ) -> str:
        at = now()
        if words and (not permit.strip() or format == NATIONAL):
            raise CommandError("Own words leave only with --permit, row by row.")
        if format == NATIONAL:
            made = taking.take_national(wave, out, permit=permit, by=None, at=at)
            told = f"{out}: {made.rows} rows for the national collection, logged."
            if units := national.without_identifier(wave):
                told += f"\nWithout an identifier in the register: {', '.join(units)}."
            return told
        book = taking.codebook_of(out)
        form = Format(format)
        if permit.strip():
            extract = taking.take_rows(
                wave, form, out, language=language, permit=permit, words=words, by=None, at=at
            )
            return f"{out}: {extract.rows} responses, logged. Codebook: {book}"
        number = taking.take_published(wave, form, out, language=language, at=at)
        return f"{out}: {number} rows of published figures. Codebook: {book}"
