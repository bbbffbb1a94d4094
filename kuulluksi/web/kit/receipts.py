"""The receipt as it is shown: the code in groups, how to read it aloud, and its QR picture."""

import io
from datetime import date

import segno
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kuulluksi.org import queries as org
from kuulluksi.org.models import Authority
from kuulluksi.pure import receipt
from kuulluksi.voices import queries
from kuulluksi.voices.actions import Given
from kuulluksi.voices.models import Voice
from kuulluksi.web.kit import picture


def page(given: Given, on: date, authority: Authority) -> dict[str, object]:
    """What the receipt page shows. The code is nowhere but in this answer."""
    steps = given.steps or queries.journey(given.voice, for_giver=True)
    return {
        **slip(given.voice, given.code, get_language() or "fi", authority),
        "given": given,
        "stops": picture.stops(given.voice, steps, on, for_giver=True),
    }


def slip(
    voice: Voice, code: str, language: str, authority: Authority | None = None
) -> dict[str, object]:
    """What the slip needs (`kit/slip.html`), and the code spelt in the language of the giver. In
    the QR picture the code stands behind "#", which browsers never send."""
    return {
        "voice": voice,
        "code": receipt.pretty(code),
        "groups": receipt.pretty(code).split(" "),
        "spelt": receipt.spell(code, language),
        "qr": qr(f"{settings.PUBLIC_URL}/matka#{code}"),
        "address": f"{settings.PUBLIC_URL.split('://')[-1]}/matka",
        "authority": authority or org.authority(),
    }


# Any of the eight masks makes a valid picture; to look for the best one takes longer than all the
# rest of a receipt.
MASK = 3


def qr(words: str, error: str = "m") -> SafeString:
    """A QR picture as SVG paths, without its own colours and styles."""
    made = segno.make(words, error=error, micro=False, encoding="utf-8", mask=MASK)
    out = io.BytesIO()
    made.save(out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, svgclass="")
    return SafeString(out.getvalue().decode())
