"""What the file proves wrong is wrong in the text as well."""

from kuulluksi.pure.audit import audit
from kuulluksi.pure.audit.cells import read
from kuulluksi.pure.audit.findings import Amount, Finding
from tests.pure.audit import corpus


def repeated(total: str, text: str) -> list[Finding]:
    """A town whose complaints of three years (14 + 19 + 12) are printed as so many."""
    rows = [list(row) for row in corpus.rows("koskela-2024")]
    (complaints,) = (row for row in rows if row[3:5] == ["Kantelut", "2022-2024"])
    complaints[6] = total
    return [each for each in audit(read(rows), text).findings if each.rule == "text-repeats"]


def test_repeats_a_wrong_total_with_what_is_right() -> None:
    (found,) = repeated("54", "Vuosina 2022–2024 tehtiin yhteensä 54 kantelua.")
    assert isinstance(found.right, Amount)
    assert found.right.value == 45
    assert found.place.source == "text"


def test_repeats_nothing_where_the_file_is_right() -> None:
    assert repeated("45", "Vuosina 2022–2024 tehtiin yhteensä 45 kantelua.") == []


def test_repeats_nothing_when_the_text_has_it_right() -> None:
    assert repeated("54", "Vuonna 2024 tehtiin 14 kantelua.") == []
