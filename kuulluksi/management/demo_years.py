"""The years before the demo's last weeks: feedback that is drawn, the same each time, with its
answers. Nobody said any of it; without it no figure of instant feedback would have a past."""

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from kuulluksi.cases import actions as cases
from kuulluksi.cases import queries as feedback
from kuulluksi.cases.actions import NewFeedback
from kuulluksi.management.demo_history import Places, Told, moment, working_days_ago
from kuulluksi.management.demo_surveys import one, opening
from kuulluksi.org.models import Unit
from kuulluksi.pure import deadlines
from kuulluksi.pure.questionnaire import answers
from kuulluksi.voices import actions as voices
from kuulluksi.voices.actions import NewVoice
from kuulluksi.voices.enums import About, Verdict
from kuulluksi.voices.models import HarmReport, Voice

SWEDISH = 12
"""Of a hundred voices so many are Swedish."""

SPREAD = 0.9
"""How far answers on the meter lie from their mean."""


@dataclass(frozen=True)
class Drawn:
    """One voice with what becomes of it: on which days, and what its giver says of the answer."""

    number: int
    given_on: date
    answered_on: date
    place: str
    kind: str
    topic: str
    language: str
    verdict: str
    harm: str


class Years:
    """The years of the demo, day by day."""

    def __init__(self, places: Places, today: date) -> None:
        self.places = places
        self.today = today
        self.given: list[tuple[Drawn, Voice]] = []

    def live(self, told: Told) -> None:
        """Gives every drawn voice, lets it be answered and judged, in the order of the days."""
        self.told = told
        acts = []
        for each in self.drawn(told):
            acts.append((each.given_on, 0, each.number, each))
            acts.append((each.answered_on, 1, each.number, each))
        found: dict[int, Voice] = {}
        for _on, turn, number, each in sorted(acts, key=lambda act: act[:3]):
            if turn == 0:
                found[number] = self.give(each)
            else:
                self.answer(found[number], each)
        while cases.make_findable(at=moment(self.today, 3)):
            pass

    def before(
        self, on: date, places: Collection[str], kinds: Collection[str], many: int
    ) -> list[Voice]:
        """The newest so many voices about those places that were given before a day."""
        found = [
            voice
            for drawn, voice in self.given
            if drawn.given_on < on and drawn.place in places and drawn.kind in kinds
        ]
        return found[-many:]

    def drawn(self, told: Told) -> list[Drawn]:
        chance = random.Random("years")  # noqa: S311  the same each time
        last = working_days_ago(self.today, told["until"])
        first = date(opening(self.today, 0).year - told["years"], 1, 1)
        found = []
        for number in range((last - first).days * told["a_month"] // 30):
            on = first + timedelta(days=chance.randrange((last - first).days))
            while not deadlines.is_working_day(on):
                on += timedelta(days=1)
            days = told["days"]
            wait = max(1, min(days["most"], round(chance.gauss(days["mean"], days["spread"]))))
            if number * days["left"]["of_hundred"] % 100 < days["left"]["of_hundred"]:
                wait = self.left(on, wait, last)
            kind = one(told["kinds"], chance)
            place = one(told["places"], chance)
            found.append(
                Drawn(
                    number,
                    on,
                    deadlines.add_working_days(on, wait),
                    place,
                    kind,
                    one(told["topics"], chance),
                    "sv" if chance.randrange(100) < SWEDISH else "fi",
                    one(told["judged"], chance),
                    self.harm(told["harm"], chance),
                )
            )
        return found

    def left(self, on: date, wait: int, last: date) -> int:
        """Somebody was left waiting for months; nobody waits now, when the demo's last weeks
        begin."""
        most = int(self.told["days"]["left"]["days"])
        return most if deadlines.add_working_days(on, most) < last else wait

    def harm(self, told: Told, chance: random.Random) -> str:
        if chance.randrange(100) >= told["asked"]:
            return ""
        return "yes" if chance.randrange(100) < told["harmed"] else "no"

    def give(self, drawn: Drawn) -> Voice:
        chance = random.Random(drawn.number)  # noqa: S311  the same each time
        unit = self.places[drawn.place]
        if not isinstance(unit, Unit):
            raise TypeError(f"{drawn.place} is no unit.")
        topics = frozenset({drawn.topic})
        new = NewVoice(
            nonce=f"demo-year-{drawn.number}",
            key_name=next(iter(settings.RECEIPT_KEYS)),
            language=drawn.language,
            channel=one(self.told["channels"], chance),
            about=About.UNIT,
            unit=unit,
            words=chance.choice(self.told["words"][drawn.kind][drawn.language]),
            kind=drawn.kind,
            topics=topics,
        )
        coded = NewFeedback(
            kind=drawn.kind,
            topics=topics,
            hope=one(self.told["hopes"], chance),
            speaker="client",
            concerns="nobody",
            may_discuss=False,
            page="",
            answers=self.meter(drawn.kind, chance),
            client_knows=None,
        )
        voice = cases.give(new, coded, at=moment(drawn.given_on, 10)).voice
        self.given.append((drawn, voice))
        return voice

    def meter(self, kind: str, chance: random.Random) -> answers.Answers | None:
        told = self.told["meter"]
        if chance.randrange(100) >= told["share"]:
            return None
        meter = feedback.meter()
        raw = {
            item.id: str(max(1, min(5, round(chance.gauss(told["means"][kind], SPREAD)))))
            for item in meter.statements
        }
        return answers.clean(meter, raw)

    def answer(self, voice: Voice, drawn: Drawn) -> None:
        """The reader answers; a giver whom that did not help gets one more answer."""
        words = self.told["answers"][drawn.kind][drawn.language]
        self.say(voice, words, drawn.answered_on)
        if not drawn.verdict:
            return
        self.judge(voice, drawn.verdict, deadlines.add_working_days(drawn.answered_on, 2))
        if drawn.verdict == Verdict.NO:
            again = deadlines.add_working_days(drawn.answered_on, 5)
            self.say(voice, words, again)
            self.judge(voice, Verdict.PARTLY, deadlines.add_working_days(again, 2))
        if drawn.harm:
            self.tell_harm(voice, drawn)

    def tell_harm(self, voice: Voice, drawn: Drawn) -> None:
        """What the giver says some weeks later of harm, and the reply of the independent reader."""
        on = deadlines.add_working_days(drawn.answered_on, 25)
        harmed = drawn.harm == "yes"
        nonce = f"demo-harm-{drawn.number}"
        voices.tell_harm(
            Voice.objects.get(pk=voice.pk), harmed=harmed, words="", nonce=nonce, at=moment(on, 10)
        )
        for report in HarmReport.objects.filter(voice=voice).select_related("reader"):
            words, at = self.told["harm"]["reply"], moment(deadlines.add_working_days(on, 3), 10)
            if report.reader is not None:
                voices.reply_to_harm(report, by=report.reader, at=at, words=words)

    def say(self, voice: Voice, words: str, on: date) -> None:
        voice = Voice.objects.select_related("owner").get(pk=voice.pk)
        if voice.owner is not None:
            at = moment(on, 10)
            voices.read(voice, by=voice.owner, at=at)
            voice.refresh_from_db()
            cases.answer(voice, by=voice.owner, at=at, seen=voice.version, words=words)

    def judge(self, voice: Voice, verdict: str, on: date) -> None:
        voice = Voice.objects.get(pk=voice.pk)
        nonce = f"demo-judge-{voice.version}"
        words = self.told["why"][voice.language] if verdict == Verdict.NO else ""
        at = moment(on, 12)
        voices.judge(voice, verdict=Verdict(verdict), words=words, nonce=nonce, at=at)
