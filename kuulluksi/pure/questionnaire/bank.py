"""The question bank: the instruments that come with the house, one JSON document each in
`instruments/`: the first version as `<id>.json`, a later one as `<id>.<version>.json`.

The same statement is asked in instant feedback and in surveys, so its words stand in one place.
"""

import re
from functools import cache
from pathlib import Path

from kuulluksi.pure.questionnaire.document import Questionnaire
from kuulluksi.pure.questionnaire.parsing import read
from kuulluksi.pure.questionnaire.reader import BadDocument, Fault

# The folder stands beside the package; an editable install leads to the same place.
_FOLDER = Path(__file__).resolve().parents[3] / "instruments"
_FILE = re.compile(r"(?P<name>[a-z0-9-]+)(?:\.(?P<version>[2-9]|[1-9][0-9]+))?\.json")


def names() -> tuple[str, ...]:
    """The names of all instruments in the bank, in alphabetical order."""
    return tuple(sorted({name for name, _version in _files()}))


def versions(name: str) -> tuple[int, ...]:
    """The versions of that instrument, from the first to the newest; none of an unknown one."""
    return tuple(sorted(version for named, version in _files() if named == name))


@cache
def instrument(name: str, version: int | None = None) -> Questionnaire:
    """The instrument of that name, in its newest version or in that one, read once per process.

    Raises LookupError when the bank does not have it, BadDocument when its document is faulty or
    its id and version are not those in the name of its file.
    """
    known = versions(name)
    if not known:
        raise LookupError(
            f"The question bank has no instrument named {name!r}; it has {', '.join(names())}."
        )
    wanted = known[-1] if version is None else version
    if wanted not in known:
        raise LookupError(f"The question bank has no version {wanted} of {name!r}.")
    return _read(_files()[name, wanted], name, wanted)


def _read(path: Path, name: str, version: int) -> Questionnaire:
    questionnaire = read(path.read_text(encoding="utf-8"))
    if questionnaire.id != name:
        raise BadDocument((Fault("id", f"must be {name!r}, the name of the file"),))
    if questionnaire.version != version:
        raise BadDocument((Fault("version", f"must be {version}, as in the name of the file"),))
    return questionnaire


def _files() -> dict[tuple[str, int], Path]:
    found = {}
    for path in _FOLDER.glob("*.json"):
        if named := _FILE.fullmatch(path.name):
            found[named["name"], int(named["version"] or 1)] = path
    return found
