"""The county in which something comes of it."""

import pytest

from tests.factories.org import County, county


@pytest.fixture
def house(db: None) -> County:
    return county()
