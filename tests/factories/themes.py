"""A closed wave whose own words are being read, for tests of its pages."""

from dataclasses import dataclass
from datetime import datetime

from kuulluksi.figures.actions import quotes, themes
from kuulluksi.figures.models import Quote, Theme
from kuulluksi.figures.queries.texts import texts_of
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.pure import deadlines
from kuulluksi.pure.questionnaire.answers import QUOTE, YES
from kuulluksi.surveys.models import Wave
from tests.factories import figures
from tests.factories.figures import Said
from tests.factories.org import County, text

WELL, CHANGE = "worked-well", "should-change"


@dataclass(frozen=True)
class Read:
    """The question about what worked well is being read, with a difference open; the one about what
    should change has been counted. `words`: a text about Kamppi that may be quoted."""

    wave: Wave
    theme: Theme
    words: int
    quote: Quote


def theme(wave: Wave, item: str, name: str, by: Person, at: datetime) -> Theme:
    new = Theme(
        document=wave.document.code,
        item=item,
        name=text(name),
        meaning="Kaikki, mikä kuuluu tähän.",
    )
    return themes.save_theme(new, by=by, at=at)


def read(house: County, at: datetime) -> Read:
    wave = figures.closed(
        house,
        at,
        {
            unit: [
                Said(
                    1,
                    {
                        WELL: f"Virtanen kuunteli {turn}.",
                        WELL + QUOTE: YES,
                        CHANGE: f"Aika {turn}.",
                    },
                )
                for turn in range(8)
            ]
            for unit in (house.kamppi, house.kallio)
        },
        code="luettu-kysely",
    )
    by = house.researcher
    about = theme(wave, WELL, "Kohtaaminen", by, at)
    theme(wave, WELL, "Aika", by, at)
    counted = theme(wave, CHANGE, "Puhelinaika", by, at)
    texts = texts_of(wave)
    assert texts is not None
    own = texts.readable(WELL, org.making(house.supervisor, deadlines.day(at)))
    chosen = {
        key: frozenset({counted.pk} if turn % 2 else ())
        for turn, key in enumerate(texts.rows[CHANGE])
    }
    themes.code(wave, CHANGE, chosen, by=by, at=at)
    themes.freeze(wave, CHANGE, by=by, at=at)
    themes.code(wave, WELL, {own[0]: frozenset({about.pk})}, by=by, at=at)
    themes.code(wave, WELL, {own[0]: frozenset()}, by=house.supervisor, at=at)
    return Read(wave, about, own[1], quotes.quote(wave, own[2], [], about, by=by, at=at))
