"""What differs between two editions: every figure and every section, and nothing of the stories."""

from dataclasses import replace

from kuulluksi.pure.statement.canon import Frozen, without
from kuulluksi.pure.statement.changes import changes
from kuulluksi.pure.statement.document import Words
from kuulluksi.pure.statement.sheets import HIDDEN, Sheet, shown
from tests.factories import statements
from tests.factories.statements import text


def frozen(**sheets: Sheet) -> Frozen:
    known = {key: statements.sheets()[key] for key in ("table-1", "table-2")}
    return Frozen.of(statements.document(), known | sheets, ["a"])


def with_cell(key: str, line: int, column: int, value: float | None) -> Sheet:
    sheet = statements.sheets()[key]
    rows = [list(row) for row in sheet.cells]
    rows[line][column] = HIDDEN if value is None else shown(value)
    return replace(sheet, cells=tuple(map(tuple, rows)))


def test_changes_of_the_same_are_none() -> None:
    assert not changes(frozen(), frozen())


def test_changes_story_that_was_taken_back_is_none() -> None:
    assert not changes(frozen(), without(frozen(), "a"))


def test_changes_figure_tells_both_and_where_it_stands() -> None:
    told = changes(frozen(), frozen(**{"table-1": with_cell("table-1", 0, 3, 7)}))
    (figure,) = told.figures
    assert (figure.line.key, figure.column.key) == ("s1", "2026")
    assert figure.before is not None
    assert figure.after is not None
    assert (figure.before.value, figure.after.value) == (1485, 7)
    assert told.rewritten == told.added == told.removed == ()


def test_changes_figure_that_is_hidden_now_is_one() -> None:
    (figure,) = changes(frozen(), frozen(**{"table-1": with_cell("table-1", 0, 0, None)})).figures
    assert figure.after == HIDDEN


def test_changes_year_that_came_or_went_has_one_side() -> None:
    whole = statements.sheets()["table-1"]
    short = replace(whole, columns=whole.columns[1:], cells=tuple(row[1:] for row in whole.cells))
    gone = changes(frozen(), frozen(**{"table-1": short})).figures
    assert {figure.column.key for figure in gone} == {"2023"}
    assert all(figure.after is None for figure in gone)
    came = changes(frozen(**{"table-1": short}), frozen()).figures
    assert len(came) == len(gone) == len(whole.lines)
    assert all(figure.before is None for figure in came)


def test_changes_sheet_that_came_or_went_is_told_cell_by_cell() -> None:
    less = replace(frozen(), sheets={"table-1": statements.sheets()["table-1"]})
    cells = 4 * len(statements.sheets()["table-2"].lines)
    assert len(changes(frozen(), less).figures) == cells
    assert len(changes(less, frozen()).figures) == cells


def test_changes_sections_are_told_by_their_headings() -> None:
    whole = frozen()
    first, second, *rest = whole.document.sections
    again = replace(second, blocks=(*second.blocks, Words(text("Lisää."))))
    other = replace(first, key="other", heading=text("Muu"))
    document = replace(whole.document, sections=(other, again, *rest))
    told = changes(whole, replace(whole, document=document))
    assert told.rewritten == (second.heading,)
    assert told.added == (text("Muu"),)
    assert told.removed == (first.heading,)
    assert told
