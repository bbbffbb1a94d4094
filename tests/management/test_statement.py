"""`kuulluksi statement`: all files of a statement, and every way in which that can go wrong."""

import errno
import os
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kuulluksi.outcomes.models import Edition
from kuulluksi.pure.statement.document import Kind
from kuulluksi.web.kit.statements.making import Format
from tests.factories import drafts
from tests.factories.editions import edition
from tests.factories.org import County, county


@pytest.fixture
def house(db: None) -> County:
    return county()


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def run(*arguments: str, terminal: bool = False) -> tuple[str, str]:
    """What it says, and what it warns of."""
    out, warned = Terminal() if terminal else StringIO(), StringIO()
    call_command("statement", *arguments, stdout=out, stderr=warned)
    return out.getvalue(), warned.getvalue()


def test_all_files_of_a_signed_statement_are_written(
    house: County, at: datetime, tmp_path: Path
) -> None:
    edition(house, at)
    out = tmp_path / "a" / "b"
    said, warned = run("2025", "--out", str(out))
    wanted = {f"tilinpaatos-2025-1-{each}.{form}" for each in ("fi", "sv", "en") for form in Format}
    assert {path.name for path in out.iterdir()} == wanted
    lines = said.splitlines()
    assert len(lines) == len(wanted) + 1
    assert lines[-1] == f"{len(wanted)} files in {out}"
    assert f"{out}/tilinpaatos-2025-1-fi.pdf: " in said
    assert warned == ""
    assert (out / "tilinpaatos-2025-1-sv.pdf").read_bytes().startswith(b"%PDF")


def test_terminal_sees_a_bar(house: County, at: datetime, tmp_path: Path) -> None:
    edition(house, at)
    said, _warned = run(
        *("2025", "--out", str(tmp_path), "--language", "fi", "--language", "fi"),
        *("--format", "ris", "--format", "bib"),
        terminal=True,
    )
    assert f"\r\x1b[K[{'.' * 30}] 0/2  tilinpaatos-2025-1-fi.ris" in said
    assert f"\r\x1b[K[{'#' * 15}{'.' * 15}] 1/2  tilinpaatos-2025-1-fi.bib" in said
    assert said.endswith(f"\r\x1b[K2 files in {tmp_path}\n")
    assert said.count("\n") == 1


def test_quiet_says_nothing(house: County, at: datetime, tmp_path: Path) -> None:
    edition(house, at)
    told = ("2025", "--out", str(tmp_path), "--format", "ris", "--verbosity", "0")
    assert run(*told) == ("", "")


def test_what_is_not_signed_is_made_as_a_draft(house: County, at: datetime, tmp_path: Path) -> None:
    drafts.draft(house, at)
    said, warned = run("2025", "--out", str(tmp_path), "--language", "fi")
    assert "not signed" in warned
    assert "tilinpaatos-2025-luonnos-fi.docx" in said
    assert {path.name.rsplit(".")[0] for path in tmp_path.iterdir()} == {
        "tilinpaatos-2025-luonnos-fi"
    }


def test_draft_of_a_signed_statement_and_an_earlier_edition_are_made_when_asked_for(
    house: County, at: datetime, tmp_path: Path
) -> None:
    first = edition(house, at)
    edition(house, at, statement=first.statement, number=2)
    chosen = ("2025", "--out", str(tmp_path), "--language", "fi", "--format", "ris")
    for told, named in ((("--draft",), "luonnos"), (("--edition", "1"), "1"), ((), "2")):
        said, _warned = run(*chosen, *told)
        assert f"tilinpaatos-2025-{named}-fi.ris" in said


def test_unit_and_four_months_are_named(house: County, at: datetime, tmp_path: Path) -> None:
    drafts.draft(house, at, kind=Kind.UNIT, place=house.kamppi)
    key = f"unit-{house.kamppi.code}"
    chosen = ("2025", "--out", str(tmp_path), "--language", "fi", "--format", "pdf")
    said, _warned = run(*chosen, "--kind", "unit", "--place", key)
    assert f"tilinpaatos-2025-{key}-luonnos-fi.pdf" in said
    months: dict[str, Any] = {"starts": at.date().replace(2025, 5, 1)}
    months["ends"] = at.date().replace(2025, 8, 31)
    drafts.draft(house, at, kind=Kind.MONITORING, **months)
    said, _warned = run(*chosen, "--kind", "monitoring", "--third", "2")
    assert "omavalvonta-2025-2-3-luonnos-fi.pdf" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["2024"], "no such statement of 2024"),
        (["0"], "0 is no year"),
        (["99999"], "99999 is no year"),
        (["vuosi"], "invalid int value"),
        (["2025", "--kind", "monitoring"], "Say which four months"),
        (["2025", "--third", "1"], "--third is for --kind monitoring"),
        (["2025", "--kind", "unit"], "Name the unit"),
        (["2025", "--kind", "unit", "--place", "unit-x"], "no such statement"),
        (["2025", "--draft", "--place", "unit-x"], "no place unit-x"),
        (["2025", "--place", "nowhere"], "no such statement"),
        (["2025", "--edition", "2"], "There are editions 1–1"),
        (["2025", "--edition", "1", "--draft"], "not allowed with"),
        (["2025", "--kind", "monitoring", "--third", "1", "--edition", "1"], "has been signed yet"),
        (["2025", "--language", "de"], "invalid choice"),
        (["2025", "--format", "odt"], "invalid choice"),
    ],
)
def test_what_cannot_be_made_is_told(
    house: County, at: datetime, tmp_path: Path, arguments: list[str], told: str
) -> None:
    edition(house, at)
    with pytest.raises(CommandError, match=told):
        run(*arguments, "--out", str(tmp_path))
    assert not list(tmp_path.iterdir())


def test_language_in_which_nobody_signed_is_not_made(
    house: County, at: datetime, tmp_path: Path
) -> None:
    edition(house, at, languages=["fi"])
    with pytest.raises(CommandError, match="not signed in sv"):
        run("2025", "--out", str(tmp_path), "--language", "sv")


def test_edition_that_is_not_what_was_signed_is_not_made(
    house: County, at: datetime, tmp_path: Path
) -> None:
    signed = edition(house, at)
    Edition.objects.filter(pk=signed.pk).update(written=signed.written + " ")
    with pytest.raises(CommandError, match=r"Edition 1: .*checksum is another"):
        run("2025", "--out", str(tmp_path))


def test_folder_that_is_a_file_is_told(house: County, at: datetime, tmp_path: Path) -> None:
    edition(house, at)
    (tmp_path / "a").touch()
    with pytest.raises(CommandError, match="Nothing was written"):
        run("2025", "--out", str(tmp_path / "a"))


def test_full_disk_leaves_no_file_behind(
    house: County, at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition(house, at)

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CommandError, match=r"No space left on device. Nothing was written"):
        run("2025", "--out", str(tmp_path))
    assert not list(tmp_path.iterdir())
