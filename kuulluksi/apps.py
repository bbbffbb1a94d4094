"""The one Django application: its rooms are kept apart by the linter, not by app labels."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import connections

# What a server must answer for a confirmed voice to survive a power cut; `synchronous=2` is FULL.
DURABLE = {
    "postgresql": ("SHOW", {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}),
    "sqlite": ("PRAGMA", {"journal_mode": "wal", "synchronous": "2"}),
}


class KuulluksiConfig(AppConfig):
    name = "kuulluksi"
    label = "kuulluksi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(check_durability, checks.Tags.database)


def check_durability(
    databases: Sequence[str] | None = None, **_options: Any
) -> list[checks.CheckMessage]:
    """Whether the database keeps what it confirmed when the power goes. A warning and no error:
    a server of tests may be careless. `migrate` says it, and `check --database default`."""
    return [
        checks.Warning(
            f"The database answers “{name} = {got}”. It may lose confirmed voices in a power cut.",
            hint=f"Set {name} = {wanted} in the server's settings.",
            id="kuulluksi.W001",
        )
        for alias in databases or ()
        for name, wanted, got in _answers(alias)
        if got != wanted
    ]


def _answers(alias: str) -> list[tuple[str, str, str]]:
    verb, settings = DURABLE[connections[alias].vendor]
    with connections[alias].cursor() as cursor:
        got = []
        for name, wanted in settings.items():
            cursor.execute(f"{verb} {name}")
            got.append((name, wanted, str(cursor.fetchone()[0])))
    return got
