"""The demo authority: a plainly fictional wellbeing services county with people, duties and voices.

What its people have said and done is told in `demo_history`, of earlier years in `demo_years`; what
they were asked, in `demo_surveys`.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from kuulluksi.cases import actions as cases
from kuulluksi.cases.models import StandardAnswer
from kuulluksi.management import demo_figures
from kuulluksi.management.demo_history import History, nonce
from kuulluksi.management.demo_outcomes import Outcomes
from kuulluksi.management.demo_statements import Statements
from kuulluksi.management.demo_surveys import Surveys, opening
from kuulluksi.management.demo_themes import Themes
from kuulluksi.management.demo_years import Years
from kuulluksi.org import actions as org
from kuulluksi.org.models import Absence, Area, Authority, Duty, Person, Role, Service, Unit
from kuulluksi.outcomes.enums import StatementState
from kuulluksi.outcomes.models import Statement
from kuulluksi.pure import deadlines, receipt
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.text import Text
from kuulluksi.surveys import queries as surveys
from kuulluksi.voices import actions as voices
from kuulluksi.voices import queries as kept
from kuulluksi.voices.models import RoutingRule

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
        cases.start_wishes(by=None, at=at)
        years = Years(building.places, building.today)
        years.live(document("years"))
        history = History(building.people, building.places, at)
        earlier = history.tell_earlier(document("earlier"), opening(building.today, 0).year - 1)
        history.live(document("voices"))
        held, texts = Surveys(building.people, building.places, at), document("texts")
        then = Outcomes(building.people, building.places, years, history, held.planned, at)
        then.plan(document("outcomes"))
        held.hold(document("surveys"), texts, then.until)
        demo_figures.release(at=at)
        Themes(texts, building.people, held.planned[texts["survey"]], at).read()
        then.finish()
        opened = held.planned["stations"].starts_on
        Statements(building.people, building.places, earlier, opened, at).write(
            document("statements")
        )
    return True


def answered_code() -> str | None:
    """The receipt code of the voice that was answered for the visitor to read."""
    marks = [told.get("key") for told in document("voices")]
    for key in settings.RECEIPT_KEYS.values():
        code = receipt.make(key, nonce(marks.index("answered")))
        if kept.by_receipt(code):
            return receipt.pretty(code)
    return None


def open_wave(*, at: datetime) -> str | None:
    """The code of the survey that a visitor can answer; none when it has closed meanwhile."""
    wave = surveys.open_waves(deadlines.day(at)).first()
    return wave.code if wave else None


def signed_year() -> int | None:
    """The newest year whose statement is signed."""
    signed = Statement.objects.filter(kind=Kind.ANNUAL, state=StatementState.SIGNED)
    newest = signed.order_by("-ends_on").first()
    return newest.year if newest else None


def being_written() -> Statement | None:
    """The annual statement that somebody writes just now, the newest."""
    drafts = Statement.objects.filter(kind=Kind.ANNUAL, state=StatementState.DRAFT)
    return drafts.order_by("-ends_on").first()


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
            does=Text.from_json(told.get("does", {})),
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


def texts(told: dict[str, Any], *names: str) -> dict[str, Text]:
    return {name: Text.from_json(told[name]) for name in names}
