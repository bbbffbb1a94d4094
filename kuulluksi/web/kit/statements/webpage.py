"""A statement as one web page in one file: it is read without a server, in twenty years too, and
prints well.
"""

from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from kuulluksi.pure.statement.laying import Laid
from kuulluksi.pure.statement.meta import Meta
from kuulluksi.web.kit.paper.making import spoken
from kuulluksi.web.kit.statements import citation, pages, telling

STATIC = Path(__file__).parents[3] / "static"
STYLES = ("kuulluksi.css", "figures.css", "statements.css")


def webpage(laid: Laid, meta: Meta) -> bytes:
    with override(spoken(meta.language)):
        shown = {
            "lang": spoken(meta.language),
            "title": meta.title,
            "authority": meta.authority,
            "styles": _styles(),
            "draft": meta.signed_on is None,
            "signed": telling.signed(meta),
            "edition": telling.edition(meta),
            "address": meta.address,
            "sections": pages.sections(laid),
            "chapters": pages.html(laid),
            "citation": citation.words(meta),
            "colophon": list(telling.colophon(meta)),
        }
        return render_to_string("kit/statements/file.html", shown).lstrip().encode()


@cache
def _styles() -> SafeString:
    """They stand in the file itself, which no server sends as a page. Ours alone, so they need no
    escaping; one that ends its own element would be a fault."""
    written = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in STYLES)
    if "</" in written:
        raise ValueError("No style ends an element.")
    return SafeString(f"<style>{written}</style>")
