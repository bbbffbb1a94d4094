"""`kuulluksi worker`: the loop that does what nobody waits for.

New words become findable, letters leave, and once a day the house proves that nothing is without
an owner and erases what its time has come for.
"""

import logging
import signal
import time
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any, NoReturn

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from kuulluksi.cases import actions as cases
from kuulluksi.org import actions as org
from kuulluksi.pure import deadlines
from kuulluksi.voices import actions as voices
from kuulluksi.voices import queries
from kuulluksi.web.kit import letters
from kuulluksi.web.kit.clock import now

log = logging.getLogger(__name__)

WORDS_EVERY = 2.0
MAIL_EVERY = 5.0
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
            Rounds().whole(at=now())
            return
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, end)
        rounds, pause = Rounds(), WORDS_EVERY
        while True:
            try:
                close_old_connections()
                rounds.next(at=now(), clock=time.monotonic())
                pause = WORDS_EVERY
            except (OperationalError, InterfaceError) as error:
                # Locked, restarted or not yet there: it is asked again, ever more seldom.
                log.warning("The database does not answer: %s", type(error).__name__)
                connection.close()
                pause = min(2 * pause, LONGEST_PAUSE)
            time.sleep(pause)


def end(*_signal: object) -> NoReturn:
    raise SystemExit(0)


class Rounds:
    """What has been done so far, so that each thing is done in its own time."""

    def __init__(self) -> None:
        self.turn = 0
        self.mail_due = 0.0
        self.proved_on: date | None = None

    def next(self, *, at: datetime, clock: float) -> None:
        voices.make_findable()
        if clock >= self.mail_due:
            letters.send_waiting(at=at, turn=self.turn)
            self.turn += 1
            self.mail_due = clock + MAIL_EVERY
        started = self.proved_on is None
        if started or at.astimezone(deadlines.HELSINKI).hour >= NIGHT_ENDS:
            self.prove(at=at)

    def whole(self, *, at: datetime) -> None:
        while voices.make_findable():
            pass
        letters.send_waiting(at=at)
        self.prove(at=at)

    def prove(self, *, at: datetime) -> None:
        """The night's work, once a day. The proof comes last, because it marks the day as done."""
        on = deadlines.day(at)
        if self.proved_on == on:
            return
        if not queries.checked(on):
            voices.erase_expired(at=at)
            cases.erase_expired(at=at)
            org.erase_expired(at=at)
            SessionStore.clear_expired()
            voices.daily_check(at=at)
        self.proved_on = on
