"""Addresses of what changed."""

from django.urls import path

from kuulluksi.web.public.outcomes import pages, wall

urlpatterns = [
    path("mita-muuttui/", pages.outcomes, name="outcomes"),
    path("mita-muuttui/seinalle/", wall.wall, name="outcomes-wall"),
    path("mita-muuttui/<slug:place>/", pages.outcomes, name="outcomes-place"),
    path("mita-muuttui/<slug:place>/seinalle/", wall.wall, name="outcomes-wall-place"),
]
