"""A county to give feedback to, and forms that were opened long enough ago to be a person's."""

import time
from collections.abc import Callable

import pytest
from django.core import signing

from kuulluksi.web.kit import nonce
from tests.factories.org import County, county


@pytest.fixture
def place(db: None) -> County:
    return county()


@pytest.fixture
def opened() -> Callable[[], str]:
    """The nonce of a form that was opened a minute ago."""

    def stamp(_signer: signing.TimestampSigner) -> str:
        return signing.b62_encode(int(time.time()) - 60)

    def minute_ago() -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(signing.TimestampSigner, "timestamp", stamp)
            return nonce.fresh()

    return minute_ago
