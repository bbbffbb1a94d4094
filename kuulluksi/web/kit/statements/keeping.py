"""Files of signed statements, kept on disk so that nobody waits for them. They are kept by what
they are made of: when a story is taken back, what was made with it is thrown away.
"""

import fcntl
import logging
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from kuulluksi.outcomes.models import Edition
from kuulluksi.outcomes.queries.statements import editions
from kuulluksi.outcomes.queries.statements.stories import tales
from kuulluksi.pure import deadlines
from kuulluksi.pure.statement.canon import canonical, checksum
from kuulluksi.pure.statement.stories import Tale
from kuulluksi.web.kit.statements import making
from kuulluksi.web.kit.statements.making import File, Format, Source

log = logging.getLogger(__name__)

AHEAD = timedelta(days=31)
"""An edition that is not older has all its files ready before somebody asks for them."""
PACKAGE = Path(__file__).parents[3]
CODE = (
    *("web/kit/statements/*.*", "pure/statement/**/*.py", "locale/*/LC_MESSAGES/*.mo"),
    *("templates/kit/statements/*.html", "static/*.css"),
)
PROGRAMS = ("typst", "python-docx", "openpyxl", "font-source-sans-pro")


def file(source: Source, language: str, form: Format) -> File:
    """A file of a statement: the one that is kept, else one that is made now, and kept. Nothing is
    kept of a draft; on a full disk nothing is kept at all."""
    if source.draft:
        return making.made(source, language, form)
    place = _place(source) / making.name(source, language, form)
    content = _read(place)
    if content is None:
        try:
            content = _kept(source, language, form, place)
        except OSError as error:
            log.warning("Files of statements are not kept: %s", error.strerror)
            content = making.made(source, language, form).content
    return File(place.name, making.MEDIA[form], content)


def sizes(source: Source, language: str) -> dict[Format, int]:
    """In bytes, of those files that are kept already."""
    folder = _place(source)
    found = {}
    for form in Format:
        with suppress(OSError):
            found[form] = (folder / making.name(source, language, form)).stat().st_size
    return found


def tend(*, at: datetime) -> None:
    """Throws away what was made with stories that were taken back, and of editions that are gone;
    then makes the files of a new edition, of one language in each turn."""
    rows = list(Edition.objects.defer("written", "audit").order_by("-made_on", "-number"))
    told = tales(key for row in rows for key in row.stories)
    folders = {
        row.pk: _folder(making.key(row), {key: told[key] for key in row.stories if key in told})
        for row in rows
    }
    _tidy(set(folders.values()))
    newest = {row.statement_id: row.number for row in sorted(rows, key=lambda row: row.number)}
    for row in rows:
        new = row.made_on >= deadlines.day(at) - AHEAD and row.number == newest[row.statement_id]
        if new and _prepare(row, folders[row.pk]):
            return


def _prepare(edition: Edition, folder: Path) -> bool:
    """Makes the files of the first language that lacks them; whether there was one. An edition that
    is not what was signed has no files: `refresh_editions` tells of it."""
    with suppress(ValueError):
        for language in edition.languages:
            done = folder / f".{language}"
            if not done.exists():
                source = making.of_signed(editions.read(edition))
                for form in Format:
                    file(source, language, form)
                with suppress(OSError):
                    done.touch(mode=0o600)
                return True
    return False


def _tidy(known: Collection[Path]) -> None:
    """Only what is made as things stand now stays."""
    above = {place.parent for place in known}
    for kept in _inside(_root()):
        gone = [kept] if kept not in above else [it for it in _inside(kept) if it not in known]
        for folder in gone:
            shutil.rmtree(folder, ignore_errors=True)


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _root() -> Path:
    var: Path = settings.VAR
    return var / "statements"


def _place(source: Source) -> Path:
    return _folder(source.key, source.stories)


def _folder(key: str, stories: Mapping[str, Tale]) -> Path:
    """Where the files of an edition stand, of which `key` tells everything that never changes. With
    other stories, or other words in them, or made by other code of ours, it is another folder."""
    told = {
        "code": _code(),
        "address": settings.PUBLIC_URL,
        "stories": {
            name: [tale.words.to_json(), tale.about.to_json()] for name, tale in stories.items()
        },
    }
    return _root() / key / checksum(canonical(told))[:32]


@cache
def _code() -> str:
    """Our code and words, and the programs that we use: what others of them made is made anew."""
    parts = sha256()
    for pattern in CODE:
        for path in sorted(PACKAGE.glob(pattern)):
            parts.update(path.name.encode() + path.read_bytes())
    parts.update(repr([version(each) for each in PROGRAMS]).encode())
    return parts.hexdigest()


def _kept(source: Source, language: str, form: Format, place: Path) -> bytes:
    """Made and written; by one of those who ask at the same moment, while the others wait."""
    for other in _inside(place.parent.parent):
        if other != place.parent:
            shutil.rmtree(other, ignore_errors=True)
    for folder in (_root(), place.parent.parent, place.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    with _alone(place.with_name(f".{place.name}")):
        content = _read(place)
        if content is None:
            content = making.made(source, language, form).content
            try:
                _write(place, content)
            except OSError as error:
                log.warning("Files of statements are not kept: %s", error.strerror)
    return content


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _read(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except OSError:
        return None


def _write(place: Path, content: bytes) -> None:
    """Whole, or not at all."""
    with NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as begun:
        try:
            begun.write(content)
            begun.flush()
            os.fsync(begun.fileno())
            Path(begun.name).replace(place)
        except OSError:
            Path(begun.name).unlink(missing_ok=True)
            raise
