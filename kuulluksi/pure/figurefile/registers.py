"""Registers outside this house that tell how many complained, appealed or turned to the social
ombudsman: what they count has a key, and names by which files of figures call it.
"""

from collections.abc import Mapping

from kuulluksi.pure.text import fold

NAMES: Mapping[str, tuple[str, ...]] = {
    "register/complaints": (
        *("Kantelut", "Kanteluita", "Kanteluja", "Hallintokantelut"),
        *("Klagomål", "Förvaltningsklagan", "Complaints to supervisory authorities"),
    ),
    "register/objections": (
        *("Muistutukset", "Muistutuksia", "Anmärkningar", "Formal complaints"),
    ),
    "register/appeals": ("Muutoksenhaut", "Ändringssökanden", "Appeals"),
    "register/ombudsman": (
        *("Yhteydenotot sosiaaliasiamieheen", "Yhteydenotot sosiaaliasiavastaavaan"),
        *("Yhteydenotot asiavastaavaan", "Kontakter med socialombudsmannen"),
        *("Kontakter med socialombudet", "Contacts with the social ombudsman"),
    ),
    "register/decisions": (
        *("Yksilöhuollon päätöksiä", "Individbeslut", "Decisions on individuals"),
    ),
    "register/decisions-appealed": ("Muutoksenhakuja", "Överklagade beslut", "Decisions appealed"),
    "register/decisions-changed": (
        *("Päätöstä muutettiin", "Muutettuja päätöksiä", "Ändrade beslut", "Decisions changed"),
    ),
    # How many surveys were held, and how many answered them.
    "register/surveys": ("Kyselyjen määrä", "Antal enkäter", "Number of surveys"),
    "register/survey-answers": (
        *("Asiakaskyselyt (kaikki)", "Svar på klientenkäter", "Answers to surveys of clients"),
    ),
}

_BY_NAME = {fold(name): key for key, names in NAMES.items() for name in names}


def key_of(item: str) -> str:
    """What a register counts by that name; "" when it is none of them."""
    return _BY_NAME.get(fold(item), "")
