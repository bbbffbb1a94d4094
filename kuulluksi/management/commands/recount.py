"""`kuulluksi recount --check [WAVE]`: are the counts that were kept still those of the rows?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kuulluksi.figures.queries import recounting
from kuulluksi.figures.queries.recounting import Difference
from kuulluksi.surveys.models import Wave


class Command(BaseCommand):
    help = "Counts the rows of released waves anew; exits with 1 when kept counts differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "wave", nargs="?", default="", help="the code of a wave; all of them without it"
        )
        parser.add_argument(
            "--check", action="store_true", required=True, help="only compares, changes nothing"
        )

    def handle(self, *_args: Any, wave: str, **_options: Any) -> None:
        waves = list(Wave.objects.filter(code=wave) if wave else Wave.objects.all())
        if wave and not waves:
            raise CommandError(f"There is no wave {wave}.")
        for release in recounting.frozen(waves):
            self.stdout.write(
                f"{release.wave}: its rows were erased by {release.rows_gone_on};"
                " the counts are frozen and cannot be counted again."
            )
        releases = recounting.checked(waves)
        found = [each for release in releases for each in recounting.differences(release)]
        for difference in found:
            self.stdout.write(told(difference))
        if found:
            raise CommandError(f"{len(found)} counts differ from the rows.", returncode=1)
        number = len({release.wave_id for release in releases})
        self.stdout.write(f"The counts of {number} waves are those of the rows.")


def told(difference: Difference) -> str:
    base = difference.base
    group = f" {difference.variable}={base.group or '-'}" if difference.variable else ""
    return (
        f"{difference.release.wave} (release {difference.release.pk}) {base.place} {base.item}"
        f"{group}: kept {difference.kept}, counted {difference.counted}"
    )
