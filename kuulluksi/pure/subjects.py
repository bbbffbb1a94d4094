"""Which words tell what a text is about: base forms of nouns, adjectives and verbs that not every
feedback holds, and never anybody's name."""

from collections.abc import Collection

from kuulluksi.pure import words
from kuulluksi.pure.text import fold

SHORTEST = 4

_TELLING = frozenset({"nimisana", "laatusana", "nimisana_laatusana", "teonsana"})
_NAMES = frozenset({"etunimi", "sukunimi", "nimi", "paikannimi"})
# Too common in feedback to be a subject, and what Voikko does not know: Swedish and English.
_COMMON = frozenset(
    fold(
        "asia asiakas asioida kiitos kiittää palaute palvelu palvella henkilö henkilökunta ihminen"
        " hyvä huono paljon vähän kaikki joku mikään muu moni sama toinen oma uusi vanha suuri"
        " pieni iso aika päivä viikko kuukausi vuosi kerta tänään huomenna eilen olla voida saada"
        " tulla tehdä mennä antaa ottaa sanoa kertoa haluta pitää täytyä joutua tietää tuntea"
        " tuntua jäädä käydä pyytää toivoa auttaa apu ajatella alkaa lähteä laittaa pystyä yrittää"
        " yksikkö toimisto sosiaaliasema työntekijä työ asema sosiaali ohjaaja ohjata esihenkilö"
        " mukava ihana kiva hieno todella tapa tapaus tilanne kysymys vastaus vaikea"
        " alla allt att bara blev blir bra dålig dock efter eller fick från för fråga ganska gick"
        " göra gör ha hade han har hela henne hennes här inte jag kan kanske kom kommer kunde lite"
        " man med mera mig min mina mitt mycket måste något några och också om personal samma"
        " service ska skulle som sedan sina sitt socialstation tack till tjänst under utan var vara"
        " varför varit vem vilken väldigt är över klient klienten arbetare anställd bättre"
        " about after again also always been being but can client could customer did does even"
        " feedback from get good had has have help her here him his just like made make many more"
        " most much must need never not only other our out over people please said service should"
        " social some staff still such than thank thanks that the their them then there they this"
        " time told too very want was way well went were what when where which who why will with"
        " work worker would year you your"
    ).split()
)


def is_subject(word: str, names: Collection[str] = ()) -> bool:
    """Whether a folded word of `pure.words.lemmas` may be shown as what voices are about. `names`:
    the folded names of people who work here."""
    if len(word) < SHORTEST or not word.isalpha() or word in _COMMON or word in names:
        return False
    known = words.classes(word) | words.classes(word.capitalize())
    if known & _NAMES:
        return False
    return not known or (bool(known & _TELLING) and words.is_base(word))
