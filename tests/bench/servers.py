"""What is measured: the product's web server as `./dev run` starts it, and what it costs in CPU."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
WORKERS = 2
# What a PostgreSQL server does besides answering: writing its pages out, cleaning up.
BESIDES = ("checkpointer", "background writer", "walwriter", "autovacuum", "logger", "logical")


@dataclass(frozen=True)
class Server:
    """A web server over one database."""

    port: int
    process: int
    # The main process of the PostgreSQL server; None: SQLite, whose work the web server does.
    database: int | None

    def spent(self) -> "Spent":
        web = sum(_seconds(pid) for pid in _family(self.process))
        if self.database is None:
            return Spent(web)
        answering = besides = 0.0
        for pid in _family(self.database):
            if any(name in _title(pid) for name in BESIDES):
                besides += _seconds(pid)
            else:
                answering += _seconds(pid)
        return Spent(web, answering, besides)


@dataclass(frozen=True)
class Spent:
    """Seconds of CPU: of the web server, of the database answering it, and of the rest of it."""

    web: float
    database: float = 0.0
    besides: float = 0.0

    def __sub__(self, other: "Spent") -> "Spent":
        return Spent(
            self.web - other.web,
            self.database - other.database,
            self.besides - other.besides,
        )

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(
            self.web + other.web, self.database + other.database, self.besides + other.besides
        )


@contextmanager
def serving(env: dict[str, str], database: int | None) -> Iterator[Server]:
    """gunicorn with two sync workers, gone afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "kuulluksi.config.wsgi", "--workers", str(WORKERS)]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--no-control-socket"]
    process = subprocess.Popen(command, env=env, start_new_session=True)
    try:
        _wait_for(port, process)
        yield Server(port, process.pid, database)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        with socket.socket() as visitor:
            if visitor.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            raise SystemExit("The web server did not start; see above.")
        time.sleep(0.1)
    raise SystemExit("The web server does not answer.")


def _family(pid: int) -> list[int]:
    """A process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def _seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _title(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except FileNotFoundError:
        return ""
