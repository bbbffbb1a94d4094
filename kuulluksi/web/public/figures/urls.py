"""Addresses of the public pages of figures."""

from django.urls import path

from kuulluksi.web.public.figures import index, place, printed, report

urlpatterns = [
    path("luvut/", index.figures, name="figures"),
    path("luvut/sarjat/<slug:source>/", printed.printed, name="figures-printed"),
    path("luvut/<slug:place>/", place.figures_place, name="figures-place"),
    path("kysely/<slug:wave>/tulokset/", report.wave_report, name="wave-report"),
]
