"""Own words: who reads which, in what order, and what is told of their number."""

from datetime import datetime, timedelta

from kuulluksi.figures.actions import themes as coding
from kuulluksi.org.models import AuditEntry
from kuulluksi.pure.stats import protection
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.protection import Place
from tests.factories import figures
from tests.factories.figures import Said
from tests.factories.org import County
from tests.figures.reading import (
    WELL,
    bodies,
    both,
    found,
    readable,
)


def test_each_reads_the_texts_of_their_own_places(house: County, at: datetime) -> None:
    wave = both(house, at)
    assert bodies(wave, readable(wave, house.supervisor, at)) == {"Kampissa"}
    assert len(readable(wave, house.researcher, at)) == 32
    assert len(readable(wave, house.manager, at)) == 32
    assert readable(wave, house.worker, at) == []


def test_few_texts_are_read_one_level_up(house: County, at: datetime) -> None:
    """Four wrote about Kamppi: its supervisor does not read them, nor does the one of Kallio read
    theirs, for what is left of the service would be those four."""
    wave = both(house, at, kamppi=4)
    assert readable(wave, house.supervisor, at) == []
    assert readable(wave, house.neighbour, at) == []
    assert len(readable(wave, house.manager, at)) == 24
    places = {said.place for said in found(wave).said(readable(wave, house.manager, at))}
    assert places == {f"service-{house.social_work.code}"}


def test_so_few_that_only_who_reads_everything_does(house: County, at: datetime) -> None:
    wave = both(house, at, kamppi=2, kallio=2)
    assert readable(wave, house.manager, at) == []
    assert len(readable(wave, house.researcher, at)) == 4
    assert found(wave).total(WELL) is None
    [said, *_] = found(wave).said(readable(wave, house.researcher, at))
    assert (said.place, said.language) == ("", "")


def test_the_order_is_the_same_for_all_and_not_that_of_the_keys(
    house: County, at: datetime
) -> None:
    wave = both(house, at)
    order = readable(wave, house.researcher, at)
    assert order == readable(wave, house.manager, at) != sorted(order)
    own = readable(wave, house.supervisor, at)
    assert own == [key for key in order if key in set(own)]


def test_a_rare_language_is_not_told(house: County, at: datetime) -> None:
    said = [Said(1, {WELL: f"Sanat {turn}"}) for turn in range(9)]
    said.append(Said(1, {WELL: "Orden"}, language="sv"))
    wave = figures.closed(house, at, {house.kamppi: said})
    told = {each.body: each.language for each in found(wave).said(found(wave).rows[WELL])}
    assert told["Orden"] == ""
    assert told["Sanat 1"] == "fi"


def test_reading_is_logged_once_a_day(house: County, at: datetime) -> None:
    wave = both(house, at)
    for moment in (at, at, at + timedelta(days=1)):
        coding.note_reading(wave, by=house.researcher, at=moment)
    assert AuditEntry.objects.filter(what="texts-read", subject=f"wave {wave.pk}").count() == 2


def test_a_theme_of_few_texts_is_hidden() -> None:
    tree = Place("all", (Place("a"), Place("b"), Place("c")))
    of = {"a": (16, 4), "b": (10, 10), "c": (5, 15)}
    counts = {key: Counts((0, 1), pair) for key, pair in of.items()}
    shown = protection.themes(tree, counts)
    # b is hidden beside a: 14 texts together, where 29 − 15 would have told the four.
    assert {key for key, each in shown.items() if each} == {"all", "c"}
    assert protection.themes(tree, {key: Counts((0, 1), (20, 1)) for key in of}) == dict.fromkeys(
        ("all", "a", "b", "c")
    )


def test_the_number_of_texts_is_not_worked_out_from_others() -> None:
    tree = Place("all", (Place("a"), Place("b"), Place("c")))
    assert protection.enough(tree, {"a": 4, "b": 20, "c": 20}) == {"all", "c"}
    assert protection.enough(tree, {"a": 5, "b": 20, "c": 20}) == {"all", "a", "b", "c"}
    assert protection.enough(tree, {"a": 1, "b": 2}) == set()
    # Where the number of texts is hidden, so is every theme.
    counts = {"a": Counts((0, 1), (3, 1)), "b": Counts((0, 1), (8, 8)), "c": Counts((0, 1), (9, 9))}
    shown = protection.themes(tree, counts)
    assert {key for key, each in shown.items() if each} <= {"all", "c"}
