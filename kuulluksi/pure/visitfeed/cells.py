"""What stands in one cell of a visit feed or a list: a phone number, an address, a moment, an age,
a language. Raises Fault with the reason when it cannot be that.
"""

import re
from datetime import UTC, date, datetime
from typing import Literal

import phonenumbers
from phonenumbers import PhoneNumberType

from kuulluksi.pure.deadlines import HELSINKI, day
from kuulluksi.pure.text import fold

Reason = Literal[
    "missing-column",
    "unknown-column",
    "missing",
    "too-many-cells",
    "not-a-phone",
    "not-an-address",
    "bad-moment",
    "bad-age",
]
Hindrance = Literal["", "protected", "no-address", "several"]


class Fault(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


_PROTECTED = re.compile(r"turva|salai|salat|kielt|skydd|spärr|hemlig|protect|secret|hidden")
_BETWEEN = re.compile(r"[,;/|\n]|\s(?:tai|ja|sekä|eller|och|or|and)\s")
_NUMBER = re.compile(r"\+?[\d\s().\-/\N{NO-BREAK SPACE}\N{EN DASH}]+\Z")
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\Z", re.ASCII)
_DAY = re.compile(
    r"(?:(?:ma|ti|ke|to|pe|la|su|må|on|fr|lö|sö)\.?\s+)?"
    r"(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4}))"
    r"(?:(?:T|,|\s|klo|kl\.?)+(?P<time>\d.*))?\Z",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?P<h>\d{1,2})[:.](?P<min>\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?\Z",
    re.IGNORECASE,
)
_AGE = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:v|vuotta|år|years)?\.?\Z", re.IGNORECASE)
OLDEST = 130
YEARS = range(2000, 2200)
LONGEST_ADDRESS = 254
_TONGUES = {
    "fi": "fi fin suomi finska finnish",
    "sv": "sv swe ruotsi svenska swedish",
}
_TONGUE = {word: tag for tag, words in _TONGUES.items() for word in words.split()}
_CAN_READ_TEXT = (
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.UNKNOWN,
)


def told(written: str) -> str:
    """What must not be empty. Raises Fault."""
    if not written:
        raise Fault("missing")
    return written


def phone(written: str) -> tuple[str, Hindrance]:
    """The number in the form +358401234567, or why there is none. Whoever has protected contact
    details has them also when a number stands beside the mark. Raises Fault."""
    folded = written.casefold()
    if _PROTECTED.search(folded) or not any(sign.isdigit() for sign in folded):
        return "", "protected"
    if (whole := _phone(written)) is not None:
        return whole, "" if whole else "no-address"
    found = {_phone(part) for part in _BETWEEN.split(written) if part.strip()}
    if None in found:
        raise Fault("not-a-phone")
    if len(found) > 1:
        return "", "several"
    only = found.pop() or ""
    return only, "" if only else "no-address"


def _phone(written: str) -> str | None:
    """One number; "" when no text message reaches it, None when it is no number."""
    written = written.strip()
    if not _NUMBER.match(written):
        return None
    try:
        number = phonenumbers.parse(written, "FI")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    if phonenumbers.number_type(number) not in _CAN_READ_TEXT:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def address(written: str) -> tuple[str, Hindrance]:
    """An e-mail address or a phone number. Raises Fault."""
    if "@" not in written:
        plain_words = written and not any(sign.isdigit() for sign in written)
        if plain_words and not _PROTECTED.search(written.casefold()):
            raise Fault("not-an-address")
        try:
            return phone(written)
        except Fault:
            raise Fault("not-an-address") from None
    local, _, domain = written.strip().rpartition("@")
    found = f"{local}@{domain.lower()}"
    if not _EMAIL.match(found) or len(found) > LONGEST_ADDRESS:
        raise Fault("not-an-address")
    return found, ""


def moment(written: str) -> tuple[date, datetime | None]:
    """The day of a visit in Finland, and its moment when an hour is told: 2.3.2026 9.30,
    2026-03-02T09:30, 2.3.2026 klo 9:30. Raises Fault."""
    found = _DAY.match(told(written))
    if found is None:
        raise Fault("bad-moment")
    year, month, number = (found[name] or found[f"{name}2"] for name in "ymd")
    if int(year) not in YEARS:
        raise Fault("bad-moment")
    try:
        on = date(int(year), int(month), int(number))
        if found["time"] is None:
            return on, None
        hour = _TIME.match(found["time"])
        if hour is None:
            raise Fault("bad-moment")
        zone = (hour["zone"] or "").upper()
        at = datetime.fromisoformat(f"{on}T{int(hour['h']):02}:{hour['min']}:00{zone}")
        at = at if zone else at.replace(tzinfo=HELSINKI)
        return day(at), at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Fault("bad-moment") from None


def years(written: str) -> int | None:
    """An age in years; None when it is not told. Raises Fault."""
    if not written:
        return None
    found = _AGE.match(written)
    if found is None or int(found[1]) > OLDEST:
        raise Fault("bad-age")
    return int(found[1])


def tongue(written: str) -> str:
    """The language in which somebody is asked: Finnish and Swedish by the mother tongue, everybody
    else in English."""
    return _TONGUE.get(fold(written).replace("-", " ").split(" ")[0], "en") if written else "fi"
