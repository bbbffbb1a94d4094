"""A whole installation of the house for one run: web server, worker and database as real processes
that can be killed with SIGKILL and started again, in a folder of their own.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Protocol

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
# How long anything may take on a machine that is busy with other things.
PATIENCE = 90.0
Process = subprocess.Popen[bytes]


def until(done: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Waits until it is so; fails when it does not become so."""
    give_up = time.monotonic() + patience
    while not done():
        assert time.monotonic() < give_up, f"waited in vain: {what}"
        time.sleep(0.02)


def answers(port: int) -> bool:
    with socket.socket() as visitor:
        return visitor.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def children(pid: int) -> list[int]:
    """The processes that this one started, and those that they started."""
    found: list[int] = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            words = stat.read_text().rpartition(")")[2].split()
            if int(words[1]) == pid:
                child = int(stat.parent.name)
                found += [child, *children(child)]
    return found


def ended(pid: int) -> bool:
    """Gone, or dead and waiting for whoever adopted it: it holds no socket any more."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return stat.rpartition(")")[2].split()[0] in "ZX"


def kill(process: Process) -> None:
    """SIGKILL for the process and all that it started, frozen first so that none escapes."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGSTOP)
    killed = [*children(process.pid), process.pid]
    for pid in killed:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    until(lambda: all(map(ended, killed)), "the killed processes have ended")


class Database(Protocol):
    """Where the voices are: SQLite's file, or a PostgreSQL server of its own."""

    url: str

    def start(self) -> None: ...

    def kill(self) -> None: ...


class Sqlite:
    """It runs inside the processes that use it, and dies with them."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "kuulluksi.sqlite3"
        self.url = f"sqlite:///{self.file}"

    def start(self) -> None:
        pass

    def kill(self) -> None:
        pass


class Postgres:
    """A server as it is set up by default: durable. Root runs it as `postgres`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"postgres://postgres@{str(folder).replace('/', '%2F')}/postgres"
        self.programs = _postgres_programs()
        self.user = None
        if os.geteuid() == 0:
            self.user = "postgres"
            shutil.chown(folder, "postgres")
        self.server: Process | None = None
        how = "--auth=trust --username=postgres --encoding=UTF8 --locale=C"
        self._run("initdb", *how.split()).wait()

    def _run(self, program: str, *words: str) -> Process:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [self.programs / program, "-D", self.folder / "data", *words],
                cwd=self.folder,
                user=self.user,
                group=pwd.getpwnam(self.user).pw_gid if self.user else None,
                extra_groups=[] if self.user else None,
                stdout=log,
                stderr=log,
            )

    def start(self) -> None:
        if self.server is None or self.server.poll() is not None:
            self.server = self._run("postgres", "-k", str(self.folder), "-c", "listen_addresses=")
        until(self._ready, "PostgreSQL answers")

    def _ready(self) -> bool:
        asked = [f"{self.programs}/pg_isready", "-q", "-h", str(self.folder), "-U", "postgres"]
        return subprocess.run(asked).returncode == 0

    def kill(self) -> None:
        if self.server is not None:
            kill(self.server)

    def signal(self, which: int) -> None:
        """To all of its processes."""
        assert self.server is not None
        for process in (self.server.pid, *children(self.server.pid)):
            os.kill(process, which)


def _postgres_programs() -> Path:
    spec = spec_from_loader("dev", SourceFileLoader("dev", str(ROOT / "dev")))
    assert spec is not None
    assert spec.loader is not None
    dev = module_from_spec(spec)
    spec.loader.exec_module(dev)
    programs = dev.postgres_programs()
    assert isinstance(programs, Path), "PostgreSQL 15 is missing"
    return (programs / "postgres").resolve().parent


class Installation:
    """Web server and worker on one database, as `./dev run` starts them; in the process group of
    the tests, so that they end with them."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.database = database
        self.port = free_port()
        self.folder = folder
        keys = ",".join(f"{name}:{key.hex()}" for name, key in settings.RECEIPT_KEYS.items())
        self.env = {
            "PATH": os.environ["PATH"],
            "SECRET_KEY": settings.SECRET_KEY,
            "RECEIPT_KEYS": keys,
            "DATABASE_URL": database.url,
            "KUULLUKSI_VAR": str(folder),
            "KUULLUKSI_DEMO": "1",
            "PYTHONPATH": str(ROOT),
        }
        self.server: Process | None = None
        self.worker: Process | None = None

    def command(self, *words: str, **own: str) -> None:
        """Runs a command of the house to its end."""
        env = {**self.env, **own}
        done = subprocess.run([BIN / "kuulluksi", *words], env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def found(self) -> None:
        """The county of the tests, with room for as many voices a day as there will be."""
        self.database.start()
        self.command("migrate", "--verbosity", "0")
        program = (
            "from tests.factories.org import county; made = county().authority; "
            "made.day_budget = 30_000; made.save()"
        )
        self.command("shell", "--no-imports", "--command", program)

    def _start(self, *words: str, **own: str) -> Process:
        log = (self.folder / "log").open("ab")
        with log:
            return subprocess.Popen(
                [BIN / words[0], *words[1:]],
                cwd=ROOT,
                env={**self.env, **own},
                stdout=log,
                stderr=log,
            )

    def start_server(self, **own: str) -> None:
        where = f"127.0.0.1:{self.port}"
        # A thread of a server that was killed a moment ago still takes callers, and drops them.
        until(lambda: not answers(self.port), "the port is free")
        words = ["--workers", "2", "--log-level", "warning", "--no-control-socket"]
        self.server = self._start(
            "gunicorn", "kuulluksi.config.wsgi", "--bind", where, *words, **own
        )
        until(lambda: answers(self.port), "the web server answers")

    def start_worker(self) -> None:
        self.worker = self._start("kuulluksi", "worker")

    def kill_server(self) -> None:
        if self.server is not None:
            kill(self.server)

    def kill_one_of_the_server(self) -> None:
        """One of the two processes that answer; the main one then starts another."""
        assert self.server is not None
        serving = children(self.server.pid)
        if serving:
            with contextlib.suppress(ProcessLookupError):
                os.kill(serving[0], signal.SIGKILL)

    def kill_worker(self) -> None:
        if self.worker is not None:
            kill(self.worker)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def installed(folder: Path, database: Database) -> Iterator[Installation]:
    """The installation, founded; nothing of it runs afterwards."""
    house = Installation(folder, database)
    try:
        house.found()
        yield house
    finally:
        house.kill_worker()
        house.kill_server()
        database.kill()
