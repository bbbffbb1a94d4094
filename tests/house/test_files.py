"""Files: short, opened in the words of the product, well named, and nobody's machine in them."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
# A module whose opening lines are themselves the policy may take more of them.
OPENING = 5
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "tools"}
# Written by machines: migrations of Django, hashes of the installer, catalogues of gettext, and
# instruments, whose layout a test prescribes: each language adds a line to each text.
WRITTEN_BY_MACHINES = (
    "kuulluksi/migrations/",
    "requirements/",
    "kuulluksi/locale/",
    "data/",
    "instruments/",
)


def files() -> list[Path]:
    """What is or will be committed: tracked files, and new ones that Git does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file()]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts() -> Iterator[tuple[str, str]]:
    for path in files():
        raw = path.read_bytes()
        if b"\0" not in raw:
            yield name_of(path), raw.decode()


def modules() -> Iterator[tuple[str, str]]:
    for name, text in texts():
        if name.endswith(".py") or name == "dev":
            yield name, text


def test_files_none_is_longer_than_four_hundred_lines() -> None:
    long = {
        name: text.count("\n")
        for name, text in texts()
        if text.count("\n") > LONGEST and not name.startswith(WRITTEN_BY_MACHINES)
    }
    assert long == {}


def test_files_each_module_opens_with_a_few_lines_of_its_own() -> None:
    silent, talkative = [], []
    for name, text in modules():
        if name.startswith("kuulluksi/migrations/0001") or not text.strip():
            continue
        opening = ast.get_docstring(ast.parse(text))
        if not opening:
            silent.append(name)
        elif name != "dev" and len(opening.splitlines()) > OPENING:
            talkative.append(name)
    assert silent == []
    assert talkative == []


def test_files_no_module_is_a_drawer() -> None:
    drawers = [name for name, _ in modules() if set(Path(name).with_suffix("").parts) & DRAWERS]
    # Under this name, and no other, the framework looks for a kind of database.
    assert drawers == ["kuulluksi/config/sqlite/base.py"]


def test_files_only_packages_without_a_word_of_their_own_are_empty() -> None:
    assert [name for name, text in modules() if not text.strip()] == [
        name for name, text in modules() if not text.strip() and name.endswith("__init__.py")
    ]


# Put together from parts, so that this file does not find itself.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"py" + r"pi\.org",
            r"python" + r"hosted\.org",
            r"npm" + r"js\.(?:org|com)",
            r"crates" + r"\.io",
            r"registry" + r"\.yarnpkg",
            r"index" + r"-url",
            r"/ro" + r"ot/",
            r"/wo" + r"rk/",
            r"/ho" + r"me/\w",
            r"\.py" + r"env/",
        ]
    )
)


def test_files_name_no_registry_and_no_folder_of_a_machine() -> None:
    found = [
        f"{name}:{text[: match.start()].count(chr(10)) + 1}: {match[0]}"
        for name, text in texts()
        for match in FORBIDDEN.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted", ["https://py" + "pi.org/simple", "/ro" + "ot/x", "/wo" + "rk/a"]
)
def test_files_search_finds_what_must_not_be_there(planted: str) -> None:
    assert FORBIDDEN.search(f"see {planted} there")


def test_files_every_requirement_tells_its_reason() -> None:
    bare = []
    for path in sorted((ROOT / "requirements").glob("*.in")):
        lines = path.read_text().splitlines()
        for before, line in zip(["", *lines], lines, strict=False):
            wanted = re.match(r"[A-Za-z]", line)
            if wanted and not re.match(r"#\s+\w", before):
                bare.append(f"{path.name}: {line}")
    assert bare == []


def test_files_compiled_requirements_are_all_hashed_and_name_no_host() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "--index" not in text
        assert "://" not in text
        wanted = re.findall(r"^[A-Za-z][\w.\-]*(?:\[[^\]]*\])?==", text, re.MULTILINE)
        parts = re.split(r"^(?=[A-Za-z])", text, flags=re.MULTILINE)
        assert wanted, path.name
        assert [part[:30] for part in parts if "==" in part and "--hash=sha256:" not in part] == []
