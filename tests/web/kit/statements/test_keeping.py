"""Files of signed statements are kept, and thrown away with a story that was taken back."""

import errno
import os
import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kuulluksi.outcomes.models import Edition, Statement
from kuulluksi.outcomes.queries.statements import editions
from kuulluksi.voices.enums import PublicationState, Publicity
from kuulluksi.voices.models import Publication
from kuulluksi.web.kit.statements import keeping, making
from kuulluksi.web.kit.statements.making import File, Format, Source
from tests.factories.drafts import draft
from tests.factories.editions import edition
from tests.factories.org import County, county
from tests.factories.voices import given, published

LONG_AGO = date(2026, 1, 2)
WORDS = "Sain ajan samalle viikolle."


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Settings) -> Path:
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def house(db: None) -> County:
    return county()


@pytest.fixture
def story(house: County, at: datetime) -> Publication:
    voice = given(at, unit=house.kamppi, publicity=Publicity.ALLOWED).voice
    return published(voice, house.supervisor, at, words=[{"text": WORDS}])


@pytest.fixture
def made_times(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were made, and not only taken from the disk."""
    names: list[str] = []
    make = making.made

    def counted(source: Source, language: str, form: Format) -> File:
        names.append(making.name(source, language, form))
        return make(source, language, form)

    monkeypatch.setattr(making, "made", counted)
    return names


def read(found: Edition) -> Source:
    found.refresh_from_db()
    return making.of_signed(editions.read(found))


def kept(var: Path) -> list[str]:
    return sorted(path.name for path in var.rglob("tilinpaatos-*"))


def test_file_is_made_once_and_kept_for_its_owner_only(
    house: County, at: datetime, var: Path, made_times: list[str]
) -> None:
    source = read(edition(house, at))
    assert keeping.sizes(source, "fi") == {}
    first = keeping.file(source, "fi", Format.RIS)
    assert keeping.file(source, "fi", Format.RIS) == first
    assert made_times == ["tilinpaatos-2025-1-fi.ris"]
    assert kept(var) == made_times
    assert keeping.sizes(source, "fi") == {Format.RIS: len(first.content)}
    folders = [var / "statements", *(it for it in var.rglob("statements/**/*") if it.is_dir())]
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700] * 3


def test_nothing_is_kept_of_a_draft(house: County, at: datetime, var: Path) -> None:
    source = read(edition(house, at))
    draft = Source(source.document, source.sheets, {}, source.authority, 1, None, (), at.date())
    assert keeping.file(draft, "fi", Format.RIS).name == "tilinpaatos-2025-luonnos-fi.ris"
    assert not list(var.iterdir())


def test_what_was_made_with_a_story_goes_when_it_is_taken_back(
    house: County, at: datetime, var: Path, story: Publication
) -> None:
    signed = edition(house, at, f"feedback-{story.pk}")
    before = keeping.file(read(signed), "fi", Format.DOCX)
    keeping.tend(at=at)
    assert "tilinpaatos-2025-1-fi.docx" in kept(var)
    story.state = PublicationState.TAKEN_DOWN
    story.save()
    after = keeping.file(read(signed), "fi", Format.DOCX)
    assert len(after.content) < len(before.content)
    assert kept(var) == ["tilinpaatos-2025-1-fi.docx"]
    assert keeping.file(read(signed), "fi", Format.DOCX) == after


def test_worker_throws_away_what_nobody_asks_for(
    house: County, at: datetime, var: Path, story: Publication
) -> None:
    signed = edition(house, at, f"feedback-{story.pk}", made_on=LONG_AGO)
    keeping.file(read(signed), "fi", Format.RIS)
    keeping.tend(at=at)
    assert kept(var) == ["tilinpaatos-2025-1-fi.ris"]
    story.state = PublicationState.TAKEN_DOWN
    story.save()
    keeping.tend(at=at)
    assert kept(var) == []


def test_words_of_a_story_that_were_changed_are_read_changed(
    house: County, at: datetime, story: Publication
) -> None:
    signed = edition(house, at, f"feedback-{story.pk}")
    before = keeping.file(read(signed), "fi", Format.DOCX)
    story.words = [{"text": "Sain ajan."}]
    story.save()
    assert keeping.file(read(signed), "fi", Format.DOCX) != before


def test_files_of_an_edition_that_is_gone_are_gone(house: County, at: datetime, var: Path) -> None:
    signed = edition(house, at, made_on=LONG_AGO)
    keeping.file(read(signed), "fi", Format.RIS)
    (var / "statements" / "strange").mkdir()
    (var / "statements" / "file").touch()
    signed.delete()
    keeping.tend(at=at)
    assert kept(var) == []
    assert not [path for path in (var / "statements").iterdir() if path.is_dir()]


def test_worker_makes_the_files_of_a_new_edition_a_language_at_a_time(
    house: County, at: datetime, var: Path, made_times: list[str]
) -> None:
    signed = edition(house, at)
    for number in (1, 2, 3, 3):
        keeping.tend(at=at)
        assert len(kept(var)) == min(number, 3) * len(Format)
    assert len(made_times) == 3 * len(Format)
    source = read(signed)
    assert set(keeping.sizes(source, "sv")) == set(Format)
    keeping.file(source, "en", Format.PDF)
    assert len(made_times) == 3 * len(Format)


def test_worker_leaves_old_editions_until_somebody_asks(
    house: County, at: datetime, var: Path
) -> None:
    first = edition(house, at)
    edition(house, at, statement=first.statement, number=2)
    edition(house, at, statement=_other(house, at), made_on=LONG_AGO)
    for _turn in range(5):
        keeping.tend(at=at)
    assert {name.split("-")[2] for name in kept(var)} == {"2"}


def test_edition_that_is_not_what_was_signed_has_no_files(
    house: County, at: datetime, var: Path
) -> None:
    signed = edition(house, at)
    Edition.objects.filter(pk=signed.pk).update(written=signed.written.replace("1", "2", 1))
    keeping.tend(at=at)
    assert kept(var) == []


@pytest.mark.parametrize("where", ["mkdir", "open", "replace"])
def test_full_disk_costs_nobody_a_file(
    house: County,
    at: datetime,
    var: Path,
    where: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    source = read(edition(house, at))

    def full(*_args: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, where, full)
    file = keeping.file(source, "fi", Format.RIS)
    assert file.content.startswith(b"TY  - RPRT")
    assert "No space left" in caplog.text
    monkeypatch.undo()
    assert not list(var.rglob("tilinpaatos-*"))
    assert not [path for path in var.rglob("*") if path.name.startswith(".tmp")]


def test_those_who_ask_at_the_same_moment_get_the_same_file_made_once(
    house: County, at: datetime, made_times: list[str]
) -> None:
    source = read(edition(house, at))
    found: list[File] = []
    start = threading.Barrier(4)

    def ask() -> None:
        start.wait()
        found.append(keeping.file(source, "fi", Format.XLSX))

    _together(ask, 4)
    assert len(found) == 4
    assert len({each.content for each in found}) == 1
    assert len(made_times) == 1


def _together(job: Callable[[], None], number: int) -> None:
    threads = [threading.Thread(target=job) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _other(house: County, at: datetime) -> Statement:
    return draft(house, at.replace(year=at.year - 1))
