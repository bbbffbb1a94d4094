"""Addresses of the staff pages."""

from django.urls import include, path

from kuulluksi.web.staff import (
    accounts,
    entry,
    harm,
    inbox,
    meetings,
    publishing,
    surges,
    team,
    voice,
    wishes,
)

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
    path("palaute/<int:voice>/ohjaus/", voice.hand_on, name="voice-hand-on"),
    path("palaute/<int:voice>/palautteeksi/", voice.as_feedback, name="voice-as-feedback"),
    path("palaute/<int:voice>/muistiinpano/", voice.note, name="voice-note"),
    path("palaute/<int:voice>/valitieto/", voice.interim, name="voice-interim"),
    path("palaute/<int:voice>/kiireellinen/", voice.urgent, name="voice-urgent"),
    path("palaute/<int:voice>/ei-kiireellinen/", voice.calm, name="voice-calm"),
    path("palaute/<int:voice>/julkaisu/", publishing.publish, name="voice-publish"),
    path("palaute/<int:voice>/julkaisu/poisto/", voice.take_down, name="voice-take-down"),
    path("palaute/<int:voice>/keskustelu/", voice.talk, name="voice-talk"),
    path("palaute/<int:voice>/sulkeminen/", voice.close, name="voice-close"),
    path("palaute/<int:voice>/tarkistettu/", voice.release, name="voice-release"),
    path("palaute/<int:voice>/ohjelman-lahettama/", voice.discard, name="voice-discard"),
    path("palaute/<int:voice>/kiitos/", meetings.thank, name="voice-thank"),
    path("palaute/<int:voice>/asialistalle/", meetings.agenda, name="voice-agenda"),
    path("palaute/<int:voice>/johtopaatos/", meetings.conclude, name="voice-conclude"),
    path("ryhma/", team.team, name="team"),
    path("ruuhkat/", surges.surges, name="surges"),
    path("kirjaa/", entry.write_down, name="write-down"),
    path("kirjaa/kuitti/", entry.slip, name="write-down-slip"),
    path("kohtaaminen/", wishes.wishes, name="wishes"),
    path("haitta/", harm.listed, name="harm"),
    path("haitta/<int:harm>/", harm.report, name="harm-report"),
    path("organisaatio/", include("kuulluksi.web.staff.organisation.urls")),
]
