"""How a statement is cited: in words, for BibTeX and as RIS, with its edition and the address where
it stands for good.
"""

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from django.utils.translation import override, pgettext

from kuulluksi.pure.statement.meta import Meta
from kuulluksi.pure.text import clean_text, fold
from kuulluksi.web.kit.statements import telling

LANGUAGES: Mapping[str, str] = {"fi": "finnish", "sv": "swedish", "en": "english"}
"""As BibTeX calls them."""

_TEX = {sign: f"\\{sign}" for sign in "&%$#_"} | {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def words(meta: Meta) -> str:
    """As a list of sources prints it (APA): who, when, what, which edition, where."""
    with override(meta.language):
        told = [telling.edition(meta)]
        if meta.signed_on is None:
            told.append(pgettext("citation", "draft"))
    who = _one_line(meta.authority).removesuffix(".")
    what, which = _one_line(meta.title).removesuffix("."), ", ".join(told)
    return f"{who}. ({_published(meta).year}). {what} ({which}). {_address(meta)}"


def bibtex(meta: Meta) -> str:
    """One entry; names in double braces, so that they are not taken for those of people."""
    with override(meta.language):
        number = telling.edition(meta)
        note = "" if meta.signed_on else pgettext("citation", "draft")
    fields = {
        "author": f"{{{_tex(meta.authority)}}}",
        "title": f"{{{_tex(meta.title)}}}",
        "institution": _tex(meta.authority),
        "year": str(_published(meta).year),
        "number": _tex(number),
        "note": _tex(note),
        "url": _address(meta),
        "language": LANGUAGES.get(meta.language, meta.language),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{key(meta)},", *lines, "}", ""])


def ris(meta: Meta) -> str:
    """One record, for programs that keep sources."""
    day = _published(meta)
    with override(meta.language):
        edition = telling.edition(meta)
        draft = "" if meta.signed_on else pgettext("citation", "draft")
    fields = (
        ("TY", "RPRT"),
        ("AU", _one_line(meta.authority)),
        ("TI", _one_line(meta.title)),
        ("PY", str(day.year)),
        ("DA", f"{day:%Y/%m/%d}/"),
        ("ET", edition),
        ("PB", _one_line(meta.authority)),
        ("N1", draft),
        ("UR", _address(meta)),
        ("LA", meta.language),
    )
    lines = [f"{tag}  - {value}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n"])


def key(meta: Meta) -> str:
    """A name for the entry, of plain letters: helsinki-2026-1."""
    first = re.sub(r"[^a-z0-9]", "", fold(meta.authority).translate(_PLAIN).split(" ")[0])
    return f"{first or 'kuulluksi'}-{meta.year}-{meta.edition}"


_PLAIN = str.maketrans("åäö", "aao")


def _published(meta: Meta) -> date:
    return meta.signed_on or meta.made_on


def _one_line(said: str) -> str:
    return " ".join(clean_text(said).split())


def _tex(said: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in _one_line(said))


def _address(meta: Meta) -> str:
    """The address as it is, with nothing in it that ends a field."""
    return quote(_one_line(meta.address), safe=":/?#[]@!$&'()*+,;=%~-._")
