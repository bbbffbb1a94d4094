"""Statements of invented towns, with what an audit must say of them: after each passage of a text
stands its mark in braces. {ok}: bound to figures and not accused; {fault 57}: named, with the right
value; {caution}, {disclosed}; {quiet}: no claim about the past; {free}: nothing in the file tells.
{overlooked 57} is a fault that the auditor is known not to see. Texts part at a line of "=".
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.cells import Cell, Sheet, read
from kuulluksi.pure.audit.findings import Amount, Finding, Kind, Place, Report, Told

DATA = Path(__file__).resolve().parents[2] / "data" / "audit"
PRINTED = Path(__file__).resolve().parents[3] / "kuulluksi" / "figures" / "data"
MARK = re.compile(r"\s*\{(?P<verdicts>[a-z|]+)(?: (?P<right>[^}]+))?\}")


@dataclass(frozen=True)
class Passage:
    """A piece of a text and what must be said of it: any of `verdicts`, with any of `right`."""

    start: int
    end: int
    words: str
    verdicts: frozenset[str]
    right: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    town: str
    language: str
    number: int
    words: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Plant:
    """One cell of a sound file, changed."""

    town: str
    line: int
    column: str
    value: str
    verdicts: frozenset[str]
    right: str


def marked(source: str) -> tuple[str, tuple[Passage, ...]]:
    """A text without its marks, and its marked passages."""
    words, passages, start, at = "", [], 0, 0
    for mark in MARK.finditer(source):
        words += source[at : mark.start()]
        at = mark.end()
        right = tuple(mark["right"].split("|")) if mark["right"] else ()
        verdicts = frozenset(mark["verdicts"].split("|"))
        passages.append(Passage(start, len(words), words[start:].strip(), verdicts, right))
        start = len(words)
    return words + source[at:], tuple(passages)


def texts() -> Iterator[Text]:
    for path in sorted((DATA / "texts").glob("*.marked.md")):
        town, language = path.name.split(".")[:2]
        parts = re.split(r"^=+\n", path.read_text("utf-8"), flags=re.MULTILINE)
        for number, part in enumerate(parts, start=1):
            yield Text(town, language, number, *marked(part))


def towns() -> list[str]:
    return sorted(path.stem for path in (DATA / "towns").glob("*.csv"))


@cache
def rows(town: str) -> tuple[tuple[str, ...], ...]:
    path = DATA / "towns" / f"{town}.csv"
    source = (path if path.exists() else PRINTED / f"{town}.csv").read_text("utf-8-sig")
    delimiter = max(",;", key=source.partition("\n")[0].count)
    return tuple(tuple(row) for row in csv.reader(io.StringIO(source), delimiter=delimiter))


@cache
def sheet(town: str) -> Sheet:
    return read(rows(town))


def plants() -> Iterator[Plant]:
    with (DATA / "plants.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            verdicts = frozenset(row["kind"].split("|"))
            line = int(row["line"])
            yield Plant(row["file"], line, row["column"], row["value"], verdicts, row["right"])


def planted(plant: Plant) -> Report:
    changed = [list(row) for row in rows(plant.town)]
    header = changed[0]
    changed[plant.line - 1][header.index(plant.column)] = plant.value
    return audit(read(changed))


def offset(words: str, place: Place) -> int:
    """Where in a text a place is."""
    lines = words.splitlines(keepends=True)
    return sum(map(len, lines[: place.line - 1])) + max(place.column - 1, 0)


def numbers(told: Told) -> Iterator[Decimal]:
    match told:
        case int():
            yield Decimal(told)
        case Amount(value=value, decimals=decimals, to=to):
            yield abs(round(value, decimals))
            yield from () if to is None else (round(to, decimals),)
        case str():
            for found in re.findall(r"\d+(?:[.,]\d+)?", told.replace("\u00a0", "")):
                yield Decimal(found.replace(",", "."))
        case tuple():
            for part in told:
                yield from numbers(part)
        case Cell():
            yield abs(told.value)
            yield from map(Decimal, {told.first, told.last})


def tells(finding: Finding, right: tuple[str, ...]) -> bool:
    """Whether a finding gives one of these right values."""
    if not right:
        return True
    said = {each for told in (finding.right, *finding.values.values()) for each in numbers(told)}
    for each in right:
        try:
            wanted = Decimal(each.replace(",", ".").replace(" ", ""))
        except InvalidOperation:
            return True
        places = -int(wanted.as_tuple().exponent)
        if any(round(value, places) == wanted for value in said):
            return True
    return False


@dataclass(frozen=True)
class Judged:
    """A passage and what the audit said of it."""

    text: Text
    passage: Passage
    findings: tuple[Finding, ...]
    bound: int
    unbound: int

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.kind is Kind.FAULT)

    @property
    def numbers(self) -> bool:
        """Whether the passage has a number in digits."""
        return bool(re.search(r"\d", self.passage.words))

    @property
    def wanted(self) -> bool:
        """A fault must be named here."""
        return self.passage.verdicts == {"fault"}

    @property
    def accused(self) -> bool:
        """A fault was named where there is none."""
        return bool(self.faults) and not self.passage.verdicts & {"fault", "overlooked"}

    @property
    def named(self) -> bool:
        """What had to be named was."""
        kinds = {each.kind.value for each in self.findings}
        if kinds & self.passage.verdicts:
            return not self.wanted or any(tells(each, self.passage.right) for each in self.faults)
        return not self.passage.verdicts & {"fault", "caution", "disclosed"} or bool(
            self.passage.verdicts & {"ok", "quiet"}
        )


def judged(text: Text) -> tuple[list[Judged], list[Finding]]:
    """What an audit says of the passages of a text, and the findings that stand in none."""
    report = audit(sheet(text.town), text.words)
    said = [each for each in report.findings if each.place.source == "text"]
    found, inside = [], set()
    for passage in text.passages:

        def here(place: Place, passage: Passage = passage) -> bool:
            return passage.start <= offset(text.words, place) < passage.end

        findings = tuple(each for each in said if here(each.place))
        inside |= set(map(id, findings))
        bound = sum(here(each.place) for each in report.bound)
        unbound = sum(here(each.place) for each in report.unbound)
        found.append(Judged(text, passage, findings, bound, unbound))
    return found, [each for each in said if id(each) not in inside]
