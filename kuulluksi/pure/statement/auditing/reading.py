"""The words of a statement in one language as one text, in which every place knows where it is
written: in which section and block, and where among the words as they stand there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kuulluksi.pure.statement import references
from kuulluksi.pure.statement.document import Document, Section, Words
from kuulluksi.pure.statement.references import BRACES, HEADING, Cited
from kuulluksi.pure.statement.sheets import Sheet

# What opens a line and would be read as markup: a statement has none.
_MARKUP = re.compile(r"^([ \t]*)(#+|>+|```|~~~|=+$|\|)", re.MULTILINE)


@dataclass(frozen=True)
class Stretch:
    """A heading or the words of a block, from `start` of the text on. `cited` stand where they are
    said; `moved` tells from where on the words as they are written stand how much further on."""

    section: str
    block: int
    start: int
    words: str
    cited: tuple[Cited, ...] = ()
    moved: tuple[tuple[int, int], ...] = ()

    def written(self, at: int) -> int:
        """Where a place of the text, outside of figures, is among the words as they are written."""
        inside = at - self.start
        return inside + sum(by for begin, by in self.moved if begin <= inside)


@dataclass(frozen=True)
class Reading:
    """The whole text of one language."""

    text: str
    stretches: tuple[Stretch, ...]

    def at(self, place: int) -> Stretch:
        starts = [each.start for each in self.stretches]
        return self.stretches[bisect_right(starts, place) - 1]


def read(document: Document, language: str, sheets: Mapping[str, Sheet], section: str) -> Reading:
    """The words of a document; with a `section` only its own, below the headings above it."""
    parts: list[str] = []
    stretches: list[Stretch] = []
    length = 0

    def put(before: str, stretch: Stretch | None, after: str = "\n\n") -> None:
        nonlocal length
        words = stretch.words if stretch else ""
        if stretch:
            stretches.append(_from(stretch, length + len(before)))
        parts.append(f"{before}{words}{after}")
        length += len(parts[-1])

    put(f"# {_one_line(document.title.get(language))}", None)
    for each, only_heading in _sections(document.sections, section):
        heading = Stretch(each.key, HEADING, 0, _one_line(each.heading.get(language)))
        put(f"{'#' * (each.level + 1)} ", heading)
        for number, block in enumerate(() if only_heading else each.blocks):
            if isinstance(block, Words):
                put("", _stretch(each.key, number, block.text.get(language), language, sheets))
    return Reading("".join(parts), tuple(stretches))


def _sections(sections: Sequence[Section], wanted: str) -> Iterator[tuple[Section, bool]]:
    """The sections that are read, and whether only their heading is."""
    chapter: Section | None = None
    for each in sections:
        if each.level == 1:
            chapter = each
        if not wanted or each.key == wanted:
            if wanted and chapter is not None and chapter is not each:
                yield chapter, True
            yield each, False


def _stretch(
    section: str, block: int, words: str, language: str, sheets: Mapping[str, Sheet]
) -> Stretch:
    said = references.said(words, language, sheets)
    starts = {each.start: each for each in said.cited}
    moved: list[tuple[int, int]] = []
    shift = 0
    for match in BRACES.finditer(words):
        cited = starts.get(match.start() - shift)
        if cited is not None:
            by = len(match.group(0)) - len(cited.said)
            moved.append((cited.start + len(cited.said), by))
            shift += by
    return Stretch(section, block, 0, _without_markup(said.words), said.cited, tuple(moved))


def _without_markup(words: str) -> str:
    """The same words, every letter where it was."""
    plain = words.replace("\r", " ")
    return _MARKUP.sub(lambda match: match[1] + "·" * len(match[2]), plain)


def _one_line(words: str) -> str:
    return words.replace("\r", " ").replace("\n", " ")


def _from(stretch: Stretch, start: int) -> Stretch:
    return Stretch(
        stretch.section, stretch.block, start, stretch.words, stretch.cited, stretch.moved
    )
