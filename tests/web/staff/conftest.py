"""The staff pages at a chosen moment, opened by a chosen person."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from kuulluksi.org.models import Person
from kuulluksi.surveys.models import Document
from tests.factories import surveys
from tests.factories.org import County, county


@pytest.fixture
def here(db: None) -> County:
    return county()


@pytest.fixture
def stop_clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> Callable[[datetime], None]:
    """Sets the faces' clock; it stands at `at` from the start."""

    def stand(moment: datetime) -> None:
        standing = SimpleNamespace(now=lambda _zone: moment)
        monkeypatch.setattr("kuulluksi.web.kit.clock.datetime", standing)

    stand(at)
    return stand


@pytest.fixture
def sign_in(stop_clock: object) -> Callable[[Person], Client]:
    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def draft(here: County) -> Document:
    return surveys.draft(here)


@pytest.fixture
def researcher(here: County, sign_in: Callable[[Person], Client], draft: Document) -> Client:
    """Somebody who may edit the draft."""
    return sign_in(here.researcher)
