"""A table as text (.csv) and as columns (.parquet). A missing cell is empty in both.

The text is for spreadsheets in Finland: with a mark of its encoding, and in Finnish and Swedish
with semicolons and decimal commas.
"""

from pathlib import Path

import polars as pl

from kuulluksi.web.kit.extracts.tables import Table

FORMULA = r"^[=+\-@\t\r]"
"""A spreadsheet takes what begins like this for a formula."""


def write_csv(table: Table, path: Path) -> None:
    comma = table.language in ("fi", "sv")
    harmless = pl.when(pl.col(pl.String).str.contains(FORMULA))
    frame = table.plain().with_columns(
        harmless.then("'" + pl.col(pl.String)).otherwise(pl.col(pl.String)).name.keep()
    )
    frame.write_csv(
        path,
        include_bom=True,
        separator=";" if comma else ",",
        decimal_comma=comma,
        line_terminator="\r\n",
    )


def write_parquet(table: Table, path: Path) -> None:
    table.plain().write_parquet(path)
