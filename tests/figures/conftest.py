"""The county whose figures are counted."""

import pytest

from tests.factories.org import County, county


@pytest.fixture
def house(db: None) -> County:
    return county()
