"""A Markdown text taken apart into blocks and sentences that still know where they stand.

What is no language (emphasis, addresses of links, tags, code) becomes spaces, so that every place
in what is read is the same place in what was written.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "prose", "row"]


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the text, from `start` on, its line breaks turned into spaces."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph (an item of a list, a footnote) or a row of a table. `level` is that
    of a heading; a row has `cells`, and the `head` of its table."""

    kind: Kind
    cut: Cut
    level: int = 0
    cells: tuple[Cut, ...] = ()
    head: tuple[Cut, ...] = ()


class Places:
    """Lines and columns, counted from 1, of places in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


def _spaces(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _link(match: re.Match[str]) -> str:
    return f" {match[1]}{' ' * (len(match[0]) - len(match[1]) - 1)}"


_FENCE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?^---$", re.MULTILINE | re.DOTALL)
_GONE = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|</?[a-zA-Z][^<>]*>"
    r"|!\[[^\]\n]*\]\([^)\n]*\)"
    r"|\[\^[^\]\n]+\]:?"
    r"|(?:https?://|www\.)[^\s)>]+"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+",
    re.DOTALL,
)
_LINK = re.compile(r"\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)_+|_+(?!\w)|~~|\\(?=\W)")


def masked(text: str) -> str:
    """The text without its markup, every letter where it was."""
    plain = _FRONT.sub(_spaces, text)
    plain = _FENCE.sub(_spaces, plain)
    # An address in brackets goes with its link, before lone addresses do.
    plain = _LINK.sub(_link, plain)
    plain = _GONE.sub(_spaces, plain)
    return plain.replace("&nbsp;", "\u00a0     ")


_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_BULLET = re.compile(r"\s*(?:[-+*•–]|\d{1,3}[.)])[ \t]+")
_RULE = re.compile(r"\s*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?\s*$")
_QUOTE = re.compile(r" {0,3}>")


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in their order. Quotations (lines that begin with >) are the words of
    others and are left out."""
    plain = masked(text)
    lines = []
    at = 0
    for line in plain.split("\n"):
        lines.append((line, at))
        at += len(line) + 1
    held: list[tuple[str, int]] = []
    number = 0
    while number < len(lines):
        line, start = lines[number]
        heading = _HEADING.match(line)
        if heading or not line.strip() or _QUOTE.match(line):
            yield from _paragraph(held)
            held = []
            if heading:
                yield Block("heading", _cut(heading[2], start + heading.start(2)), len(heading[1]))
        elif _UNDERLINE.match(line) and held and "|" not in line:
            level = 1 if "=" in line else 2
            yield Block("heading", _joined(held), level)
            held = []
        elif "|" in line and number + 1 < len(lines) and _rule(lines[number + 1][0]):
            yield from _paragraph(held)
            held = []
            end = number + 2
            while end < len(lines) and "|" in lines[end][0]:
                end += 1
            yield from _table(lines[number], lines[number + 2 : end])
            number = end
            continue
        else:
            if _BULLET.match(line):
                yield from _paragraph(held)
                held = []
            held.append((line, start))
        number += 1
    yield from _paragraph(held)


def _rule(line: str) -> bool:
    return "|" in line and _RULE.match(line) is not None


def _paragraph(held: list[tuple[str, int]]) -> Iterator[Block]:
    if held:
        yield Block("prose", _joined(held))


def _joined(held: list[tuple[str, int]]) -> Cut:
    joined = " ".join(line for line, _ in held)
    bullet = _BULLET.match(joined)
    if bullet:
        joined = " " * bullet.end() + joined[bullet.end() :]
    return _cut(joined, held[0][1])


def _cut(line: str, start: int) -> Cut:
    return Cut(_EMPHASIS.sub(_spaces, line), start)


def _table(head: tuple[str, int], rows: list[tuple[str, int]]) -> Iterator[Block]:
    columns = tuple(_cells(*head))
    for line, start in rows:
        yield Block("row", Cut(line, start), cells=tuple(_cells(line, start)), head=columns)


def _cells(line: str, start: int) -> Iterator[Cut]:
    at = 1 if line.lstrip().startswith("|") else 0
    at += len(line) - len(line.lstrip()) if at else 0
    for part in line[at:].split("|"):
        if part.strip() or at < len(line.rstrip()):
            yield _cut(part, start + at)
        at += len(part) + 1


# What ends with a full stop and ends no sentence.
_SHORT = frozenset(
    [
        "esim",
        "mm",
        "ym",
        "yms",
        "ns",
        "n",
        "k",
        "ks",
        "vrt",
        "jne",
        "eli",
        "ed",
        "em",
        "nk",
        "po",
        "ao",
        "co",
        "klo",
        "kpl",
        "milj",
        "mrd",
        "s",
        "sv",
        "t",
        "ao",
        "ko",
        "os",
        "bl",
        "a",
        "t",
        "ex",
        "osv",
        "ca",
        "c",
        "dvs",
        "d",
        "v",
        "s",
        "k",
        "resp",
        "jfr",
        "kl",
        "st",
        "milj",
        "nr",
        "inkl",
        "fr",
        "o",
        "m",
        "mfl",
        "pga",
        "e",
        "g",
        "i",
        "approx",
        "vs",
        "etc",
        "no",
        "fig",
        "tab",
        "pp",
        "p",
        "dr",
        "mr",
        "mrs",
        "ms",
        "cf",
        "incl",
    ]
)
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“”«‘'(–—-]*\s*([A-ZÅÄÖŠŽ0-9])|\s*$)")
_LAST_WORD = re.compile(r"(\w+)$")


def sentences(cut: Cut) -> Iterator[Cut]:
    """The sentences of a block."""
    begin = 0
    text = cut.text
    for end in _END.finditer(text):
        if text[end.start()] == "." and _goes_on(text[begin : end.start()], end[1]):
            continue
        yield from _sentence(text[begin : end.end()], cut.start + begin)
        begin = end.end()
    yield from _sentence(text[begin:], cut.start + begin)


def _sentence(text: str, start: int) -> Iterator[Cut]:
    stripped = text.lstrip()
    if stripped.strip():
        yield Cut(stripped.rstrip(), start + len(text) - len(stripped))


def _goes_on(before: str, after: str | None) -> bool:
    """Whether the full stop after these words belongs to a short form or an ordinal."""
    last = _LAST_WORD.search(before)
    if last is None or after is None:
        return False
    word = last[1].lower()
    if word.isdigit():
        # "on 3. March", "1.10.–31.12. 2009"; but a year or a figure ends its sentence.
        return len(word) <= 2 and (after.isdigit() or not before[: last.start()].strip())
    return word in _SHORT and not word.isdigit()
