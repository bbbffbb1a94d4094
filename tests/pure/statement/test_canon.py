"""A frozen statement is proved by its bytes; without a story its numbers are the same, byte for
byte."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.statement import canon, laying
from kuulluksi.pure.statement.canon import Frozen
from kuulluksi.pure.statement.document import Document, Story
from kuulluksi.pure.statement.sheets import HIDDEN, Cell, Column, Line, Sheet, Unit, shown
from kuulluksi.pure.text import Text
from tests.factories import statements

KEYS = ("a", "b", "c", "d")
words = st.text(min_size=1, max_size=8).map(str.strip).filter(bool)
texts = st.builds(
    lambda fi, sv: Text.of(fi=fi, sv=sv), words.filter(lambda s: s.isprintable()), st.just("x")
)
numbers = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
cells = st.one_of(
    st.just(Cell()),
    st.just(HIDDEN),
    st.builds(
        lambda value, unit, n: shown(value, unit, n=n),
        numbers,
        st.sampled_from(Unit),
        st.none() | st.integers(0, 10**7),
    ),
)


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, Sheet]:
    made = {}
    for key in draw(st.lists(st.sampled_from(["one", "two", "three"]), unique=True)):
        size = draw(st.integers(0, 3))
        columns = (Column("2025", draw(texts), 2025, 2025), Column("2026", draw(texts)))
        lines = tuple(Line(f"l{number}", draw(texts)) for number in range(size))
        rows = tuple((draw(cells), draw(cells)) for _ in range(size))
        made[key] = Sheet(key, draw(texts), lines, columns, rows, notes=(draw(texts),))
    return made


@st.composite
def frozen(draw: st.DrawFn) -> Frozen:
    """The invented statement with stories here and there."""
    document = statements.document()
    sections = [
        replace(
            section,
            blocks=(
                *section.blocks,
                *map(Story, draw(st.lists(st.sampled_from(KEYS), max_size=3))),
            ),
        )
        for section in document.sections
    ]
    document = replace(document, sections=tuple(sections))
    held = {block.key for _, _, block in document.blocks() if isinstance(block, Story)}
    return Frozen.of(document, draw(sheets()), held)


@given(frozen())
def test_a_thawed_statement_is_the_one_that_was_frozen(made: Frozen) -> None:
    written = made.written()
    thawed = canon.thaw(written, canon.checksum(written))
    assert thawed == made
    assert thawed.written() == written


@given(frozen(), st.sampled_from([*KEYS, "nobody"]))
def test_without_a_story_the_numbers_are_the_same_byte_for_byte(made: Frozen, story: str) -> None:
    less = canon.without(made, story)
    assert less.numbers() == made.numbers()
    for each in (made, less):
        assert b'"sheets":' + made.numbers() in each.written()
    assert story not in less.stories
    assert story.encode() not in {
        block.key.encode() for _, _, block in less.document.blocks() if isinstance(block, Story)
    }
    assert canon.without(less, story) == less
    if story not in made.stories:
        assert less == made
        assert less.written() == made.written()
    else:
        assert canon.checksum(less.written()) != canon.checksum(made.written())
    others = [each.document.sections for each in (made, less)]
    assert [[b for b in s.blocks if b != Story(story)] for s in others[0]] == [
        list(s.blocks) for s in others[1]
    ]


@given(frozen(), st.sampled_from(KEYS), st.sampled_from(KEYS))
def test_it_does_not_matter_which_story_goes_first(made: Frozen, one: str, other: str) -> None:
    first = canon.without(canon.without(made, one), other)
    assert first.written() == canon.without(canon.without(made, other), one).written()


@given(frozen(), st.randoms(use_true_random=False))
def test_equal_statements_have_equal_bytes(made: Frozen, random: st.DataObject) -> None:
    order = list(made.sheets)
    random.shuffle(order)  # type: ignore[attr-defined]
    other = Frozen.of(made.document, {key: made.sheets[key] for key in order}, made.stories)
    assert other == made
    assert other.written() == made.written()


def _frozen(document: Document | None = None) -> Frozen:
    return Frozen.of(document or statements.document(), statements.sheets(), {"a"})


@given(st.integers(-(10**6), 10**6))
def test_a_number_is_written_in_one_way(value: int) -> None:
    def of(value: float) -> bytes:
        sheet = Sheet("s", Text(), (Line("l", Text()),), (Column("c", Text()),), ((shown(value),),))
        return Frozen.of(statements.document(), {"s": sheet}, ()).written()

    assert of(value) == of(float(value))


def test_numbers_are_the_same_however_they_were_kept_meanwhile() -> None:
    """A database may order keys anew and write 5 as 5.0."""
    written = _frozen().written()
    told = json.loads(written, parse_int=float)
    told["written"] = 1
    again = json.dumps(dict(reversed(told.items())), indent=1).encode()
    assert canon.thaw(again).written() == written


def test_chapters_tables_and_pictures_keep_their_numbers_without_a_story() -> None:
    made = _frozen()
    less = canon.without(made, "a")
    for language in ("fi", "sv", "en"):
        before, after = (
            laying.laid_out(each.document, language, each.sheets, statements.STORIES)
            for each in (made, less)
        )
        assert [each.number for each in before.chapters] == [each.number for each in after.chapters]
        assert before.grids() == after.grids()
        assert before.drawings() == after.drawings()


def test_what_was_changed_after_signing_is_not_thawed() -> None:
    written = _frozen().written()
    sealed = canon.checksum(written)
    assert len(sealed) == 64
    changed = written.replace(b'"value":1200}', b'"value":1201}')
    assert changed != written
    assert canon.thaw(changed).written() == changed
    with pytest.raises(ValueError, match="checksum"):
        canon.thaw(changed, sealed)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"x"',
        b"\xff",
        b'{"written":2,"document":{},"sheets":{},"stories":[]}',
        b'{"written":1,"document":{},"sheets":{},"stories":[]}',
        b'{"written":1,"document":{},"sheets":[],"stories":[]}',
    ],
)
def test_what_is_no_statement_is_not_thawed(written: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever it is, it is one of these
        canon.thaw(written)


def test_a_sheet_stands_under_its_own_key_and_has_numbers_only() -> None:
    sheet = statements.sheets()["history"]
    with pytest.raises(ValueError, match="own keys: other"):
        Frozen.of(statements.document(), {"other": sheet}, ())
    with pytest.raises(ValueError, match="not JSON compliant"):
        canon.canonical({"value": float("nan")})


def test_the_checksum_never_changes() -> None:
    """A signed statement must be proved in years to come: should this fail, what was signed before
    can no longer be."""
    told = {"b": [1.0, -0.0, 0.1, 1e16, "ä\u2028"], "a": None}
    written = canon.canonical(told)
    assert written.decode() == '{"a":null,"b":[1,0,0.1,10000000000000000,"ä\u2028"]}'
    assert canon.checksum(b"") == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
