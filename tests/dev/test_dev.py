"""The commands of everyday work: what they refuse, keep secret, count and end."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = spec_from_loader("dev", SourceFileLoader("dev", str(ROOT / "dev")))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_need_missing_part_names_the_command(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(dev.SYSTEM, "Voikko", ("libvoikko1 voikko-fi", lambda: False))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="sudo apt-get install libvoikko1 voikko-fi"):
        dev.need("Voikko")


def test_need_dispensable_part_is_said(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(dev.SYSTEM, "Voikko", ("libvoikko1 voikko-fi", lambda: False))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    dev.need("Voikko", otherwise="Until then words are exact. ")
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "words are exact. On Debian: sudo apt-get install libvoikko1 voikko-fi" in said


def test_need_as_root_installs_the_packages(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[str, ...]] = []
    answers = iter([False, True])
    monkeypatch.setitem(dev.SYSTEM, "gettext", ("gettext", lambda: next(answers)))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "call", lambda *command, **_: calls.append(command))
    dev.need("gettext")
    assert [command[2] for command in calls] == ["update", "install"]
    assert calls[1][-1] == "gettext"


def test_free_port_taken_says_how_to_choose_another(dev: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"Port {port}: .* ./dev run --port"):
            dev.free_port(f"--port {port}")


@pytest.mark.parametrize("words", ["--port", "--prot 80", "8000", "--port 99999"])
def test_free_port_nonsense_is_refused(dev: ModuleType, words: str) -> None:
    with pytest.raises(SystemExit, match="--port 8"):
        dev.free_port(words)


def test_environment_keys_are_private_and_last(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody-else")
    for name in ("SECRET_KEY", "RECEIPT_KEYS"):
        monkeypatch.delenv(name, raising=False)
    first, second = dev.environment(tmp_path / "var"), dev.environment(tmp_path / "var")
    assert first == second
    assert "DATABASE_URL" not in first
    assert len(first["SECRET_KEY"]) == 64
    assert first["RECEIPT_KEYS"].startswith("k1:")
    assert (tmp_path / "var/env").stat().st_mode & 0o777 == 0o600


def test_environment_folder_made_by_another_hand_becomes_private(
    dev: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "var").mkdir(mode=0o755)
    dev.environment(tmp_path / "var")
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_counted_report_is_summed(dev: ModuleType, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        "<testsuites><testsuite><testcase name='a'/><testcase name='b'/>"
        "<testcase name='c'><failure/></testcase><testcase name='c'><error/></testcase>"
        "<testcase name='d'><error/><system-out/></testcase>"
        "<testcase name='e'><skipped/></testcase></testsuite></testsuites>"
    )
    counts = dev.counted(report, 1)
    assert dev.sentence(counts) == "2 passed, 2 failed, 1 skipped"


def test_counted_breakdown_is_a_failure(dev: ModuleType, tmp_path: Path) -> None:
    assert dev.counted(tmp_path / "absent.xml", 4) == Counter(failed=1)
    assert not dev.counted(tmp_path / "absent.xml", 5)


def test_ending_takes_grandchildren_along(dev: ModuleType) -> None:
    program = "import subprocess; print(subprocess.Popen(['sleep', '60']).pid, flush=True); input()"
    with dev.ending() as started:
        started["parent"] = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        grandchild = int(started["parent"].stdout.readline())
        os.kill(grandchild, 0)
    assert started["parent"].returncode == -signal.SIGTERM
    until = time.monotonic() + 5
    while Path(f"/proc/{grandchild}").exists() and time.monotonic() < until:
        state = Path(f"/proc/{grandchild}/stat").read_text().split()[2]
        if state == "Z":  # dead, and waiting for whoever adopted it
            break
        time.sleep(0.05)
    else:
        assert not Path(f"/proc/{grandchild}").exists()
    for stream in (started["parent"].stdin, started["parent"].stdout):
        stream.close()


def test_requirements_are_pinned_hashed_and_without_addresses() -> None:
    for kind in ("uv", "run", "dev"):
        text = (ROOT / f"requirements/{kind}.txt").read_text()
        assert "://" not in text
        assert "index" not in text.replace("importlib", "")
        parts = [line for line in text.splitlines() if line[:1].isalnum()]
        assert parts
        assert all("==" in line and line.endswith("\\") for line in parts)


def test_requirements_each_part_has_a_reason() -> None:
    for kind in ("uv", "run", "dev"):
        lines = (ROOT / f"requirements/{kind}.in").read_text().splitlines()
        for before, line in zip(["", *lines], lines, strict=False):
            if line and not line.startswith(("#", "-")):
                assert before.startswith("# "), f"requirements/{kind}.in: why {line}?"
