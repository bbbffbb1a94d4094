"""One run over one database: its sizes are filled and served, and each measure is taken."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import django

from tests.bench.measures import Side, alternate, ratios
from tests.bench.servers import Server, serving
from tests.bench.table import Aim, Table

MEASURES = ("submissions", "inbox", "search", "mixed", "survey", "editor", "rewrite")
SIZES = (10_000, 100_000, 1_000_000)
CONNECTIONS = 8
SETTINGS = "tests.bench.settings"
FILL = (
    "import django; django.setup(); from pathlib import Path; import sys;"
    " from tests.bench.filling import prepare; prepare(int(sys.argv[1]), Path(sys.argv[2]))"
)


BOX = "from tests.bench.boxes import main; import sys; main(int(sys.argv[1]))"


def say(words: str) -> None:
    print(words, flush=True)


class Run(ExitStack):
    """What was started for a run ends with it."""

    def __init__(self, database: str, chosen: Sequence[str], *, quick: bool) -> None:
        super().__init__()
        self.database = database
        self.chosen = chosen
        self.rounds, self.seconds = (3, 4.0) if quick else (5, 20.0)
        sizes = SIZES[:2] if quick else SIZES
        self.ballots = sizes[-1]
        self.sizes: Sequence[int] = sizes if "inbox" in chosen else sizes[-1:]
        if set(chosen) == {"rewrite"}:
            self.sizes = ()
        self.servers: dict[int, Server] = {}
        self.cookies: dict[int, list[str]] = {}
        self.table = Table()

    def __enter__(self) -> Self:
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        django.setup()
        for size in self.sizes:
            self._start(size)
        return self

    def measured(self) -> str:
        """Takes the measures one after the other; the table."""
        from tests.bench import pages

        if "rewrite" in self.chosen:
            self._rewrite()
        if not self.sizes:
            return self.table.text()
        most = self.sizes[-1]
        web, cookies = self.servers[most], self.cookies[most]
        if "submissions" in self.chosen:
            product = Side(web, pages.posts(CONNECTIONS))
            bare = Side(web, pages.bare_posts(web.port, CONNECTIONS))
            self._alternate("submissions", most, {"product": product, "bare": bare})
            rates = ratios(product.rates(), bare.rates())
            aims = [Aim("rate beside bare", rates, bound, at_least=True) for bound in (0.5, 1.0)]
            self.table.add("submissions", most, {"product": product, "bare": bare}, aims)
        if "inbox" in self.chosen:
            for place, size in enumerate(self.sizes):
                self._inbox(size, self.sizes[place - 1] if place else None)
        if "search" in self.chosen:
            product = Side(web, pages.searches(cookies, CONNECTIONS))
            bare = Side(web, pages.bare_lists(cookies, CONNECTIONS))
            self._alternate("search", most, {"product": product, "bare": bare})
            self.table.add("search", most, {"product": product, "bare": bare}, [])
        if "mixed" in self.chosen:
            half = CONNECTIONS // 2
            product = Side(web, [*pages.posts(half), *pages.inboxes(cookies, half)])
            bare_pages = [*pages.bare_posts(web.port, half), *pages.bare_lists(cookies, half)]
            bare = Side(web, bare_pages)
            self._alternate("mixed", most, {"product": product, "bare": bare})
            tails = ratios(product.latencies(0.99), bare.latencies(0.99))
            aims = [Aim("p99 beside bare", tails, 1.5)]
            self.table.add("mixed", most, {"product": product, "bare": bare}, aims)
        if "survey" in self.chosen:
            product = Side(web, pages.surveys(CONNECTIONS))
            bare = Side(web, pages.bare_surveys(web.port, CONNECTIONS))
            self._alternate("survey", most, {"product": product, "bare": bare})
            aims = [
                Aim("rate beside bare", ratios(product.rates(), bare.rates()), 0.5, at_least=True)
            ]
            self.table.add("survey", most, {"product": product, "bare": bare}, aims)
        if "editor" in self.chosen:
            product = Side(web, pages.editors(cookies))
            self._alternate("editor", most, {"product": product})
            self.table.add("editor", most, {"product": product}, [])
        return self.table.text()

    def _rewrite(self) -> None:
        """In a database of its own, by a process of its own."""
        say(f"{self.database}, {self.ballots} ballots in the box")
        env = self._surroundings(f"box{self.ballots}")
        words = [sys.executable, "-c", BOX, str(self.ballots)]
        done = subprocess.run(words, env=env, check=True, stdout=subprocess.PIPE)
        for what, spent in json.loads(done.stdout.splitlines()[-1]).items():
            self.table.note(
                f"{what}: {spent['seconds']:.1f} s, of them {spent['cpu']:.1f} s CPU of the worker;"
                f" at most {spent['memory']:.0f} MB of memory"
            )

    def _inbox(self, size: int, tenth: int | None) -> None:
        from tests.bench import pages

        product = Side(self.servers[size], pages.inboxes(self.cookies[size], CONNECTIONS))
        bare = Side(self.servers[size], pages.bare_lists(self.cookies[size], CONNECTIONS))
        sides = {"product": product, "bare": bare}
        if tenth is not None:
            inboxes = pages.inboxes(self.cookies[tenth], CONNECTIONS)
            sides["at a tenth"] = Side(self.servers[tenth], inboxes)
        self._alternate("inbox", size, sides)
        aims = [Aim("time beside bare", ratios(bare.rates(), product.rates()), 1.5)]
        if tenth is not None:
            times = ratios(sides["at a tenth"].rates(), product.rates())
            aims.append(Aim("time beside itself at a tenth", times, 1.2))
        self.table.add("inbox", size, sides, aims)

    def _alternate(self, what: str, size: int, sides: dict[str, Side]) -> None:
        say(f"  {what} at {size} voices: {', '.join(sides)} in turn")
        alternate(list(sides.values()), rounds=self.rounds, seconds=self.seconds, say=say)

    def _start(self, size: int) -> None:
        """Fills a database of that size, unless it was kept, and serves it."""
        say(f"{self.database}, {size} voices")
        env = self._surroundings(f"voices{size}")
        main_process = None
        if self.database == "postgres":
            data = Path(os.environ["BENCH_FOLDER"]) / "pg/data"
            main_process = int((data / "postmaster.pid").read_text().split()[0])
        ready = Path(env["KUULLUKSI_VAR"]) / "cookies.json"
        subprocess.run([sys.executable, "-c", FILL, str(size), str(ready)], env=env, check=True)
        self.cookies[size] = json.loads(ready.read_text())
        self.servers[size] = self.enter_context(serving(env, main_process))

    def _surroundings(self, name: str) -> dict[str, str]:
        """The environment of a process that works on the database of that name."""
        var = Path(os.environ["BENCH_FOLDER"]) / f"{self.database}-{name.removeprefix('voices')}"
        var.mkdir(exist_ok=True)
        env = {**os.environ, "KUULLUKSI_VAR": str(var)}
        if self.database == "postgres":
            env["DATABASE_URL"] = f"{os.environ['BENCH_POSTGRES']}/{name}"
            self._create(name)
        return env

    def _create(self, name: str) -> None:
        import psycopg

        with psycopg.connect(f"{os.environ['BENCH_POSTGRES']}/postgres", autocommit=True) as line:
            known = line.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            if not known.rowcount:
                line.execute(f'CREATE DATABASE "{name}"')
