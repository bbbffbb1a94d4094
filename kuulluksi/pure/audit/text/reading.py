"""A sentence read into parts: stretches that each hold a number or a claim, with their words, years
and signs. From here on nothing depends on the language.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kuulluksi.pure.audit.text import en, fi, sv
from kuulluksi.pure.audit.text.keys import Keys, keys
from kuulluksi.pure.audit.text.lexicon import Cue, Grammar, Hedge
from kuulluksi.pure.audit.text.prose import Cut
from kuulluksi.pure.audit.text.quantities import Quantity, Years, quantities, quoted, years

GRAMMARS: Mapping[str, Grammar] = {each.GRAMMAR.tag: each.GRAMMAR for each in (fi, sv, en)}

CLAIMING = frozenset(
    {
        *(Cue.RISE, Cue.FALL, Cue.BETTER, Cue.WORSE, Cue.SAME, Cue.DOUBLE, Cue.TRIPLE, Cue.HALVE),
        *(
            Cue.MOST,
            Cue.LEAST,
            Cue.BEST,
            Cue.WORST,
            Cue.MIDDLE,
            Cue.SIGNIFICANT,
            Cue.MORE,
            Cue.LESS,
        ),
    }
)


# Signs that may be words of a name too: "the most satisfied".
RANKING = frozenset({Cue.MOST, Cue.LEAST, Cue.BEST, Cue.WORST})


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the sentence.

    `plain` says nothing about which figure is meant, `weak` only where a name of the file holds it;
    `base` names the whole that a share is of ("palautteista"); `named` opens with a capital;
    `cued` is a sign of a claim, `ranked` of a rank.
    """

    start: int
    end: int
    text: str
    tag: str
    plain: bool = False
    weak: bool = False
    base: bool = False
    named: bool = False
    cued: bool = False
    ranked: bool = False

    @property
    def keys(self) -> Keys:
        return keys(self.text, self.tag)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence that holds at most a few numbers and their words."""

    start: int
    end: int
    text: str
    words: tuple[Word, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    years: tuple[Years, ...] = ()
    cues: tuple[tuple[Cue, int, int], ...] = ()
    aside: bool = False

    def has(self, *cues: Cue) -> bool:
        return any(cue in cues for cue, _, _ in self.cues)

    def spans(self, *cues: Cue) -> list[tuple[int, int]]:
        return [(start, end) for cue, start, end in self.cues if cue in cues]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its parts, with its place in the text."""

    cut: Cut
    grammar: Grammar
    parts: tuple[Part, ...] = ()
    question: bool = False
    words: tuple[Word, ...] = field(default=(), repr=False)


def language_of(text: str, otherwise: str = "") -> str:
    """The language of a text by its small words; `otherwise` when they do not tell."""
    found = re.findall(r"[a-zåäöé]+", text.lower())
    hits = {
        tag: sum(
            2 * (word in grammar.small) + _plain(word, tag) + _weak(word, tag) for word in found
        )
        for tag, grammar in GRAMMARS.items()
    }
    best = max(hits, key=lambda tag: hits[tag])
    others = max(hits[tag] for tag in hits if tag != best)
    if not otherwise:
        if hits[best] == others:
            return "fi"
        return best
    return best if hits[best] >= others + 6 and hits[best] >= 3 * hits[otherwise] else otherwise


_WORD = re.compile(r"[^\W\d_](?:[\w’'/-]*[^\W_])?")


_OPENING = frozenset(':"”“„»«([–—•.!?|')


@lru_cache(maxsize=40_000)
def _plain(word: str, tag: str) -> bool:
    return bool(GRAMMARS[tag].says_nothing.match(word))


@lru_cache(maxsize=40_000)
def _weak(word: str, tag: str) -> bool:
    return bool(GRAMMARS[tag].says_little.match(word))


def _ahead(lower: str, start: int) -> str:
    """What stands right before a word."""
    return lower[:start] if start < 50 else f"x{lower[start - 48 : start]}"


@lru_cache(maxsize=40_000)
def _elative(word: str, grammar: Grammar) -> bool:
    """Whether a word ends as "palautteista" does; not as "kiitosta", of which two letters go."""
    return bool(grammar.base.match(word)) and f"fi:{word[:-2]}" not in keys(word, "fi").whole


def lowered(text: str) -> str:
    """In lower case, every letter where it was: one that lowers to two stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def words(text: str, grammar: Grammar) -> tuple[Word, ...]:
    """The words of a stretch of text; a hyphen parts them."""
    lower = lowered(text)
    marks = quoted(text)
    found = []
    for match in _WORD.finditer(lower):
        for piece in re.finditer(r"[^\W_]+(?:[’'][^\W_]+)*", match[0]):
            start, end = match.start() + piece.start(), match.start() + piece.end()
            word = re.sub(r"[’']s?$", "", piece[0])
            if not word or text[start - 1 : start] == ":":
                # The case ending of a number: 57 %:iin.
                continue
            inside = any(begin < start and end < finish for begin, finish in marks)
            ahead = text[:start].rstrip()
            # A capital inside a sentence begins a name, unless something is quoted or explained.
            capital = text[start].isupper() and bool(ahead) and ahead[-1] not in _OPENING
            base = _elative(word, grammar) or bool(
                grammar.tag != "fi" and grammar.before["base"].search(_ahead(lower, start))
            )
            weak = _weak(word, grammar.tag)
            plain = len(word) < 3 or (not weak and not capital and _plain(word, grammar.tag))
            named = text[start].isupper()
            found.append(
                Word(start, end, word, grammar.tag, plain and not inside, weak, base, named)
            )
    return tuple(found)


_COMPARING = frozenset({Cue.MORE, Cue.LESS, Cue.THAN})


def _limits(number: Quantity, at: int) -> bool:
    """Whether a word belongs to a number: inside it, or right before it as "less than"."""
    before = 12 if number.hedge in {Hedge.OVER, Hedge.UNDER} else 0
    return number.start - before <= at < number.end


def read(cut: Cut, grammar: Grammar) -> Sentence:
    """The parts of a sentence."""
    text = cut.text
    lower = lowered(text)
    found = quantities(lower, grammar)
    named = years(lower)
    marks = quoted(text)
    signs = [
        (cue, match.start(), match.end())
        for cue, pattern in grammar.cue.items()
        for match in pattern.finditer(lower)
        if not any(begin <= match.start() and match.end() <= end for begin, end in marks)
        # "More than half" compares nothing with anything.
        and not (cue in _COMPARING and any(_limits(q, match.start()) for q in found))
    ]
    numbers = [(each.start, each.end) for each in found]
    numbers += [(each.start, each.end) for each in named]
    numbers += [
        (start, end)
        for cue, start, end in signs
        if (cue in CLAIMING or cue is Cue.ALL) and cue not in RANKING
    ]
    signs = [_whole_of(lower, *each) for each in signs]
    said = tuple(
        replace(
            word,
            cued=any(start <= word.start < end for _, start, end in signs),
            ranked=any(s <= word.start < e for cue, s, e in signs if cue in RANKING),
        )
        for word in words(text, grammar)
        if not any(start <= word.start < end for start, end in numbers)
    )
    # What is a number, a year or a sign of a claim names nothing.
    parts: list[Part] = []
    for start, end, aside in _stretches(lower, grammar, found, named, signs, marks):
        part = Part(
            start,
            end,
            text[start:end],
            tuple(word for word in said if start <= word.start < end),
            tuple(each for each in found if start <= each.start < end),
            tuple(each for each in named if start <= each.start < end),
            tuple(each for each in signs if start <= each[1] < end),
            aside,
        )
        if parts and _goes_on(parts[-1], part):
            parts[-1] = _with(parts[-1], part, text)
        else:
            parts.append(part)
    return Sentence(cut, grammar, tuple(parts), text.rstrip("\"”’'») ").endswith("?"), said)


_NEXT = re.compile(r"\s+(?:(?:of\s+)?the\s+|\d+\s+)?[^\W\d]+")


def _whole_of(lower: str, cue: Cue, start: int, end: int) -> tuple[Cue, int, int]:
    """With "all" goes what all of it is: "in all homes" names no home."""
    following = _NEXT.match(lower[end:]) if cue is Cue.ALL else None
    return cue, start, end + (following.end() if following else 0)


def _goes_on(before: Part, part: Part) -> bool:
    """Whether a part only tells by how much what stands before it changed: ", from 44 to 39"."""
    if not before.has(*MOVES) or part.has(*CLAIMING) or part.has(Cue.AT_VALUE, Cue.UNREAL):
        return False
    if any(not word.plain for word in part.words):
        return False
    return bool(part.quantities) and all(
        each.role or each.unit in {"percent", "points"} for each in part.quantities
    )


def _with(before: Part, part: Part, text: str) -> Part:
    return Part(
        before.start,
        part.end,
        text[before.start : part.end],
        before.words + part.words,
        before.quantities + part.quantities,
        before.years + part.years,
        before.cues + part.cues,
        before.aside,
    )


MOVES = (Cue.RISE, Cue.FALL, Cue.BETTER, Cue.WORSE, Cue.DOUBLE, Cue.TRIPLE, Cue.HALVE, Cue.SAME)


def _stretches(
    lower: str,
    grammar: Grammar,
    found: Sequence[Quantity],
    named: Sequence[Years],
    signs: Sequence[tuple[Cue, int, int]],
    marks: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, int, bool]]:
    """Where the parts begin and end, and whether they stand in brackets."""
    whole = [(each.start, each.end) for each in found] + [(each.start, each.end) for each in named]
    whole += [(start, end) for cue, start, end in signs if cue in CLAIMING or cue is Cue.THAN]
    whole += list(marks)
    # "The middle of the scale, 2.5".
    for cue, _, end in signs:
        stated = _STATED.match(lower[end:]) if cue is Cue.MIDDLE else None
        if stated:
            whole.append((end, end + stated.end()))
    # A bracket that only holds a number or a year belongs to the words around it.
    for match in _BRACKET.finditer(lower):
        if len(re.findall(r"[^\W\d_]{3,}", match[0])) < 2:
            whole.append(match.span())
    # "The best mean, 2.9, went to": the commas stand for a bracket.
    whole += [match.span() for match in _APPOSED.finditer(lower)]
    cuts = [
        (*match.span(), match[0])
        for match in grammar.joint.finditer(lower)
        if not any(start < match.end() and match.start() < end for start, end in whole)
    ]
    atoms: list[tuple[int, int, bool]] = []
    at, depth = 0, 0
    for start, end, sign in [*cuts, (len(lower), len(lower), "")]:
        if lower[at:start].strip():
            atoms.append((at, start, depth > 0))
        depth = max(0, depth + sign.count("(") - sign.count(")"))
        at = start if sign.strip(" ,;:()–—-") else end
    yield from _joined(lower, grammar, atoms, found, signs)


_STATED = re.compile(r"\s*[,(]?\s*(?:eli\s+|dvs\.?\s+|alltså\s+|i\.e\.\s+)?\d")
_APPOSED = re.compile(
    r"(?:(?<=[^\W\d])|(?<=(?:19|20)\d\d)),\s+(?:[^\W\d]+\s+)?\d[\d\s.,]*\d?(?:\s?%|\s[^\W\d]+)?,(?=\s)"
)
_BRACKET = re.compile(r"\([^()]*\d[^()]*\)")


def _tag(atom: str, grammar: Grammar) -> bool:
    """Whether a stretch only adds another name: "and in Lehtola"."""
    return len(atom.split()) <= 3 and grammar.coordinated.match(atom.lstrip(" ,")) is not None


def _joined(
    lower: str,
    grammar: Grammar,
    atoms: Sequence[tuple[int, int, bool]],
    found: Sequence[Quantity],
    signs: Sequence[tuple[Cue, int, int]],
) -> Iterator[tuple[int, int, bool]]:
    """Atoms without a number or a claim join the next one that has one; a bracket without, and what
    ends the sentence, the one before."""
    held: list[tuple[int, int, bool]] = []
    waiting: int | None = None
    for start, end, aside in atoms:
        carries = any(start <= each.start < end and not each.soft for each in found) or any(
            start <= at < end and cue in CLAIMING for cue, at, _ in signs
        )
        if carries:
            held.append((start if waiting is None else waiting, end, aside and waiting is None))
            waiting = None
        elif held and waiting is None and (aside or _tag(lower[start:end], grammar)):
            held[-1] = (held[-1][0], end, held[-1][2])
        elif waiting is None:
            waiting = start
    if waiting is not None:
        if held:
            held[-1] = (held[-1][0], len(lower), held[-1][2])
        else:
            held.append((waiting, len(lower), False))
    yield from held
