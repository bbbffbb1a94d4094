"""Under what a written word is found: its base forms, its beginnings without endings, and what it
means. Two words are of one kind when they share a key.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from kuulluksi.pure import words
from kuulluksi.pure.audit.text.concepts import concepts


@dataclass(frozen=True, slots=True)
class Keys:
    """`whole` are keys of the word itself, `parts` of the words that it is put together of."""

    whole: frozenset[str]
    parts: frozenset[str]


_FINNISH_TAILS = re.compile(r"(?:ni|si|mme|nne|nsa|nsä|an|en|kin|kaan|kään|han|hän)?$")
_FINNISH_CASES = re.compile(
    r"(?:iss[aä]|ist[aä]|ill[aä]|ilt[aä]|ille|iksi|ien|iden|itten|jen|ihin|iin|seen|siin"
    r"|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|tt[aä]|t[aä]|h[aeiouyäö]n|[aeiouyäö]n|n|t|[aä])$"
)
_DERIVED = re.compile(r"(?:suus|syys|sesti|nen|[aä]sti|uus|yys|us|ys|[aä])$")
_GRADES = (
    ("nk", "ng"),
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("lt", "ll"),
    ("nt", "nn"),
    ("rt", "rr"),
    ("mp", "mm"),
    ("t", "d"),
    ("p", "v"),
)
_SWEDISH = (
    *("arnas", "ernas", "ornas", "arna", "erna", "orna", "heten", "heter", "andet", "elsen"),
    *("elser", "ningen", "ningar", "ets", "ens", "ers", "ars", "na", "et", "en", "er", "ar", "or"),
    *("ade", "at", "as", "an", "n", "t", "a", "e", "s"),
)
_ENGLISH = ("ings", "ing", "ies", "ied", "ment", "ed", "es", "er", "ly", "s", "e", "y", "d")


@lru_cache(maxsize=40_000)
def keys(word: str, tag: str) -> Keys:
    """The keys of a word in lower case, read as Finnish, Swedish or English."""
    meant = concepts(word, tag)
    if tag == "fi":
        return _finnish(word, meant)
    endings = _SWEDISH if tag == "sv" else _ENGLISH
    stems = {
        word[: -len(end)] for end in endings if word.endswith(end) and len(word) - len(end) > 2
    }
    return Keys(frozenset(f"{tag}:{stem}" for stem in {word, *stems}) | meant, frozenset())


def _finnish(word: str, meant: frozenset[str]) -> Keys:
    bases = {base for alternatives in words.query(word) for base in alternatives}
    known = len(bases) > 1 or words.is_base(word)
    # "Luottavien" of people who say "luotan": the verb behind a participle.
    bases |= {
        f"{base[:-2]}{base[-1]}" for base in bases if base.endswith(("ava", "ävä", "eva", "evä"))
    }
    whole = {f"fi:{base}" for base in bases}
    if not known:
        whole |= {f"fi~{stem}" for stem in _stems(word)}
    # "Riittävyys" of what was given "riittävästi", "turvallisuus" of "turvallinen".
    whole |= {
        f"fi^{root}" for base in bases if len(root := _DERIVED.sub("", base)) > 3 and root != base
    }
    parts = {f"fi:{part}" for part in words.lemmas(word).split() if len(part) > 4} - whole
    return Keys(frozenset(whole) | meant, frozenset(parts))


def _stems(word: str) -> set[str]:
    """What may be left of an unknown word without its endings, in one grade of its consonants."""
    tailless = {word, _FINNISH_TAILS.sub("", word)}
    cases = tailless | {_FINNISH_CASES.sub("", each) for each in tailless}
    return {_graded(each) for each in cases if len(each) > 3} - {""}


def _graded(stem: str) -> str:
    bare = re.sub(r"(?:nen|s[ei]?)$", "", stem).rstrip("aeiouyäö")
    for strong, weak in _GRADES:
        for form in (strong, weak):
            if bare.endswith(form):
                return bare[: -len(form)] + weak
    return bare
