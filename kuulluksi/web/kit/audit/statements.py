"""What the auditor found in a statement, in words: for those who write it, and for its readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kuulluksi.pure.audit.findings import Finding, Kind
from kuulluksi.pure.statement import references
from kuulluksi.pure.statement.auditing import Audited, Bound, Noted, Spot, Typed, Unbound
from kuulluksi.pure.statement.document import Document
from kuulluksi.pure.statement.sheets import Sheet
from kuulluksi.web.kit.audit import claims, sentences
from kuulluksi.web.kit.audit.telling import number
from kuulluksi.web.kit.context import NAMES

RULES: Mapping[str, str | Promise] = {
    **sentences.RULES,
    "text-value": gettext_lazy("The tables say %(right)s: %(figure)s."),
    "text-change-unseen": gettext_lazy(
        "The figures are the same as far as they are told, %(from)s (%(first)s) and %(to)s"
        " (%(last)s): %(figure)s."
    ),
    "text-not-comparable": gettext_lazy(
        "These years cannot be compared as such (%(first)s: %(from)s, %(last)s: %(to)s): what was"
        " counted has changed, or one of them is told only in part. The figure: %(figure)s."
    ),
    "text-significance-untested": gettext_lazy(
        "No test of this stands in the tables: whether it is significant cannot be known."
    ),
}
"""The sentences of `sentences`, where they speak of a file: a statement has tables."""

REASONS: Mapping[str, str | Promise] = {
    **claims.REASONS,
    "no-subject": gettext_lazy("what it tells of is in no table of the statement"),
    "no-figure": gettext_lazy("the tables have no figure of those years"),
    "no-base": gettext_lazy("the tables do not tell of how many the share is"),
    "no-test": gettext_lazy("the tables do not tell how many answered"),
    "other-quality": gettext_lazy("it tells of quality, and the table of something else"),
}


@dataclass(frozen=True)
class Found:
    """One finding. `kind` is "fault", "caution" or "disclosed"; `language` that of the words that
    it is about."""

    kind: str
    label: str
    where: str
    language: str
    quoted: str
    printed: str
    right: str
    sentence: str


@dataclass(frozen=True)
class Loose:
    """What could not be bound, and why."""

    where: str
    language: str
    quoted: str
    printed: str
    why: str


@dataclass(frozen=True)
class Uncited:
    """A figure that was typed. `figure` says which one it is; `do` is what the button of the form
    of its section sends to have it replaced."""

    where: str
    language: str
    quoted: str
    printed: str
    figure: str
    instead: str
    sure: bool
    do: str


@dataclass(frozen=True)
class Source:
    """A number or a claim of the statement, and the figures that it rests on."""

    printed: str
    figures: Sequence[str]
    cited: bool


@dataclass(frozen=True)
class Chapter:
    heading: str
    sources: Sequence[Source]


@dataclass(frozen=True)
class Page:
    """A whole audit. `bound` is said as "214 numbers, 61 claims"."""

    bound: str
    faults: Sequence[Found]
    cautions: Sequence[Found]
    loose: Sequence[Loose]
    uncited: Sequence[Uncited]
    chapters: Sequence[Chapter] = ()

    @property
    def sound(self) -> bool:
        return not self.faults and not any(each.sure for each in self.uncited)


def page(audited: Audited, document: Document, sheets: Mapping[str, Sheet], language: str) -> Page:
    """The audit of a signed statement, for a reader of one of its languages."""
    mine = audited.of(language)
    telling = _Telling(document, sheets, language, parts=False)
    chapters = []
    for section in document.sections:
        sources = [telling.source(each) for each in mine.bound if each.spot.section == section.key]
        if sources:
            chapters.append(Chapter(section.heading.best(language), sources))
    return _page(mine, telling, chapters)


def checked(
    audited: Audited, document: Document, sheets: Mapping[str, Sheet], language: str
) -> Page:
    """The audit for those who write: all languages, each place with its part and language."""
    return _page(audited, _Telling(document, sheets, language, parts=True))


def faults(
    audited: Audited, document: Document, sheets: Mapping[str, Sheet], language: str
) -> list[Found]:
    """Each of `audited.faults`, in their order."""
    telling = _Telling(document, sheets, language, parts=True)
    return [telling.found(each) for each in audited.faults]


def bound_of(audited: Audited) -> str:
    """ "214 numbers, 61 claims"."""
    numbers = ngettext("%(number)s number", "%(number)s numbers", audited.numbers)
    told = ngettext("%(number)s claim", "%(number)s claims", audited.claims)
    return ", ".join(
        said % {"number": _whole(many)}
        for said, many in ((numbers, audited.numbers), (told, audited.claims))
    )


def status(page: Page) -> str:
    """One line of it, for those who hear it while they write."""
    if not page.faults and not page.uncited:
        return _("The auditor found no fault.")
    faults = ngettext("%(number)s fault", "%(number)s faults", len(page.faults))
    uncited = ngettext("%(number)s typed figure", "%(number)s typed figures", len(page.uncited))
    return ", ".join(
        said % {"number": _whole(many)}
        for said, many in ((faults, len(page.faults)), (uncited, len(page.uncited)))
        if many
    )


def _page(audited: Audited, telling: "_Telling", chapters: Sequence[Chapter] = ()) -> Page:
    return Page(
        bound_of(audited),
        [telling.found(each) for each in audited.faults],
        [telling.found(each) for each in audited.cautions],
        [telling.loose(each) for each in audited.unbound],
        [telling.uncited(each) for each in audited.typed],
        chapters,
    )


class _Telling:
    """Says places and figures of one document. With `parts` a place tells its part of the section
    and its language."""

    def __init__(
        self, document: Document, sheets: Mapping[str, Sheet], language: str, *, parts: bool
    ) -> None:
        self.headings = {each.key: each.heading.best(language) for each in document.sections}
        self.sheets = sheets
        self.language = language
        self.parts = parts

    def found(self, noted: Noted) -> Found:
        spot, kind = noted.spot, noted.finding.kind
        found = self.where(spot), spot.language, spot.sentence, spot.printed
        try:
            said = sentences.said(noted.finding, RULES)
        except KeyError:
            # Signed long ago, by a rule that the house no longer knows.
            return Found(kind.value, str(sentences.KINDS[kind]), *found, "", "")
        return Found(
            kind.value, said.kind, *found, _right(noted.finding, said.right), said.sentence
        )

    def loose(self, unbound: Unbound) -> Loose:
        spot = unbound.spot
        why = str(REASONS.get(unbound.reason, ""))
        return Loose(self.where(spot), spot.language, spot.sentence, spot.printed, why)

    def uncited(self, typed: Typed) -> Uncited:
        spot = typed.spot
        place = f"{spot.block}:{spot.language}:{typed.start}:{typed.end}"
        do = f"refer:{place}:{typed.figure}{typed.ending}={spot.printed}"
        return Uncited(
            self.where(spot),
            spot.language,
            spot.sentence,
            spot.printed,
            self.figure(typed.figure),
            typed.instead,
            typed.sure,
            do,
        )

    def source(self, bound: Bound) -> Source:
        return Source(
            bound.spot.printed, [self.figure(each) for each in bound.figures], bound.cited
        )

    def where(self, spot: Spot) -> str:
        heading = self.headings.get(spot.section, "")
        if not self.parts:
            return heading
        part = _("heading") if spot.block == references.HEADING else _("part %(number)s")
        parts = (heading, part % {"number": spot.block + 1}, NAMES.get(spot.language, ""))
        return ", ".join(each for each in parts if each)

    def figure(self, name: str) -> str:
        """ "Service meter, I was listened to, 2026"."""
        sheet, line, column = name.split(".")
        found = self.sheets.get(sheet)
        if found is None:
            return name
        labels = [found.title]
        labels += [each.label for each in found.lines if each.key == line]
        labels += [each.label for each in found.columns if each.key == column]
        return ", ".join(each.best(self.language) for each in labels)


def _right(finding: Finding, right: str) -> str:
    """What would be right; of a caution nothing need be."""
    return right if finding.kind is Kind.FAULT else ""


def _whole(many: int) -> str:
    return number(Decimal(many), 0)
