"""What is wrong with a questionnaire, or should be looked at, in a plain sentence with the address
of its place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuulluksi.pure.questionnaire import editing
from kuulluksi.pure.questionnaire.checker import MOST_COLUMNS, MOST_ON_PAGE, Code, Finding
from kuulluksi.pure.questionnaire.editing import Json
from kuulluksi.pure.questionnaire.reader import Fault
from kuulluksi.pure.text import Text
from kuulluksi.web.kit.tags import said

TONGUES: dict[str, Promise] = {
    "fi": gettext_lazy("Finnish"),
    "sv": gettext_lazy("Swedish"),
    "en": gettext_lazy("English"),
    "fi-x-selko": gettext_lazy("Easy Finnish"),
    "se": gettext_lazy("Northern Sámi"),
    "smn": gettext_lazy("Inari Sámi"),
    "sms": gettext_lazy("Skolt Sámi"),
}

FINDINGS: dict[Code, Promise] = {
    "no-purpose": gettext_lazy("The purpose is missing: people are not told why they are asked."),
    "missing-language": gettext_lazy(
        "%(language)s does not say everything. Here is the first gap."
    ),
    "unbalanced-scale": gettext_lazy(
        "The scale is not balanced: a point has words that its mirror image lacks, or two points"
        " say the same."
    ),
    "no-middle": gettext_lazy("The scale has no middle: whoever is of two minds must take a side."),
    "too-many-items": gettext_lazy(
        "More than %(most)d questions on one page are often left half answered. Divide the page."
    ),
    "unreachable-page": gettext_lazy("Nobody ever comes to this page, whatever they answer."),
    "unreachable-item": gettext_lazy("Nobody is ever asked this, whatever they answer."),
    "undecided": gettext_lazy(
        "The conditions are so many that we cannot tell whether anybody comes here. Try it out."
    ),
    "late-condition": gettext_lazy(
        "This depends on “%(other)s” on the same page, so without JavaScript it appears only when"
        " the page has been sent. Move it to the next page."
    ),
    "wide-matrix": gettext_lazy(
        "The table has more than %(columns)d columns, which do not fit on a phone."
    ),
    "no-skip": gettext_lazy(
        "“Does not concern me” is missing: those whom this does not concern must judge it too."
    ),
}

# Each reason of `pure.questionnaire.reader` and its kin, in plain words.
REASONS: list[tuple[str, Promise]] = [
    (r"says nothing in any language", gettext_lazy("Write this in at least one language.")),
    (
        r"has a sign that no key writes",
        gettext_lazy("There is a strange sign here. Write it anew."),
    ),
    (r"both ends of a scale need a label", gettext_lazy("Both ends of the scale need words.")),
    (r"must be a list, with at least 2 in it", gettext_lazy("At least two are needed here.")),
    (r"must be a list, with at least \d+ in it", gettext_lazy("Something must stand here.")),
    (
        r"must be a list, with at most (?P<most>\d+) in it",
        gettext_lazy("At most %(most)s fit here."),
    ),
    (
        r"must be a whole number, at least (?P<low>\d+) and at most (?P<high>\d+)",
        gettext_lazy("Write a whole number from %(low)s to %(high)s."),
    ),
    (
        r"must be a whole number, at least (?P<low>\d+)",
        gettext_lazy("Write a whole number, at least %(low)s."),
    ),
    (r"no scale named .*", gettext_lazy("Choose a scale.")),
    (r"no item uses this scale", gettext_lazy("No question uses this scale.")),
    (r"a scale has at most (?P<most>\d+) points", gettext_lazy("At most %(most)s points fit.")),
    (r"no such point on the scale", gettext_lazy("The scale has no such point.")),
    (
        r"no question '?(?P<id>[^']*)'? is asked before this",
        gettext_lazy(
            "“%(id)s” is not asked before this. Choose an earlier question, or move this."
        ),
    ),
    (r".* is no answer that .* takes", gettext_lazy("The question cannot be answered like this.")),
    (
        r".* is answered with no number",
        gettext_lazy("This question is not answered with a number."),
    ),
    (r"(?P<id>.*) is the id of another .*", gettext_lazy("%(id)s stands here twice.")),
    (
        r"(A text is an object|The text in .* is not).*",
        gettext_lazy('Write the words with their language, for example {"fi": "Kiitos"}.'),
    ),
    (r"must be true(,|;) .*", gettext_lazy("Write true, or leave it out.")),
    (r"must be true or false", gettext_lazy("Write true or false.")),
    (r"unknown key", gettext_lazy("We do not know this key.")),
    (r"unknown kind (?P<kind>.*); known.*", gettext_lazy("There is no kind %(kind)s.")),
    (r"unknown language tag (?P<tag>.*)", gettext_lazy("We do not know the language %(tag)s.")),
    (
        r"Unknown language tag (?P<tag>.*); known.*",
        gettext_lazy("We do not know the language %(tag)s."),
    ),
    (r"(?P<tag>.*) is offered already", gettext_lazy("%(tag)s stands here twice.")),
    (r"is not JSON: (?P<why>.*)", gettext_lazy("This is no JSON: %(why)s.")),
    (
        r"must be a name of small letters.*",
        gettext_lazy("Small letters a–z, digits and single hyphens, at most 40."),
    ),
    (r"must be an object.*", gettext_lazy("An object in braces must stand here.")),
    (r"conditions go at most .*", gettext_lazy("The condition is too deep. Make it simpler.")),
    (r"must be \{.*", gettext_lazy("Choose what the condition depends on.")),
]

PLACE = re.compile(r"pages\[(?P<page>\d+)\](?:\.items\[(?P<item>\d+)\])?\.?(?P<rest>.*)")
_INNER = re.compile(r"(?P<list>choices|rows)\[(?P<place>\d+)\](?:\.(?P<key>\w+))?")


@dataclass(frozen=True)
class Remark:
    """Something to mend or to look at, with the address of its place below the document's."""

    sentence: str
    address: str
    where: str = ""


def sentence_of(fault: Fault) -> str:
    for pattern, sentence in REASONS:
        found = re.fullmatch(pattern, fault.reason, re.DOTALL)
        if found:
            return str(sentence) % found.groupdict() if found.groupdict() else str(sentence)
    return fault.reason


def to_mend(faults: Iterable[Fault], body: Json) -> list[Remark]:
    return [_remark(sentence_of(fault), fault.path, body) for fault in faults]


# The field to look at, where the path of a finding names a whole page or item.
FIELDS: dict[str, str] = {
    "no-skip": "may_skip",
    "wide-matrix": "scale",
    "late-condition": "when",
    "unreachable-item": "when",
    "unreachable-page": "when",
    "undecided": "when",
    "too-many-items": "add",
}


def to_look_at(findings: Iterable[Finding], body: Json) -> list[Remark]:
    return [_remark(_said(found, body), _path(found), body, _tag(found)) for found in findings]


def _path(found: Finding) -> str:
    field = FIELDS.get(found.code)
    return f"{found.path}.{field}" if field else found.path


def _said(found: Finding, body: Json) -> str:
    words = str(FINDINGS[found.code])
    details = {"language": "", "other": "", "most": MOST_ON_PAGE, "columns": MOST_COLUMNS}
    if found.code == "missing-language":
        details["language"] = str(TONGUES[found.detail])
    elif found.detail:
        details["other"] = title_of_item(body, found.detail)
    return words % details if "%(" in words else words


def _tag(found: Finding) -> str:
    return found.detail if found.code == "missing-language" else "fi"


def _remark(sentence: str, path: str, body: Json, tag: str = "fi") -> Remark:
    scale = re.match(r"scales\.([a-z0-9-]+)\.?(.*)", path)
    if scale:
        where = _("Scale %(name)s") % {"name": scale[1]}
        return Remark(sentence, f"asteikko/{scale[1]}/#{anchor(scale[2], tag)}", where)
    place = PLACE.match(path)
    if place is None:
        field = path.partition(".")[0].partition("[")[0]
        return Remark(sentence, f"tiedot/#{anchor(field, tag)}", _("The whole questionnaire"))
    pages = body["pages"]
    page = pages[int(place["page"])]
    where = _("Page %(number)d") % {"number": int(place["page"]) + 1}
    if place["item"] is None:
        inside = place["rest"] if place["rest"] != "items" else "add"
        address = f"sivu/{page['id']}/#{anchor(inside, tag)}"
        return Remark(sentence, address, where)
    item = page["items"][int(place["item"])]
    words = said_in(item.get("text")) or item["id"]
    return Remark(
        sentence, f"kysymys/{item['id']}/#{anchor(place['rest'], tag)}", f"{where}: {words}"
    )


def at_fields(faults: Iterable[Fault], prefix: str) -> dict[str, str]:
    """The sentences of the faults below a path, by the fields of its form."""
    found: dict[str, str] = {}
    for fault in faults:
        if fault.path == prefix or fault.path.startswith((f"{prefix}.", f"{prefix}[")):
            inside = fault.path.removeprefix(prefix).lstrip(".")
            found.setdefault(anchor(inside), sentence_of(fault))
    return found


def anchor(path: str, tag: str = "fi") -> str:
    """The id of the field that holds what stands under a path of an item, a page or a scale."""
    inner = _INNER.match(path)
    if inner:
        return f"{inner['list'].removesuffix('s')}-{inner['place']}_{tag}"
    head, _dot, rest = path.partition(".")
    match head:
        case "text" | "hint" | "title" | "purpose" | "unit":
            return f"{head}_{rest if rest in TONGUES else tag}"
        case "labels":
            return f"label-{rest.partition('.')[0]}_{tag}"
        case "choices" | "rows":
            return f"{head.removesuffix('s')}-0_{tag}"
        case "when":
            return {"in": "when_value", "is": "when_value", "at_least": "when_least"}.get(
                rest, "when_item"
            )
    return head or "content"


def title_of_item(body: Json, id_: str) -> str:
    """The words of a question, or of a row of a table, as they are read here; else its id."""
    for item in editing.items(body):
        for entry in (item, *(item.get("rows") or [])):
            if entry["id"] == id_:
                return said_in(entry.get("text")) or id_
    return id_


def said_in(raw: object) -> str:
    """A raw text of a draft in the language of the page; nothing while it is faulty."""
    try:
        return said(Text.from_json(raw))
    except (TypeError, ValueError):
        return ""
