"""`kuulluksi import_places`: tells first, does when told to."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kuulluksi.org.models import Area
from tests.factories.org import county


def says(*words: str) -> str:
    out = io.StringIO()
    call_command("import_places", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(db: None, tmp_path: Path) -> Path:
    path = tmp_path / "alueet.csv"
    path.write_text("kind,code,name_fi\narea,uusi,Uusi alue\n")
    return path


def test_import_places_is_a_dry_run_at_first(file: Path) -> None:
    told = says(str(file))
    assert "+ area Uusi alue" in told
    assert "--apply" in told
    assert not Area.objects.exists()


def test_import_places_applies_and_tells_what_changed(file: Path) -> None:
    house = county()
    says(str(file), "--apply")
    assert Area.objects.filter(code="uusi").exists()
    file.write_text(f"kind,code,name_fi\narea,uusi,Uusin alue\narea,{house.adults.code},Aikuiset\n")
    told = says(str(file), "--apply")
    assert "Uusi alue → Uusin alue" in told
    assert "stays as it is" in told


def test_import_places_names_bad_rows_and_fails(file: Path) -> None:
    file.write_text("kind,code,name_fi\narea,uusi,Uusi\npark,x,Puisto\n")
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_places", str(file), "--apply", stdout=out)
    assert "3, kind ”park”" in out.getvalue()
    assert not Area.objects.exists()


@pytest.mark.parametrize("name", ["none.csv", "wrong.xlsx"])
def test_import_places_says_what_is_wrong_with_the_file(
    name: str, tmp_path: Path, db: None
) -> None:
    (tmp_path / "wrong.xlsx").write_text("not a spreadsheet")
    with pytest.raises(CommandError):
        says(str(tmp_path / name))
