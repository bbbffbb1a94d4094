"""Addresses of the staff pages of figures. Fixed words stand before places."""

from django.urls import path

from kuulluksi.web.staff.figures import (
    auditing,
    definition,
    export,
    index,
    place,
    printed,
    report,
    rows,
    selection,
    sheet,
    silence,
    texts,
    texts_coding,
    texts_quotes,
    texts_themes,
)

urlpatterns = [
    path("luvut/", index.index, name="figures"),
    path("luvut/sarjat/", printed.printed, name="printed"),
    path("luvut/sarjat/<slug:source>/tarkastus/", auditing.audit, name="printed-audit"),
    path("luvut/hiljaiset/", silence.silence, name="silence"),
    path("luvut/rajaus/<slug:wave>/", selection.selection, name="figures-filter"),
    path("luvut/<slug:place>/", place.place, name="figures-place"),
    path("luvut/<slug:place>/<slug:wave>/", sheet.table, name="figures-table"),
    path("luvut/<slug:place>/<slug:wave>/luku/", definition.figure, name="figure"),
    path("luvut/<slug:place>/<slug:wave>/rivit/", rows.rows, name="figure-rows"),
    path("kierros/<slug:wave>/raportti/", report.wave_report, name="wave-report"),
    path("kierros/<slug:wave>/tekstit/", texts.texts, name="wave-texts"),
    path("kierros/<slug:wave>/teemaluvut/", texts.count, name="wave-theme-counts"),
    path("kierros/<slug:wave>/koodaus/", texts_coding.coding, name="wave-coding"),
    path("kierros/<slug:wave>/erot/", texts_coding.differences, name="wave-differences"),
    path("kierros/<slug:wave>/teemat/", texts_themes.listed, name="wave-themes"),
    path("kierros/<slug:wave>/teemat/<int:theme>/", texts_themes.theme, name="wave-theme"),
    path("kierros/<slug:wave>/lainaukset/", texts_quotes.quotes, name="wave-quotes"),
    path("kierros/<slug:wave>/lainaus/<int:words>/", texts_quotes.quote, name="wave-quote"),
    path(
        "kierros/<slug:wave>/lainaukset/<int:quote>/poista/",
        texts_quotes.take_back,
        name="wave-quote-remove",
    ),
    path("kierros/<slug:wave>/vienti/", export.export, name="wave-export"),
    path("kierros/<slug:wave>/vienti/aineisto/", export.extract, name="wave-extract"),
    path("kierros/<slug:wave>/vienti/luvut/<slug:kind>/", export.table, name="wave-table"),
]
