"""The demo's own words: themes, two who read the same texts, one question counted, three quotes.

Everything stands in the demo's document of texts; nobody said any of it.
"""

from datetime import datetime, timedelta

from kuulluksi.figures.actions import quotes, themes
from kuulluksi.figures.models import Theme
from kuulluksi.figures.queries import themes as queries
from kuulluksi.figures.queries.texts import Texts, texts_of
from kuulluksi.management.demo_history import Told, moment
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.pure import deadlines
from kuulluksi.pure.masking import find
from kuulluksi.pure.text import Text
from kuulluksi.surveys.models import Survey

QUOTED = 3
# The reading began so many days after the wave was frozen.
LATER = timedelta(days=12)


class Themes:
    """The reading of one wave."""

    def __init__(self, told: Told, people: dict[str, Person], survey: Survey, at: datetime) -> None:
        self.told = told
        self.first, self.second = people[told["first"]], people[told["second"]]
        # Whose texts the second reader leaves to somebody else.
        self.other = people[told["left_to"]]
        self.wave = survey.waves.select_related("document", "survey").get()
        closed_on = self.wave.closed_on or deadlines.day(at)
        self.at = min(moment(closed_on + LATER, 9), at)

    def read(self) -> None:
        texts = texts_of(self.wave)
        if texts is None:
            return
        for item in self.told["themes"]:
            self.question(texts, item, counted=item in self.told["counted"])

    def question(self, texts: Texts, item: str, *, counted: bool) -> None:
        known = {row["key"]: self.theme(item, row) for row in self.told["themes"][item]}
        rows = [row for those in self.told["texts"][item].values() for row in those]
        by_words = {row["said"]: row for row in rows}
        found = {said.key: by_words.get(said.body) for said in texts.said(texts.rows[item])}
        left = set() if counted else set(self.readable(texts, item, self.other))
        for reader, what, passes in (
            (self.first, ("about",), set()),
            (self.second, ("second", "about"), left),
        ):
            sample = texts.rows[item] if reader == self.first else texts.sample(item)
            chosen = {
                key: frozenset(known[name].pk for name in themes_in(found[key], what))
                for key in sample
                if key not in passes
            }
            themes.code(self.wave, item, chosen, by=reader, at=self.at)
        if counted:
            self.count(texts, item)
            self.quote(texts, {key: row for key, row in found.items() if row}, known)

    def count(self, texts: Texts, item: str) -> None:
        """Where the two differ, the first one's choice stands."""
        coded = queries.codings(self.wave, item)
        live = {each.pk for each in queries.themes(self.wave.document.code, item)}
        chosen = {
            key: coded[key][self.first.pk]
            for key in queries.differing(texts.rows[item], coded, live)
        }
        themes.settle(self.wave, item, chosen, by=self.first, at=self.at)
        themes.freeze(self.wave, item, by=self.first, at=self.at)

    def quote(self, texts: Texts, found: dict[int, Told], known: dict[str, Theme]) -> None:
        """Some that may be quoted, each of another theme."""
        used: set[str] = set()
        for said in texts.said(found):
            about = found[said.key]["about"][:1]
            if said.may_quote and said.place and about and used.isdisjoint(about):
                theme, hidden = known[about[0]], find(said.body)
                quotes.quote(self.wave, said.key, hidden, theme, by=self.first, at=self.at)
                used.update(about)
            if len(used) == QUOTED:
                return

    def theme(self, item: str, row: Told) -> Theme:
        new = Theme(
            document=self.wave.document.code,
            item=item,
            name=Text.from_json(row["name"]),
            meaning=row["meaning"],
        )
        return themes.save_theme(new, by=self.first, at=self.at)

    def readable(self, texts: Texts, item: str, person: Person) -> list[int]:
        return texts.readable(item, org.making(person, deadlines.day(self.at)))


def themes_in(row: Told | None, what: tuple[str, ...]) -> list[str]:
    """What a reader found: under the first of these words that the row has."""
    return next((row[name] for name in what if name in row), []) if row else []
