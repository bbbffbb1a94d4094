"""Addresses of the public pages. No receipt code ever stands in an address."""

from django.urls import path

from kuulluksi.web.public import giving, journey, pages

app_name = "public"
urlpatterns = [
    path("", pages.home, name="home"),
    path("palaute/", giving.give, name="give"),
    path("palaute/palvelu/<slug:service>/", giving.give, name="give-service"),
    path("palaute/<slug:unit>/", giving.give, name="give-unit"),
    path("matka/", journey.journey, name="journey"),
    path("matka/lisaa/", journey.add, name="journey-add"),
    path("matka/auttoiko/", journey.judge, name="journey-judge"),
    path("matka/peru/", journey.withdraw, name="journey-withdraw"),
    path("paikat/", pages.places, name="places"),
    path("juliste/palvelu/<slug:service>/", pages.poster, name="poster-service"),
    path("juliste/<slug:unit>/", pages.poster, name="poster-unit"),
    path("linkki/", pages.link, name="link"),
    path("tietosuoja/", pages.privacy, name="privacy"),
    path("saavutettavuus/", pages.accessibility, name="accessibility"),
]
