"""Inflected Finnish is found by any of its forms; other languages survive untouched."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import words
from kuulluksi.pure.text import words as folded_words


def finds(search: str, text: str) -> bool:
    """Whether a text is found, as the inbox asks it: every word by one of its alternatives."""
    known = set(words.lemmas(text).split())
    return all(known.intersection(alternatives) for alternatives in words.query(search))


@pytest.fixture
def without_voikko(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(words, "import_module", missing)
    words._voikko.cache_clear()
    yield
    words._voikko.cache_clear()


def test_voikko_is_here() -> None:
    assert words.available()


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("asiakas", "Asiakkaille ei kerrottu mitään."),
        ("asiakas", "Me asiakkaat odotimme."),
        ("asiakkaalle", "Hän kuunteli asiakasta."),
        ("käsi", "Minua autettiin kädellä portaissa"),
        ("kädet", "käsissä"),
        ("yö", "Valvoin öitä"),
        ("yöllä", "yöt"),
        ("puhelu", "Puheluun ei vastattu"),
        ("hakemus", "hakemukseeni"),
        ("päätös", "Päätöksestä voi valittaa"),
        ("lapsi", "lastemme kanssa"),
        ("vesi", "vettä ja vedessä"),
        ("sosiaalityöntekijä", "SOSIAALITYÖNTEKIJÄLLENI"),
        ("tulla", "Tulin ja tulisin uudelleen"),
        ("käydä", "kävin viime viikolla"),
        ("nopea", "Palvelu oli nopeampaa kuin ennen"),
        ("mies", "miehille"),
        ("hylätä toimeentulotuki", "Toimeentulotukeni hylättiin"),
        ("Helsinki", "asuin helsingissä"),
        ("Kela", "Kela:lle ja Kelalta"),
        ("vaaka", "vaa’an"),
    ],
)
def test_any_form_finds_any_form(search: str, text: str) -> None:
    assert finds(search, text)


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("työntekijä", "Perhetyöntekijälle kiitos"),
        ("työntekijät", "omatyöntekijäni vaihtui"),
        ("perhe", "perhetyöntekijä"),
        ("asema", "sosiaaliasemalla"),
        ("tuki", "toimeentulotuessa"),
        ("lapsi", "lastensuojelun"),
        ("suojelu", "lastensuojelusta"),
        ("päihde", "päihdehuollosta"),
        ("palvelu", "asiakaspalvelutilanteessa"),
        ("tilanne", "asiakaspalvelutilanteessa"),
        ("palvelutilanne", "asiakaspalvelutilanteessa"),
        ("toimisto", "TE-toimistosta"),
    ],
)
def test_a_compound_is_found_by_its_parts(search: str, text: str) -> None:
    assert finds(search, text)


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("perhetyöntekijä", "työntekijä"),
        ("asiakas", "asia"),
        ("puhe", "puheluun"),
        ("asiakas kiitos", "asiakkaille"),
    ],
)
def test_another_word_is_not_found(search: str, text: str) -> None:
    assert not finds(search, text)


@pytest.mark.parametrize(
    "text",
    [
        "Tack för hjälpen på socialstationen",
        "I waited for three weeks and nobody called",
        "Giitu ollu, sámegiella",
        "Спасибо, شكرا, ngày 25",
    ],
)
def test_other_languages_survive(text: str) -> None:
    assert set(folded_words(text)) <= set(words.lemmas(text).split())
    assert finds(text, text)


def test_query_offers_the_word_first_and_then_its_base_forms() -> None:
    assert words.query("Alusta, kiitos!") == [
        ["alusta", "alku", "alus", "alunen", "alustaa"],
        ["kiitos"],
    ]
    assert words.query(" … ") == []


def test_lemmas_of_a_compound_hold_its_parts_once() -> None:
    found = words.lemmas("perhetyöntekijälle perhetyöntekijä").split()
    assert sorted(found) == sorted(set(found))
    assert {"perhetyöntekijä", "perhe", "työ", "työntekijä", "tekijä"} <= set(found)


@given(st.text())
def test_every_text_finds_itself(text: str) -> None:
    assert finds(text, text)


def test_a_very_long_word_is_kept_as_it_is() -> None:
    assert words.lemmas("ä" * 5000) == "ä" * 5000


def test_a_compound_longer_than_any_real_word_is_not_taken_apart() -> None:
    absurd = "isoäidin" * 6
    assert len(absurd) > words.LONGEST
    assert words.lemmas(absurd) == absurd
    assert words.query(absurd) == [[absurd]]
    assert "toimeentulotukihakemus" in words.lemmas("toimeentulotukihakemuksissammekaan").split()


def test_the_same_word_is_analysed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(words, "_readings", asked.append)
    monkeypatch.setattr(words, "_bases", lambda _: ())
    monkeypatch.setattr(words, "_parts", lambda *_: ())
    assert words.lemmas("kukka " * 100) == "kukka"
    assert asked == ["kukka"]


def test_lemmas_of_an_endless_text_are_cut_between_words() -> None:
    found = words.lemmas(" ".join(f"ä{number}" for number in range(100_000)))
    assert words.MOST - 10 < len(found.encode()) <= words.MOST
    last = found.split()[-1]
    assert found.split() == [f"ä{number}" for number in range(int(last[1:]) + 1)]


def test_many_threads_share_one_voikko() -> None:
    texts = [
        "Asiakkaille kerrottiin öitä ja päiviä",
        "Puheluun ei vastattu perhetyöntekijälle",
    ] * 100
    alone = [words.lemmas(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(words.lemmas, texts)) == alone


@pytest.mark.usefixtures("without_voikko")
def test_without_voikko_words_are_found_as_written() -> None:
    assert not words.available()
    assert words.lemmas("Asiakkaille, kiitos kiitos") == "asiakkaille kiitos"
    assert words.query("Asiakkaille") == [["asiakkaille"]]
    assert finds("ASIAKKAILLE", "asiakkaille")
    assert not finds("asiakas", "asiakkaille")
