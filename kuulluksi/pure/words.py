"""Finnish words brought back to their base forms, so that `asiakas` finds `asiakkaille`.

The morphology is Voikko's (a system library with its Finnish dictionary). Where it is not
installed, search still works, but only for the words as written.
"""

import threading
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Protocol

from kuulluksi.pure.text import folded_token, tokens


class _Analyzer(Protocol):
    """What is used of `libvoikko.Voikko`: the readings of a word, as tables of features."""

    def analyze(self, word: str) -> list[dict[str, str]]: ...


# The longest word that is analysed. Real ones are shorter, and taking apart an absurd compound
# takes seconds and yields kilobytes.
LONGEST = 40
# What the words of one voice may yield, in bytes: PostgreSQL does not index more than a megabyte.
MOST = 200_000

# Voikko's handle must not be used by two threads at the same time.
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _voikko() -> _Analyzer | None:
    """The process's only analyser, or None when the library or its dictionary is missing."""
    try:
        # Not at the top: the binding and the system library beneath it may both be absent.
        binding = import_module("libvoikko")
    except (ImportError, OSError):
        return None
    try:
        analyzer: _Analyzer = binding.Voikko("fi")
    except (binding.VoikkoException, OSError):
        return None
    return analyzer


def available() -> bool:
    """Whether Finnish inflection is understood here."""
    with _lock:
        return _voikko() is not None


def lemmas(text: str) -> str:
    """Everything under which `text` may be looked for: folded, each once, between spaces.

    For every word: the word as written, its possible base forms, and for a compound its parts and
    its endings that are words ("perhetyöntekijälle" gives perhetyöntekijä, perhe, työ, työntekijä
    and tekijä), because people search for the shorter word. Of an endless text only the beginning,
    until it has yielded `MOST`.
    """
    found: dict[str, None] = {}
    size = 0
    for token in dict.fromkeys(tokens(text)):
        readings = _readings(token)
        for form in (token, *_bases(readings), *_parts(token, readings)):
            lemma = folded_token(form)
            if not lemma or lemma in found:
                continue
            size += len(lemma.encode()) + 1
            if size > MOST:
                return " ".join(found)
            found[lemma] = None
    return " ".join(found)


def classes(token: str) -> frozenset[str]:
    """What a written word may be, in Voikko's own terms: etunimi (given name), sukunimi (family
    name), paikannimi (place), nimisana (noun) and others; nothing for a word it does not know."""
    return frozenset(reading.get("CLASS", "") for reading in _readings(token))


def is_base(token: str) -> bool:
    """Whether a word is a base form itself ("jono", not "jonossa")."""
    return folded_token(token) in {folded_token(base) for base in _bases(_readings(token))}


def query(text: str) -> list[list[str]]:
    """For each word of a search its alternatives: the folded word and its base forms, each once.

    A text matches when for every word at least one alternative is among the text's `lemmas`.
    Compounds are not taken apart here: who looks for `perhetyöntekijä` does not mean every
    `työntekijä`.
    """
    asked = []
    for token in tokens(text):
        bases = [folded_token(base) for base in _bases(_readings(token))]
        if alternatives := [word for word in dict.fromkeys([folded_token(token), *bases]) if word]:
            asked.append(alternatives)
    return asked


def _readings(token: str) -> list[dict[str, str]]:
    if len(token) > LONGEST:
        return []
    with _lock:
        voikko = _voikko()
        return voikko.analyze(token) if voikko else []


def _bases(readings: list[dict[str, str]]) -> Iterator[str]:
    for reading in readings:
        if base := reading.get("BASEFORM"):
            yield base


def _parts(token: str, readings: list[dict[str, str]]) -> Iterator[str]:
    """The words inside a compound: the base forms of its parts and of its endings.

    Voikko marks in STRUCTURE where the parts of the written word begin ("=ppppp=pppp=ppp"). Of
    several readings only those with the fewest parts are taken apart: "puheluun" is a call
    (puhelu), hardly a speech bone (puhe + luu).
    """
    cuts_of = [_cuts(reading.get("STRUCTURE", "")) for reading in readings]
    fewest = min(map(len, cuts_of), default=0)
    for reading, cuts in zip(readings, cuts_of, strict=True):
        if not cuts or len(cuts) > fewest:
            continue
        base = reading.get("BASEFORM", "")
        for start, end in zip([0, *cuts], cuts, strict=False):
            part = token[start:end]
            yield from list(_bases(_readings(part))) or [part]
            # Where an inner part is inflected too (isonvarpaan, isovarvas), the places do not fit
            # the base form.
            if base[:end].casefold() == token[:end].casefold():
                yield base[end:]


def _cuts(structure: str) -> list[int]:
    """Where in the written word its second, third, … part begins; empty when it is no compound."""
    cuts, place = [], 0
    for sign in structure:
        if sign != "=":
            place += 1
        elif place:
            cuts.append(place)
    return cuts
