"""`kuulluksi import_places FILE…`: tells what a file would change; `--apply` does it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kuulluksi.org import actions, queries
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.web.kit.clock import now
from kuulluksi.web.staff.organisation import upload
from kuulluksi.web.staff.organisation.presenters import differences, fault, name_of


class Command(BaseCommand):
    help = "Reads areas, services and units from CSV, XLSX or service-map JSON. A dry run at first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--apply", action="store_true", help="do it, not only tell")

    def handle(self, *_args: Any, files: list[Path], apply: bool, **_options: Any) -> None:
        at = now()
        try:
            taken = upload.take([(file.name, file.read_bytes()) for file in files])
            contents = upload.contents(taken)
            plan = (
                actions.import_places(contents, by=None, at=at)
                if apply
                else queries.plan(contents, deadlines.day(at))
            )
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.tell(plan)
        if plan.bad:
            raise CommandError("Nothing was imported.")
        self.stdout.write("Done." if apply else "Nothing was changed yet. To do it, add --apply.")

    def tell(self, plan: queries.ImportPlan) -> None:
        for row in plan.bad:
            self.stdout.write(fault(row))
        for change in plan.created:
            self.stdout.write(f"+ {change.record.kind} {name_of(change.place)}")
        for change in plan.changed:
            self.stdout.write(f"~ {change.record.kind} {name_of(change.place)}")
            for name, old, new in differences(change):
                self.stdout.write(f"    {name}: {old} → {new}")
        for place in plan.missing:
            self.stdout.write(f"? {name_of(place)} is not in the file and stays as it is")
        self.stdout.write(f"{plan.unchanged} unchanged, {plan.left_out} not public and left out")
