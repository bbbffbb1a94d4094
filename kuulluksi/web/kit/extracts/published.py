"""The published figures of a wave as a table: what is hidden on the pages is hidden here too.

One row for each place and item, in all and by each group of each variable.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from kuulluksi.figures.queries import Figure, Figures, variables_of
from kuulluksi.figures.queries.measures import Asked
from kuulluksi.figures.queries.sources import Told
from kuulluksi.pure.stats import intervals
from kuulluksi.pure.stats.counts import Counts
from kuulluksi.pure.stats.headline import Measure
from kuulluksi.pure.stats.intervals import Interval
from kuulluksi.pure.text import Text
from kuulluksi.surveys import queries as surveys
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.extracts.facts import Fact, about
from kuulluksi.web.kit.extracts.tables import HIDDEN, Table, Variable, spoken
from kuulluksi.web.kit.figures import naming
from kuulluksi.web.kit.figures.naming import Naming

WORDS: Mapping[str, Promise] = {
    "place": pgettext_lazy("column", "Place"),
    "place_name": pgettext_lazy("column", "Name of the place"),
    "above": pgettext_lazy("column", "The place above it"),
    "item": pgettext_lazy("column", "Question"),
    "choice": pgettext_lazy("column", "Choice, where several could be chosen"),
    "question": pgettext_lazy("column", "What was asked"),
    "variable": pgettext_lazy("column", "Broken down by; empty: in all"),
    "variable_name": pgettext_lazy("column", "Name of what it is broken down by"),
    "groups": pgettext_lazy("column", "Group; several with + are told as one"),
    "group_name": pgettext_lazy("column", "Name of the group"),
    "shown": pgettext_lazy("column", "Whether the figure is shown or hidden"),
    "released": pgettext_lazy("column", "Day of the release that it comes from"),
}
NUMBERS: Mapping[str, Promise] = {
    "wording": pgettext_lazy("column", "Number of the wording"),
    "n": pgettext_lazy("column", "Answers (n)"),
    "mean": pgettext_lazy("column", "Mean"),
    "mean_low": pgettext_lazy("column", "Mean, lower end of the 95 % interval"),
    "mean_high": pgettext_lazy("column", "Mean, upper end of the 95 % interval"),
    "sd": pgettext_lazy("column", "Standard deviation"),
    "share_from": pgettext_lazy("column", "The lowest point that counts into the share"),
    "share": pgettext_lazy("column", "Share of the highest points, 0 to 1"),
    "share_low": pgettext_lazy("column", "Share, lower end of the 95 % interval"),
    "share_high": pgettext_lazy("column", "Share, upper end of the 95 % interval"),
    "nps": pgettext_lazy("column", "Recommendation (NPS), −1 to 1"),
    "nps_low": pgettext_lazy("column", "NPS, lower end of the 95 % interval"),
    "nps_high": pgettext_lazy("column", "NPS, upper end of the 95 % interval"),
}
WHOLE = frozenset({"wording", "n", "share_from"})
NO_ANSWER = "no-answer"
"""Stands for the group of those who did not say."""

Row = dict[str, str | float | None]


def table(figures: Figures, wave: Wave, *, language: str, on: date) -> Table:
    """The newest figures of every base that is in the store, in the language that is spoken."""
    told = Told((), None, wave, figures)
    made = _Rows(told, naming.of_wave(wave), naming.places(told.inside))
    points = sorted({point for each in figures.asked for point in each.points})
    rows = list(made.all([each.name for each in variables_of(wave)]))
    variables = tuple(_variables(points))
    frame = pl.DataFrame(
        [
            pl.Series(each.name, [row.get(each.name) for row in rows], dtype=_type(each))
            for each in variables
        ]
    )
    asked = surveys.questionnaire(wave.document)
    return Table(
        name=wave.code,
        title=wave.title,
        language=language,
        asked=asked,
        frame=frame,
        variables=variables,
        facts=tuple(_facts(figures, wave, rows=len(rows), on=on)),
    )


def _facts(figures: Figures, wave: Wave, *, rows: int, on: date) -> Iterator[Fact]:
    yield (
        pgettext("codebook", "What this is"),
        _("Published figures: one row for each place, question and group"),
    )
    yield from about(wave, surveys.questionnaire(wave.document), rows=rows, on=on)
    release = figures.release
    yield pgettext("codebook", "Newest release"), release.made_on.isoformat()
    told = pgettext("release", "final") if release.final else _("the wave is still open")
    yield pgettext("codebook", "Release is"), told
    if release.rows_gone_on is not None:
        frozen = _("Erased by %(day)s. These counts are frozen and cannot be counted again.")
        yield (
            pgettext("codebook", "Answers behind it"),
            frozen % {"day": release.rows_gone_on.isoformat()},
        )
    least = _(
        "Hidden: fewer than %(least)d answered, all answered alike, or the number could be worked"
        " out from others."
    )
    yield pgettext("codebook", "Protection"), least % {"least": release.least}


def _variables(points: list[int]) -> Iterator[Variable]:
    hidden = {HIDDEN: spoken(pgettext_lazy("figure", "hidden"))}
    for name, label in WORDS.items():
        yield Variable(name, spoken(label), "text")
    for name, label in NUMBERS.items():
        decimals = 0 if name in WHOLE else 4
        yield Variable(name, spoken(label), "number", "scale", missing=hidden, decimals=decimals)
    chosen = spoken(gettext_lazy("How many chose the point %(point)d"))
    for point in points:
        said = {tag: text % {"point": point} for tag, text in chosen.to_json().items()}
        told = Text.from_json(said)
        yield Variable(f"count_{point}", told, "number", "scale", missing=hidden)


def _type(variable: Variable) -> type[pl.DataType]:
    if variable.kind == "text":
        return pl.String
    return pl.Float64 if variable.decimals else pl.Int32


@dataclass(frozen=True)
class _Rows:
    """The rows of the table, put into words."""

    told: Told
    naming: Naming
    places: Mapping[str, str]

    def all(self, variables: list[str]) -> Iterator[Row]:
        """By groups a wave is told once it is closed."""
        figures = self.told.figures
        for place in self.told.inside:
            here = {
                "place": place,
                "place_name": self.places[place],
                "above": self.told.above.get(place, ""),
            }
            for asked in self.told.asked.values():
                yield {**here, **self._figure(figures.each(place, asked.counted), asked)}
                for variable in variables if figures.release.final else ():
                    if variable != asked.counted.item:
                        for row in self._groups(place, asked, variable):
                            yield {**here, **row}

    def _groups(self, place: str, asked: Asked, variable: str) -> Iterator[Row]:
        """Each group, or one row that tells that all are hidden."""
        figures = self.told.figures.groups(place, asked.counted, variable)
        named: Row = {"variable": variable, "variable_name": self.naming.variable(variable)}
        for figure in figures:
            groups = {
                "groups": "+".join(group or NO_ANSWER for group in figure.groups),
                "group_name": self.naming.groups(variable, figure.groups),
            }
            yield {**self._figure(figure, asked), **named, **groups}
        if not figures:
            yield {**self._hidden(asked), **named}

    def _figure(self, figure: Figure, asked: Asked) -> Row:
        counts = figure.published.counts
        if counts is None:
            return self._hidden(asked)
        population = None if figure.variable else self.told.population(figure.place, counts.n)
        return {
            **self._asked(asked),
            "shown": pgettext("figure", "shown"),
            "released": figure.release.made_on.isoformat(),
            **_numbers(counts, asked, population),
        }

    def _hidden(self, asked: Asked) -> Row:
        """The missing code in all that this question would have."""
        points = asked.counted.points
        some = Counts(points, (1,) * len(points))
        hidden = dict.fromkeys(_numbers(some, asked, None), HIDDEN)
        return {
            **hidden,
            **self._asked(asked),
            "shown": pgettext("figure", "hidden"),
            "released": "",
        }

    def _asked(self, asked: Asked) -> Row:
        counted = asked.counted
        empty = dict.fromkeys(("variable", "variable_name", "groups", "group_name"), "")
        return {
            "item": counted.item,
            "choice": counted.choice,
            "question": self.naming.title(counted),
            "wording": counted.wording,
            **empty,
        }


def _numbers(counts: Counts, asked: Asked, population: int | None) -> Row:
    """The figures that a question has, the same as on the pages: choices in no order have no mean,
    and not every scale has a share of its highest points."""
    row: Row = {"n": counts.n}
    if asked.measure is not None and not asked.counted.choice:
        row |= {"mean": counts.mean, "sd": counts.sd}
        row |= _ends("mean", intervals.of_mean(counts, population=population))
    if asked.measure is not None and asked.top is not None:
        number = counts.number(asked.top)
        row |= {"share_from": asked.top, "share": number / counts.n}
        row |= _ends("share", intervals.of_share(number, counts.n, population=population))
    if asked.measure is Measure.NPS:
        row |= {"nps": counts.nps}
        row |= _ends("nps", intervals.of_nps(counts))
    pairs = zip(counts.points, counts.numbers, strict=True)
    return row | {f"count_{point}": number for point, number in pairs}


def _ends(name: str, interval: Interval | None) -> Row:
    low, high = (interval.low, interval.high) if interval else (None, None)
    return {f"{name}_low": low, f"{name}_high": high}
