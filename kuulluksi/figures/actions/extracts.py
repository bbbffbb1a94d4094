"""What leaves past the protected store: nothing goes without its line in the log."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from kuulluksi.figures import rules
from kuulluksi.figures.enums import Taken
from kuulluksi.figures.models import Extract
from kuulluksi.org import actions as org_actions
from kuulluksi.org.enums import Audited
from kuulluksi.org.models import AuditEntry, Person
from kuulluksi.pure import deadlines

What = Mapping[str, str | int | bool | list[str]]
"""What was taken: "wave" or "year", "place", and whatever was chosen besides."""


def log(
    kind: Taken, what: What, *, permit: str, rows: int, by: Person | None, at: datetime
) -> Extract:
    """Writes who looked past the protected figures, at what, and why: into the log of extracts and
    into the audit trail, both or neither. Raises Refused without a permit or a reason."""
    rules.check_permit(permit)
    with transaction.atomic():
        made = Extract.objects.create(
            on=deadlines.day(at), by=by, kind=kind, what=dict(what), permit=permit, rows=rows
        )
        detail = {"kind": kind.value, "rows": str(rows), "permit": permit}
        org_actions.audit(Audited.EXTRACT_TAKEN, _subject(made), by=by, at=at, detail=detail)
    return made


def take(
    kind: Taken,
    what: What,
    *,
    permit: str,
    into: Path,
    write: Callable[[Path], int],
    by: Person | None,
    at: datetime,
) -> Extract:
    """Lets `write` write files, logs how many rows they have, and only then puts them in their
    place. Whatever fails, and wherever it is broken off: no half a file lies there, no file without
    its line in the log; and a line for a file that could not be put in its place is taken back.
    """
    rules.check_permit(permit)
    with TemporaryDirectory(prefix=".kuulluksi-", dir=into) as name:
        folder = Path(name)
        rows = write(folder)
        _sync(folder)
        made = log(kind, what, permit=permit, rows=rows, by=by, at=at)
        try:
            _put(folder, into)
        except OSError:
            _take_back(made)
            raise
    return made


@contextmanager
def whole_files(into: Path) -> Iterator[Path]:
    """A folder for files that are put in their place when all of them are whole, or never."""
    with TemporaryDirectory(prefix=".kuulluksi-", dir=into) as name:
        folder = Path(name)
        yield folder
        _sync(folder)
        _put(folder, into)


def _sync(folder: Path) -> None:
    """A full disk may tell of itself only now."""
    for file in folder.iterdir():
        with file.open("rb") as written:
            os.fsync(written.fileno())


def _put(folder: Path, into: Path) -> None:
    """Moves all files or none."""
    placed: list[Path] = []
    try:
        for file in sorted(folder.iterdir()):
            file.replace(into / file.name)
            placed.append(into / file.name)
    except OSError:
        for file in placed:
            file.unlink(missing_ok=True)
        raise


def _take_back(made: Extract) -> None:
    with transaction.atomic():
        AuditEntry.objects.filter(what=Audited.EXTRACT_TAKEN, subject=_subject(made)).delete()
        made.delete()


def _subject(made: Extract) -> str:
    return f"extract {made.pk}"
