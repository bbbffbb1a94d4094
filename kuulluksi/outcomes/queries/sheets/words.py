"""The house's own words on a sheet, in every language that its readers have."""

from django.utils.functional import Promise
from django.utils.translation import override

from kuulluksi.pure.statement import saying
from kuulluksi.pure.text import LANGUAGES, Text


def said(message: str | Promise, **put: object) -> Text:
    """A message in each language; `put` stands for its named parts, a `Text` in that language."""
    told = {}
    for language in LANGUAGES:
        parts = {name: _in(each, language) for name, each in put.items()}
        with override(language):
            told[language] = str(message) % parts if put else str(message)
    return Text.from_json(told)


def number(told: int) -> Text:
    """A whole number, as each language groups it."""
    return Text.from_json({tag: saying.rounded(told, 0, tag) for tag in LANGUAGES})


def _in(part: object, language: str) -> object:
    return part.best(language) if isinstance(part, Text) else part
