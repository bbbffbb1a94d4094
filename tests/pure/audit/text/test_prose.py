"""Markdown taken apart: blocks and sentences stand where they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuulluksi.pure.audit.text.prose import Cut, Places, blocks, masked, sentences

MARKED = """# Asiakkaan **ääni** 2011

Moitteita oli 57 %. Kiitoksia
oli [11 %](https://example.org/1_2)[^1].

> Sain 3 kertaa väärän päätöksen.

- Ideoita oli 10 %.

| Laji | 2010 | 2011 |
|---|---|---|
| Moite | 45 | 57 |

```
Moitteita oli 99 %.
```

[^1]: Vuonna 2010 kiitoksia oli 19 %.
"""


def test_blocks_of_a_text_in_their_order() -> None:
    found = [(each.kind, " ".join(each.cut.text.split())) for each in blocks(MARKED)]
    assert found == [
        ("heading", "Asiakkaan ääni 2011"),
        ("prose", "Moitteita oli 57 %. Kiitoksia oli 11 % ."),
        ("prose", "Ideoita oli 10 %."),
        ("row", "| Moite | 45 | 57 |"),
        ("prose", "Vuonna 2010 kiitoksia oli 19 %."),
    ]


def test_blocks_quotations_and_code_are_the_words_of_others() -> None:
    said = " ".join(each.cut.text for each in blocks(MARKED))
    assert "väärän" not in said
    assert "99" not in said


def test_blocks_a_row_has_the_head_of_its_table() -> None:
    (row,) = [each for each in blocks(MARKED) if each.kind == "row"]
    assert [each.text.strip() for each in row.head] == ["Laji", "2010", "2011"]
    assert [each.text.strip() for each in row.cells] == ["Moite", "45", "57"]


def test_blocks_every_word_stands_where_it_was_written() -> None:
    places = Places(MARKED)
    lines = MARKED.split("\n")
    for block in blocks(MARKED):
        for sentence in sentences(block.cut):
            line, column = places.of(sentence.start)
            first = sentence.text.split()[0]
            assert lines[line - 1][column - 1 :].startswith(first)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Palautetta tuli 653. Kiitoksia oli 11 %.", 2),
        ("Sitä saatiin esim. Kampista. Se oli 9,2.", 2),
        ("Kysely tehtiin 1.10.–31.12. 2009 lopussa.", 1),
        ("Vastaajia oli n. 780 vuonna 2011. Heistä moni kiitti.", 2),
        ("Det gäller bl.a. Kamppi. Vitsordet var 9,2.", 2),
        ("It rose, e.g. in Kamppi. The grade was 9.2.", 2),
        ("Onko näin? On!", 2),
    ],
)
def test_sentences_end_where_they_end(text: str, said: int) -> None:
    assert len(list(sentences(Cut(text, 0)))) == said


@given(st.text(max_size=300))
def test_masking_moves_nothing(text: str) -> None:
    plain = masked(text)
    if "&nbsp;" not in text:
        assert len(plain) == len(text)
        assert [at for at, sign in enumerate(plain) if sign == "\n"] == [
            at for at, sign in enumerate(text) if sign == "\n"
        ]


@given(st.text(alphabet="ab 1.#|-\n>*`[]()", max_size=200))
def test_blocks_are_made_of_any_text(text: str) -> None:
    for block in blocks(text):
        for sentence in sentences(block.cut):
            assert sentence.text.strip()
