"""Words that tell of danger today: to a life, to a child, or a night without food or a bed.

Whoever is on duty is told at once, so a word that stands alone is taken only when it hardly ever
means anything else; the others must stand together in a pattern. Services that help with danger
(“väkivaltatyö”, “suicide prevention”) are no danger.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from kuulluksi.pure import words
from kuulluksi.pure.text import folded_token, tokens

# So many fillers may stand between two words of a pattern.
GAP = 3
# So far around a pattern a word that gives it another meaning is looked for.
NEAR = 3


@dataclass(frozen=True)
class Pattern:
    """Words in this order, with nothing but fillers between them. Each slot holds alternatives:
    base forms, written forms, or beginnings ("itsemurha*")."""

    slots: tuple[frozenset[str], ...]
    unless: frozenset[str] = field(default_factory=frozenset)


def listed(forms: str) -> frozenset[str]:
    return frozenset(forms.split())


def pattern(*slots: str, unless: str = "") -> Pattern:
    return Pattern(tuple(listed(slot) for slot in slots), listed(unless))


FILLERS = listed(
    # Finnish
    "enää vain nyt mitään yhtään meillä minulla lapsilla lapsille hänellä täällä kotona tänään edes"
    " taas sitten aina joka päivä yö että on ollut ihan jo se hän välillä koko ajan usein eilen"
    " viime yönä illalla tänä monta päivään minun hänen oma mies isä äiti uhkasi ja"
    # Swedish
    " längre bara nu att ens någon idag ikväll hemma igen ofta varje dag alltid vi jag min mina det"
    # English
    " really just the my to at all in on of even any a us me our i anymore that will be left often"
    " again"
)

# What is done to whom: in the case that the verb asks for, so that "löi luurin" is not meant.
_FI_WHOM = (
    "minua meitä häntä lasta lapsia lastani lapsiani lastaan lapsiaan lapsiamme vauvaa vauvaani"
    " äitiä äitiäni isääni vaimoaan siskoani veljeäni poikaa poikaani tyttöä tyttöäni tytärtäni"
)
_FI_HIT = "lyödä hakata potkia kuristaa pahoinpidellä puukottaa piestä"
_FI_KIN = "mies aviomies puoliso vaimo isä äiti poikaystävä tyttöystävä exä ex eksä poika"
_SV_WHOM = "mig oss honom henne barnet barnen mamma pappa"
_SV_CHILD = "barn barnet barnen bebisen babyn"
_EN_WHOM = "me us him her my child children kid kids baby mother"
_EN_CHILD = "child children kid kids baby son daughter"

PATTERNS = (
    # Suicide and self-harm.
    pattern("itsemurha*", unless="ehkäisy* ehkäistä torjunta*"),
    pattern("itsetuhoi*"),
    pattern("tappaa hirttää ampua satuttaa vahingoittaa viiltää", "itse"),
    pattern("itse", "tappaa hirttää ampua satuttaa vahingoittaa viiltää"),
    pattern("haluta tahtoa toivoa", "kuolla kuolisin kuolemaa"),
    pattern("ei", "jaksaa haluta tahtoa", "elää"),
    pattern("lopettaa päättää", "elämäni elämänsä päiväni päivänsä"),
    pattern("självmord*", unless="förebygg* prevention*"),
    pattern("självskad*"),
    pattern("ta tar tog tagit", "livet", "av", "mig sig"),
    pattern("vill ville önskar", "dö"),
    pattern("vill orkar", "inte", "leva"),
    pattern("skada skadar skär skära döda", "mig sig", "själv"),
    pattern("suicid*", unless="prevent*"),
    pattern("kill killing hurt hurting harm harming cut cutting", "myself herself himself"),
    pattern("want wanted wish", "die"),
    pattern("dont not", "want", "live"),
    pattern("end ending ended", "life", unless="contract project"),
    # Violence and threats.
    pattern("uhata aikoa yrittää luvata", "tappaa puukottaa ampua hakata polttaa satuttaa lyödä"),
    pattern("uhata", "väkivalta puukko veitsi ase", unless="väkivaltatyö*"),
    pattern("tappouhka*"),
    pattern(
        "tappaa",
        "minut meidät hänet lapset lapseni lapsemme",
        unless="odotus odottaa odottaminen stressi väsymys kiire tylsyys nauru",
    ),
    pattern(_FI_HIT, _FI_WHOM),
    pattern(_FI_WHOM, _FI_HIT),
    pattern("raiskata", "minut minua hänet häntä"),
    pattern("minut minua hänet häntä", "raiskata"),
    pattern("pelätä", "henkeni henkensä henkemme"),
    pattern("pelätä", "miestäni puolisoani isääni exääni poikaystävääni väkivaltaa"),
    pattern(_FI_KIN, "olla", "väkivaltainen"),
    pattern("hengenvaara*"),
    pattern("dödshot* mordhot*"),
    pattern("hotar hotade hotat", "döda slå mörda skada"),
    pattern("dödar döda mörda mördar", _SV_WHOM),
    pattern(
        "slår slog slagit misshandlar misshandlade våldtar våldtog sparkar stryper stryp",
        _SV_WHOM,
        unless="att hur varför",
    ),
    pattern("rädd rädda fruktar", "för", "mitt sitt vårt våra", "liv"),
    pattern("rädd rädda", "för", "min", "man make pappa pojkvän"),
    pattern("livsfara"),
    pattern("threatened threatens threatening threat", "kill hurt stab shoot hit beat"),
    pattern(
        "hits hitting beats beating rapes raped strangled strangles stabbed choked chokes",
        _EN_WHOM,
    ),
    pattern("kill kills", "me us him her", unless="this wait* queue* paperwork it stress*"),
    pattern("afraid fear scared", "for", "life lives"),
    pattern("afraid scared", "husband boyfriend ex partner"),
    # A child in danger.
    pattern("lapsi vauva taapero", "olla jättää joutua", "vaara hätä heitteille heitteillä"),
    pattern("lapsi vauva taapero", "olla jättää", "yksin", "koti yö kotona kotiin"),
    pattern("lapsi", "hyväksikäy*"),
    pattern("seksuaalisesti", "hyväksi hyväksikäy*"),
    pattern(_SV_CHILD, "är", "i", "fara"),
    pattern(_SV_CHILD, "är lämnas", "ensamma ensam ensamt", "hemma natten"),
    pattern(_EN_CHILD, "is are", "danger"),
    pattern(_EN_CHILD, "is are left", "alone", "home night"),
    # Nothing to eat, nowhere to sleep.
    pattern(
        "ei", "olla", "ruokaa", unless="tarjolla tarjottu tarjoilu* allergia* kahvila ravintola"
    ),
    pattern("ei", "olla", "rahaa", "ruokaan ruoaksi"),
    pattern("olla", "ilman", "ruokaa", unless="allergia* tarjoilu* kahvila"),
    pattern("nähdä", "nälkää"),
    pattern("ei", "olla", "yöpaikkaa yösijaa"),
    pattern("ei", "olla", "paikkaa", "nukkua yöksi yöpyä"),
    pattern("olla jäädä", "ilman", "yöpaikkaa yösijaa"),
    pattern(
        "nukkua yöpyä",
        "ulkona kadulla autossa rappukäytävässä puistossa metsässä",
        unless="vauva vauvan päiväuni* vaunu* taapero retki leiri",
    ),
    pattern("joutua jäädä", "kadulle"),
    pattern("häätö häätää", "tänään huomenna"),
    pattern("har finns", "ingen inget", "mat", unless="serve* allerg* meny*"),
    pattern("inte", "har", "mat", unless="serve* allerg* meny*"),
    pattern("har", "inte", "mat", unless="serve* allerg* meny*"),
    pattern("inga inte", "pengar", "till för", "mat maten"),
    pattern("ingenstans", "sova bo övernatta"),
    pattern("sover sova", "ute utomhus gatan bilen trappuppgången", unless="barnvagn* vagn*"),
    pattern("hamnar hamnade", "på", "gatan"),
    pattern("have has had is got", "no", "food", unless="served menu allerg* cafe* canteen"),
    pattern("nothing", "eat", unless="served menu allerg* cafe* canteen"),
    pattern("nowhere", "sleep stay live"),
    pattern("sleep sleeping slept", "outside outdoors rough street streets car", unless="nap pram"),
)

# With which letters a word begins that can complete a pattern. Only a text that has one of them is
# looked at word by word: the analysis takes time, and somebody waits for the receipt.
STEMS = tuple(
    listed(
        "itsemurh itsetuh itse kuol elä elo väkiv tapp tapa tapo hengenvaar raisk pelk pelä peljä"
        " lyö löi hak potk kuris pahoin puuk pies uhk uha vaara hädä hätä heitte yksi"
        " hyväksi ruokaa ruokaan ruoaksi nälkää yöpaik yösija yöksi nuk yöpy kadulle ulkona häät"
        " hääd päiväni päivänsä"
        " självmord självskad livet dö leva själv mordhot hot mörd slår slog slag misshan våld"
        " spark stryp liv rädd frukt fara ensam mat ingenstans ute utomhus gatan bilen trapp"
        " suic mysel hersel himsel die live life threat hits hitti beat rape strang stab chok kill"
        " afraid fear scared danger alone food nothing nowhere sleep slept"
    )
)


def tells_of_danger(text: str) -> bool:
    """Whether the words of a text, in any of the three languages, tell of danger at hand."""
    written = [word for token in tokens(text) if (word := folded_token(token))]
    if not any(word.startswith(STEMS) for word in written):
        return False
    said = [_forms(word) for word in written]
    return any(_stands(each, said) for each in PATTERNS)


def _forms(word: str) -> frozenset[str]:
    """The word as written and its Finnish base forms."""
    return frozenset([word, *(form for forms in words.query(word) for form in forms)])


def _stands(each: Pattern, said: Sequence[frozenset[str]]) -> bool:
    for start, forms in enumerate(said):
        if not _fits(forms, each.slots[0]):
            continue
        end = _end(each.slots[1:], said, start + 1)
        around = said[max(start - NEAR, 0) : (end or 0) + NEAR]
        if end is not None and not any(_fits(near, each.unless) for near in around):
            return True
    return False


def _end(
    slots: tuple[frozenset[str], ...], said: Sequence[frozenset[str]], place: int
) -> int | None:
    """Where the rest of a pattern ends that goes on at `place`; None when it does not stand."""
    for slot in slots:
        last = place + GAP
        while place < len(said) and not _fits(said[place], slot):
            if place == last or not said[place] & FILLERS:
                return None
            place += 1
        if place == len(said):
            return None
        place += 1
    return place


def _fits(forms: frozenset[str], slot: frozenset[str]) -> bool:
    return bool(forms & slot) or any(form.startswith(_beginnings(slot)) for form in forms)


@cache
def _beginnings(slot: frozenset[str]) -> tuple[str, ...]:
    return tuple(word[:-1] for word in slot if word.endswith("*"))
