"""The county in which voices are given."""

import pytest

from tests.factories.org import County, county


@pytest.fixture
def house(db: None) -> County:
    return county()


@pytest.fixture
def open_house(transactional_db: None) -> County:
    """The same county, committed, for tests of several connections and of the file on disk."""
    return county()
