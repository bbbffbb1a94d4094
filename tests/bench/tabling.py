"""What is timed of figures, each beside other means of counting the same."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kuulluksi.figures.actions import releasing
from kuulluksi.figures.models import Release
from kuulluksi.figures.queries import comparing, counting, grouping, places, releases
from kuulluksi.org.models import Person, Unit
from kuulluksi.surveys.models import Wave
from kuulluksi.web.kit.extracts import taking
from kuulluksi.web.kit.extracts.taking import Format
from tests.bench import asking, tables
from tests.bench.boxes import timed

ROUNDS = 3
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
COUNT = """
    SELECT r.target_id, a.item, a.number, COUNT(*)
    FROM kuulluksi_answer a JOIN kuulluksi_response r ON r.id = a.response_id
    WHERE r.target_id IN ({marks}) GROUP BY 1, 2, 3
"""
PSPP = """
GET FILE='{file}'.
CROSSTABS /TABLES=unit BY {items} /CELLS=COUNT.
"""
Found = dict[str, dict[str, float]]


def measured(answers: int) -> Found:
    waves = [Wave.objects.get(code=tables.code(year)) for year in range(tables.YEARS)]
    Release.objects.filter(wave__in=waves).delete()
    named = f"of {answers} answers"
    found: Found = {
        f"release of three waves {named}, by every variable": timed(lambda: _release(waves))
    }
    counted = _alternate(
        {
            "the database's own GROUP BY": lambda: _group(waves),
            "rows, counts, protection, table of comparisons": lambda: _cold(waves),
        }
    )
    found |= {f"{what} {named}": {"seconds": median(spent)} for what, spent in counted.items()}
    own, cold = counted.values()
    ratio = median(b / a for a, b in zip(own, cold, strict=True))
    found[f"table {named}, cold, beside the GROUP BY"] = {"ratio": ratio, "aim": 1.2}
    found[f"table {named}, kept"] = {"seconds": _again(lambda: comparing.table(waves[-1], "all"))}
    found |= {f"{what} {named}": spent for what, spent in _pages(waves[-1]).items()}
    found |= {f"{what} {named}": spent for what, spent in _elsewhere(waves).items()}
    if exported := Wave.objects.filter(code=tables.EXPORTED).first():
        found |= _exports(exported)
    return found


def _release(waves: Sequence[Wave]) -> None:
    for wave in waves:
        releasing.release_wave(wave, at=AT)


def _group(waves: Sequence[Wave]) -> None:
    for wave in waves:
        targets = list(wave.targets.values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(COUNT.format(marks=", ".join(["%s"] * len(targets))), targets)
            cursor.fetchall()


def _cold(waves: Sequence[Wave]) -> None:
    """Everything between the answers and the table, with nothing kept from earlier."""
    for wave in waves:
        asked, _variables = counting.plan(wave)
        paths = counting.ends_of(wave)
        tree, leaf_of = places.grown(paths.values())
        leaves = {target: leaf_of[path] for target, path in paths.items()}
        by = {"": counting.count(wave, leaves)}
        list(releasing._shown(asked, tree, (), by, 5))
    _forget()
    comparing.table(waves[-1], "all")


def _forget() -> None:
    for module in (comparing, grouping, releases):
        for kept in vars(module).values():
            if isinstance(kept, lru_cache(lambda: None).__class__):
                kept.cache_clear()


def _pages(wave: Wave) -> Found:
    """A unit's page as its supervisor opens it, in this process."""
    unit = Unit.objects.order_by("id")[0]
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    client.force_login(Person.objects.get(email="unit0@bench.example"))
    with override("fi"):
        page = reverse("staff:figures-place", args=[places.key_of(unit)])

    def look() -> None:
        assert client.get(f"{page}?from={wave.code}", follow=True).status_code == 200

    _forget()
    return {
        "page of a unit, first look": {"seconds": _seconds(look)},
        "page of a unit, later": {"seconds": _again(look)},
    }


def _elsewhere(waves: Sequence[Wave]) -> Found:
    """The same cells counted out of extracts, by polars and by PSPP."""
    import polars as pl

    with tempfile.TemporaryDirectory() as folder:
        files: list[Path] = []
        for wave in waves:
            for form in (Format.PARQUET, Format.SAV):
                files.append(Path(folder, f"{wave.code}.{form}"))
                _take(wave, form, files[-1])
        [items] = {tuple(_items(file)) for file in files if file.suffix == ".parquet"}

        def by_polars() -> None:
            for file in files:
                if file.suffix == ".parquet":
                    long = pl.scan_parquet(file).unpivot(on=list(items), index="unit")
                    long.group_by("unit", "variable", "value").len().collect()

        def by_pspp() -> None:
            for file in files:
                if file.suffix == ".sav":
                    told = PSPP.format(file=file, items=" ".join(items))
                    command = ["pspp", "--batch", "-o", "/dev/null", "-O", "format=txt", "-"]
                    subprocess.run(command, input=told.encode(), check=True, cwd=folder)

        found = {"the same cells by polars from Parquet": {"seconds": _again(by_polars)}}
        if shutil.which("pspp"):
            found["the same cells by PSPP from .sav"] = {"seconds": _seconds(by_pspp)}
    return found


def _items(file: Path) -> list[str]:
    import polars as pl

    names = pl.scan_parquet(file).collect_schema().names()
    wanted = {asking.item(number).replace("-", "_") for number in range(tables.STATEMENTS)}
    return [name for name in names if name.replace("-", "_") in wanted]


def _exports(wave: Wave) -> Found:
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for form in Format:
            out = Path(folder, f"all.{form}")
            spent = timed(partial(_take, wave, form, out))
            found[f"extract of {tables.EXPORTS} responses as {form}"] = spent
        out = Path(folder, "national.csv")
        national = timed(lambda: taking.take_national(wave, out, permit="mittaus", by=None, at=AT))
        found[f"national rows of {tables.EXPORTS} responses"] = national
    return found


def _take(wave: Wave, form: Format, out: Path) -> Any:
    return taking.take_rows(wave, form, out, language="fi", permit="mittaus", by=None, at=AT)


def _alternate(jobs: Mapping[str, Callable[[], None]]) -> dict[str, list[float]]:
    """In turn, after a warm-up that counts for nothing."""
    for job in jobs.values():
        job()
    found: dict[str, list[float]] = {what: [] for what in jobs}
    for _round in range(ROUNDS):
        for what, job in jobs.items():
            found[what].append(_seconds(job))
    return found


def _again(job: Callable[[], object]) -> float:
    job()
    return median(_seconds(job) for _round in range(ROUNDS))


def _seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start
