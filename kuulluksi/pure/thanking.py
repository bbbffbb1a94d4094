"""Whom thanks name: the words of a giver matched against the people of one team.

Unlike `pure.naming`, which looks for anybody's name, this knows the names that can occur, and is
careful: what it finds is told to that worker with nobody in between. A name counts as a full name,
or as a first or last name that only one of the team bears.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from kuulluksi.pure import masking, words
from kuulluksi.pure.masking import Kind, Span
from kuulluksi.pure.text import folded_token

# A shorter name alone may be any word ("Bo", "Ea").
SHORTEST = 3

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?::[^\W\d_]{1,4})?")
_SENTENCE = re.compile(r"[.!?…\n]+")
# Between a first and a last name, and where a name could go on.
_NEXT = re.compile(r"[ \t]{1,3}|-")

_CLITICS = r"(?:k(?:in|aan|ään|o|ö)|h[aä]n|p[aä])?"
# The endings of Finnish cases, and the s of a Swedish or English owner.
_CASES = r"(?:n|[aä]|t[aä]|tt[aä]|ll[aä]|lt[aä]|lle|ss[aä]|st[aä]|n[aä]|ksi|h[aeiouyäö]n|tse|'?s)?"
_ENDING = re.compile(_CASES + _CLITICS)
# Strong consonants before the last vowel and what they weaken to: Pekka, Pekan; Ranta, Rannan.
_GRADES = (
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nk", "ng"),
    ("nt", "nn"),
    ("mp", "mm"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("ht", "hd"),
    ("k", ""),
    ("p", "v"),
    ("t", "d"),
)
_VOWELS = "aeiouyäöå"


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A turn of the thought: whoever stands beside these may be left out of the thanks, or blamed.
_TURNS = _listed(
    "paitsi lukuunottamatta lukuun toisin utom förutom skillnad except unlike"
    " mutta vaan vaikka taas sensijaan sen sijaan kun ei eikä eivät en harmi valitettavasti men"
    " medan däremot inte dock tyvärr but although though whereas however while not unfortunately"
    " didn't wasn't never"
)
# What a sentence may begin with before a name; another capital word would make it a longer name.
_OPENERS = _listed(
    "kiitos kiitokset kiitoksia kiitän terveiset terveisiä ja hei rouva herra neiti ohjaaja hoitaja"
    " lääkäri työntekijä sosiaalityöntekijä sosiaaliohjaaja perhetyöntekijä lähihoitaja esihenkilö"
    " tack stort fru herr socialarbetare handledare och hej thanks thank dear mr mrs ms miss and"
    " hi hello the our meidän minun oma suuri iso lämmin kaunis paras ihana vår min vad så"
)


@dataclass(frozen=True)
class Mention:
    """A name in a text: who of the team may be meant. One: it is certain. `doubtful`: in its
    sentence the thought turns."""

    start: int
    end: int
    people: frozenset[int]
    doubtful: bool


def mentions(text: str, team: Mapping[int, str]) -> list[Mention]:
    """Where a text names somebody of the team, given by key and name; in order of the text."""
    told = list(_told(text))
    turned = {word.sentence for word in told if word.small in _TURNS}
    roster = _Roster(team)
    found: list[Mention] = []
    place = 0
    while place < len(told):
        people, taken = _whole(text, told[place : place + 4], roster)
        people = people or _alone(text, told, place, roster)
        first, last = told[place], told[place + taken - 1]
        if people:
            found.append(Mention(first.start, last.end, people, first.sentence in turned))
        place += taken
    return found


def named(text: str, team: Mapping[int, str]) -> frozenset[int]:
    """Who is told of the thanks with nobody in between: whom they name for certain. Nobody where
    they may blame one of those named; then a person decides."""
    found = mentions(text, team)
    if doubtful(found):
        return frozenset()
    return frozenset(person for each in found if len(each.people) == 1 for person in each.people)


def doubtful(found: Iterable[Mention]) -> bool:
    """Whether somebody who is named may be left out of the thanks ("everybody except Pekka"), or
    be blamed ("thanks for the help, but Pekka …")."""
    return any(each.doubtful for each in found)


def hidden(text: str, found: Iterable[Mention], shown: Collection[int]) -> list[Span]:
    """What is hidden of thanks: all that `pure.masking` finds, and every name that was found of the
    team, but not the names of those `shown`."""
    clear: list[Mention] = []
    others: list[Mention] = []
    for each in found:
        (clear if each.people.issubset(shown) else others).append(each)
    spans = [piece for span in masking.find(text) for piece in _without(span, clear)]
    missed = [each for each in others if not _meeting(each, spans)]
    names = [Span(each.start, each.end, Kind.NAME) for each in missed]
    return masking.merged(text, [*spans, *names])


_Stretch = TypeVar("_Stretch", Mention, Span)


def _meeting(one: Mention | Span, others: Sequence[_Stretch]) -> Sequence[_Stretch]:
    """Those that share a sign with one; they stand in order, and none over another."""
    first = bisect_right(others, one.start, key=attrgetter("end"))
    return others[first : bisect_left(others, one.end, key=attrgetter("start"))]


def _without(span: Span, clear: Sequence[Mention]) -> Iterator[Span]:
    """What is left of a found name beside those that stay: in "Aino ja Matti" only Matti."""
    start = span.start
    for each in _meeting(span, clear) if span.kind == Kind.NAME else ():
        if each.start > start:
            yield Span(start, each.start, span.kind)
        start = each.end
    if start < span.end:
        yield Span(start, span.end, span.kind)


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int
    sentence: int
    begins: bool

    @property
    def small(self) -> str:
        return self.text.casefold().replace("’", "'").partition(":")[0]

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def _told(text: str) -> Iterator[_Word]:
    """The words of a text with the number of their sentence. An initial ends none ("T. Laine")."""
    sentence, last, begins = 0, "", True
    place = 0
    for match in _WORD.finditer(text):
        gap = text[place : match.start()]
        if _SENTENCE.search(gap) and not (len(last) == 1 and gap.strip() == "."):
            sentence, begins = sentence + 1, True
        yield _Word(match[0], match.start(), match.end(), sentence, begins)
        last, place, begins = match[0], match.end(), False


class _Meant:
    """Of which parts of names a word is a form; and who may be meant by it as a first name or its
    initial, as a last name, and as a name by itself."""

    def __init__(self) -> None:
        self.parts: set[str] = set()
        self.first: set[int] = set()
        self.last: set[int] = set()
        self.alone: set[int] = set()


class _Roster:
    """The names of a team by the stems of their parts, so that a word is looked up by how it
    begins, and once, however many people and words there are."""

    def __init__(self, team: Mapping[int, str]) -> None:
        self.parts = {key: _parts(name) for key, name in team.items()}
        self._bearers: dict[str, set[int]] = defaultdict(set)
        self._initials: dict[str, set[int]] = defaultdict(set)
        self._stems: dict[str, list[str]] = defaultdict(list)
        for key, parts in self.parts.items():
            for part in parts:
                self._bearers[part].add(key)
            if len(parts) > 1:
                self._initials[parts[0][0]].add(key)
        for part in self._bearers:
            for stem in _stems(part):
                self._stems[stem].append(part)
        self._longest = max(map(len, self._stems), default=0)
        self._known: dict[str, _Meant] = {}

    def meant(self, word: _Word) -> _Meant:
        if word.small not in self._known:
            self._known[word.small] = self._look_up(folded_token(word.small))
        return self._known[word.small]

    def _look_up(self, word: str) -> _Meant:
        found = _Meant()
        if len(word) == 1:
            found.first |= self._initials.get(word, set())
        for end in range(1, min(len(word), self._longest) + 1):
            stem = word[:end]
            for part in self._stems.get(stem, ()):
                if _ending_fits(stem, word[end:], part):
                    self._add(found, part)
        return found

    def _add(self, found: _Meant, part: str) -> None:
        bearers = self._bearers[part]
        found.parts.add(part)
        if len(part) >= SHORTEST:
            found.alone |= bearers
        several = {key for key in bearers if len(self.parts[key]) > 1}
        found.first |= {key for key in several if self.parts[key][0] == part}
        found.last |= {key for key in several if self.parts[key][-1] == part}


def _whole(text: str, told: Sequence[_Word], roster: _Roster) -> tuple[frozenset[int], int]:
    """Whose full name begins some words, and how many words it has: first and last name in either
    order, or an initial and the last name; between them only other parts of the name. Only the last
    word need be inflected."""
    one, *others = map(roster.meant, told)
    for length in range(len(told), 1, -1):
        other, inner = others[length - 2], others[: length - 2]
        people = frozenset(
            key
            for key in one.first & other.last | one.last & other.first
            if not any(word.parts.isdisjoint(roster.parts[key]) for word in inner)
        )
        if people and _side_by_side(text, told[:length]):
            return people, length
    return frozenset(), 1


def _side_by_side(text: str, run: Sequence[_Word]) -> bool:
    return all(
        _NEXT.fullmatch(text[one.end : other.start])
        or (len(one.text) == 1 and text[one.end : other.start] in (".", ". "))
        for one, other in pairwise(run)
    )


def _alone(text: str, told: Sequence[_Word], place: int, roster: _Roster) -> frozenset[int]:
    """Of whom a word is the first or the last name by itself. Beside another capital word it would
    be somebody else's ("Aino Virtanen" where the team has Aino Esimerkki)."""
    word = told[place]
    people = roster.meant(word).alone
    if not people or not word.capital or (word.begins and _may_be_verb(word)):
        return frozenset()
    return frozenset() if _goes_on(text, told, place) else frozenset(people)


def _goes_on(text: str, told: Sequence[_Word], place: int) -> bool:
    word = told[place]
    if place + 1 < len(told):
        after = told[place + 1]
        if after.capital and _NEXT.fullmatch(text[word.end : after.start]):
            return True
    if place and not word.begins:
        before = told[place - 1]
        if before.capital and _NEXT.fullmatch(text[before.end : word.start]):
            return not (before.begins and _opens(before))
    return False


def _opens(word: _Word) -> bool:
    """Whether the first word of a sentence is no name but has its capital from its place."""
    known = words.classes(word.small)
    return word.small in _OPENERS or bool(known and not known & {"etunimi", "sukunimi"})


def _may_be_verb(word: _Word) -> bool:
    """Whether the first word of a sentence may be a verb too: "Toivon, että …" is no Toivo."""
    return "teonsana" in words.classes(word.small)


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(folded_token, re.split(r"[\s-]+", name))))


def _ending_fits(stem: str, ending: str, name: str) -> bool:
    """Whether a stem of a name with an ending is the name in some case of Finnish, or with the s of
    Swedish and English."""
    if stem != name and not ending:
        return False
    # Into somebody: the last vowel is doubled (Ainoon).
    if ending[:1] and ending[:1] == stem[-1:] and ending[:1] in _VOWELS:
        return re.fullmatch(f".n{_CLITICS}", ending) is not None
    return _ENDING.fullmatch(ending) is not None


@lru_cache(maxsize=4096)
def _stems(name: str) -> frozenset[str]:
    """To what the endings of a folded name are joined: Pekka and Peka-, Virtanen and Virtase-,
    Mäki and Mäe-, Tuomas and Tuomakse-, Johan and Johani-."""
    found = {name}
    if name.endswith("nen") and len(name) > 4:
        found |= {f"{name[:-3]}se", f"{name[:-3]}s"}
    elif name.endswith("s"):
        found |= {f"{name[:-1]}kse", f"{name[:-1]}s", f"{name}i", f"{name[:-1]}{name[-2:-1]}"}
    elif name[-1:] not in _VOWELS:
        found |= {f"{name}i", f"{name}e"}
    elif len(name) > 2:
        vowels = {name[-1]} | ({"e"} if name.endswith("i") else set())
        bodies = {name[:-1]}
        for strong, weak in _GRADES:
            if name[:-1].endswith(strong):
                bodies.add(name[: -1 - len(strong)] + weak)
                break
        found |= {body + vowel for body in bodies for vowel in vowels if len(body) > 1}
    return frozenset(found)
