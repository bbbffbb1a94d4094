"""Themes: written, found in texts by two, settled where they differ, and counted."""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from kuulluksi.figures import actions
from kuulluksi.figures.actions import themes as coding
from kuulluksi.figures.models import Coding, ThemeCount
from kuulluksi.figures.queries import themes
from kuulluksi.org import queries as org
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.surveys import actions as surveys
from kuulluksi.surveys.models import ResponseWords
from tests.factories.org import County, county
from tests.figures.reading import (
    CHANGE,
    WELL,
    both,
    code_all,
    found,
    readable,
    theme,
    written,
)
from tests.surveys.test_inviting_together import together


def test_the_second_reader_gets_the_sample_and_the_rest_is_read_once(
    house: County, at: datetime
) -> None:
    wave = written(house, at, {house.kamppi: [f"Sanat {turn}" for turn in range(60)]})
    about = theme(wave, house, at)
    texts = found(wave)
    assert len(texts.sample(WELL)) == 50

    def waiting(person: Person) -> list[int]:
        reach = org.making(person, deadlines.day(at))
        return themes.queue(texts, WELL, themes.codings(wave, WELL), person, reach)

    assert len(waiting(house.researcher)) == 60
    code_all(wave, house.researcher, at, about)
    assert waiting(house.researcher) == []
    assert set(waiting(house.supervisor)) == texts.sample(WELL)
    code_all(wave, house.supervisor, at, about)
    assert waiting(house.manager) == []


def test_the_same_coding_sent_twice_is_kept_once(house: County, at: datetime) -> None:
    wave = both(house, at)
    about, other = theme(wave, house, at), theme(wave, house, at, "Aika")
    key, empty = readable(wave, house.researcher, at)[:2]
    chosen = {key: frozenset({about.pk, other.pk}), empty: frozenset[int]()}
    for _ in range(2):
        kept = coding.code(wave, WELL, chosen, by=house.researcher, at=at)
        assert (kept.kept, kept.passed) == (2, 0)
    assert Coding.objects.count() == 3
    coding.code(wave, WELL, {key: frozenset({other.pk})}, by=house.researcher, at=at)
    assert themes.codings(wave, WELL)[key] == {house.researcher.pk: {other.pk}}


def test_what_two_have_read_neither_changes_and_no_third_reads(house: County, at: datetime) -> None:
    wave = both(house, at)
    about = theme(wave, house, at)
    key = readable(wave, house.supervisor, at)[0]
    coding.code(wave, WELL, {key: frozenset({about.pk})}, by=house.researcher, at=at)
    coding.code(wave, WELL, {key: frozenset()}, by=house.supervisor, at=at)
    with pytest.raises(Refused, match="kollega") as refused:
        coding.code(wave, WELL, {key: frozenset()}, by=house.researcher, at=at)
    assert refused.value.field == f"text-{key}"
    coding.code(wave, WELL, {key: frozenset({about.pk})}, by=house.researcher, at=at)
    kept = coding.code(wave, WELL, {key: frozenset()}, by=house.manager, at=at)
    assert (kept.kept, kept.passed) == (0, 1)
    assert set(themes.codings(wave, WELL)[key]) == {house.researcher.pk, house.supervisor.pk}


def test_a_refused_text_leaves_nothing_of_its_page(house: County, at: datetime) -> None:
    wave = both(house, at)
    about, retired = theme(wave, house, at), theme(wave, house, at, "Aika")
    coding.use_theme(retired, in_use=False, by=house.researcher, at=at)
    first, second = readable(wave, house.researcher, at)[:2]
    well = {first: frozenset({about.pk})}
    strange = {
        "retired": {second: frozenset({retired.pk})},
        "erased": {1: frozenset({about.pk})},
    }
    for more in strange.values():
        with pytest.raises(Refused):
            coding.code(wave, WELL, {**well, **more}, by=house.researcher, at=at)
    others = set(readable(wave, house.neighbour, at)) - set(readable(wave, house.supervisor, at))
    with pytest.raises(Refused):
        coding.code(wave, WELL, {others.pop(): frozenset()}, by=house.supervisor, at=at)
    assert not Coding.objects.exists()


def test_differences_are_settled_and_then_counted(house: County, at: datetime) -> None:
    wave = both(house, at)
    about, other = theme(wave, house, at), theme(wave, house, at, "Aika")
    keys = code_all(wave, house.researcher, at, about)
    with pytest.raises(Refused):  # nothing stands against it, but nobody may count for others
        coding.settle(wave, WELL, {1: frozenset()}, by=house.researcher, at=at)
    code_all(wave, house.supervisor, at, about, every=2)
    live = {about.pk, other.pk}
    open_ = themes.differing(keys, themes.codings(wave, WELL), live)
    assert len(open_) == 6
    with pytest.raises(Refused):
        coding.freeze(wave, WELL, by=house.researcher, at=at)

    for _ in range(2):
        chosen = {key: frozenset[int]() for key in open_}
        coding.settle(wave, WELL, chosen, by=house.manager, at=at)
    assert themes.differing(keys, themes.codings(wave, WELL), live) == []
    coding.freeze(wave, WELL, by=house.researcher, at=at)

    settled = themes.settled(wave)[WELL]
    whole = settled.at()
    assert whole.texts == 32
    assert {each.pk: shown.counts for each, shown in whole.found} == {
        about.pk: Counts((0, 1), (6, 26)),
        other.pk: None,  # nobody wrote about it
    }
    kamppi = settled.at(f"unit-{house.kamppi.code}")
    assert kamppi.texts == 12
    # All in Kallio are about it, so Kallio is hidden, and Kamppi beside it.
    assert [shown.counts for _, shown in kamppi.found] == [None, None]
    for act in (coding.code, coding.settle):
        with pytest.raises(Refused, match="laskettu"):
            act(wave, WELL, {keys[0]: frozenset()}, by=house.researcher, at=at)
    with pytest.raises(Refused, match="laskettu"):
        coding.freeze(wave, WELL, by=house.researcher, at=at)


def test_a_retired_theme_is_left_out(house: County, at: datetime) -> None:
    wave = both(house, at)
    about, other = theme(wave, house, at), theme(wave, house, at, "Aika")
    code_all(wave, house.researcher, at, about, other)
    code_all(wave, house.supervisor, at, about)
    coding.use_theme(other, in_use=False, by=house.researcher, at=at)
    coding.freeze(wave, WELL, by=house.researcher, at=at)
    assert [each.pk for each in themes.settled(wave)[WELL].themes] == [about.pk]


def test_agreement_of_fewer_than_thirty_texts_is_not_shown(house: County, at: datetime) -> None:
    wave = both(house, at, kamppi=29, kallio=5)
    about = theme(wave, house, at)
    code_all(wave, house.researcher, at, about, every=2)
    code_all(wave, house.supervisor, at, about, every=2)
    pair = themes.pair(themes.codings(wave, WELL), {about.pk})
    assert pair is not None
    assert (pair.n, pair.by_theme) == (29, {})


def test_the_pair_that_has_read_most_is_compared(house: County, at: datetime) -> None:
    wave = both(house, at)
    about = theme(wave, house, at)
    code_all(wave, house.researcher, at, about, every=2)
    code_all(wave, house.manager, at, about, every=2)
    pair = themes.pair(themes.codings(wave, WELL), {about.pk})
    assert pair is not None
    assert {pair.first, pair.second} == {house.researcher, house.manager}
    assert pair.by_theme[about.pk].kappa == 1
    assert dict(themes.progress(themes.codings(wave, WELL))) == {
        house.researcher: 32,
        house.manager: 32,
    }


def test_themes_are_ordered_named_once_and_not_too_many(house: County, at: datetime) -> None:
    wave = both(house, at)
    first, second = theme(wave, house, at), theme(wave, house, at, "Aika")
    coding.move_theme(second, -1, by=house.researcher, at=at)
    coding.move_theme(second, -1, by=house.researcher, at=at)
    assert themes.themes(wave.document.code, WELL) == [second, first]
    with pytest.raises(Refused, match="nimi"):
        theme(wave, house, at, "AIKA")
    for turn in range(coding.MOST - 2):
        theme(wave, house, at, f"Teema {turn}")
    with pytest.raises(Refused, match="20"):
        theme(wave, house, at, "Vielä yksi")
    coding.use_theme(first, in_use=False, by=house.researcher, at=at)
    last = theme(wave, house, at, "Vielä yksi")
    with pytest.raises(Refused, match="20"):
        coding.use_theme(first, in_use=True, by=house.researcher, at=at)
    assert last.position == coding.MOST + 1


def test_counting_needs_every_text_read(house: County, at: datetime) -> None:
    wave = both(house, at)
    about = theme(wave, house, at)
    code_all(wave, house.supervisor, at, about)
    with pytest.raises(Refused):
        coding.freeze(wave, WELL, by=house.researcher, at=at)
    with pytest.raises(Refused):
        coding.freeze(wave, CHANGE, by=house.researcher, at=at)
    assert not ThemeCount.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_readers_at_the_same_moment(at: datetime) -> None:
    """Two sheets of the same reader, and two other readers: two have read each text, no coding is
    there twice, and whoever came third was told so."""
    house = county()
    wave = both(house, at)
    about = theme(wave, house, at)
    keys = readable(wave, house.supervisor, at)
    passed = []

    def read(by: Person) -> Callable[[], object]:
        def act() -> None:
            chosen = {key: frozenset({about.pk}) for key in keys}
            passed.append(coding.code(wave, WELL, chosen, by=by, at=at).passed)

        return act

    broken = together(
        read(house.researcher), read(house.researcher), read(house.supervisor), read(house.manager)
    )
    assert broken == []
    third_with_two_sheets = 2 * len(keys)
    assert sum(passed) in {len(keys), third_with_two_sheets}
    assert Coding.objects.count() == 2 * len(keys)
    found_by = themes.codings(wave, WELL)
    assert all(len(themes.coders(found_by[key])) == 2 for key in keys)


@pytest.mark.django_db(transaction=True)
def test_words_are_erased_while_they_are_read(at: datetime) -> None:
    house = county()
    wave = both(house, at)
    about = theme(wave, house, at)
    keys = readable(wave, house.researcher, at)
    later = at + timedelta(days=731)

    def read() -> None:
        with contextlib.suppress(Refused):
            chosen = {key: frozenset({about.pk}) for key in keys}
            coding.code(wave, WELL, chosen, by=house.researcher, at=at)

    assert together(read, lambda: surveys.erase_expired(at=later)) == []
    actions.erase_expired(at=later)
    assert not ResponseWords.objects.exists()
    assert not Coding.objects.exists()
