"""`kuulluksi import-clients FILE`: how many clients places had in a year, in all or in a group."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kuulluksi.figures.actions.printed import store_clients
from kuulluksi.org.rules import Refused
from kuulluksi.web.kit.clock import now
from kuulluksi.web.staff.figures import receiving


class Command(BaseCommand):
    help = "Imports numbers of clients. Faulty rows are named and left out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or XLSX")
        parser.add_argument("--strict", action="store_true", help="fail when any row is left out")

    def handle(self, *_args: Any, file: Path, strict: bool, **_options: Any) -> None:
        at = now()
        try:
            plan = receiving.clients(receiving.table(file.name, file.read_bytes()))
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        for each in plan.apart:
            self.stdout.write(receiving.sentence_of(each))
        told = f"{len(plan.apart)} rows left out"
        taken = len(plan.fresh) + len(plan.changed) + plan.unchanged
        if not taken or (strict and plan.apart):
            raise CommandError(f"Nothing was imported, {told}.")
        store_clients(plan, by=None, at=at)
        self.stdout.write(
            f"{taken} numbers ({len(plan.fresh)} new, {len(plan.changed)} changed,"
            f" {plan.unchanged} unchanged), {told}"
        )
