"""The question bank: the instruments that come with the house, one JSON document each in
`instruments/`.

The same statement is asked in instant feedback and in surveys, so its words stand in one place.
"""

import json
from functools import cache
from pathlib import Path

from kuulluksi.pure.questionnaire.document import BadDocument, Fault, Questionnaire, parse

# The folder stands beside the package; an editable install leads to the same place.
_FOLDER = Path(__file__).resolve().parents[3] / "instruments"


def names() -> tuple[str, ...]:
    """The names of all instruments in the bank, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.json")))


@cache
def instrument(name: str) -> Questionnaire:
    """The instrument of that name, read once per process.

    Raises LookupError when the bank has none, BadDocument when its document is faulty or its id is
    not its name.
    """
    if name not in names():
        raise LookupError(
            f"The question bank has no instrument named {name!r}; it has {', '.join(names())}."
        )
    path = _FOLDER / f"{name}.json"
    try:
        obj: object = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise BadDocument((Fault("", f"{path.name} is not JSON: {error}"),)) from error
    questionnaire = parse(obj)
    if questionnaire.id != name:
        raise BadDocument((Fault("id", f"must be {name!r}, the name of the file"),))
    return questionnaire
