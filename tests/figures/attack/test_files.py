"""Own words that would break a file, or run in it; and files put where somebody else's lie."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from kuulluksi.figures.models import Extract
from tests.factories.figures import Said, closed, grades
from tests.factories.org import County

WORDS = ("<b>&amp;</b>]]>", "=cmd|' /C calc'!A0", "@SUM(A1)")


def test_spreadsheet_holds_whatever_somebody_wrote(
    house: County, at: datetime, tmp_path: Path
) -> None:
    wrote = [Said(1, {"school-grade": "4", "worked-well": each}) for each in WORDS]
    wave = closed(house, at, {house.kamppi: [*grades({8: 5, 9: 20}), *wrote]})
    victim, out = tmp_path / "muu.txt", tmp_path / "a.xlsx"
    victim.write_text("tallessa")
    out.symlink_to(victim)
    asked = ["export", wave.code, "--format", "xlsx", "--words", "--out", str(out)]
    call_command(*asked, "--permit", "=HYPERLINK(1) / tutkimus")
    assert victim.read_text() == "tallessa"
    assert not out.is_symlink()
    cells = [cell for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for cell in row]
    assert {cell.value for cell in cells} >= set(WORDS)
    assert not any(cell.data_type == "f" for cell in cells)
    book = openpyxl.load_workbook(f"{out}.codebook.xlsx")
    assert not any(
        cell.data_type == "f"
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
    )


@pytest.mark.parametrize("permit", [" ", "\N{ZERO WIDTH SPACE}", "\N{NO-BREAK SPACE}", " / "])
def test_permit_that_says_nothing_takes_nothing(
    house: County, at: datetime, tmp_path: Path, permit: str
) -> None:
    wave = closed(house, at, {house.kamppi: grades({8: 5, 9: 20})})
    out = tmp_path / "a.csv"
    with pytest.raises(CommandError):
        call_command(
            "export", wave.code, "--format", "national", "--out", str(out), "--permit", permit
        )
    assert not out.exists()
    assert not Extract.objects.exists()
