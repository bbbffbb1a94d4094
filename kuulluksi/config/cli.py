"""The console command: Django's management, with the house's own commands beside it."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.umask(0o077)  # the database, its journal and letters are for their owner's eyes only
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuulluksi.config.settings")
    execute_from_command_line(sys.argv)
