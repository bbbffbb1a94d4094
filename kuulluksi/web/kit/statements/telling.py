"""What a statement says around its figures, in every file of it: how a table is called, what a cell
says that shows no figure, what must be known before figures are compared, who signed. In the
language that is spoken.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, npgettext, pgettext

from kuulluksi.pure.statement.meta import Meta
from kuulluksi.pure.statement.sheets import Cell, Sheet, State
from kuulluksi.pure.stats.comparing import Caution
from kuulluksi.web.kit.figures.sentences import CAUTIONS as COMPARED
from kuulluksi.web.kit.figures.sentences import OTHER_PLACES

CAUTIONS: Mapping[str, str | Promise] = {
    **{Caution(code).value: words for code, words in COMPARED.items()},
    "estimate": gettext_lazy("This is an estimate."),
    "printed": gettext_lazy("This was taken from a printed report and not counted by us."),
    "late": gettext_lazy("Some of this came after the year had ended."),
    "at-least": gettext_lazy("It is so much at least."),
    "places": OTHER_PLACES,
    "part-year": gettext_lazy("This is of a part of the time only."),
    "part": gettext_lazy("Something is not in it: it may not be shown, or is not known yet."),
    "incomplete": gettext_lazy("Something of this time is not known and is not in it."),
    "year-before": gettext_lazy("This is the number of the year before."),
    "counted-otherwise": gettext_lazy("It was not counted in the same way in all years."),
}
NOTHING = "–"


def table(number: int) -> str:
    return pgettext("statement", "Table %(number)s") % {"number": number}


def figure(number: int) -> str:
    return pgettext("statement", "Figure %(number)s") % {"number": number}


def instead(cell: Cell) -> str:
    """What a cell says that shows no figure."""
    return pgettext("statement", "Not shown") if cell.state is State.HIDDEN else NOTHING


def line() -> str:
    """The head above the names of lines."""
    return pgettext("statement", "Line")


def shape(labels: Sequence[str], heads: Sequence[str]) -> str:
    """A table in a sentence, for those who do not see it."""
    return pgettext("statement", "Lines: %(lines)s. Columns: %(columns)s.") % {
        "lines": ", ".join(labels),
        "columns": ", ".join(heads),
    }


def scale(sheet: Sheet) -> Iterator[str]:
    """Between which ends its means lie."""
    if sheet.scale is not None:
        least, most = sheet.scale
        yield pgettext("statement", "Scale %(from)s–%(to)s.") % {"from": least, "to": most}


def source(sheet: Sheet, language: str) -> str:
    said = sheet.source.best(language)
    return pgettext("statement", "Source: %(source)s") % {"source": said} if said else ""


def caution(code: str) -> str:
    """What is to be known, in a sentence; a word that nobody has put into one says itself."""
    return str(CAUTIONS.get(code, code))


def cautions(sheet: Sheet) -> Sequence[str]:
    """The coded words of a sheet, in the order in which a reader meets them. A table marks them
    with letters."""
    found = (code for row in sheet.cells for cell in row for code in cell.cautions)
    return tuple(dict.fromkeys(found))


def marks(cell: Cell, order: Sequence[str]) -> str:
    """The letters of the cautions of a cell: "a, c"."""
    return ", ".join(letter(order.index(code)) for code in cell.cautions)


def letter(number: int) -> str:
    """a, b, …, z, aa, ab, …"""
    before, last = divmod(number, 26)
    return (letter(before - 1) if before else "") + "abcdefghijklmnopqrstuvwxyz"[last]


def keys(sheet: Sheet) -> Iterator[str]:
    """What must be known to read the cells of a sheet: only what occurs in them."""
    cells = [cell for row in sheet.cells for cell in row]
    if any(cell.low is not None for cell in cells):
        yield pgettext("statement", "In brackets: the 95 % interval.")
    if any(cell.n is not None for cell in cells):
        yield pgettext("statement", "n: how many the figure is of.")
    yield from absences(cells)


def absences(cells: Iterable[Cell]) -> Iterator[str]:
    """Why some cells show no figure."""
    states = {cell.state for cell in cells}
    if State.HIDDEN in states:
        yield pgettext(
            "statement",
            "“Not shown”: too few people stand behind the figure, or it could be worked out from"
            " others.",
        )
    if State.NONE in states:
        yield pgettext("statement", "“–”: this was not asked, or nothing came.")


def signed(meta: Meta) -> str:
    """Who signed, and when; that it is a draft, as long as nobody has."""
    if meta.signed_on is None:
        return pgettext("statement", "Draft. Nobody has signed this statement.")
    told = {"day": day(meta.signed_on, meta.language), "names": ", ".join(meta.signed_by)}
    if not meta.signed_by:
        return pgettext("statement", "Signed %(day)s.") % told
    return pgettext("statement", "Signed %(day)s: %(names)s.") % told


def colophon(meta: Meta) -> Iterator[str]:
    """What stands behind a signed statement: what is no longer told of it, and its proof."""
    if meta.gone:
        yield npgettext(
            "statement",
            "%(n)s story of this edition is no longer told. Its figures are the same.",
            "%(n)s stories of this edition are no longer told. Its figures are the same.",
            meta.gone,
        ) % {"n": meta.gone}
    if meta.checksum:
        words = pgettext(
            "statement", "Checksum of the words and figures that were signed (SHA-256):"
        )
        yield f"{words} {meta.checksum}"


def edition(meta: Meta) -> str:
    return pgettext("statement", "Edition %(number)s") % {"number": meta.edition}


def day(told: date, language: str) -> str:
    """ "1.3.2027"; in English "1 March 2027"."""
    return date_format(told, "j F Y" if language == "en" else "j.n.Y")
