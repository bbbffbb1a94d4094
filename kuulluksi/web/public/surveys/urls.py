"""Addresses of the public pages of surveys. What has a fixed word stands before what has a wave."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
