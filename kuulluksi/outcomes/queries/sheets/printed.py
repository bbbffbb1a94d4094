"""Figures of our own that were not counted here: those of registers, and printed ones of years of
which there are no answers. What their notes say of them becomes cautions."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from django.db.models import F

from kuulluksi.figures.enums import Origin, Statistic
from kuulluksi.figures.models import FigureSource, PrintedFigure
from kuulluksi.figures.queries import ALL
from kuulluksi.pure.audit import notes
from kuulluksi.pure.statement.sheets import Cell, Unit, shown
from kuulluksi.pure.text import LANGUAGES, Text

PRINTED = "printed"
UNITS = {
    Statistic.COUNT: Unit.COUNT,
    Statistic.PERCENT: Unit.SHARE,
    Statistic.MEAN: Unit.MEAN,
    Statistic.NPS: Unit.NPS,
}


class Shelf:
    """Those of some years."""

    def __init__(self, years: Sequence[int]) -> None:
        self.years = years

    @cached_property
    def rows(self) -> Sequence[PrintedFigure]:
        """All that stand for something counted here; of several sources the newest first."""
        if not self.years:
            return ()
        found = PrintedFigure.objects.filter(
            source__origin=Origin.OWN, to_year__in=self.years, from_year=F("to_year")
        )
        order = ("-source__imported_on", "-source", "pk")
        return list(found.exclude(item_key="").select_related("source").order_by(*order))

    def one(
        self, item: str, place: str, year: int, statistic: Statistic, *, instant: bool | None = None
    ) -> PrintedFigure | None:
        """The figure of one thing; `instant`: only what people told of their own accord, or only
        what was asked."""
        return next(
            (
                row
                for row in self.rows
                if (row.item_key, row.place_key, row.to_year, row.statistic)
                == (item, place, year, statistic)
                and instant in (None, row.instant)
            ),
            None,
        )

    def of_instrument(self, code: str) -> Sequence[PrintedFigure]:
        """What a questionnaire brought."""
        return [row for row in self.rows if row.instrument == code]

    @cached_property
    def instruments(self) -> Sequence[str]:
        """The questionnaires of which anything is printed."""
        return tuple(dict.fromkeys(row.instrument for row in self.rows if row.instrument))

    def disputed(self, item: str, place: str) -> frozenset[int]:
        """The years for which a report gives several values of that thing, so that none of them was
        taken."""
        if place != ALL:
            return frozenset()
        names: dict[FigureSource, set[str]] = {}
        for row in self.rows:
            if row.item_key == item and row.place_key == place:
                names.setdefault(row.source, set()).add(row.item)
        return frozenset(
            year
            for source, items in names.items()
            for apart in source.apart
            if apart["reason"] == "contradicts" and apart["cells"].get("item") in items
            for year in self.years
            if apart["cells"].get("year") == str(year)
        )


def cell(row: PrintedFigure, *, n: int | None = None, counted: bool = True) -> Cell:
    """`counted`: such figures are counted here otherwise, so that this one is marked as printed."""
    unit = UNITS[Statistic(row.statistic)]
    value = float(row.value) / (100 if unit in (Unit.SHARE, Unit.NPS) else 1)
    exact = -int(row.value.normalize().as_tuple().exponent)
    decimals = max(exact, 1 if unit is Unit.MEAN else 0)
    marked = (PRINTED,) if counted else ()
    base = row.n if row.n is not None else n
    return shown(value, unit, decimals=decimals, n=base, cautions=(*marked, *cautions(row)))


def cautions(row: PrintedFigure) -> tuple[str, ...]:
    """What its note says of a figure, as coded words."""
    says, year = notes.read(row.note), row.to_year
    named = not says.years or year in says.years
    late = says.earlier or bool(says.counted and year not in says.counted)
    otherwise = year in {each for _what, each in says.units} or (says.changed and named)
    found = {
        "estimate": says.estimate,
        "year-before": late,
        "part-year": says.partial and named and not late,
        "counted-otherwise": otherwise,
    }
    return tuple(code for code, is_so in found.items() if is_so)


def sources(own: Text, rows: Iterable[PrintedFigure]) -> Text:
    """Where a sheet is from: what was counted here, and the sources of the rest."""
    titles = dict.fromkeys([*([own] if own else []), *(row.source.title for row in rows)])
    said = {tag: "; ".join(title.best(tag) for title in titles) for tag in LANGUAGES}
    return Text.from_json(said)
