"""The county, committed: each answer is a transaction of its own, as in the house."""

import pytest
from django.db import connection

from tests.factories.org import County, county
from tests.surveys.attack import postgres_pages


@pytest.fixture
def open_house(transactional_db: None) -> County:
    if connection.vendor == "postgresql":
        postgres_pages.look_inside()
    return county()
