"""The keying screen: one line for each question of the paper, what was typed there, and its faults.

The numbers are those on the paper (`web.kit.paper`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.pure import keying
from kuulluksi.pure.keying import Keyed
from kuulluksi.pure.questionnaire.answers import QUOTE, Reason
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.items import (
    Choice,
    DateItem,
    MultipleItem,
    Question,
    SingleItem,
    TextItem,
)
from kuulluksi.pure.text import Text, clean_text
from kuulluksi.surveys import queries
from kuulluksi.surveys.enums import Helper
from kuulluksi.surveys.models import Batch, Sheet, WaveTarget
from kuulluksi.web.kit.forms import Fault, NamingForm
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.surveys.editor_faults import TONGUES

# Before the id of a question, so that none is taken for a field of the screen itself.
PREFIX = "a-"
NUMBER, HELPED = "number", "helped"
MOST_SHEETS = 9999

WHO_HELPED = SingleItem(
    id=HELPED, wording=1, text=Text(), choices=tuple(Choice(each, Text()) for each in Helper.values)
)

TOLD: dict[Reason, Promise] = {
    "not-on-scale": gettext_lazy("Question %(number)s takes %(keys)s, or ? when it is unclear."),
    "not-a-choice": gettext_lazy("Question %(number)s takes %(keys)s, or ? when it is unclear."),
    "may-not-skip": gettext_lazy("Question %(number)s has no box for “does not concern me”."),
    "too-many": gettext_lazy("Question %(number)s takes fewer choices. Key ? if there are more."),
    "exclusive": gettext_lazy(
        "Question %(number)s has a choice that goes with no other. Key ? if the paper has both."
    ),
    "not-a-number": gettext_lazy("Question %(number)s takes a whole number, %(keys)s."),
    "out-of-range": gettext_lazy("Question %(number)s takes %(keys)s, or ? when it is unclear."),
    "not-a-date": gettext_lazy("Question %(number)s takes a day such as 2.3.2026."),
    "too-long": gettext_lazy("Question %(number)s has more words than can be kept."),
}


@dataclass(frozen=True)
class Line:
    """One line to key. `ends`: keys after which the screen goes on by itself, apart by spaces."""

    name: str
    number: int
    text: str
    keys: str
    ends: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    words: bool = False
    long: bool = False
    digits: bool = False
    title: str = ""
    fault: str = ""


class KeyForm:
    """A sheet as it is typed: by what came in a form, or by what is kept of a sheet."""

    def __init__(
        self, batch: Batch, typed: Mapping[str, str], *, refused: tuple[str, str] = ("", "")
    ) -> None:
        self.batch = batch
        self.asked: Questionnaire = queries.questionnaire(batch.target.wave.document)
        self.typed = typed
        self.refused = refused

    @classmethod
    def sent(cls, batch: Batch, data: QueryDict) -> "KeyForm":
        return cls(batch, {name: clean_text(str(value)) for name, value in data.items()})

    @classmethod
    def kept(cls, sheet: Sheet) -> "KeyForm":
        """The screen of a sheet that is gone back to."""
        asked = {
            each.id: each
            for each in queries.questionnaire(sheet.batch.target.wave.document).questions
        }
        typed = {PREFIX + item: keying.UNCLEAR for item in sheet.unclear}
        for key, value in sheet.answers.items():
            item = asked.get(key.removesuffix(QUOTE))
            sent = value if isinstance(value, str) else tuple(value)
            if key.endswith(QUOTE):
                typed[PREFIX + key] = keying.TICKED[0]
            elif item is not None:
                typed[PREFIX + key] = keying.typed(item, sent)
        typed[HELPED] = keying.typed(WHO_HELPED, sheet.helped) if sheet.helped else ""
        typed[NUMBER] = str(sheet.number)
        return cls(sheet.batch, typed)

    @cached_property
    def keyed(self) -> Keyed:
        inner = {
            name.removeprefix(PREFIX): value
            for name, value in self.typed.items()
            if name.startswith(PREFIX)
        }
        return keying.read(self.asked, inner)

    @property
    def number(self) -> int:
        """The number of the sheet; 0 when none was typed."""
        written = self.typed.get(NUMBER, "").strip()
        whole = written.isascii() and written.isdecimal() and len(written) <= len(str(MOST_SHEETS))
        return int(written) if whole else 0

    @property
    def helped(self) -> str:
        keys = self.typed.get(HELPED, "").strip()
        return str(keying.meant(WHO_HELPED, keys)) if keys not in ("", "0", keying.UNCLEAR) else ""

    @cached_property
    def faults(self) -> list[Fault]:
        """What is wrong, in the order of the screen; nothing is stored then."""
        found = []
        if not self.number:
            found.append(Fault(NUMBER, _("Key the number of the sheet, such as 12.")))
        elif self.refused[0]:
            found.append(Fault(*self.refused))
        found += [
            Fault(PREFIX + key, sentence)
            for question in self.asked.questions
            for key in (question.id, question.id + QUOTE)
            if (sentence := self._fault(question, key))
        ]
        if self.helped and self.helped not in Helper.values:
            keys = {"keys": keying.hint(WHO_HELPED)}
            found.append(Fault(HELPED, _("Who helped takes %(keys)s, or nothing.") % keys))
        if not found and not self.keyed.answers and not self.keyed.unclear:
            sentence = _("Nothing was keyed. An empty paper is no answer: leave it out.")
            found.append(Fault(self.first, sentence))
        return found

    def _fault(self, question: Question, key: str) -> str:
        reason = (self.keyed.faults or {}).get(key)
        if reason is None:
            return ""
        number = self.numbers[question.id]
        if key.endswith(QUOTE):
            return _("The box for quoting at question %(number)s takes 1 or nothing.") % {
                "number": number
            }
        keys = self.keys_of(question).replace(" ", ", ")
        return str(TOLD[reason]) % {"number": number, "keys": keys}

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {each.id: number for number, each in enumerate(self.asked.questions, start=1)}

    @property
    def first(self) -> str:
        """The field in which keying begins."""
        return PREFIX + self.asked.questions[0].id

    @property
    def dropped(self) -> str:
        """The numbers of what is not counted because it was not asked: "14, 15"."""
        return ", ".join(str(self.numbers[each.item]) for each in self.keyed.dropped)

    def keys_of(self, question: Question) -> str:
        match question:
            case DateItem():
                return _("d.m.yyyy")
            case MultipleItem():
                return keying.hint(question) + "…"
        return keying.hint(question)

    def lines(self) -> Iterator[Line]:
        shown = {fault.field: fault.sentence for fault in self.faults} if self.bound else {}
        speak = self.batch.language
        for page in self.asked.pages:
            title = page.title.best(speak)
            for question in page.questions:
                name = PREFIX + question.id
                yield Line(
                    name=name,
                    number=self.numbers[question.id],
                    text=question.text.best(speak),
                    keys=self.keys_of(question),
                    ends=" ".join(keying.ends(question)),
                    value=self.typed.get(name, ""),
                    choices=_choices(question, speak),
                    words=isinstance(question, TextItem),
                    long=isinstance(question, TextItem) and question.long,
                    digits=not isinstance(question, TextItem | SingleItem | MultipleItem),
                    title=title,
                    fault=shown.get(name, ""),
                )
                title = ""
                if isinstance(question, TextItem) and question.quotable:
                    yield self._quote(name + QUOTE, question, shown)
        yield self._helped(shown)

    bound = False

    def _quote(self, name: str, question: Question, shown: Mapping[str, str]) -> Line:
        return Line(
            name=name,
            number=self.numbers[question.id],
            text=_("May be quoted (ticked: 1)"),
            keys="1",
            ends="0 1",
            value=self.typed.get(name, ""),
            fault=shown.get(name, ""),
        )

    def _helped(self, shown: Mapping[str, str]) -> Line:
        known = zip(Helper.choices, keying.letters(WHO_HELPED.choices), strict=True)
        return Line(
            name=HELPED,
            number=0,
            text=_("Who helped"),
            keys=keying.hint(WHO_HELPED),
            ends=" ".join(keying.ends(WHO_HELPED)),
            value=self.typed.get(HELPED, ""),
            choices=tuple((letter, str(label)) for (_value, label), letter in known),
            fault=shown.get(HELPED, ""),
        )


def _choices(question: Question, speak: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(question, SingleItem | MultipleItem):
        return ()
    known = zip(keying.letters(question.choices), question.choices, strict=True)
    return tuple((letter, choice.text.best(speak)) for letter, choice in known)


class NewBatch(NamingForm):
    """A pile of papers to begin with."""

    place = forms.ChoiceField(label=gettext_lazy("Place that the papers come from"))
    language = forms.ChoiceField(label=gettext_lazy("Language of the papers"))
    twice_every = forms.TypedChoiceField(
        label=gettext_lazy("Keyed a second time"),
        coerce=int,
        help_text=gettext_lazy("The two keyings are compared. So you see how many errors slip in."),
    )

    def __init__(
        self, data: QueryDict | None, those: Sequence[WaveTarget], asked: Questionnaire
    ) -> None:
        super().__init__(data, initial={"twice_every": 10})
        self.targets = {queries.slug(target): target for target in those}
        places = [(code, place_name(target)) for code, target in self.targets.items()]
        sheets = [(n, _("Every %(n)sth sheet") % {"n": n}) for n in (5, 10, 20)]
        self._offer("place", places)
        self._offer("language", [(tag, str(TONGUES[tag])) for tag in asked.languages])
        self._offer("twice_every", [(1, _("Each sheet")), *sheets])

    def _offer(self, name: str, choices: Sequence[tuple[str | int, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
            field.error_messages["required"] = _("Choose one.")


class HandedOut(NamingForm):
    """How many papers more were given out at a place."""

    papers = forms.IntegerField(
        label=gettext_lazy("Papers handed out"),
        min_value=1,
        max_value=100_000,
        error_messages={
            name: gettext_lazy("Write how many papers were handed out, such as 50.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )


def place_name(target: WaveTarget) -> str:
    return said(target.place.name) if target.place else _("Everything")
