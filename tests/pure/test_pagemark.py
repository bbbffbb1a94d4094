"""The mark of a page of paper: what is written into the picture is read out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.pagemark import HASH, NoPageMark, PageMark, read

CODES = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,59}", fullmatch=True)


@given(
    wave=CODES | st.just(""),
    place=CODES | st.just(""),
    document=st.text("0123456789abcdef", min_size=64, max_size=64),
    language=st.sampled_from(["fi", "sv", "en", "fi-x-selko", "sms"]),
    large=st.booleans(),
    page=st.integers(1, 9999),
)
def test_pagemark_reads_what_it_writes(
    wave: str, place: str, document: str, language: str, *, large: bool, page: int
) -> None:
    mark = PageMark(
        wave=wave, place=place, document=document, language=language, large=large, page=page
    )
    found = read(mark.written())
    assert found.document == document[:HASH]
    assert (found.wave, found.place, found.language) == (wave, place, language)
    assert (found.large, found.page) == (large, page)


@pytest.mark.parametrize(
    "written",
    ["", "https://example.org/", "K1/a/b/0af2cd612522/fi/n/0", "K2/a/b/0af2cd612522/fi/n/1"],
)
def test_pagemark_of_another_picture_is_none(written: str) -> None:
    with pytest.raises(NoPageMark):
        read(written)
