"""R and PSPP, which researchers trust: they are asked about the same data as our own arithmetic.

Needs nothing but Python, because `dev` looks here whether they are installed.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

Table = list[list[str]]
"""Rows of cells, as PSPP prints them."""


def has_r() -> bool:
    """Whether R is there with the packages that we ask."""
    if not shutil.which("Rscript"):
        return False
    asked = ["Rscript", "--vanilla", "-e", 'find.package(c("survey", "haven"))']
    return subprocess.run(asked, capture_output=True).returncode == 0


def has_pspp() -> bool:
    return shutil.which("pspp") is not None


def ask_r(setup: str, questions: Mapping[str, str]) -> dict[str, list[float]]:
    """The numbers that each expression gives after the lines of `setup`, to 17 digits."""
    told = [f'cat("{name}", sprintf("%.17g", {asked}), "\\n")' for name, asked in questions.items()]
    printed = _run(["Rscript", "--vanilla"], "asked.R", "\n".join([setup, *told]))
    lines = [line.split() for line in printed.splitlines()]
    found = {name: [float(number) for number in numbers] for name, *numbers in lines}
    assert found.keys() == questions.keys(), printed
    return found


def ask_pspp(syntax: str) -> list[tuple[str, Table]]:
    """Every table that the syntax prints, with its title, in order."""
    command = ["pspp", "--batch", "--no-statrc", "-O", "format=csv", "-o", "told.csv"]
    printed = _run(command, "asked.sps", syntax, told="told.csv")
    tables: list[tuple[str, Table]] = []
    for row in csv.reader(printed.splitlines()):
        if row and row[0].startswith("Table: "):
            tables.append((row[0].removeprefix("Table: "), []))
        elif row:
            tables[-1][1].append(row)
    return tables


def _run(command: list[str], name: str, text: str, *, told: str = "") -> str:
    """What the program says about the text in a file of that name, or writes into the file `told`;
    in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="kuulluksi-") as folder:
        asked = Path(folder, name)
        asked.write_text(text, encoding="utf-8")
        done = subprocess.run([*command, asked], cwd=folder, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
        return Path(folder, told).read_text(encoding="utf-8") if told else done.stdout
