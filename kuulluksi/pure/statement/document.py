"""The document of a statement: sections of words, tables, pictures and stories. Figures stand in
the words by reference: `{table-1.feedback.2026}`. It is immutable, and the same as its JSON.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from kuulluksi.pure.statement.sheets import Form
from kuulluksi.pure.text import Text


class Kind(StrEnum):
    """ANNUAL: the client statement of a year. MONITORING: self-monitoring, every four months (act
    741/2023). UNIT: two pages about one unit."""

    ANNUAL = "annual"
    MONITORING = "monitoring"
    UNIT = "unit"


@dataclass(frozen=True)
class Words:
    """Paragraphs, with an empty line between them; a line that begins with "- " is one of a list.
    In braces stand references to cells (`references`)."""

    text: Text


@dataclass(frozen=True)
class Table:
    """A sheet as a table."""

    sheet: str


@dataclass(frozen=True)
class Picture:
    """A sheet as a picture, with its table behind it."""

    sheet: str
    form: Form


@dataclass(frozen=True)
class Story:
    """What somebody allowed to be told, by key: consent may be withdrawn, and then it is gone."""

    key: str


Block = Words | Table | Picture | Story


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it. `level` 1 is a chapter, 2 a part of one."""

    key: str
    heading: Text
    blocks: tuple[Block, ...] = ()
    level: int = 1


@dataclass(frozen=True)
class Document:
    """`starts` and `ends` both belong to its period; `place` is the key of a place."""

    kind: Kind
    title: Text
    starts: date
    ends: date
    sections: tuple[Section, ...]
    place: str = "all"

    @property
    def year(self) -> int:
        return self.ends.year

    def blocks(self) -> Iterator[tuple[Section, int, Block]]:
        """Each block with its section and its place in it."""
        for section in self.sections:
            for number, block in enumerate(section.blocks):
                yield section, number, block

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "title": self.title.to_json(),
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat(),
            "place": self.place,
            "sections": [
                {
                    "key": section.key,
                    "level": section.level,
                    "heading": section.heading.to_json(),
                    "blocks": [block_to_json(block) for block in section.blocks],
                }
                for section in self.sections
            ],
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        """The document that `to_json` wrote. Raises KeyError, TypeError or ValueError for anything
        else."""
        sections = tuple(
            Section(
                each["key"],
                Text.from_json(each["heading"]),
                tuple(block_from_json(block) for block in each["blocks"]),
                each["level"],
            )
            for each in told["sections"]
        )
        starts, ends = date.fromisoformat(told["starts"]), date.fromisoformat(told["ends"])
        title = Text.from_json(told["title"])
        return cls(Kind(told["kind"]), title, starts, ends, sections, told["place"])


def block_to_json(block: Block) -> dict[str, Any]:
    match block:
        case Words(text):
            return {"words": text.to_json()}
        case Table(sheet):
            return {"table": sheet}
        case Picture(sheet, form):
            return {"picture": sheet, "form": form.value}
        case Story(key):
            return {"story": key}


def block_from_json(told: Mapping[str, Any]) -> Block:
    """Raises KeyError for what is no block."""
    if "words" in told:
        return Words(Text.from_json(told["words"]))
    if "table" in told:
        return Table(told["table"])
    if "picture" in told:
        return Picture(told["picture"], Form(told["form"]))
    return Story(told["story"])
