"""Addresses of the public pages. No receipt code ever stands in an address."""

from django.urls import include, path

from kuulluksi.web.public import giving, journey, mail, pages, published, unit, wishes

app_name = "public"
urlpatterns = [
    path("", pages.home, name="home"),
    path("palaute/", giving.give, name="give"),
    path("palaute/palvelu/<slug:service>/", giving.give, name="give-service"),
    path("palaute/<slug:unit>/", giving.give, name="give-unit"),
    path("matka/", journey.journey, name="journey"),
    path("matka/lisaa/", journey.add, name="journey-add"),
    path("matka/auttoiko/", journey.judge, name="journey-judge"),
    path("matka/muuttuiko/", journey.better, name="journey-better"),
    path("matka/haitta/", journey.harm, name="journey-harm"),
    path("matka/julkaisu/", journey.publish, name="journey-publish"),
    path("matka/peru/", journey.withdraw, name="journey-withdraw"),
    path("paikat/", pages.places, name="places"),
    path("paikat/<slug:unit>/", unit.unit, name="unit"),
    path("sanottua/", published.everywhere, name="published"),
    path("juliste/palvelu/<slug:service>/", pages.poster, name="poster-service"),
    path("juliste/<slug:unit>/", pages.poster, name="poster-unit"),
    path("lomake/<slug:unit>/", pages.paper_form, name="paper-form"),
    path("kohtaaminen/", wishes.wishes, name="wishes"),
    path("kohtaaminen/<slug:unit>/", wishes.wishes, name="wishes-unit"),
    path("linkki/", pages.link, name="link"),
    path("posti/", mail.mail, name="mail"),
    path("tietosuoja/", pages.privacy, name="privacy"),
    path("saavutettavuus/", pages.accessibility, name="accessibility"),
    path("", include("kuulluksi.web.public.figures.urls")),
    path("", include("kuulluksi.web.public.outcomes.urls")),
    path("", include("kuulluksi.web.public.heard.urls")),
    path("", include("kuulluksi.web.public.statements.urls")),
    path("", include("kuulluksi.web.public.surveys.urls")),
]
