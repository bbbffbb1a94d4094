"""A PostgreSQL server of one's own, for tests and measurements; needs nothing but Python."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

HOW = "--auth=trust --username=postgres --encoding=UTF8 --locale=C --no-sync"
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL server, when that is 15 or later."""
    versions: dict[int, Path] = {}
    for folder in (*Path("/usr/lib/postgresql").glob("*/bin"), *map(Path, os.get_exec_path())):
        if (initdb := folder / "initdb").exists():
            told = subprocess.run([initdb, "--version"], capture_output=True, text=True).stdout
            versions[int(re.findall(r"\d+", told)[0])] = folder
    return versions[max(versions)] if versions and max(versions) >= 15 else None


@contextlib.contextmanager
def postgres(kept: Path | None = None) -> Iterator[str]:
    """A private PostgreSQL on a socket of its own; root runs it as `postgres`. It is careless and
    its data are gone afterwards, unless they are `kept` in a folder: then it is careful."""
    programs, owner = postgres_programs(), []
    with tempfile.TemporaryDirectory(prefix="kuulluksi-pg-", dir="/tmp") as folder:
        data = kept / "data" if kept else Path(folder, "data")
        data.parent.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            owner = ["runuser", "-u", "postgres", "--"]
            for place in (folder, data.parent):
                shutil.chown(place, "postgres")

        def do(program: str, *words: str) -> None:
            command = [*owner, f"{programs}/{program}", "-D", str(data), *words]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

        if not data.exists():
            do("initdb", *HOW.split())
        options = f"-k {folder} -c listen_addresses='' {'' if kept else CARELESS}"
        do("pg_ctl", "start", "--wait", "--silent", f"--log={folder}/log", f"--options={options}")
        try:
            yield f"postgres://postgres@{folder.replace('/', '%2F')}/postgres"
        finally:
            do("pg_ctl", "stop", "--wait", "--silent", f"--mode={'fast' if kept else 'immediate'}")
