"""The demo authority: a plainly fictional wellbeing services county with people, duties and voices.

Its voices are given and handled through the same actions as everybody's, some working days ago.
"""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from kuulluksi.cases import actions as cases
from kuulluksi.cases import queries as feedback
from kuulluksi.cases.actions import NewFeedback
from kuulluksi.cases.models import StandardAnswer
from kuulluksi.org import actions as org
from kuulluksi.org.models import Absence, Area, Authority, Duty, Person, Role, Service, Unit
from kuulluksi.pure import deadlines, receipt
from kuulluksi.pure.questionnaire import answers
from kuulluksi.pure.text import Text
from kuulluksi.voices import actions as voices
from kuulluksi.voices import queries as kept
from kuulluksi.voices.actions import NewVoice
from kuulluksi.voices.enums import About, Channel, Publicity, Verdict
from kuulluksi.voices.models import RoutingRule, Voice

DATA = Path(__file__).resolve().parents[2] / "data/demo"
PASSWORD = "kuulluksi-demo"  # noqa: S105 - shown to everybody who starts the demo
KINDS: dict[str, type[Area] | type[Service] | type[Unit]] = {
    "area": Area,
    "service": Service,
    "unit": Unit,
}
PLAIN = ("latitude", "longitude", "phone", "contact_name", "contact_phone", "contact_email")


def document(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def load(*, at: datetime) -> bool:
    """Builds the demo authority, whole or not at all. Where there is an authority already, it and
    everything that was edited stays as it is; returns False then."""
    if Authority.objects.exists():
        return False
    with transaction.atomic():
        building = Building(at)
        building.organisation(document("organisation"), document("people"))
        building.tables(document("rules"), document("openings"))
        for number, told in enumerate(document("voices")):
            building.voice(told, nonce(number))
    with transaction.atomic():
        while voices.make_findable():
            pass
    return True


def nonce(number: int) -> str:
    return f"demo-{number}"


def answered_code() -> str | None:
    """The receipt code of the voice that was answered for the visitor to read."""
    marks = [told.get("key") for told in document("voices")]
    for key in settings.RECEIPT_KEYS.values():
        code = receipt.make(key, nonce(marks.index("answered")))
        if kept.by_receipt(code):
            return receipt.pretty(code)
    return None


class Building:
    """What has been built so far, by the names that the documents use."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.today = deadlines.day(at)
        self.people: dict[str, Person] = {}
        self.places: dict[str, Area | Service | Unit] = {}
        self.starts = self.today

    def save(self, thing: Any) -> None:
        org.save(thing, by=None, at=self.at)

    def organisation(self, told: dict[str, Any], staff: dict[str, Any]) -> None:
        self.starts = date.fromisoformat(told["valid_from"])
        self.save(
            Authority(**{**told["authority"], **texts(told["authority"], "name", "reading_hours")})
        )
        password = make_password(PASSWORD)
        for row in staff["people"]:
            person = Person(
                name=row["name"], email=row["email"], language=row.get("language", "fi")
            )
            person.password = password if "account" in row else make_password(None)
            self.people[row["key"]] = person
            self.save(person)
        for row in staff["people"]:
            if row["superior"]:
                self.people[row["key"]].superior = self.people[row["superior"]]
                self.save(self.people[row["key"]])
        for area in told["areas"]:
            self.area(area, told)
        for row in staff["people"]:
            for role in row["roles"]:
                scope = self.scope(role)
                self.save(
                    Role(
                        person=self.people[row["key"]],
                        kind=role["kind"],
                        valid_from=self.starts,
                        **scope,
                    )
                )
        for row in staff["at_large"]:
            self.duty(row, kind=row["kind"])
        for row in staff["absences"]:
            first, last = (self.today + timedelta(days=row[end]) for end in ("starts", "ends"))
            self.save(Absence(person=self.people[row["person"]], starts_on=first, ends_on=last))

    def area(self, told: dict[str, Any], county: dict[str, Any]) -> None:
        area = Area(code=told["code"], **self.common(told))
        self.place(area, told)
        for each in told["services"]:
            service = Service(code=each["code"], area=area, **self.common(each))
            self.place(service, each)
            for unit in each["units"]:
                self.unit(unit, service, None, county)

    def unit(
        self, told: dict[str, Any], service: Service, parent: Unit | None, county: dict[str, Any]
    ) -> None:
        unit = Unit(
            code=told["code"],
            service=service,
            parent=parent,
            street=Text.from_json(told["street"]),
            city=Text.from_json(county["city"]),
            postal_code=county["postal_code"],
            **self.common(told),
            **{name: told[name] for name in PLAIN if name in told},
        )
        self.place(unit, told)
        for office in told.get("offices", ()):
            self.unit(office, service, unit, county)

    def common(self, told: dict[str, Any]) -> dict[str, Any]:
        until = told.get("valid_until")
        return {
            "name": Text.from_json(told["name"]),
            "valid_from": self.starts,
            "valid_until": date.fromisoformat(until) if until else None,
        }

    def place(self, place: Area | Service | Unit, told: dict[str, Any]) -> None:
        self.save(place)
        self.places[place.code] = place
        if "answers" in told:
            self.duty(told["answers"], **{type(place).__name__.lower(): place})

    def duty(self, told: dict[str, Any], **where: Any) -> None:
        self.save(
            Duty(
                person=self.people[told["person"]],
                deputy=self.people.get(told.get("deputy", "")),
                title=Text.from_json(told["title"]),
                valid_from=self.starts,
                **where,
            )
        )

    def scope(self, told: dict[str, Any]) -> dict[str, Any]:
        return {kind: self.places[told[kind]] for kind in KINDS if kind in told}

    def tables(self, rules: list[dict[str, Any]], openings: list[dict[str, Any]]) -> None:
        for row in rules:
            rule = RoutingRule(
                to=self.people[row["to"]],
                deputy=self.people[row["deputy"]],
                title=Text.from_json(row["title"]),
                **{name: row[name] for name in ("about", "kind", "language") if name in row},
                **self.scope(row),
            )
            voices.save_rule(rule, by=None, at=self.at)
        for row in openings:
            opening = StandardAnswer(
                kind=row["kind"], topic=row["topic"], opening=Text.from_json(row["opening"])
            )
            cases.save_opening(opening, by=None, at=self.at)

    def voice(self, told: dict[str, Any], nonce: str) -> None:
        """One voice and what happened to it, each on its own day."""
        given_on = working_days_ago(self.today, told["days_ago"])
        place = self.scope(told)
        new = NewVoice(
            nonce=nonce,
            key_name=next(iter(settings.RECEIPT_KEYS)),
            language=told["language"],
            channel=told.get("channel", Channel.WEB),
            about=told.get("about") or (About.UNIT if "unit" in place else About.SERVICE),
            words=told["words"],
            kind=told["kind"],
            topics=frozenset(told["topics"]),
            concerns_handler=told.get("concerns") == "handler",
            publicity=told.get("publicity", Publicity.HANDLER_ONLY),
            hold_reason=told.get("hold_reason", ""),
            **place,
        )
        chosen = {item: str(value) for item, value in told.get("answers", {}).items()}
        coded = NewFeedback(
            kind=told["kind"],
            topics=frozenset(told["topics"]),
            hope=told.get("hope", ""),
            speaker=told.get("speaker", ""),
            concerns=told.get("concerns", "nobody"),
            may_discuss=told.get("may_discuss", False),
            page=told.get("page", ""),
            answers=answers.clean(feedback.meter(), chosen) if chosen else None,
        )
        voice = cases.give(new, coded, at=moment(given_on)).voice
        for number, step in enumerate(told.get("then", ())):
            on = deadlines.add_working_days(given_on, step["after"])
            self.step(voice, step, f"{nonce}-{number}", at=moment(on))

    def step(self, voice: Voice, told: dict[str, Any], nonce: str, *, at: datetime) -> None:
        words = told.get("words", "")
        seen = Voice.objects.get(pk=voice.pk)
        if told["do"] == "judge":
            verdict = Verdict(told["verdict"])
            voices.judge(seen, verdict=verdict, words=words, nonce=nonce, at=at)
            return
        if told["do"] == "add":
            voices.add_words(seen, words=words, nonce=nonce, at=at)
            return
        by = self.people[told["by"]]
        if told["do"] == "read":
            voices.read(seen, by=by, at=at)
        elif told["do"] == "note":
            voices.note(seen, by=by, at=at, words=words)
        elif told["do"] == "talk":
            cases.record_talk(seen, by=by, at=at, words=words)
        elif told["do"] == "answer":
            cases.answer(seen, by=by, at=at, seen=seen.version, words=words)
        elif told["do"] == "close":
            voices.close(seen, by=by, at=at, seen=seen.version, reason=words)
        else:
            raise ValueError(told["do"])


def texts(told: dict[str, Any], *names: str) -> dict[str, Text]:
    return {name: Text.from_json(told[name]) for name in names}


def working_days_ago(today: date, days: int) -> date:
    """The working day so many working days before today; 0 is today itself, whatever day it is."""
    day = today
    for _ in range(days):
        day -= timedelta(days=1)
        while not deadlines.is_working_day(day):
            day -= timedelta(days=1)
    return day


def moment(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=deadlines.HELSINKI)
