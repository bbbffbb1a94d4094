"""What SPSS system files want beyond their rows: names that SPSS takes, labels that fit, and sets
of variables that belong to one question of several choices.

The layout of the file is that of PSPP's developer's guide ("System File Format").
"""

import re
import shutil
import struct
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

NAME, LABEL, VALUE_LABEL, TEXT = 64, 256, 120, 32_767
"""The most bytes of a variable's name, of its label, of the label of a value, and of a text."""

RESERVED = frozenset(
    {"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"}
)
"""Words of SPSS's language: no variable is called so."""

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_STRANGE = re.compile(r"[^a-z0-9]+")
_HEADER = 176
_VARIABLE, _VALUE_LABELS, _LABELLED, _DOCUMENTS, _EXTENSION, _END = 2, 3, 4, 6, 7, 999
_SETS, _LONG_NAMES = 7, 13


@dataclass(frozen=True)
class Chosen:
    """The variables of one question of several choices: each is 1 where its choice was chosen."""

    name: str
    label: str
    variables: tuple[str, ...]


class NotSav(ValueError):
    """This is no system file as we write them."""


def names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A name that SPSS takes for each of these, all different whatever their case: small letters,
    digits and single underscores, a letter first. Same order, same names."""
    used = set(taken) | RESERVED
    found = []
    for each in wanted:
        stem = _STRANGE.sub("_", each.lower()).strip("_") or "v"
        stem = (stem if stem[0].isalpha() else f"v_{stem}")[:NAME]
        name, turn = stem.rstrip("_"), 2
        while name in used:
            end = f"_{turn}"
            name, turn = stem[: NAME - len(end)].rstrip("_") + end, turn + 1
        used.add(name)
        found.append(name)
    return found


def cut(text: str, most: int) -> str:
    """As many whole characters as fit into so many bytes, with an ellipsis where some are left out;
    on one line."""
    line = " ".join(text.split())
    if len(line.encode()) <= most:
        return line
    kept = line.encode()[: most - len(ELLIPSIS.encode())].decode(errors="ignore")
    rest = line[len(kept) :]
    # A mark belongs to the letter before it, and what is joined stays together.
    while kept and (_joins(rest[0]) or kept[-1] == _JOINER):
        kept, rest = kept[:-1], kept[-1] + rest
    return kept.rstrip() + ELLIPSIS


def parts(text: str, most: int = TEXT) -> list[str]:
    """A text in pieces of whole characters that take so many bytes at most: one, unless it is
    longer than SPSS takes."""
    found = []
    while len(text.encode()) > most:
        piece = text.encode()[:most].decode(errors="ignore")
        found.append(piece)
        text = text[len(piece) :]
    return [*found, text]


def with_sets(source: BinaryIO, target: BinaryIO, sets: Sequence[Chosen]) -> None:
    """Copies a system file and adds its multiple-response sets, as the last record before its rows.

    Raises NotSav for anything but a system file, or when a set names a variable that is not there.
    """
    end, short = _dictionary(source)
    record = _record(sets, short)
    source.seek(0)
    target.write(source.read(end))
    target.write(record)
    shutil.copyfileobj(source, target, 1 << 20)


def _record(sets: Sequence[Chosen], short: Mapping[str, str]) -> bytes:
    if not sets:
        return b""
    lines = []
    for each in sets:
        if strange := [name for name in each.variables if name not in short]:
            raise NotSav(f"No such variable: {', '.join(strange)}.")
        label = each.label.encode()
        members = " ".join(short[name].lower() for name in each.variables)
        head = f"${each.name}=D1 1 {len(label)} ".encode()
        lines.append(head + label + b" " + members.encode() + b"\n")
    body = b"".join(lines)
    return struct.pack("<4i", _EXTENSION, _SETS, 1, len(body)) + body


def _dictionary(source: BinaryIO) -> tuple[int, dict[str, str]]:
    """Where the last record before the rows begins, and the short name of each variable."""
    if source.read(_HEADER)[:4] not in (b"$FL2", b"$FL3"):
        raise NotSav("It does not begin like a system file.")
    short: list[str] = []
    long = b""
    while (kind := _int(source)) != _END:
        if kind == _VARIABLE:
            short += _variable(source)
        elif kind == _VALUE_LABELS:
            _pass_value_labels(source)
        elif kind == _LABELLED:
            _pass(source, 4 * _int(source))
        elif kind == _DOCUMENTS:
            _pass(source, 80 * _int(source))
        elif kind == _EXTENSION:
            subtype, size, number = _int(source), _int(source), _int(source)
            body = _read(source, size * number)
            long = body if subtype == _LONG_NAMES else long
        else:
            raise NotSav(f"An unknown record: {kind}.")
    pairs = (pair.partition("=") for pair in long.decode().split("\t") if "=" in pair)
    named = {brief: name for brief, _equals, name in pairs}
    return source.tell() - 4, {named.get(name, name.lower()): name for name in short}


def _variable(source: BinaryIO) -> list[str]:
    """The name of the variable; what only goes on with a long text has none."""
    width, labelled, missing, _print, _write = (_int(source) for _ in range(5))
    name = _read(source, 8).decode().rstrip()
    if labelled:
        _pass(source, -(-_int(source) // 4) * 4)
    _pass(source, 8 * abs(missing))
    return [] if width < 0 else [name]


def _pass_value_labels(source: BinaryIO) -> None:
    for _ in range(_int(source)):
        _pass(source, 8)
        length = _read(source, 1)[0]
        _pass(source, -(-(length + 1) // 8) * 8 - 1)


def _int(source: BinaryIO) -> int:
    number: int = struct.unpack("<i", _read(source, 4))[0]
    return number


def _pass(source: BinaryIO, size: int) -> None:
    _read(source, size)


def _read(source: BinaryIO, size: int) -> bytes:
    found = source.read(size) if size >= 0 else b""
    if len(found) != size or size < 0:
        raise NotSav("It ends before its rows begin.")
    return found


_JOINER = "\N{ZERO WIDTH JOINER}"


def _joins(sign: str) -> bool:
    return sign == _JOINER or unicodedata.category(sign) in ("Mn", "Me", "Mc", "Sk")
