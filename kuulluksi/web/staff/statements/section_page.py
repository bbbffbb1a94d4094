"""What the page of one section shows beside its form: what may be chosen, what the references say,
and the preview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kuulluksi.figures.queries.places import key_of
from kuulluksi.outcomes.models import StatementSection
from kuulluksi.outcomes.queries.sheets import Offer, offers
from kuulluksi.outcomes.queries.statements import period_of
from kuulluksi.outcomes.queries.statements.stories import offered
from kuulluksi.pure.statement.document import Words, block_from_json
from kuulluksi.pure.statement.references import Reason
from kuulluksi.pure.statement.sheets import Sheet
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.web.kit.tags import said
from kuulluksi.web.staff.statements import faults, picker
from kuulluksi.web.staff.statements.frame import Opened, whole
from kuulluksi.web.staff.statements.picker import Cited, Grid
from kuulluksi.web.staff.statements.section_form import (
    FORMS,
    KINDS,
    PICTURE,
    STORY,
    TABLE,
    WORDS,
    Entry,
    SectionForm,
)
from kuulluksi.web.staff.statements.showing import Standing

LONGEST_STORY = 90


@dataclass(frozen=True)
class Picker:
    """The sheets from which a figure is chosen, and the one that is open."""

    sheets: Sequence[tuple[str, str]]
    chosen: str
    grid: Grid | None


@dataclass(frozen=True)
class Shown:
    """One part of the section in the form, with all that is said of it."""

    entry: Entry
    cited: Sequence[Cited]
    remarks: Sequence[str]
    sheets: Sequence[tuple[str, str]]
    stories: Sequence[tuple[str, str]]
    picker: Picker | None
    focus: str

    @property
    def forms(self) -> Sequence[tuple[str, Promise]]:
        return list(FORMS.items())


def preview(opened: Opened, row: StatementSection, form: SectionForm, language: str) -> SafeString:
    heading, blocks = form.told()
    return Standing.of(opened.statement, row.key, row.level, heading, blocks).html(language)


def context(
    opened: Opened,
    row: StatementSection,
    form: SectionForm | None,
    typed: QueryDict,
    *,
    do: str,
    look: str,
) -> dict[str, Any]:
    statement = opened.statement
    if form is None:
        blocks = [block_from_json(block) for block in row.blocks]
        standing = Standing.of(statement, row.key, row.level, row.heading, blocks)
        return {"preview": standing.html(look)}
    heading, blocks = form.told()
    standing = Standing.of(statement, row.key, row.level, heading, blocks)
    sheets = offers(period_of(statement), key_of(statement.place))
    parts = _Parts(opened, sheets, standing, form.focus, _open_at(do), typed.get("pick", ""))
    return {
        "parts": [parts.part(entry) for entry in form.entries],
        "kinds": list(KINDS.items()),
        "places": [
            (str(number), _("After part %(number)s") % {"number": number})
            for number in range(1, len(form.entries))
        ],
        "adding": typed.get("add", ""),
        "unsaved": form.unsaved or bool(form.faults),
        "focus": form.focus,
        "preview": standing.html(look),
    }


def _open_at(do: str) -> int | None:
    """At which part the picker is open."""
    verb, _colon, rest = do.partition(":")
    return whole(rest.partition(":")[0]) if verb in ("figure", "put") else None


@dataclass
class _Parts:
    opened: Opened
    offers: Mapping[str, Offer]
    standing: Standing
    focus: str
    picking: int | None
    pick: str
    stories: Sequence[tuple[str, Tale]] | None = None

    def part(self, entry: Entry) -> Shown:
        verb, _colon, place = self.focus.partition(":")
        cited, wrong = self.cited(entry)
        picking = entry.kind == WORDS and entry.number == self.picking
        return Shown(
            entry,
            cited,
            # While a figure is chosen, its place is still empty.
            entry.faults if picking else [*entry.faults, *wrong],
            picker.titles(self.offers, entry.sheet) if entry.kind in (TABLE, PICTURE) else (),
            self.told(entry.story) if entry.kind == STORY else (),
            self.picker() if picking else None,
            verb if place == str(entry.number) else "",
        )

    def cited(self, entry: Entry) -> tuple[Sequence[Cited], Sequence[str]]:
        block = entry.block
        if isinstance(block, Words):
            return picker.cited(block.text, self.standing.sheets)
        if entry.sheet and entry.sheet not in self.standing.sheets:
            return (), [_("Nothing has been counted for this yet, so readers do not see it.")]
        if entry.story and entry.story not in self.standing.stories:
            return (), [str(faults.SENTENCES[Reason.NO_STORY])]
        return (), ()

    def told(self, chosen: str) -> Sequence[tuple[str, str]]:
        """The stories that may be told, by how they begin."""
        if self.stories is None:
            statement = self.opened.statement
            self.stories = offered(period_of(statement), key_of(statement.place))
        found = {key: _begins(tale) for key, tale in self.stories}
        if chosen and chosen not in found:
            standing = self.standing.stories.get(chosen)
            found[chosen] = _begins(standing) if standing else _("A story that may not be told")
        return list(found.items())

    def picker(self) -> Picker:
        """It opens at the sheet that was chosen, else at the one that stands in the section."""
        standing = [each for each in (self.pick, *self.standing.sheets) if each in self.offers]
        chosen = next(iter([*standing, *self.offers]), "")
        sheet = self.sheet(chosen) if chosen else None
        return Picker(picker.titles(self.offers), chosen, picker.grid(sheet) if sheet else None)

    def sheet(self, key: str) -> Sheet | None:
        return self.standing.sheets.get(key) or self.offers[key].make()


def _begins(tale: Tale) -> str:
    words = Truncator(said(tale.words)).chars(LONGEST_STORY)
    about = said(tale.about)
    return f"{words} ({about})" if about else words
