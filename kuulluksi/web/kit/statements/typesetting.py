"""What the pages and pictures of a statement are set with: typst, and letters that come along, so
that the same statement looks the same wherever it is made.
"""

import json
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from kuulluksi.pure.statement.drawing import Drawn
from kuulluksi.pure.text import clean_text
from kuulluksi.web.kit.paper.making import shows

FONT = "Source Sans Pro"
NO_LETTERS = dict.fromkeys((0xFEFF, 0xFFFE))
"""Marks of the order of bytes: PDF/UA does not allow them among words."""
FONTS = [FONT, "DejaVu Sans Mono"]
TOGETHER = {"Mn", "Mc", "Me"}
"""Kinds of signs that only change the one before them: our letters have not all of such pairs."""
JOINER = "\N{ZERO WIDTH JOINER}"
LINES = str.maketrans("\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", "\n\n")
LETTERS, MARKS = "\u024f", set("–—‘’‚“”„†•…‰›€−≤≥\u2009\u202f")
"""Plain letters, which reach so far, and plain marks stand alone, whatever is beside them."""
SHOWN = {sign for sign in map(chr, range(0x180)) if sign.isprintable()}
SHOWN |= {*MARKS, "\N{NO-BREAK SPACE}", "\n", "\t"}
"""The signs that our letters are known to show; it grows with what is set."""
PICTURE = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "{FONT}")
#image(bytes(sys.inputs.svg), format: "svg", width: eval(sys.inputs.width))
"""


def pdf(template: Path, told: dict[str, Any], made_on: date) -> bytes:
    """PDF/UA-1 of a template whose words all come in `sys.inputs.told`, so that none of them is
    ever read as markup. Signs that cannot be shown beside each other take no page away: then only
    plain letters are set."""
    try:
        return _set(template, told, made_on)
    except typst.TypstError:
        plain = _each(told, _plain)
        if plain == told:
            raise
        return _set(template, plain, made_on)


def _set(template: Path, told: dict[str, Any], made_on: date) -> bytes:
    return _one(_compiler(template, told, made_on).compile(format="pdf", pdf_standards=["ua-1"]))


def pages(template: Path, told: dict[str, Any], made_on: date) -> int:
    """How many pages it takes; the template says so in its mark `<pages>`."""
    [found] = json.loads(_compiler(template, told, made_on).query("<pages>", field="value"))
    return int(found)


def inputs(told: dict[str, Any], made_on: date) -> dict[str, str]:
    """All that a template is given."""
    data = json.dumps(_each({**told, "fonts": FONTS}, printable), ensure_ascii=False)
    return {"told": data, "made": json.dumps([made_on.year, made_on.month, made_on.day])}


def _compiler(template: Path, told: dict[str, Any], made_on: date) -> typst.Compiler:
    return typst.Compiler(template, font_paths=_fonts(), sys_inputs=inputs(told, made_on))


def png(drawn: Drawn, dots: int = 192) -> bytes:
    """A picture for files that hold no SVG; `dots` to the inch, at 72 units of the picture."""
    told = {"svg": printable(drawn.svg), "width": f"{drawn.width}pt"}
    compiler = typst.Compiler(PICTURE.encode(), font_paths=_fonts(), sys_inputs=told)
    return _one(compiler.compile(format="png", ppi=dots))


def printable(words: str) -> str:
    """The same with another sign in place of each that no letter of ours can show."""
    if set(words) <= SHOWN:
        return words
    clean = _alone(clean_text(words).translate(NO_LETTERS))
    unknown = set(clean) - SHOWN
    foreign = {sign for sign in unknown if _joins(sign) or not shows(sign)}
    SHOWN.update(unknown - foreign)
    return clean.translate({ord(sign): "\N{REPLACEMENT CHARACTER}" for sign in foreign})


def _alone(words: str) -> str:
    """Each sign by itself: composed where it can be, without what only changes its neighbours."""
    composed = unicodedata.normalize("NFC", words.translate(LINES))
    return "".join(
        sign for sign in composed if sign != JOINER and unicodedata.category(sign) not in TOGETHER
    )


def _joins(sign: str) -> bool:
    """Whether it has another shape beside others, as Arabic letters have."""
    return unicodedata.bidirectional(sign) == "AL"


def _plain(words: str) -> str:
    return "".join(
        sign if sign <= LETTERS or sign in MARKS else "\N{REPLACEMENT CHARACTER}" for sign in words
    )


def _each(told: Any, change: Callable[[str], str]) -> Any:
    """The same with all words changed, at whatever depth."""
    match told:
        case str():
            return change(told)
        case dict():
            return {key: _each(value, change) for key, value in told.items()}
        case list() | tuple():
            return [_each(value, change) for value in told]
    return told


def _one(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("It is one file.")
    return made


@cache
def _fonts() -> typst.Fonts:
    folder = str(files("font_source_sans_pro") / "files")
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])
