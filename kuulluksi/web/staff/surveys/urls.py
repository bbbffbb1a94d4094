"""Addresses of the staff pages of surveys."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
