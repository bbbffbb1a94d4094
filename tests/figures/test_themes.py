"""Own words: who reads which, how they are coded by two, settled, counted and quoted."""

from datetime import datetime, timedelta

import pytest

from kuulluksi.figures import actions
from kuulluksi.figures.actions import quotes as quoting
from kuulluksi.figures.actions import themes as coding
from kuulluksi.figures.models import Coding, Quote, Theme, ThemeCount
from kuulluksi.figures.queries import quotes_of, themes
from kuulluksi.figures.queries.texts import Texts, texts_of
from kuulluksi.org import queries as org
from kuulluksi.org.models import AuditEntry, Person, Unit
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.pure.masking import Kind, Span
from kuulluksi.pure.questionnaire.answers import QUOTE, YES
from kuulluksi.pure.stats import protection
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.protection import Place
from kuulluksi.surveys import actions as surveys
from kuulluksi.surveys.models import ResponseWords, Wave
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


def test_reading_is_logged_once_a_day(house: County, at: datetime) -> None:
    wave = both(house, at)
    for moment in (at, at, at + timedelta(days=1)):
        coding.note_reading(wave, by=house.researcher, at=moment)
    assert AuditEntry.objects.filter(what="texts-read", subject=f"wave {wave.pk}").count() == 2


def test_counting_needs_every_text_read(house: County, at: datetime) -> None:
    wave = both(house, at)
    about = theme(wave, house, at)
    code_all(wave, house.supervisor, at, about)
    with pytest.raises(Refused):
        coding.freeze(wave, WELL, by=house.researcher, at=at)
    with pytest.raises(Refused):
        coding.freeze(wave, CHANGE, by=house.researcher, at=at)
    assert not ThemeCount.objects.exists()
