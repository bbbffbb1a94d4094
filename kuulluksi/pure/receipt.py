"""The receipt code: what a giver keeps to follow the voice without a name, an account or a trace.

Twelve letters and digits in three groups, made to be read aloud over the telephone and copied by
hand from paper. The house stores only a keyed digest, so neither the code nor the voice can be
found from the other without the key.
"""

import hashlib
import hmac
import unicodedata
from typing import Literal

ALPHABET = "ADEFHJKLMNPRTVY23456789"
"""The characters of a code: 23 of them, none of which is easily taken for another.

Left out are those that look alike in handwriting or on a worn slip (0 O Q, 1 I, B beside 8, S
beside 5, Z beside 2, C and G, U and W beside V) and X, which has no name that Finns agree on. 23 is
a prime: that is what lets one check character catch every single slip and every swap (see
`check_character`).
"""

GROUP = 4
LENGTH = 12
BODY = LENGTH - 1

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_SEPARATORS = frozenset(".·•_,/\N{MINUS SIGN}")

Reason = Literal["length", "character", "check"]


class BadCode(ValueError):
    """What was typed cannot be a receipt code.

    `reason` is "character" (`found` holds the offending characters, each once, in order), "length"
    (too few or too many) or "check" (well formed, but some character is wrong or two have changed
    places).
    """

    def __init__(self, reason: Reason, found: str = "") -> None:
        super().__init__(reason, found)
        self.reason: Reason = reason
        self.found = found


def make(key: bytes, nonce: str) -> str:
    """The code that a receipt `key` and a form's `nonce` always give together.

    Eleven characters are drawn from HMAC-SHA256(key, "receipt:" + nonce), about 49 bits, and the
    check character is added. Twelve characters without separators: the canonical form. Raises
    ValueError for an empty key or nonce.
    """
    if not key or not nonce:
        raise ValueError("A receipt code needs a key and a nonce.")
    # The 256 bits are read as one number in base 23: the first eleven digits are uniform to within
    # 2⁻²⁰⁰.
    number = int.from_bytes(hmac.digest(key, b"receipt:" + nonce.encode(), hashlib.sha256))
    body = ""
    for _ in range(BODY):
        number, value = divmod(number, len(ALPHABET))
        body += ALPHABET[value]
    return body + check_character(body)


def check_character(body: str) -> str:
    """The character that completes the eleven of `body`: the sum of place × value, modulo 23.

    The places 1 to 11 are different and not zero modulo 23, and the check character itself counts
    as −1, another number again. As 23 is a prime, changing one character changes the sum, and so
    does swapping any two that differ, neighbours or not. Raises ValueError unless `body` is eleven
    characters of ALPHABET.
    """
    if len(body) != BODY or not _VALUE.keys() >= set(body):
        raise ValueError("The body of a code is eleven characters of the alphabet.")
    total = sum(place * _VALUE[character] for place, character in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def pretty(code: str) -> str:
    """The canonical code as people see it: three groups of four, "KAVY 7M3T 9RPD"."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def clean(typed: str) -> str:
    """The canonical code of what somebody typed, forgiving case, spaces, hyphens and dots.

    Raises BadCode with the reason. Wrong characters are named before a wrong length, because an O
    typed for a zero is what a person can see and mend.
    """
    code = "".join(
        character
        for character in unicodedata.normalize("NFKC", typed).upper()
        if character not in _SEPARATORS
        and unicodedata.category(character) not in {"Zs", "Cc", "Cf", "Pd"}
    )
    if strange := [character for character in dict.fromkeys(code) if character not in _VALUE]:
        raise BadCode("character", "".join(strange))
    if len(code) != LENGTH:
        raise BadCode("length")
    if check_character(code[:BODY]) != code[BODY]:
        raise BadCode("check")
    return code


def digest(key: bytes, code: str) -> str:
    """What the database stores instead of the canonical `code`.

    HMAC-SHA256(key, "lookup:" + code) as 64 hex digits.
    """
    return hmac.new(key, b"lookup:" + code.encode(), hashlib.sha256).hexdigest()


_SPOKEN: dict[str, dict[str, str]] = {
    language: dict(zip(ALPHABET, names.split(), strict=True))
    for language, names in {
        "fi": "Aarne Daavid Eemeli Faarao Heikki Jussi Kalle Lauri Matti Niilo Paavo "
        "Risto Tyyne Vihtori Yrjö kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän",
        "sv": "Adam David Erik Filip Helge Johan Kalle Ludvig Martin Niklas Petter "
        "Rudolf Tore Viktor Yngve två tre fyra fem sex sju åtta nio",
        "en": "Alfa Delta Echo Foxtrot Hotel Juliett Kilo Lima Mike November Papa "
        "Romeo Tango Victor Yankee two three four five six seven eight nine",
    }.items()
}


def spell(code: str, language: str) -> list[str]:
    """The canonical code as words for reading aloud, one per character.

    Finnish and Finland-Swedish names, for English the letters of the radio alphabet; a regional or
    plain-language tag uses its base language, any other language Finnish. Raises KeyError for a
    character outside ALPHABET.
    """
    names = _SPOKEN.get(language.split("-", 1)[0], _SPOKEN["fi"])
    return [names[character] for character in code]
