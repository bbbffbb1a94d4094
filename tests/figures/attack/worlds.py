"""Two worlds that differ in nothing but what is hidden, and everything that the house tells."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO

from django.test import Client
from django.urls import resolve, reverse
from django.utils.translation import override

from kuulluksi.figures import actions
from kuulluksi.figures.models import Release
from kuulluksi.figures.queries import key_of
from kuulluksi.org.models import Area, Service, Unit
from kuulluksi.surveys.models import Answer, Response, Wave, WaveTarget
from tests.factories.figures import Said, closed, grades
from tests.factories.org import county
from tests.house.access import GET
from tests.house.roles import ROLES
from tests.house.test_access import addresses
from tests.house.things import Things, things

WORDS = "kanarialintunen"
"""Own words about the unit whose figures are hidden."""

CONCERNS = "harmaahaukkanen"
"""Of a voice that concerns the supervisor of a place."""

NOISE = (
    # What is drawn anew for each page: tokens and nonces of forms, and random keys.
    re.compile(rb'value="[^"]{24,}"'),
    re.compile(rb"[0-9]{15,19}"),
    re.compile(rb"/[a-z0-9]{6}-[a-f0-9]{32}/"),
)


@dataclass(frozen=True)
class World:
    there: Things
    wave: Wave


def made(at: datetime) -> World:
    """Three people answered about Kallio, which is hidden, and Kamppi beside it; their service is
    told."""
    house = county()
    there = things(house, at)
    said = {
        house.kamppi: [*grades({8: 17, 9: 10}, gender="woman"), *grades({8: 9}, gender="man")],
        house.kallio: [
            *grades({8: 2}, gender="woman"),
            Said(1, {"school-grade": "4", "gender": "woman", "worked-well": WORDS}),
        ],
        house.family_unit: [
            *grades({7: 9, 9: 9}, gender="woman"),
            *grades({8: 6, 10: 9}, gender="man"),
        ],
    }
    # On a day of its own, so that it has its place among the waves whatever its keys are.
    wave = closed(house, at + timedelta(days=1), said, code="kanariakysely")
    rows = {**there.rows, "wave": wave, "survey": wave.survey, "told": wave, "read": wave}
    return World(replace(there, rows=rows), wave)


def move_what_is_hidden(world: World, at: datetime) -> None:
    """One of the answers about Kallio was about Kamppi: nothing that is shown changes."""
    house = world.there.house
    kamppi = world.wave.targets.get(unit=house.kamppi)
    kallio = world.wave.targets.get(unit=house.kallio)
    said_eight = Answer.objects.filter(item="school-grade", number=8).values("response")
    moved = Response.objects.filter(target=kallio, pk__in=said_eight).first()
    assert moved is not None
    Response.objects.filter(pk=moved.pk).update(target=kamppi)
    for target, number in ((kamppi, 37), (kallio, 2)):
        WaveTarget.objects.filter(pk=target.pk).update(responses=number)
    Release.objects.filter(wave=world.wave).delete()
    actions.release_wave(world.wave, at=at + timedelta(days=1))


def paths(world: World) -> Iterator[tuple[str, str]]:
    """Every address that answers somebody, and the pages of figures once more for each place and
    broken down."""
    house = world.there.house
    known: list[Area | Service | Unit] = [house.kamppi, house.kallio, house.social_work]
    keys = ["all", *(key_of(place) for place in known)]
    for name, pattern in sorted(addresses()):
        if name not in GET or "200" not in GET[name].values():
            continue
        path = world.there.address(name, pattern)
        yield name, path
        found = resolve(path).kwargs if path.startswith("/fi/") else {}
        if ("figure" in name or name.startswith("public:heard")) and "place" in found:
            for key in keys:
                with override("fi"):
                    of_place = reverse(name, kwargs={**found, "place": key})
                yield name, of_place
                yield name, f"{of_place}?item=school-grade&by=gender&from={world.wave.code}"
        elif found.get("wave") == world.wave.code:
            yield name, f"{path}?item=school-grade&by=gender&place={key_of(house.kallio)}"


def told(world: World, walk: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, bytes]]:
    """What each role is answered at each path, without what is drawn anew each time."""
    seen: dict[tuple[str, str], tuple[int, bytes]] = {}
    clients: Mapping[str, Client] = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, client in clients.items():
        if role != "anonymous":
            client.force_login(world.there.of(role))
    for name, path in walk:
        for role, client in clients.items():
            if GET[name][role] not in ("200", "303"):
                continue
            with world.there.untouched():
                answer = client.get(path)
            body = b"".join(answer) if answer.streaming else answer.content
            seen[role, path] = answer.status_code, plain(body)
    return seen


def plain(body: bytes) -> bytes:
    """Without noise; a workbook as the texts in it. Of a paper questionnaire, which has no answers,
    only that it is one: it bears the moment of its making."""
    if body.startswith(b"%PDF"):
        return body[:4]
    if body.startswith(b"$FL2"):
        body = body[:92] + body[109:]  # without the moment of its making
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as book:
            body = b"\n".join(book.read(each) for each in book.namelist() if "docProps" not in each)
    for noise in NOISE:
        body = noise.sub(b"", body)
    return body
