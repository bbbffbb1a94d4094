"""What the auditor found in a statement: each with its section, block and language."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from kuulluksi.pure.audit.findings import Finding, Kind


@dataclass(frozen=True)
class Spot:
    """Where in a statement something stands; `block` is `references.HEADING` in a heading.
    `printed` is the number or the claim as its readers see it, `sentence` all around it."""

    section: str
    block: int
    language: str
    printed: str
    sentence: str = ""


@dataclass(frozen=True)
class Noted:
    """A fault, a caution, or what the figures themselves tell of."""

    spot: Spot
    finding: Finding


@dataclass(frozen=True)
class Bound:
    """A number or a claim, and the figures that it rests on ("sheet.line.column"). `claim` is
    "value" for a number alone; a claim may tell several `numbers`. `cited`: all of them stand by
    reference."""

    spot: Spot
    claim: str
    figures: tuple[str, ...]
    numbers: int = 0
    cited: bool = False


@dataclass(frozen=True)
class Unbound:
    """A number or a claim that was checked against nothing, with the coded reason."""

    spot: Spot
    claim: str
    reason: str


@dataclass(frozen=True)
class Typed:
    """A figure that was typed and could be cited. In the words as they are written it stands from
    `start` to `end`; `ending` is what the sentence wants after it. When it is `sure`, the statement
    is not signed with it."""

    spot: Spot
    figure: str
    start: int
    end: int
    ending: str = ""
    sure: bool = True

    @property
    def instead(self) -> str:
        """What would take its place."""
        return f"{{{self.figure}}}{self.ending}"

    def replaced(self, words: str) -> str:
        """The words with the reference in its place. Raises ValueError when the number does not
        stand there any more."""
        if " ".join(words[self.start : self.end].split()) != self.spot.printed:
            raise ValueError(f"“{self.spot.printed}” does not stand there.")
        return f"{words[: self.start]}{self.instead}{words[self.end :]}"


@dataclass(frozen=True)
class Audited:
    """All that was found. What is not bound is not known to be right."""

    noted: tuple[Noted, ...] = ()
    bound: tuple[Bound, ...] = ()
    unbound: tuple[Unbound, ...] = ()
    typed: tuple[Typed, ...] = ()

    @cached_property
    def faults(self) -> tuple[Noted, ...]:
        return tuple(each for each in self.noted if each.finding.kind is Kind.FAULT)

    @cached_property
    def cautions(self) -> tuple[Noted, ...]:
        """All that was noted and is no fault."""
        return tuple(each for each in self.noted if each.finding.kind is not Kind.FAULT)

    @property
    def must_cite(self) -> tuple[Typed, ...]:
        """The typed figures with which a statement is not signed."""
        return tuple(each for each in self.typed if each.sure)

    @cached_property
    def numbers(self) -> int:
        """How many numbers rest on figures."""
        return sum(each.numbers for each in self.bound)

    @cached_property
    def claims(self) -> int:
        """How many claims (a rise, a rank, a comparison) rest on figures."""
        return sum(each.claim != "value" for each in self.bound)

    def of(self, language: str) -> Self:
        """What was found in the words of one language: what its readers are told."""
        return self._those(lambda spot: spot.language == language)

    def within(self, section: str) -> Self:
        """What was found in one section."""
        return self._those(lambda spot: spot.section == section)

    def _those(self, wanted: Callable[[Spot], bool]) -> Self:
        return type(self)(
            tuple(each for each in self.noted if wanted(each.spot)),
            tuple(each for each in self.bound if wanted(each.spot)),
            tuple(each for each in self.unbound if wanted(each.spot)),
            tuple(each for each in self.typed if wanted(each.spot)),
        )
