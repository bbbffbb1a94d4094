"""Figures stand in the words of a statement by reference and are never typed:
`{heard.answered.2026}` is the cell of the sheet "heard" in the line "answered" and the column
"2026"; `{heard.answered.2026|n}` its base, `{heard.answered.2026|interval}` its interval.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.document import Block, Document, Picture, Story, Table, Words
from kuulluksi.pure.statement.sheets import Cell, Sheet, State

BRACES = re.compile(r"\{([^{}]*)\}")
LOOSE = re.compile(r"[{}]")
HEADING = -1
"""Where a fault of a heading stands, among the blocks of its section."""


class Part(StrEnum):
    """What of a cell is said."""

    VALUE = "value"
    BASE = "n"
    INTERVAL = "interval"


class Reason(StrEnum):
    """Why a statement cannot be signed as it stands."""

    # A reference that is none, or that names no sheet, line or column.
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    # The figure may not be shown, or there is none, or it has no such part.
    HIDDEN = "hidden"
    NOTHING = "nothing"
    NO_PART = "no-part"
    # A sheet that the document shows and nobody has worked out; a story without consent.
    NO_SHEET = "no-sheet"
    NO_STORY = "no-story"
    # A language of the statement in which nothing is said.
    UNSAID = "unsaid"
    # A survey of the period that is still open and is not left out with a note.
    OPEN_WAVE = "open-wave"
    # What the auditor says is false; a figure of a sheet that was typed instead of cited.
    AUDIT = "audit"
    TYPED = "typed"


@dataclass(frozen=True)
class Fault:
    """Where in the document (`section`, number of the block, language), and what stands there."""

    reason: Reason
    section: str
    block: int
    language: str = ""
    found: str = ""


@dataclass(frozen=True)
class Cited:
    """A figure in a sentence, as it is said there; `start` is where it stands in what is said."""

    sheet: str
    line: str
    column: str
    part: Part
    cell: Cell
    said: str
    start: int

    @property
    def name(self) -> str:
        """ "sheet.line.column"."""
        return f"{self.sheet}.{self.line}.{self.column}"


@dataclass(frozen=True)
class Said:
    """Words with their figures put in."""

    words: str
    cited: tuple[Cited, ...] = ()
    faults: tuple[tuple[Reason, str], ...] = ()


def said(words: str, language: str, sheets: Mapping[str, Sheet]) -> Said:
    """The words as a reader of the language reads them. What cannot be put in stays as it stands,
    with its fault."""
    parts: list[str] = []
    cited: list[Cited] = []
    faults: list[tuple[Reason, str]] = []
    end = length = 0
    for match in BRACES.finditer(words):
        before, found = words[end : match.start()], match.group(0)
        told = _cited(match.group(1), language, sheets, length + len(before))
        if isinstance(told, Reason):
            faults.append((told, found))
        else:
            cited.append(told)
            found = told.said
        parts += [before, found]
        length += len(before) + len(found)
        end = match.end()
    faults += [(Reason.UNREADABLE, brace) for brace in LOOSE.findall(BRACES.sub("", words))]
    return Said("".join([*parts, words[end:]]), tuple(cited), tuple(faults))


def sheets_of(document: Document) -> set[str]:
    """The keys of all sheets that a document shows or cites, whether they exist or not."""
    found: set[str] = set()
    for _section, _number, block in document.blocks():
        match block:
            case Table(sheet) | Picture(sheet, _):
                found.add(sheet)
            case Words(text):
                for words in text.to_json().values():
                    found |= {each.strip().partition(".")[0] for each in BRACES.findall(words)}
    return found


def faults(
    document: Document,
    languages: Sequence[str],
    sheets: Mapping[str, Sheet],
    stories: Mapping[str, object],
) -> Iterator[Fault]:
    """Everything for which a statement may not be signed, in the order of the document."""
    for section in document.sections:
        for language in languages:
            if not section.heading.get(language):
                yield Fault(Reason.UNSAID, section.key, HEADING, language)
        for number, block in enumerate(section.blocks):
            for reason, language, found in _of_block(block, languages, sheets, stories):
                yield Fault(reason, section.key, number, language, found)


def _of_block(
    block: Block,
    languages: Sequence[str],
    sheets: Mapping[str, Sheet],
    stories: Mapping[str, object],
) -> Iterator[tuple[Reason, str, str]]:
    match block:
        case Words(text):
            for language in languages:
                words = text.get(language)
                if not words:
                    yield Reason.UNSAID, language, ""
                for reason, found in said(words, language, sheets).faults:
                    yield reason, language, found
        case Table(sheet) | Picture(sheet, _) if sheet not in sheets:
            yield Reason.NO_SHEET, "", sheet
        case Story(key) if key not in stories:
            yield Reason.NO_STORY, "", key


def _cited(
    reference: str, language: str, sheets: Mapping[str, Sheet], start: int
) -> Cited | Reason:
    path, _bar, word = reference.strip().partition("|")
    names = [name.strip() for name in path.split(".")]
    try:
        part = Part(word.strip() or Part.VALUE)
    except ValueError:
        return Reason.UNREADABLE
    if len(names) != 3 or not all(names):
        return Reason.UNREADABLE
    try:
        cell = sheets[names[0]].cell(names[1], names[2])
    except LookupError:
        return Reason.UNKNOWN
    if cell.state is not State.SHOWN:
        return Reason.HIDDEN if saying.is_hidden(cell) else Reason.NOTHING
    ways = {Part.VALUE: saying.value, Part.BASE: saying.base, Part.INTERVAL: saying.interval}
    told = ways[part](cell, language)
    if not told:
        return Reason.NO_PART
    return Cited(names[0], names[1], names[2], part, cell, told, start)
