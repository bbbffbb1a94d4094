"""Lays out a questionnaire with typst: first to see where everything stands and how many pages
there are, then as PDF with a page mark on each."""

import io
import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kuulluksi.org import queries as org
from kuulluksi.org.models import Service, Unit
from kuulluksi.pure.pagemark import PageMark
from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.text import LANGUAGES
from kuulluksi.surveys import rules
from kuulluksi.surveys.models import Wave
from kuulluksi.surveys.queries.answering import EVERYTHING
from kuulluksi.web.kit.paper.contents import MARGIN, WIDTH, Contents, plain
from kuulluksi.web.kit.tags import day_text

TEMPLATE = Path(__file__).with_name("paper.typ")
FONT = "Source Sans Pro"
PAGE = (210, 297)
# The first four marks of OpenCV's dictionary DICT_4X4_50, from the upper left corner clockwise.
CORNERS = (
    (0, 8, 8, ("1011", "0101", "0011", "0010")),
    (1, 194, 8, ("0000", "1111", "1001", "1010")),
    (2, 194, 281, ("0011", "0011", "0010", "1101")),
    (3, 8, 281, ("1001", "1001", "0100", "0110")),
)
CORNER = 8
QR_X, QR_Y, QR_SIZE = 165, 265, 24


@dataclass(frozen=True)
class Paper:
    """`places` is the JSON that a reader of filled-in pages needs; lengths in millimetres from the
    upper left corner of a page."""

    pdf: bytes
    places: dict[str, Any]


def pdf(
    questionnaire: Questionnaire,
    language: str,
    wave: Wave | None = None,
    place: Unit | Service | None = None,
    *,
    large: bool = False,
) -> bytes:
    """The questionnaire as PDF/UA-1; without a wave it is a preview of a draft."""
    return paper(questionnaire, language, wave, place, large=large).pdf


def paper(
    questionnaire: Questionnaire,
    language: str,
    wave: Wave | None = None,
    place: Unit | Service | None = None,
    *,
    large: bool = False,
) -> Paper:
    """The PDF, and where everything on it stands."""
    with override(spoken(language)):
        contents = Contents(questionnaire, language, large=large)
        data = _data(contents, wave, place)
    fitted = _printable(data)
    boxes = _boxes(fitted)
    pages = max((box["page"] for box in boxes), default=1)
    place_code = place.code if place else ""
    marks = [
        PageMark(
            wave=wave.code if wave else "",
            place=place_code,
            document=questionnaire.hash,
            language=language,
            large=large,
            page=number,
        )
        for number in range(1, pages + 1)
    ]
    fitted["qr"]["pages"] = [_qr(mark.written()) for mark in marks]
    made = _compiler(fitted).compile(format="pdf", pdf_standards=["ua-1"])
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return Paper(made, _places(questionnaire, marks, boxes))


def spoken(language: str) -> str:
    """The language of our own words on a paper in that language: Finnish where we have none."""
    base = language.split("-", 1)[0]
    return base if base in LANGUAGES else "fi"


def _data(contents: Contents, wave: Wave | None, place: Unit | Service | None) -> dict[str, Any]:
    language = contents.language
    purpose = wave.purpose if wave and wave.purpose else contents.questionnaire.purpose
    title = plain((wave.title if wave else contents.questionnaire.title).best(language))
    return {
        "title": title or contents.questionnaire.id,
        "short": title[:70],
        "author": plain(org.authority().name.best(language)),
        "language": language.split("-", 1)[0],
        "fonts": [FONT, "DejaVu Sans Mono"],
        "margin": MARGIN,
        "width": WIDTH,
        "sizes": contents.sizes,
        "corners": [{"x": x, "y": y, "size": CORNER, "bits": bits} for _id, x, y, bits in CORNERS],
        "qr": {"x": QR_X, "y": QR_Y, "size": QR_SIZE, "pages": []},
        "words": {
            "page": _("Page {page} of {pages}"),
            "sheet": _("Sheet number (we write it)"),
            "qr": _("Page mark for machines"),
            "skip": _("Does not concern me"),
            "quote": _("What I wrote may be quoted without my name"),
            "promise": _("What we promise"),
            "how": _("How to answer"),
        },
        "preview": "" if wave else _("A preview. Not to be handed out."),
        "place": plain(place.name.best(language)) if place else "",
        "opening": [said for said in (plain(purpose.best(language)),) if said],
        "promise": _promise(wave, language) if wave else [],
        "how": [plain(said) for said in _how(wave, place, language)],
        "parts": contents.parts(),
        "ending": _("Thank you for answering. Please check that you answered both sides."),
    }


def _promise(wave: Wave, language: str) -> list[tuple[str, str]]:
    """The handling promise as those who answer on the web read it too."""
    handled = wave.handler.best(language)
    if wave.handled_until:
        day = day_text(wave.handled_until)
        handled = _("%(who)s, by %(day)s") % {"who": handled, "day": day}
    said = [
        (_("Who handles the results"), handled),
        (_("How staff hear of the results"), wave.staff_hear.best(language)),
        (_("When changes may come"), wave.changes_when.best(language)),
        (_("What we are ready to invest"), wave.invests.best(language)),
    ]
    return [(about, plain(words)) for about, words in said if words]


def _how(wave: Wave | None, place: Unit | Service | None, language: str) -> list[str]:
    said = [
        _("Answering is voluntary. You may leave any question empty."),
        _("Do not write your name. Nothing on this paper tells who you are."),
        _("Put a cross in the box that fits best. If you ticked the wrong box, fill all of it "
          "and cross the right one."),
    ]  # fmt: skip
    where = plain(place.name.best(language)) if place else ""
    if wave is None:
        return said
    day = day_text(wave.closes_on, long=True)
    said.append(
        _("Give the paper back in a closed envelope: %(place)s, at the latest %(day)s.")
        % {"place": where, "day": day}
        if where
        else _("Give the paper back in a closed envelope where you got it, at the latest %(day)s.")
        % {"day": day}
    )
    if rules.open_to_all(wave):
        path = reverse("wave-door", args=[wave.code, place.code if place else EVERYTHING])
        whole = settings.PUBLIC_URL.split("://")[-1] + path
        address = whole.replace("/", "/\N{ZERO WIDTH SPACE}")  # may break here
        said.append(_("You can answer on the web instead: %(address)s") % {"address": address})
    return said


def _compiler(data: dict[str, Any]) -> typst.Compiler:
    return typst.Compiler(
        TEMPLATE, font_paths=_fonts(), sys_inputs={"paper": json.dumps(data, ensure_ascii=False)}
    )


@cache
def _fonts() -> typst.Fonts:
    """Source Sans, and the letters that come with typst for signs that it lacks; never those of the
    machine, so that a paper is the same wherever it is made."""
    folder = str(files("font_source_sans_pro") / "files")
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _boxes(data: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(_compiler(data).query("<box>", field="value"))
    return found


def _qr(words: str) -> str:
    out = io.BytesIO()
    segno.make(words, error="m", micro=False, boost_error=False).save(
        out, kind="svg", xmldecl=False, border=0, scale=4, nl=False
    )
    return out.getvalue().decode()


def _printable(data: Any) -> Any:
    """The same data with a stroke in place of each sign that no letter of ours can show."""
    match data:
        case str():
            return "".join(sign if shows(sign) else "\N{REPLACEMENT CHARACTER}" for sign in data)
        case dict():
            return {key: _printable(value) for key, value in data.items()}
        case list() | tuple():
            return [_printable(value) for value in data]
    return data


def shows(sign: str) -> bool:
    """Whether the fonts have this sign; an emoji, for one, they have not."""
    return sign in "\n\t" or (" " <= sign <= "ſ" and sign.isprintable()) or _is_drawn(sign)


@lru_cache(maxsize=4096)
def _is_drawn(sign: str) -> bool:
    page = f'#set document(title: "a")\n#set text(font: "{FONT}")\n#("\\u{{{ord(sign):x}}}")'
    compiler = typst.Compiler(page.encode(), font_paths=_fonts())
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError:
        return False
    return True


def _places(
    questionnaire: Questionnaire, marks: list[PageMark], boxes: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "form": 1,
        "document": questionnaire.id,
        "version": questionnaire.version,
        "hash": questionnaire.hash,
        "page_size": PAGE,
        "corners": [{"id": id_, "x": x, "y": y, "size": CORNER} for id_, x, y, _bits in CORNERS],
        "qr": {"x": QR_X, "y": QR_Y, "size": QR_SIZE},
        "marks": [mark.written() for mark in marks],
        "boxes": [
            {
                key: round(value, 2) if isinstance(value, float) else value
                for key, value in box.items()
            }
            for box in boxes
        ],
    }
