"""What every page knows: the authority, the languages of this page, and whether it is the demo."""

from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from kuulluksi.org import queries as org

NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def house(request: HttpRequest) -> dict[str, object]:
    asked = request.META.get("QUERY_STRING", "") if request.method == "GET" else ""
    addresses = same_page(request.path, get_language() or "fi")
    return frame([f"{url}?{asked}" if asked else url for url in addresses])


def frame(addresses: Sequence[str]) -> dict[str, object]:
    """The same, of a page that stands at these addresses, one for each language."""
    return {
        "authority": SimpleLazyObject(org.authority),
        "demo": settings.DEMO,
        "lang": get_language() or "fi",
        "languages": [
            {"code": code, "name": name, "url": url}
            for (code, name), url in zip(NAMES.items(), addresses, strict=True)
        ],
    }


@lru_cache(maxsize=1024)
def same_page(path: str, _spoken: str) -> list[str]:
    """The addresses of a page in each language, asked for in the language that is spoken."""
    return [translate_url(path, code) for code in NAMES]
