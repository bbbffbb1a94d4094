"""The worker, or the database, is killed while it closes a wave: either everything is as it was,
or the wave is closed and every ballot is a response. Never something in between.
"""

import time

from kuulluksi.web.kit.clock import now
from tests.fire.installation import Installation, Postgres
from tests.fire.stored import ask

BALLOTS = 3_000
# A wave whose days are over, and its ballots; given to the installation's own shell.
PROGRAM = f"""
from datetime import datetime, timedelta
from kuulluksi.org.models import Person, insert, random_key
from kuulluksi.surveys.models import Ballot, Wave
from kuulluksi.voices.models import DailyCheck
from tests.factories import surveys
from tests.fire.test_closing import county_there
at = datetime.fromisoformat("{{at}}")
DailyCheck.objects.all().delete()  # a worker before may have done this night's work
wave = surveys.wave(county_there(), at - timedelta(days=100), code="tulessa")
target = wave.targets.all()[0]
answers = {{{{"school-grade": "9", "worked-well": "Kiitos", "enough-information": "4"}}}}
for _ in range({BALLOTS} // 100):
    insert([
        Ballot(target=target, language="fi", mode="web", answers=answers) for _ in range(100)
    ])
"""
COUNTS = """
    SELECT (SELECT state FROM kuulluksi_wave WHERE code = 'tulessa'),
        (SELECT count(*) FROM kuulluksi_ballot), (SELECT count(*) FROM kuulluksi_response),
        (SELECT count(*) FROM kuulluksi_answer), (SELECT count(*) FROM kuulluksi_responsewords),
        (SELECT count(*) FROM kuulluksi_auditentry WHERE what = 'wave-closed')"""
BEFORE = ("open", BALLOTS, 0, 0, 0, 0)
AFTER = ("closed", 0, BALLOTS, 2 * BALLOTS, BALLOTS, 1)


def county_there() -> object:
    """What the factory of waves needs of a county that was founded by another process."""
    from types import SimpleNamespace

    from kuulluksi.org.models import Area, Person, Service, Unit

    person = Person.objects.first()
    return SimpleNamespace(
        kamppi=Unit.objects.get(code="kampin-sosiaaliasema"),
        kallio=Unit.objects.get(code="kallion-sosiaaliasema"),
        social_work=Service.objects.first(),
        adults=Area.objects.first(),
        researcher=person,
        manager=person,
    )


def test_closing_killed_in_the_middle_is_all_or_nothing(running: Installation) -> None:
    url = running.database.url
    running.command("shell", "--no-imports", "--command", PROGRAM.format(at=now().isoformat()))
    assert ask(url, COUNTS) == [BEFORE]
    killed, patience, found = 0, 0.5, [BEFORE]
    while killed < 40:
        running.start_worker()
        give_up = time.monotonic() + patience
        while time.monotonic() < give_up and ask(url, COUNTS) == [BEFORE]:
            time.sleep(0.02)
        if killed % 2 and isinstance(running.database, Postgres):
            running.database.kill()
            running.kill_worker()
            running.database.start()
        else:
            running.kill_worker()
        found = [tuple(row) for row in ask(url, COUNTS)]
        assert found in ([BEFORE], [AFTER])
        if found == [AFTER]:
            break
        killed, patience = killed + 1, patience + 0.5
    # Some of the killings came before the end; the last one let it come about.
    assert found == [AFTER]
    assert killed
