"""An edition as a page: its head, its contents, its chapters, and around them what proves it: the
audit, what other editions say, its files and how it is cited.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext

from kuulluksi.outcomes.enums import Why
from kuulluksi.outcomes.models import Edition
from kuulluksi.outcomes.queries.sheets import Period
from kuulluksi.outcomes.queries.sheets.periods import column
from kuulluksi.outcomes.queries.statements import editions
from kuulluksi.outcomes.queries.statements.editions import Signed
from kuulluksi.outcomes.rules import statements as rules
from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.auditing import Audited, from_json
from kuulluksi.pure.statement.changes import Changed, changes
from kuulluksi.pure.statement.document import Document
from kuulluksi.pure.statement.laying import Laid
from kuulluksi.pure.statement.sheets import Cell, Sheet
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.audit import statements as audits
from kuulluksi.web.kit.statements import addresses, citation, keeping, making, pages, telling
from kuulluksi.web.kit.statements.making import FORMATS, Format, Source
from kuulluksi.web.public.statements import figures, threads

log = logging.getLogger(__name__)

MOST_CHANGED = 30
"""So many changed figures are listed; all of them stand in the files."""
CITED = {Format.BIBTEX: "BibTeX", Format.RIS: "RIS"}
TONGUES = {
    "fi": gettext_lazy("in Finnish"),
    "sv": gettext_lazy("in Swedish"),
    "en": gettext_lazy("in English"),
}


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    link: str
    number: str
    heading: str
    inner: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class Kept:
    """A file; `size` is not known before it is made."""

    link: str
    name: str | Promise
    size: int | None


@dataclass(frozen=True)
class Version:
    link: str
    number: int
    made_on: str
    why: str
    words: Text
    is_this: bool


@dataclass(frozen=True)
class Figure:
    """A figure that is another one than in the edition before."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What another edition before this one said otherwise. `more`: changed figures that are not
    listed."""

    number: int
    figures: tuple[Figure, ...]
    more: int
    rewritten: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Proof:
    """What the auditor bound to figures when the statement was signed, in one language."""

    link: str
    bound: str
    faults: int
    cautions: int
    loose: int


def language_of(signed: Signed, language: str) -> str:
    """That of the page, if the statement was signed in it."""
    languages: Sequence[str] = signed.edition.languages
    return language if language in languages or not languages else languages[0]


def page(signed: Signed, language: str) -> dict[str, object]:
    """All that the page needs."""
    read_in = language_of(signed, language)
    source = making.of_signed(signed)
    edition, document = signed.edition, signed.frozen.document
    laid = making.laid(source, read_in)
    meta = making.meta(source, read_in)
    found = editions.of_statement(edition.statement)
    when = column_of(document)
    return {
        "title": laid.title,
        "read_in": read_in,
        "instead": "" if read_in == language else TONGUES.get(read_in, read_in),
        "whose": meta.authority,
        "edition": edition,
        "signed_on": telling.day(edition.signed_on, language),
        "newer": found[0] if found and found[0].number > edition.number else None,
        "newer_on": telling.day(found[0].made_on, language) if found else "",
        "newest_link": addresses.path(document),
        "early": edition.signed_on < rules.whole_on(edition.statement),
        "gone": len(signed.gone),
        "threads": threads.threads(source.sheets, when, read_in),
        "large": figures.large(source.sheets, when, read_in),
        "contents": _contents(laid, source.sheets),
        "chapters": pages.html(laid, sheets=source.sheets),
        "proof": _proof(edition, document, read_in),
        "files": _files(source, read_in),
        "cited": _cited(source, read_in),
        "citation": citation.words(meta),
        "address": meta.address,
        "versions": [_version(each, document, edition, language) for each in found],
        "difference": _difference(signed, found, language),
    }


def column_of(document: Document) -> str:
    """The key of the column of its own period."""
    return column(Period(document.kind, document.starts, document.ends))


def _contents(laid: Laid, sheets: Mapping[str, Sheet]) -> list[Entry]:
    return [
        Entry(
            f"#{section.id}",
            section.number,
            section.heading,
            tuple(Entry(f"#{each.id}", each.number, each.heading) for each in section.inner),
        )
        for section in pages.sections(laid, sheets=sheets)
    ]


def audit_of(edition: Edition) -> Audited | None:
    """What the auditor found; None where it was not asked, and where an audit of long ago can be
    read no more: the statement itself still can."""
    try:
        return from_json(edition.audit) if edition.audit else None
    except (KeyError, TypeError, ValueError, ArithmeticError):
        log.exception("The audit of edition %s cannot be read.", edition.pk)
        return None


def _proof(edition: Edition, document: Document, language: str) -> Proof | None:
    whole = audit_of(edition)
    if whole is None:
        return None
    audited = whole.of(language)
    return Proof(
        f"{addresses.path(document, edition.number)}tarkastus/",
        audits.bound_of(audited),
        len(audited.faults),
        len(audited.cautions),
        len(audited.unbound),
    )


def _files(source: Source, language: str) -> list[Kept]:
    sizes = keeping.sizes(source, language)
    return [
        Kept(_file(source, language, form), name, sizes.get(form)) for form, name in FORMATS.items()
    ]


def _cited(source: Source, language: str) -> list[Kept]:
    return [Kept(_file(source, language, form), name, None) for form, name in CITED.items()]


def _file(source: Source, language: str, form: Format) -> str:
    called = making.name(source, language, form)
    return f"{addresses.path(source.document, source.edition)}tiedosto/{called}"


def _version(edition: Edition, document: Document, this: Edition, language: str) -> Version:
    return Version(
        addresses.path(document, edition.number),
        edition.number,
        telling.day(edition.made_on, language),
        str(Why(edition.why).label),
        edition.words,
        edition.number == this.number,
    )


def _difference(signed: Signed, found: Sequence[Edition], language: str) -> Difference | None:
    """Against the edition before; None for the first, and where only a story is gone."""
    earlier = [each for each in found if each.number < signed.edition.number]
    row = editions.edition(signed.edition.statement, earlier[0].number) if earlier else None
    if row is None:
        return None
    try:
        told = changes(editions.read(row).frozen, signed.frozen)
    except editions.NotAsSigned:
        log.exception("An earlier edition is not as it was signed")
        return None
    if not told:
        return None
    return Difference(
        row.number,
        tuple(_figure(each, language) for each in told.figures[:MOST_CHANGED]),
        max(0, len(told.figures) - MOST_CHANGED),
        tuple(each.best(language) for each in told.rewritten),
        tuple(each.best(language) for each in told.added),
        tuple(each.best(language) for each in told.removed),
    )


def _figure(changed: Changed, language: str) -> Figure:
    name = (changed.sheet.title, changed.line.label, changed.column.label)
    return Figure(
        ", ".join(each.best(language) for each in name),
        _said(changed.before, language),
        _said(changed.after, language),
    )


def _said(cell: Cell | None, language: str) -> str:
    if cell is None:
        return pgettext("statement", "was not there")
    interval = saying.interval(cell, language)
    parts = (
        saying.value(cell, language) or telling.instead(cell),
        f"({interval})" if interval else "",
        saying.base(cell, language),
        "; ".join(telling.caution(code) for code in cell.cautions),
    )
    return " ".join(part for part in parts if part)
