"""How clients want to be met: what fits into a QR code, and what a unit may be shown."""

from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import wishes
from kuulluksi.pure.text import LANGUAGES

WORDS = st.text(alphabet="aä€ \n😀", max_size=400).map(str.strip)
COUNTS = st.dictionaries(st.text(max_size=3), st.integers(0, 12), max_size=12)


def test_ready_list_is_short_and_said_in_every_language() -> None:
    assert 8 <= len(wishes.ready()) <= 12
    for wish in wishes.ready():
        assert set(LANGUAGES) <= wish.to_json().keys()
        assert all(len(words) <= 60 for words in wish.to_json().values())


def test_card_holds_heading_wishes_and_own_words_line_by_line() -> None:
    assert wishes.card("Miten", ["Puhu hitaasti.", "Tulkki."], " Kuulen huonosti. ") == (
        "Miten\n- Puhu hitaasti.\n- Tulkki.\nKuulen huonosti."
    )
    assert wishes.card("Miten", [], "  ") == "Miten"


@given(own=WORDS, ready=st.lists(WORDS, max_size=5))
def test_too_long_says_the_fewest_characters_that_must_go(own: str, ready: list[str]) -> None:
    over = wishes.too_long(wishes.card("Miten", ready, own), own)
    whole = len(wishes.card("Miten", ready, own).encode()) <= wishes.MOST_BYTES
    assert (over == 0) == whole
    if 0 < over <= len(own):
        shorter = wishes.card("Miten", ready, own)[:-over]
        longer = wishes.card("Miten", ready, own)[: 1 - over or None]
        assert len(shorter.encode()) <= wishes.MOST_BYTES < len(longer.encode())
    if over > len(own):
        assert len(wishes.card("Miten", ready, "").encode()) >= wishes.MOST_BYTES


@given(counts=COUNTS)
def test_shown_counts_have_at_least_so_many_cards_behind_them(counts: dict[str, int]) -> None:
    seen = wishes.shown(counts)
    assert seen.keys() == counts.keys()
    for key, count in counts.items():
        assert seen[key] == (count if count >= wishes.FEWEST else None)


@given(st.lists(st.frozensets(st.integers(0, 9)), max_size=20))
def test_cards_are_never_more_than_were_made(made: list[frozenset[int]]) -> None:
    chosen = [sum(wish in card for card in made) for wish in range(10)]
    assert wishes.cards(chosen) <= len(made)
