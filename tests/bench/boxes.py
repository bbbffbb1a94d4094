"""How long the ballot box is held: the nightly rewrite of very many ballots, and the closing of a
wave, each as the worker does it. Prints what came of it as JSON.
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

PORTION = 20_000
Row = list[Any]
CLOSED = 100_000


def main(ballots: int) -> None:
    """Fills the box unless it was kept from another run; a wave of CLOSED ballots is closed."""
    django.setup()
    from django.core.management import call_command

    from kuulluksi.org.models import Person
    from kuulluksi.surveys import actions
    from kuulluksi.surveys.models import Ballot, Document, Wave
    from tests.bench import asking, county

    call_command("migrate", verbosity=0)
    if not Person.objects.exists():
        county.found()
    asking.found()
    by = Person.objects.get(email="area0@bench.example")
    lacking = ballots - Ballot.objects.count()
    if lacking > 0:
        fill(Wave.objects.get(code=asking.CODE).targets.get().pk, lacking)
    found = {f"rewrite of {ballots} ballots": timed(actions.shuffle)}
    at = datetime.now(UTC)
    target = asking.wave(Document.objects.get(code=asking.CODE), f"mittaus-{at:%H%M%S}", by)
    fill(target.pk, CLOSED)
    told = f"closing {CLOSED} ballots beside them"
    found[told] = timed(lambda: actions.close(target.wave, by=by, at=at))
    print(json.dumps(found))


def fill(target: int, ballots: int) -> None:
    from kuulluksi.surveys.models import Ballot
    from tests.bench import asking
    from tests.bench.loading import Layout, unhindered

    layout, chance = Layout(Ballot), random.Random(target)

    def row() -> Row:
        points = (str(chance.choice(asking.POINTS)) for _ in range(asking.QUESTIONS))
        return layout.row(
            id=chance.getrandbits(63),
            target_id=target,
            language="fi",
            mode="web",
            answers=json.dumps({asking.item(number): point for number, point in enumerate(points)}),
            unclear="[]",
        )

    with unhindered():
        for start in range(0, ballots, PORTION):
            layout.write([row() for _ in range(min(PORTION, ballots - start))])


def timed(job: Callable[[], object]) -> dict[str, float]:
    """Seconds by the clock and of this process's CPU; the most memory meanwhile, in megabytes."""
    Path("/proc/self/clear_refs").write_text("5")  # forgets the most so far
    clock, cpu = time.perf_counter(), time.process_time()
    job()
    return {
        "seconds": time.perf_counter() - clock,
        "cpu": time.process_time() - cpu,
        "memory": _most() / 1024,
    }


def _most() -> int:
    """Kilobytes of memory that this process had at most."""
    [found] = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found)


if __name__ == "__main__":
    main(int(sys.argv[1]))
