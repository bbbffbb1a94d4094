"""The audit of a statement: each language is read, its numbers and claims are judged, and what was
typed that could be cited is told with what would take its place."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kuulluksi.pure.audit.cells import Cell as Printed
from kuulluksi.pure.audit.findings import Finding, Place, Told
from kuulluksi.pure.audit.text.checking import Judged, judged
from kuulluksi.pure.audit.text.claims import Change, Value, numbers_of
from kuulluksi.pure.audit.text.given import Given
from kuulluksi.pure.audit.text.lexicon import Hedge
from kuulluksi.pure.audit.text.quantities import Quantity
from kuulluksi.pure.statement import saying
from kuulluksi.pure.statement.auditing.beside import beside
from kuulluksi.pure.statement.auditing.figures import figures, unnumbered
from kuulluksi.pure.statement.auditing.found import Audited, Bound, Noted, Spot, Typed, Unbound
from kuulluksi.pure.statement.auditing.reading import Stretch, read
from kuulluksi.pure.statement.document import Document
from kuulluksi.pure.statement.references import HEADING, Cited, Part
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
        self.figures = figures(sheets, language, document.year)
        self.reading = read(document, language, sheets, section)
        # Which figures stand by reference, by where they are said.
        self.cited = {
            stretch.start + each.start: each
            for stretch in self.reading.stretches
            for each in stretch.cited
        }

    def found(self) -> Audited:
        told = judged(
            self.reading.text,
            self.figures.vocabulary,
            year=self.year,
            language=self.language,
            given=[self.given(start, each) for start, each in self.cited.items()],
        )
        noted: list[Noted] = []
        bound: list[Bound] = []
        unbound: list[Unbound] = []
        typed: list[Typed] = []
        for each in told:
            stretch = self.reading.at(each.at)
            if self.section not in {"", stretch.section}:
                continue
            spot = self.spot(stretch, each, each.printed)
            verdict = each.verdict
            if verdict.state == "unknown":
                unbound.append(Unbound(spot, each.name, verdict.reason))
                continue
            bound.append(self.bound(each, spot))
            if verdict.rule:
                noted.append(Noted(spot, _finding(each, spot)))
            if verdict.state == "holds":
                typed += self.typed(each, stretch)
        noted += [
            each
            for stretch in self.reading.stretches
            if self.section in {"", stretch.section}
            for each in beside(stretch, self.figures, self.language)
            if not any(_same(each, other) for other in noted)
        ]
        return Audited(tuple(dict.fromkeys(noted)), tuple(bound), tuple(unbound), tuple(typed))

    def spot(self, stretch: Stretch, each: Judged, printed: str) -> Spot:
        sentence = " ".join(each.sentence.text.split())
        return Spot(stretch.section, stretch.block, self.language, printed, sentence)

    def given(self, start: int, cited: Cited) -> Given:
        cell = self.figures.rows.get(cited.name) if cited.part is Part.VALUE else None
        return Given(start, start + len(cited.said), cell)

    def reference(self, each: Judged, number: Quantity) -> Cited | None:
        """The reference by which a number stands there."""
        start = each.sentence.start + number.start
        for at, cited in self.cited.items():
            if at <= start < at + len(cited.said):
                return cited
        return None

    def bound(self, each: Judged, spot: Spot) -> Bound:
        numbers = numbers_of(each.claim) if each.claim else ()
        cited = [self.reference(each, number) for number in numbers]
        names = [one.name for one in cited if one]
        names += [self.figures.reference(cell) for cell in each.verdict.cells]
        return Bound(
            spot,
            each.name,
            tuple(dict.fromkeys(names)),
            len(numbers),
            cited=bool(cited) and all(cited),
        )

    def typed(self, each: Judged, stretch: Stretch) -> Iterator[Typed]:
        """The numbers that were typed as their figures are said."""
        if stretch.block == HEADING:
            return
        for number, cell in _with_cells(each):
            if self.reference(each, number) or not _plain(number):
                continue
            name = self.figures.reference(cell)
            said = saying.value(self.figures.cells[name], self.language)
            at = each.sentence.start
            printed = each.sentence.text[number.start : number.end]
            if _digits(said) != _digits(printed):
                continue
            start, end = stretch.written(at + number.start), stretch.written(at + number.end)
            spot = self.spot(stretch, each, " ".join(printed.split()))
            yield Typed(spot, name, start, end, _ending(printed), _sure(each, number))


def _same(one: Noted, other: Noted) -> bool:
    """Whether both tell that the same figures cannot be compared, at the same place."""
    places = [(each.spot.section, each.spot.block, each.finding.rule) for each in (one, other)]
    return places[0] == places[1] and set(one.finding.cells) == set(other.finding.cells)


def _with_cells(each: Judged) -> Iterator[tuple[Quantity, Printed]]:
    """The numbers of a claim that are figures, each with its own."""
    cells = each.verdict.cells
    match each.claim:
        case Value(number) if len(cells) == 1:
            yield number, cells[0]
        case Change(source=source, target=target) if len(cells) == 2:
            for end, cell in ((source, cells[0]), (target, cells[1])):
                if end is not None:
                    yield end, cell


def _plain(number: Quantity) -> bool:
    """Whether a number is told as it is: not about, not in words, not from one to another."""
    return not (number.hedge is not Hedge.EXACT or number.fraction or number.soft or number.to)


def _sure(each: Judged, number: Quantity) -> bool:
    """Whether it can be no other figure: it is known what is told, or the number is one of a
    kind."""
    if isinstance(each.claim, Change) or each.verdict.clear:
        return True
    digits = len(number.value.normalize().as_tuple().digits)
    return digits >= 3


# How a Finnish number goes on after the sign of the percent: 57 prosenttiin is 57 %:iin.
_ENDINGS = {
    "prosentin": ":n",
    "prosenttiin": ":iin",
    "prosentista": ":sta",
    "prosentissa": ":ssa",
    "prosentilla": ":lla",
    "prosentille": ":lle",
    "prosentilta": ":lta",
    "prosentiksi": ":ksi",
    "prosenttina": ":na",
}


def _ending(printed: str) -> str:
    """The ending that a reference must carry for the sentence to stay as it was."""
    return _ENDINGS.get(printed.rsplit(maxsplit=1)[-1].lower(), "")


def _digits(said: str) -> str:
    """A number as it is said, without its gaps and its measure."""
    return re.sub(r"[^\d.,−-]", "", said).replace("−", "-").rstrip(".,")


def _finding(each: Judged, spot: Spot) -> Finding:
    """What was found, of figures that stand in no row of a file."""
    verdict = each.verdict
    values = {name: _unnumbered(value) for name, value in verdict.values.items()}
    place = Place("text", quoted=spot.sentence)
    right = _unnumbered(verdict.right)
    cells = tuple(unnumbered(cell) for cell in verdict.cells)
    return Finding(verdict.kind, verdict.rule, place, spot.printed, right, values, cells)


def _unnumbered(told: Told) -> Told:
    match told:
        case Printed():
            return unnumbered(told)
        case tuple():
            return tuple(_unnumbered(each) for each in told)
    return told
