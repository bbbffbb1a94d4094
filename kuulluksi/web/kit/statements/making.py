"""Every file of a statement, in each of its languages, of the signed one and of its draft alike:
what it is made of, how the file is called, and its bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from kuulluksi.org import queries as org
from kuulluksi.outcomes.models import Edition, Statement
from kuulluksi.outcomes.queries.statements import Working
from kuulluksi.outcomes.queries.statements.editions import Signed
from kuulluksi.pure.statement.document import Document, Kind, Picture, Table
from kuulluksi.pure.statement.laying import Laid, laid_out
from kuulluksi.pure.statement.meta import Meta
from kuulluksi.pure.statement.sheets import Sheet
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.pure.text import LANGUAGES, Text
from kuulluksi.web.kit.statements import addresses, citation, csv, jsonstat
from kuulluksi.web.kit.statements.docx import docx
from kuulluksi.web.kit.statements.pdf import pdf
from kuulluksi.web.kit.statements.webpage import webpage
from kuulluksi.web.kit.statements.xlsx import xlsx


class Format(StrEnum):
    """As a file is called behind its point."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    JSON_STAT = "json"
    BIBTEX = "bib"
    RIS = "ris"
    HTML = "html"


_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA: Mapping[Format, str] = {
    Format.PDF: "application/pdf",
    Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON_STAT: "application/json",
    Format.BIBTEX: "application/x-bibtex; charset=utf-8",
    Format.RIS: "application/x-research-info-systems; charset=utf-8",
    Format.HTML: "text/html; charset=utf-8",
}
FORMATS: Mapping[Format, Promise] = {
    Format.PDF: gettext_lazy("To print and to read (PDF)"),
    Format.DOCX: gettext_lazy("To edit (Word)"),
    Format.HTML: gettext_lazy("One page to keep (HTML)"),
    Format.XLSX: gettext_lazy("All tables (Excel)"),
    Format.CSV: gettext_lazy("All figures as open data (CSV)"),
    Format.JSON_STAT: gettext_lazy("All figures as open data (JSON-stat)"),
}
"""What a reader is offered."""

STEMS: Mapping[Kind, str] = {
    Kind.ANNUAL: "tilinpaatos",
    Kind.MONITORING: "omavalvonta",
    Kind.UNIT: "tilinpaatos",
}


@dataclass(frozen=True)
class Source:
    """What all files of a statement are made of. `signed_on` None: a draft. `made_on` is the day
    that its files carry; `key` that of its edition, "" for a draft, of which nothing is kept;
    `gone`: how many of its stories are no longer told."""

    document: Document
    sheets: Mapping[str, Sheet]
    stories: Mapping[str, Tale]
    authority: Text
    edition: int
    signed_on: date | None
    signed_by: tuple[str, ...]
    made_on: date
    languages: tuple[str, ...] = LANGUAGES
    key: str = ""
    checksum: str = ""
    gone: int = 0

    @property
    def draft(self) -> bool:
        return self.signed_on is None


@dataclass(frozen=True)
class File:
    name: str
    media_type: str
    content: bytes


def of_signed(signed: Signed) -> Source:
    """A statement as it was signed, with those of its stories that may still be told."""
    edition, frozen = signed.edition, signed.frozen
    return Source(
        frozen.document,
        frozen.sheets,
        signed.stories,
        edition.authority,
        edition.number,
        edition.signed_on,
        (edition.signer,),
        edition.made_on,
        tuple(edition.languages) or LANGUAGES,
        key(edition),
        edition.checksum,
        len(signed.gone),
    )


def key(edition: Edition) -> str:
    """Tells an edition and its contents from every other."""
    return f"{edition.pk}-{edition.checksum[:16]}"


def of_draft(statement: Statement, working: Working, on: date) -> Source:
    """A statement as it stands today; its number is that of the edition that it would be."""
    number = statement.editions.count() + 1
    told = working.document, working.sheets, working.stories
    return Source(*told, org.authority().name, number, None, (), on)


def laid(source: Source, language: str) -> Laid:
    return laid_out(source.document, language, source.sheets, source.stories)


def meta(source: Source, language: str) -> Meta:
    """What the files say of the statement. A draft stands nowhere for good: its address is where
    the newest edition will be."""
    number = None if source.draft else source.edition
    return Meta(
        authority=source.authority.best(language),
        title=source.document.title.best(language),
        year=source.document.year,
        edition=source.edition,
        signed_on=source.signed_on,
        signed_by=source.signed_by,
        address=addresses.address(source.document, number, language),
        language=language,
        made_on=source.made_on,
        checksum=source.checksum,
        gone=source.gone,
    )


def name(source: Source, language: str, form: Format) -> str:
    """ "tilinpaatos-2026-1-fi.pdf": the same wherever the file is kept or sent."""
    document = source.document
    parts = [STEMS[document.kind], str(document.year)]
    if document.kind is Kind.MONITORING:
        parts[1] += f"-{addresses.third(document)}-3"
    if document.place != "all":
        parts.append(document.place)
    parts.append("luonnos" if source.draft else str(source.edition))
    return f"{'-'.join([*parts, language])}.{form}"


def format_of(source: Source, language: str, called: str) -> Format | None:
    """The format of a file of that name; None when there is no such file."""
    return next((form for form in Format if name(source, language, form) == called), None)


def made(source: Source, language: str, form: Format) -> File:
    """The file, made now. The same source always gives the same bytes."""
    return File(name(source, language, form), MEDIA[form], _MAKERS[form](source, language))


def sent(file: File) -> HttpResponse:
    """Seen in the browser where it can be (PDF), else kept."""
    how = "inline" if file.media_type == MEDIA[Format.PDF] else "attachment"
    disposition = {"Content-Disposition": f'{how}; filename="{file.name}"'}
    return HttpResponse(file.content, content_type=file.media_type, headers=disposition)


def in_order(source: Source) -> dict[str, Sheet]:
    """The sheets as the document shows them, then those that only its words tell of."""
    shown: Sequence[str] = [
        block.sheet
        for _section, _number, block in source.document.blocks()
        if isinstance(block, Table | Picture) and block.sheet in source.sheets
    ]
    return {key: source.sheets[key] for key in dict.fromkeys([*shown, *source.sheets])}


def _pdf(source: Source, language: str) -> bytes:
    brief = source.document.kind is Kind.UNIT
    return pdf(laid(source, language), meta(source, language), brief=brief)


def _docx(source: Source, language: str) -> bytes:
    told = meta(source, language)
    return docx(laid(source, language), told, citation.words(told))


def _xlsx(source: Source, language: str) -> bytes:
    return xlsx(laid(source, language), meta(source, language))


def _csv(source: Source, language: str) -> bytes:
    return csv.made(in_order(source), meta(source, language))


def _json_stat(source: Source, language: str) -> bytes:
    return jsonstat.made(in_order(source), meta(source, language))


def _bibtex(source: Source, language: str) -> bytes:
    return citation.bibtex(meta(source, language)).encode()


def _ris(source: Source, language: str) -> bytes:
    return citation.ris(meta(source, language)).encode()


def _html(source: Source, language: str) -> bytes:
    return webpage(laid(source, language), meta(source, language))


_MAKERS: Mapping[Format, Callable[[Source, str], bytes]] = {
    Format.PDF: _pdf,
    Format.DOCX: _docx,
    Format.XLSX: _xlsx,
    Format.CSV: _csv,
    Format.JSON_STAT: _json_stat,
    Format.BIBTEX: _bibtex,
    Format.RIS: _ris,
    Format.HTML: _html,
}
