"""Addresses of this part. They are printed and cited: they never change."""

from django.urls import path

from kuulluksi.web.public.statements import pages

PLACES = (
    ("statement", "tilinpaatos/<int:year>/"),
    ("monitoring", "omavalvonta/<int:year>/<int:third>/"),
    ("statement-place", "tilinpaatos/<int:year>/<slug:place>/"),
    ("monitoring-place", "omavalvonta/<int:year>/<int:third>/<slug:place>/"),
)

urlpatterns = [
    path("tilinpaatos/", pages.statements, name="statements"),
    *(
        each
        for name, route in PLACES
        for each in (
            path(f"{route}<int:edition>/tarkastus/", pages.audit, name=f"{name}-audit"),
            path(f"{route}<int:edition>/tiedosto/<str:called>", pages.file, name=f"{name}-file"),
            path(f"{route}<int:edition>/", pages.statement, name=f"{name}-edition"),
            path(route, pages.statement, name=name),
        )
    ),
]
