"""The one way in which a file leaves: whole and beside its codebook, or not at all; and past the
protected figures only with its line in the log.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from kuulluksi.figures import actions
from kuulluksi.figures.enums import Taken
from kuulluksi.figures.models import Extract
from kuulluksi.figures.queries import of_wave, research
from kuulluksi.org.models import Person
from kuulluksi.org.rules import Refused
from kuulluksi.pure import deadlines
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.extracts import codebook, national, plain, published, rows, sav, sheet
from kuulluksi.web.kit.extracts.tables import Table


class Format(StrEnum):
    SAV = "sav"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


WRITERS: Mapping[Format, Callable[[Table, Path], None]] = {
    Format.SAV: sav.write,
    Format.CSV: plain.write_csv,
    Format.XLSX: sheet.write,
    Format.PARQUET: plain.write_parquet,
}


def codebook_of(out: Path) -> Path:
    """Where the codebook of a file stands: beside it."""
    return out.with_name(f"{out.name}.codebook.xlsx")


def take_published(wave: Wave, form: Format, out: Path, *, language: str, at: datetime) -> int:
    """Writes the published figures of a wave; returns how many rows. Raises Refused before the
    first release."""
    figures = of_wave(wave)
    if figures is None:
        raise Refused(_("Nothing of this wave has been released yet."))
    with override(language), actions.whole_files(out.parent) as folder:
        table = published.table(figures, wave, language=language, on=deadlines.day(at))
        _write(table, form, folder / out.name)
        return len(table)


def take_rows(
    wave: Wave,
    form: Format,
    out: Path,
    *,
    language: str,
    permit: str,
    words: bool = False,
    by: Person | None,
    at: datetime,
) -> Extract:
    """Writes a research extract and its line in the log. Raises Refused without a permit, of a wave
    that is not closed, and when its rows have been erased."""
    _check_rows(wave)

    def write(folder: Path) -> int:
        with override(language):
            on = deadlines.day(at)
            table = rows.table(wave, language=language, words=words, permit=permit, on=on)
            _write(table, form, folder / out.name)
        return len(table)

    what = {"wave": wave.code, "format": form.value, "language": language, "words": words}
    try:
        return actions.take(
            Taken.ROWS, what, permit=permit, into=out.parent, write=write, by=by, at=at
        )
    except research.RowsGone:
        raise rows_gone() from None


def take_national(
    wave: Wave, out: Path, *, permit: str, by: Person | None, at: datetime
) -> Extract:
    """Writes the rows for the national collection and their line in the log. Refused likewise."""
    _check_rows(wave)
    what = {"wave": wave.code, "format": "national"}
    return actions.take(
        Taken.NATIONAL,
        what,
        permit=permit,
        into=out.parent,
        write=lambda folder: national.write(wave, folder / out.name),
        by=by,
        at=at,
    )


def _check_rows(wave: Wave) -> None:
    if wave.state != WaveState.CLOSED:
        raise Refused(
            _("Answers leave when the wave is closed. Until then there are its published figures.")
        )
    if not research.number_of(wave):
        raise rows_gone()


def rows_gone() -> Refused:
    return Refused(
        _("This wave has no answers: nobody answered, or they were erased after their time.")
    )


def _write(table: Table, form: Format, path: Path) -> None:
    WRITERS[form](table, path)
    codebook.write(table, codebook_of(path))
