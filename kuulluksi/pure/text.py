"""Words in several languages: one value for what is said in each, and their folding, splitting and
sorting.

The database never collates and never folds: what is searched or listed is computed here and written
beside the text.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

LANGUAGES = ("fi", "sv", "en")
"""The languages in which everything of ours is said, in the order in which one stands in for
another.
"""

_TAG_ORDER = (*LANGUAGES, "fi-x-selko", "se", "smn", "sms")

TAGS = frozenset(_TAG_ORDER)
"""The language tags (BCP 47) that a text may carry: ours, Easy Finnish and the three Sámi languages
of Finland.
"""


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in one or more languages; hashable, and true when it says anything.

    Made with `Text.of` or `Text.from_json`, which strip the ends and drop what is empty.
    """

    _said: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, **said: str) -> Self:
        """`Text.of(fi="Kiitos", sv="Tack")`; a tag with a hyphen goes through `**{"fi-x-selko":
        "…"}`.

        Raises ValueError for a tag that is not in TAGS.
        """
        return cls.from_json(said)

    @classmethod
    def from_json(cls, obj: object) -> Self:
        """The text of a mapping from tag to words, as `to_json` writes it.

        Raises ValueError for an unknown tag, TypeError for anything but a mapping to strings.
        """
        if not isinstance(obj, Mapping):
            raise TypeError("A text is an object from language tag to words.")
        said: dict[str, str] = {}
        for tag, words_ in obj.items():
            if tag not in TAGS:
                raise ValueError(
                    f"Unknown language tag {tag!r}; known are {', '.join(_TAG_ORDER)}."
                )
            if not isinstance(words_, str):
                raise TypeError(f"The text in {tag!r} is not a string.")
            said[tag] = words_.strip()
        return cls(tuple((tag, said[tag]) for tag in _TAG_ORDER if said.get(tag)))

    def get(self, tag: str) -> str:
        """The words in exactly this language, or "" when nothing is said in it."""
        return dict(self._said).get(tag, "")

    def best(self, tag: str) -> str:
        """The words for a reader of `tag`: in it, its base language, fi, sv, en, any; else ""."""
        return self.get(self.best_tag(tag))

    def best_tag(self, tag: str) -> str:
        """The language of `best`; "" when nothing is said."""
        said = dict(self._said)
        for candidate in (tag, tag.split("-", 1)[0], *LANGUAGES):
            if candidate in said:
                return candidate
        return next(iter(said), "")

    def missing(self) -> tuple[str, ...]:
        """Those of LANGUAGES in which nothing is said."""
        return tuple(tag for tag in LANGUAGES if not self.get(tag))

    def to_json(self) -> dict[str, str]:
        """Tag to words, only what is said, always in the same order."""
        return dict(self._said)

    def __bool__(self) -> bool:
        return bool(self._said)


def clean_text(s: str) -> str:
    """What somebody wrote, without the signs that no key writes: of the control characters only
    line ends and tabs stay, and every line end is one."""
    lines = s.replace("\r\n", "\n").replace("\r", "\n")
    return _STRAY.sub("", lines)


# A control character, or half of a character that is no character alone.
_STRAY = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_OWN_LETTERS = frozenset("åäö")
_PLAIN = re.compile("[ -~åäöÅÄÖ]*")

# Letters of the neighbours' and the Sámi alphabets that carry their mark inside, where Unicode
# cannot take it off.
_UNMARKED = str.maketrans(
    {
        "ø": "ö",
        "æ": "ä",
        "đ": "d",
        "ð": "d",
        "ŧ": "t",
        "þ": "th",
        "ŋ": "n",
        "ǥ": "g",
        "ʒ": "z",
        "ł": "l",
        "œ": "oe",
        "ı": "i",
    }
)


def fold(s: str) -> str:
    """The same words without what a searcher may get wrong: case, accents, spacing.

    å ä ö stay letters of their own; ø and æ become ö and ä, every other mark goes (Š → s, é → e, đ
    → d, ü → u). Runs of white space become one space and the ends are stripped. `fold(fold(s)) ==
    fold(s)`.
    """
    if _PLAIN.fullmatch(s):  # nearly all words that are written, and much sooner
        return " ".join(s.lower().split())
    return " ".join("".join(map(_unmark, _cased(s).translate(_UNMARKED))).split())


def _cased(s: str) -> str:
    """`s` in one case and one composition of characters."""
    # Casefolding may leave combining marks behind (İ), and composing may undo a fold, hence both
    # twice.
    once = unicodedata.normalize("NFKC", s).casefold()
    return unicodedata.normalize("NFKC", once).casefold()


def _unmark(letter: str) -> str:
    """One character without its diacritics unless they make it å ä ö; "" for a loose mark."""
    if letter in _OWN_LETTERS:
        return letter
    if unicodedata.category(letter) == "Mn":
        return ""
    parts = unicodedata.decomposition(letter)
    if not parts or parts.startswith("<"):
        return letter
    return "".join(_unmark(chr(int(part, 16))) for part in parts.split()).translate(_UNMARKED)


# Endings that Finnish and Swedish put after a colon on an abbreviation: EU:n, Kela:lle, TE-
# toimisto:ssa, SKR:s.
_ENDING = (
    r":(?:n|t|s|a|ä|ta|tä|na|nä|ksi|in|en|an|än|hin|hen|han|hun|iin|een|aan|ään|seen"
    r"|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle)(?:ni|si|mme|nne|ns[aä])?\b"
)
_INFLECTED_ABBREVIATION = re.compile(rf"(?<=\w){_ENDING}", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def tokens(s: str) -> list[str]:
    """The words as written, in order: runs of letters and digits, apostrophes inside kept.

    A hyphen separates. The case ending after a colon of an abbreviation is left out ("EU:n" is
    "EU").
    """
    straight = unicodedata.normalize("NFKC", s).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return _TOKEN.findall(_INFLECTED_ABBREVIATION.sub("", straight))


def words(s: str) -> list[str]:
    """The words of `s` folded for search, in order: letters and digits, never empty."""
    return [word for token in tokens(s) if (word := folded_token(token))]


def folded_token(token: str) -> str:
    """One of `tokens` as it is searched for: folded, without apostrophes and spaces ("vaa'an" is
    "vaaan").
    """
    folded = fold(token)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


_GAP = "10"
_ORDER = {
    sign: f"{code}" for code, sign in enumerate("0123456789abcdefghijklmnopqrstuvwxyzåäö", start=11)
}


def sort_key(s: str) -> str:
    """A string of digits that any byte or locale comparison puts in Finnish order.

    Two digits per character: gaps between words first, then digits, a–z (v and w apart, as in
    today's dictionaries), å, ä, ö, last the letters of other scripts. Case, accents and punctuation
    do not count, ü is filed as y as in Finnish indexes, and of two where one begins the other, the
    shorter comes first.
    """
    filed = unicodedata.normalize("NFC", s).replace("ü", "y").replace("Ü", "y")
    return _GAP.join("".join(_code(letter) for letter in word) for word in words(filed))


def _code(letter: str) -> str:
    return _ORDER.get(letter) or f"99{ord(letter):07d}"
