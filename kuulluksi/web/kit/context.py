"""What every page knows: the authority, the languages of this page, and whether it is the demo."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from kuulluksi.org import queries as org

NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def house(request: HttpRequest) -> dict[str, object]:
    path = request.get_full_path() if request.method == "GET" else request.path
    return {
        "authority": SimpleLazyObject(org.authority),
        "demo": settings.DEMO,
        "lang": get_language() or "fi",
        "languages": [
            {"code": code, "name": name, "url": translate_url(path, code)}
            for code, name in NAMES.items()
        ],
    }
