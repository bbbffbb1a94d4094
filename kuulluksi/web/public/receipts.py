"""The receipt as it is shown: the code in groups, how to read it aloud, and its QR picture."""

import io
from datetime import date

import segno
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kuulluksi.org import queries as org
from kuulluksi.pure import receipt
from kuulluksi.voices import queries
from kuulluksi.voices.actions import Given
from kuulluksi.web.kit import picture


def page(given: Given, on: date) -> dict[str, object]:
    """What the receipt page shows. The code is nowhere but in this answer."""
    language = get_language() or "fi"
    return {
        "given": given,
        "voice": given.voice,
        "code": receipt.pretty(given.code),
        "groups": receipt.pretty(given.code).split(" "),
        "spelt": receipt.spell(given.code, language),
        "qr": qr(f"{settings.PUBLIC_URL}/matka#{given.code}"),
        "address": f"{settings.PUBLIC_URL.split('://')[-1]}/matka",
        "authority": org.authority(),
        "stops": picture.stops(
            given.voice, queries.journey(given.voice, for_giver=True), on, for_giver=True
        ),
    }


def qr(address: str) -> SafeString:
    """A QR picture as SVG paths, without its own colours and styles."""
    picture = segno.make(address, error="m", micro=False)
    out = io.BytesIO()
    picture.save(out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, svgclass="")
    return SafeString(out.getvalue().decode())
