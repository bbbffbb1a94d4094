"""The receipt code: forgiving to type, yet no single slip and no swap passes."""

import random
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kuulluksi.pure.receipt import (
    ALPHABET,
    BODY,
    LENGTH,
    BadCode,
    check_character,
    clean,
    digest,
    make,
    pretty,
    spell,
)

KEY = bytes(range(32))
BODIES = st.text(ALPHABET, min_size=BODY, max_size=BODY)
CODES = BODIES.map(lambda body: body + check_character(body))


def refusal(typed: str) -> BadCode:
    with pytest.raises(BadCode) as caught:
        clean(typed)
    return caught.value


def test_alphabet_is_a_prime_number_of_characters_not_taken_for_each_other() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    assert not set(ALPHABET) & set("01BCGIOQSUWXZ")


@given(st.text(min_size=1))
def test_make_gives_the_same_clean_code_for_the_same_form(nonce: str) -> None:
    code = make(KEY, nonce)
    assert len(code) == LENGTH
    assert clean(code) == code
    assert make(KEY, nonce) == code


def test_make_depends_on_key_and_nonce() -> None:
    codes = {make(key, nonce) for key in (KEY, b"other") for nonce in ("a", "b", "ab")}
    assert len(codes) == 6


def test_make_is_the_code_printed_on_earlier_slips() -> None:
    assert pretty(make(KEY, "form 1")) == "55DJ YP6F NMH4"


def test_make_uses_every_character_about_equally() -> None:
    bodies = "".join(make(KEY, str(number))[:BODY] for number in range(2300))
    expected = len(bodies) / len(ALPHABET)
    assert all(abs(bodies.count(character) - expected) < expected * 0.2 for character in ALPHABET)


@pytest.mark.parametrize(("key", "nonce"), [(b"", "a"), (KEY, "")])
def test_make_refuses_to_work_without_key_or_nonce(key: bytes, nonce: str) -> None:
    with pytest.raises(ValueError, match="key and a nonce"):
        make(key, nonce)


def test_every_single_substitution_is_found() -> None:
    for seed in range(20):
        code = make(KEY, str(seed))
        for place in range(LENGTH):
            for character in set(ALPHABET) - {code[place]}:
                wrong = code[:place] + character + code[place + 1 :]
                assert refusal(wrong).reason == "check"


def test_every_swap_of_two_different_characters_is_found() -> None:
    for seed in range(50):
        code = make(KEY, str(seed))
        for one, other in combinations(range(LENGTH), 2):
            if code[one] == code[other]:
                continue
            swapped = list(code)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            assert refusal("".join(swapped)).reason == "check"


@given(CODES, st.integers(0, LENGTH - 2))
def test_every_swap_of_neighbours_is_found_in_any_code(code: str, place: int) -> None:
    assume(code[place] != code[place + 1])
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert refusal(swapped).reason == "check"


def test_one_random_code_in_23_passes_the_check() -> None:
    chance = random.Random(23)
    passed = 0
    for _ in range(2300):
        typed = "".join(chance.choices(ALPHABET, k=LENGTH))
        passed += check_character(typed[:BODY]) == typed[BODY]
    assert 60 < passed < 140


@pytest.mark.parametrize("body", ["", "A" * 10, "A" * 12, "A" * 10 + "B"])
def test_check_character_refuses_what_is_no_body(body: str) -> None:
    with pytest.raises(ValueError, match="eleven"):
        check_character(body)


@given(CODES, st.data())
def test_clean_forgives_case_and_separators(code: str, data: st.DataObject) -> None:
    gaps = st.text(
        " -.\t\n\N{NO-BREAK SPACE}\N{EN DASH}\N{MINUS SIGN}\N{ZERO WIDTH SPACE}", max_size=3
    )
    typed = "".join(
        data.draw(gaps) + (character.lower() if data.draw(st.booleans()) else character)
        for character in code
    )
    assert clean(typed + data.draw(gaps)) == code
    assert clean(pretty(code)) == code


def test_clean_names_the_characters_that_no_code_has() -> None:
    refused = refusal("kavy-7m0t-9ro0 ö")
    assert refused.reason == "character"
    assert refused.found == "0OÖ"


@pytest.mark.parametrize("typed", ["", "  -  ", "KAVY 7M3T 9RP", "KAVY 7M3T 9RPDD"])
def test_clean_counts_the_characters(typed: str) -> None:
    refused = refusal(typed)
    assert refused.reason == "length"
    assert refused.found == ""


def test_pretty_groups_in_fours() -> None:
    assert pretty(clean("kavy7m3t9rpd")) == "KAVY 7M3T 9RPD"


def test_digest_tells_nothing_without_the_key() -> None:
    code = clean("KAVY 7M3T 9RPD")
    assert len(digest(KEY, code)) == 64
    assert digest(KEY, code) == digest(KEY, code)
    assert digest(b"other", code) != digest(KEY, code)
    assert digest(KEY, make(KEY, "a")) != digest(KEY, code)


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("fi", "Kalle Aarne Vihtori Yrjö seitsemän Matti kolme Tyyne yhdeksän Risto Paavo Daavid"),
        ("sv", "Kalle Adam Viktor Yngve sju Martin tre Tore nio Rudolf Petter David"),
        ("en", "Kilo Alfa Victor Yankee seven Mike three Tango nine Romeo Papa Delta"),
    ],
)
def test_spell_says_one_word_per_character(language: str, spoken: str) -> None:
    assert spell("KAVY7M3T9RPD", language) == spoken.split()


def test_spell_begins_each_letter_with_itself_and_falls_back() -> None:
    for language in ("fi", "sv", "en"):
        for character in filter(str.isalpha, ALPHABET):
            assert spell(character, language)[0].startswith(character)
    assert spell("A2", "fi-x-selko") == spell("A2", "se") == ["Aarne", "kaksi"]
    assert spell("A2", "sv-FI") == ["Adam", "två"]
