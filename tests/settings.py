"""The product's settings and what tests need: keys, a database file of their own, quick hashes."""

import os
from pathlib import Path

TESTS_VAR = Path(__file__).resolve().parent.parent / "var" / "tests"
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "0123456789abcdef" * 3)
os.environ.setdefault("RECEIPT_KEYS", "test:" + "01" * 32)
os.environ.setdefault("EMAIL_HOST", "localhost")
os.environ.setdefault("KUULLUKSI_VAR", str(TESTS_VAR))

from kuulluksi.config.settings import *
from kuulluksi.config.settings import DATABASES, VAR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


if DATABASES["default"]["ENGINE"].endswith("sqlite"):
    # A file, not memory: the browser's server works in threads, and the journal file is tested too.
    DATABASES["default"]["TEST"] = {"NAME": VAR / f"test-{os.getpid()}.sqlite3"}
