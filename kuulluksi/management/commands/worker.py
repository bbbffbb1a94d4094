"""`kuulluksi worker`: the loop that does what nobody waits for.

New words become findable, letters leave; in office hours people are reminded and told of what has
gathered; and once a day the house proves that nothing is without an owner and erases what its time
has come for.
"""

import logging
import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, NoReturn

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection

from kuulluksi.cases import actions as cases
from kuulluksi.figures import actions as figures
from kuulluksi.org import actions as org
from kuulluksi.outcomes import actions as outcomes
from kuulluksi.outcomes.actions import circles, clusters, statements, using
from kuulluksi.pure import deadlines
from kuulluksi.surveys import actions as surveys
from kuulluksi.voices import actions as voices
from kuulluksi.voices import queries
from kuulluksi.web.kit import letters
from kuulluksi.web.kit.clock import now
from kuulluksi.web.kit.statements import keeping

log = logging.getLogger(__name__)
Job = Callable[[], object]

WORDS_EVERY = 2.0
MAIL_EVERY = 5.0
CLOCKS_EVERY = 60.0
LONGEST_PAUSE = 60.0
# The night's work begins when the day before is surely over for everybody.
NIGHT_ENDS = 2


class Command(BaseCommand):
    help = "Makes words findable, sends letters, and does the night's work. Runs until ended."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do everything that is due, then end"
        )

    def handle(self, *_args: Any, once: bool, **_options: Any) -> None:
        if once:
            if not Rounds().whole(at=now()):
                sys.exit(1)
            return
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, end)
        rounds, pause = Rounds(), WORDS_EVERY
        while True:
            close_old_connections()
            well = rounds.next(at=now(), clock=time.monotonic())
            # What failed is tried again, ever more seldom: a database may be away for long.
            pause = WORDS_EVERY if well else min(2 * pause, LONGEST_PAUSE)
            time.sleep(pause)


def end(*_signal: object) -> NoReturn:
    raise SystemExit(0)


def attempt(name: str, job: Job) -> bool:
    """Does one job; whatever breaks in it must not stop the others. Returns whether it is done."""
    try:
        job()
    except Exception as error:  # noqa: BLE001  see above
        # The kind of the fault, never its words: they may quote a giver.
        log.warning("Not done, %s: %s", name, type(error).__name__)
        return False
    return True


def care(*, at: datetime) -> dict[str, Job]:
    """What moves by the clock, by name. Digests come last, because they tell of the rest."""
    return {
        "carrying out reminders": partial(voices.carry_out_marks, at=at),
        "writing invitations": partial(surveys.send_invitations, at=at),
        "releasing figures": partial(figures.release_due, at=at),
        "measuring effects": partial(outcomes.measure_effects, at=at),
        "releasing how people were heard": partial(outcomes.release_heard, at=at),
        "leaving stories out of statements": partial(statements.refresh_editions, at=at),
        "calling promises to mind": partial(surveys.remind_of_promises, at=at),
        "calling measures to mind": partial(outcomes.remind_of_measures, at=at),
        "opening circles of reply": circles.tend,
        "calling circles of reply to mind": partial(circles.remind_of_circles, at=at),
        "calling the yearly round to mind": partial(using.remind_of_use, at=at),
        "making files of statements": partial(keeping.tend, at=at),
        "writing digests": partial(voices.write_digests, at=at),
    }


class JournalInUse(Exception):
    """Somebody reads the database at this moment."""


def empty_journal() -> None:
    """What was erased from SQLite's file stays in its journal until that is emptied."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if cursor.fetchone()[0]:
                raise JournalInUse


def know_tables() -> None:
    """Tells SQLite's planner how much stands where, by a sample; PostgreSQL finds out by itself.
    Without it a rare word is looked for the long way."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")


def night(*, at: datetime) -> dict[str, Job]:
    """The night's work by name. The proof comes last, because it marks the day as done."""
    return {
        "asking about harm": partial(voices.ask_about_harm, at=at),
        "telling teams of their week": partial(cases.tell_teams, at=at),
        "looking for surges": partial(cases.find_surges, at=at),
        "closing surveys": partial(surveys.close_due, at=at),
        "rewriting the ballot box": surveys.shuffle,
        "erasing survey answers": partial(surveys.erase_expired, at=at),
        "erasing quotes": partial(figures.erase_expired, at=at),
        "telling which counts are frozen": partial(figures.tell_what_is_frozen, at=at),
        "erasing voices": partial(voices.erase_expired, at=at),
        "erasing feedback": partial(cases.erase_expired, at=at),
        "erasing clusters without voices": clusters.erase_empty,
        "erasing what was said during trials": partial(outcomes.erase_expired, at=at),
        "erasing the records of the house": partial(org.erase_expired, at=at),
        "erasing kept letters": partial(letters.erase_kept, at=at),
        "ending sessions": SessionStore.clear_expired,
        "knowing the tables": know_tables,
        "emptying the journal": empty_journal,
        "the daily proof": partial(voices.daily_check, at=at),
    }


class Rounds:
    """What has been done so far, so that each thing is done in its own time."""

    def __init__(self) -> None:
        self.turn = 0
        self.mail_due = 0.0
        self.mail_pause = MAIL_EVERY
        self.clocks_due = 0.0
        self.night_of: date | None = None
        self.left: dict[str, Job] = {}

    def next(self, *, at: datetime, clock: float) -> bool:
        """Does what is due. Returns whether all of it succeeded."""
        done = [attempt("making words findable", partial(cases.make_findable, at=at))]
        if clock >= self.clocks_due:
            done += [attempt(name, job) for name, job in care(at=at).items()]
            self.clocks_due = clock + CLOCKS_EVERY
        if clock >= self.mail_due:
            send = partial(letters.send_waiting, at=at, turn=self.turn)
            sent = attempt("sending letters", send)
            done.append(sent)
            self.turn += 1
            # A dead mail server is asked ever more seldom, while the other work goes on.
            self.mail_pause = MAIL_EVERY if sent else min(2 * self.mail_pause, LONGEST_PAUSE)
            self.mail_due = clock + self.mail_pause
        started = self.night_of is None
        if started or at.astimezone(deadlines.HELSINKI).hour >= NIGHT_ENDS:
            done.append(self.prove(at=at))
        return all(done)

    def whole(self, *, at: datetime) -> bool:
        """Does everything at once. Returns whether all of it succeeded."""
        done = [attempt("making words findable", partial(make_all_findable, at=at))]
        done += [attempt(name, job) for name, job in care(at=at).items()]
        done.append(attempt("sending letters", partial(letters.send_waiting, at=at)))
        done.append(self.prove(at=at))
        return all(done)

    def prove(self, *, at: datetime) -> bool:
        """The night's work, once a day; of it what failed again in the next round."""
        tonight = self.night_of == deadlines.day(at)
        if not tonight and not attempt("beginning the night", partial(self.begin, at=at)):
            return False
        self.left = {name: job for name, job in self.left.items() if not attempt(name, job)}
        return not self.left

    def begin(self, *, at: datetime) -> None:
        on = deadlines.day(at)
        self.left = {} if queries.checked(on) else night(at=at)
        self.night_of = on


def make_all_findable(*, at: datetime) -> None:
    while cases.make_findable(at=at):
        pass
