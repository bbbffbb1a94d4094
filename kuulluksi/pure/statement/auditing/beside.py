"""Figures of two years that stand beside each other in a paragraph are compared by whoever reads
them, also where no word says that they rose: if they cannot be, the auditor says so.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from kuulluksi.pure.audit.cells import Cell as Printed
from kuulluksi.pure.audit.findings import Finding, Kind, Place
from kuulluksi.pure.audit.text.moves import told_of
from kuulluksi.pure.statement.auditing.figures import Figures, unnumbered
from kuulluksi.pure.statement.auditing.found import Noted, Spot
from kuulluksi.pure.statement.auditing.reading import Stretch
from kuulluksi.pure.statement.references import Cited, Part

RULE = "text-not-comparable"
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*- )")


def beside(stretch: Stretch, figures: Figures, language: str) -> Iterator[Noted]:
    """A caution for each two years of one line that a paragraph sets side by side and that cannot
    be compared as such."""
    ends = [match.start() for match in _PARAGRAPH.finditer(stretch.words)]
    lines: dict[tuple[str, str, int], dict[str, tuple[Cited, Printed]]] = {}
    for each in stretch.cited:
        cell = figures.rows.get(each.name)
        if each.part is Part.VALUE and cell is not None:
            paragraph = sum(end <= each.start for end in ends)
            lines.setdefault((each.sheet, each.line, paragraph), {})[each.column] = each, cell
    for found in lines.values():
        for (_, before), (cited, after) in pairwise(
            sorted(found.values(), key=lambda pair: (pair[1].last, pair[1].first))
        ):
            if (before.first, before.last) != (after.first, after.last) and _apart(before, after):
                yield _noted(stretch, cited, (unnumbered(before), unnumbered(after)), language)


def _apart(before: Printed, after: Printed) -> bool:
    notes = [before.told, after.told]
    return any(each.changed or each.partial or len(each.units) > 1 for each in notes)


def _noted(stretch: Stretch, cited: Cited, pair: tuple[Printed, Printed], language: str) -> Noted:
    start, end = _sentence(stretch.words, cited)
    quoted = " ".join(stretch.words[start:end].split())
    spot = Spot(stretch.section, stretch.block, language, cited.said, quoted)
    place = Place("text", quoted=quoted)
    finding = Finding(Kind.CAUTION, RULE, place, cited.said, "", told_of(pair), pair)
    return Noted(spot, finding)


def _sentence(words: str, cited: Cited) -> tuple[int, int]:
    """From where to where the sentence around a figure goes."""
    breaks = [match.end() for match in re.finditer(r"[.!?:]\s+|\n", words)]
    start = max((at for at in breaks if at <= cited.start), default=0)
    end = min((at for at in breaks if at > cited.start), default=len(words))
    return start, end
