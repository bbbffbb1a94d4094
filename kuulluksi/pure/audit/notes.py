"""What the note of a figure tells of it, in Finnish, Swedish or English: that it is an estimate,
covers a part of the year, is counted in another year, has another base. A note that is not
understood tells nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from kuulluksi.pure.text import fold


@dataclass(frozen=True, slots=True)
class Says:
    """`limit` is "over" or "under" when the true figure is told to lie on that side; `years` are
    the years that the note names, `numbers` its other whole numbers; `counted` the years in which
    what is told was counted, `earlier` that it was counted the year before."""

    estimate: bool = False
    limit: str = ""
    several: bool = False
    single: bool = False
    partial: bool = False
    counted: tuple[int, ...] = ()
    earlier: bool = False
    units: tuple[tuple[str, int], ...] = ()
    of_what: frozenset[str] = frozenset()
    changed: bool = False
    incomplete: bool = False
    average: bool = False
    based: bool = False
    respondents: int | None = None
    years: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()


NOTHING = Says()

_YEAR = re.compile(r"(?<![\d,])(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|(?<![\d.,])\d+(?![\d.,]*\d)")

# Short words that say "estimate" only when they open a part of the note or stand before a number:
# "about", but not "questions about".
_OVER = r"over|more than|at least|yli|vähintään|runsaa?s?t?i?|över|drygt|minst|mer än"
_UNDER = r"under|less than|nearly|almost|alle|lähes|vajaa|enintään|nästan|knappt|högst|mindre än"
_ABOUT = r"about|around|circa|c|ca|cirka|noin|n|runt|omkring|ungefär|suunnilleen"
_LIMITS = re.compile(
    rf"(?:^|[;,(.:]\s*|\b(?:printed as|print:)\s+)(?:(?P<over>{_OVER})|(?P<under>{_UNDER})"
    rf"|(?P<about>{_ABOUT}))\b\.?(?=\s*(?:$|[;,).]|\d))"
)
_ESTIMATE = re.compile(
    r"\b(?:approx\w*|estimate\w*|rough(?:ly)?|rounded|noin|arvio(?:n|t|ta|lta|ina|na|itu|idut)?"
    r"|arviolukua?|pyöriste\w+|ungefär|cirka|uppskatt\w+|avrund\w+)\b|[~≈]"
)
_SEVERAL = re.compile(
    r"multiple|several (?:answer|alternative|option|choice|topic|service|reason)|more than one"
    r"|select all|overlap|monivalin|useita|useamm|useampi|usean |monta (?:vaihtoeh|vastau)"
    r"|päällekkäi"
    r"|flerval|flera|mer än e(?:tt|n)\b|överlapp"
    r"|(?:only|just) once|sama (?:asiak|henkil|perhe)|(?:laskettu|mukana) (?:vain )?kerran"
    r"|same (?:client|person|family)|samma (?:klient|person|familj)|en gång"
)
_SINGLE = re.compile(
    r"single[- ](?:choice|answer)|one (?:answer|choice|option)|yksivalin|yksi vaihtoehto|vain yhden"
    r"|yhden vaihtoehdon|enval|ett alternativ|ett val\b"
)
_MONTHS = (
    r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)(?:kuu\w*|\s*[-–])"
    r"|january|february|march|april|june|july|august|september|october|november|december"
    r"|januari|februari|mars|juni|juli|augusti|oktober"
)
_PARTIAL = re.compile(
    rf"\b\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?\s*[-–]\s*\d{{1,2}}\.\d{{1,2}}\.|{_MONTHS}"
    r"|\bmonths?\b|kuukau(?:si|den|tta)\b|kuukautta|\bkk\b|\bmånad(?:er|erna)?\b|quarter|kvartal"
    r"|neljännes|half of the year|half[- ]year|puoli(?:vuosi|vuotta|skausi)|halvår|part of the year"
    r"|osa(?:n)? vuodesta|osan vuotta|del av året"
    r"|only (?:the )?(?:spring|summer|autumn|fall|winter)"
    r"|vain (?:kevä|kesä|syks|talv)|endast (?:vår|sommar|höst|vint)"
)
_REPEATED = re.compile(
    r"per month|a month|kuukaudessa|i månaden|per månad|every month|months? late"
)
_COUNTED = re.compile(
    r"(?:counted in|collected in|from (?:the year )?|figures? (?:of|for|from)|data (?:of|for|from)"
    r"|refers? to|concerns?|relates? to|koskee vuotta|koskevat vuotta|vuoden|vuodelta"
    r"|laskettu vuonna"
    r"|laskettu|kertynyt vuonna|tiedot|avser år|avser|gäller år|gäller|från år|från"
    r"|räknade? (?:år )?"
    r"|räknat (?:år )?|räknats (?:år )?|siffror för)\s*((?:19|20)\d\d)"
)
_EARLIER = re.compile(
    r"(?:previous|preceding|earlier) year|year (?:before|late|earlier)|edellis\w+ vuo\w+"
    r"|edeltävä\w+ vuo\w+|vuoden viive|vuotta myöhässä|föregående år|året innan|året före"
    r"|ett års? efter"
)
_UNITS = re.compile(
    r"\b([^\W\d_]{3,})\s+(?:in |vuonna |år |under |i )?((?:19|20)\d\d)\b[,;]?\s*"
    r"(?:and |but |ja |mutta |och |men )?([^\W\d_]{3,})\s+(?:in |vuonna |år |under |i )?"
    r"((?:19|20)\d\d)\b"
)
_UNITS_AFTER = re.compile(
    r"\b(?:in |vuonna |år )?((?:19|20)\d\d)\s+(?:only |vain |endast )?([^\W\d_]{3,})[,;]\s*"
    r"(?:and |but |ja |mutta |och |men )?(?:in |vuonna |år )?((?:19|20)\d\d)\s+([^\W\d_]{3,})"
)
_COUNTS_OF = {
    "persons": r"henkilö|ihmisi|asiakkai|asiakas|person|klient|people|client|människ",
    "matters": r"\basioi|tapauk|ärende|\bfall\b|matter|\bcases?\b",
    "contacts": r"yhteydenot|kontakt|contacts?\b",
    "visits": r"käynte|käynti|besök|visits?\b",
    "households": r"kotitalou|hushåll|household",
    "families": r"perheitä|familj|famil",
    "decisions": r"päätöks|beslut|decision",
}
_CHANGED = re.compile(
    r"chang(?:ed|es)\b|new (?:definition|method|way|system|classification|form|question)"
    r"|comparab|differently|break in (?:the )?series|defined otherwise"
    r"|muuttu\w+|muutettu"
    r"|uu(?:si|della|den) (?:tilastoin|laskenta|menetel|järjestel|luokitu|mittari)"
    r"|vertailukelpo|vertailla|eri tavalla|eri tavoin|ändra"
    r"|ny(?:tt|a)? (?:metod|definition|statistik"
    r"|system|klassific|sätt)|jämförbar|jämföra|på ett annat sätt"
)
_INCOMPLETE = re.compile(
    r"not (?:printed|published|shown|included|available)|too few|missing|exclud\w+|without|except"
    r"|\bei (?:ole )?(?:julkaist|painet|näyte|muka|saatavi|sisäl)|eivät (?:sisäl|ole muka)|puuttu"
    r"|liian vähän|liian har|lukuun ottamatta|pois lukien|\bilman\b|saknas|visas inte"
    r"|publiceras inte"
    r"|ingår inte|för få|exklusive|förutom|\butan\b"
)
_AVERAGE = re.compile(
    r"average|per year|keskiarvo|keskimäärin|vuodessa|medeltal|genomsnitt|per år|årligen"
)
_BASED = re.compile(
    r"\bbase\b|\bof (?:those|the|all)\b|\bof \d|perusjoukko|\bpohja|niistä|\bjoista|\bbas\b|av dem"
    r"|\bav \d"
)
_RESPONDENTS = re.compile(
    r"(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)\s+(?:respondent|answer|vastaaj|vastannut|vastaus|vastaust"
    r"|svar)"
    r"|\bn\s*=\s*(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)"
)


@lru_cache(maxsize=4096)
def read(note: str, printed: str = "") -> Says:
    """What a note says, and what stands around a printed number ("noin 120")."""
    if not note and not _marked(printed):
        return NOTHING
    said = fold(note)
    years = tuple(int(year) for year in _YEAR.findall(said))
    limit = _LIMITS.search(said) or _LIMITS.search(fold(printed))
    counted = tuple(int(year) for year in _COUNTED.findall(said))
    earlier = bool(_EARLIER.search(said))
    respondents = _RESPONDENTS.search(said)
    return Says(
        estimate=bool(limit or _ESTIMATE.search(said) or _ESTIMATE.search(fold(printed))),
        limit=next((side for side in ("over", "under") if limit and limit[side]), ""),
        several=bool(_SEVERAL.search(said)),
        single=bool(_SINGLE.search(said)),
        partial=bool(_PARTIAL.search(said)) and not _REPEATED.search(said),
        counted=counted,
        earlier=earlier,
        units=() if counted or earlier else _units(said),
        of_what=frozenset(what for what, sign in _COUNTS_OF.items() if re.search(sign, said)),
        changed=bool(_CHANGED.search(said)),
        incomplete=bool(_INCOMPLETE.search(said)),
        average=bool(_AVERAGE.search(said)),
        based=bool(_BASED.search(said)),
        respondents=int(_digits(respondents[1] or respondents[2])) if respondents else None,
        years=years,
        numbers=tuple(
            number
            for found in _NUMBER.findall(said)
            if (number := int(_digits(found))) not in years
        ),
    )


def _marked(printed: str) -> bool:
    return any(sign.isalpha() or sign in "~≈" for sign in printed)


def _units(said: str) -> tuple[tuple[str, int], ...]:
    """ "persons in 2010, matters in 2011": what was counted differs by year."""
    for words in _UNITS.finditer(said):
        if words[1] != words[3] and words[2] != words[4]:
            return (words[1], int(words[2])), (words[3], int(words[4]))
    for words in _UNITS_AFTER.finditer(said):
        if words[2] != words[4] and words[1] != words[3]:
            return (words[2], int(words[1])), (words[4], int(words[3]))
    return ()


def _digits(found: str) -> str:
    return "".join(sign for sign in found if sign.isdigit())
