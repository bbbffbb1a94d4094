"""A statement frozen: its document, its sheets and the keys of its stories, in the one way in which
they can be written, and the checksum that proves it. Without a story it is another edition with the
same numbers, byte for byte.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Self

from kuulluksi.pure.statement.document import Document, Story
from kuulluksi.pure.statement.sheets import Sheet

WRITTEN = 1
"""How frozen statements are written; a later way has a higher number, and reads this one too."""


@dataclass(frozen=True)
class Frozen:
    """All of a statement that never changes. Stories stand by key alone: their words go when their
    consent goes."""

    document: Document
    sheets: Mapping[str, Sheet] = field(hash=False)
    stories: frozenset[str] = frozenset()

    @classmethod
    def of(cls, document: Document, sheets: Mapping[str, Sheet], stories: Iterable[str]) -> Self:
        """Raises ValueError when a sheet stands under another name than its own: a reference would
        lead to another one once it is thawed."""
        strange = [name for name, sheet in sheets.items() if name != sheet.key]
        if strange:
            raise ValueError(f"Not under their own keys: {', '.join(strange)}.")
        return cls(document, dict(sheets), frozenset(stories))

    def written(self) -> bytes:
        """Equal statements give equal bytes, in whatever order their sheets were worked out."""
        told = {
            "written": WRITTEN,
            "document": self.document.to_json(),
            "sheets": self._sheets(),
            "stories": sorted(self.stories),
        }
        return canonical(told)

    def numbers(self) -> bytes:
        """The sheets alone. They stand in `written` as they are here."""
        return canonical(self._sheets())

    def _sheets(self) -> dict[str, Any]:
        return {key: sheet.to_json() for key, sheet in self.sheets.items()}


def canonical(told: object) -> bytes:
    """JSON as UTF-8 without a sign too many: keys in the order of their characters, a whole number
    without a point. Raises ValueError for what is no number."""
    plain = json.dumps(
        _plain(told), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return plain.encode()


def checksum(written: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return sha256(written).hexdigest()


def thaw(written: bytes, sealed: str = "") -> Frozen:
    """The statement that `Frozen.written` wrote. Raises ValueError for anything else, and when its
    checksum is not `sealed`: then it is not what was signed."""
    if sealed and checksum(written) != sealed:
        raise ValueError("The statement is not the one that was signed: its checksum is another.")
    try:
        told = json.loads(written)
        if told["written"] != WRITTEN:
            raise ValueError(f"Written in a way that is not known: {told['written']}.")
        sheets = {key: Sheet.from_json(sheet) for key, sheet in told["sheets"].items()}
        return Frozen.of(Document.from_json(told["document"]), sheets, told["stories"])
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"No statement: {error!r}.") from error


def without(frozen: Frozen, story: str) -> Frozen:
    """The statement without a story. All else stays, also the section in which it stood, so that
    every chapter, table and picture keeps its number."""
    sections = tuple(
        replace(section, blocks=tuple(each for each in section.blocks if each != Story(story)))
        for section in frozen.document.sections
    )
    document = replace(frozen.document, sections=sections)
    return replace(frozen, document=document, stories=frozen.stories - {story})


def _plain(told: object) -> object:
    """5.0 is written as 5, and −0.0 as 0: they are equal, so they are the same."""
    if isinstance(told, Mapping):
        return {str(key): _plain(value) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return [_plain(each) for each in told]
    if isinstance(told, float) and told.is_integer():
        return int(told)
    return told
