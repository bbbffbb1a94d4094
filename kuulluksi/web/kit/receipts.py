"""The receipt as it is shown: the code in groups, how to read it aloud, and its QR picture."""

import re
from datetime import date
from functools import lru_cache
from math import isqrt

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
        "added": given.added,
        "contact": hasattr(given.voice, "contact"),
        "stops": picture.stops(given.voice, steps, on, for_giver=True),
    }


def slip(
    voice: Voice, code: str, language: str, authority: Authority | None = None
) -> dict[str, object]:
    """What the slip needs (`kit/slip.html`), and the code spelt in the language of the giver."""
    return {
        **facts(voice, authority or org.authority()),
        "code": receipt.pretty(code),
        "groups": receipt.pretty(code).split(" "),
        "spelt": receipt.spell(code, language),
        "qr": qr_of_receipt(code),
    }


def facts(voice: Voice, authority: Authority) -> dict[str, object]:
    """What the slip says besides the code."""
    return {
        "voice": voice,
        "address": f"{settings.PUBLIC_URL.split('://')[-1]}/matka",
        "authority": authority,
    }


def qr_of_receipt(code: str) -> SafeString:
    """The picture that opens the journey. The code stands behind "#", which browsers never send."""
    return qr_of_code(f"{settings.PUBLIC_URL}/matka#", code)


# Any of the eight masks makes a valid picture; to look for the best one takes longer than all the
# rest of a receipt.
MASK = 3


RUN = re.compile("1+|0+")
# So many modules of a row are drawn at a time: of so few each strip comes again and again.
STRIP = 8
# A sign that stands for the others while the picture of one is kept.
ANY = receipt.ALPHABET[0]


def qr(words: str, error: str = "m") -> SafeString:
    """A QR picture as SVG paths, without its own colours and styles."""
    return _drawn(_modules(words, error))


def qr_of_code(address: str, code: str) -> SafeString:
    """The same picture of an address that ends with a code. Everything in a QR picture is a sum
    without carry: what one sign changes depends on no other. So it is put together of kept
    pictures, each with one sign of the code alone; to encode it anew takes ten times as long."""
    empty = made = _signs(address, ANY * len(code))
    for place, sign in enumerate(code):
        made ^= empty ^ _signs(address, f"{ANY * place}{sign}{ANY * (len(code) - place - 1)}")
    return _drawn(made)


@lru_cache(maxsize=len(receipt.ALPHABET) * receipt.LENGTH)
def _signs(address: str, signs: str) -> int:
    return _modules(address + signs, "m")


def _modules(words: str, error: str) -> int:
    """The modules of a QR picture, row by row, as the digits of a number. The first module of a
    picture is always dark, so that no digit is lost."""
    made = segno.make(words, error=error, micro=False, encoding="utf-8", mask=MASK)
    return int("".join("".join(map(str, row)) for row in made.matrix), 2)


def _drawn(modules: int) -> SafeString:
    """A stroke for each run of dark modules, with a border of two."""
    digits = f"{modules:b}"
    side = isqrt(len(digits))
    rows = (digits[start : start + side] for start in range(0, side * side, side))
    path = f"m-{side} 1".join(
        "".join(_strokes(row[start : start + STRIP]) for start in range(0, side, STRIP))
        for row in rows
    )
    box = side + 4
    return SafeString(
        f'<svg viewBox="0 0 {box} {box}"><path class="qrline" stroke="#000" d="M2 2.5{path}"/>'
        "</svg>\n"
    )


@lru_cache(maxsize=2 << STRIP)
def _strokes(strip: str) -> str:
    """The pen from one end of a strip of modules to the other; a stroke that goes on in the next
    strip goes on without a seam."""
    runs = RUN.findall(strip)
    return "".join(f"h{len(run)}" if run[0] == "1" else f"m{len(run)} 0" for run in runs)
