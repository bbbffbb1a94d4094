"""The form of one question: its texts in all languages, its choices or rows, its scale, and when it
is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kuulluksi.pure.questionnaire import bank, editing, wordings
from kuulluksi.pure.questionnaire.document import to_json
from kuulluksi.pure.questionnaire.editing import WITH_SCALE, Json
from kuulluksi.pure.questionnaire.items import Item
from kuulluksi.web.staff.surveys import editor_fields as fields
from kuulluksi.web.staff.surveys.editor_faults import said_in
from kuulluksi.web.staff.surveys.editor_fields import GRADE, Option, Part, Texts, When

FROM_BANK, NEW = "bank:", "new"
SPARE = 2
"""So many empty rows wait at the end of the choices."""


@dataclass(frozen=True)
class Row:
    """A choice, or a row of a table."""

    number: int
    id: str
    parts: Sequence[Part]
    exclusive: bool = False
    fault: str = ""

    @property
    def place(self) -> str:
        return str(self.number)


class ItemForm:
    """An item of a draft as it is, or as somebody typed it; `body` is the draft without what was
    typed, `raw` the item with it."""

    def __init__(
        self,
        body: Json,
        page: str,
        raw: Json,
        typed: QueryDict | None = None,
        taken: Iterable[str] = (),
    ) -> None:
        self.body = body
        self.page = page
        self.before = raw
        self.kind: str = raw["kind"]
        # Ids that mean some other question, here or elsewhere.
        self.taken = {*taken, *editing.ids(body)}
        known = raw["id"] if raw["id"] in {item["id"] for item in editing.items(body)} else ""
        self.asked = fields.earlier(body, page, known)
        self.typed = typed
        self.scales: Json = dict(body["scales"])
        if raw.get("scale") in bank_scales():
            self.scales.setdefault(raw["scale"], bank_scales()[raw["scale"]])
        self.new_scale = ""
        self.raw = raw if typed is None else self._typed(typed)
        self.shown = fields.tongues(
            body,
            self.raw.get("text"),
            self.raw.get("hint"),
            *(entry.get("text") for entry in self._entries()),
        )
        self.faults: dict[str, str] = {}

    def _typed(self, typed: QueryDict) -> Json:
        before = self.before
        raw: Json = {
            "id": before["id"],
            "kind": self.kind,
            "wording": before.get("wording", 1),
            "text": fields.typed_text(typed, "text", before.get("text")),
        }
        raw["id"] = raw["id"] or editing.free_id(words_for_id(raw["text"]), self.taken)
        if hint := fields.typed_text(typed, "hint", before.get("hint")):
            raw["hint"] = hint
        if when := fields.typed_when(typed, before.get("when"), self.asked):
            raw["when"] = when
        return {**raw, **self._of_kind(typed, str(raw["id"]))}

    def _of_kind(self, typed: QueryDict, own: str) -> Json:
        match self.kind:
            case "scale" | "matrix":
                rows = {"rows": self._typed_rows(typed, own)} if self.kind == "matrix" else {}
                return {"scale": self._scale(typed), "may_skip": "may_skip" in typed, **rows}
            case "single" | "multiple":
                most = fields.typed_number(typed, "max") if self.kind == "multiple" else None
                choices = self._typed_rows(typed, own)
                return {"choices": choices, **({} if most is None else {"max": most})}
            case "number":
                unit = fields.typed_text(typed, "unit", self.before.get("unit"))
                ends = {name: fields.typed_number(typed, name) for name in ("min", "max")}
                return {**ends, **({"unit": unit} if unit else {})}
            case "text":
                return {"long": "long" in typed, "quotable": "quotable" in typed}
        return {}

    def _scale(self, typed: QueryDict) -> str:
        """The name of the chosen scale, which is put among the draft's when it is not there."""
        chosen = typed.get("scale", "")
        if chosen in bank_scales() and chosen not in self.scales:
            chosen = FROM_BANK + chosen
        if chosen.startswith(FROM_BANK):
            name = chosen.removeprefix(FROM_BANK)
            if name not in bank_scales():
                return ""
            self.scales, name = _with(self.scales, name, bank_scales()[name])
            return name
        if chosen == NEW:
            low, high = (fields.typed_number(typed, name) for name in ("scale_min", "scale_max"))
            self.new_scale = editing.free_id(f"scale {low} {high}", self.scales)
            self.scales[self.new_scale] = {"min": low, "max": high, "labels": {}}
            return self.new_scale
        return chosen

    def _typed_rows(self, typed: QueryDict, own: str) -> list[Json]:
        """The rows in which something was typed, in their order; an id once given is kept."""
        known = {entry["id"]: entry for entry in self._entries(self.before) if "id" in entry}
        name = self.rows_name
        listed: list[Json] = []
        for number in self._ordered(typed):
            head = f"{name}-{number}"
            before = known.get(typed.get(f"{head}_id", ""), {})
            text = fields.typed_text(typed, head, before.get("text"))
            if text:
                row: Json = {"id": before.get("id", ""), "text": text}
                if name == "row":
                    row["wording"] = before.get("wording", 1)
                elif f"{head}_exclusive" in typed:
                    row["exclusive"] = True
                listed.append(row)
        taken = {row["id"] for row in listed}
        if name == "row":
            taken |= {*self.taken, own}
        for row in listed:
            if not row["id"]:
                row["id"] = editing.free_id(words_for_id(row["text"]), taken)
                taken.add(row["id"])
        return listed

    def _ordered(self, typed: QueryDict) -> list[int]:
        """The numbers of the rows, one of them moved when its button was pressed."""
        found = fields.numbers(typed, self.rows_name)
        direction, _colon, number = typed.get("do", "").partition(":")
        if direction in ("up", "down") and number in map(str, found):
            place = found.index(int(number))
            other = place + (-1 if direction == "up" else 1)
            if 0 <= other < len(found):
                found[place], found[other] = found[other], found[place]
        return found

    @property
    def rows_name(self) -> str:
        return "row" if self.kind == "matrix" else "choice"

    def _entries(self, raw: Json | None = None) -> list[Json]:
        found = (raw or self.raw).get("rows" if self.kind == "matrix" else "choices")
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

    def item(self) -> Item | None:
        """The question as it would be asked; None while it has faults."""
        return wordings.read_item(self.raw, self.scales)

    def draft(self) -> Json:
        """The draft with what was typed. Raises LookupError when the page is gone."""
        return editing.with_item({**self.body, "scales": self.scales}, self.page, self.raw)

    # What the template shows.

    @property
    def text(self) -> Texts:
        note = self.kind in ("note", "matrix")
        label = _("What is told") if self.kind == "note" else _("Question")
        raw = self.raw.get("text")
        return fields.texts("text", label, raw, self.shown, self.faults, long=note)

    @property
    def hint(self) -> Texts:
        return fields.texts(
            "hint",
            _("Explanation below it"),
            self.raw.get("hint"),
            self.shown,
            self.faults,
            optional=True,
        )

    @property
    def unit(self) -> Texts:
        raw, label = self.raw.get("unit"), _("Unit, for example years")
        return fields.texts("unit", label, raw, self.shown, self.faults, optional=True)

    @property
    def has_scale(self) -> bool:
        return self.kind in WITH_SCALE

    @property
    def has_rows(self) -> bool:
        return self.kind in ("matrix", "single", "multiple")

    @property
    def rows(self) -> list[Row]:
        """What there is, and some empty rows after it."""
        entries = self._entries()
        more = SPARE + (3 if self.typed is not None and self.typed.get("do") == "more" else 0)
        return [
            self._row(number, entries[number] if number < len(entries) else {})
            for number in range(max(len(entries), 1) + more)
        ]

    def _row(self, number: int, entry: Json) -> Row:
        head = f"{self.rows_name}-{number}"
        drawn = fields.texts(head, "", entry.get("text"), self.shown, self.faults)
        exclusive = "exclusive" in entry
        return Row(number, entry.get("id", ""), drawn.parts, exclusive, drawn.fault)

    @property
    def scale_options(self) -> list[Option]:
        chosen = self.raw.get("scale", "")
        own = [
            Option(name, scale_words(name, scale), name == chosen)
            for name, scale in self.scales.items()
        ]
        more = [
            Option(FROM_BANK + name, scale_words(name, scale))
            for name, scale in bank_scales().items()
            if scale not in self.scales.values()
        ]
        return [Option("", _("Choose")), *own, *more, Option(NEW, _("A new scale"))]

    @property
    def when(self) -> When:
        return fields.when_of(self.raw.get("when"), self.asked, self.faults)

    def value(self, name: str) -> str:
        found: Any = self.raw.get(name)
        return "" if found is None else str(found)

    @property
    def low(self) -> str:
        return self.value("min")

    @property
    def most(self) -> str:
        return self.value("max")


@cache
def bank_scales() -> Mapping[str, Json]:
    """The scales of the bank, as a draft holds them; a name stands for one scale there."""
    found: dict[str, Json] = {}
    for name in bank.names():
        written: Any = to_json(bank.instrument(name))
        found |= written["scales"]
    return found


def scale_words(name: str, scale: Json) -> str:
    """ "1–5: Completely disagree – Completely agree"."""
    labels = scale.get("labels")
    said = labels if isinstance(labels, dict) else {}
    low, high = scale.get("min"), scale.get("max")
    ends = [said_in(said.get(str(end))) for end in (low, high)]
    words = " – ".join(end for end in ends if end) or name
    return f"{low}–{high}: {words}"


def words_for_id(text: Mapping[str, str]) -> str:
    """The words of which an id is made: English if there are any, for ids are English."""
    return next((text[tag] for tag in ("en", "fi", "sv") if text.get(tag)), "") or next(
        iter(text.values()), "question"
    )


def fresh(kind: str) -> Json:
    """A new item before anything is typed."""
    raw: Json = {"id": "", "kind": "scale" if kind == "grade" else kind, "wording": 1, "text": {}}
    match kind:
        case "scale" | "matrix":
            raw |= {"scale": "", "may_skip": True}
        case "grade":
            raw |= {"scale": GRADE, "may_skip": False}
        case "text":
            raw |= {"long": True, "quotable": True}
    return raw


def _with(scales: Json, name: str, scale: Json) -> tuple[Json, str]:
    after, named = editing.with_scale({"scales": scales, "pages": []}, name, scale)
    return dict(after["scales"]), named
