"""A county to give feedback to, and forms that were opened long enough ago to be a person's."""

from collections.abc import Callable

import pytest
from django.core import signing

from kuulluksi.web.kit import nonce
from tests.factories.org import County, county

Form = dict[str, str | list[str]]


@pytest.fixture
def place(db: None) -> County:
    return county()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """The nonce of a form that was opened a minute ago."""
    now = signing.time.time

    def minute_ago() -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(signing.time, "time", lambda: now() - 60)
            return nonce.fresh()

    return minute_ago
