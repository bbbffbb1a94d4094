"""The QR pictures: a receipt's is put together of kept parts, and is the very one of an encoder."""

import io

import segno
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure import receipt
from kuulluksi.web.kit import receipts


def encoded(words: str, error: str = "m") -> str:
    made = segno.make(words, error=error, micro=False, encoding="utf-8", mask=receipts.MASK)
    out = io.BytesIO()
    made.save(out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, svgclass="")
    return out.getvalue().decode()


@given(st.text(receipt.ALPHABET, min_size=receipt.LENGTH, max_size=receipt.LENGTH))
def test_qr_of_a_code_is_the_same_as_encoded_whole(code: str) -> None:
    address = "https://palaute.esimerkki.example/matka#"
    assert receipts.qr_of_code(address, code) == encoded(address + code)


@given(st.text(min_size=1, max_size=120), st.sampled_from("lmqh"))
def test_qr_of_words_is_drawn_as_the_encoder_draws_it(words: str, error: str) -> None:
    assert receipts.qr(words, error) == encoded(words, error)
