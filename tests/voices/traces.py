"""Everything that the house has written down, in small letters, to be searched for traces."""

from pathlib import Path

from django.apps import apps
from django.db import connection


def stored() -> bytes:
    """The database: on SQLite its file and journal, on PostgreSQL every value of every table."""
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        return files(path.parent, path.name + "*")
    rows = [row for model in apps.get_models() for row in model._default_manager.values_list()]
    return "\n".join(str(row) for row in rows).encode().lower()


def files(folder: Path, names: str = "*") -> bytes:
    found = [path.read_bytes() for path in folder.rglob(names) if path.is_file()]
    return b"\n".join(found).lower()


def traces(secrets: list[str], *places: bytes) -> list[str]:
    """Those of the secrets that stand in any of the places."""
    return [secret for secret in secrets if any(secret.lower().encode() in at for at in places)]
