"""The form of one section: its heading and its parts, in all languages, as they are or as somebody
typed them. Everything a form carries is in it, so nothing typed is lost between two pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kuulluksi.org.rules import Refused
from kuulluksi.outcomes.models import StatementSection
from kuulluksi.outcomes.rules import statements as rules
from kuulluksi.pure.statement.document import (
    Block,
    Picture,
    Story,
    Table,
    Words,
    block_from_json,
)
from kuulluksi.pure.statement.sheets import Form
from kuulluksi.pure.text import LANGUAGES, Text, clean_text
from kuulluksi.web.kit.context import NAMES
from kuulluksi.web.kit.forms import Fault
from kuulluksi.web.staff.statements.frame import whole

WORDS, TABLE, PICTURE, STORY = "words", "table", "picture", "story"
KINDS: Mapping[str, Promise] = {
    WORDS: pgettext_lazy("part of a section", "Words"),
    TABLE: pgettext_lazy("part of a section", "Table"),
    PICTURE: pgettext_lazy("part of a section", "Picture"),
    STORY: pgettext_lazy("part of a section", "Story"),
}
FORMS: Mapping[str, Promise] = {
    Form.BARS.value: gettext_lazy("Bars"),
    Form.STACKED.value: gettext_lazy("Bars divided into parts"),
    Form.MEANS.value: gettext_lazy("Means on their scale"),
    Form.TREND.value: gettext_lazy("Years beside each other"),
}
HOLE = "{}"
"""Where a writer wants a figure that is chosen next."""
REFER = re.compile(
    r"refer:(\d{1,3}):([a-z]{2}):(\d{1,5}):(\d{1,5})"
    r":([a-z0-9_|.\-]{1,200})((?::[a-zäö]{1,3})?)=(.{1,40})",
    re.IGNORECASE | re.DOTALL,
)
PUT = re.compile(r"put:(\d{1,3}):([^{}\s]{1,200})")


@dataclass(frozen=True)
class Tongue:
    """The words of one language, with the id of their field."""

    id: str
    tag: str
    name: str
    words: str


@dataclass
class Entry:
    """One part of the section, as it stands in the form."""

    kind: str
    words: dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    form: str = Form.BARS.value
    story: str = ""
    number: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"block-{self.number}"

    @property
    def label(self) -> Promise:
        return KINDS[self.kind]

    @property
    def tongues(self) -> list[Tongue]:
        return [
            Tongue(f"{self.id}_{tag}", tag, NAMES[tag], self.words.get(tag, ""))
            for tag in LANGUAGES
        ]

    @property
    def block(self) -> Block:
        match self.kind:
            case "table":
                return Table(self.sheet)
            case "picture":
                return Picture(self.sheet, Form(self.form))
            case "story":
                return Story(self.story)
        return Words(Text.from_json(self.words))

    def put(self, reference: str) -> None:
        """A figure goes where the writer left a hole, in each language; where none was left in any,
        to the end of all of them."""
        holes = any(HOLE in words for words in self.words.values())
        for tag in LANGUAGES:
            words = self.words.get(tag, "")
            if HOLE in words:
                self.words[tag] = words.replace(HOLE, f"{{{reference}}}", 1)
            elif not holes:
                self.words[tag] = f"{words.rstrip()} {{{reference}}}".lstrip()


class SectionForm:
    def __init__(self, section: StatementSection, typed: QueryDict | None = None) -> None:
        self.section = section
        self.faults: list[Fault] = []
        # The button of a part that has just been pressed, where it now stands.
        self.focus = ""
        # Whether something stands here that was not saved yet.
        self.unsaved = False
        if typed is None:
            self.seen = section.version
            self.heading_words = section.heading.to_json()
            self.entries = [_entry(block_from_json(block)) for block in section.blocks]
        else:
            self.seen = whole(typed.get("seen", ""))
            self.heading_words = _words(typed, "heading")
            count = min(whole(typed.get("blocks", "")), rules.MOST_BLOCKS)
            self.entries = [
                entry for number in range(count) if (entry := _typed(typed, number)) is not None
            ]
        self._number()

    def _number(self) -> None:
        for number, entry in enumerate(self.entries):
            entry.number = number

    @property
    def heading(self) -> list[Tongue]:
        return [
            Tongue(f"heading_{tag}", tag, NAMES[tag], self.heading_words.get(tag, ""))
            for tag in LANGUAGES
        ]

    @property
    def heading_faults(self) -> list[str]:
        return [fault.sentence for fault in self.faults if fault.field.startswith("heading")]

    @property
    def may_add(self) -> bool:
        return len(self.entries) < rules.MOST_BLOCKS

    def told(self) -> tuple[Text, list[Block]]:
        """What the form says, whether it may be saved or not."""
        return Text.from_json(self.heading_words), [entry.block for entry in self.entries]

    def arrange(self, do: str, add: str = "", after: str = "") -> None:
        """Adds, moves or takes away a part, or puts a figure into the words; what makes no sense
        changes nothing."""
        verb, _colon, rest = do.partition(":")
        number = whole(rest.partition(":")[0])
        self.unsaved = True
        if verb == "add" and add in KINDS and self.may_add:
            place = len(self.entries) if after == "" else min(whole(after), len(self.entries))
            self.entries.insert(place, Entry(add))
            self.focus = f"add:{place}"
        elif verb in ("up", "down") and number < len(self.entries):
            place = number + (-1 if verb == "up" else 1)
            place = max(0, min(len(self.entries) - 1, place))
            self.entries.insert(place, self.entries.pop(number))
            self.focus = f"{verb}:{place}"
        elif verb == "remove" and number < len(self.entries):
            del self.entries[number]
            self.focus = "adder"
        elif verb == "put" and (match := PUT.fullmatch(do)) and (entry := self._words(number)):
            entry.put(match[2])
            self.focus = f"figure:{number}"
        else:
            self.unsaved = False
        self._number()

    def refer(self, do: str) -> bool:
        """Puts a reference in the place of a number that was typed. False when it is not there."""
        match = REFER.fullmatch(do)
        if match is None or (entry := self._words(int(match[1]))) is None:
            return False
        tag, start, end, reference = match[2], int(match[3]), int(match[4]), match[5]
        words = entry.words.get(tag, "").strip()
        if " ".join(words[start:end].split()) != match[7]:
            return False
        entry.words[tag] = f"{words[:start]}{{{reference}}}{match[6]}{words[end:]}"
        return True

    def _words(self, number: int) -> Entry | None:
        entry = self.entries[number] if number < len(self.entries) else None
        return entry if entry is not None and entry.kind == WORDS else None

    def check(self) -> bool:
        """Whether it may be saved: what is chosen from a list has been chosen."""
        for entry in self.entries:
            if entry.kind in (TABLE, PICTURE) and not entry.sheet:
                self._blame(entry, f"{entry.id}_sheet", _("Choose what is shown here."))
            if entry.kind == STORY and not entry.story:
                self._blame(entry, f"{entry.id}_story", _("Choose the story."))
        return not self.faults

    def _blame(self, entry: Entry, id_: str, sentence: str) -> None:
        entry.faults.append(sentence)
        told = {"number": entry.number + 1, "sentence": sentence}
        self.faults.append(Fault(id_, _("Part %(number)s: %(sentence)s") % told))

    def refuse(self, refused: Refused) -> None:
        """The sentence of a rule, beside its own field: "block-2-sv" or "heading"."""
        name, _dash, tag = refused.field.rpartition("-")
        if tag not in LANGUAGES:
            name, tag = refused.field, ""
        language = f"{NAMES[tag]}: " if tag else ""
        entry = next((each for each in self.entries if each.id == name), None)
        if entry is not None:
            self._blame(entry, f"{name}_{tag or LANGUAGES[0]}", f"{language}{refused.sentence}")
        else:
            anchor = f"heading_{tag or LANGUAGES[0]}" if name == "heading" else "content"
            self.faults.append(Fault(anchor, f"{language}{refused.sentence}"))


def _entry(block: Block) -> Entry:
    match block:
        case Words(text):
            return Entry(WORDS, words=text.to_json())
        case Table(sheet):
            return Entry(TABLE, sheet=sheet)
        case Picture(sheet, form):
            return Entry(PICTURE, sheet=sheet, form=form.value)
        case Story(key):
            return Entry(STORY, story=key)


def _words(typed: QueryDict, name: str) -> dict[str, str]:
    return {tag: clean_text(typed.get(f"{name}_{tag}", "")) for tag in LANGUAGES}


def _typed(typed: QueryDict, number: int) -> Entry | None:
    name = f"block-{number}"
    kind = typed.get(f"{name}_kind", "")
    if kind not in KINDS:
        return None
    form = typed.get(f"{name}_form", "")
    return Entry(
        kind,
        words=_words(typed, name) if kind == WORDS else {},
        sheet=clean_text(typed.get(f"{name}_sheet", ""))[:120],
        form=form if form in FORMS else Form.BARS.value,
        story=clean_text(typed.get(f"{name}_story", ""))[:60],
    )
