"""Where a text names a person, in Finnish, Swedish or English.

Finnish given and family names are known in all their cases by Voikko; others by their capitals, by
the word before them ("rouva", "fru", "Mr", "my name is") and by the names beside them. It finds
more rather than less: people look at what was found, and a name that was missed is read by all.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kuulluksi.pure import words

# A word with its inner hyphens, apostrophes and the case ending of an abbreviation ("Kela:lle").
_WORD = re.compile(r"[^\W\d_]+(?:[-'’:][^\W\d_]+)*")
_NAMES = frozenset({"etunimi", "sukunimi"})
# What may stand beside a name class without making a word a common one.
_PROPER = _NAMES | {"nimi", "paikannimi"}


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Whoever comes after one of these is named, whatever the name means besides ("rouva Lahti").
_TITLES = re.compile(
    r"(?:rouva|herra|neiti|tohtori|lääkäri|hoitaja|opettaja|ohjaaja|psykologi|esimies|esihenkilö"
    r"|\w*työntekijä|\w*hoitaja|\w*ohjaaja|\w*lääkäri)(?:n|a|ä|t[aä]|ll[aeä]|lt[aä]|lle|ss[aä]"
    r"|st[aä]|n[aä]|ksi|in|än|ni|mme|mm?e|nne|ns[aä])?"
    r"|fru|herr|fröken|doktor|socialarbetare|handledare|läkare|sjukskötare|handläggare|chef"
    r"|(?:socialarbetar|handledar|läkar|sjukskötar|handläggar|chef)en"
    r"|mr|mrs|ms|miss|mister|madam|dr|doctor|nurse|teacher|supervisor|social\ worker",
    re.IGNORECASE,
)
# After these the next words are a name even in small letters.
_CUES = re.compile(
    r"\b(?:nimeni on|nimi on|nimeltä|nimeltään|my name is|name is|named|called|jag heter|heter"
    r"|mitt namn är|namnet är|vid namn)\b",
    re.IGNORECASE,
)
_PARTICLES = _listed("af von van de da di der den bin ibn al el la le del dos abu")
# Small words that Voikko takes for names; and the first words of Swedish and English sentences.
_NOT_SMALL = _listed(
    "max tom inga jan augusti titta ville will more job else mark grant rose green hans lång kraft"
    " latin sen sanna bra min hon major neat art tea may may-be bill ray sue pat hope"
)
_STARTERS = _listed(
    "a about after all also although an and any are as at be because before but by can could dear"
    " did do does during each even every everyone everything finally first for from good had has"
    " have he hello help her here hey hi his how however i i'd i'll i'm i've if in instead is it"
    " it's its last later letter may me meanwhile more most mr mrs ms my never next nobody no not"
    " nothing now of on once one only or other our people perhaps please regards she should since"
    " so some someone sometimes still such suddenly sure than thank thanks that the their them then"
    " there these they this those though three today tomorrow too two unfortunately until we well"
    " were what when where which while who why will with without would yes yesterday you your"
    " alla alltid allt alltså annars att av bara be både bra de dem den denna deras dessa det detta"
    " dock du då där därför efter eftersom ej eller en endast er ert ett fast fick finns fint fru"
    " från får för först ganska god goda gång ha hade han hans har hei hej hejsan hela heller henne"
    " hennes her hon hos hur här i igen igår inga ingen inget innan inte ja jag jo just kan kanske"
    " kom kommer kunde kära känns lite man många med medan men mer mig min mina mitt mycket måste"
    " ni nu nej när någon något några och också om oss på redan samma sedan ser sin sina sitt själv"
    " ska skulle snart som stort så tack tacksam till trots tur två under upp ur ut utan var vara"
    " varför varit vem vi vid vill våra vårt vad vän välkommen är även äntligen åt över"
    " hei heippa moi moikka terve terveisin kiitos kiitti mä sä oon ootte sun mun"
)
# Capitals that name no person: days, months, tongues, offices, towns in Swedish and English.
_NOBODY = _listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june"
    " july august september october november december christmas easter midsummer finnish swedish"
    " english russian arabic somali estonian finland finland's sweden europe european sámi ukraine"
    " ukrainian russia estonia social services service centre center office city county wellbeing"
    " health hospital school library welfare department team internet google facebook whatsapp"
    " teams zoom excel word god euro eu i i'd i'll i'm i've ok"
    " helsingfors kampen esbo vanda åbo tammerfors uleåborg jakobstad vasa borgå lovisa ekenäs"
    " hangö raseborg karleby kyrkslätt sibbo grankulla pargas kimitoön nyland österbotten"
    " åland östnyland västnyland egentliga norra södra östra västra mellersta fpa"
    " folkpensionsanstalten folkhälsan gud jul påsk midsommar luckan vamos"
    " kela kelan omakanta kanta omaolo maisa apotti wilma suomi.fi suomi vantti palvelu"
)
# A place that a family name would name too: "Kallion sosiaaliasema", "Lahden kaupunki".
_PLACES = re.compile(
    r"\w*(?:asema|keskus|keskuks|toimisto|sairaala|koulu|kirjasto|kirkko|kirko|kaupun|kunta|kunna"
    r"|alue|aluee|palvelu|talo|koti|kodi|tori|silta|silla|tiimi|yksikkö|yksikö|ryhmä|osasto|terveys"
    r"|sosiaali|vastaanotto|päiväkoti|kampus|puisto|metro|juna|bussi|pysäk|seuraku|hyvinvointi)",
    re.IGNORECASE,
)
_FINNISH = frozenset({"nimisana", "nimisana_laatusana", "laatusana", "teonsana", "seikkasana"})
# Times of the day and the year are given names too.
_TIMES = ("aamu", "ilta", "illa", "päivä", "kesä", "talvi", "suvi")
_ENDS = frozenset('.!?…:;\n"”»«“•*–—(')


@dataclass
class _Word:
    text: str
    start: int
    end: int
    begins: bool

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    @cached_property
    def small(self) -> str:
        return self.text.casefold().replace("’", "'")

    @cached_property
    def classes(self) -> frozenset[str]:
        """Of a double name or a word with an ending after a colon, the classes of its parts."""
        known = words.classes(self.text.capitalize() if self.shouted else self.text)
        parts = re.split(r"[-'’:]", self.text)
        if known or len(parts) == 1:
            return known
        return words.classes(parts[-1]) | words.classes(parts[0])

    @property
    def may_name(self) -> bool:
        return bool(self.classes & _NAMES)

    @property
    def only_names(self) -> bool:
        return self.may_name and self.classes <= _PROPER

    @property
    def strange(self) -> bool:
        """A capital word that neither Voikko nor the lists know: a name of another tongue."""
        base = self.small.removesuffix("'s")
        return (
            self.capital
            and not self.shouted
            and len(self.text) > 1
            and (not self.classes or self.classes == {"nimi"})
            and not {self.small, base, base.removesuffix("s")} & (_STARTERS | _NOBODY)
        )


def names(text: str) -> list[tuple[int, int]]:
    """The places of persons' names, in order; a given and a family name are one."""
    told = _words(text)
    cued = {match.end() for match in _CUES.finditer(text)}
    named = list(_named(text, told, cued))
    sure = {told[i].small for i, yes in enumerate(named) if yes and not told[i].begins}
    for i, word in enumerate(told):
        # The same name that begins a sentence elsewhere.
        named[i] = named[i] or (word.capital and word.may_name and word.small in sure)
    return list(_joined(text, told, named))


def _words(text: str) -> list[_Word]:
    found = []
    last = "\n"
    place = 0
    for match in _WORD.finditer(text):
        between = text[place : match.start()]
        signs = between.strip(" \t")
        # An initial or a title ends in a full stop too: "J. Virtanen", "Mrs. Brown".
        short = signs == "." and place and (len(last) == 1 or _TITLES.fullmatch(last))
        begins = place == 0 or (not short and any(sign in _ENDS for sign in signs))
        found.append(_Word(match[0], match.start(), match.end(), begins))
        last, place = match[0], match.end()
    return found


def _named(text: str, told: list[_Word], cued: set[int]) -> Iterator[bool]:
    named = False
    for i, word in enumerate(told):
        before = told[i - 1] if i and not word.begins else None
        after = told[i + 1] if i + 1 < len(told) and not told[i + 1].begins else None
        named = not _of_place(word, after) and (
            _introduced(text, word, before, cued)
            or (named and _follows(text, word, before, after))
            or _is_name(word, before, after)
        )
        yield named


def _introduced(text: str, word: _Word, before: _Word | None, cued: set[int]) -> bool:
    """A title or "my name is" stands before it."""
    if before is None:
        return False
    if before.end in cued and text[before.end : word.start].isspace():
        return word.small not in _STARTERS
    titled = _TITLES.fullmatch(before.text) is not None
    return (
        titled
        and ((word.capital and not word.shouted) or word.may_name)
        and (word.small not in _STARTERS | _NOBODY and word.small not in _NOT_SMALL)
    )


def _follows(text: str, word: _Word, before: _Word | None, after: _Word | None) -> bool:
    """A family name, an initial or a particle right after a name."""
    if before is None or not _beside(text[before.end : word.start]):
        return False
    if len(word.text) == 1:
        return word.capital and word.small != "i"
    if word.small in _PARTICLES:
        return after is not None and (after.strange or (after.capital and after.may_name))
    if word.small in _STARTERS or word.small in _NOBODY:
        return False
    return (word.capital and not word.shouted) or (word.only_names and not before.capital)


def _is_name(word: _Word, before: _Word | None, after: _Word | None) -> bool:
    if word.small in _STARTERS or word.small in _NOBODY or len(word.text) == 1:
        return len(word.text) == 1 and _initial(word, after)
    if not word.capital:
        return _small_name(word, before, after)
    if word.shouted:
        return word.only_names and len(word.text) > 3
    if _is_town(word) or _TITLES.fullmatch(word.text):
        return False
    if word.begins:
        return _begins_with_name(word, after)
    return word.may_name or word.strange


def _initial(word: _Word, after: _Word | None) -> bool:
    """The J of "J. Virtanen"."""
    return (
        word.capital
        and word.small != "i"
        and after is not None
        and after.start - word.end <= 2
        and after.capital
        and (after.may_name or (after.strange and after.start - word.end == 2))
    )


def _small_name(word: _Word, before: _Word | None, after: _Word | None) -> bool:
    """A Finnish name in small letters: it means nothing else, and Finnish stands beside it."""
    if word.small in _NOT_SMALL or not words.classes(word.text) or not word.only_names:
        return False
    return word.classes <= _NAMES and any(
        near is not None and near.classes & _FINNISH for near in (before, after)
    )


def _begins_with_name(word: _Word, after: _Word | None) -> bool:
    """The capital of a sentence says nothing; a name beside it does, or that it means no other."""
    double = word.strange and all(part.istitle() for part in word.text.split("-", 1))
    if word.only_names or (double and "-" in word.text):
        return True
    pair = after is not None and after.capital and not after.shouted and len(after.text) > 1
    if word.may_name:
        near = after.classes if after is not None else frozenset()
        return (pair and after is not None and (after.may_name or after.strange)) or (
            "etunimi" in word.classes and "teonsana" in near and not word.small.startswith(_TIMES)
        )
    return word.strange and pair and after is not None and (after.may_name or after.strange)


def _is_town(word: _Word) -> bool:
    return "paikannimi" in word.classes and not word.may_name


def _of_place(word: _Word, after: _Word | None) -> bool:
    """A district in a place's name: "Kallion sosiaaliasema"."""
    return (
        after is not None
        and not after.capital
        and word.small.endswith(("n", "s"))
        and _PLACES.match(after.text) is not None
    )


def _joined(text: str, told: Iterable[_Word], named: list[bool]) -> Iterator[tuple[int, int]]:
    """Names that stand side by side are one: "Anna-Liisa K. Virtanen", "Maria von Essen"."""
    whole: tuple[int, int] | None = None
    for word, yes in zip(told, named, strict=True):
        if not yes:
            continue
        if whole is not None and not word.begins and _beside(text[whole[1] : word.start]):
            whole = (whole[0], word.end)
            continue
        if whole is not None:
            yield whole
        whole = (word.start, word.end)
    if whole is not None:
        yield whole


def _beside(between: str) -> bool:
    return len(between) <= 2 and between.strip(" .") == ""
