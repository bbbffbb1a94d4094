"""The demo's statements: one signed, one being written, a report of four months, and two pages
about a unit. They begin from the ready-made plans; between them stand the words of the demo's own
people.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from kuulluksi.figures.queries.places import key_of
from kuulluksi.management.demo_history import Places, Told, moment, working_days_ago
from kuulluksi.org.models import Person
from kuulluksi.outcomes.actions import statements
from kuulluksi.outcomes.enums import Part, StatementEvent
from kuulluksi.outcomes.models import Statement, StatementSection
from kuulluksi.outcomes.queries.sheets import worked_out
from kuulluksi.outcomes.queries.statements import period_of
from kuulluksi.outcomes.queries.statements.stories import FEEDBACK, QUOTE, offered
from kuulluksi.pure import deadlines
from kuulluksi.pure.statement import references
from kuulluksi.pure.statement.document import Block, Kind, Story, Words, block_from_json
from kuulluksi.pure.statement.sheets import Sheet
from kuulluksi.pure.text import Text
from kuulluksi.voices.models import Publication, Voice

PARTS = {"writes": Part.WRITES, "reviews": Part.REVIEWS, "signs": Part.SIGNS}
# A third of a year, as self-monitoring is told.
MONTHS = 4
YEAR = re.compile(r"YEAR(?:-(?P<back>\d))?")


class Statements:
    """The statements of the demo, built from their document. `opened`: when the survey opened that
    is open now; the statement of its year is being written. `earlier`: feedback that is told in
    them."""

    def __init__(
        self,
        people: Mapping[str, Person],
        places: Places,
        earlier: Sequence[Voice],
        opened: date,
        at: datetime,
    ) -> None:
        self.people = people
        self.places = places
        self.earlier = earlier
        self.opened = opened
        self.today = deadlines.day(at)

    def write(self, told: Sequence[Told]) -> None:
        for row in told:
            self.one(row)

    def one(self, row: Told) -> None:
        starts, ends = self.period(row)
        at, by = self.day(row["begun"], ends), self.people[row["by"]]
        place = self.places[row["place"]] if "place" in row else None
        statement = statements.begin(Kind(row["kind"]), starts, ends, place, by=by, at=at)
        self.share_out(statement, row, by, at)
        self.fill(statement, row, at)
        if "signed" in row:
            self.sign(statement, row, self.day(row["signed"], ends))

    def period(self, row: Told) -> tuple[date, date]:
        """A whole year; or the last four months that were over before the open survey opened."""
        if row["kind"] != Kind.MONITORING:
            year = self.opened.year - row["years_ago"]
            return date(year, 1, 1), date(year, 12, 31)
        last = date(self.opened.year, (self.opened.month - 1) // MONTHS * MONTHS + 1, 1)
        ends = last - timedelta(days=1)
        return date(ends.year, ends.month - MONTHS + 1, 1), ends

    def day(self, told: Mapping[str, int], ends: date) -> datetime:
        """Some working days ago; or after the end of the period, but never later than today."""
        if "ago" in told:
            return moment(working_days_ago(self.today, told["ago"]), 9)
        return moment(min(ends + timedelta(days=told["after"]), self.today), 9)

    def share_out(self, statement: Statement, row: Told, by: Person, at: datetime) -> None:
        """Who writes, reviews and signs it; whoever began it does only what is said here."""
        for name, part in PARTS.items():
            chosen = [self.people[key] for key in row.get(name, ())]
            for person in chosen:
                statements.name_part(statement, person, part, by=by, at=at)
            if by not in chosen:
                statements.drop_part(statement, by, part, by=by, at=at)

    def fill(self, statement: Statement, row: Told, begun: datetime) -> None:
        """Puts the words of the writers into their sections, and makes the sections they added."""
        sheets = self.sheets(statement, row)
        for told in row["sections"]:
            by = self.people[told.get("by", row["writes"][0])]
            at = self.day(told, period_of(statement).ends) if "ago" in told else begun
            section = self.section(statement, told, by, at)
            if section is None:
                continue
            heading = (
                said(told["heading"], statement.year) if "heading" in told else section.heading
            )
            ready = [block_from_json(block) for block in section.blocks]
            blocks = [
                *self.blocks(told.get("before", ()), statement.year, sheets),
                *ready,
                *self.blocks(told.get("after", ()), statement.year, sheets),
                *self.stories(statement, told),
            ]
            statements.save_section(section, heading, blocks, by=by, at=at, seen=section.version)

    def section(
        self, statement: Statement, told: Told, by: Person, at: datetime
    ) -> StatementSection | None:
        """One of the plan, or a new one; the plan leaves out what nothing was counted of."""
        if "key" in told:
            return statement.sections.filter(key=told["key"]).first()
        heading, after = said(told["heading"], statement.year), told.get("behind", "")
        section = statements.add_section(statement, heading, after=after, by=by, at=at)
        if told.get("first"):
            statements.move_section(section, -statement.sections.count(), by=by, at=at)
        section.refresh_from_db()
        return section

    def sheets(self, statement: Statement, row: Told) -> Mapping[str, Sheet]:
        """All sheets that the words of the writers cite."""
        cited: set[str] = set()
        for told in row["sections"]:
            for block in (*told.get("before", ()), *told.get("after", ())):
                for words in said(block, statement.year).to_json().values():
                    cited |= {each.partition(".")[0] for each in references.BRACES.findall(words)}
        return worked_out(cited, period_of(statement), key_of(statement.place))

    def blocks(self, told: Sequence[Told], year: int, sheets: Mapping[str, Sheet]) -> list[Block]:
        """A paragraph stands where its figures are known; on some days of the year they are not
        yet."""
        standing = (standing_words(said(row, year), sheets) for row in told)
        return [Words(words) for words in standing if words]

    def stories(self, statement: Statement, told: Told) -> list[Block]:
        """What the demo's people told earlier, or the first quotes of the surveys of its year."""
        if told.get("stories") == "feedback":
            found = Publication.objects.filter(voice__in=self.earlier)
            order = [voice.pk for voice in self.earlier]
            keys = [
                f"{FEEDBACK}{each.pk}"
                for each in sorted(found, key=lambda each: order.index(each.voice_id))
            ]
        else:
            period, place = period_of(statement), key_of(statement.place)
            keys = [key for key, _tale in offered(period, place) if key.startswith(QUOTE)]
            keys = keys[: told.get("quotes", 0)]
        return [Story(key) for key in keys]

    def sign(self, statement: Statement, row: Told, at: datetime) -> None:
        """From hand to hand until it is signed. What the figures of some day do not bear out stays
        unsigned and shows why: the demo opens all the same."""
        hands = [(StatementEvent.HANDED_IN, row["writes"])]
        if row.get("reviews"):
            hands.append((StatementEvent.APPROVED, row["reviews"]))
        for event, names in hands:
            statement.refresh_from_db()
            person = self.people[names[0]]
            statements.advance(statement, event, by=person, at=at, seen=statement.version)
        statement.refresh_from_db()
        by = self.people[row["signs"][0]]
        with suppress(statements.Faulty):
            statements.sign(statement, signer=row["signer"], by=by, at=at, seen=statement.version)


def said(told: Mapping[str, Any], year: int) -> Text:
    """Words with the years that they speak of: YEAR is that of the statement, YEAR-1 the one
    before."""

    def named(found: re.Match[str]) -> str:
        return str(year - int(found["back"] or 0))

    return Text.from_json({tag: YEAR.sub(named, words) for tag, words in told.items()})


def standing_words(words: Text, sheets: Mapping[str, Sheet]) -> Text:
    """Those paragraphs whose figures are all shown, the same ones in every language."""
    told = {tag: said.split("\n\n") for tag, said in words.to_json().items()}
    rows = range(max(len(paragraphs) for paragraphs in told.values()))
    standing = [
        row
        for row in rows
        if not any(
            references.said(paragraphs[row], tag, sheets).faults
            for tag, paragraphs in told.items()
            if row < len(paragraphs)
        )
    ]
    return Text.from_json(
        {
            tag: "\n\n".join(said[row] for row in standing if row < len(said))
            for tag, said in told.items()
        }
    )
