"""What a reader gets, what a searcher finds, and the order of a Finnish list."""

import copy
import pickle
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.text import LANGUAGES, TAGS, Text, clean_text, fold, sort_key, words

SAID = st.dictionaries(st.sampled_from(sorted(TAGS)), st.text(max_size=20))


def test_text_drops_what_is_empty_and_strips_the_ends() -> None:
    text = Text.of(fi="  Kiitos ", sv="   ", en="")
    assert text.to_json() == {"fi": "Kiitos"}
    assert text.get("sv") == ""


def test_text_is_true_only_when_something_is_said() -> None:
    assert Text.of(se="Giitu")
    assert not Text.of(fi=" ")
    assert not Text()


def test_text_knows_the_order_of_languages_and_not_of_writing() -> None:
    one = Text.of(en="Thanks", fi="Kiitos")
    other = Text.of(fi="Kiitos", en="Thanks")
    assert one == other
    assert hash(one) == hash(other)
    assert list(one.to_json()) == ["fi", "en"]


@pytest.mark.parametrize("tag", ["de", "FI", "", "fi-x-sel", "sv-FI"])
def test_text_refuses_an_unknown_tag(tag: str) -> None:
    with pytest.raises(ValueError, match="Unknown language tag"):
        Text.from_json({tag: "Danke"})


@pytest.mark.parametrize("obj", [None, "Kiitos", ["fi"], {"fi": 1}, {"fi": None}])
def test_text_refuses_what_is_no_mapping_to_strings(obj: object) -> None:
    with pytest.raises(TypeError, match=r"object|string"):
        Text.from_json(obj)


@pytest.mark.parametrize(
    ("said", "tag", "expected"),
    [
        ({"fi": "f", "sv": "s", "en": "e"}, "sv", "s"),
        ({"fi": "f", "fi-x-selko": "selko"}, "fi-x-selko", "selko"),
        ({"fi": "f", "sv": "s"}, "fi-x-selko", "f"),
        ({"fi": "f", "sv": "s"}, "sv-FI", "s"),
        ({"fi": "f", "sv": "s"}, "en", "f"),
        ({"sv": "s", "en": "e"}, "fi", "s"),
        ({"en": "e", "se": "g"}, "smn", "e"),
        ({"sms": "k"}, "fi", "k"),
        ({}, "fi", ""),
    ],
)
def test_best_falls_back_through_the_base_language(
    said: dict[str, str], tag: str, expected: str
) -> None:
    assert Text.from_json(said).best(tag) == expected


def test_missing_names_our_languages_that_say_nothing() -> None:
    assert Text.of(sv="Tack", se="Giitu").missing() == ("fi", "en")
    assert Text().missing() == LANGUAGES


@given(SAID)
def test_text_survives_json_copying_and_pickling(said: dict[str, str]) -> None:
    text = Text.from_json(said)
    assert Text.from_json(text.to_json()) == text
    assert copy.deepcopy(text) == text
    assert pickle.loads(pickle.dumps(text)) == text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Äiti\n ja\tISÄ ", "äiti ja isä"),
        ("A\u0308iti", "äiti"),
        ("Šakki, žakaari, Élise, Müller", "sakki, zakaari, elise, muller"),
        ("Ådø Æbelø", "ådö äbelö"),
        ("Sámegiella, čálli, đ, ŧ, ŋ", "samegiella, calli, d, t, n"),
        ("Sääʹmǩiõll ǯ ʒ ǥ", "sääʹmkioll z z g"),
        ("Straße", "strasse"),
        ("\N{LATIN SMALL LIGATURE FI}", "fi"),
        ("", ""),
    ],
)
def test_fold_forgives_case_and_accents_but_keeps_the_finnish_letters(
    written: str, folded: str
) -> None:
    assert fold(written) == folded


@given(st.text(" -'.:;_AZazÅÄÖåäö09"))
def test_fold_takes_the_short_way_to_the_same_words(plain: str) -> None:
    assert fold(plain + "e") == fold(plain + "é")


@given(st.text())
def test_fold_changes_nothing_twice(s: str) -> None:
    assert fold(fold(s)) == fold(s)


@given(st.text())
def test_fold_does_not_see_how_letters_are_composed(s: str) -> None:
    assert fold(unicodedata.normalize("NFD", s)) == fold(unicodedata.normalize("NFC", s))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Kiitos, äiti!", ["kiitos", "äiti"]),
        ("Itä-Suomen TE-toimisto", ["itä", "suomen", "te", "toimisto"]),
        ("EU:n, Kela:lle ja SKR:s", ["eu", "kela", "ja", "skr"]),
        ("klo 12:30, huom:tärkeää", ["klo", "12", "30", "huom", "tärkeää"]),
        ("vaa’an vaa'an 'lainaus'", ["vaaan", "vaaan", "lainaus"]),
        ("a_b.c@d", ["a", "b", "c", "d"]),
        ("… – !", []),
    ],
)
def test_words_are_letters_and_digits_without_the_endings_of_abbreviations(
    written: str, found: list[str]
) -> None:
    assert words(written) == found


@given(st.text())
def test_words_are_folded_and_never_empty(s: str) -> None:
    for word in words(s):
        assert word.isalnum()
        assert fold(word) == word


def test_sort_key_gives_the_order_of_a_finnish_list() -> None:
    ordered = [
        "",
        "2. linja",
        "Ala-Tikkurila",
        "Ala Tikkurilan asema",
        "Alajärvi",
        "Kallio",
        "Kalliola",
        "Kallion sosiaaliasema",
        "Kallionranta",
        "Sakki",
        "Sörnäinen",
        "Vuosaari",
        "Waara",
        "Yrjö",
        "Zeniitti",
        "Åggelby",
        "Äänekoski",
        "Öljymäki",
        "Ленинград",
    ]
    keys = [sort_key(name) for name in ordered]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÉLAN", "elan"),
        ("Müller", "myller"),
        ("MU\u0308LLER", "Müller"),
        ("A–B", "a b"),
        ("Šakki!", "sakki"),
    ],
)
def test_sort_key_does_not_count_case_accents_and_punctuation(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@given(st.text())
def test_sort_key_is_made_of_digits(s: str) -> None:
    assert set(sort_key(s)) <= set("0123456789")


@given(st.lists(st.text("abvwzåäö", max_size=6), min_size=2))
def test_sort_key_orders_as_the_finnish_alphabet(names: list[str]) -> None:
    by_key = sorted(names, key=sort_key)
    places = [["abvwzåäö".index(letter) for letter in name] for name in by_key]
    assert all(before <= after for before, after in pairwise(places))


@given(st.text("ab ", min_size=1), st.text("ab", min_size=1))
def test_sort_key_puts_the_shorter_first(name: str, more: str) -> None:
    assert sort_key(name) < sort_key(name + more)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\x00b\x1f\x7f\x85c", "abc"),
        ("rivi\r\ntoinen\rkolmas\n\tneljäs", "rivi\ntoinen\nkolmas\n\tneljäs"),
        ("puoli\ud800", "puoli"),
        ("👩‍👧 š ﬁ", "👩‍👧 š ﬁ"),
    ],
)
def test_clean_text_drops_only_what_no_key_writes(written: str, kept: str) -> None:
    assert clean_text(written) == kept
