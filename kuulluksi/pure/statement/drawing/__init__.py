"""A sheet as a picture: one SVG that stands alone, says in words what it shows, and is read as well
in black and white. What is hidden is hatched and said; every number stands beside its mark.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kuulluksi.pure.statement.drawing import lying, standing
from kuulluksi.pure.statement.drawing.canvas import Canvas
from kuulluksi.pure.statement.drawing.reading import Reading, Wording
from kuulluksi.pure.statement.sheets import Form, Sheet

__all__ = ["Drawn", "Wording", "described", "drawn", "in_parts"]

FORMS: Mapping[Form, Callable[[Canvas, Reading], None]] = {
    Form.BARS: lying.bars,
    Form.MEANS: lying.means,
    Form.STACKED: lying.stacked,
    Form.TREND: standing.trend,
}


@dataclass(frozen=True)
class Drawn:
    """`width` and `height` are in the units of the SVG: its letters are 14 high."""

    svg: str
    width: int
    height: int
    words: str


def drawn(sheet: Sheet, form: Form, language: str, wording: Wording, key: str = "") -> Drawn:
    """The picture, and all of it in words. `key` is unique on a page that holds several."""
    reading = Reading(sheet, language, wording)
    return _drawn(*_laid(reading, form, key or f"{sheet.key}-{form}"), form)


def in_parts(
    sheet: Sheet, form: Form, language: str, wording: Wording, tallest: int, key: str = ""
) -> list[Drawn]:
    """The picture in as many as it takes for none to be too tall for a page, all on one axis."""
    key = key or f"{sheet.key}-{form}"
    rows = len(Reading(sheet, language, wording).rows)
    count = 1
    while True:
        size = max(1, -(-rows // count))
        laid = [
            _laid(
                Reading(sheet, language, wording, slice(first, first + size)),
                form,
                f"{key}-{first}" if first else key,
            )
            for first in range(0, max(rows, 1), size)
        ]
        fits = max(canvas.height for canvas, _reading in laid) <= tallest
        if fits or size == 1 or not _divides(sheet, form):
            return [_drawn(canvas, reading, form) for canvas, reading in laid]
        count += 1


def _divides(sheet: Sheet, form: Form) -> bool:
    """Whether its lines stand below one another, each on its own."""
    return form in (Form.BARS, Form.MEANS) or (form is Form.STACKED and not lying.of_years(sheet))


def _laid(reading: Reading, form: Form, key: str) -> tuple[Canvas, Reading]:
    canvas = Canvas(key)
    FORMS[form](canvas, reading)
    return canvas, reading


def _drawn(canvas: Canvas, reading: Reading, form: Form) -> Drawn:
    words = _described(reading, form)
    svg = canvas.svg(reading.sheet.title.best(reading.language), words, reading.language)
    return Drawn(svg, canvas.WIDTH, canvas.height, words)


def described(sheet: Sheet, form: Form, language: str, wording: Wording) -> str:
    """What a reader who does not see the picture is told: its form, and each figure."""
    return _described(Reading(sheet, language, wording), form)


def _described(reading: Reading, form: Form) -> str:
    lines = []
    for row in reading.rows:
        said = [
            f"{column}: {reading.value(cell) or reading.why(cell)}"
            for column, cell in zip(reading.columns, row.cells, strict=True)
        ]
        lines.append(f"{row.label} \N{EN DASH} {', '.join(said)}.")
    title = reading.sheet.title.best(reading.language)
    return " ".join([f"{reading.wording.forms[form]}: {title}.", *lines])
