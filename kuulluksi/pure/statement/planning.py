"""A ready-made plan made into sections: years and names are put in, and what would point at a
figure that nobody has counted is dropped and named, so that what stays can stand as it is.

In a plan, `{heard.given.now}` is the figure of the period, `{heard.given.before}` that of the one
before it; `<year>` is a word that is put in.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kuulluksi.pure.statement import references
from kuulluksi.pure.statement.document import Block, Picture, Section, Table, Words
from kuulluksi.pure.statement.sheets import Form, Sheet, State
from kuulluksi.pure.text import Text

_TIME = re.compile(r"\.(now|before)(?=[|}])")
_WORD = re.compile(r"<([a-z-]+)>")
BULLET = "- "
PRINTED = "printed"


@dataclass(frozen=True)
class Dropped:
    """A part of the plan that was left out: `words` of a paragraph, or the key of a `sheet`.
    `missing` are the references or sheets for which nothing is shown."""

    section: str
    heading: Text
    words: Text
    sheet: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Filling:
    """What a plan is filled with. `now` and `before` are keys of columns; `tells` says whether a
    sheet has anything to tell of the period, or, where it is known late, of the one before; `put`
    are the words that stand for `<…>`."""

    sheets: Mapping[str, Sheet]
    now: str
    before: str
    tells: Callable[[Sheet, bool], bool]
    put: Mapping[str, Text]

    def text(self, said: Mapping[str, str]) -> Text:
        return Text.from_json({tag: self._filled(words, tag) for tag, words in said.items()})

    def has(self, sheet: str, *, late: bool) -> bool:
        return sheet in self.sheets and self.tells(self.sheets[sheet], late)

    def missing(self, text: Text) -> tuple[str, ...]:
        """The references of a text, in any language, that cannot be put in."""
        found = [
            reference
            for language, words in text.to_json().items()
            for _reason, reference in references.said(words, language, self.sheets).faults
        ]
        return tuple(dict.fromkeys(found))

    def apart(self, text: Text) -> tuple[str, ...]:
        """The figures that a text sets beside those of the period before, although something must
        be known before the two are compared. A plan does not say what."""
        found: dict[str, None] = {}
        for words in text.to_json().values():
            cited = {each.partition("|")[0] for each in references.BRACES.findall(words)}
            for reference in sorted(cited):
                sheet, line, column = reference.split(".")
                beside = f"{sheet}.{line}.{self.before}"
                if column == self.now and beside in cited and self._cautioned(sheet, line):
                    found[f"{{{beside}}}"] = None
        return tuple(found)

    def _cautioned(self, sheet: str, line: str) -> bool:
        """What is printed may stand beside what is printed."""
        columns = (self.before, self.now)
        one, other = (set(self.sheets[sheet].cell(line, each).cautions) for each in columns)
        return bool((one | other) - {PRINTED} or one != other)

    def _filled(self, words: str, tag: str) -> str:
        columns = {"now": self.now, "before": self.before}
        timed = _TIME.sub(lambda found: f".{columns[found[1]]}", words)
        return _WORD.sub(lambda found: self.put[found[1]].best(tag), timed)


def sheets_of(plan: Mapping[str, Any]) -> set[str]:
    """The keys of all sheets that a plan may show or cite."""
    found: set[str] = set()
    for section in plan["sections"]:
        for block in _all(section["blocks"]):
            found |= {block[name] for name in ("table", "picture", "with") if name in block}
            for words in block.get("words", {}).values():
                found |= {each.partition(".")[0] for each in references.BRACES.findall(words)}
    return found


def planned(
    plan: Mapping[str, Any], filling: Filling
) -> tuple[tuple[Section, ...], tuple[Dropped, ...]]:
    """The sections that can stand, and what was dropped. A section of which nothing is left goes; a
    chapter stays for the sake of its parts. No table stands twice: where a plan shows it in place
    of something else, it is not shown again."""
    tables: set[Table] = set()
    dropped: list[Dropped] = []
    found: list[Section] = []
    for told in plan["sections"]:
        heading = filling.text(told["heading"])
        blocks: list[Block] = []
        for each in told["blocks"]:
            block, missing = _block(each, filling)
            if isinstance(block, Table) and block in tables:
                continue
            if block is not None:
                _put(block, blocks)
                tables |= {block} if isinstance(block, Table) else set()
            else:
                words, sheet = _named(each, filling)
                dropped.append(Dropped(told["key"], heading, words, sheet, missing))
        found.append(Section(told["key"], heading, tuple(blocks), told.get("level", 1)))
    return tuple(_standing(found)), tuple(dropped)


def _all(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for block in blocks:
        yield from _all(block["any"]) if "any" in block else [block]


def _block(told: Mapping[str, Any], filling: Filling) -> tuple[Block | None, tuple[str, ...]]:
    """A block as it can stand, or why it cannot. Of several ways to say it the first that can."""
    missing: tuple[str, ...] = ()
    for way in _all([told]):
        needed = [way[name] for name in ("table", "picture", "with") if name in way]
        late = way.get("late", False)
        absent = tuple(sheet for sheet in needed if not filling.has(sheet, late=late))
        text = filling.text(way.get("words", {}))
        absent += filling.missing(text)
        absent = absent or filling.apart(text)
        if not absent:
            return _made(way, text, filling), ()
        missing = missing or absent
    return None, missing


def _made(told: Mapping[str, Any], text: Text, filling: Filling) -> Block:
    if "table" in told:
        return Table(told["table"])
    if "picture" in told:
        form = Form(told["form"])
        return Picture(told["picture"], _drawn(form, filling.sheets[told["picture"]]))
    return Words(text)


def _drawn(form: Form, sheet: Sheet) -> Form:
    """A line over the years needs two of them."""
    shown = [
        any(cell.state is State.SHOWN for cell in each) for each in zip(*sheet.cells, strict=True)
    ]
    return Form.BARS if form is Form.TREND and sum(shown) < 2 else form


def _put(block: Block, blocks: list[Block]) -> None:
    """Words that follow words are one block: paragraphs, and lines of one list."""
    last = blocks[-1] if blocks else None
    if not isinstance(block, Words) or not isinstance(last, Words):
        blocks.append(block)
        return
    before, after = last.text.to_json(), block.text.to_json()
    blocks[-1] = Words(Text.from_json({tag: _joined(before, after, tag) for tag in after}))


def _joined(before: Mapping[str, str], after: Mapping[str, str], tag: str) -> str:
    one, other = before.get(tag, ""), after[tag]
    of_a_list = other.startswith(BULLET) and one.rpartition("\n")[2].startswith(BULLET)
    return f"{one}\n{other}" if of_a_list else f"{one}\n\n{other}"


def _named(told: Mapping[str, Any], filling: Filling) -> tuple[Text, str]:
    first = next(_all([told]))
    return filling.text(first.get("words", {})), first.get("table") or first.get("picture") or ""


def _standing(sections: Sequence[Section]) -> Iterator[Section]:
    for number, section in enumerate(sections):
        below = section.level == 1 and _has_parts(sections[number + 1 :])
        if section.blocks or below:
            yield section


def _has_parts(following: Sequence[Section]) -> bool:
    for each in following:
        if each.level == 1:
            return False
        if each.blocks:
            return True
    return False
