"""Words in their forms; and what is left of Finnish where its dictionary is not installed."""

from collections.abc import Iterator

import pytest

from kuulluksi.pure import words
from kuulluksi.pure.audit.text import reading
from kuulluksi.pure.audit.text.keys import keys
from tests.pure.audit import corpus

needs_voikko = pytest.mark.skipif(not words.available(), reason="Voikko is not installed")


def akin(tag: str, one: str, another: str) -> bool:
    return bool(keys(one, tag).whole & keys(another, tag).whole)


@needs_voikko
@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("moite", "moitteiden"),
        ("kiitos", "kiitosta"),
        ("idea", "ideoiden"),
        ("nopeus", "nopeasti"),
        ("riittävästi", "riittävyyden"),
        ("turvallinen", "turvallisuus"),
        ("luotan", "luottavien"),
        ("kamppi", "kampissa"),
    ],
)
def test_keys_of_finnish_forms_and_their_kin(one: str, another: str) -> None:
    assert akin("fi", one, another)


@pytest.mark.parametrize(
    ("tag", "one", "another"),
    [
        ("sv", "klagomål", "klagomålen"),
        ("sv", "enkät", "enkäterna"),
        ("sv", "vitsord", "vitsordet"),
        ("en", "complaint", "complaints"),
        ("en", "office", "offices"),
    ],
)
def test_keys_of_swedish_and_english_forms(tag: str, one: str, another: str) -> None:
    assert akin(tag, one, another)


def test_keys_of_three_languages_meet_in_what_they_mean() -> None:
    meant = [keys(word, tag).whole for word, tag in (("palaute", "fi"), ("respons", "sv"))]
    assert meant[0] & meant[1] & keys("feedback", "en").whole


@needs_voikko
def test_keys_of_other_words_do_not_meet() -> None:
    assert not akin("fi", "moite", "kiitos")
    assert not akin("sv", "skolan", "skolhälsovårdaren")


@pytest.fixture
def without_voikko(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(words, "_voikko", lambda: None)
    for cached in (keys, reading._elative):
        cached.cache_clear()
    yield
    for cached in (keys, reading._elative):
        cached.cache_clear()


@pytest.mark.usefixtures("without_voikko")
def test_without_a_dictionary_less_is_found_and_nobody_is_accused() -> None:
    texts = [text for text in corpus.texts() if text.language == "fi"]
    found = [each for text in texts for each in corpus.judged(text)[0]]
    assert [each.passage.words for each in found if each.accused] == []
    assert sum(each.wanted and each.named for each in found) > 40
