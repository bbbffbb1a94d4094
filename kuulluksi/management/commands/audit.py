"""`kuulluksi audit FILE.csv [--text FILE.md]`: puts printed figures, and the text that stands on
them, beside each other and tells every fault. Exits with 1 when there is one, with 2 when nothing
could be read, else with 0.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.cells import read
from kuulluksi.pure.audit.findings import Report
from kuulluksi.pure.orgfile import csv_rows
from kuulluksi.pure.text import LANGUAGES, clean_text
from kuulluksi.web.kit.audit import reports


class Command(BaseCommand):
    help = (
        "Checks a file of printed figures against itself, and with --text a text against the file;"
        " exits with 1 when there is a fault."
    )
    # Nothing of the installation is looked at: a file can be audited anywhere.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv", help="the figures, as CSV")
        parser.add_argument(
            "--text", type=Path, metavar="FILE.md", help="a text that tells of them, as Markdown"
        )
        parser.add_argument(
            "--year", type=int, help="the year of the statement, when the text does not tell it"
        )
        parser.add_argument("--language", choices=LANGUAGES, default="fi", help="fi without it")
        parser.add_argument("--json", action="store_true", help="for programs instead of people")

    def handle(
        self,
        *_args: Any,
        file: Path,
        text: Path | None,
        year: int | None,
        language: str,
        **chosen: Any,
    ) -> None:
        try:
            report = _report(file, text, year)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}", returncode=2) from error
        except ValueError as error:
            raise CommandError(f"{file}: {error}", returncode=2) from error
        with override(language):
            if chosen["json"]:
                found = reports.as_json(report, with_text=text is not None)
                self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            else:
                for line in reports.lines(report, with_text=text is not None):
                    self.stdout.write(line)
        if not report.sound:
            sys.exit(1)


def _report(file: Path, text: Path | None, year: int | None) -> Report:
    sheet = read(csv_rows(file.read_bytes()))
    source = None
    if text:
        source = clean_text(text.read_bytes().decode("utf-8-sig", errors="replace"))
    return audit(sheet, source, year=year)
