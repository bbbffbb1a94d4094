"""Short addresses without a language, for paper: they lead to the visitor's own language."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


def front(_request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("public:home"))


def journey(_request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("public:journey"))


def poster_unit(_request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("public:give-unit", args=[code]) + "?k=poster")


def wishes_unit(_request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("public:wishes-unit", args=[code]))


def poster_service(_request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("public:give-service", args=[code]) + "?k=poster")


def wave(_request: HttpRequest, wave: str, place: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("public:answer", args=[wave, place]))
