"""The county in which voices are given."""

import pytest

from tests.factories.org import County, county


@pytest.fixture
def house(db: None) -> County:
    return county()
