"""What the demo's people have said and done: day by day, through the same actions as everybody's.

Every evening the clocks are looked after as the worker does it, so reminders and escalations fall
on their own days.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.conf import settings

from kuulluksi.cases import actions as cases
from kuulluksi.cases import queries as feedback
from kuulluksi.cases.actions import NewFeedback
from kuulluksi.org.models import Area, Person, Service, Unit
from kuulluksi.pure import deadlines
from kuulluksi.pure.masking import find
from kuulluksi.pure.questionnaire import answers
from kuulluksi.voices import actions as voices
from kuulluksi.voices import queries as kept
from kuulluksi.voices.actions import NewVoice
from kuulluksi.voices.enums import About, Channel, Misdirected, Publicity, Verdict
from kuulluksi.voices.models import Voice

Places = Mapping[str, Area | Service | Unit]
Told = dict[str, Any]
# What somebody does, with the moment at which it happens.
Deed = Callable[[datetime], object]


def nonce(number: int) -> str:
    return f"demo-{number}"


class History:
    """The days of the demo, from its first voice until today."""

    def __init__(self, people: Mapping[str, Person], places: Places, at: datetime) -> None:
        self.people = people
        self.places = places
        self.today = deadlines.day(at)
        self.given: dict[int, Voice] = {}
        self.deeds: dict[date, list[Deed]] = {}

    def live(self, document: list[Told]) -> None:
        """Lets every day happen in its order. Of one day first what was given, then the rest."""
        for number, told in enumerate(document):
            self.plan(
                working_days_ago(self.today, told["days_ago"]), partial(self.give, number, told)
            )
        for number, told in enumerate(document):
            given_on = working_days_ago(self.today, told["days_ago"])
            for place, step in enumerate(told.get("then", ())):
                on = deadlines.add_working_days(given_on, step["after"])
                self.plan(on, partial(self.step, number, step, f"{nonce(number)}-{place}"))
        day = min(self.deeds)
        while day <= self.today:
            for deed in self.deeds.get(day, ()):
                deed(moment(day, 10))
            while cases.make_findable(at=moment(day, 11)):
                pass
            if day < self.today:
                voices.carry_out_marks(at=moment(day, 15))
            day += timedelta(days=1)

    def tell_earlier(self, document: list[Told], year: int) -> list[Voice]:
        """What was given in an earlier year, with what became of it at once. Its days pass without
        evenings: everything was answered in time."""
        known = -len(document)
        for number, told in enumerate(document, start=known):
            given_on = working_day(date(year, told["month"], told["day"]))
            self.plan(given_on, partial(self.give, number, told))
            for place, step in enumerate(told["then"]):
                on = deadlines.add_working_days(given_on, step["after"])
                self.plan(on, partial(self.step, number, step, f"{nonce(number)}-{place}"))
        for day in sorted(self.deeds):
            for deed in self.deeds[day]:
                deed(moment(day, 10))
        self.deeds = {}
        return [self.given[number] for number in range(known, 0)]

    def plan(self, on: date, deed: Deed) -> None:
        self.deeds.setdefault(on, []).append(deed)

    def give(self, number: int, told: Told, at: datetime) -> None:
        place: dict[str, Any] = {
            kind: self.places[told[kind]] for kind in ("unit", "service") if kind in told
        }
        topics = frozenset(told["topics"])
        new = NewVoice(
            nonce=nonce(number),
            key_name=next(iter(settings.RECEIPT_KEYS)),
            language=told["language"],
            channel=told.get("channel", Channel.WEB),
            about=told.get("about") or (About.UNIT if "unit" in place else About.SERVICE),
            words=told["words"],
            kind=told["kind"],
            topics=topics,
            concerns_handler=told.get("concerns") == "handler",
            publicity=told.get("publicity", Publicity.HANDLER_ONLY),
            hold_reason=told.get("hold_reason", ""),
            urgent=told.get("urgent", False),
            written_by=self.people.get(told.get("written_by", "")),
            **place,
        )
        chosen = {item: str(value) for item, value in told.get("answers", {}).items()}
        coded = NewFeedback(
            kind=told["kind"],
            topics=topics,
            hope=told.get("hope", ""),
            speaker=told.get("speaker", ""),
            concerns=told.get("concerns", "nobody"),
            may_discuss=told.get("may_discuss", False),
            page=told.get("page", ""),
            answers=answers.clean(feedback.meter(), chosen) if chosen else None,
            client_knows=told.get("client_knows"),
        )
        helped = [self.people[name] for name in told.get("thanked", ())]
        self.given[number] = cases.write_down(new, coded, helped=helped, at=at).voice

    def step(self, number: int, told: Told, nonce: str, at: datetime) -> None:
        """One step after the giving: the giver's own, or what somebody who works here did."""
        voice = Voice.objects.get(pk=self.given[number].pk)
        words = told.get("words", "")
        if "by" not in told:
            self.giver(voice, told, words, nonce, at)
            return
        by, seen = self.people[told["by"]], voice.version
        acts: dict[str, Callable[[], object]] = {
            "read": lambda: voices.read(voice, by=by, at=at),
            "note": lambda: voices.note(voice, by=by, at=at, words=words),
            "talk": lambda: cases.record_talk(voice, by=by, at=at, words=words),
            "interim": lambda: voices.interim(voice, by=by, at=at, seen=seen, words=words),
            "answer": lambda: cases.answer(voice, by=by, at=at, seen=seen, words=words),
            "agenda": lambda: cases.put_on_agenda(voice, by=by, at=at, subject=words),
            "conclude": lambda: cases.conclude(voice, by=by, at=at, words=words),
            "publish": lambda: self.publish(voice, by=by, at=at),
            "close": lambda: voices.close(voice, by=by, at=at, seen=seen, reason=words),
            "hand_on": lambda: cases.hand_on(
                voice,
                by=by,
                at=at,
                seen=seen,
                reason=Misdirected(told["reason"]),
                words=words,
                to=self.people[told["to"]],
            ),
        }
        acts[told["do"]]()

    def publish(self, voice: Voice, *, by: Person, at: datetime) -> None:
        """Hides what the machine finds, as a reviewer who agrees with all of it."""
        original = kept.original(voice)
        if original is not None:
            voices.edit(
                voice,
                by=by,
                at=at,
                seen=voice.version,
                words=find(original.words),
                answer=find(original.answer),
            )

    def giver(self, voice: Voice, told: Told, words: str, nonce: str, at: datetime) -> None:
        acts: dict[str, Callable[[], object]] = {
            "judge": lambda: voices.judge(
                voice, verdict=Verdict(told["verdict"]), words=words, nonce=nonce, at=at
            ),
            "add": lambda: voices.add_words(voice, words=words, nonce=nonce, at=at),
            "approve": lambda: voices.approve(
                voice, seen=kept.edited_in(voice), nonce=nonce, at=at
            ),
            "harm": lambda: voices.tell_harm(voice, harmed=True, words=words, nonce=nonce, at=at),
        }
        acts[told["do"]]()


def working_days_ago(today: date, days: int) -> date:
    """The working day so many working days before today; 0 is today itself, whatever day it is."""
    day = today
    for _ in range(days):
        day -= timedelta(days=1)
        while not deadlines.is_working_day(day):
            day -= timedelta(days=1)
    return day


def working_day(day: date) -> date:
    """That day, or the first working day after it."""
    while not deadlines.is_working_day(day):
        day += timedelta(days=1)
    return day


def moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=deadlines.HELSINKI)
