"""Sentences say what is true: whatever was answered, in each language."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from kuulluksi.figures.queries.comparing import Absent, Against, Kind, Row
from kuulluksi.figures.queries.grouping import Apart, Broken
from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.releases import Figure
from kuulluksi.pure.stats import changes
from kuulluksi.pure.stats.changes import ALPHA, Change, Verdict
from kuulluksi.pure.stats.comparing import Caution, Comparison, Reason
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure, headline
from kuulluksi.pure.stats.plan import Counted
from kuulluksi.pure.stats.published import Published
from kuulluksi.web.kit.figures import amounts, sentences

SCALES = [(1, 2, 3, 4, 5), (1, 2, 3), tuple(range(4, 11)), tuple(range(11)), (0, 1)]
UP = {
    "en": ("rose", "risen", "higher"),
    "fi": ("nousi", "noussut", "suurempi"),
    "sv": ("steg", "stigit", "högre"),
}
DOWN = {
    "en": ("fell", "fallen", "lower"),
    "fi": ("laski", "laskenut", "pienempi"),
    "sv": ("sjönk", "sjunkit", "lägre"),
}
SAME = {"en": "stayed as it was", "fi": "ennallaan", "sv": "knappt"}
CAUSES = (
    "because",
    "due to",
    "koska",
    "takia",
    "ansiosta",
    "johdosta",
    "på grund",
    "tack vare",
    "eftersom",
)


def row(now: Counts, other: Counts, kind: Kind, change: Change | None, **more: Any) -> Row:
    """A row whose figure is compared in one way only."""
    main = headline(now)
    asked = Asked(Counted("item", 1, now.points), None, main.main, main.top)
    figure = cast("Figure", SimpleNamespace(place="unit-x", published=Published(now)))
    told = cast("Any", SimpleNamespace(wave=object(), population=lambda _place, _n: None))
    against = {each: Against(each) for each in Kind}
    against[kind] = Against(kind, Published(other), "before", change, waves=4, **more)
    return Row(asked, figure, told, against)


def changed(
    other: Counts, now: Counts, besides: int = 0, comparison: Comparison | None = None
) -> Change:
    """Judged among so many others that found nothing."""
    measured = changes.between(other, now, comparison or Comparison())
    quiet = changes.between(now, now, Comparison())
    family: dict[int, changes.Measured] = dict.fromkeys(range(1, besides + 1), quiet)
    return changes.judged({0: measured, **family})[0]


@st.composite
def two(draw: st.DrawFn) -> tuple[Counts, Counts]:
    points = draw(st.sampled_from(SCALES))
    numbers = st.lists(st.integers(0, 60), min_size=len(points), max_size=len(points))
    found = [draw(numbers.filter(sum)) for _ in range(2)]
    return Counts(points, tuple(found[0])), Counts(points, tuple(found[1]))


@given(
    two(),
    st.sampled_from([Kind.LAST, Kind.REST]),
    st.integers(0, 40),
    st.sampled_from(["en", "fi", "sv"]),
)
@settings(max_examples=300, deadline=None)
def test_what_is_said_is_what_was_found(
    pair: tuple[Counts, Counts], kind: Kind, besides: int, language: str
) -> None:
    other, now = pair
    change = changed(other, now, besides)
    with translation.override(language):
        (told,) = sentences.of(row(now, other, kind, change), 30, "Palvelu")
        top = sentences.standing_out([row(now, other, kind, change)], lambda _row: "Asia")
    words = told.words
    up = any(word in words.split() for word in UP[language])
    down = any(word in words.split() for word in DOWN[language])
    assert up == (change.verdict is Verdict.ROSE)
    assert down == (change.verdict is Verdict.FELL)
    if up or down:
        assert change.p is not None
        assert change.p < ALPHA
        assert change.interval is not None
        assert 0 not in change.interval
        assert (change.value or 0) > 0 if up else (change.value or 0) < 0
        assert min(now.n, other.n) >= 30
        assert "Asia" in top
    else:
        assert "Asia" not in top
    if SAME[language] in words:
        assert change.verdict is Verdict.UNCHANGED
        assert change.measured.same
    assert str(now.n) in words.replace("\N{NO-BREAK SPACE}", "")
    assert str(other.n) in words.replace("\N{NO-BREAK SPACE}", "")
    if change.measured.measure is Measure.SHARE and (up or down):
        assert {"en": "percentage point", "fi": "prosenttiyksik", "sv": "procentenhet"}[
            language
        ] in words
    assert not any(cause in words.lower() for cause in CAUSES)


@given(two())
@settings(max_examples=300, deadline=None)
def test_what_stands_in_a_sentence_adds_up(pair: tuple[Counts, Counts]) -> None:
    other, now = pair
    measure = headline(now).main
    with translation.override("en"):
        told = amounts.told(other, now, measure)
    before, after, apart = (number_of(part) for part in (told.before, told.after, told.amount))
    exact = amounts.value(now, measure) - amounts.value(other, measure)
    assert abs(abs(after - before) - apart) < 0.015
    assert abs(apart - abs(float(exact))) < 0.6
    if abs(exact) > 0.01:
        assert apart > 0


def number_of(text: str) -> float:
    first = text.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", " ").split()[0]
    return float(first)


GOOD, BAD = Counts((1, 2, 3, 4, 5), (0, 0, 5, 40, 55)), Counts((1, 2, 3, 4, 5), (30, 30, 20, 15, 5))


def test_a_rise_in_finnish() -> None:
    found = row(GOOD, BAD, Kind.LAST, changed(BAD, GOOD))
    (told,) = sentences.of(found, 30)
    assert told.words == (
        "Osuus nousi edellisen kierroksen jälkeen. Muutos on 75 prosenttiyksikköä:"
        " silloin 20\N{NO-BREAK SPACE}% (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}100),"
        " nyt 95\N{NO-BREAK SPACE}% (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}100)."
    )
    assert sentences.standing_out([found], lambda _row: "Sain apua") == (
        "Nousi: Sain apua (+75 prosenttiyksikköä)."
    )


def test_it_is_said_that_nothing_has_changed_where_only_others_differ() -> None:
    quiet = sentences.standing_out(
        [row(GOOD, GOOD, Kind.LAST, changed(GOOD, GOOD))], lambda _row: "Sain apua"
    )
    assert quiet == (
        "Edellisestä kerrasta mikään ei ole muuttunut niin, ettei se voisi olla sattumaa."
    )
    both = row(GOOD, GOOD, Kind.LAST, changed(GOOD, GOOD))
    other = row(GOOD, BAD, Kind.REST, changed(BAD, GOOD))
    told = sentences.standing_out([both, other], lambda _row: "Sain apua")
    assert told == f"Suurempi kuin muilla: Sain apua (+75 prosenttiyksikköä). {quiet}"


def test_a_rise_in_swedish() -> None:
    with translation.override("sv"):
        (told,) = sentences.of(row(GOOD, BAD, Kind.REST, changed(BAD, GOOD)), 30, "Socialservice")
    assert told.words.startswith(
        "Andelen är 75 procentenheter högre än hos de övriga (Socialservice)"
    )


def test_one_percentage_point_is_one() -> None:
    with translation.override("fi"):
        assert amounts.amount(0.01, Measure.SHARE, (0, 1)) == "1 prosenttiyksikkö"
    with translation.override("en"):
        assert amounts.amount(0.01, Measure.SHARE, (0, 1)) == "1 percentage point"
        assert amounts.amount(-0.12, Measure.NPS, tuple(range(11))) == "12 points"


def test_too_few_names_what_is_needed() -> None:
    few = Counts((1, 2, 3, 4, 5), (1, 2, 3, 4, 5))
    (told,) = sentences.of(row(few, GOOD, Kind.LAST, changed(GOOD, few)), 30)
    assert told.verdict is Verdict.TOO_FEW
    assert "vähintään 30" in told.words


def test_what_is_hidden_is_not_spoken_of() -> None:
    hidden = row(GOOD, BAD, Kind.LAST, changed(BAD, GOOD))
    figure = cast("Figure", SimpleNamespace(place="unit-x", published=Published(None)))
    assert sentences.of(replace(hidden, figure=figure), 30) == []
    told = sentences.standing_out([replace(hidden, figure=figure)], lambda _row: "Asia")
    assert "Asia" not in told


@pytest.mark.parametrize("reason", list(Reason))
def test_a_refusal_says_why_and_no_number(reason: Reason) -> None:
    change = changed(BAD, GOOD, comparison=Comparison(refused=reason))
    (told,) = sentences.of(row(GOOD, BAD, Kind.LAST, change), 30)
    assert told.words == str(sentences.REFUSED[reason])
    assert not any(letter.isdigit() for letter in told.words)


def test_cautions_stand_beside() -> None:
    change = changed(BAD, GOOD, comparison=Comparison(cautions=(Caution.MODE, Caution.WORDING)))
    (told,) = sentences.of(row(GOOD, BAD, Kind.LAST, change, places=True), 30)
    assert len(told.cautions) == 3
    assert str(sentences.OTHER_PLACES) in told.cautions


def test_why_there_is_nothing_before_is_said_once() -> None:
    first = row(GOOD, BAD, Kind.LAST, None, absent=Absent.FIRST)
    assert sentences.of(first, 30) == []
    assert sentences.nothing_before([first]) == "Aiempaa kertaa, johon verrata, ei ole."
    other = row(GOOD, BAD, Kind.LAST, None, absent=Absent.HIDDEN)
    assert sentences.nothing_before([first, other]) == ""


def test_a_line_through_waves_tells_its_direction() -> None:
    days = [date(year, 6, 1) for year in (2022, 2023, 2024, 2025)]
    shares = [(30, 70), (40, 60), (50, 50), (60, 40)]
    line = [(day, Counts((0, 1), (b, a))) for day, (a, b) in zip(days, shares, strict=True)]
    measured = changes.over(line, Comparison())
    change = changes.judged({0: measured})[0]
    (told,) = sentences.of(row(line[-1][1], line[0][1], Kind.TREND, change), 30)
    assert change.verdict is Verdict.ROSE
    assert told.words == (
        "4 kerran aikana osuus on noussut. Muutos suoraa viivaa pitkin on 30 prosenttiyksikköä."
    )


def test_at_most_three_stand_out_and_the_largest_first() -> None:
    numbers = [(95, 5), (80, 20), (70, 30), (90, 10), (85, 15)]
    half = Counts((0, 1), (50, 50))
    rows = []
    for low, high in numbers:
        now = Counts((0, 1), (high, low))
        rows.append(row(now, half, Kind.LAST, changed(half, now)))
    names = {id(each): f"kohta {each.value:.2f}" for each in rows}
    told = sentences.standing_out(rows, lambda each: names[id(each)])
    assert [part.split(" (")[0] for part in told.removeprefix("Nousi: ").split("; ")] == [
        "kohta 0.95",
        "kohta 0.90",
        "kohta 0.85",
    ]


def test_groups_differ_only_where_that_was_found() -> None:
    asked = Asked(Counted("item", 1, (0, 1)), None, Measure.SHARE, 1)
    told = {
        apart: sentences.of_groups(Broken(asked, (), (), None, 0, None, None, apart), 30)
        for apart in Apart
    }
    assert [apart for apart, words in told.items() if "vastasivat eri tavoin" in words] == [
        Apart.DIFFER
    ]
    assert all(told.values())
