"""What the words of a row name: a total, a part of another row, a change, the whole house; and
which names of a file name the same area.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import combinations, takewhile
from typing import Literal

from kuulluksi.pure import text, words
from kuulluksi.pure.audit.cells import Cell

Total = Literal["", "bare", "qualified"]

_ALL = r"kaikki(?: (?:yhteensä|vastaajat|vastanneet|yksiköt|alueet))?|kaikkiaan"
_BARE = re.compile(
    rf"(?:{_ALL}|yhteensä|yht|summa|loppusumma|kokonaismäärä|koko aineisto"
    r"|totalt|total|totals|totalsumma|sammanlagt|samtliga|samtliga svarande|alla|alla svarande"
    r"|alla enheter|alla områden|grand total|sum|sum total|in total|in all|altogether|all|overall"
    r"|all respondents|all answers|all units|all areas|everyone)"
)
_QUALIFIED = re.compile(
    r"\b(?:yhteensä|kaikkiaan|totalt|sammanlagt|total|in all|altogether)\b"
    r"|^(?:kaikki|alla|samtliga|all)\s"
)
_WHOLE = re.compile(r"(?:koko|hela|whole|entire|the whole|the entire)\s")
_PART = re.compile(
    r"(?:joista|siitä|niistä|josta|sisältää|varav|därav|av dem|av vilka|of which|of whom|of these"
    r"|including|incl|inkl|sis)\b"
)
_CHANGE = re.compile(
    r"\b(?:muutos(?:prosentti|%)?|förändring(?:en|ar|sprocent)?|ändring(?:en|sprocent)?|changes?"
    r"|difference|erotus|skillnad(?:en)?|kasvu|ökning(?:en)?|minskning(?:en)?|increase|decrease"
    r"|growth)\b(?! ?haku)"
)
# What a row of changes tells beside the name of what changed.
_SINCE = re.compile(
    r"(?:19|20)\d\d|%|\b(?:prosentti\w*|prosenttiyksik\w*|procent\w*|percent\w*|points?|kpl|st"
    r"|vuodesta|vuoteen|verrattuna|edellis\w* vuo\w+|edellisvuo\w+|från(?: år)?|jämfört med|since"
    r"|from|compared (?:with|to)|previous year|föregående år|året innan|year on year)\b"
)
_RESPONDENTS = re.compile(r"vastaaj|vastannei|vastannut|respondent|svarande|svarat|svarare")
_ANSWERED = re.compile(
    r"(?:saatu\w* |saapunei\w* |inkomna |completed |received )?"
    r"(?:vastauksia|vastaukset|palautettuja|palautuneita|svar|besvarade"
    r"|responses?|replies|answers|returned|completed)\b"
)
_SENT = re.compile(
    r"lähetet|kutsut|jaet|otos|toimitet|skicka|utskick|utdela|inbjud|invit|\bsent\b|distribut"
    r"|deliver|\bsample|urval"
)
_RATE = re.compile(
    r"vastausprosent|vastausast|vastausosuu|svarsprocent|svarsfrekvens|svarsandel|svarsgrad"
    r"|response rate|response share"
)
_SURVEYS = re.compile(r"kysely|enkät|survey|undersökning|mätning|mittau")
_QUANTITY = re.compile(
    r"päiv(?:ää|inä|iä|ä\b)|\bvrk\b|viikkoa|kuukautta|tuntia|tunteina|minuut|\bmin\b|euro|€|\bdagar"
    r"|timm|minut|veckor|månader|\b(?:days|hours|weeks|months)\b|prosentti|%"
)
_INVITED = re.compile(r"lomak|kutsu|formulär|blankett|inbjud|invit|\bform|questionnaire|otos|sampl")
_PEOPLE = re.compile(
    r"asiakka|asiakas|henkilö|kotitalou|perhei|lapsia|nuoria|klient|kund|person|hushåll|familj|barn"
    r"|client|customer|household|famil|child|people|patient|potila"
)
_OTHER = re.compile(
    r"(?:muu|muut|muuta|joku muu|jokin muu|jotain muuta|övrigt|övriga|annat|andra|other|others"
    r"|something else|none of)\b"
)
# Answers of which one person gives one only.
_EXCLUSIVE = re.compile(
    r"(?:kyllä|ei|en|en osaa sanoa|en tiedä|ei osaa sanoa|ei tietoa|ei vastausta|ja|nej|vet ej"
    r"|vet inte|kan inte säga|inget svar|yes|no|don't know|do not know|cannot say|no answer"
    r"|osittain|delvis|partly|in part|samaa mieltä|eri mieltä|av samma åsikt|av annan åsikt|agree"
    r"|disagree|neutral|(?:täysin|jokseenkin|melko|osittain|helt|delvis|strongly|somewhat)\s.*"
    r"|(?:erittäin|melko|mycket|ganska|very|fairly|quite)\s"
    r"(?:hyvä|huono|tyytyv|bra|dålig|nöjd|missnöjd|good|bad|poor|satisfied|dissatisfied).*"
    r"|ei hyvä eikä huono|varken.*|neither.*|hyvä|huono|tyydyttävä|kohtalainen|heikko|bra|dålig|god"
    r"|good|poor|bad|excellent|erinomainen|utmärkt|moit\w+|kiito\w+|idea\w*|kehittämis\w+|klander"
    r"|tack|beröm|idéer?|criticism|thanks|praise|complaints?|mielipi\w+|muu mielipide|annan åsikt"
    r"|other opinion|suosittelijat|passiiviset|neutraalit|arvostelijat|ambassadörer|passiva"
    r"|kritiker|promoters|passives|detractors|\d+)"
)
# Who people are: a person is one of them, but each may also answer for themselves.
_SORTS = re.compile(
    r"(?:nainen|mies|naiset|miehet|naisia|miehiä|kvinnor|män|women|men|pojat|tytöt|poikia|tyttöjä"
    r"|pojkar|flickor|boys|girls|muunsukupuoliset|annat|muu|muut|other"
    r"|(?:under |alle |yli |över |over )?\d+(?: \d+)?\+?(?: (?:v|vuotia\w+|år|åringar|years?))?)"
)
_GENERIC = frozenset(
    (
        *("vastuualue", "palvelut", "palvelu", "alue", "toimiala", "palvelualue", "tulosalue"),
        *("ansvarsområde", "ansvarsområdet", "tjänster", "tjänsterna", "service", "område"),
        *("serviceområde", "services", "area", "division", "department", "sector"),
    )
)
_SIGNS = re.compile(r"[^\w%+]+")


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """A name in one case and without accents; a file says each of its names many times."""
    return text.fold(name)


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """A name without its case, accents and punctuation."""
    return _SIGNS.sub(" ", fold(name)).strip()


@lru_cache(maxsize=8192)
def total(name: str) -> Total:
    """Whether a name is a total: "Yhteensä" is bare, "Palautteita yhteensä" tells of what.
    "Asiakaskyselyt (kaikki)" is a row as others are: what stands in brackets only explains."""
    said = plain(re.sub(r"\([^)]*\)", " ", name))
    if not said:
        return "bare" if _BARE.fullmatch(plain(name)) else ""
    if _BARE.fullmatch(said):
        return "bare"
    return "qualified" if _QUALIFIED.search(said) else ""


def whole(area: str) -> bool:
    """Whether an area is the whole house: "koko virasto", "hela staden"."""
    return bool(_WHOLE.match(fold(area)))


def part(item: str) -> bool:
    """Whether a row tells of a part of one above it: "joista lapsia", "varav barn"."""
    return bool(_PART.match(plain(item)))


@lru_cache(maxsize=8192)
def change(name: str) -> bool:
    return bool(_CHANGE.search(fold(name)))


def changed(item: str, others: Collection[str]) -> bool:
    """Whether a row that names a change tells of one: of nothing else, of named years or per cent,
    or of another row."""
    said = without_change(item)
    return not said or said in others or bool(_SINCE.search(fold(item)))


def without_change(name: str) -> str:
    """What changed: "Kiitokset, muutos vuodesta 2024, %" is told of "kiitokset"."""
    said = _SINCE.sub(" ", _CHANGE.sub(" ", fold(name)))
    return plain(re.sub(r"^\W*(?:in|of|i|av)\b", " ", said))


def respondents(item: str) -> bool:
    return bool(_RESPONDENTS.search(fold(item))) and not rate(item)


def answered(item: str) -> bool:
    """Whether a row tells how many answered, or how many answers came."""
    return respondents(item) or (bool(_ANSWERED.match(plain(item))) and not rate(item))


def sent(item: str) -> bool:
    return bool(_SENT.search(fold(item)))


def survey_sent(item: str) -> bool:
    """Whether what was sent were surveys, or people were invited to one."""
    return surveys(item) or bool(_INVITED.search(fold(item)))


def rate(item: str) -> bool:
    """Whether a row tells how many of those who were asked answered."""
    return bool(_RATE.search(fold(item)))


def surveys(item: str) -> bool:
    return bool(_SURVEYS.search(fold(item)))


def quantity(item: str) -> bool:
    """Whether a row tells days, hours or euros, and not how many of something."""
    return bool(_QUANTITY.search(fold(item)))


def people(name: str) -> bool:
    """Whether a row counts people, of whom one may stand in several rows."""
    return bool(_PEOPLE.search(fold(name))) and not respondents(name)


def other(item: str) -> bool:
    return bool(_OTHER.match(plain(item)))


@lru_cache(maxsize=8192)
def exclusive(item: str) -> bool:
    """Whether an item reads as one of several answers of which a person gives one."""
    return bool(_EXCLUSIVE.fullmatch(plain(item)))


@lru_cache(maxsize=8192)
def sort_of_people(item: str) -> bool:
    """Whether an item names people by gender or age."""
    return bool(_SORTS.fullmatch(plain(item)))


def ends(group: str) -> tuple[str, str]:
    """The service and the unit of a group: "Sosiaaliasemat: Kamppi" is of "Sosiaaliasemat"."""
    head, sign, tail = group.partition(": ")
    return (head.strip(), tail.strip()) if sign else ("", group.strip())


def head(item: str) -> str:
    """What an item tells of, without what is told after a colon or in brackets."""
    return plain(re.split(r"[:(]", item)[0])


@lru_cache(maxsize=8192)
def stems(name: str) -> frozenset[str]:
    """The words of a name under which another form of them is found: base forms where Finnish is
    understood, else the words. Words of totals and short words do not count."""
    said = _QUALIFIED.sub(" ", plain(name))
    return frozenset(word for word in words.lemmas(said).split() if len(word) > 3)


def akin(one: str, another: str) -> bool:
    """Whether two names speak of the same thing: "Välitön palaute" and "Palautteita yhteensä",
    "Alla socialstationer" and "Norrby socialstation"."""
    first, second = stems(one), stems(another)
    return bool(first & second) or any(_forms(a, b) for a in first for b in second)


def _forms(one: str, another: str) -> bool:
    """Whether two words begin alike and differ by an ending only."""
    shorter, longer = sorted((one, another), key=len)
    if len(shorter) > 5 and longer.startswith(shorter) and len(longer) - len(shorter) < 4:
        return True
    return _inflected(one, another)


def _inflected(one: str, another: str) -> bool:
    """The same where Finnish is not understood, and endings change what stands before them: palaute
    and palautteita, päivähoito and päivähoidon."""
    if words.available():
        return False
    shorter, longer = sorted((one, another), key=len)
    same = sum(
        1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, another, strict=False))
    )
    return same > 4 and len(shorter) - same < 3 and len(longer) - same < 6


@lru_cache(maxsize=8192)
def _core(area: str) -> tuple[frozenset[str], ...]:
    said = [word for word in plain(area).split() if word not in _GENERIC]
    return tuple(
        frozenset(alternative for each in words.query(word) for alternative in each)
        for word in said
    )


def same_area(one: str, another: str) -> bool:
    """Whether two names differ only in their forms and in words as "services" and "area":
    Päivähoito and Päivähoidon vastuualue."""
    if plain(one) == plain(another):
        return True
    cores = _core(one), _core(another)
    return (
        bool(cores[0])
        and len(cores[0]) == len(cores[1])
        and all(
            a & b or any(_inflected(one, other) for one in a for other in b)
            for a, b in zip(*cores, strict=True)
        )
    )


HOUSE = "*"
"""The key of the whole house, however it is called."""


def areas(cells: Iterable[Cell]) -> Mapping[str, str]:
    """One key for each area, by its printed names. Names that stand beside each other in one row of
    a table are two areas, however alike: no table prints one figure of an area twice."""
    rows: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for cell in cells:
        row = (cell.table, cell.group, plain(cell.item), cell.first, cell.last, cell.statistic)
        rows[cell.area].add(row)
    keys = {name: HOUSE if whole(name) or total(name) else plain(name) for name in rows}
    alike: dict[str, list[str]] = defaultdict(list)
    for name, key in keys.items():
        if key != HOUSE:
            for word in sorted(_core(name)[0]) if _core(name) else ():
                alike[word].append(name)
    for names in alike.values():
        for one, another in combinations(names, 2):
            if not rows[one] & rows[another] and same_area(one, another):
                joined = {keys[one], keys[another]}
                keys = {name: min(joined) if key in joined else key for name, key in keys.items()}
    return keys


def group_key(group: str) -> str:
    """One key for a group: all of a service are the service itself."""
    of, unit = ends(group)
    if total(unit) == "bare":
        return plain(of)
    return plain(group)
