"""A whole text put beside a whole file: every sentence is read, every claim bound and judged."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kuulluksi.pure.audit.cells import Cell
from kuulluksi.pure.audit.findings import Bound, Finding, Place, Unbound
from kuulluksi.pure.audit.text import spans
from kuulluksi.pure.audit.text.binding import Context, strange
from kuulluksi.pure.audit.text.claims import Claim, Value, claims, numbers_of, skipped
from kuulluksi.pure.audit.text.given import Given, Known
from kuulluksi.pure.audit.text.judging import Judge
from kuulluksi.pure.audit.text.lexicon import Cue, Grammar
from kuulluksi.pure.audit.text.prose import Block, Cut, Places, blocks, sentences
from kuulluksi.pure.audit.text.reading import (
    CLAIMING,
    GRAMMARS,
    MOVES,
    Part,
    Sentence,
    Word,
    language_of,
    lowered,
    read,
    words,
)
from kuulluksi.pure.audit.text.verdict import Verdict
from kuulluksi.pure.audit.text.vocabulary import Vocabulary

Checked = tuple[tuple[Finding, ...], tuple[Bound, ...], tuple[Unbound, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One number or claim with its place in the text, the sentence that it stands in, and what was
    found."""

    at: int
    printed: str
    sentence: Cut
    verdict: Verdict
    claim: Claim | None = None

    @property
    def name(self) -> str:
        """What is claimed; a number in a table of the text is a value too."""
        return "value" if self.claim is None else self.claim.name


def check(
    source: str,
    cells: Sequence[Cell],
    *,
    year: int | None = None,
) -> Checked:
    """What a Markdown text says of these figures. `year` is the year that it tells of; without it
    the title tells, or the last year of the figures."""
    return _reported(source, judged(source, Vocabulary(cells), year=year))


def judged(
    source: str,
    vocabulary: Vocabulary,
    *,
    year: int | None = None,
    language: str = "",
    given: Sequence[Given] = (),
) -> Sequence[Judged]:
    """Every number and claim of a text, as `check` reads it. All of it is in `language` when one is
    told; `given` are the numbers of which it is known whose they are, as they stand in it."""
    return _Checking(source, vocabulary, year, language, given).checked()


def _reported(source: str, told: Iterable[Judged]) -> Checked:
    places = Places(source)
    findings: list[Finding] = []
    bound: list[Bound] = []
    unbound: list[Unbound] = []
    for each in told:
        line, column = places.of(each.at)
        place = Place("text", line, column, quoted=" ".join(each.sentence.text.split()))
        verdict = each.verdict
        if verdict.state == "unknown":
            unbound.append(Unbound(place, each.printed, verdict.reason, each.name))
            continue
        bound.append(Bound(place, each.printed, verdict.cells, each.name))
        if verdict.rule:
            findings.append(
                Finding(
                    verdict.kind,
                    verdict.rule,
                    place,
                    each.printed,
                    verdict.right,
                    dict(verdict.values),
                    verdict.cells,
                )
            )
    return tuple(dict.fromkeys(findings)), tuple(bound), tuple(unbound)


@dataclass
class _Above:
    """What has been read so far."""

    headings: list[tuple[int, tuple[Word, ...]]] = field(default_factory=list)
    known: frozenset[str] = frozenset()
    before: tuple[Word, ...] = ()
    heading_years: tuple[spans.Span, ...] = ()
    near_years: tuple[spans.Span, ...] = ()
    given: tuple[Cell, ...] = ()


class _Checking:
    def __init__(
        self,
        source: str,
        vocabulary: Vocabulary,
        year: int | None,
        language: str,
        given: Sequence[Given],
    ) -> None:
        self.source = source
        self.vocabulary = vocabulary
        self.judge = Judge(vocabulary)
        self.language = language
        self.given = given
        self.tag = language or language_of(source)
        self.year = year or self._year()
        self.above = _Above()
        self.judged: list[Judged] = []

    def _year(self) -> int:
        title = re.search(r"^#\s.*?\b((?:19|20)\d\d)\b", self.source, re.MULTILINE)
        if title and int(title[1]) in self.vocabulary.all_years:
            return int(title[1])
        return self.vocabulary.last_year

    def checked(self) -> Sequence[Judged]:
        for block in blocks(self.source):
            tag = self.language or language_of(block.cut.text, self.tag)
            grammar = GRAMMARS[tag]
            if block.kind == "row":
                self._row(block, grammar)
                continue
            if block.kind == "heading":
                self._heading(block, grammar)
            else:
                self.above.before, self.above.given = (), ()
                self.above.near_years = self.above.heading_years
            for cut in sentences(block.cut):
                self._sentence(read(cut, grammar), heading=block.kind == "heading")
        return self.judged

    def _heading(self, block: Block, grammar: Grammar) -> None:
        said = words(block.cut.text, grammar)
        above = [each for each in self.above.headings if each[0] < block.level]
        self.above.headings = [*above, (block.level, said)]
        self.above.known = frozenset(w.text for _, words_ in self.above.headings for w in words_)
        named = re.findall(r"\b((?:19|20)\d\d)\b", block.cut.text)
        self.above.heading_years = tuple((int(each), int(each)) for each in named)
        self.above.near_years = self.above.heading_years
        self.above.before, self.above.given = (), ()

    def _row(self, block: Block, grammar: Grammar) -> None:
        """A row of a table in the text: each number speaks of its row and its column."""
        label = words(block.cells[0].text, grammar) if block.cells else ()
        for number, cell in enumerate(block.cells[1:], start=1):
            head = block.head[number] if number < len(block.head) else None
            told = f"{block.cells[0].text.strip()}, {head.text.strip() if head else ''}: "
            sentence = read(Cut(told + cell.text.strip(), 0), grammar)
            found = [each for part in sentence.parts for each in part.quantities]
            last = [each for each in found if each.start >= len(told)]
            if not last:
                continue
            unit = last[0]
            if head and "%" in head.text and not unit.unit:
                unit = replace(unit, unit="percent")
            named = tuple(each for part in sentence.parts for each in part.years)
            signs = tuple(each for part in sentence.parts for each in part.cues)
            part = Part(0, len(told), told, sentence.words, (unit,), named, signs)
            context = self._context((), ())
            verdict = self.judge.value(unit, part, context)
            at = cell.start + len(cell.text) - len(cell.text.lstrip())
            self.judged.append(Judged(at, cell.text.strip(), block.cut, verdict))
        self.above.before = label

    def _sentence(self, sentence: Sentence, *, heading: bool) -> None:
        said: list[Word] = []
        odd: list[Word] = []
        named: tuple[spans.Span, ...] = ()
        moving: tuple[tuple[Cue, int, int], ...] = ()
        later = [(each.first, each.last) for part in sentence.parts[1:] for each in part.years]
        known = self._known(sentence)
        moved_later = tuple(dict.fromkeys(later)) if len(later) > 1 else ()
        for written in sentence.parts:
            part = _going_on(self._unnamed(written), moving)
            moving = tuple(each for each in part.cues if each[0] in MOVES)
            if said and _ends(sentence, said[-1].end, part.start):
                odd = []
            context = self._context(tuple(said), tuple(odd), named)
            if not part.years and not named and moved_later:
                context = replace(context, near_years=(*moved_later, *context.near_years))
            self._part(sentence, part, context, known, heading=heading)
            said = [*said, *part.words]
            if not part.aside:
                odd += strange(part.words, self.vocabulary.hear)
            if part.years:
                named = tuple((each.first, each.last) for each in part.years)
        if any(not word.plain for word in sentence.words):
            self.above.before = sentence.words
        spoken = [(each.first, each.last) for part in sentence.parts for each in part.years]
        if spoken:
            self.above.near_years = tuple(dict.fromkeys(spoken))

    def _unnamed(self, part: Part) -> Part:
        """The part without signs that stand inside a name ("the help improved my situation")."""
        kept = [each for each in part.cues if not self._inside_name(part, each[1], each[2])]
        return part if len(kept) == len(part.cues) else replace(part, cues=tuple(kept))

    def _inside_name(self, part: Part, start: int, end: int) -> bool:
        text = lowered(part.text)
        before = re.search(r"\w+\W+\Z", text[: start - part.start])
        after = re.match(r"\W+\w+", text[end - part.start :])
        if before is None or after is None:
            return False
        around = before[0] + text[start - part.start : end - part.start] + after[0]
        return " ".join(re.findall(r"\w+", around)) in self.vocabulary.phrases

    def _context(
        self,
        earlier: tuple[Word, ...],
        odd: tuple[Word, ...],
        named: tuple[spans.Span, ...] = (),
    ) -> Context:
        layers = [earlier, self.above.before]
        layers += [said for _, said in reversed(self.above.headings)]
        return Context(
            tuple(layer for layer in layers if layer),
            odd,
            self.above.known,
            named,
            self.above.near_years,
            self.year,
        )

    def _part(
        self,
        sentence: Sentence,
        part: Part,
        context: Context,
        known: Known | None,
        *,
        heading: bool,
    ) -> None:
        why = skipped(sentence, part)
        for claim in claims(part):
            number = claim.number if isinstance(claim, Value) else None
            if heading and number is not None and number.start <= 1:
                # The number of a section.
                continue
            verdict = self.judge.judge(claim, sentence, part, context, why, known)
            if number is not None and number.soft and verdict.state != "holds":
                continue
            at, printed = _printed(sentence, claim)
            self.judged.append(Judged(at, printed, sentence.cut, verdict, claim))

    def _known(self, sentence: Sentence) -> Known | None:
        """The given figures of a sentence."""
        start, end = sentence.cut.start, sentence.cut.start + len(sentence.cut.text)
        near = [each for each in self.given if start <= each.start < end]
        numbers = [number.start for part in sentence.parts for number in part.quantities]
        cells = {
            number: each.cell
            for each in near
            for number in numbers
            if each.start <= start + number < each.end
        }
        above, self.above.given = self.above.given, tuple(filter(None, cells.values()))
        return Known(cells, self.vocabulary, above) if cells or above else None


def _printed(sentence: Sentence, claim: Claim) -> tuple[int, str]:
    """Where in the text a claim begins, and how it is written."""
    text = sentence.cut.text
    if isinstance(claim, Value):
        start, end = claim.number.start, claim.number.end
    else:
        start, end = claim.start, claim.end
    at = start
    for number in numbers_of(claim):
        start, end = min(start, number.start), max(end, number.end)
    return sentence.cut.start + at, " ".join(text[start:end].split())


def _ends(sentence: Sentence, end: int, start: int) -> bool:
    """Whether what was said before is closed by a colon or a semicolon."""
    return any(sign in sentence.cut.text[end : start + 2] for sign in ":;")


def _going_on(part: Part, moving: tuple[tuple[Cue, int, int], ...]) -> Part:
    """ "Messages rose by 53 % and visits by 16": what the first did, the second did too."""
    told = [each for each in part.quantities if each.role]
    if not moving or not told or part.has(*CLAIMING) or part.has(Cue.AT_VALUE):
        return part
    cue = moving[0][0]
    return replace(part, cues=(*part.cues, (cue, told[0].start, told[0].start)))
