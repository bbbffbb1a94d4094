"""Signed statements: their list, each edition as a page, its audit and its files. Everybody reads
them; the address of an edition stands for good."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kuulluksi.figures.queries.places import ALL
from kuulluksi.outcomes.queries.statements import editions
from kuulluksi.web.kit.audit import statements as audits
from kuulluksi.web.kit.statements import addresses, keeping, making
from kuulluksi.web.public.statements import finding, listing, showing


def statements(request: HttpRequest) -> HttpResponse:
    years = listing.years(editions.all_signed())
    page = {"years": listing.with_figures(years, _language())}
    return render(request, "public/statements/statements.html", page)


def statement(
    request: HttpRequest,
    year: int,
    third: int | None = None,
    place: str = ALL,
    edition: int | None = None,
) -> HttpResponse:
    """Without a number the newest edition. 404 where none was signed."""
    signed = finding.signed(year, third, place, edition)
    return render(request, "public/statements/statement.html", showing.page(signed, _language()))


def audit(
    request: HttpRequest, year: int, edition: int, third: int | None = None, place: str = ALL
) -> HttpResponse:
    """What the auditor found in an edition when it was signed. 404 for one without an audit."""
    signed = finding.signed(year, third, place, edition)
    audited = showing.audit_of(signed.edition)
    if audited is None:
        raise Http404
    language = showing.language_of(signed, _language())
    frozen = signed.frozen
    page = {
        "title": frozen.document.title,
        "back": addresses.path(frozen.document, edition),
        "number": edition,
        "read_in": language,
        "audit": audits.page(audited, frozen.document, frozen.sheets, language),
    }
    return render(request, "public/statements/audit.html", page)


def file(
    _request: HttpRequest,
    year: int,
    edition: int,
    called: str,
    third: int | None = None,
    place: str = ALL,
) -> HttpResponse:
    """A file of an edition, by the name that tells its language and its format."""
    signed = finding.signed(year, third, place, edition)
    source = making.of_signed(signed)
    for language in source.languages:
        form = making.format_of(source, language, called)
        if form is not None:
            return making.sent(keeping.file(source, language, form))
    raise Http404


def _language() -> str:
    return get_language() or "fi"
