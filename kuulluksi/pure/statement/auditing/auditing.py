"""The audit of a statement: each language is read, its numbers and claims are judged, and what was
typed that could be cited is told with what would take its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kuulluksi.pure.audit.cells import Cell as Printed
from kuulluksi.pure.audit.findings import Finding, Place, Told
from kuulluksi.pure.audit.text.checking import Judged, judged
from kuulluksi.pure.audit.text.given import Given
from kuulluksi.pure.audit.text.lexicon import Hedge
from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.auditing.figures import Figures, figures
from kuulluksi.pure.statement.auditing.found import Audited, Bound, Noted, Spot, Typed, Unbound
from kuulluksi.pure.statement.auditing.reading import Reading, Stretch, read
from kuulluksi.pure.statement.document import Document
from kuulluksi.pure.statement.references import HEADING, Part
from kuulluksi.pure.statement.sheets import Sheet


def audited(
    document: Document,
    sheets: Mapping[str, Sheet],
    languages: Sequence[str],
    *,
    section: str = "",
) -> Audited:
    """What the auditor finds in the words of a document in these languages; with a `section` in
    that one only. The figures are those of all the sheets, whether the document cites them or
    not."""
    whole = [_Language(document, sheets, each, section).found() for each in languages]
    return Audited(
        tuple(one for each in whole for one in each.noted),
        tuple(one for each in whole for one in each.bound),
        tuple(one for each in whole for one in each.unbound),
        tuple(one for each in whole for one in each.typed),
    )


class _Language:
    """The audit of the words of one language."""

    def __init__(
        self, document: Document, sheets: Mapping[str, Sheet], language: str, section: str
    ) -> None:
        self.language = language
        self.section = section
        self.year = document.year
        self.figures: Figures = figures(sheets, language, document.year)
        self.reading: Reading = read(document, language, sheets, section)

    def found(self) -> Audited:
        told = judged(
            self.reading.text,
            self.figures.vocabulary,
            year=self.year,
            language=self.language,
            given=tuple(self.given()),
        )
        noted: list[Noted] = []
        bound: list[Bound] = []
        unbound: list[Unbound] = []
        typed: list[Typed] = []
        for each in told:
            stretch = self.reading.at(each.at)
            if self.section not in {"", stretch.section}:
                continue
            sentence = " ".join(each.sentence.text.split())
            spot = Spot(stretch.section, stretch.block, self.language, each.printed, sentence)
            verdict = each.verdict
            if verdict.state == "unknown":
                unbound.append(Unbound(spot, each.claim, verdict.reason))
                continue
            cells = dict.fromkeys(self.figures.reference(cell) for cell in verdict.cells)
            bound.append(Bound(spot, each.claim, tuple(cells), each.given))
            if verdict.rule:
                noted.append(Noted(spot, _finding(each, spot)))
            elif instead := self.typed(each, stretch, spot):
                typed.append(instead)
        return Audited(tuple(dict.fromkeys(noted)), tuple(bound), tuple(unbound), tuple(typed))

    def given(self) -> Iterator[Given]:
        """Every figure that stands by reference."""
        for stretch in self.reading.stretches:
            for cited in stretch.cited:
                start = stretch.start + cited.start
                name = f"{cited.sheet}.{cited.line}.{cited.column}"
                cell = self.figures.rows.get(name) if cited.part is Part.VALUE else None
                yield Given(start, start + len(cited.said), cell)

    def typed(self, each: Judged, stretch: Stretch, spot: Spot) -> Typed | None:
        """A number that was typed as its figure is said."""
        number, cells = each.number, each.verdict.cells
        if number is None or each.given or len(cells) != 1 or stretch.block == HEADING:
            return None
        if number.hedge is not Hedge.EXACT or number.fraction or number.soft or number.to:
            return None
        name = self.figures.reference(cells[0])
        said = saying.value(self.figures.cells[name], self.language)
        if _digits(said) != _digits(each.printed):
            return None
        start = stretch.written(each.at)
        end = stretch.written(each.at + number.end - number.start)
        return Typed(spot, name, start, end, f"{{{name}}}")


def _digits(said: str) -> str:
    """A number as it is said, without its gaps and its measure."""
    return re.sub(r"[^\d.,−-]", "", said).replace("−", "-").rstrip(".,")


def _finding(each: Judged, spot: Spot) -> Finding:
    """What was found, of figures that stand in no row of a file."""
    verdict = each.verdict
    values = {name: _unnumbered(value) for name, value in verdict.values.items()}
    place = Place("text", quoted=spot.sentence)
    right = _unnumbered(verdict.right)
    cells = tuple(_of_sheet(cell) for cell in verdict.cells)
    return Finding(verdict.kind, verdict.rule, place, spot.printed, right, values, cells)


def _unnumbered(told: Told) -> Told:
    match told:
        case Printed():
            return _of_sheet(told)
        case tuple():
            return tuple(_unnumbered(each) for each in told)
    return told


def _of_sheet(cell: Printed) -> Printed:
    return replace(cell, number=0)
