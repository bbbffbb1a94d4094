"""Every setting that is read from outside is explained to whoever runs the house."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kuulluksi.config import env

ROOT = Path(__file__).resolve().parents[2]
READERS = {"required", "text", "flag", "listed", "folder", "keys", "address", "template"}
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def read_settings() -> Iterator[tuple[str, str]]:
    """The name of each variable that the code asks `config.env` for, and how."""
    for path in (ROOT / "kuulluksi").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "env"
                and node.func.attr in READERS
            ):
                name = node.args[0]
                assert isinstance(name, ast.Constant), f"{path.name}: name the variable literally"
                yield str(name.value), node.func.attr


def documented() -> dict[str, tuple[str, str, str]]:
    rows = ROW.findall((ROOT / "docs/operations.md").read_text())
    return {name: (meaning, default, example) for name, meaning, default, example in rows}


def test_settings_are_all_documented_and_nothing_else_is() -> None:
    assert set(documented()) == {name for name, _ in read_settings()}


def test_settings_without_a_default_are_documented_as_such() -> None:
    for name, reader in read_settings():
        has_none = reader in ("required", "keys")
        assert (documented()[name][1] == "none; must be given") == has_none, name


def test_settings_are_read_in_one_place() -> None:
    """Nothing but `config.env` asks the environment; the commands only name the settings."""
    asking = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kuulluksi").rglob("*.py")
        if re.search(r"os\.(?:environ|getenv)", path.read_text())
    ]
    assert sorted(set(asking) - {"kuulluksi/config/env.py"}) == [
        "kuulluksi/config/cli.py",
        "kuulluksi/config/wsgi.py",
        "kuulluksi/management/commands/catalogues.py",
    ]


KEY = "ab" * 32


def test_settings_missing_one_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY is missing\. Make one\.$"):
        env.required("SECRET_KEY", "Make one.")
    monkeypatch.setenv("SECRET_KEY", "  ")
    with pytest.raises(ImproperlyConfigured):
        env.required("SECRET_KEY", "Make one.")


@pytest.mark.parametrize(
    "given", ["", "k1", "k1:xyz", "k1:abcd", f":{KEY}", f"{'n' * 17}:{KEY}", f"k1:{KEY},"]
)
def test_settings_bad_receipt_keys_are_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("RECEIPT_KEYS", given)
    with pytest.raises(ImproperlyConfigured, match=r"^RECEIPT_KEYS"):
        env.keys("RECEIPT_KEYS", "Make one.")


def test_settings_first_receipt_key_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECEIPT_KEYS", f"new:{KEY}, old:{'cd' * 32}")
    assert list(env.keys("RECEIPT_KEYS", "")) == ["new", "old"]


def test_settings_texts_lists_and_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A", " x, ,y ")
    assert (env.text("A", ""), env.listed("A", ""), env.flag("A")) == ("x, ,y", ["x", "y"], False)
    monkeypatch.setenv("A", "Yes")
    assert env.flag("A")
    monkeypatch.delenv("A")
    assert (env.text("A", "d"), env.listed("A", "d,e"), env.flag("A")) == ("d", ["d", "e"], False)


def test_settings_folder_is_made_for_its_owner_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KUULLUKSI_VAR", str(tmp_path / "var"))
    assert env.folder("KUULLUKSI_VAR", tmp_path).stat().st_mode & 0o777 == 0o700


def started(program: str, var: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Python with nothing in its surroundings but the settings that must be there."""
    return subprocess.run(
        [sys.executable, "-c", f"import os, sys; os.umask(0o022); {program}"],
        cwd=ROOT,
        env={
            "SECRET_KEY": "x" * 50,
            "RECEIPT_KEYS": f"k1:{KEY}",
            "KUULLUKSI_VAR": str(var),
            **given,
        },
        capture_output=True,
        text=True,
    )


DOORS = (
    "import kuulluksi.config.wsgi",
    "from kuulluksi.config import cli; sys.argv = ['kuulluksi', 'version']; cli.main()",
)


@pytest.mark.parametrize("door", DOORS)
def test_settings_whatever_is_started_writes_for_its_owner_only(door: str, tmp_path: Path) -> None:
    done = started(f"{door}; print(oct(os.umask(0)))", tmp_path, KUULLUKSI_DEMO="1")
    assert done.stdout.split()[-1:] == ["0o77"], done.stderr


def test_settings_letters_need_a_mail_server_unless_it_is_the_demo(tmp_path: Path) -> None:
    program = "from kuulluksi.config import settings; print(settings.EMAIL_BACKEND)"
    refused = started(program.replace("EMAIL_BACKEND", "EMAIL_HOST"), tmp_path)
    assert "EMAIL_HOST is missing. Name the mail server" in refused.stderr
    assert "filebased" in started(program, tmp_path, KUULLUKSI_DEMO="1").stdout
    given = started(program.replace("BACKEND", "HOST"), tmp_path, EMAIL_HOST="smtp.example.fi")
    assert given.stdout.strip() == "smtp.example.fi"
