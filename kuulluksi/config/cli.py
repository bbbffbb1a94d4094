"""The console command: Django's management, with the house's own commands beside it."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.umask(0o077)  # the database, its journal and letters are for their owner's eyes only
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuulluksi.config.settings")
    # A command may be written with hyphens, as people write words: import-figures.
    name = [each.replace("-", "_") if each[0] != "-" else each for each in sys.argv[1:2] if each]
    execute_from_command_line([*sys.argv[:1], *name, *sys.argv[2:]])
