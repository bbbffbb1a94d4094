"""The console command: Django's management, with the house's own commands beside it."""

import os
import secrets
import sys

from django.core.management import execute_from_command_line

# These need no installation, only a file: what is not set for one is made up for them, and nothing
# that they make is kept or sent.
ALONE = frozenset({"audit"})


def main() -> None:
    os.umask(0o077)  # the database, its journal and letters are for their owner's eyes only
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuulluksi.config.settings")
    # A command may be written with hyphens, as people write words: import-figures.
    name = [each.replace("-", "_") if each[0] != "-" else each for each in sys.argv[1:2] if each]
    if ALONE & set(name):
        os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))
        os.environ.setdefault("RECEIPT_KEYS", f"k1:{secrets.token_hex(32)}")
        os.environ.setdefault("EMAIL_HOST", "localhost")
    execute_from_command_line([*sys.argv[:1], *name, *sys.argv[2:]])
