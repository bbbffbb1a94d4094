"""A survey of two units that is open now, and forms as somebody finds them on the page."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from kuulluksi.surveys.models import Wave, WaveTarget
from kuulluksi.web.kit.clock import now
from tests.factories import surveys
from tests.factories.org import County

FIELD = re.compile(r"<input\b[^>]*>|<textarea\b[^>]*>[^<]*</textarea>")
NAME = re.compile(r'\bname="([^"]*)"')
VALUE = re.compile(r'\bvalue="([^"]*)"')
Fields = dict[str, list[str]]


@pytest.fixture
def wave(place: County) -> Wave:
    return surveys.wave(place, now(), code="aseman-kysely")


@pytest.fixture
def target(wave: Wave, place: County) -> WaveTarget:
    return wave.targets.get(unit=place.kamppi)


@pytest.fixture
def address(wave: Wave, place: County) -> str:
    return f"/fi/kysely/{wave.code}/{place.kamppi.code}/"


def fields_of(page: str) -> Fields:
    """What a browser would send of the page's form without anybody touching it."""
    found: Fields = {}
    form = page.partition("data-sitting")[2].partition("</form>")[0]
    for field in FIELD.findall(form):
        name = NAME.search(field)
        if name is None:
            continue
        if re.search('type="(radio|checkbox)"', field) and " checked" not in field:
            continue
        value = VALUE.search(field)
        words = value[1] if value else field.partition(">")[2].rpartition("</textarea>")[0]
        found.setdefault(unescape(name[1]), []).append(unescape(words).removeprefix("\n"))
    return found


@pytest.fixture
def opened(client: Client, address: str) -> Callable[..., Fields]:
    """The first page with questions: `opened(layout="all", language="sv")`."""

    def fields(**chosen: str) -> Fields:
        answer = client.get(address, {"layout": "one"} | chosen)
        assert answer.status_code == 200
        return fields_of(answer.content.decode())

    return fields
