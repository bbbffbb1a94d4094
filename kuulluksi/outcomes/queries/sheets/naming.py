"""Places as lines of sheets."""

from collections.abc import Sequence

from django.utils.text import slugify

from kuulluksi.figures.models import PrintedFigure
from kuulluksi.figures.queries import ALL, named
from kuulluksi.org import queries as org
from kuulluksi.pure.statement.sheets import Line
from kuulluksi.pure.text import Text, fold


def names_of(keys: Sequence[str]) -> dict[str, Text]:
    """What places are called, whatever became of them; in the order of their names."""
    found = {key: (place.sort_fi, place.name) for key, place in named(keys).items()}
    for key in keys:
        code = key.partition("-")[2] or key
        found.setdefault(key, (code, Text.of(fi=code)))
    if ALL in keys:
        found[ALL] = ("", org.authority().name)
    return {key: name for key, (_sort, name) in sorted(found.items(), key=lambda each: each[1][0])}


def lines_of(keys: Sequence[str], item: str = "") -> list[Line]:
    return [Line(key, name, key, item) for key, name in names_of(keys).items()]


def lines_of_printed(rows: Sequence[PrintedFigure], item: str = "") -> dict[int, Line]:
    """The line of each row, by its key: under the name of the place where it is ours, else as it
    was printed, "Social stations: Kamppi" as "Kamppi"."""
    ours = names_of([row.place_key for row in rows if row.place_key])
    found = {}
    for row in rows:
        printed = row.group or row.place
        label = Text.of(fi=printed.partition(":")[2].strip() or printed)
        key = row.place_key or f"printed-{slugify(fold(label.best('fi')))}"
        found[row.pk] = Line(key, ours.get(row.place_key, label), row.place_key, item)
    return found
