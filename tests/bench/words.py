"""What voices say: a modest vocabulary, common words often and rare ones seldom."""

import random
import re

SYLLABLES = re.findall("..", "kasatamapalanavajahotikirinilisotokomutukusuvätänäpö")
VOCABULARY, TEXTS, LONGEST = 4_000, 10_000, 40
# Words that the search is measured with: one voice in three, in fifty, in ten thousand.
COMMON, SELDOM, RARE = "asiakas", "puhelu", "harvinainen"
SHARES = {COMMON: 3, SELDOM: 50, RARE: 10_000}


class Words:
    """Ten thousand texts, each with the base forms that the worker would write beside it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        known = sorted({self._word() for _ in range(VOCABULARY * 2)})
        chance.shuffle(known)
        shares = [1 / rank for rank in range(1, VOCABULARY + 1)]
        self._texts = []
        for _ in range(TEXTS):
            said = chance.choices(known[:VOCABULARY], shares, k=chance.randint(8, LONGEST))
            self._texts.append((" ".join(said).capitalize() + ".", " ".join(dict.fromkeys(said))))

    def text(self) -> tuple[str, str]:
        """A text and its base forms."""
        body, lemmas = self._chance.choice(self._texts)
        for word, share in SHARES.items():
            if self._chance.random() * share < 1:
                body, lemmas = f"{body} {word}.", f"{lemmas} {word}"
        return body, lemmas

    def _word(self) -> str:
        return "".join(self._chance.choices(SYLLABLES, k=self._chance.randint(2, 4)))
