"""Every address of the house: public pages and staff pages in three languages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kuulluksi.web.public import doors

urlpatterns = [
    path("", doors.front),
    path("matka", doors.journey),
    path("p/<slug:code>", doors.poster_unit, name="poster-door"),
    path("s/<slug:code>", doors.poster_service, name="service-door"),
    path("k/<slug:code>", doors.wishes_unit, name="wishes-door"),
    path("y/<slug:wave>/<slug:place>", doors.wave, name="wave-door"),
    *i18n_patterns(
        path("tyo/", include("kuulluksi.web.staff.urls")),
        path("", include("kuulluksi.web.public.urls")),
    ),
]
# When something breaks; the database may be what broke.
handler500 = "kuulluksi.web.kit.storms.broken"
