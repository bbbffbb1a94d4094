"""Addresses of the organisation's pages."""

from django.urls import URLPattern, path

from kuulluksi.web.staff.organisation import imports, pages, things, wishes

WORDS = {
    "area": "alueet",
    "service": "palvelut",
    "unit": "yksikot",
    "person": "henkilot",
    "role": "roolit",
    "duty": "tehtavat",
    "absence": "poissaolot",
    "rule": "ohjaus",
    "opening": "vastausalut",
    "wish": "kohtaaminen",
}


def rows(kind: str, word: str) -> list[URLPattern]:
    """One kind of row: a new one, a known one, and its removal where that is possible."""
    which = {"kind": kind}
    found = [
        path(f"{word}/uusi/", things.create, which, name=f"{kind}-new"),
        path(f"{word}/<int:pk>/", things.change, which, name=kind),
    ]
    if things.THINGS[kind].remove:
        found.append(path(f"{word}/<int:pk>/poista/", things.remove, which, name=f"{kind}-remove"))
    return found


urlpatterns = [
    path("", pages.places, name="organisation"),
    path("henkilot/", pages.people, name="people"),
    path("henkilot/<int:pk>/lahtee/", pages.leave, name="person-leaves"),
    path("henkilot/<int:pk>/linkki/", things.send_link, name="person-link"),
    path("tehtavat/", pages.duties, name="duties"),
    path("ohjaus/", pages.rules, name="rules"),
    path("ohjaus/<int:pk>/ylos/", pages.move_rule, {"up": True}, name="rule-up"),
    path("ohjaus/<int:pk>/alas/", pages.move_rule, {"up": False}, name="rule-down"),
    path("vastausalut/", pages.openings, name="openings"),
    path("kohtaaminen/", wishes.wish_list, name="wish-list"),
    path("kohtaaminen/valmis/", wishes.start, name="wish-start"),
    path("kohtaaminen/<int:pk>/ylos/", wishes.move, {"up": True}, name="wish-up"),
    path("kohtaaminen/<int:pk>/alas/", wishes.move, {"up": False}, name="wish-down"),
    path("kohtaaminen/<int:pk>/pois/", wishes.use, {"in_use": False}, name="wish-retire"),
    path("kohtaaminen/<int:pk>/takaisin/", wishes.use, {"in_use": True}, name="wish-return"),
    path("linkit/", pages.paper_links, name="paper-links"),
    path("tarkistus/", pages.daily_check, name="daily-check"),
    path("kaytanto/", pages.authority, name="authority"),
    path("tuonti/", imports.choose, name="import-places"),
    path("tuonti/muutokset/", imports.plan, name="import-plan"),
    path("tuonti/tee/", imports.carry_out, name="import-do"),
    *(pattern for kind, word in WORDS.items() for pattern in rows(kind, word)),
]
