"""`kuulluksi export`: a wave as a file, and every way in which that can go wrong."""

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kuulluksi.figures.models import Extract
from kuulluksi.surveys.enums import WaveState
from kuulluksi.surveys.models import Answer, Response, ResponseWords, Wave
from tests.factories import extracts
from tests.factories.org import county


@pytest.fixture
def wave(db: None, at: datetime) -> Wave:
    return extracts.wave(county(), at)


def run(*arguments: str) -> str:
    told = StringIO()
    call_command("export", *arguments, stdout=told)
    return told.getvalue()


@pytest.mark.parametrize("form", ["sav", "csv", "xlsx", "parquet"])
def test_export_writes_the_published_figures_and_logs_nothing(
    wave: Wave, tmp_path: Path, form: str
) -> None:
    out = tmp_path / f"luvut.{form}"
    assert "rows of published figures" in run(wave.code, "--format", form, "--out", str(out))
    assert out.stat().st_size > 1000
    assert sorted(tmp_path.iterdir()) == [out, tmp_path / f"luvut.{form}.codebook.xlsx"]
    assert not Extract.objects.exists()


@pytest.mark.parametrize("form", ["sav", "csv", "xlsx", "parquet", "national"])
def test_export_with_a_permit_is_logged(wave: Wave, tmp_path: Path, form: str) -> None:
    out = tmp_path / "rivit"
    chosen = ["--format", form, "--out", str(out), "--permit", "12/2026 väitöskirja"]
    assert "logged" in run(wave.code, *chosen)
    extract = Extract.objects.get()
    assert extract.permit == "12/2026 väitöskirja"
    assert extract.by is None
    assert out.exists()


def test_export_of_national_rows_names_units_without_identifier(wave: Wave, tmp_path: Path) -> None:
    out = str(tmp_path / "a.csv")
    told = run(wave.code, "--format", "national", "--out", out, "--permit", "x")
    assert "Without an identifier in the register: kallion-sosiaaliasema" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["olematon", "--format", "sav"], "no wave olematon"),
        (["{wave}", "--format", "doc"], "invalid choice"),
        (["{wave}", "--format", "sav", "--language", "de"], "invalid choice"),
        (["{wave}", "--format", "national"], "permit"),
        (["{wave}", "--format", "sav", "--permit", "x" * 201], "200"),
        (["{wave}", "--format", "sav", "--words"], "only with --permit"),
        (["{wave}", "--format", "national", "--permit", "x", "--words"], "only with --permit"),
    ],
)
def test_export_refuses_by_name_and_writes_nothing(
    wave: Wave, tmp_path: Path, arguments: list[str], told: str
) -> None:
    given = [each.format(wave=wave.code) for each in arguments]
    with pytest.raises(CommandError, match=told):
        run(*given, "--out", str(tmp_path / "a"))
    assert list(tmp_path.iterdir()) == []
    assert not Extract.objects.exists()


def test_export_into_no_folder_or_over_a_folder_is_refused(wave: Wave, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no folder"):
        run(wave.code, "--format", "csv", "--out", str(tmp_path / "x" / "a.csv"))
    with pytest.raises(CommandError, match="is a folder"):
        run(wave.code, "--format", "csv", "--out", str(tmp_path))


def test_export_that_cannot_be_written_tells_so(
    wave: Wave, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CommandError, match="No space left on device"):
        run(wave.code, "--format", "sav", "--out", str(tmp_path / "a.sav"), "--permit", "x")
    assert list(tmp_path.iterdir()) == []
    assert not Extract.objects.exists()


def test_export_replaces_an_older_file_only_by_a_whole_one(
    wave: Wave, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.csv"
    out.write_text("vanha")
    with pytest.raises(CommandError):
        run(wave.code, "--format", "csv", "--out", str(out), "--permit", "x" * 201)
    assert out.read_text() == "vanha"
    run(wave.code, "--format", "csv", "--out", str(out))
    assert out.read_text("utf-8-sig").startswith("place;")


def test_export_tells_in_its_own_language_why_it_takes_nothing(wave: Wave, tmp_path: Path) -> None:
    chosen = ["--format", "sav", "--out", str(tmp_path / "a.sav"), "--language", "fi"]
    Wave.objects.update(state=WaveState.OPEN, closed_on=None)
    with pytest.raises(CommandError, match="Answers leave when the wave is closed"):
        run(wave.code, *chosen, "--permit", "x")
    Wave.objects.update(state=WaveState.CLOSED, closed_on=wave.closed_on)
    Answer.objects.all().delete()
    ResponseWords.objects.all().delete()
    Response.objects.all().delete()
    with pytest.raises(CommandError, match="This wave has no answers"):
        run(wave.code, *chosen, "--permit", "x")
    assert list(tmp_path.iterdir()) == []
    assert "published figures" in run(wave.code, *chosen)
