"""`kuulluksi import-figures FILE --source CODE`: figures that were printed, or counted by others,
come in; `--sotkanet` takes them from files or addresses of the national statistics service."""

import json
import re
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kuulluksi.figures.actions.printed import Told, store_figures
from kuulluksi.figures.enums import Origin
from kuulluksi.figures.queries import importing
from kuulluksi.figures.queries.importing import Plan
from kuulluksi.figures.queries.printed import source
from kuulluksi.management.fetching import Unfetched, fetch
from kuulluksi.org.rules import Refused
from kuulluksi.pure.figurefile import Parts, read_sotkanet
from kuulluksi.pure.text import Text, clean_text
from kuulluksi.web.kit.clock import now, today
from kuulluksi.web.staff.figures import receiving
from kuulluksi.web.staff.organisation import upload

SOTKANET = ("sotkanet", "Sotkanet (THL)", "Sotkanet, THL. CC BY 4.0.")
YEARS_BACK = 10
CODE = re.compile(r"[-\w]{1,60}", re.ASCII)


class Command(BaseCommand):
    help = "Imports figures that were not counted here. Faulty rows are named and kept apart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", help="CSV or XLSX; with --sotkanet also addresses")
        parser.add_argument("--source", default="", help="the code under which they are kept")
        parser.add_argument("--title", default="", help="how the source is called")
        parser.add_argument("--origin", choices=Origin.values, default="")
        parser.add_argument("--citation", default="", help="who published it, where, which licence")
        parser.add_argument("--names", type=Path, help="what the file prints under several names")
        parser.add_argument("--sotkanet", action="store_true", help="Sotkanet's JSON or CSV")
        parser.add_argument(
            "--indicator", action="append", default=[], metavar="ID[:ITEM[:STATISTIC]]"
        )
        parser.add_argument("--years", default="", help="with --sotkanet: 2015-2024")
        parser.add_argument("--strict", action="store_true", help="fail when any row is kept apart")

    def handle(self, *_args: Any, **given: Any) -> None:
        at = now()
        try:
            plan, told = _sotkanet(given) if given["sotkanet"] else _table(given)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        except Unfetched as error:
            raise CommandError(str(error)) from error
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.store(told, plan, strict=given["strict"], at=at)

    def store(self, told: Told, plan: Plan, *, strict: bool, at: datetime) -> None:
        for each in plan.apart:
            self.stdout.write(receiving.sentence_of(each))
        for place in plan.matched.places:
            self.stdout.write(f"? {place}: no place of ours")
        for item in plan.matched.items:
            self.stdout.write(f"? {item}: no statement of ours")
        told_apart = f"{len(plan.apart)} rows kept apart"
        if not plan.rows:
            raise CommandError(f"Nothing was imported, {told_apart}.")
        if strict and plan.apart:
            raise CommandError(f"Nothing was imported: {told_apart}, and --strict was given.")
        store_figures(told, plan, by=None, at=at)
        self.stdout.write(
            f"{told.code}: {len(plan.rows)} figures ({len(plan.fresh)} new, {len(plan.gone)} gone,"
            f" {plan.unchanged} unchanged), {told_apart}"
        )


def _table(given: dict[str, Any]) -> tuple[Plan, Told]:
    if len(given["files"]) != 1 or not given["source"]:
        raise CommandError("Give one file, and its --source.")
    file = Path(given["files"][0])
    told = _told(given, given["source"], given["source"], "", Origin.OWN)
    rows = receiving.table(file.name, file.read_bytes())
    names = None
    if given["names"]:
        names = receiving.names_of(receiving.table("", given["names"].read_bytes()))
    return receiving.figures(told.code, rows, origin=told.origin, names=names), told


def _told(given: dict[str, Any], code: str, title: str, citation: str, origin: Origin) -> Told:
    """What is said of the source: as given, else as before, else as it is by itself."""
    if not CODE.fullmatch(code):
        raise CommandError("A source has a code of letters, digits and hyphens.")
    stored = source(code)
    words = {"title": title, "citation": citation}
    said = {}
    for name, otherwise in words.items():
        spoken = clean_text(given[name])
        before = getattr(stored, name) if stored else _everywhere(otherwise)
        said[name] = _everywhere(spoken) if spoken else before
    before = Origin(stored.origin) if stored else origin
    return Told(
        code=code,
        origin=Origin(given["origin"]) if given["origin"] else before,
        **said,
    )


def _everywhere(words: str) -> Text:
    return Text.from_json({"fi": words})


def _sotkanet(given: dict[str, Any]) -> tuple[Plan, Told]:
    items, kinds = indicators(given["indicator"] or settings.SOTKANET_INDICATORS)
    parts = Parts()
    for place in given["files"] or _addresses(list(items), given["years"]):
        _take(parts, place)
    if not given["indicator"] and not settings.SOTKANET_INDICATORS:
        # A file of somebody's choice: all its indicators are wanted, beside no statement of ours.
        items = {cells.get("indicator", ""): "" for cells in parts.figures}
    contents = read_sotkanet(parts, items=items, kinds=kinds, only=settings.SOTKANET_REGIONS)
    code, title, citation = SOTKANET
    told = _told(given, given["source"] or code, title, citation, Origin.NATIONAL)
    return importing.planned(told.code, contents, own=False), told


def indicators(given: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """ "4413:trust-staff:percent": the statement of ours that an indicator stands beside, and the
    statistic that it is, where its metadata do not tell."""
    items, kinds = {}, {}
    for each in given:
        identifier, _, rest = each.partition(":")
        item, _, kind = rest.partition(":")
        if not identifier.isdigit():
            raise CommandError(f"{each}: an indicator is a number, as in 4413:trust-staff.")
        items[identifier] = item
        if kind:
            kinds[identifier] = kind
    return items, kinds


def _addresses(wanted: list[str], years: str) -> list[str]:
    base = settings.SOTKANET_URL.rstrip("/")
    if not base or not wanted:
        raise CommandError(
            "Give files or addresses, or set KUULLUKSI_SOTKANET_URL and"
            " KUULLUKSI_SOTKANET_INDICATORS."
        )
    first, _, last = years.partition("-")
    if years and not (first.isdigit() and (last or first).isdigit()):
        raise CommandError("Years are given as 2015-2024.")
    until = int(last or first) if years else today().year
    since = int(first) if years else until - YEARS_BACK
    asked = "&".join(f"years={year}" for year in range(since, until + 1))
    found = [f"{base}/regions"]
    for each in wanted:
        found.append(f"{base}/indicators/{each}")
        found.append(
            f"{base}/json?indicator={each}&{asked}&genders=total&genders=male&genders=female"
        )
    return found


def _take(parts: Parts, place: str) -> None:
    """One file or address, JSON or CSV."""
    content = fetch(place) if "://" in place else Path(place).read_bytes()
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{"):
        try:
            parts.take_json(json.loads(content.decode("utf-8-sig")))
        except (ValueError, RecursionError):
            raise Refused(f"{place} is no JSON.") from None
    else:
        parts.take_rows(upload.table(content))
