"""The list of what was signed: by year, the statement of the whole first."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import get_language, pgettext

from kuulluksi.figures.queries.places import ALL
from kuulluksi.outcomes.models import Edition
from kuulluksi.outcomes.queries.statements.editions import NotAsSigned
from kuulluksi.pure.statement.document import Kind
from kuulluksi.pure.text import sort_key
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.statements import telling
from kuulluksi.web.public.statements import finding, showing
from kuulluksi.web.public.statements.figures import Large, large

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """`place`: of which place it is; "" for the whole authority. `large`: a few of its figures."""

    link: str
    name: str
    place: str
    number: int
    signed_on: str
    signer: str
    large: tuple[Large, ...] = ()


@dataclass(frozen=True)
class Year:
    year: int
    whole: tuple[Entry, ...]
    monitoring: tuple[Entry, ...]
    places: tuple[Entry, ...]


def years(found: Iterable[Edition]) -> list[Year]:
    """The newest first."""
    editions = list(found)
    names = naming.places({edition.place for edition in editions} - {ALL})
    held: dict[int, list[Edition]] = {}
    for edition in editions:
        held.setdefault(edition.statement.year, []).append(edition)
    return [_year(year, held[year], names) for year in sorted(held, reverse=True)]


def with_figures(years: list[Year], language: str) -> list[Year]:
    """The newest statement of the whole tells a few of its figures."""
    for place, year in enumerate(years):
        if year.whole:
            first, *rest = year.whole
            try:
                signed = finding.signed(year.year, None, ALL, None)
            except NotAsSigned:
                log.exception("A statement is not as it was signed")
                return years
            read_in = showing.language_of(signed, language)
            when = showing.column_of(signed.frozen.document)
            told = large(signed.frozen.sheets, when, read_in)
            shown = replace(year, whole=(replace(first, large=tuple(told)), *rest))
            return [*years[:place], shown, *years[place + 1 :]]
    return years


def _year(year: int, editions: list[Edition], names: dict[str, str]) -> Year:
    ordered = sorted(
        editions,
        key=lambda each: (each.statement.starts_on, sort_key(names.get(each.place, ""))),
    )
    monitoring, whole, places = [], [], []
    for edition in ordered:
        entry = _entry(edition, names.get(edition.place, ""))
        if edition.statement.kind == Kind.MONITORING:
            monitoring.append(entry)
        elif edition.place == ALL:
            whole.append(entry)
        else:
            places.append(entry)
    return Year(year, tuple(whole), tuple(monitoring), tuple(places))


def _entry(edition: Edition, place: str) -> Entry:
    statement = edition.statement
    where = [str(statement.year)]
    route = "statement"
    name = pgettext("statement", "Annual client statement %(year)s") % {"year": statement.year}
    if statement.kind == Kind.MONITORING:
        first, last = statement.starts_on.month, statement.ends_on.month
        route, where = "monitoring", [*where, str(last // 4)]
        name = _months(first, last, statement.year)
    elif statement.kind == Kind.UNIT:
        told = {"place": place, "year": statement.year}
        name, place = pgettext("statement", "%(place)s: the year %(year)s") % told, ""
    if edition.place != ALL:
        route, where = f"{route}-place", [*where, edition.place]
    link = reverse(f"public:{route}", args=where)
    day = telling.day(edition.signed_on, get_language() or "fi")
    return Entry(link, name, place, edition.number, day, edition.signer)


def _months(first: int, last: int, year: int) -> str:
    told = {"from": first, "to": last, "year": year}
    return pgettext("statement", "Self-monitoring %(from)s–%(to)s/%(year)s") % told
