"""The words in the QR picture of a page of paper: which survey and place it belongs to, which words
stood on it, and which page it is. docs/paper.md shows the form.
"""

import re
from dataclasses import dataclass

_FIRST = "K1"
HASH = 12
"""So many signs of the document's hash stand in the mark."""

_PARTS = re.compile(
    rf"{_FIRST}/(?P<wave>[\w-]*)/(?P<place>[\w-]*)/(?P<document>[0-9a-f]{{{HASH}}})"
    r"/(?P<language>[A-Za-z-]{2,10})/(?P<size>[nl])/(?P<page>[1-9][0-9]{0,3})"
)


class NoPageMark(ValueError):
    """The words of some other picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """`wave` and `place` are codes, empty on a preview; `document` begins the hash."""

    wave: str
    place: str
    document: str
    language: str
    large: bool
    page: int

    def written(self) -> str:
        size = "l" if self.large else "n"
        parts = (self.wave, self.place, self.document[:HASH], self.language, size, str(self.page))
        return "/".join((_FIRST, *parts))


def read(written: str) -> PageMark:
    """The mark in a QR picture. Raises NoPageMark."""
    found = _PARTS.fullmatch(written)
    if found is None:
        raise NoPageMark(written)
    return PageMark(
        wave=found["wave"],
        place=found["place"],
        document=found["document"],
        language=found["language"],
        large=found["size"] == "l",
        page=int(found["page"]),
    )
