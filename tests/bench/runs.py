"""One run over one database: its sizes are filled and served, and each measure is taken."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Self

import django

from tests.bench.measures import Side, alternate, ratios
from tests.bench.servers import Server, serving
from tests.bench.table import Aim, Table

MEASURES = (
    *("submissions", "inbox", "search", "mixed", "survey", "editor", "rewrite", "figures"),
    "statement",
)
SIZES = (10_000, 100_000, 1_000_000)
CONNECTIONS = 8
SETTINGS = "tests.bench.settings"
FILL = (
    "import django; django.setup(); from pathlib import Path; import sys;"
    " from tests.bench.filling import prepare; prepare(int(sys.argv[1]), Path(sys.argv[2]))"
)


BOX = "from tests.bench.boxes import main; import sys; main(int(sys.argv[1]))"
TABLES = "from tests.bench.tables import main; import sys; main(int(sys.argv[1]))"
ANSWERS = (1_000_000, 10_000_000)
# A year of a house as it was, and of ten million; SQLite is for a million of them.
STATEMENTS = {"sqlite": (15_000, 1_000_000), "postgres": (15_000, 10_000_000)}
QUICK = (15_000, 150_000)
# Measures that run in databases and processes of their own.
ALONE = {"rewrite", "figures", "statement"}


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
        self.answers = ANSWERS[:1] if quick else ANSWERS
        self.statements = QUICK if quick else STATEMENTS[database]
        if set(chosen) <= ALONE:
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
        for what in (each for each in MEASURES if each in self.chosen):
            getattr(self, f"_{what}")()
        return self.table.text()

    @property
    def most(self) -> int:
        return self.sizes[-1]

    @property
    def web(self) -> Server:
        """What serves the largest database."""
        return self.servers[self.most]

    @property
    def signed_in(self) -> list[str]:
        return self.cookies[self.most]

    def _submissions(self) -> None:
        from tests.bench import pages

        product = Side(self.web, pages.posts(CONNECTIONS))
        bare = Side(self.web, pages.bare_posts(self.web.port, CONNECTIONS))
        self._alternate("submissions", self.most, {"product": product, "bare": bare})
        rates = ratios(product.rates(), bare.rates())
        aims = [Aim("rate beside bare", rates, bound, at_least=True) for bound in (0.5, 1.0)]
        self.table.add("submissions", self.most, {"product": product, "bare": bare}, aims)

    def _inbox(self) -> None:
        for place, size in enumerate(self.sizes):
            self._inbox_at(size, self.sizes[place - 1] if place else None)

    def _search(self) -> None:
        from tests.bench import pages

        product = Side(self.web, pages.searches(self.signed_in, CONNECTIONS))
        bare = Side(self.web, pages.bare_lists(self.signed_in, CONNECTIONS))
        self._alternate("search", self.most, {"product": product, "bare": bare})
        self.table.add("search", self.most, {"product": product, "bare": bare}, [])

    def _mixed(self) -> None:
        from tests.bench import pages

        half = CONNECTIONS // 2
        product = Side(self.web, [*pages.posts(half), *pages.inboxes(self.signed_in, half)])
        bare_pages = pages.bare_posts(self.web.port, half), pages.bare_lists(self.signed_in, half)
        bare = Side(self.web, [*bare_pages[0], *bare_pages[1]])
        self._alternate("mixed", self.most, {"product": product, "bare": bare})
        aims = [Aim("p99 beside bare", ratios(product.latencies(0.99), bare.latencies(0.99)), 1.5)]
        self.table.add("mixed", self.most, {"product": product, "bare": bare}, aims)

    def _survey(self) -> None:
        from tests.bench import pages

        product = Side(self.web, pages.surveys(CONNECTIONS))
        bare = Side(self.web, pages.bare_surveys(self.web.port, CONNECTIONS))
        self._alternate("survey", self.most, {"product": product, "bare": bare})
        rates = ratios(product.rates(), bare.rates())
        aims = [Aim("rate beside bare", rates, 0.5, at_least=True)]
        self.table.add("survey", self.most, {"product": product, "bare": bare}, aims)

    def _editor(self) -> None:
        from tests.bench import pages

        product = Side(self.web, pages.editors(self.signed_in))
        self._alternate("editor", self.most, {"product": product})
        self.table.add("editor", self.most, {"product": product}, [])

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

    def _figures(self) -> None:
        for answers in self.answers:
            self._figures_of(answers)

    def _figures_of(self, answers: int) -> None:
        say(f"{self.database}, {answers} answers")
        env = self._surroundings(f"figures{answers}")
        words = [sys.executable, "-c", TABLES, str(answers)]
        done = subprocess.run(words, env=env, check=True, stdout=subprocess.PIPE)
        for what, spent in json.loads(done.stdout.splitlines()[-1]).items():
            if "ratio" in spent:
                self.table.aims.append(Aim(what, [spent["ratio"]], spent["aim"]).line())
                continue
            memory = f"; at most {spent['memory']:.0f} MB" if "memory" in spent else ""
            self.table.note(f"{what}: {spent['seconds']:.3f} s{memory}")

    def _statement(self) -> None:
        """The same statement of a year of few answers and of many, each beside typst alone; so the
        two are told apart from the machine, which is not always equally fast."""
        few, many = (self._statement_of(size) for size in self.statements)
        times = " beside ".join(f"{size} answers" for size in reversed(self.statements))
        aim = Aim(f"PDF beside typst alone, of {times}", ratios(many, few), 1.2)
        self.table.aims.append(aim.line())

    def _statement_of(self, answers: int) -> list[float]:
        say(f"{self.database}, a statement of {answers} answers")
        env = self._surroundings(f"statement{answers}")
        words = [sys.executable, "-m", "tests.bench.statement", str(answers), str(self.rounds)]
        done = subprocess.run(words, env=env, check=True, stdout=subprocess.PIPE)
        found: dict[str, list[dict[str, float]]] = json.loads(done.stdout.splitlines()[-1])
        times = ([each["seconds"] for each in found[side]] for side in ("pdf", "typst"))
        beside = ratios(*times)
        what = f"statement of {answers} answers"
        self.table.aims.append(Aim(f"{what}, PDF beside typst alone", beside, 1.5).line())
        self.table.note(f"{what}: {'; '.join(_costs(found))}")
        return beside

    def _inbox_at(self, size: int, tenth: int | None) -> None:
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


def _costs(found: Mapping[str, Sequence[Mapping[str, float]]]) -> Iterator[str]:
    """Medians: what was made, in how many seconds, with how much memory at most."""

    def middle(side: str, what: str) -> float:
        return median(each[what] for each in found[side])

    yield ", ".join(f"{middle('pdf', what):.0f} {what}" for what in ("pages", "tables", "pictures"))
    sides = {"pdf": "PDF", "typst": "typst alone", "whole": "all files of a language"}
    for side, name in sides.items():
        yield f"{name} {middle(side, 'seconds'):.2f} s, at most {middle(side, 'memory'):.0f} MB"
    yield f"its figures once more {middle('pdf', 'again'):.2f} s"
