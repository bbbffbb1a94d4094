"""Figures that come with the house: the statement of Helsinki of 2011, shares of a region, what
others have reached, and invented numbers of registers, as an example. An authority imports them
like any other file, or not at all."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "data"


def content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
