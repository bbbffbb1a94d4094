"""What in a text may tell who somebody is, and the text without what was hidden.

Found things are only offered: a person decides word by word before anything is published. Nothing
here remembers the hidden words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import phonenumbers
from stdnum import iban
from stdnum.fi import hetu

from kuulluksi.pure.naming import names


class Kind(StrEnum):
    """What was hidden; the reader is told so much."""

    NAME = "name"
    IDENTITY_CODE = "identity-code"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    ACCOUNT = "account"
    OTHER = "other"


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of a text: from `start`, before `end`."""

    start: int
    end: int
    kind: Kind


# Every pattern is bounded, so that a hostile text costs no more than its length.
_DASH = r"[-‐‑‒–—−]"
_IDENTITY = re.compile(
    rf"(?<!\w)\d\d[ .]?\d\d[ .]?\d\d ?(?:[+A-FU-Y]|{_DASH})? ?\d{{3}} ?[0-9A-FHJ-NPR-Y](?!\w)",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]){11,30}", re.IGNORECASE)
_FINNISH_IBAN = re.compile(r"(?<!\w)FI\d\d(?:[ -]?\d){14}(?!\w)", re.IGNORECASE)
_OLD_ACCOUNT = re.compile(rf"(?<![\w-])\d{{6}} ?{_DASH} ?\d{{2,8}}(?![\w-])")
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?(?:@|[(\[] ?(?:at|ät|ät-merkki) ?[)\]]) ?"
    r"(?:[\w-]{1,63}\.){1,5}\w{2,24}"
)
_WEB = re.compile(r"(?<!\w)(?:https?://|www\.)[^\s<>\"]{3,500}", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,:/-])(?:\+|\(?0)[0-9](?:[ ()/.‐‑–-]{0,3}\d){4,14}(?![\w])")
_CALL = re.compile(
    r"\b(?:puh|puhelin|puhelinnumero|numero|gsm|soita|soittakaa|tel|telefon|nummer|ring|phone|call"
    r"|mobile|number)\w{0,6}[.:]?(?: \w{1,8}){0,2}:? (\d(?:[ -]?\d){4,11})(?!\w)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})")

_UPPER = "A-ZÅÄÖŠŽ"
_LETTERS = "A-Za-zÅÄÖåäöŠšŽžÉéÜü"
_STREET_FI = (
    r"(?:katu|tie|kuja|polku|väylä|kaari|tori|ranta|rinne|aukio|puistikko|puistotie|bulevardi"
    r"|raitti|penger|mäki|piha|portti|silta|rivi|esplanadi|laituri|taival|kaarre|kuja|pelto)"
)
_STREET_SV = (
    r"(?:gatan|vägen|gränden|gränd|stigen|stråket|esplanaden|allén|torget|kajen|backen|bågen"
    r"|svängen|stranden|brinken|parken|platsen|ringen|leden)"
)
_STREET_EN = r"(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Close|Way|Court|Square|Terrace)"
# What is written with a small letter is a street only where nothing else ends so.
_STREET_SMALL = (
    r"(?:katu|kuja|polku|väylä|puistikko|puistotie|bulevardi|raitti|esplanadi"
    r"|gatan|vägen|gränden|gränd|stigen|esplanaden|allén)"
)
_DOOR = (
    rf"\d{{1,4}}(?: ?{_DASH} ?\d{{1,4}})?(?: ?[A-Za-z](?![\w]))?"
    r"(?:,? (?:as\.?|bst\.?|lgh\.?|apt\.?|flat|trappa))?(?: \d{1,3}(?![\w.]))?"
)
_POST = rf"(?:FI-)?\d{{5}} [{_UPPER}][{_LETTERS}-]{{1,30}}"
_FIRST = rf"(?:[{_UPPER}][{_LETTERS}-]{{0,30}} ){{0,2}}"
_ADDRESS = re.compile(
    # The part before the ending of the street is looked at once, from the beginning of the word.
    rf"(?<![\w-])(?:{_FIRST}(?=[{_UPPER}])(?=[{_LETTERS}-]{{1,40}}(?!\w))"
    rf"[{_LETTERS}-]{{1,30}}?(?:{_STREET_FI}|{_STREET_SV})(?!\w) {_DOOR}"
    rf"|(?=[{_LETTERS}-]{{1,40}}(?!\w))[{_LETTERS}-]{{2,30}}?{_STREET_SMALL}(?!\w) {_DOOR}"
    rf"|[{_UPPER}][{_LETTERS}-]{{1,30}}(?: [{_LETTERS}-]{{2,30}})? (?:tie|väg|kuja|gata) {_DOOR}"
    rf"|\d{{1,5}}[A-Za-z]? (?:[{_UPPER}][{_LETTERS}'-]{{1,30}} ){{1,3}}{_STREET_EN}(?!\w)"
    rf"|(?:[{_UPPER}][{_LETTERS}'-]{{1,30}} ){{1,3}}{_STREET_EN}\.? \d{{1,4}}(?!\w))"
    rf"(?:,? {_POST}(?!\w))?"
)
# A street without a number, where somebody lives or is; an ending of place marks it in Finnish.
_ON_STREET = re.compile(
    rf"(?<![\w-])[{_UPPER}](?=[{_LETTERS}-]{{1,40}}(?!\w))[{_LETTERS}-]{{1,30}}?"
    r"(?:kadu|kuja|polu|kaare|tie|puistikko|bulevardi|raiti)(?:ll[aä]|lt[aä]|lle)(?!\w)"
)
_TOWN = re.compile(rf"(?<![\w-]){_POST}(?!\w)")

_FORMS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (_FINNISH_IBAN, Kind.ACCOUNT),
    (_OLD_ACCOUNT, Kind.ACCOUNT),
    (_EMAIL, Kind.EMAIL),
    (_WEB, Kind.OTHER),
    (_ADDRESS, Kind.ADDRESS),
    (_ON_STREET, Kind.ADDRESS),
    (_TOWN, Kind.ADDRESS),
)
_WORD = re.compile(r"[^\W_]+(?:[-'’:.@_+][^\W_]+)*")


def find(text: str) -> list[Span]:
    """What may tell who somebody is: in order, never one over another.

    Of two readings of the same signs the stricter form wins: an identity code is no account number,
    the town of an address no name.
    """
    taken = bytearray(len(text))
    spans = []
    for span in _candidates(text):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            spans.append(span)
    return sorted(spans)


def words(text: str) -> list[tuple[int, int]]:
    """The places of the words that a reviewer may choose, without the marks around them."""
    return [match.span() for match in _WORD.finditer(text)]


def merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans in order; those of one kind with only spaces between are one, so that nobody
    counts the names of a person from the gaps."""
    whole: list[Span] = []
    for span in sorted(spans):
        last = whole[-1] if whole else None
        if last and last.kind == span.kind and not text[last.end : span.start].strip(" \t"):
            whole[-1] = Span(last.start, max(last.end, span.end), last.kind)
        else:
            whole.append(span)
    return whole


def pieces(text: str, spans: Sequence[Span]) -> list[dict[str, str]]:
    """What is left of the text: {"text": …}, and {"gap": kind} for what was hidden.

    Raises ValueError when the spans are not in order, overlap or lie outside the text.
    """
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError("A span lies outside the text.")
    if any(before.end > after.start for before, after in pairwise(spans)):
        raise ValueError("Spans overlap or are not in order.")
    left: list[dict[str, str]] = []
    place = 0
    for span in spans:
        if span.start > place:
            left.append({"text": text[place : span.start]})
        left.append({"gap": str(span.kind)})
        place = span.end
    if place < len(text):
        left.append({"text": text[place:]})
    return left


def _candidates(text: str) -> Iterator[Span]:
    for match in _IDENTITY.finditer(text):
        if _is_identity_code(match[0]):
            yield Span(*match.span(), Kind.IDENTITY_CODE)
    for match in _IBAN.finditer(text):
        if end := _iban_end(match):
            yield Span(match.start(), end, Kind.ACCOUNT)
    for pattern, kind in _FORMS:
        yield from (Span(*match.span(), kind) for match in pattern.finditer(text))
    yield from (
        Span(*match.span(), Kind.PHONE) for match in _NUMBER.finditer(text) if _is_phone(match[0])
    )
    yield from (Span(*match.span(1), Kind.PHONE) for match in _CALL.finditer(text))
    yield from (Span(start, end, Kind.NAME) for start, end in names(text))


def _is_identity_code(written: str) -> bool:
    """With its sign of the century the form is enough, whatever the check digit: a slip of the pen
    still points to a person. Without the sign the check digit decides."""
    code = re.sub(rf"[ .]|{_DASH}", "", written).upper()
    if not _DAY.match(code):
        return False
    if re.search(rf"[+A-FU-Y]|{_DASH}", written[6:-1], re.IGNORECASE):
        return True
    return hetu.is_valid(f"{code[:6]}-{code[-4:]}", allow_temporary=True)


def _iban_end(match: re.Match[str]) -> int:
    """Where a valid account number ends; 0 when there is none. The words after it may look like
    its continuation."""
    end = match.end()
    while end - match.start() >= 15:
        written = match.string[match.start() : end]
        if written[-1].isalnum() and iban.is_valid(written):
            return end
        end -= 1
    return 0


def _is_phone(written: str) -> bool:
    if _DATE.match(written):
        return False
    for country in ("FI", "SE"):
        try:
            number = phonenumbers.parse(written, country)
        except phonenumbers.NumberParseException:
            return False
        if phonenumbers.is_valid_number(number):
            return True
    return False
