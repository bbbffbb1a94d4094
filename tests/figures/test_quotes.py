"""Quotes leave masked and untied; what was found in words goes when they go."""

from datetime import datetime, timedelta

import pytest

from kuulluksi.figures import actions
from kuulluksi.figures.actions import quotes as quoting
from kuulluksi.figures.actions import themes as coding
from kuulluksi.figures.models import Coding, Quote
from kuulluksi.figures.queries import quotes_of, themes
from kuulluksi.org.models import AuditEntry, Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure.masking import Kind, Span
from kuulluksi.pure.questionnaire.answers import QUOTE, YES
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.surveys import actions as surveys
from kuulluksi.surveys.models import ResponseWords
from tests.factories import figures
from tests.factories.figures import Said
from tests.factories.org import County
from tests.figures.reading import (
    WELL,
    both,
    code_all,
    found,
    readable,
    theme,
    written,
)


def test_codings_go_with_the_words_and_counts_stay(house: County, at: datetime) -> None:
    wave = both(house, at, quote=3)
    about = theme(wave, house, at)
    keys = code_all(wave, house.researcher, at, about, every=2)
    coding.freeze(wave, WELL, by=house.researcher, at=at)
    allowed = next(key for key in keys if found(wave).rows[WELL][key].may_quote)
    quoting.quote(wave, allowed, [], about, by=house.researcher, at=at)
    before = themes.settled(wave)[WELL].at()
    later = at + timedelta(days=731)
    surveys.erase_expired(at=later)
    assert not ResponseWords.objects.exists()
    assert not Coding.objects.exists()
    assert Quote.objects.exists()
    assert actions.erase_expired(at=later)["quotes"] == 1
    assert not Quote.objects.exists()
    assert themes.settled(wave)[WELL].at() == before
    with pytest.raises(Refused):
        quoting.quote(wave, allowed, [], about, by=house.researcher, at=later)


def test_what_was_found_while_words_were_erased_goes_too(house: County, at: datetime) -> None:
    wave = both(house, at)
    about = theme(wave, house, at)
    Coding.objects.create(words_id=1, theme=about, coder=house.researcher)
    actions.erase_expired(at=at)
    assert not Coding.objects.exists()


def test_a_quote_leaves_masked_and_untied(house: County, at: datetime) -> None:
    words = ["Virtanen soitti heti", *[f"Hyvä {turn}" for turn in range(11)]]
    wave = written(house, at, {house.kamppi: words, house.kallio: words}, quote=6)
    key = next(
        said.key
        for said in found(wave).said(readable(wave, house.supervisor, at))
        if said.body.startswith("Virtanen")
    )
    hidden = [Span(0, 8, Kind.NAME)]
    made = quoting.quote(wave, key, hidden, None, by=house.supervisor, at=at)
    assert made.body == [{"gap": "name"}, {"text": " soitti heti"}]
    assert made.place == f"unit-{house.kamppi.code}"
    assert made.erase_on == ResponseWords.objects.get(pk=key).erase_on
    assert quoting.quote(wave, key, hidden, None, by=house.supervisor, at=at) == made
    [of_unit] = quotes_of(wave, made.place)
    assert (of_unit.item, of_unit.quotes) == (WELL, [made])
    assert of_unit.allowed.counts == Counts((0, 1), (6, 6))
    [of_whole] = quotes_of(wave)
    assert of_whole.quotes == [made]
    assert quotes_of(wave, f"unit-{house.kallio.code}") == []

    quoting.take_back(made, by=house.supervisor, at=at)
    quoting.take_back(made, by=house.supervisor, at=at)
    assert quotes_of(wave) == []
    assert AuditEntry.objects.filter(what="quoted").count() == 2


def test_a_quote_in_a_rare_language_names_a_wider_place(house: County, at: datetime) -> None:
    """One wrote in Swedish about Kamppi, four about Kallio: only of all of them it may be told."""

    def said(swedish: int) -> list[Said]:
        finnish = [Said(1, {WELL: f"Sanat {turn}"}) for turn in range(9)]
        others = [
            Said(1, {WELL: f"Ord {turn}", WELL + QUOTE: YES}, "sv") for turn in range(swedish)
        ]
        return [*finnish, *others]

    wave = figures.closed(house, at, {house.kamppi: said(1), house.kallio: said(4)})
    places = {each.body[:3]: each.place for each in found(wave).said(found(wave).rows[WELL])}
    assert places["Ord"] == f"service-{house.social_work.code}"
    rare = figures.closed(house, at, {house.kamppi: said(1), house.kallio: said(2)})
    key = next(key for key, row in found(rare).rows[WELL].items() if row.may_quote)
    with pytest.raises(Refused, match="harva"):
        quoting.quote(rare, key, [], None, by=house.researcher, at=at)


def test_what_is_never_quoted(house: County, at: datetime) -> None:
    wave = both(house, at, quote=1)
    texts = found(wave)
    closed = next(key for key, row in texts.rows[WELL].items() if not row.may_quote)
    mine = readable(wave, house.supervisor, at)
    allowed = next(key for key in mine if texts.rows[WELL][key].may_quote)
    length = len(ResponseWords.objects.get(pk=allowed).body)
    cases: list[tuple[int, list[Span], Person]] = [
        (closed, [], house.researcher),
        (allowed, [], house.neighbour),
        (allowed, [Span(0, length, Kind.OTHER)], house.supervisor),
        (1, [], house.researcher),
    ]
    for key, hidden, by in cases:
        with pytest.raises(Refused):
            quoting.quote(wave, key, hidden, None, by=by, at=at)
    few = both(house, at, kamppi=2, kallio=2, quote=2)
    key = readable(few, house.researcher, at)[0]
    with pytest.raises(Refused, match="harva"):
        quoting.quote(few, key, [], None, by=house.researcher, at=at)
    assert not Quote.objects.exists()
