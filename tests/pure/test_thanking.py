"""Whom thanks name: inflected, unambiguous, and never anybody who may be blamed."""

import re
import time
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import masking, thanking, words
from kuulluksi.pure.text import folded_token

TEAM = {
    1: "Aino Esimerkki",
    2: "Taru Työntekijä",
    3: "Sanna Sijainen",
    4: "Aino Virtanen",
    5: "Pekka Mäki",
    6: "Toivo Lahti",
    7: "Anna-Liisa Koski-Aho",
    8: "Johan Lindström",
    9: "Markus von Essen",
}
voikko = pytest.mark.skipif(not words.available(), reason="Voikko is not installed")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Kiitos Tarulle!", {2}),
        ("Kiitos Tarulle ja Pekalle.", {2, 5}),
        ("Tarulta sain avun, Taruun voi luottaa.", {2}),
        ("Aino Esimerkin tapa kuunnella on hyvä.", {1}),
        ("Esimerkiltä opin paljon.", {1}),
        ("Kävin Mäen luona.", {5}),
        ("kiitos sanna sijaiselle", {3}),
        ("Kiitos Sijaiselle.", {3}),
        ("Sijaisesta tuli hyvä mieli.", {3}),
        ("T. Työntekijälle kiitos", {2}),
        ("Työntekijä Taru auttoi.", {2}),
        ("Anna-Liisa Koski-Ahon neuvot", {7}),
        ("Liisalle terveisiä", {7}),
        ("Kiitos Markukselle", {9}),
        ("TARU oli ystävällinen", {2}),
        ("Tack Johan!", {8}),
        ("Tack vare Lindströms hjälp gick det bra.", {8}),
        ("Thanks to Johan’s patience", {8}),
        ("Kiitos Lahdelle ja Tarukin auttoi", {6, 2}),
    ],
)
def test_thanks_name_whom_they_mean(text: str, people: set[int]) -> None:
    assert thanking.named(text, TEAM) == people


@pytest.mark.parametrize(
    "text",
    [
        "Kiitos hyvästä palvelusta.",
        "Kiitos Ainolle!",  # there are two
        "Aino Korhonen auttoi.",  # somebody else
        "Kiitos Matti Mäelle.",
        "Sanna Virtasen apu",
        "kiitos tarulle",  # also a word: a legend
        "Tarun asiat ovat toivon varassa, tarut tosia: taru",
        "Tarutarha on kaunis.",
        "Kiitos kaikille paitsi Pekalle.",
        "Toisin kuin Pekka, olitte ystävällisiä.",
        "Taru auttoi, mutta Pekka oli tyly.",
        "Taru var vänlig men inte Pekka.",
        "Unlike Pekka, Taru listened.",
        "Kiitos avusta, mutta Taru Työntekijä uhkaili minua.",
        "Thank you, but Pekka Mäki shouted.",
        "Tack för hjälpen, men inte Pekka.",
    ],
)
def test_thanks_tell_nobody_when_in_doubt(text: str) -> None:
    assert thanking.named(text, TEAM) <= ({2} if text.startswith("Tarun asiat") else set())


@voikko
def test_thanks_know_a_verb_at_the_beginning_from_a_name() -> None:
    assert thanking.named("Toivon, että tulette taas.", TEAM) == set()
    assert thanking.named("Toivon, että Toivolle kerrotaan.", TEAM) == {6}
    assert thanking.named("Sitten Pekka auttoi.", TEAM) == {5}


def test_thanks_hide_others_and_show_the_team() -> None:
    text = "Kiitos Tarulle ja Matti Meikäläiselle, puh. 040 123 4567. Pekka auttoi."
    found = thanking.mentions(text, TEAM)
    shown = thanking.hidden(text, found, {2, 5})
    assert masking.pieces(text, shown) == [
        {"text": "Kiitos Tarulle ja "},
        {"gap": "name"},
        {"text": ", puh. "},
        {"gap": "phone"},
        {"text": ". Pekka auttoi."},
    ]
    wider = masking.pieces(text, thanking.hidden(text, found, ()))
    assert "Taru" not in str(wider)
    assert "Pekka" not in str(wider)


NAMES = st.sampled_from(sorted(TEAM.values()))
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "Kiitos",
                "Taru",
                "Tarulle",
                "Aino",
                "Ainon",
                "Esimerkin",
                "ja",
                ".",
                "Pekka",
                "mutta",
                "Mäki",
                "puh.",
                "040",
                "1234567",
            ]
        ),
    ),
    max_size=12,
).map(" ".join)


@given(TEXTS)
def test_mentions_stand_in_order_and_name_only_the_team(text: str) -> None:
    found = thanking.mentions(text, TEAM)
    assert all(each.people and each.people <= set(TEAM) for each in found)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    certain = {person for each in found if len(each.people) == 1 for person in each.people}
    assert thanking.named(text, TEAM) <= certain


@given(TEXTS, st.frozensets(st.sampled_from(sorted(TEAM))))
def test_hidden_spans_can_be_cut_and_hold_every_name_that_is_not_shown(
    text: str, shown: frozenset[int]
) -> None:
    found = thanking.mentions(text, TEAM)
    spans = thanking.hidden(text, found, shown)
    masking.pieces(text, spans)  # raises when they overlap
    covered = {place for span in spans for place in range(span.start, span.end)}
    for each in found:
        if not each.people <= shown:
            assert covered & set(range(each.start, each.end))


@given(NAMES, st.sampled_from(["", "n", "lle", "lta", "sta", "kin", "'s"]))
def test_a_part_of_a_name_is_known_by_its_endings(name: str, ending: str) -> None:
    for part in name.split():
        if part[-1:] in "aeiouyäö" and "-" not in part:
            (found,) = thanking.mentions(f"Kiitos {part}{ending}", {1: f"{part} X"})
            assert found.people == {1}


@given(st.text(max_size=6), st.text(min_size=1, max_size=6))
def test_a_name_is_found_only_where_its_beginning_stands(word: str, name: str) -> None:
    for found in thanking.mentions(word, {1: name}):
        said = folded_token(word[found.start : found.end])
        assert said[:1] in {folded_token(part)[:1] for part in re.split(r"[\s-]+", name)}


FIRST = ["Aino", "Pekka", "Matti", "Liisa", "Sanna", "Tuomas", "Anna-Liisa", "Kalle", "Oili", "Ea"]
LAST = ["Virtanen", "Mäki", "Laine", "Aho", "Nieminen", "Ranta", "Johansson", "Koski", "Lehto", "O"]
CROWD = dict(enumerate(f"{first} {last}" for first, last in product(FIRST, LAST)))
HOSTILE = """
a␣ A␣ Aa␣ Ab- P.␣ A␣A␣A␣Mäki␣ Pekka␣ Pekka.␣ Pekka- Pekka␣Mäki␣ Pekka␣Mäki.␣ Mäen␣Pekan.␣
Pekka␣ja␣ Oili,␣ a's␣ Pekkapekka ei␣Pekka.␣ kiitos␣ Mäk Pekka␣Liisa␣Aino␣Mäki␣
"""


@pytest.mark.parametrize("seed", HOSTILE.split())
def test_no_thanks_are_slow(seed: str) -> None:
    """Ten thousand signs of the worst kind to a team of a hundred: about a second, and minutes if
    the work grew faster than the words."""
    text = (seed.replace("␣", " ") * 10_000)[:10_000]
    began = time.process_time()
    found = thanking.mentions(text, CROWD)
    thanking.doubtful(found)
    thanking.hidden(text, found, {*CROWD} - {1})
    assert time.process_time() - began < 20
