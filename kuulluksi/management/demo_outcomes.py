"""What came of it in the demo: two years of measures, through the same actions as everybody's."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from kuulluksi.management.demo_history import Deed, History, Places, Told, moment
from kuulluksi.management.demo_years import Years
from kuulluksi.org.models import Person
from kuulluksi.outcomes import actions
from kuulluksi.outcomes.actions import NewMeasure, Stem, circles, clusters, using
from kuulluksi.outcomes.enums import (
    Better,
    Conclusion,
    MeasureEvent,
    MeasureKind,
    Practice,
    Who,
)
from kuulluksi.outcomes.models import Circle, Cluster, Measure, Talk, UseReport
from kuulluksi.pure import deadlines
from kuulluksi.pure.text import Text
from kuulluksi.surveys.models import Survey, Wave
from kuulluksi.voices.models import Voice


class Outcomes:
    """The measures of the demo, built from its document."""

    def __init__(
        self,
        people: Mapping[str, Person],
        places: Places,
        years: Years,
        history: History,
        planned: Mapping[str, Survey],
        at: datetime,
    ) -> None:
        self.people = people
        self.places = places
        self.years = years
        self.history = history
        self.planned = planned
        self.at = at
        self.today = deadlines.day(at)
        self.made: dict[str, Measure] = {}
        self.clusters: dict[str, Cluster] = {}
        self.deeds: list[tuple[date, int, Deed]] = []
        self.turn = 0
        # Waves after which effects have been measured.
        self.known: set[int] = set()

    def plan(self, told: Told) -> None:
        """What happens on which day."""
        for row in told["clusters"]:
            self._plan(row["ago"], partial(self.put_together, row))
        for row in told["measures"]:
            self._plan(row["made"], partial(self.make, row))
            for comment in row.get("comments", ()):
                self._plan(comment["ago"], partial(self.comment, row["key"], comment))
            for step in row["then"]:
                self._plan(step["ago"], partial(self.step, row["key"], step))
        for row in told["rounds"]:
            self._plan(row["ago"], partial(self.ask_units, row))
        self.tellings = told["tellings"]

    def until(self, day: date) -> None:
        """Lets everything happen that comes before a day, in its order; effects are measured when
        the figures of a wave have been released."""
        for wave in Wave.objects.filter(closed_on__lt=day).exclude(pk__in=self.known):
            self.known.add(wave.pk)
            after = (self.today - (wave.closed_on or day)).days
            self._plan(after, lambda at: actions.measure_effects(at=at))
        before = [deed for deed in self.deeds if deed[0] < day]
        self.deeds = [deed for deed in self.deeds if deed[0] >= day]
        for on, _turn, deed in sorted(before, key=lambda each: each[:2]):
            deed(moment(on, 9))

    def finish(self) -> None:
        """Everything else until today."""
        self.until(self.today + timedelta(days=1))
        circles.tend()
        for row in self.tellings:
            self.tell(row)
        actions.release_heard(at=self.at)

    def _plan(self, ago: int, deed: Deed) -> None:
        self.turn += 1
        self.deeds.append((self.day(ago), self.turn, deed))

    def make(self, row: Told, at: datetime) -> None:
        """Makes a measure with what stands behind it, and names what it should move."""
        on = deadlines.day(at)
        by = self.people[row["by"]]
        first, last = row.get("trial", (None, None))

        def said(part: str) -> Text:
            return Text.from_json(row.get(part, {}))

        new = NewMeasure(
            owner=self.people[row["owner"]],
            due_on=self.day(row["due"]),
            place=next((self.places[row[k]] for k in ("unit", "service") if k in row), None),
            kind=MeasureKind.MEASURE if first is None else MeasureKind.TRIAL,
            trial_from=None if first is None else self.day(first),
            trial_until=None if last is None else self.day(last),
            title=said("title"),
            said=said("said"),
            did=said("did"),
            reason=said("reason"),
            euros=row.get("euros"),
            work_days=row.get("work_days"),
        )
        behind = self.behind(row, on)
        figure = self.stem(row["figure"]) if "figure" in row else None
        made = actions.make(new, by=by, at=at, voices_behind=behind, figure=figure)
        self.made[row["key"]] = made
        if "target" in row:
            should = row["target"]
            actions.name_target(
                made,
                self.wave(should["wave"]),
                should["place"],
                should["item"],
                upwards=True,
                by=by,
                at=at,
            )
        if "groups" in row:
            numbers = {Who(who): number for who, number in row["groups"].items()}
            actions.set_groups(made, numbers, by=by, at=at, seen=made.version)

    def behind(self, row: Told, on: date) -> Sequence[Voice]:
        """The voices that a measure stems from: named ones, a cluster, or drawn ones given
        before."""
        if "cluster" in row:
            return [link.voice for link in self.clusters[row["cluster"]].voices.select_related()]
        if "voices" in row:
            return [self.history.given[number] for number in row["voices"]]
        if "from" not in row:
            return []
        told = row["from"]
        return self.years.before(on, told["places"], told["kinds"], told["many"])

    def stem(self, told: Told) -> Stem:
        wave = self.wave(told["wave"])
        return Stem(wave, wave.survey.year, told["place"], told["item"])

    def wave(self, key: str) -> Wave:
        return Wave.objects.select_related("survey").get(survey=self.planned[key])

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def comment(self, key: str, told: Told, at: datetime) -> None:
        by = self.people[told["by"]]
        actions.comment(self.made[key], told["who"], told["words"], by=by, at=at)

    def step(self, key: str, told: Told, at: datetime) -> None:
        """One turn of a measure, by whoever answers for it."""
        measure = Measure.objects.select_related("owner").get(pk=self.made[key].pk)
        acting: dict[str, Any] = {"by": measure.owner, "at": at, "seen": measure.version}
        acts: dict[str, Callable[[], object]] = {
            "publish": lambda: actions.publish(measure, **acting),
            "conclude": lambda: actions.conclude(
                measure,
                Conclusion(told["conclusion"]),
                Text.from_json(told["learnt"]),
                **acting,
            ),
            "judge": lambda: self.judge(measure, told["better"], at),
        }
        move = acts.get(told["do"])
        if move is None:
            actions.advance(measure, MeasureEvent(told["do"]), **acting)
        else:
            move()

    def judge(self, measure: Measure, better: Sequence[str], at: datetime) -> None:
        """What the givers behind it say, one each."""
        links = measure.voices.select_related("voice").order_by("pk")
        for number, (link, said) in enumerate(zip(links, better, strict=False)):
            nonce = f"demo-better-{measure.pk}-{number}"
            actions.judge(measure, link.voice, Better(said), nonce=nonce, at=at)

    def put_together(self, row: Told, at: datetime) -> None:
        """Voices about the same thing become a cluster, whose givers are owed a reply."""
        by = self.people[row["by"]]
        chosen = [self.history.given[number] for number in row["voices"]]
        due = self.day(row["due"])
        self.clusters[row["key"]] = clusters.gather(
            row["name"], chosen, owner=by, due_on=due, by=by, at=at
        )

    def ask_units(self, row: Told, at: datetime) -> None:
        """Opens a round to the units, and some of them answer; the rest never did."""
        opened = deadlines.day(at)
        year = opened.year if row["years_ago"] == 0 else opened.year - row["years_ago"]
        due = opened + timedelta(days=row["days"])
        asked = using.open_round(year, due, by=self.people[row["by"]], at=at)
        for told in row["answers"]:
            report = UseReport.objects.get(round=asked, unit__code=told["unit"])
            using.answer_round(
                report,
                dict(zip(Practice.values, told["practices"], strict=True)),
                [self.talk(each, opened) for each in told["talks"]],
                told.get("why_none", ""),
                by=self.people[told["by"]],
                at=moment(opened + timedelta(days=told["after"]), 9),
                seen=report.version,
            )

    def talk(self, told: Told, opened: date) -> Talk:
        return Talk(
            results=told["results"],
            wave=self.wave(told["wave"]) if "wave" in told else None,
            where=told["where"],
            who=told["who"],
            on=opened + timedelta(days=told["after"]),
            followed=told["followed"],
            measure=self.made[told["measure"]] if "measure" in told else None,
        )

    def tell(self, row: Told) -> None:
        """Those who answered a survey were told what came of it."""
        wave = self.wave(row["wave"])
        on = min(wave.closes_on + timedelta(days=row["after"]), self.today)
        words, by = Text.from_json(row["words"]), self.people[row["by"]]
        circle = Circle.objects.get(wave=wave)
        circles.tell_them(circle, row["channel"], on, words, by=by, at=moment(on, 12))
