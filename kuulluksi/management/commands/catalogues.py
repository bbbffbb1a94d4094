"""Brings the Finnish and Swedish catalogues up to the words of the code, or tells what lacks."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

LANGUAGES = ("fi", "sv")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
HEADER = {
    "Project-Id-Version": "Kuulluksi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
Key = tuple[str | None, str]


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or None, entry.msgid


def catalogue(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def extract() -> list[polib.POEntry]:
    """Every msgid of the package's Python and templates, in a stable order.

    Django's extraction writes beside what it reads, so it is given a copy.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kuulluksi"
        ignored = shutil.ignore_patterns("locale", "static", "migrations", "__pycache__")
        shutil.copytree(settings.BASE, copy, ignore=ignored)
        (copy / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--locale", "fi"]
        command += ["--keep-pot", "--no-location", "--no-wrap"]
        env = {name: value for name, value in os.environ.items() if name[:7] != "DJANGO_"}
        # The command is made of constants; nothing of it comes from outside.
        done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True)  # noqa: S603
        if done.returncode:
            raise CommandError(f"The words could not be extracted.\n{done.stdout}{done.stderr}")
        found = list(polib.pofile(str(copy / "locale/django.pot")))
    return sorted(found, key=lambda entry: (entry.msgid, entry.msgctxt or ""))


def known(language: str) -> polib.POFile:
    path = catalogue(language)
    return polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)


def merged(language: str, words: list[polib.POEntry], translations: polib.POFile) -> polib.POFile:
    """The catalogue of exactly these words, with the translations that are known."""
    had = {key(entry): entry for entry in translations if not entry.obsolete}
    new = polib.POFile(wrapwidth=0)
    new.metadata = {**HEADER, "Language": language}
    for word in words:
        old = had.get(key(word))
        entry = polib.POEntry(
            msgid=word.msgid,
            msgctxt=word.msgctxt,
            msgid_plural=word.msgid_plural,
            flags=[flag for flag in word.flags if flag != "fuzzy"],
            comment=word.comment,
        )
        if word.msgid_plural:
            kept = old.msgstr_plural if old and old.msgid_plural else {}
            entry.msgstr_plural = {0: kept.get(0, ""), 1: kept.get(1, "")}
        elif old and not old.msgid_plural:
            entry.msgstr = old.msgstr
        if old and old.fuzzy:
            entry.flags.append("fuzzy")
        new.append(entry)
    return new


def faults(words: list[polib.POEntry], translations: polib.POFile) -> Iterator[str]:
    """What a catalogue lacks or has too much, one line each."""
    wanted = {key(word): word for word in words}
    had = {key(entry): entry for entry in translations if not entry.obsolete}
    for missing in wanted.keys() - had.keys():
        yield f"missing: {missing[1]!r}"
    for entry in translations:
        if entry.obsolete or key(entry) not in wanted:
            yield f"obsolete: {entry.msgid!r}"
        elif entry.fuzzy:
            yield f"fuzzy: {entry.msgid!r}"
        else:
            yield from faults_of(wanted[key(entry)], entry)


def faults_of(word: polib.POEntry, entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one translation: a form is empty, or says other placeholders."""
    plural = word.msgid_plural
    forms = [entry.msgstr_plural.get(form, "") for form in (0, 1)] if plural else [entry.msgstr]
    if not all(forms):
        yield f"untranslated: {word.msgid!r}"
        return
    most = placeholders(word.msgid) | placeholders(plural)
    # "One voice" may leave its number out, the last form may not.
    least = placeholders(plural or word.msgid)
    if any(placeholders(form) - most for form in forms) or placeholders(forms[-1]) < least:
        yield f"placeholders differ: {word.msgid!r}"


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


class Command(BaseCommand):
    help = "Extract the words of the code into the catalogues and compile them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when anything is missing"
        )

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        words = extract()
        found = []
        for language in LANGUAGES:
            translations = known(language)
            if not check:
                translations = merged(language, words, translations)
                path = catalogue(language)
                path.parent.mkdir(parents=True, exist_ok=True)
                translations.save(str(path))
                translations.save_as_mofile(str(path.with_suffix(".mo")))
            found += [f"{language}: {fault}" for fault in sorted(faults(words, translations))]
        if found and check:
            raise CommandError("\n".join(found))
        self.stdout.write("\n".join([*found, f"{len(words)} texts in {', '.join(LANGUAGES)}."]))
