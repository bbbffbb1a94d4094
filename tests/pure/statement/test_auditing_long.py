"""Words that nobody would write, at their longest, keep nobody waiting."""

from time import process_time

import pytest

from kuulluksi.outcomes.rules.statements import LONGEST_WORDS
from kuulluksi.pure.statement.auditing import audited
from tests.pure.statement import county


@pytest.mark.parametrize("piece", ["1 ", "2025 1 ", "(1 ", "1 %, "])
def test_very_many_numbers_are_read_in_seconds(piece: str) -> None:
    words = (piece * LONGEST_WORDS)[: LONGEST_WORDS // 2]
    begun = process_time()
    audited(county.document(words, "fi"), county.sheets(), ("fi",))
    assert process_time() - begun < 15
