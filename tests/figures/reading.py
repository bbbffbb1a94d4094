"""Closed waves with own words, and readers of them."""

from datetime import datetime

from kuulluksi.figures.actions import themes as coding
from kuulluksi.figures.models import Theme
from kuulluksi.figures.queries.texts import Texts, texts_of
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person, Unit
from kuulluksi.pure import deadlines
from kuulluksi.pure.questionnaire.answers import QUOTE, YES
from kuulluksi.surveys.models import Wave
from tests.factories import figures
from tests.factories.figures import Said
from tests.factories.org import County, text

WELL, CHANGE = "worked-well", "should-change"
Heard = dict[Unit, list[str]]


def written(house: County, at: datetime, words: Heard, *, quote: int = 0) -> Wave:
    """A closed wave in which these were written; the first so many of a place may be quoted."""
    return figures.closed(
        house,
        at,
        {
            unit: [
                Said(1, {WELL: said, **({WELL + QUOTE: YES} if turn < quote else {})})
                for turn, said in enumerate(texts)
            ]
            for unit, texts in words.items()
        },
    )


def both(house: County, at: datetime, kamppi: int = 12, kallio: int = 20, quote: int = 0) -> Wave:
    return written(
        house,
        at,
        {
            house.kamppi: [f"Kampissa {turn}" for turn in range(kamppi)],
            house.kallio: [f"Kalliossa {turn}" for turn in range(kallio)],
        },
        quote=quote,
    )


def theme(wave: Wave, house: County, at: datetime, name: str = "Kohtaaminen") -> Theme:
    new = Theme(document=wave.document.code, item=WELL, name=text(name))
    return coding.save_theme(new, by=house.researcher, at=at)


def found(wave: Wave) -> Texts:
    texts = texts_of(wave)
    assert texts is not None
    return texts


def readable(wave: Wave, person: Person, at: datetime) -> list[int]:
    return found(wave).readable(WELL, org.making(person, deadlines.day(at)))


def bodies(wave: Wave, keys: list[int]) -> set[str]:
    return {said.body.split()[0] for said in found(wave).said(keys)}


def code_all(wave: Wave, person: Person, at: datetime, *about: Theme, every: int = 1) -> list[int]:
    """Every text that somebody may read; each so manieth is about these themes, others of none."""
    keys = readable(wave, person, at)
    chosen = {
        key: frozenset(each.pk for each in about) if turn % every == 0 else frozenset()
        for turn, key in enumerate(sorted(keys))
    }
    coding.code(wave, WELL, chosen, by=person, at=at)
    return keys
