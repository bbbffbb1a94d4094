"""Who may open what: every address of the house × every role, in one table."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kuulluksi.cases.enums import Concerns
from kuulluksi.org.enums import RoleKind
from tests.factories.org import county
from tests.factories.voices import given
from tests.house.access import GET, POST
from tests.house.roles import ROLES, Seen
from tests.house.things import Things, things


@pytest.fixture
def there(db: None, at: datetime) -> Things:
    """The county with one of everything that an address may name."""
    return things(county(), at)


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every pattern and its name in the table: "room:name", or its route when it has no name."""
    waiting: list[tuple[str, URLPattern | URLResolver]] = [
        ("", pattern) for pattern in get_resolver().url_patterns
    ]
    while waiting:
        room, pattern = waiting.pop()
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else room
            waiting += [(inner, each) for each in pattern.url_patterns]
        elif pattern.name:
            yield room + pattern.name, pattern
        else:
            yield f"/{pattern.pattern}", pattern


def test_access_every_address_has_a_row_and_every_row_an_address() -> None:
    known = [name for name, _ in addresses()]
    assert len(known) == len(set(known)), "two patterns of one name"
    assert sorted(set(known) - GET.keys()) == []
    assert sorted((GET.keys() | POST.keys()) - set(known)) == []


def test_access_every_row_tells_every_role() -> None:
    assert set(ROLES) == {"anonymous", *RoleKind.values}
    for row in (*GET.values(), *POST.values()):
        assert set(row) == set(ROLES)


def test_access_address_that_only_takes_forms_has_a_row_for_forms() -> None:
    only_forms = {name for name, row in GET.items() if "405" in row.values()}
    assert sorted(only_forms - POST.keys()) == []


def asked(there: Things, name: str, method: str) -> Seen:
    """What each role is answered."""
    pattern = dict(addresses())[name]
    got = {}
    for role in ROLES:
        # Each role finds the county as it was: what one may remove, the next finds again.
        with there.untouched():
            client = Client(raise_request_exception=False)
            if role != "anonymous":
                client.force_login(there.of(role))
            got[role] = answer(client, method, there.address(name, pattern))
    return got


def answer(client: Client, method: str, address: str) -> str:
    found = client.get(address) if method == "GET" else client.post(address)
    if found.status_code == 302 and "/tyo/kirjaudu/?" in found.headers["Location"]:
        return "login"
    return str(found.status_code)


@pytest.mark.parametrize("name", sorted(GET))
def test_access_reading(there: Things, name: str) -> None:
    assert asked(there, name, "GET") == GET[name]


@pytest.mark.parametrize("name", sorted(POST))
def test_access_sending(there: Things, name: str) -> None:
    assert asked(there, name, "POST") == POST[name]


def test_access_what_concerns_a_person_does_not_exist_for_that_person(
    there: Things, at: datetime
) -> None:
    house = there.house
    voice = given(at, unit=house.kamppi, concerns=Concerns.HANDLER).voice
    there = replace(there, voice=voice, public=voice)
    concerned, superior = Client(), Client()
    concerned.force_login(house.supervisor)
    superior.force_login(house.manager)
    for name, pattern in addresses():
        if name.startswith("staff:voice"):
            address = there.address(name, pattern)
            assert answer(concerned, "GET", address) == "404", name
            assert answer(concerned, "POST", address) == "404", name
            assert answer(superior, "GET", address) in ("200", "303"), name
