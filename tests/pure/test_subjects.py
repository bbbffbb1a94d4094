"""Words that may be shown as subjects: telling base forms, no names."""

import pytest

from kuulluksi.pure import words
from kuulluksi.pure.subjects import is_subject

pytestmark = pytest.mark.skipif(not words.available(), reason="Voikko is not installed")


@pytest.mark.parametrize("word", ["jono", "puhelin", "lomake", "päätös", "esteellinen", "jonottaa"])
def test_subjects_are_telling_base_forms(word: str) -> None:
    assert is_subject(word)


@pytest.mark.parametrize(
    "word",
    ["jonossa", "minulle", "asiakas", "kiitos", "ja", "aino", "virtanen", "helsinki", "a1b2"],
)
def test_subjects_are_no_other_forms_common_words_or_names(word: str) -> None:
    assert not is_subject(word)


def test_subjects_are_never_names_of_those_who_work_here() -> None:
    assert is_subject("esimerkki")
    assert not is_subject("esimerkki", {"esimerkki"})
