"""Keys of lines: no two of a sheet are alike, whatever a questionnaire calls its questions."""

from kuulluksi.outcomes.queries.sheets import instruments
from kuulluksi.pure.text import Text


def test_choice_and_question_of_one_name_are_two_lines() -> None:
    taken: set[str] = set()
    for item in ("use/never", "use-never", "use", "use-it/never", "use/it-never", "use-it-never"):
        key = instruments._key(item, taken)
        assert key not in taken
        assert "." not in key
        taken.add(key)


def test_group_called_all_is_not_the_line_of_all() -> None:
    assert instruments._of_groups(("all",), {"all": Text.of(fi="Kaikki")}, "grade").key != "all"
