"""Addresses of this part."""

from django.urls import path

from kuulluksi.web.public.heard import pages

urlpatterns = [
    path("kuulluksi/", pages.heard, name="heard"),
    path("kuulluksi/<slug:place>/", pages.heard_place, name="heard-place"),
]
