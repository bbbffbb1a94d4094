"""The tables of a source of printed figures, as it prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from kuulluksi.figures.enums import Statistic
from kuulluksi.figures.models import PrintedFigure
from kuulluksi.web.kit.figures.notes import note_of
from kuulluksi.web.kit.figures.presenters import decimal, whole


@dataclass(frozen=True)
class Row:
    """One line of a printed table: a statement, and its values by year."""

    place: str
    item: str
    values: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table of a source, with its years as columns."""

    id: str
    name: str
    years: tuple[str, ...]
    rows: tuple[Row, ...]


def tables_of(figures: Sequence[PrintedFigure]) -> list[Table]:
    """The tables of a source in their order."""
    found = []
    ordered = sorted(figures, key=lambda each: each.pk)
    names = list(dict.fromkeys(each.table for each in ordered))
    for number, (name, rows) in enumerate(
        groupby(sorted(ordered, key=lambda each: names.index(each.table)), lambda each: each.table)
    ):
        found.append(_table(f"table-{number}", name, list(rows)))
    return found


def _table(identifier: str, name: str, figures: Sequence[PrintedFigure]) -> Table:
    # Single years first, then what is printed of several together.
    told = {(each.from_year != each.to_year, each.to_year, each.from_year) for each in figures}
    years = [(last, first) for _several, last, first in sorted(told)]
    lines: dict[tuple[str, ...], dict[tuple[int, int], PrintedFigure]] = {}
    for each in figures:
        place = ", ".join(part for part in dict.fromkeys((each.place, each.group)) if part)
        line = lines.setdefault((place, each.item, each.statistic, each.region), {})
        line[each.to_year, each.from_year] = each
    return Table(
        id=identifier,
        name=_("Table %(name)s") % {"name": name} if name.isdecimal() else name or _("Figures"),
        years=tuple(_years(first, last) for last, first in years),
        rows=tuple(
            _row(place, item, [line.get(year) for year in years])
            for (place, item, *_rest), line in lines.items()
        ),
    )


def _row(place: str, item: str, figures: Sequence[PrintedFigure | None]) -> Row:
    notes = [note_of(each.note) for each in figures if each and each.note]
    return Row(place, item, tuple(map(_value, figures)), tuple(dict.fromkeys(notes)))


def _years(first: int, last: int) -> str:
    return str(last) if first == last else f"{first}–{last}"


def _value(figure: PrintedFigure | None) -> str:
    """ "4,1 (1–5)", "53 %", "11 971"; n where it was printed."""
    if figure is None:
        return ""
    number = figure.value.normalize()
    places = max(0, -int(number.as_tuple().exponent))
    if figure.statistic == Statistic.MEAN:
        ends = f"{figure.scale_min}–{figure.scale_max}"
        told = f"{decimal(float(number), max(1, places))} ({ends})"
    else:
        unit = "\N{NO-BREAK SPACE}%" if figure.statistic == Statistic.PERCENT else ""
        told = f"{decimal(float(number), places)}{unit}"
    return told if figure.n is None else f"{told}, n = {whole(figure.n)}"
