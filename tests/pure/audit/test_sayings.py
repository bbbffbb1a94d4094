"""Sentences about towns of chance: what is true is never accused, most lies are named."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.findings import Finding, Kind
from tests.pure.audit import sayings
from tests.pure.audit.sayings import Saying

TOWNS = 12
NAMED = 0.9


def heard(language: str) -> list[tuple[Saying, Sequence[Finding]]]:
    """What the audit says of each sentence alone, town by town."""
    found: list[tuple[Saying, Sequence[Finding]]] = []
    for seed in range(TOWNS):
        chance = random.Random(f"{language} {seed}")
        town = sayings.town(chance, language)
        sheet = town.sheet()
        for saying in sayings.sayings(chance, language, town):
            report = audit(sheet, saying.words)
            said = [each for each in report.of(Kind.FAULT) if each.place.source == "text"]
            found.append((saying, said))
    return found


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_sayings_truth_is_not_accused_and_lies_are_named(language: str) -> None:
    accused, missed, lies = [], [], Counter[bool]()
    for saying, said in heard(language):
        if saying.true and said:
            accused.append((saying.words, said))
        if not saying.true:
            lies[bool(said)] += 1
            if not said:
                missed.append((saying.form, saying.words))
    print(f"\n{language}: {lies[True]} of {lies.total()} lies are named.")
    assert accused == []
    assert lies[True] >= NAMED * lies.total(), missed
