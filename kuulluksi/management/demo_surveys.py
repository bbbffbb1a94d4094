"""The demo's surveys: a plan of the year, waves of three years, and answers to them.

The answers are drawn, the same each time. In the middle the school grades of each place are those
that Helsinki printed in 2011; nobody said any of it.
"""

import random
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kuulluksi.figures import actions as figures
from kuulluksi.management.demo_history import Places, Told, moment
from kuulluksi.org.models import Person, Unit, insert
from kuulluksi.pure import deadlines
from kuulluksi.pure.questionnaire import bank
from kuulluksi.pure.questionnaire.answers import QUOTE, SKIP, YES, clean
from kuulluksi.pure.questionnaire.document import Questionnaire, to_json
from kuulluksi.pure.questionnaire.items import ScaleItem, SingleItem
from kuulluksi.pure.text import Text
from kuulluksi.pure.visitfeed import Choice, Wanted
from kuulluksi.surveys import actions, queries, rules
from kuulluksi.surveys.enums import Audience, Mode, Target
from kuulluksi.surveys.models import Ballot, Document, Survey, Wave, WaveTarget

GRADE = "school-grade"
LOWEST, HIGHEST = 4, 10
# How far people's grades lie from each other.
SPREAD = 1.3
# Of a hundred questions so many are left empty, or do not concern the person.
EMPTY, NO_CONCERN = 4, 3
# An open wave began on a Monday a good week ago, and takes answers until a Friday.
BEGAN, LASTS = 7, 32


@dataclass(frozen=True)
class Drawn:
    """One person's answers, as they could have been sent."""

    raw: dict[str, str]
    language: str
    mode: str
    helped: str
    unclear: list[str]


def grades(mean: float, count: int, chance: random.Random) -> list[int]:
    """School grades whose mean is as near as whole grades come."""
    drawn = [
        max(LOWEST, min(HIGHEST, round(chance.gauss(mean, SPREAD)))) for _person in range(count)
    ]
    while missing := round(mean * count) - sum(drawn):
        step = 1 if missing > 0 else -1
        person = chance.randrange(count)
        if LOWEST <= drawn[person] + step <= HIGHEST:
            drawn[person] += step
    return drawn


def draw(
    asked: Questionnaire, habits: Told, mean: float, count: int, chance: random.Random
) -> list[Drawn]:
    """So many people's answers: who gives a good grade agrees more."""
    silent = count * EMPTY // 100
    everybody = grades(mean, count - silent, chance) + grades(mean, silent, chance)
    found = []
    for turn, grade in enumerate(everybody):
        raw: dict[str, str] = {}
        for question in asked.questions:
            if question.id == GRADE:
                if turn < count - silent:
                    raw[GRADE] = str(grade)
            elif chance.randrange(100) < EMPTY:
                continue
            elif isinstance(question, ScaleItem):
                raw[question.id] = point(question, grade, habits["leans"], chance)
            elif isinstance(question, SingleItem) and question.id in habits["choices"]:
                raw[question.id] = one(habits["choices"][question.id], chance)
        language, mode, helped = (
            one(habits[about], chance) for about in ("languages", "modes", "helped")
        )
        unclear = empty(asked, raw)[:1] if mode == Mode.PAPER else []
        found.append(Drawn(raw, language, mode, helped, unclear))
    return found


def empty(asked: Questionnaire, raw: Mapping[str, str]) -> list[str]:
    scales = [question.id for question in asked.questions if isinstance(question, ScaleItem)]
    return [item for item in scales if item not in raw]


def point(item: ScaleItem, grade: int, leans: Mapping[str, float], chance: random.Random) -> str:
    """A point of a scale by somebody who gives that grade to the whole."""
    if item.may_skip and chance.randrange(100) < NO_CONCERN:
        return SKIP
    agrees = (grade - LOWEST) / (HIGHEST - LOWEST) + leans.get(item.id, 0)
    lowest, highest = item.scale.min, item.scale.max
    value = lowest + (highest - lowest) * (agrees + chance.gauss(0, 0.16))
    return str(max(lowest, min(highest, round(value))))


def one(weights: Mapping[str, int], chance: random.Random) -> str:
    return chance.choices(list(weights), weights=list(weights.values()))[0]


def only(weights: Mapping[str, int], offered: Container[str]) -> dict[str, int]:
    return {choice: weight for choice, weight in weights.items() if choice in offered}


def opening(today: date, years_ago: int) -> date:
    """The Monday on which the wave of that year opens: the open one's a good week ago, the earlier
    ones' in the same season of their years."""
    began = monday(today - timedelta(days=BEGAN))
    if years_ago == 0:
        return began
    # Early enough that its Monday is still in the same year.
    same = date(began.year - years_ago, began.month, min(began.day, 25))
    return monday(same + timedelta(days=6))


def monday(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


class Surveys:
    """The surveys of the demo, built from its document."""

    def __init__(self, people: Mapping[str, Person], places: Places, at: datetime) -> None:
        self.people = people
        self.places = places
        self.researcher = people["rauni"]
        self.today = deadlines.day(at)
        self.planned: dict[str, Survey] = {}

    def hold(
        self,
        told: Told,
        written: Told | None = None,
        meanwhile: Callable[[date], object] = bool,
    ) -> None:
        """Plans every survey, holds the waves, and leaves one wave half prepared. `written`: more
        own words of one of them. `meanwhile`: what else happens until the day a wave opens."""
        for row in told["plan"]:
            self.planned[row["key"]] = self.plan(row)
        speaking = [row["survey"] for row in told["waves"] if not row.get("silent")]
        # Prepared first, because a measure names what will be asked again.
        drafts = [self.prepare(row, told) for row in told["waves"]]
        for row, draft in zip(told["waves"], drafts, strict=True):
            meanwhile(draft.opens_on)
            wave, places = self.open(draft), told["places"][row["places"]]
            ballots = list(self.ballots(wave, row, places, told["habits"]))
            more = written["texts"] if written and written["survey"] == row["survey"] else {}
            if row["survey"] in speaking:
                turn = slice(speaking.index(row["survey"]), None, len(speaking))
                for item, said in told["words"].items():
                    for language, texts in said.items():
                        besides = [each["said"] for each in more.get(item, {}).get(language, ())]
                        write_in(ballots, item, language, texts[turn] + besides)
            insert(ballots)
            if wave.closes_on < self.today:
                self.close(wave, row)
            else:
                self.invite(wave, told["invited"])
        row = told["draft"]
        self.wave(row, self.adapted(row, self.planned[row["survey"]]), row["places"], row)

    def prepare(self, row: Told, told: Told) -> Wave:
        survey = self.planned[row["survey"]]
        places, promise = told["places"][row["places"]], told["promises"][row["promise"]]
        return self.wave(row, self.taken(row, survey), places, promise)

    def plan(self, row: Told) -> Survey:
        if "years_ago" in row:
            starts = opening(self.today, row["years_ago"])
        else:
            starts = monday(self.today + timedelta(days=row["starts"]))
        survey = Survey(
            title=Text.from_json(row["title"]),
            audience=row.get("audience", Audience.CLIENTS),
            starts_on=starts,
            ends_on=starts + timedelta(days=row.get("lasts", LASTS)),
            elsewhere=row.get("elsewhere", ""),
            elsewhere_answers=row.get("answers"),
            responsible=self.people[row["responsible"]],
            **{kind: self.places[row[kind]] for kind in ("area", "service") if kind in row},
        )
        actions.save_survey(survey, by=self.researcher, at=self.before(starts, 60))
        if "reason" in row:
            reason, at = Text.from_json(row["reason"]), self.before(starts, 10)
            if "moved" in row:
                later = monday(self.today + timedelta(days=row["moved"]["starts"]))
                until = later + timedelta(days=row["moved"]["lasts"])
                actions.move(
                    survey, starts_on=later, ends_on=until, reason=reason, by=self.researcher, at=at
                )
            else:
                actions.cancel(survey, reason, by=self.researcher, at=at)
        return survey

    def taken(self, row: Told, survey: Survey) -> Document:
        """An instrument of the bank, in the version of its time."""
        return actions.take_instrument(
            row["instrument"],
            survey.place,
            version=row.get("version"),
            by=self.researcher,
            at=self.before(survey.starts_on, 20),
        )

    def adapted(self, row: Told, survey: Survey) -> Document:
        """A draft made of an instrument of the bank, for somebody to go on with."""
        body = to_json(bank.instrument(row["instrument"]))
        body |= {"id": row["name"], "version": 1, "title": survey.title.to_json()}
        at = self.before(survey.starts_on, 20)
        return actions.make_document(body, survey.place, by=survey.responsible, at=at)

    def wave(self, row: Told, document: Document, places: Iterable[str], promise: Told) -> Wave:
        survey = self.planned[row["survey"]]
        wave = Wave(
            survey=survey,
            document=document,
            title=in_year(row["title"], survey.year),
            opens_on=survey.starts_on,
            closes_on=survey.ends_on,
            target=Target.UNITS,
            goal=row["goal"],
            modes=row["modes"],
            **{part: Text.from_json(promise.get(part, {})) for part in rules.PROMISE},
        )
        if "handled_by" in promise:
            wave.handled_by = self.people[promise["handled_by"]]
            wave.handled_until = wave.closes_on + timedelta(days=promise["handled_days"])
        units = [place for code in places if isinstance(place := self.places[code], Unit)]
        return actions.save_wave(
            wave, units, by=self.researcher, at=self.before(survey.starts_on, 15)
        )

    def open(self, wave: Wave) -> Wave:
        at = moment(wave.opens_on, 8)
        return actions.open_wave(wave, seen=queries.as_seen(wave), by=self.researcher, at=at)

    def ballots(self, wave: Wave, row: Told, places: Told, habits: Told) -> Iterator[Ballot]:
        asked = queries.questionnaire(wave.document)
        habits = habits | {
            "languages": only(habits["languages"], asked.languages),
            "modes": only(habits["modes"], wave.modes),
        }
        targets = by_unit(wave)
        for code, aim in places.items():
            chance = random.Random(f"{row['survey']} {code}")  # noqa: S311  the same each time
            WaveTarget.objects.filter(pk=targets[code].pk).update(invited=aim["invited"])
            mean, count = aim["grade"] + row["drift"], round(aim["answers"] * row["share"])
            here = habits | {
                "leans": leaning(habits["leans"], row.get("leans", {}), code),
                "choices": habits["choices"] | aim.get("choices", {}),
            }
            for drawn in draw(asked, here, mean, count, chance):
                yield Ballot(
                    target=targets[code],
                    answers=clean(asked, drawn.raw).raw(),
                    language=drawn.language,
                    mode=drawn.mode,
                    helped=drawn.helped,
                    unclear=drawn.unclear,
                )

    def close(self, wave: Wave, row: Told) -> None:
        """Freezes the wave when its papers have been keyed in, releases its figures, and tells what
        became of it."""
        frozen_on = min(wave.closes_on + timedelta(days=wave.keying_days + 1), self.today)
        wave = actions.close(wave, by=None, at=moment(frozen_on, 3))
        figures.release_wave(wave, at=moment(frozen_on, 4))
        if "kept" in row and wave.handled_until and wave.handled_by:
            words, at = Text.from_json(row["kept_words"]), self.before(wave.handled_until, 6)
            actions.tell_kept(wave, row["kept"], words, by=wave.handled_by, at=at)

    def invite(self, wave: Wave, told: list[Told]) -> None:
        """Some clients were invited by letter a week ago, so that today they are reminded."""
        at = moment(self.today - timedelta(days=BEGAN), 10)
        targets = by_unit(wave)
        wanted = [
            Wanted(row["address"], row["language"], targets[row["unit"]].pk, at.date())
            for row in told
        ]
        actions.invite(wave, Choice(tuple(wanted)), by=self.researcher, at=at)
        actions.send_invitations(at=at)

    def before(self, day: date, days: int) -> datetime:
        """So many days before a day, but never later than now."""
        return moment(min(day - timedelta(days=days), self.today), 9)


def leaning(leans: Mapping[str, float], told: Told, place: str) -> dict[str, float]:
    """How people of a place lean in one wave: otherwise than usual, everywhere ("*") or there."""
    more = {**told.get("*", {}), **told.get(place, {})}
    return {item: leans.get(item, 0) + more.get(item, 0) for item in (*leans, *more)}


def by_unit(wave: Wave) -> dict[str, WaveTarget]:
    return {target.unit.code: target for target in queries.targets(wave) if target.unit}


def write_in(ballots: list[Ballot], item: str, language: str, texts: list[str]) -> None:
    """Gives words to as many of those who answered in that language, here and there."""
    speakers = [ballot for ballot in ballots if ballot.language == language]
    for place, words in enumerate(texts):
        ballot = speakers[(place * len(speakers) // len(texts) + len(item)) % len(speakers)]
        ballot.answers[item] = words
        if place % 2 == 0:
            ballot.answers[item + QUOTE] = YES


def in_year(said: Told, year: int) -> Text:
    return Text.from_json({tag: words.format(year=year) for tag, words in said.items()})
