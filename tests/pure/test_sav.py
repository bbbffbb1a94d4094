"""Names, labels and sets of SPSS files: whatever the ids and texts are, SPSS takes them."""

import io
import re
import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kuulluksi.pure import sav
from kuulluksi.pure.sav import Chosen, NotSav

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
IDS = some.lists(
    some.from_regex(r"[a-z0-9]{1,70}(-[a-z0-9]{1,5}){0,4}", fullmatch=True), max_size=9
)


@given(IDS)
def test_names_are_valid_and_different(wanted: list[str]) -> None:
    found = sav.names(wanted, ("unit", "mode"))
    assert len(found) == len(wanted) == len(set(found))
    for name in found:
        assert NAME.fullmatch(name)
        assert len(name) <= sav.NAME
        assert name not in sav.RESERVED | {"unit", "mode"}
    assert found == sav.names(wanted, ("unit", "mode"))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["school-grade", "unit"], ["school_grade", "unit_2"]),
        (["and", "with", "2-osa", "ää"], ["and_2", "with_2", "v_2_osa", "v"]),
        (["a-b", "a_b", "A-B"], ["a_b", "a_b_2", "a_b_3"]),
        (["x" * 64, "x" * 70], ["x" * 64, "x" * 62 + "_2"]),
    ],
)
def test_names_of_examples(wanted: list[str], found: list[str]) -> None:
    assert sav.names(wanted, ["unit"]) == found


@given(some.text(), some.integers(4, 60))
def test_cut_fits_and_begins_like_the_text(text: str, most: int) -> None:
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return
    line, found = " ".join(text.split()), sav.cut(text, most)
    assert len(found.encode()) <= most
    assert found == line or (found.endswith("…") and line.startswith(found[:-1]))


def test_cut_leaves_letters_and_pictures_whole() -> None:
    assert sav.cut("ääkköset", 9) == "ääkk…"
    assert sav.cut("ääkköset", 6) == "ä…"
    assert sav.cut("a\u0308\u0308bc defgh", 7) == "…"  # a letter with both its marks, or none
    assert sav.cut("👩‍👩‍👧 perhe ja muuta", 20) == "…"
    assert sav.cut("kaksi\n riviä", 40) == "kaksi riviä"


@given(some.text(some.characters(exclude_categories=["Cs"])), some.integers(4, 40))
def test_parts_make_up_the_text(text: str, most: int) -> None:
    found = sav.parts(text, most)
    assert "".join(found) == text
    assert all(len(part.encode()) <= most for part in found)
    assert all(len((one + other[0]).encode()) > most for one, other in pairwise(found) if other)


def variable(name: bytes, *, label: bytes = b"", width: int = 0) -> bytes:
    told = struct.pack("<i", len(label)) + label.ljust(-(-len(label) // 4) * 4) if label else b""
    head = struct.pack("<6i", 2, width, int(bool(label)), 0, 0, 0)
    return head + name.ljust(8) + told


def extension(subtype: int, body: bytes) -> bytes:
    return struct.pack("<4i", 7, subtype, 1, len(body)) + body


FILE = (
    b"$FL2".ljust(176)
    + variable(b"Q1", label=b"five!")
    + variable(b"Q2", width=9)
    + variable(b"", width=-1)
    + struct.pack("<2i", 3, 1)
    + struct.pack("<d", 1.0)
    + bytes([2])
    + b"ab".ljust(7)
    + struct.pack("<4i", 4, 2, 1, 2)
    + struct.pack("<2i", 6, 1)
    + b"note".ljust(80)
    + extension(13, b"Q1=long_name\tQ2=another")
)
ROWS = struct.pack("<2i", 999, 0) + b"rows"


def test_sets_stand_before_the_rows_and_name_short_names() -> None:
    target = io.BytesIO()
    several = Chosen("tavat", "Miten? ä", ("long_name", "another"))
    sav.with_sets(io.BytesIO(FILE + ROWS), target, [several])
    record = extension(7, "$tavat=D1 1 9 Miten? ä q1 q2\n".encode())
    assert target.getvalue() == FILE + record + ROWS


def test_file_without_sets_stays_as_it_is() -> None:
    target = io.BytesIO()
    sav.with_sets(io.BytesIO(FILE + ROWS), target, [])
    assert target.getvalue() == FILE + ROWS


@pytest.mark.parametrize("broken", [b"", b"PK", FILE, FILE[:-30], FILE + b"\x63\0\0\0", FILE[:200]])
def test_what_is_no_system_file_is_refused(broken: bytes) -> None:
    with pytest.raises(NotSav):
        sav.with_sets(io.BytesIO(broken), io.BytesIO(), [])


def test_set_of_a_variable_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotSav, match="olematon"):
        sav.with_sets(io.BytesIO(FILE + ROWS), io.BytesIO(), [Chosen("a", "", ("olematon",))])
