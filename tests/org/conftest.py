"""The county whose organisation is changed."""

import pytest

from tests.factories.org import County, county


@pytest.fixture
def house(db: None) -> County:
    return county()
