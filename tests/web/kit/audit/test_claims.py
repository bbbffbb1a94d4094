"""Whatever is found in a text is told in three languages: every rule and every reason has words,
and all texts of the corpus are told whole."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from kuulluksi.pure import audit as room
from kuulluksi.pure.audit import audit
from kuulluksi.pure.text import LANGUAGES
from kuulluksi.web.kit.audit import claims
from kuulluksi.web.kit.audit.reports import lines
from tests.pure.audit.corpus import sheet, texts

ROOM = Path(room.__file__).parent


def calls(name: str) -> Iterator[str]:
    """The words that are given first to calls of a function."""
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def words() -> Iterator[str]:
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_claims_every_rule_has_its_sentence() -> None:
    assert {word for word in words() if re.fullmatch(r"text(-[a-z]+)+", word)} == set(claims.RULES)


def test_claims_every_reason_has_its_words() -> None:
    assert set(calls("unknown")) <= set(claims.REASONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_all_texts_are_told_whole(language: str) -> None:
    """Each text in its own language."""
    with override(language):
        for text in texts():
            if text.language == language:
                for line in lines(audit(sheet(text.town), text.words), with_text=True):
                    assert not re.search(r"%\(|Decimal\(|\bNone\b|Amount\(|Code\(", line)
