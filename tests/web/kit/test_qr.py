"""The QR pictures: a receipt's is put together of kept parts, and is the very one of an encoder."""

import re

import segno
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import receipt
from kuulluksi.web.kit import receipts

BORDER = 2
Modules = list[list[int]]


def encoded(words: str, error: str = "m") -> Modules:
    made = segno.make(words, error=error, micro=False, encoding="utf-8", mask=receipts.MASK)
    return [list(row) for row in made.matrix_iter(border=BORDER)]


def seen(picture: str) -> Modules:
    """The modules that the pen of the picture makes dark; each stroke is as wide as a module."""
    [side] = re.findall(r'viewBox="0 0 (\d+) \1"', picture)
    [(across, down, path)] = re.findall(r' d="M(\d+) (\d+)\.5([^"]+)"', picture)
    found = [[0] * int(side) for _ in range(int(side))]
    x, y = int(across), int(down)
    for move, dx, dy in re.findall(r"([mh])(-?\d+) ?(-?\d*)", path):
        if move == "h":
            found[y][x : x + int(dx)] = [1] * int(dx)
        x, y = x + int(dx), y + int(dy or 0)
    return found


@given(st.text(receipt.ALPHABET, min_size=receipt.LENGTH, max_size=receipt.LENGTH))
def test_qr_of_a_code_is_the_same_as_encoded_whole(code: str) -> None:
    address = "https://palaute.esimerkki.example/matka#"
    assert seen(receipts.qr_of_code(address, code)) == encoded(address + code)


@given(st.text(min_size=1, max_size=120), st.sampled_from("lmqh"))
def test_qr_of_words_is_drawn_as_the_encoder_draws_it(words: str, error: str) -> None:
    assert seen(receipts.qr(words, error)) == encoded(words, error)
