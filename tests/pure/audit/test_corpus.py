"""Statements of invented towns: no true sentence is accused, planted faults are named."""

from collections import Counter

import pytest

from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.cells import read
from kuulluksi.pure.audit.findings import Kind
from tests.pure.audit import corpus

# So many of the planted faults must be named, and of the sound passages put beside figures.
NAMED = 0.8
BOUND = 0.88


@pytest.fixture(scope="module")
def judged() -> list[corpus.Judged]:
    found, outside = [], []
    for text in corpus.texts():
        passages, rest = corpus.judged(text)
        found += passages
        outside += [(text.town, text.number, each) for each in rest]
    assert outside == []
    return found


def test_texts_no_true_sentence_is_accused(judged: list[corpus.Judged]) -> None:
    accused = [(each.passage.words, each.faults) for each in judged if each.accused]
    assert accused == []


def test_texts_planted_faults_are_named_with_the_right_value(judged: list[corpus.Judged]) -> None:
    wanted = [each for each in judged if each.wanted]
    missed = [each.passage.words for each in wanted if not each.named]
    print(f"\n{len(wanted) - len(missed)} of {len(wanted)} planted faults of texts are named.")
    assert len(missed) <= (1 - NAMED) * len(wanted), missed


def test_texts_what_was_overlooked_is_still_overlooked(judged: list[corpus.Judged]) -> None:
    """Marks of {overlooked} are told in docs/audit.md; one that is seen now is a fault like
    others."""
    seen = [
        each.passage.words
        for each in judged
        if "overlooked" in each.passage.verdicts and each.faults
    ]
    assert seen == []


def test_texts_most_sound_passages_are_bound(judged: list[corpus.Judged]) -> None:
    sound = [each for each in judged if "ok" in each.passage.verdicts]
    loose = [each.passage.words for each in sound if not each.bound]
    print(f"\n{len(sound) - len(loose)} of {len(sound)} sound passages are bound to figures.")
    assert len(loose) <= (1 - BOUND) * len(sound), loose


def test_texts_what_the_file_does_not_hold_is_bound_to_nothing(
    judged: list[corpus.Judged],
) -> None:
    free = [each for each in judged if "free" in each.passage.verdicts]
    bound = [each.passage.words for each in free if each.bound]
    silent = [each.passage.words for each in free if each.numbers and not each.unbound]
    assert (bound, silent) == ([], [])


def test_texts_cautions_are_told(judged: list[corpus.Judged]) -> None:
    missed = [
        each.passage.words
        for each in judged
        if not each.wanted and not each.named and "overlooked" not in each.passage.verdicts
    ]
    assert missed == []


def test_corpus_is_as_large_as_it_says() -> None:
    languages = Counter(text.language for text in corpus.texts())
    assert languages["fi"] >= 60
    assert languages["sv"] >= 40
    assert languages["en"] >= 40
    assert len(corpus.towns()) >= 10


@pytest.mark.parametrize("town", corpus.towns())
def test_towns_sound_files_are_not_accused(town: str) -> None:
    assert audit(corpus.sheet(town)).of(Kind.FAULT) == ()


@pytest.mark.parametrize("town", corpus.towns())
def test_towns_order_of_rows_and_columns_does_not_matter(town: str) -> None:
    header, *rows = corpus.rows(town)
    turned = [tuple(reversed(row)) for row in (header, *reversed(rows))]
    assert audit(read(turned)).of(Kind.FAULT) == ()


@pytest.mark.parametrize(
    "plant", list(corpus.plants()), ids=lambda plant: f"{plant.town}:{plant.line}:{plant.value}"
)
def test_towns_planted_faults_are_named(plant: corpus.Plant) -> None:
    report = corpus.planted(plant)
    if plant.verdicts == {"sound"}:
        assert report.of(Kind.FAULT) == ()
        return
    found = [each for each in report.findings if each.kind.value in plant.verdicts]
    right = (plant.right,) if plant.right else ()
    assert any(corpus.tells(each, right) for each in found), found
