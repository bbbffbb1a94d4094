"""A table as an SPSS file, with what SPSS people look for: labels, missing values, measures, sets.

Where a label does not fit, it is cut at a whole character; the codebook has all of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pyreadstat
from pyreadstat.pyclasses import MissingRange

from kuulluksi.pure import sav
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.extracts.tables import Table, Variable

DAY = 86_400
# SPSS counts seconds from this day.
FIRST_DAY = date(1582, 10, 14).toordinal()
WIDEST = 40
MISSING: MissingRange = {"lo": -9, "hi": -6}


def write(table: Table, path: Path) -> None:
    columns = [each for variable in table.variables for each in _fitting(table.frame, variable)]
    variables = [variable for variable, _column in columns]
    labels: dict[str, str | None]
    labels = {each.name: _label(each.label, table.language, sav.LABEL) for each in variables}
    with TemporaryDirectory(dir=path.parent) as folder:
        plain = Path(folder, "plain.sav")
        pyreadstat.write_sav(
            pl.DataFrame([column for _variable, column in columns]),
            plain,
            file_label=sav.cut(table.title.best(table.language), 64),
            column_labels=labels,
            row_compress=True,
            variable_value_labels={
                each.name: _values({**each.values, **each.missing}, table.language)
                for each in variables
                if each.values or each.missing
            },
            missing_ranges={each.name: [MISSING] for each in variables if each.missing},
            variable_display_width={name: width(column) for name, column in _named(columns)},
            variable_measure={each.name: each.measure for each in variables},
            variable_format={each.name: form for each in variables if (form := _format(each))},
        )
        sets = [
            sav.Chosen(each.name, _label(each.label, table.language, sav.LABEL), each.variables)
            for each in table.sets
        ]
        with plain.open("rb") as source, path.open("wb") as target:
            sav.with_sets(source, target, sets)


def _named(columns: list[tuple[Variable, pl.Series]]) -> Iterator[tuple[str, pl.Series]]:
    return ((variable.name, column) for variable, column in columns)


def _fitting(frame: pl.DataFrame, variable: Variable) -> Iterator[tuple[Variable, pl.Series]]:
    """A variable as SPSS takes it: a day in seconds; a text longer than it takes goes on in further
    variables."""
    column = frame[variable.name]
    if variable.kind == "day":
        seconds = (pl.col(variable.name).cast(pl.Int64) - FIRST_DAY) * DAY
        day = pl.when(pl.col(variable.name) < 0).then(pl.col(variable.name)).otherwise(seconds)
        yield variable, frame.select(day.alias(variable.name)).to_series()
    elif variable.kind == "text" and longest(column) > sav.TEXT:
        pieces = [sav.parts(text) for text in column]
        most = max(map(len, pieces))
        names = sav.names([variable.name] * most, set(frame.columns) - {variable.name})
        for turn, name in enumerate(names):
            texts = [piece[turn] if turn < len(piece) else "" for piece in pieces]
            yield replace(variable, name=name), pl.Series(name, texts, dtype=pl.String)
    else:
        yield variable, column


def longest(column: pl.Series) -> int:
    most = column.str.len_bytes().max()
    return most if isinstance(most, int) else 0


def width(column: pl.Series) -> int:
    return min(max(longest(column), 8), WIDEST) if column.dtype == pl.String else 10


def _format(variable: Variable) -> str:
    if variable.kind == "day":
        return "EDATE10"
    return "" if variable.kind == "text" else f"F10.{variable.decimals}"


def _values(labels: Mapping[int, Text], language: str) -> dict[int | float, str]:
    return {code: _label(text, language, sav.VALUE_LABEL) for code, text in labels.items()}


def _label(text: Text, language: str, most: int) -> str:
    return sav.cut(text.best(language), most)
