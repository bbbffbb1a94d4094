"""Fills a database with voices as a county gathers them in three years, fast and always alike."""

import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from kuulluksi.cases.enums import FeedbackKind
from kuulluksi.cases.models import Feedback
from kuulluksi.org.models import Authority, Person, key_beside, key_of_day
from kuulluksi.org.models.columns import OF_DAY
from kuulluksi.pure import deadlines, retention
from kuulluksi.pure.deadlines import add_working_days
from kuulluksi.voices.enums import About, Channel, Event, State
from kuulluksi.voices.models import Hidden, Passage, Step, Voice, VoiceWords
from tests.bench import asking, county
from tests.bench.bare import BareChild, BareRow
from tests.bench.county import Post
from tests.bench.loading import Layout, Row, unhindered
from tests.bench.words import Words

YEARS = 3 * 365
PORTION = 20_000
# What waits for an answer does not grow with the years as what was answered does.
OPEN, OPEN_SHARE, ANSWERED_SHARE = 2_000, 0.01, 0.02
# How much the largest unit is given, what names only a service, and what names no place.
CENTRAL, ONLY_SERVICE, NOWHERE, CONCERNING = 0.05, 0.03, 0.04, 0.01
TITLE = json.dumps({"fi": "esihenkilö", "sv": "chefen", "en": "supervisor"})
TABLES: tuple[type[Model], ...] = (Voice, Step, Passage, Feedback, VoiceWords, Hidden, BareRow)


def prepare(voices: int, ready: Path) -> None:
    """Fills the database unless it was kept from another run; the readers sign in."""
    call_command("migrate", verbosity=0)
    if not Authority.objects.exists():
        fill(
            voices,
            deadlines.day(datetime.now(UTC)),
            lambda words: print(f"    {words}", flush=True),
        )
    asking.found()
    ready.write_text(json.dumps(county.cookies()))


def fill(voices: int, today: date, say: Callable[[str], None]) -> None:
    """The county with so many voices, and as many bare rows beside them."""
    began = time.perf_counter()
    with connection.schema_editor() as editor:
        editor.create_model(BareRow)
        editor.create_model(BareChild)
    county.found()
    with unhindered():
        life = _Life(voices, today)
        for done in range(0, voices, PORTION):
            for number in range(done, min(done + PORTION, voices)):
                life.voice(number)
            life.write()
            if done % (PORTION * 10) == 0:
                say(f"{done + PORTION} of {voices} voices, {time.perf_counter() - began:.0f} s")
    say(f"{voices} voices with their words findable in {time.perf_counter() - began:.0f} s")


class _Life:
    """Three years of a county. The same number always gives the same voices."""

    def __init__(self, voices: int, today: date) -> None:
        self.chance = random.Random(voices)
        self.layouts = {table: Layout(table) for table in TABLES}
        self.rows: dict[type[Model], list[Row]] = defaultdict(list)
        self.posts = county.posts()
        self.dispatcher = Person.objects.get(email="dispatcher@bench.example").pk
        self.words = Words(self.chance)
        self.open_until = (OPEN + OPEN_SHARE * voices) / voices
        self.answered_until = self.open_until + ANSWERED_SHARE
        days = [today - timedelta(days=n) for n in range(YEARS)]
        self.days = [(day.isoformat(), self._due(day), self._erased(day)) for day in days]
        self.starts = [key_of_day(day) >> OF_DAY << OF_DAY for day in days]
        # Day after day, as they came.
        self.fates = sorted((self._fate() for _ in range(voices)), reverse=True)

    def _fate(self) -> tuple[int, State]:
        """How many days ago a voice was given, and how far it has come."""
        lot, chance = self.chance.random(), self.chance
        if lot < self.open_until:
            state = chance.choices((State.WAITING, State.READ, State.HELD), (70, 25, 5))[0]
            return chance.randrange(14), state
        if lot < self.answered_until:
            return chance.randrange(8, 22), State.ANSWERED
        return chance.randrange(22, YEARS), State.CLOSED

    def voice(self, number: int) -> None:
        """One voice with its journey so far, its words and what is coded of it."""
        (age, state), chance = self.fates[number], self.chance
        key = self.starts[age] | chance.getrandbits(OF_DAY)
        day, due, (erase, erase_words) = self.days[age]
        post, about, owner = self._place()
        done = self.days[max(age - 7, 0)][0]
        answered = state in (State.ANSWERED, State.CLOSED)
        self._add(
            Voice,
            id=key,
            given_on=day,
            language="sv" if number % 12 == 0 else "fi",
            channel=Channel.WEB,
            about=about,
            unit_id=post.unit if about == About.UNIT else None,
            service_id=post.service if about != About.UNKNOWN else None,
            area_id=post.area if about != About.UNKNOWN else None,
            state=state,
            version=4 if answered else 2,
            owner_id=owner,
            owner_title=TITLE,
            began_on=day,
            due_on=due,
            answered_on=done if answered else None,
            closed_on=done if state == State.CLOSED else None,
            receipt_key="k1",
            receipt_hash=f"{key:064x}",
            erase_on=erase,
            words_due=False,
        )
        body, lemmas = self.words.text()
        self._step(key, 1, Event.GIVEN, day, None)
        self._step(key, 2, Event.HELD if state == State.HELD else Event.ROUTED, day, None)
        self._passage(key, 1, body, erase_words)
        if answered:
            self._step(key, 3, Event.READ, done, owner)
            self._step(key, 4, Event.ANSWERED, done, owner)
            self._passage(key, 4, self.words.text()[0], erase_words)
        self._add(Feedback, voice_id=key, kind=chance.choice(FeedbackKind.values), page="")
        self._add(VoiceWords, voice_id=key, lemmas=lemmas)
        if chance.random() < CONCERNING:
            self._add(Hidden, id=chance.getrandbits(63), voice_id=key, person_id=owner)
        self._add(
            BareRow,
            subject=f"Row {number}",
            kind="one",
            place="two",
            words=body,
            name="Somebody",
            public=True,
            due_on=due,
        )

    def write(self) -> None:
        for table, layout in self.layouts.items():
            layout.write(self.rows[table])
        self.rows.clear()

    def _place(self) -> tuple[Post, About, int]:
        lot = self.chance.random()
        post = self.posts[0] if lot > 1 - CENTRAL else self.chance.choice(self.posts)
        if lot < NOWHERE:
            return post, About.UNKNOWN, self.dispatcher
        if lot < NOWHERE + ONLY_SERVICE:
            return post, About.SERVICE, self.dispatcher
        return post, About.UNIT, post.owner

    def _step(self, voice: int, number: int, event: Event, day: str, by: int | None) -> None:
        key = key_beside(voice, number)
        self._add(Step, id=key, voice_id=voice, number=number, event=event, on=day, by_id=by)

    def _passage(self, voice: int, number: int, body: str, erase: str) -> None:
        key = key_beside(voice, number)
        self._add(Passage, id=key, voice_id=voice, number=number, body=body, erase_on=erase)

    def _add(self, table: type[Model], **values: object) -> None:
        self.rows[table].append(self.layouts[table].row(**values))

    def _due(self, day: date) -> str:
        return add_working_days(day, 7).isoformat()

    def _erased(self, day: date) -> tuple[str, str]:
        return retention.voice_until(day).isoformat(), retention.words_until(day).isoformat()
