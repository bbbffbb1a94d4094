"""Addresses of the staff pages."""

from django.urls import include, path

from kuulluksi.web.staff import accounts, inbox, voice

app_name = "staff"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("kirjaudu/", accounts.login, name="login"),
    path("kirjaudu-ulos/", accounts.logout, name="logout"),
    path("salasana/<str:who>/<str:token>/", accounts.set_password, name="set-password"),
    path("minun-tietoni/", accounts.me, name="me"),
    path("minun-tietoni/kieli/", accounts.language, name="me-language"),
    path("minun-tietoni/salasana/", accounts.password, name="me-password"),
    path("minun-tietoni/poissaolot/", accounts.add_absence, name="me-absence"),
    path(
        "minun-tietoni/poissaolot/<int:absence>/poista/",
        accounts.remove_absence,
        name="me-absence-remove",
    ),
    path("palaute/<int:voice>/", voice.voice, name="voice"),
    path("palaute/<int:voice>/vastaus/", voice.answer, name="voice-answer"),
    path("palaute/<int:voice>/siirto/", voice.move, name="voice-move"),
    path("palaute/<int:voice>/muistiinpano/", voice.note, name="voice-note"),
    path("palaute/<int:voice>/keskustelu/", voice.talk, name="voice-talk"),
    path("palaute/<int:voice>/sulkeminen/", voice.close, name="voice-close"),
    path("palaute/<int:voice>/tarkistettu/", voice.release, name="voice-release"),
    path("palaute/<int:voice>/ohjelman-lahettama/", voice.discard, name="voice-discard"),
    path("organisaatio/", include("kuulluksi.web.staff.organisation.urls")),
]
