"""The product's settings; beside its own pages stand the bare ones that it is measured against."""

from pathlib import Path

from kuulluksi.config.settings import *
from kuulluksi.config.settings import TEMPLATES

ROOT_URLCONF = "tests.bench.urls"
TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]
