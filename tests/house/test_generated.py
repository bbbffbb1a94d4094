"""What machines write from the code is as the code says; what people write for it is complete."""

import shutil
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from kuulluksi.management.commands import catalogues, diagrams
from kuulluksi.pure.questionnaire import bank
from kuulluksi.voices.enums import TRANSITIONS, State


def run(command: str, *arguments: str) -> str:
    said = StringIO()
    call_command(command, *arguments, stdout=said)
    return said.getvalue()


def test_diagrams_are_those_of_the_code() -> None:
    run("diagrams", "--check")


def test_diagrams_old_one_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(diagrams, "folder", lambda: tmp_path)
    with pytest.raises(CommandError, match=r"voice-states\.md is old"):
        run("diagrams", "--check")
    run("diagrams")
    run("diagrams", "--check")
    with (tmp_path / "voice-states.md").open("a") as file:
        file.write("by hand")
    with pytest.raises(CommandError):
        run("diagrams", "--check")


def test_diagrams_tell_every_transition() -> None:
    drawn = diagrams.voice_states()
    for (state, event), after in TRANSITIONS.items():
        row = next(line for line in drawn.splitlines() if line.startswith(f"| {event.value}: "))
        assert row.split(" | ")[2 + list(State).index(state)].strip("| ") == after.value


def test_catalogues_are_complete() -> None:
    run("catalogues", "--check")


@pytest.fixture
def copied(settings: Settings, tmp_path: Path) -> Path:
    """The catalogues in a folder where they may be spoiled."""
    shutil.copytree(settings.LOCALE_PATHS[0], tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path / "locale/fi/LC_MESSAGES/django.po"


WORD = "Send feedback"
WITH_PLACEHOLDER = "This place: %(name)s"


@pytest.mark.parametrize("fault", ["missing", "untranslated", "fuzzy", "obsolete", "placeholders"])
def test_catalogues_fault_is_found_and_named(copied: Path, fault: str) -> None:
    file = polib.pofile(str(copied))
    entry = file.find(WITH_PLACEHOLDER if fault == "placeholders" else WORD)
    assert entry is not None
    entry.msgstr = "Tämä paikka: %(nimi)s" if fault == "placeholders" else "Lähetä palaute"
    if fault == "missing":
        file.remove(entry)
    elif fault == "untranslated":
        entry.msgstr = ""
    elif fault == "fuzzy":
        entry.flags.append("fuzzy")
    elif fault == "obsolete":
        file.append(polib.POEntry(msgid="Nobody says this", msgstr="Kukaan ei sano"))
    file.save()
    with pytest.raises(CommandError) as told:
        run("catalogues", "--check")
    named = {"obsolete": "Nobody says this", "placeholders": WITH_PLACEHOLDER}.get(fault, WORD)
    assert any(
        line.startswith(f"fi: {fault}") and repr(named) in line
        for line in str(told.value).splitlines()
    )


def test_catalogues_extraction_keeps_translations_and_loses_what_nobody_says(copied: Path) -> None:
    file = polib.pofile(str(copied))
    entry = file.find(WORD)
    assert entry is not None
    entry.msgstr = "Oma käännös"
    file.append(polib.POEntry(msgid="Nobody says this", msgstr="Kukaan ei sano"))
    file.save()
    run("catalogues")
    again = polib.pofile(str(copied))
    kept = again.find(WORD)
    assert kept is not None
    assert kept.msgstr == "Oma käännös"
    assert again.find("Nobody says this") is None
    assert copied.with_suffix(".mo").exists()


def test_catalogues_are_written_the_same_way_each_time(copied: Path) -> None:
    run("catalogues")
    once = copied.read_text()
    run("catalogues")
    assert copied.read_text() == once
    assert "Date" not in once
    assert "#:" not in once


@pytest.mark.parametrize(
    ("word", "forms", "fault"),
    [
        (("%(n)d day", "%(n)d days"), ("yksi päivä", "%(n)d päivää"), False),
        (("%(n)d day", "%(n)d days"), ("%(n)d päivä", "%(n)d päivää"), False),
        (("%(n)d day", "%(n)d days"), ("%(n)d päivä", "monta päivää"), True),
        (("%(n)d day", "%(n)d days"), ("%(n)d päivä", ""), True),
        (("100 %% of %(a)s", ""), ("100 %% kohteesta %(a)s", ""), False),
        (("%(a)s and %(b)s", ""), ("%(b)s ja %(a)s", ""), False),
        (("%(a)s and %(b)s", ""), ("%(a)s", ""), True),
        (("%(a)s", ""), ("%(a)s %(b)s", ""), True),
        (("%(a)s", ""), ("%(a)d", ""), True),
    ],
)
def test_catalogues_placeholders_are_compared(
    word: tuple[str, str], forms: tuple[str, str], *, fault: bool
) -> None:
    entry = polib.POEntry(msgid=word[0], msgid_plural=word[1], msgstr=forms[0])
    if word[1]:
        entry = polib.POEntry(
            msgid=word[0], msgid_plural=word[1], msgstr_plural=dict(enumerate(forms))
        )
    assert bool(list(catalogues.faults([entry], polib_file(entry)))) == fault


def polib_file(entry: polib.POEntry) -> polib.POFile:
    file = polib.POFile()
    file.append(entry)
    return file


def test_instruments_are_all_valid() -> None:
    """`bank.instrument` refuses a document that breaks a rule of the grammar."""
    names = bank.names()
    assert names
    for name in names:
        assert bank.instrument(name).id == name
