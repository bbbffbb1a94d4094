"""`kuulluksi audit`: what it prints, in three languages, and how it exits."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kuulluksi.config import cli

PRINTED = Path(__file__).parents[2] / "kuulluksi" / "figures" / "data" / "helsinki-2011.csv"
HEADER = "table,area,group,item,year,statistic,value,scale_min,scale_max,note,n\n"
SOUND = HEADER + "1,A,,Kiitos,2024,count,12,,,,\n1,A,,Moite,2024,count,30,,,,\n"


def says(*words: str) -> tuple[int, str]:
    """What is printed, and the exit code."""
    out = io.StringIO()
    try:
        call_command("audit", *words, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def file(folder: Path, content: str | bytes, name: str = "luvut.csv") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_audit_of_a_sound_file_exits_with_nought(tmp_path: Path) -> None:
    code, told = says(file(tmp_path, SOUND + "1,A,,Yhteensä,2024,count,42,,,,\n"))
    assert code == 0
    assert "3 lukua; niistä 3 verrattiin muihin" in told
    assert "Virheitä 0, varoituksia 0, avoimesti kerrottuja 0." in told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "[Virhe] Tiedosto, rivi 4: taulukko 1, A, Yhteensä, 2024"),
        ("sv", "[Fel] Fil, rad 4: tabell 1, A, Yhteensä, 2024"),
        ("en", "[Fault] File, row 4: table 1, A, Yhteensä, 2024"),
    ],
)
def test_audit_of_a_fault_exits_with_one(tmp_path: Path, language: str, words: str) -> None:
    name = file(tmp_path, SOUND + "1,A,,Yhteensä,2024,count,1042,,,,\n")
    code, told = says(name, "--language", language)
    assert code == 1
    assert words in told
    assert "12 + 30" in told


def test_audit_of_the_statement_of_2011_names_its_faults() -> None:
    code, told = says(str(PRINTED), "--language", "en")
    assert code == 1
    for right in ("653", "14,908", "17,593", "171", "8,198"):
        assert f"Right: {right}\n" in told
    assert "5 faults, 4 cautions, 5 disclosed." in told


def test_audit_for_programs_is_json(tmp_path: Path) -> None:
    _, told = says(str(PRINTED), "--json")
    found = json.loads(told)
    assert found["sound"] is False
    assert found["text"] is None
    first = found["findings"][0]
    assert (first["kind"], first["line"], first["printed"], first["right"]) == (
        "fault",
        5,
        "635",
        "653",
    )
    text = file(tmp_path, "Tänä vuonna kuultiin ihmisiä.\n", "teksti.md")
    _, told = says(str(PRINTED), "--text", text, "--json")
    assert set(json.loads(told)["text"]) == {"bound", "unbound"}


def test_audit_tells_how_much_of_a_text_it_could_not_bind(tmp_path: Path) -> None:
    text = file(tmp_path, "Vuonna 2024 kiitoksia oli 12. Torilla oli 77 ihmistä.\n", "teksti.md")
    code, told = says(file(tmp_path, SOUND), "--text", text)
    assert code == 0
    assert "Tarkistamatta" in told
    assert "77" in told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_audit_reads_files_as_spreadsheets_save_them(
    tmp_path: Path, encoding: str, sign: str
) -> None:
    content = (SOUND + "1,A,,Yhteensä,2024,count,42,,,,\n").replace(",", sign).encode(encoding)
    code, told = says(file(tmp_path, content))
    assert (code, "niistä 3" in told) == (0, True)


def test_audit_of_what_cannot_be_read_is_never_sound(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"poissa\.csv") as refused:
        says(str(tmp_path / "poissa.csv"))
    assert refused.value.returncode == 2
    assert says(file(tmp_path, "a,b\n1,2\n"))[0] == 1
    assert says(file(tmp_path, ""))[0] == 1


def test_audit_needs_no_installation(tmp_path: Path) -> None:
    """Neither keys nor a database: the command as a stranger starts it."""
    name = file(tmp_path, SOUND)
    started = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; from {cli.__name__} import main; main()",
            "audit",
            name,
        ],
        env={"PATH": os.environ["PATH"], "KUULLUKSI_VAR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
    )
    assert started.returncode == 0, started.stderr
    assert "luettiin 2 lukua" in started.stdout
